//! Events: which of them a selector means.

use super::judging::table;
use super::kit::{alpine, at, container, id, image, on, volume, volume_at};
use super::world::World;

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn events_are_told_apart_by_what_they_are_about() {
    let happened = || {
        world()
            .container(container("server").running().with(|it| it.networks = vec![on("mynetwork", &[])]))
            .event(&format!("20s network connect n name=mynetwork container={}", id("server")))
            .event("21s container exec_create:sh_-c_ls server name=server image=test-echo")
            .event("22s container kill server name=server image=test-echo signal=15")
            .event("23s container die server name=server image=test-echo exitCode=143")
            .event("24s volume mount my-volume container=other")
            .event("25s container rename server name=older oldName=/server")
            .event("26s image pull alpine:latest name=alpine")
    };
    for (select, expected) in [
        ("kind = \"network\", action = \"connect\", container = \"server\"", 1),
        ("kind = \"network\", container = \"other\"", 0),
        ("action = \"die\", container = \"server\"", 1),
        ("action = \"die\", container = \"serve\"", 0),
        ("action = \"die\", image = \"test-echo:latest\"", 1),
        ("action = \"die\", image = \"alpine\"", 0),
        ("action = \"rename\", container = \"server\"", 1),
        ("action = \"rename\", container = \"older\"", 1),
        ("kind = \"volume\", volume = \"my-volume\"", 1),
        ("kind = \"volume\", volume = \"my\"", 0),
        ("network = \"mynetwork\"", 1),
        ("action = \"pull\", image = \"alpine\"", 1),
        ("action = \"pull\", image = \"docker.io/library/alpine:latest\"", 1),
        ("action = \"pull\", image = \"alpine:3\"", 0),
    ] {
        let check = format!("event = {{ {select} }}\nexpect.count = {expected}");
        table(&check, &[("count", "pass", happened())]);
    }
    table(
        "event = { kind = \"network\", action = \"connect\" }\nexpect.containers.exactly = [\"older\"]",
        &[("the name it has now", "pass", happened())],
    );
    table(
        "event = { action = \"kill\" }\nexpect = { signals.exactly = [\"TERM\"], exit_codes.empty = true }",
        &[("signals", "pass", happened())],
    );
    table(
        "event = { action = \"exec_create\" }\nexpect.details.exactly = [\"sh -c ls\"]",
        &[("details", "pass", happened())],
    );
}

#[test]
fn the_volumes_of_a_container_that_is_gone_are_known_and_its_folders_are_not() {
    let gone = || {
        world()
            .event("20s container create writer name=writer image=test-echo")
            .event(&format!("21s volume mount my-volume container={} destination=/my-data", id("writer")))
            .event("21s container start writer name=writer image=test-echo")
            .event("22s container destroy writer name=writer image=test-echo")
    };
    let check =
        |mount: &str| format!("container = {{ name = \"writer\", past = true }}\nexpect.mounts.has = [{mount}]");
    table(&check("{ name = \"my-volume\", destination = \"/my-data\" }"), &[("mounted", "pass", gone())]);
    table(&check("{ kind = \"bind\" }"), &[("nobody knows", "unknown Gone", gone())]);
    table(
        &check("{ kind = \"volume\", name = \"my-volumes\" }"),
        &[
            ("another volume", "fail other-volume", gone()),
            ("another volume, then the right one", "pass", {
                gone().container(container("writer").with(|it| it.mounts = vec![volume_at("my-volumes", "/x")]))
            }),
            ("never started", "unknown Gone", {
                world()
                    .event("20s container create writer name=writer image=test-echo")
                    .event("22s container destroy writer name=writer image=test-echo")
            }),
            ("never started, then wrong", "fail other-volume", {
                world()
                    .event("2s container create first name=writer image=test-echo")
                    .event("3s container destroy first name=writer image=test-echo")
                    .container(container("writer").with(|it| it.mounts = vec![volume_at("notes", "/x")]))
            }),
        ],
    );
}

#[test]
fn how_a_container_ended_is_told_by_its_history_whatever_became_of_it() {
    let run = |world: super::world::World, id: &str, kill: &[&str], end: &str| {
        let of = format!("{id} name=nap image=test-echo");
        let mut world = world.event(&format!("20s container create {of}")).event(&format!("21s container start {of}"));
        for signal in kill {
            world = world.event(&format!("22s container kill {of} signal={signal}"));
        }
        world.event(&format!("25s container die {of} exitCode={end}"))
    };
    let gone = |world: super::world::World, id: &str| {
        world.event(&format!("27s container destroy {id} name=nap image=test-echo"))
    };
    let stopped = |id: &str| {
        run(world(), id, &["15", "9"], "137").event(&format!("26s container stop {id} name=nap image=test-echo"))
    };
    let rule = "container = { name = \"nap\", past = true }\nexpect.ends.any = ";
    table(
        &format!("{rule}{{ code = 0, by = \"itself\", lasted = {{ ge = \"1s\" }} }}"),
        &[
            ("it ended by itself", "pass", gone(run(world(), "a", &[], "0"), "a")),
            ("it was stopped", "fail", gone(stopped("a"), "a")),
            (
                "stopped first, then another came to its end",
                "pass",
                gone(run(gone(stopped("a"), "a"), "b", &[], "0"), "b"),
            ),
            (
                "the other way round",
                "pass",
                gone(stopped("b"), "b")
                    .container(container("nap").running())
                    .event("30s container die nap name=nap image=test-echo exitCode=0"),
            ),
        ],
    );
    table(
        &format!("{rule}{{ by = \"kill\" }}"),
        &[
            ("killed", "pass", gone(run(world(), "a", &["9"], "137"), "a")),
            ("stopped", "fail", gone(stopped("a"), "a")),
            ("asked in vain, then killed", "pass", gone(run(world(), "a", &["15", "9"], "137"), "a")),
        ],
    );
}

#[test]
fn what_an_image_runs_is_entrypoint_and_cmd_together() {
    let check = "image = \"test-echo\"\nexpect.command.exactly = [\"cat\", \"baz.txt\"]";
    let of = |entrypoint: &[&str], cmd: &[&str]| {
        let mut state = image("test-echo");
        (state.entrypoint, state.cmd) = (super::kit::texts(entrypoint), super::kit::texts(cmd));
        World::default().image(alpine()).image(state)
    };
    table(
        check,
        &[
            ("both", "pass", of(&["cat"], &["baz.txt"])),
            ("one", "pass", of(&[], &["cat", "baz.txt"])),
            ("the other order", "fail", of(&["baz.txt"], &["cat"])),
        ],
    );
}

#[test]
fn a_volume_is_kept_until_it_is_removed_whatever_its_time_says() {
    let later = || crate::probe::VolumeState { created: Some(at(50)), ..volume("v") };
    let touched = || world().volume(later()).began_with(world().volume(volume("v")));
    table(
        "volume = \"v\"\nexpect.kept = true",
        &[
            ("written in", "pass", touched()),
            ("another one removed", "pass", touched().event("20s volume destroy w driver=local")),
            ("made anew", "fail", touched().event("20s volume destroy v driver=local")),
        ],
    );
}

#[test]
fn a_volume_made_in_passing_is_younger_than_its_container() {
    let made = || world().volume(volume("v")).event("20s volume create v driver=local");
    let used = |world: World| {
        world
            .event("21s container create c name=c image=test-echo")
            .event(&format!("22s volume mount v container={} destination=/data", id("c")))
    };
    let by = |created: i64| {
        made().container(container("c").with(|it| {
            (it.created, it.mounts) = (at(created), vec![volume_at("v", "/data")]);
        }))
    };
    table(
        "volume = \"v\"\nexpect.made_by = \"hand\"",
        &[
            ("by hand", "pass", made()),
            ("by hand, and used", "pass", by(21)),
            ("in passing", "fail", by(19)),
            (
                "in passing, and gone",
                "unknown Gone",
                used(made()).event("30s container destroy c name=c image=test-echo"),
            ),
            (
                "taken by one that is gone",
                "pass",
                used(made().event("20s volume create v driver=local"))
                    .event("30s container destroy c name=c image=test-echo"),
            ),
            ("before the step", "fail", world().volume(volume("v"))),
        ],
    );
}
