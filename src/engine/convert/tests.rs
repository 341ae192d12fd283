//! Recorded answers of several engines, converted. All were made by the same commands: `shop` runs with everything one
//! can ask for, `ran` ended with 3, `bad` names a program that does not exist.

use std::path::PathBuf;

use super::*;
use crate::probe::compose::{default_project, member};
use crate::probe::{EventKind, Health, MountKind, RunState};

const ENGINES: [&str; 3] = ["docker-20.10", "docker-26.1", "podman-4.3"];

fn recorded(engine: &str, name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recorded").join(engine).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(engine: &str, name: &str) -> Value {
    serde_json::from_str(&recorded(engine, &format!("{name}.json"))).unwrap()
}

#[test]
fn a_running_container_is_the_same_on_every_engine() {
    for engine in ENGINES {
        let shop = container(json(engine, "container-shop"));
        let docker = engine.starts_with("docker");
        assert_eq!((shop.name.as_str(), shop.state, shop.exit_code), ("shop", RunState::Running, None), "{engine}");
        assert_eq!(
            (shop.command.join(" ").as_str(), shop.user.as_str(), shop.workdir.as_str()),
            ("sleep 1000", "1000", "/tmp")
        );
        assert_eq!((shop.id.len(), shop.image_id.unwrap().len()), (64, 64), "{engine}");
        assert!(shop.env.contains(&"COLOR=blue".to_owned()) && shop.labels["tier"] == "front", "{engine}");
        assert_eq!((shop.init, shop.restart.as_str()), if docker { (true, "unless-stopped") } else { (false, "no") });
        assert_eq!(shop.health, Health::None);
        let networks: Vec<_> = shop.networks.iter().map(|on| (on.name.as_str(), on.aliases.clone())).collect();
        assert_eq!(networks, [("front", vec!["store".to_owned()])], "{engine}");
        assert!(shop.networks[0].ip.starts_with("10.250.9."), "{engine}");
        let ports: Vec<_> =
            shop.ports.iter().map(|p| (p.container, p.protocol.as_str(), p.host_ip.as_str(), p.random)).collect();
        // Podman notes the port that it chose as if it had been asked for.
        assert_eq!(
            ports,
            [(80, "tcp", "127.0.0.1", false), (81, "tcp", "", docker), (82, "tcp", "", false)],
            "{engine}"
        );
        assert_eq!(shop.exposed, [80, 81, 82], "{engine}");
        let mounts: Vec<_> =
            shop.mounts.iter().map(|m| (m.kind, m.destination.as_str(), m.anonymous, m.read_only)).collect();
        assert_eq!(
            mounts,
            [
                (MountKind::Volume, "/data", false, true),
                (MountKind::Tmpfs, "/fast", false, false),
                (MountKind::Volume, "/scratch", true, false),
            ],
            "{engine}"
        );
        assert!(shop.started_at > Some(shop.created), "{engine}");
    }
}

#[test]
fn a_service_is_known_by_its_labels_whichever_compose_made_it() {
    let read = |name: &str| container(json("docker-20.10", &format!("container-compose-{name}")));
    for version in ["1.29", "2.26"] {
        let state = read(version);
        let it = member(&state.labels).unwrap();
        assert_eq!((it.project, it.service, it.one_off), ("10-compose", "test-server-node-1", false), "{version}");
        assert_eq!(default_project(it.folder), "10-compose", "{version}");
        let on: Vec<_> = state.networks.iter().map(|on| on.name.as_str()).collect();
        assert_eq!(on, ["10-compose_mynetwork"], "{version}");
        for alias in ["test-server-node", "test-server-node-1"] {
            assert!(
                state.networks[0].aliases.contains(&alias.to_owned()),
                "{version}: {:?}",
                state.networks[0].aliases
            );
        }
    }
    assert_ne!(read("1.29").name, read("2.26").name);
    assert!(member(&read("run").labels).unwrap().one_off);
}

#[test]
fn an_ended_and_a_failed_container_keep_their_exit_codes() {
    for engine in ENGINES {
        let docker = engine.starts_with("docker");
        let ran = container(json(engine, "container-ran"));
        assert_eq!((ran.state, ran.exit_code), (RunState::Exited, Some(3)), "{engine}");
        assert_eq!((ran.network_mode.as_str(), ran.publish_all, &ran.exposed[..]), ("bridge", docker, &[90][..]));
        // Podman takes the end from a coarser clock than the start.
        assert!(
            ran.finished_at.is_some() && ran.started_at.is_some() && ran.networks[0].aliases.is_empty(),
            "{engine}"
        );
        let bad = container(json(engine, "container-bad"));
        // Podman does not say what went wrong.
        let expected = if docker { Some(127) } else { None };
        assert_eq!((bad.state, bad.exit_code, bad.started_at), (RunState::Created, expected, None), "{engine}");
        assert_eq!(bad.error.contains("/nope"), docker, "{engine}");
    }
}

#[test]
fn an_image_a_network_and_a_volume_are_the_same_on_every_engine() {
    for engine in ENGINES {
        let registry = image(json(engine, "image-registry"));
        let name = if engine.starts_with("docker") { "registry:2" } else { "localhost/registry:2" };
        assert_eq!((registry.id.len(), registry.tags), (64, vec![name.to_owned()]), "{engine}");
        assert_eq!(registry.entrypoint, ["/entrypoint.sh"]);
        assert_eq!((registry.cmd.len(), registry.exposed, registry.healthcheck), (1, vec![5000], false), "{engine}");
        assert_eq!(registry.tagged, None, "loaded, never tagged");

        let front = network(json(engine, "network-front"));
        assert_eq!(
            (front.driver.as_str(), front.internal, &front.labels["tier"][..]),
            ("bridge", false, "net"),
            "{engine}"
        );
        assert_eq!((front.subnets, front.containers), (vec!["10.250.9.0/24".to_owned()], vec!["shop".to_owned()]));
        assert!(front.created.is_some(), "{engine}");

        let data = volume(json(engine, "volume-data"));
        assert_eq!((data.name.as_str(), data.anonymous, &data.labels["keep"][..]), ("data", false, "yes"), "{engine}");
    }
}

#[test]
fn events_speak_dockers_words_whatever_the_engine() {
    for engine in ENGINES {
        let text = recorded(engine, "events.jsonl");
        let events: Vec<_> = text.lines().filter_map(|line| event(&serde_json::from_str(line).unwrap())).collect();
        assert_eq!(events.len(), text.lines().count(), "{engine}");
        let of = |name: &str| -> Vec<&str> {
            let all = events.iter().filter(|e| e.kind == EventKind::Container && e.attribute("name") == name);
            all.map(|event| event.action.as_str()).filter(|action| !["attach", "init"].contains(action)).collect()
        };
        assert_eq!(of("ran"), ["create", "start", "die", "destroy"], "{engine}");
        let died = events.iter().find(|event| event.action == "die" && event.attribute("name") == "ran").unwrap();
        assert_eq!((died.attribute("exitCode"), died.id.len()), ("3", 64), "{engine}");
        assert!(events.iter().any(|event| event.kind == EventKind::Volume && event.id == "data"), "{engine}");
    }
    let exec = recorded("docker-26.1", "events.jsonl");
    let exec = exec.lines().filter_map(|line| event(&serde_json::from_str(line).unwrap()));
    let exec: Vec<_> = exec.filter(|event| event.action == "exec_create").map(|event| event.detail).collect();
    assert_eq!(exec, ["true"]);
}

#[test]
fn every_recording_is_used() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recorded");
    let used = [
        "container-shop.json",
        "container-ran.json",
        "container-bad.json",
        "container-compose-1.29.json",
        "container-compose-2.26.json",
        "container-compose-run.json",
        "image-registry.json",
        "network-front.json",
        "volume-data.json",
        "events.jsonl",
        "version.json",
    ];
    for engine in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if engine.file_name().to_string_lossy().starts_with("compose-") {
            continue;
        }
        assert!(ENGINES.contains(&engine.file_name().to_str().unwrap()), "{engine:?}");
        for file in std::fs::read_dir(engine.path()).unwrap().map(Result::unwrap) {
            // What attempts were judged by is judged again where the course is proven.
            if file.file_name() == "attempts" {
                continue;
            }
            assert!(used.contains(&file.file_name().to_str().unwrap()), "{file:?}");
        }
    }
}

#[test]
fn an_empty_answer_gives_empty_fields_and_no_panic() {
    for empty in
        [Value::Null, serde_json::json!({}), serde_json::json!([]), serde_json::json!({"State": 3, "Mounts": {}})]
    {
        assert_eq!(container(empty.clone()).restart, "no");
        assert!(image(empty.clone()).tags.is_empty());
        assert_eq!((network(empty.clone()).name, volume(empty.clone()).name), (String::new(), String::new()));
        assert!(event(&empty).is_none() && summary(&empty).name.is_empty());
    }
}
