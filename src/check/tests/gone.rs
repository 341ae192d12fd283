//! Containers that are gone: judged by what was seen of them, and by nothing else.

use super::judging::table;
use super::kit::{alpine, container, folder_at, image, outcome, texts};
use super::world::World;
use crate::probe::{ContainerState, RunOutcome};

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo").image_with(|it| it.cmd = own()))
}

fn own() -> Vec<String> {
    texts(&["/bin/sh", "-c", "echo hello"])
}

/// A container of `test-echo` that runs the image's own command.
fn plain() -> ContainerState {
    container("c").with(|it| (it.cmd, it.command) = (own(), own()))
}

fn check(expect: &str) -> String {
    format!("container = {{ image = \"test-echo\", fresh = true, past = true }}\nexpect = {{ {expect} }}")
}

#[test]
fn a_command_is_only_known_of_what_was_seen() {
    let unseen = || world().gone("c", "test-echo", 0);
    table(
        &check("overridden = false, exit_code = 0"),
        &[
            ("seen", "pass", world().seen_gone(plain(), 0, None)),
            ("seen, with another command", "fail other-command", world().seen_gone(plain().saying(&["ls"]), 0, None)),
            ("seen to fail", "fail exited", world().seen_gone(plain(), 3, Some("bad"))),
            ("never seen", "unknown Gone", unseen()),
            ("never seen, and failed", "fail exited", world().gone("c", "test-echo", 2)),
            (
                "of an older build",
                "fail older-build",
                world().seen_gone(plain().of_build("before"), 0, None).image(image("x").build("test-echo")),
            ),
        ],
    );
    table(&check("overridden = true"), &[("another", "pass", world().seen_gone(plain().saying(&["ls"]), 0, None))]);
    table(&check("env.has = [\"A=b\"]"), &[("nobody notes that", "unknown Gone", world().seen_gone(plain(), 0, None))]);
    table(
        &check("init = true"),
        &[
            ("seen", "pass", world().seen_gone(plain().with(|it| it.init = true), 0, None)),
            ("seen without", "fail no-init", world().seen_gone(plain(), 0, None)),
        ],
    );
}

#[test]
fn what_it_wrote_is_known_if_it_was_heard_or_can_be_heard_again() {
    let runs = |said: &str| world().run("test-echo", &[], outcome(0, said));
    let endless = RunOutcome { timed_out: true, ..outcome(0, "hello") };
    table(
        &check("output = \"hello\""),
        &[
            ("heard", "pass", world().seen_gone(plain(), 0, Some("hello"))),
            ("heard to say another thing", "fail", world().seen_gone(plain(), 0, Some("bye"))),
            ("not heard: its image says it again", "pass", runs("hello").seen_gone(plain(), 0, None)),
            ("not heard: its image says another thing", "fail", runs("bye").seen_gone(plain(), 0, None)),
            ("not heard, with another command", "unknown Gone", world().seen_gone(plain().saying(&["x"]), 0, None)),
            (
                "not heard, with a folder mounted",
                "unknown Gone",
                world().seen_gone(plain().with(|it| it.mounts = vec![folder_at("/x", "/y")]), 0, None),
            ),
            (
                "its image does not end",
                "unknown Gone",
                world().run("test-echo", &[], endless).seen_gone(plain(), 0, None),
            ),
            ("never seen", "unknown Gone", world().gone("c", "test-echo", 0)),
        ],
    );
    table(
        "logs = { image = \"test-echo\", past = true }\nexpect.output = \"hello\"",
        &[
            ("heard", "pass", world().seen_gone(plain(), 0, Some("hello"))),
            ("seen, not heard", "unknown Gone", world().seen_gone(plain(), 0, None)),
        ],
    );
}

#[test]
fn its_mounts_and_its_image_are_those_that_were_seen() {
    let bound = || plain().with(|it| it.mounts = vec![folder_at("/work/site", "/site")]);
    table(
        &check("mounts.has = [{ kind = \"bind\", destination = \"/site\" }]"),
        &[
            ("seen", "pass", world().seen_gone(bound(), 0, None)),
            ("seen without", "fail", world().seen_gone(plain(), 0, None)),
            ("never seen", "unknown Gone", world().gone("c", "test-echo", 0)),
        ],
    );
    table(
        &check("exit_code = 0"),
        &[("of an older build", "fail older-build", world().seen_gone(plain().of_build("before"), 0, None))],
    );
}
