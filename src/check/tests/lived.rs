//! What the history tells of a container: who watched it, where it went, and whether it still runs.

use super::judging::table;
use super::kit::{alpine, at, container, id, image};
use super::world::World;
use crate::probe::{ContainerState, RunState};

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn who_watched_a_container_is_told_by_when_something_attached() {
    let made = || world().container(container("c").running());
    let old = || world().container(container("c").running().old());
    let attached = |world: World, second: u8| world.event(&format!("{second}s container attach c name=c"));
    let stopped = |world: World| world.event("16s container die c name=c exitCode=0");
    let started = |world: World| world.event("17s container start c name=c");
    for (value, world) in [
        ("at-start", attached(made(), 10)),
        ("later", attached(made(), 15)),
        ("later", started(stopped(attached(made(), 10)))),
        ("never", made()),
        ("never", made().forgetful()),
        ("later", attached(old(), 15)),
        ("later", started(stopped(attached(old(), 15)))),
        ("at-start", started(attached(old(), 15))),
        ("never", started(old())),
    ] {
        table(&format!("container = \"c\"\nexpect.attached = \"{value}\""), &[(value, "pass", world)]);
    }
    let check = "container = \"c\"\nexpect.attached = \"never\"";
    table(check, &[("its start is forgotten", "unknown Forgotten", old().forgetful())]);
}

#[test]
fn only_a_running_container_moves_between_networks() {
    let check = "container = \"c\"\nexpect = { joined.has = [\"b\"], left.has = [\"b\"] }";
    let made = || world().container(container("c").running());
    let old = || world().container(container("c").running().old());
    let moved = |world: World, second: u8, action: &str| {
        world.event(&format!("{second}s network {action} n name=b container={}", id("c")))
    };
    let there_and_back = |world: World| moved(moved(world, 30, "connect"), 31, "disconnect");
    table(
        check,
        &[
            ("from before the step", "pass", there_and_back(old())),
            ("made in it", "pass", there_and_back(made())),
            ("only there", "fail", moved(made(), 30, "connect")),
            ("before its start", "fail", there_and_back(old()).event("40s container start c name=c")),
            (
                "the coming and going of a start and an end",
                "fail",
                moved(moved(made(), 10, "connect").event("15s container die c name=c exitCode=0"), 16, "disconnect"),
            ),
        ],
    );
}

#[test]
fn of_two_that_come_as_close_the_one_that_something_was_done_with_is_meant() {
    let check = "[[check]]\nid = \"check\"\ncontainer = { fresh = true }\nexpect = { joined.has = [\"b\"], left.has = [\"b\"], exit_code = 1 }";
    let both = || {
        let newer = container("newer").with(|it| it.created = at(20)).exited(1);
        world().container(container("older").running()).container(newer)
    };
    let wrong = |world: World| {
        let mismatches = super::judging::judge(&world, check).remove(0).mismatches;
        mismatches.into_iter().map(|mismatch| mismatch.property).collect::<Vec<_>>()
    };
    assert_eq!(wrong(both()), ["joined", "left"], "the newer one");
    let moved = both().event(&format!("30s network connect n name=b container={}", id("older")));
    assert_eq!(wrong(moved), ["left", "exit_code"], "the older one, which joined and has not left");
}

#[test]
fn what_must_not_run_may_be_there_and_rest() {
    let one = |change: fn(ContainerState) -> ContainerState| world().container(change(container("c")));
    let by_id = || {
        let former = image("test-echo").id;
        let state = container("c").running().of(&former).with(|it| it.image_id = Some(former.clone()));
        World::default().image(alpine()).container(state)
    };
    table(
        "container = { image = \"test-echo\", running = true }\nabsent = true",
        &[
            ("running by its id, the name was taken off since", "fail", by_id().began_with(world())),
            ("of an image that never had the name", "pass", by_id()),
            ("nothing", "pass", world()),
            ("ended", "pass", one(|it| it)),
            ("never started", "pass", one(ContainerState::never_started)),
            ("running", "fail", one(ContainerState::running)),
            ("running, of an older build", "fail", one(|it| it.running().of_build("before"))),
            ("paused", "fail", one(|it| it.running().in_state(RunState::Paused))),
            ("one of two", "fail", one(ContainerState::running).container(container("d"))),
            ("of another image", "pass", one(|it| it.running().of("alpine"))),
        ],
    );
}

#[test]
fn a_new_name_removes_nothing() {
    let before = || world().container(container("writer").old());
    let renamed = container("writer").old().with(|it| "old".clone_into(&mut it.name));
    table(
        "container = \"writer\"\nabsent = true",
        &[
            ("as it was", "fail", before().began_with(before())),
            ("removed", "pass", world().began_with(before())),
            ("under another name", "fail", world().container(renamed).began_with(before())),
            ("another one is there", "pass", world().container(container("old")).began_with(before())),
        ],
    );
}

#[test]
fn a_command_that_could_not_be_started_was_not_carried_out() {
    let going_on = |ids: &[&str]| {
        let inspect = serde_json::json!({ "ExecIDs": ids });
        world().container(container("c").running().with(|it| it.inspect = inspect))
    };
    let called = |world: World| world.event("22s container exec_create:sh c name=c image=test-echo execID=e1");
    table(
        "container = \"c\"\nexpect.executed.any = \"sh\"",
        &[
            ("nobody came", "fail", going_on(&[])),
            ("no such user", "fail", called(going_on(&[]))),
            ("another one is going on", "fail", called(going_on(&["e2"]))),
            ("it is going on", "pass", called(going_on(&["e1"]))),
            (
                "it has ended",
                "pass",
                called(going_on(&[])).event("23s container exec_die c name=c execID=e1 exitCode=0"),
            ),
            ("the container ended on it", "pass", called(going_on(&[])).event("24s container die c name=c exitCode=0")),
        ],
    );
}

#[test]
fn a_health_check_is_nobodys_visit() {
    let visited = |command: &str| {
        let test = serde_json::json!({ "Config": { "Healthcheck": { "Test": ["CMD-SHELL", "true"] } } });
        let event = format!("22s container exec_create:{} c name=c image=test-echo", command.replace(' ', "_"));
        world().container(container("c").running().with(|it| it.inspect = test)).event(&event)
    };
    table(
        "container = \"c\"\nexpect.execs.any.matches = \"sh\"",
        &[("its health", "fail", visited("/bin/sh -c true")), ("somebody", "pass", visited("sh -c true"))],
    );
}
