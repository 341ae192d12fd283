//! What counts as made since the step began, by the engine's clock.

use super::judging::table;
use super::kit::{alpine, at, container, id, image, network, volume};
use super::world::World;

fn world() -> World {
    World::default().image(alpine())
}

#[test]
fn containers_networks_and_volumes_are_fresh_from_the_moment_the_step_began() {
    let at_second = |second: i64| {
        let (mut network, mut volume) = (network("n"), volume("v"));
        (network.created, volume.created) = (Some(at(second)), Some(at(second)));
        world().container(container("c").with(|it| it.created = at(second))).network(network).volume(volume)
    };
    for check in ["container = \"c\"", "network = \"n\"", "volume = \"v\""] {
        table(
            &format!("{check}\nexpect.fresh = true"),
            &[
                ("that moment", "pass", at_second(0)),
                ("after", "pass", at_second(1)),
                ("before", "fail stale", at_second(-1)),
            ],
        );
        table(&format!("{check}\nexpect.fresh = false"), &[("before", "pass", at_second(-1))]);
    }
    table(
        "container = { fresh = false }\nexpect.name = \"c\"",
        &[("before", "pass", at_second(-1)), ("after", "fail not-found", at_second(1))],
    );
    let undated = || {
        let mut network = network("n");
        network.created = None;
        world().network(network)
    };
    table("network = \"n\"\nexpect.fresh = true", &[("the engine does not say", "fail stale", undated())]);
}

#[test]
fn an_image_is_fresh_when_it_was_made_or_given_its_name() {
    let old = || image("test-echo").old_image();
    let tag = |name: &str| format!("6s image tag {} name={name}", id("test-echo"));
    let retagged = || old().image_with(|it| it.tagged = Some(at(6)));
    let silent = || old().image_with(|it| it.tagged = None);
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("made", "pass", world().image(image("test-echo"))),
            ("old", "fail not-rebuilt", world().image(old())),
            ("named again, out of the cache", "pass", world().image(retagged())),
            (
                "old, from an engine that does not say",
                "fail from-before",
                world().image(silent()).began_with(world().image(silent())),
            ),
            (
                "new, from an engine that does not say",
                "pass",
                world().image(silent()).began_with(world().image(old().build("before"))),
            ),
            ("the first of its name, from such an engine", "pass", world().image(silent()).began_with(world())),
            ("such an engine, and nobody looked before", "unknown NoBaseline", world().image(silent())),
            ("named again, by the history", "pass", world().image(silent()).event(&tag("test-echo:latest"))),
            ("named again, as podman says", "pass", world().image(silent()).event(&tag("localhost/test-echo:latest"))),
            (
                "built, as an engine without names says",
                "pass",
                world().image(silent()).event(&format!("6s image create {0} name=sha256:{0}", id("test-echo"))),
            ),
            ("given another name", "fail other-tag", {
                let mut it = retagged();
                it.tags.push("test-echo:other".into());
                let mut world = world().image(it);
                world.events.retain(|event| event.attribute("name") != "test-echo:latest");
                world
            }),
            ("forgotten", "unknown Forgotten", world().image(silent()).began_with(world().image(silent())).forgetful()),
        ],
    );
}

/// What a second play meets on an engine whose builder leaves no trace: the same Dockerfile gives the same image.
/// What taking a name off tells: engines say the image, and not which of its names.
#[test]
fn an_untag_is_of_the_name_that_is_gone() {
    let both = || image("test-echo").old_image().image_with(|it| it.tags.push("other:latest".into()));
    let one = || image("test-echo").old_image();
    let untag = |world: World, second: u8| world.event(&format!("{second}s image untag {0} name={0}", id("test-echo")));
    let pull = |world: World| world.event("8s image pull test-echo:latest name=test-echo");
    let from = |before: crate::probe::ImageState, now: crate::probe::ImageState| {
        world().image(now).began_with(world().image(before))
    };
    let tag = |world: World, name: &str| world.event(&format!("5s image tag {} name={name}:latest", id("test-echo")));
    table(
        "event = { kind = \"image\", image = \"test-echo\" }\nexpect.actions.in_order = [\"untag\", \"pull\"]",
        &[
            ("this one", "pass", pull(untag(from(both(), both()), 6))),
            ("the other one", "fail", pull(untag(from(both(), one()), 6))),
            ("both of them", "pass", pull(untag(untag(from(both(), one()), 6), 7))),
            ("the other one later", "pass", untag(pull(untag(from(both(), one()), 6)), 9)),
            ("one that was given for it", "fail", pull(untag(tag(from(one(), one()), "mine"), 6))),
        ],
    );
}

#[test]
fn the_same_image_is_new_once_its_name_was_taken_away() {
    let silent = || image("test-echo").old_image().image_with(|it| it.tagged = None);
    let both = || silent().image_with(|it| it.tags.push("other:latest".into()));
    let event = |world: World, action: &str| world.event(&format!("6s image {action} {}", id("test-echo")));
    let of = |state: crate::probe::ImageState| world().image(state);
    let same = || of(silent()).began_with(of(silent()));
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("as it was", "fail from-before", same()),
            ("name taken away and given back", "pass", event(same(), "untag")),
            ("removed and made anew", "pass", event(event(same(), "untag"), "delete")),
            ("another name taken away", "fail from-before", event(of(silent()).began_with(of(both())), "untag")),
            (
                "another name taken away, and this one given back",
                "pass",
                event(event(of(silent()).began_with(of(both())), "untag"), "untag"),
            ),
            ("given another name as well", "fail from-before", of(both()).began_with(of(silent()))),
        ],
    );
    table("image = \"test-echo\"\nexpect.id.changed = true", &[("a change is wanted", "fail not-rebuilt", same())]);
}

#[test]
fn the_step_has_to_begin_before_anything_is_fresh() {
    use crate::check::{Context, evaluate};
    use crate::course::tests::reading::checks_of;
    use crate::probe::{Probe, Snapshot};
    let world = world().container(container("c"));
    let step = super::judging::step_of(checks_of("[[check]]\nid = \"check\"\ncontainer = \"c\"\nexpect.fresh = true"));
    let probe = Probe::Container { key: "c".into() };
    let snapshot: Snapshot = [(probe.clone(), world.see(&probe))].into_iter().collect();
    let (answers, former) = Default::default();
    let context = Context { begun: None, baseline: None, answers: &answers, base_images: &[], former_builds: &former };
    assert_eq!(super::judging::word(&evaluate(&step, &snapshot, &context).report.checks[0]), "unknown NoBaseline");
}
