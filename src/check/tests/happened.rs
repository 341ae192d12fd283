//! Events: which of them a selector means.

use super::judging::table;
use super::kit::{alpine, container, id, image, on};
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
    table(&check("{ kind = \"bind\" }"), &[("nobody knows", "unknown Forgotten", gone())]);
}
