//! Near misses of networks, volumes, logs, web requests and answers.

use super::judging::{judge, table};
use super::kit::{alpine, at, container, id, image, network, on, port, volume};
use super::world::World;
use crate::probe::{Cause, Probe, RunState};

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn why_a_network_or_volume_is_not_there() {
    table(
        "network = \"mynetwork\"\nexpect = { driver = \"bridge\", fresh = true }",
        &[
            ("right", "pass", world().network(network("mynetwork"))),
            ("nothing", "fail not-found", world()),
            ("a slip", "fail close-name", world().network(network("my-network"))),
            ("a number more", "fail not-found", world().network(network("mynetwork2"))),
            (
                "from before",
                "fail stale",
                world().network({
                    let mut before = network("mynetwork");
                    before.created = Some(at(-5));
                    before
                }),
            ),
            (
                "another driver",
                "fail",
                world().network({
                    let mut other = network("mynetwork");
                    other.driver = "overlay".into();
                    other
                }),
            ),
        ],
    );
    let hex = &id("some network")[..6];
    table(
        &format!("network = \"{hex}\""),
        &[("an id that begins so", "fail not-found", world().network(network("some network")))],
    );
    table(
        "volume = \"my-volume\"\nexpect.fresh = true",
        &[
            ("right", "pass", world().volume(volume("my-volume"))),
            ("nothing", "fail not-found", world()),
            ("a slip", "fail close-name", world().volume(volume("myvolume"))),
            (
                "from before",
                "fail stale",
                world().volume({
                    let mut before = volume("my-volume");
                    before.created = Some(at(-5));
                    before
                }),
            ),
        ],
    );
}

#[test]
fn why_a_log_says_nothing() {
    table(
        "logs = \"pinger\"\nexpect.output.contains = \"hello\"",
        &[
            ("right", "pass", world().container(container("pinger").running()).log("pinger", "oh\nhello")),
            ("nothing yet", "fail", world().container(container("pinger").running())),
            ("no container", "fail not-found", world()),
            ("a slip", "fail close-name", world().container(container("pingr"))),
            ("gone", "fail removed", world().gone("pinger", "test-echo", 0)),
            (
                "renamed away",
                "fail other-name",
                world().container(container("lazy").old()).event("30s container rename lazy name=lazy oldName=/pinger"),
            ),
            ("never started", "fail created-only", world().container(container("pinger").never_started())),
            ("could not start", "fail exited", world().container(container("pinger").never_started().exited(127))),
            ("ended badly", "fail exited", world().container(container("pinger").exited(1))),
            ("ended well", "fail", world().container(container("pinger"))),
            ("paused", "fail paused", world().container(container("pinger").in_state(RunState::Paused))),
            (
                "again and again",
                "fail restarting",
                world().container(container("pinger").in_state(RunState::Restarting)),
            ),
        ],
    );
    table(
        "logs = { image = \"test-echo\", fresh = true }\nexpect.output = \"hello\"",
        &[
            (
                "the newest counts",
                "pass",
                world()
                    .container(container("a"))
                    .log("a", "bye")
                    .container(container("b").with(|it| it.created = at(15)))
                    .log("b", "hello"),
            ),
            ("older build", "fail older-build", world().container(container("a").of_build("x")).log("a", "hello")),
            ("from before", "fail stale", world().container(container("a").old()).log("a", "hello")),
            ("another image", "fail other-image", world().container(container("a").of("alpine")).log("a", "hello")),
            ("gone", "fail removed", world().gone("a", "test-echo", 0)),
        ],
    );
    let on_networks = |networks| world().container(container("a").with(|it| it.networks = networks)).log("a", "hello");
    table(
        "logs = { image = \"test-echo\", network = \"mynetwork\" }\nexpect.output = \"hello\"",
        &[
            ("right", "pass", on_networks(vec![on("mynetwork", &[])])),
            ("on the default one", "fail default-bridge", on_networks(vec![on("bridge", &[])])),
            ("on another", "fail other-network", on_networks(vec![on("x", &[])])),
        ],
    );
    table(
        "logs = { image = \"test-echo\", past = true }\nexpect.output = \"hello\"",
        &[("its log went with it", "unknown Gone", world().gone("a", "test-echo", 0))],
    );
}

#[test]
fn who_answers_is_told_apart() {
    let url = "http://localhost:9001/";
    let check = "http = \"http://localhost:9001/\"\nexpect = { status = 200, body.contains = \"server\", served_by = \"server\" }";
    let serving =
        |name: &str| world().container(container(name).running().with(|it| it.ports = vec![port(9001, 9001)]));
    table(
        check,
        &[
            ("right", "pass", serving("server").http(url, Some(200), "my server")),
            ("nobody", "fail refused", world().http(url, None, "refused")),
            ("a container that does not listen", "fail not-listening", serving("server").http(url, None, "reset")),
            ("without the engine's proxy", "fail not-listening", serving("server").http(url, None, "refused")),
            ("cut off, and nobody publishes", "fail", world().http(url, None, "reset")),
            ("too slow", "fail", serving("server").http(url, None, "timeout")),
            ("another program", "fail other-process", world().http(url, Some(200), "my server")),
            ("another container", "fail other-process", serving("other").http(url, Some(200), "my server")),
            (
                "a stopped one beside another program",
                "fail other-process",
                world().container(container("server").with(|it| it.ports = vec![port(9001, 9001)])).http(
                    url,
                    Some(200),
                    "my server",
                ),
            ),
            ("not found", "fail other-status", serving("server").http(url, Some(404), "my server")),
            ("other words", "fail other-body", serving("server").http(url, Some(200), "hello")),
        ],
    );
}

#[test]
fn answers_are_told_apart() {
    let asked = |kind: &str, of: &str, property: &str| {
        format!("ask = {{ kind = \"{kind}\" }}\nexpect.answer = {{ of = {{ {of} }}, property = \"{property}\" }}")
    };
    let here = || world().container(container("c").with(|it| it.networks = vec![on("bridge", &[])]));
    let said = |text: &str| here().answer("check", text);
    table(
        &asked("id", "image = \"test-echo\"", "id"),
        &[
            ("short", "pass", said(&id("test-echo")[..12])),
            ("long", "pass", said(&format!("sha256:{}", id("test-echo")))),
            ("nothing", "fail", here()),
            ("a name", "fail format", said("test-echo")),
            ("too short", "fail format", said(&id("test-echo")[..3])),
            ("a container's", "fail other-object", said(&id("c")[..12])),
            ("another image's", "fail other-object", said(&id("alpine")[..12])),
            ("nobody's", "fail", said("ffff0000ffff")),
        ],
    );
    table(
        &asked("text", "container = \"c\"", "name"),
        &[
            ("right", "pass", said("c")),
            ("its image", "fail other-property", said("test-echo")),
            ("its address", "fail other-property", said("172.17.0.2")),
            ("its gateway", "fail other-property", said("172.17.0.1")),
            ("nonsense", "fail", said("nonsense")),
            ("blank", "fail format", said("  ")),
        ],
    );
    table(
        "ask = { kind = \"choice\", choices = [\"cache\", \"magic\"] }\nexpect.answer = \"cache\"",
        &[
            ("by key", "pass", said("cache")),
            ("by number", "pass", said("1")),
            ("the other", "fail", said("2")),
            ("none of them", "fail format", said("3")),
        ],
    );
    table(
        "ask = { kind = \"number\" }\nexpect.answer = \"3\"",
        &[("right", "pass", said(" 3 ")), ("wrong", "fail", said("4")), ("in letters", "fail format", said("three"))],
    );
    let name = "registry.example/team/pinger";
    table(
        "ask = { kind = \"image\" }",
        &[
            ("whole", "pass", said(&format!("{name}:1.0"))),
            ("nothing", "fail", here()),
            ("no tag", "fail no-tag", said(name)),
            ("no host", "fail no-host", said("team/pinger:1.0")),
            ("an address", "fail scheme", said(&format!("https://{name}:1.0"))),
            ("a password", "fail credential", said(&format!("you:glpat@{name}:1.0"))),
            ("its note", "fail credential", said("!credential")),
            ("capitals", "fail upper-case", said("registry.example/Team/pinger:1.0")),
            ("a digest", "fail digest", said(&format!("{name}@sha256:{}", id("x")))),
            ("a command", "fail format", said(&format!("docker push {name}:1.0"))),
        ],
    );
}

#[test]
fn no_registry_is_asked_before_its_name_was_answered() {
    let checks = "[[check]]\nid = \"name\"\nask = { kind = \"image\" }\n[[check]]\nid = \"login\"\nneeds = [\"name\"]\n\
                  login = \"HOST.example/team/pinger:1.0\"\nexpect.works = true\n[[check]]\nid = \"pushed\"\n\
                  needs = [\"login\"]\nregistry = \"HOST.example/team/pinger:1.0\"\nexpect.image = \"test-echo\"";
    for world in [world(), world().answer("name", "!no-host")] {
        let asks_none = |probe: &Probe| {
            assert!(!probe.is_of_registry(), "{probe:?}");
            false
        };
        let world = world.blind(asks_none, Cause::Registry);
        let reports = judge(&world, checks);
        let words: Vec<String> = reports.iter().map(super::judging::word).collect();
        assert!(words[0].starts_with("fail") && words[1..] == ["skip", "skip"], "{words:?}");
    }
}

#[test]
fn the_end_of_a_container_is_given_with_its_code_and_last_line() {
    let world = world().container(container("c").exited(127)).log("c", "starting\nsh: lls: not found\n");
    let report = judge(&world, "[[check]]\nid = \"check\"\ncontainer = \"c\"\nexpect.exit_code = 0").remove(0);
    let near_miss = report.near_miss.unwrap();
    let arg = |name: &str| near_miss.args.get(name).map(String::as_str);
    assert_eq!(
        (near_miss.id.as_str(), arg("name"), arg("code"), arg("line")),
        ("exited", Some("c"), Some("127"), Some("sh: lls: not found"))
    );
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    why_a_network_or_volume_is_not_there();
    why_a_log_says_nothing();
    who_answers_is_told_apart();
    answers_are_told_apart();
    the_end_of_a_container_is_given_with_its_code_and_last_line();
}
