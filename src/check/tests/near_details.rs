//! Near misses of a container's ports, networks, mounts and flags.

use super::judging::table;
use super::kit::{alpine, container, folder_at, id, image, on, port, texts, volume_at};
use super::world::World;
use crate::probe::MountKind;

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn ports_are_told_apart() {
    let server =
        |change: fn(&mut crate::probe::ContainerState)| world().container(container("server").running().with(change));
    table(
        "container = \"server\"\nexpect.ports.has = [{ host = 9002, container = 9001 }]",
        &[
            ("right", "pass", server(|it| it.ports = vec![port(9002, 9001)])),
            (
                "right, on one address",
                "pass",
                server(|it| {
                    it.ports = vec![port(9002, 9001)];
                    it.ports[0].host_ip = "127.0.0.1".into();
                }),
            ),
            ("right, among others", "pass", server(|it| it.ports = vec![port(80, 80), port(9002, 9001)])),
            ("unpublished", "fail port-unpublished", server(|_| {})),
            ("another one exposed", "fail port-unpublished", server(|it| it.exposed = vec![80])),
            ("exposed", "fail port-exposed-only", server(|it| it.exposed = vec![9001])),
            ("swapped", "fail port-swapped", server(|it| it.ports = vec![port(9001, 9002)])),
            ("another host port", "fail port-other", server(|it| it.ports = vec![port(8080, 9001)])),
            ("another container port", "fail port-other", server(|it| it.ports = vec![port(9002, 80)])),
            ("quite another", "fail port-other", server(|it| it.ports = vec![port(80, 80)])),
            (
                "random",
                "fail port-random",
                server(|it| {
                    it.ports = vec![port(32768, 9001)];
                    it.ports[0].random = true;
                }),
            ),
            (
                "a random one of another port",
                "fail port-other",
                server(|it| {
                    it.ports = vec![port(32768, 80)];
                    it.ports[0].random = true;
                }),
            ),
        ],
    );
    table(
        "container = \"server\"\nexpect.ports.has = [{ host = 9001, container = 9001, host_ip = \"\", protocol = \"tcp\" }]",
        &[
            ("right", "pass", server(|it| it.ports = vec![port(9001, 9001)])),
            (
                "on loopback",
                "fail port-loopback",
                server(|it| {
                    it.ports = vec![port(9001, 9001)];
                    it.ports[0].host_ip = "127.0.0.1".into();
                }),
            ),
            (
                "on one address",
                "fail port-other",
                server(|it| {
                    it.ports = vec![port(9001, 9001)];
                    it.ports[0].host_ip = "10.0.0.1".into();
                }),
            ),
            (
                "datagrams",
                "fail port-other",
                server(|it| {
                    it.ports = vec![port(9001, 9001)];
                    it.ports[0].protocol = "udp".into();
                }),
            ),
        ],
    );
    table(
        "container = \"server\"\nexpect.ports.has = [{ host = 80, container = 80 }, { host = 443, container = 443 }]",
        &[("the second is missing", "fail port-other", server(|it| it.ports = vec![port(80, 80), port(444, 443)]))],
    );
    table(
        "container = \"server\"\nexpect.ports.empty = true",
        &[("published although it must not be", "fail", server(|it| it.ports = vec![port(80, 80)]))],
    );
}

#[test]
fn networks_are_told_apart() {
    let pinger = |networks: Vec<crate::probe::Attachment>| {
        world().container(container("pinger").running().with(|it| it.networks = networks))
    };
    table(
        "container = \"pinger\"\nexpect.networks.has = [{ name = \"mynetwork\", aliases.has = [\"server\"] }]",
        &[
            ("right", "pass", pinger(vec![on("mynetwork", &["server"])])),
            ("on two", "pass", pinger(vec![on("bridge", &[]), on("mynetwork", &["x", "server"])])),
            ("default", "fail default-bridge", pinger(vec![on("bridge", &[])])),
            ("another", "fail other-network", pinger(vec![on("mynetwork2", &["server"])])),
            ("default and another", "fail other-network", pinger(vec![on("bridge", &[]), on("x", &[])])),
            ("none", "fail other-network", pinger(Vec::new())),
            ("no alias", "fail alias-missing", pinger(vec![on("mynetwork", &[])])),
            ("longer alias", "fail alias-missing", pinger(vec![on("mynetwork", &["server2"])])),
            ("alias elsewhere", "fail alias-missing", pinger(vec![on("mynetwork", &[]), on("b", &["server"])])),
        ],
    );
}

#[test]
fn mounts_are_told_apart() {
    let notes = |mounts: Vec<crate::probe::Mount>| world().container(container("notes").with(|it| it.mounts = mounts));
    let read_only = |mut mount: crate::probe::Mount| {
        mount.read_only = true;
        mount
    };
    let nameless = || volume_at(&id("nameless"), "/my-data");
    for check in [
        "container = \"notes\"\nexpect.mounts.has = [{ kind = \"volume\", name = \"my-volume\", destination = \"/my-data\" }]",
        "container = \"notes\"\nexpect.mounts.has = [{ name = \"my-volume\", destination = \"/my-data\" }]",
    ] {
        table(
            check,
            &[
                ("right", "pass", notes(vec![volume_at("my-volume", "/my-data")])),
                ("right, among others", "pass", notes(vec![nameless(), volume_at("my-volume", "/my-data")])),
                ("nothing", "fail", notes(Vec::new())),
                ("folder", "fail bind-not-volume", notes(vec![folder_at("/home/me/my-volume", "/my-data")])),
                ("nameless", "fail anonymous-volume", notes(vec![nameless()])),
                ("another", "fail other-volume", notes(vec![volume_at("my-volume-2", "/my-data")])),
                ("elsewhere", "fail other-path", notes(vec![volume_at("my-volume", "/data")])),
                ("quite other", "fail", notes(vec![volume_at("x", "/data")])),
            ],
        );
    }
    table(
        "container = \"notes\"\nexpect.mounts.has = [{ kind = \"bind\", source = \"/w/site\", destination = \"/site\", read_only = true }]",
        &[
            ("right", "pass", notes(vec![read_only(folder_at("/w/site", "/site"))])),
            ("writable", "fail read-only", notes(vec![folder_at("/w/site", "/site")])),
            ("a volume of that name", "fail volume-not-bind", notes(vec![volume_at("site", "/site")])),
            ("nameless", "fail anonymous-volume", notes(vec![volume_at(&id("n"), "/site")])),
            ("another folder", "fail other-path", notes(vec![read_only(folder_at("/w", "/site"))])),
            ("elsewhere inside", "fail other-path", notes(vec![read_only(folder_at("/w/site", "/srv"))])),
            (
                "memory",
                "fail",
                notes(vec![{
                    let mut mount = read_only(folder_at("", "/site"));
                    mount.kind = MountKind::Tmpfs;
                    mount
                }]),
            ),
        ],
    );
}

#[test]
fn flags_are_told_apart() {
    let server =
        |change: fn(&mut crate::probe::ContainerState)| world().container(container("server").running().with(change));
    table(
        "container = \"server\"\nexpect = { init = true, auto_remove = true, overridden = false }",
        &[
            ("right", "pass", server(|it| (it.init, it.auto_remove) = (true, true))),
            ("no init", "fail no-init", server(|it| it.auto_remove = true)),
            ("kept", "fail kept", server(|it| it.init = true)),
            (
                "other command",
                "fail other-command",
                server(|it| {
                    (it.init, it.auto_remove) = (true, true);
                    it.cmd = texts(&["--rm"]);
                }),
            ),
        ],
    );
    table("container = \"server\"\nexpect.init = false", &[("has one", "fail", server(|it| it.init = true))]);
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    ports_are_told_apart();
    networks_are_told_apart();
    mounts_are_told_apart();
    flags_are_told_apart();
}
