//! Builds that lost their name, and are gone.

use super::judging::table;
use super::kit::{alpine, id, image};
use super::world::World;

fn world() -> World {
    World::default().image(alpine())
}

/// The step begins with a build that has the name, and another that lost it long ago.
fn before() -> World {
    world().image(image("test-echo").build("first").old_image()).image(image("long-ago").untagged().old_image())
}

fn now() -> World {
    let mut world = world().image(image("test-echo").build("second")).began_with(before());
    world.former.insert("test-echo:latest".into(), ["first", "second", "long-ago"].map(id).into());
    world
}

fn gone(world: World, what: &str) -> World {
    world.event(&format!("8s image delete {}", id(what)))
}

#[test]
fn only_what_lost_the_name_since_the_step_began_counts() {
    let long_ago = || now().image(image("long-ago").untagged().old_image());
    let first = || image("test-echo").build("first").untagged().old_image();
    table(
        "image = \"test-echo\"\nexpect.dropped = 1",
        &[
            ("the one that it began with", "pass", gone(long_ago(), "first")),
            ("and the old one beside it", "pass", gone(gone(now(), "first"), "long-ago")),
            ("nothing is gone", "fail", long_ago().image(first())),
            ("only the one that had lost it before", "fail", gone(now().image(first()), "long-ago")),
        ],
    );
}
