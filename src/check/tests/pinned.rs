//! Images that a step builds on.

use super::judging::{judge_step, step_of, word};
use super::kit::{alpine, container, id, image, outcome};
use super::world::World;
use crate::course::pins::pins;
use crate::course::tests::reading::checks_of;
use crate::course::{Step, StepId};

/// A step that runs the server, upon the one that builds it.
fn step() -> Step {
    let built = checks_of(
        "[[check]]\nid = \"image\"\nimage = \"server\"\nexpect = { fresh = true, user = \"node\", id.changed = true }\n\
         [[check]]\nid = \"says\"\nneeds = [\"image\"]\nrun = \"server\"\nexpect.output = \"hello\"\n\
         [[check]]\nid = \"ran\"\ncontainer = { image = \"server\", fresh = true }",
    );
    let own = checks_of(
        "[[check]]\nid = \"network\"\nnetwork = \"mynetwork\"\n[[check]]\nid = \"runs\"\ncontainer = \"web\"\nexpect.state = \"running\"",
    );
    let earlier = StepId::try_from("06-x/server-image".to_owned()).unwrap();
    Step { pins: pins(&earlier, &built), ..step_of(own) }
}

fn world(user: &str, output: &str) -> World {
    let server = image("server").old_image().image_with(|it| user.clone_into(&mut it.user));
    World::default().image(alpine()).image(server).run("server", &[], outcome(0, output))
}

fn found(world: World) -> Vec<String> {
    let network = super::kit::network("mynetwork");
    let world = world.network(network).container(container("web").of("server").running());
    judge_step(&world, &step()).iter().map(|report| format!("{} {}", report.id, word(report))).collect()
}

#[test]
fn what_lasts_of_an_earlier_step_is_asked_again() {
    let pins = step().pins;
    let asked: Vec<String> = pins
        .iter()
        .map(|pin| {
            let expect: Vec<String> = pin.check.expect.iter().map(|it| it.property.to_string()).collect();
            format!("{} {}", pin.check.id, expect.join(" "))
        })
        .collect();
    assert_eq!(asked, ["pinned-server-image-image user origin", "pinned-server-image-says output"]);
}

#[test]
fn another_image_under_the_name_is_named_before_anything_that_runs_it() {
    assert_eq!(found(world("node", "hello")), ["network pass", "runs pass"]);
    assert_eq!(
        found(world("root", "hello")),
        ["pinned-server-image-image fail other-build", "network pass", "runs skip"]
    );
    assert_eq!(found(world("node", "bye"))[0], "pinned-server-image-says fail other-build");
    let tagged = alpine().image_with(|it| {
        it.tags.push("server:latest".into());
        "node".clone_into(&mut it.user);
    });
    let tagged = World::default().image(tagged).run("server", &[], outcome(0, "hello"));
    assert_eq!(found(tagged)[0], "pinned-server-image-image fail tagged-base");
}

#[test]
fn an_image_that_is_not_there_is_the_steps_own_business() {
    let none = World::default().image(alpine());
    assert_eq!(found(none), ["network pass", "runs pass"]);
    let blind = world("node", "hello")
        .blind(|probe| matches!(probe, crate::probe::Probe::Run(_)), crate::probe::Cause::Timeout);
    assert_eq!(found(blind), ["pinned-server-image-says unknown Timeout", "network pass", "runs skip"]);
}

#[test]
fn the_near_miss_names_image_and_step() {
    let network = super::kit::network("mynetwork");
    let world = world("root", "hello").network(network).container(container("web").of_build("x").of(&id("server")));
    let near_miss = judge_step(&world, &step()).remove(0).near_miss.unwrap();
    assert_eq!((near_miss.args["image"].as_str(), near_miss.args["step"].as_str()), ("server", "6/server-image"));
    assert!(step().check("pinned-server-image-image").is_some(), "whoever explains it finds it");
}
