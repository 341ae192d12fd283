//! The near miss of an author's that stands for all that nothing more precise is known of.

use super::judging::judge;
use super::kit::{alpine, container, image};
use super::world::World;

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

fn found(world: &World, check: &str) -> Option<String> {
    judge(world, &format!("[[check]]\nid = \"check\"\n{check}")).remove(0).near_miss.map(|it| it.id)
}

#[test]
fn it_is_named_when_neither_the_author_nor_what_is_built_in_knows_better() {
    let check = "container = \"c\"\nexpect.user = \"box\"\nexpect.exit_code = 0\n\
                 near.else = {}\nnear.named.user = \"other\"";
    let named = |name: &str| world().container(container("c").with(|it| it.user = name.to_owned()));
    assert_eq!(found(&named("box"), check), None, "it passes");
    assert_eq!(found(&named("other"), check).as_deref(), Some("named"));
    assert_eq!(found(&named("third"), check).as_deref(), Some("else"));
    let ended = world().container(container("c").with(|it| it.user = "box".to_owned()).exited(3));
    assert_eq!(found(&ended, check).as_deref(), Some("exited"));
}

#[test]
fn it_says_nothing_of_what_is_not_there_unless_it_is_about_that() {
    let check = |near: &str| format!("network = \"n\"\nexpect.driver = \"bridge\"\n{near}");
    assert_ne!(found(&world(), &check("near.else = {}")).as_deref(), Some("else"));
    let check = "file = \"notes.txt\"\nexpect.lines.len = 1\nnear.else = { missing = true }";
    assert_eq!(found(&world(), check).as_deref(), Some("missing"), "what is built in knows better");
}

#[test]
fn of_what_must_be_absent_it_says_that_it_is_there() {
    let check = "image = \"old\"\nabsent = true\nnear.else = {}";
    assert_eq!(found(&world(), check), None);
    assert_eq!(found(&world().image(image("old")), check).as_deref(), Some("else"));
}
