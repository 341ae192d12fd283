//! The engine module against a real engine, the one that `KESAKO_TEST_HOST` names: a private one, never the user's.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use jiff::{Timestamp, ToSpan as _};
use kesako::engine::{ConnectOptions, Engine, EngineError, PullTrouble, Scope, StandInPlan};
use kesako::probe::{
    Cause, ContainerFilter, ContainerState, FileKind, FilePlace, FileState, History, Observation, Probe, RunOutcome,
    RunSpec, RunState, Seen, Snapshot,
};

pub use super::learner::host;

pub fn engine() -> Engine {
    Engine::connect(&ConnectOptions { host: Some(host()), context: None }).unwrap()
}

/// The docker command with this engine; its output, trimmed.
pub fn docker(args: &[&str]) -> String {
    let output =
        Command::new("docker").args(args).env("DOCKER_HOST", host()).env_remove("DOCKER_CONTEXT").output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Removes what a test made, also when it fails.
pub struct Cleanup(Vec<Vec<String>>);

impl Cleanup {
    pub fn of(commands: &[&[&str]]) -> Self {
        let cleanup = Self(commands.iter().map(|c| c.iter().map(|word| (*word).to_owned()).collect()).collect());
        cleanup.run();
        cleanup
    }

    fn run(&self) {
        for command in &self.0 {
            docker(&command.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}

impl Drop for Cleanup {
    fn drop(&mut self) {
        self.run();
    }
}

async fn look(probes: impl IntoIterator<Item = Probe>) -> Snapshot {
    let folder = tempfile::tempdir().unwrap();
    // Never with an image that another test is about to remove.
    let scope = Scope { helper_image: Some("alpine".into()), ..Scope::new(folder.path(), Timestamp::now()) };
    engine().collect(&probes.into_iter().collect(), &scope).await
}

async fn look_at(probe: Probe) -> Seen {
    look([probe.clone()]).await.get(&probe).unwrap().clone()
}

async fn container(key: &str) -> ContainerState {
    match look_at(Probe::Container { key: key.to_owned() }).await {
        Seen::Present(Observation::Container(state)) => *state,
        other => panic!("{key}: {other:?}"),
    }
}

async fn file(place: FilePlace) -> FileState {
    match look_at(Probe::File(place.clone())).await {
        Seen::Present(Observation::File(state)) => *state,
        other => panic!("{place:?}: {other:?}"),
    }
}

async fn run(args: &[&str], seconds: u32) -> RunOutcome {
    let args = args.iter().map(|word| (*word).to_owned()).collect();
    match look_at(Probe::Run(RunSpec { args, seconds, ..RunSpec::of("alpine") })).await {
        Seen::Present(Observation::Run(outcome)) => outcome,
        other => panic!("{other:?}"),
    }
}

async fn history(since: Timestamp) -> History {
    match engine().history(&Scope::new(".", since)).await {
        Ok(history) => history,
        Err(error) => panic!("{error}"),
    }
}

pub fn image_file(path: &str) -> FilePlace {
    FilePlace::Image { image: "alpine".into(), path: path.into() }
}

pub fn volume_file(volume: &str, path: &str) -> FilePlace {
    FilePlace::Volume { volume: volume.into(), path: path.into() }
}

#[tokio::test]
async fn four_looks_take_little_time() {
    let folder = tempfile::tempdir().unwrap();
    let scope = Scope::new(folder.path(), Timestamp::now());
    let probes: BTreeSet<Probe> = [
        Probe::Container { key: "kesako-nobody".into() },
        Probe::Image { reference: "alpine".into() },
        Probe::Network { name: "bridge".into() },
        Probe::Volume { name: "kesako-none".into() },
    ]
    .into();
    let mut best = Duration::MAX;
    for _ in 0..10 {
        let began = Instant::now();
        let snapshot = engine().collect(&probes, &scope).await;
        best = best.min(began.elapsed());
        for (probe, seen) in snapshot.iter() {
            match (probe, seen) {
                (Probe::Container { .. } | Probe::Volume { .. }, Seen::Absent) | (_, Seen::Present(_)) => {}
                (_, other) => panic!("{probe:?}: {other:?}"),
            }
        }
    }
    eprintln!("four looks, connection included: {best:?}");
    assert!(best < Duration::from_millis(100), "{best:?}");
}

#[tokio::test]
async fn a_container_is_seen_as_it_was_started() {
    let _cleanup = Cleanup::of(&[
        &["rm", "-fv", "kl-web", "kl-ran", "kl-bad"],
        &["network", "rm", "kl-net"],
        &["volume", "rm", "kl-vol"],
    ]);
    docker(&["network", "create", "kl-net"]);
    docker(&[
        "run",
        "-d",
        "--init",
        "--name",
        "kl-web",
        "--network",
        "kl-net",
        "--network-alias",
        "shop",
        "-p",
        "127.0.0.1:18123:80",
        "-p",
        "81",
        "-v",
        "/data",
        "-v",
        "kl-vol:/v:ro",
        "--tmpfs",
        "/fast",
        "-e",
        "A=b",
        "--label",
        "tier=front",
        "--restart",
        "unless-stopped",
        "-w",
        "/tmp",
        "alpine",
        "sleep",
        "1000",
    ]);
    let web = container("kl-web").await;
    assert_eq!((web.state, web.exit_code, web.init, web.tty), (RunState::Running, None, true, false));
    assert_eq!(
        (web.network_mode.as_str(), web.restart.as_str(), web.workdir.as_str()),
        ("kl-net", "unless-stopped", "/tmp")
    );
    assert_eq!(web.command, ["sleep", "1000"]);
    assert_eq!((web.networks.len(), web.networks[0].aliases.clone()), (1, vec!["shop".to_owned()]));
    assert_eq!((web.ports.len(), web.ports[0].host, web.ports[0].random), (2, 18123, false));
    assert_eq!((web.ports[0].host_ip.as_str(), web.ports[1].random), ("127.0.0.1", true));
    let mounts: Vec<_> = web.mounts.iter().map(|m| (m.destination.as_str(), m.anonymous, m.read_only)).collect();
    assert_eq!(mounts, [("/data", true, false), ("/fast", false, false), ("/v", false, true)]);
    assert!(web.started_at.is_some() && web.finished_at.is_none());

    docker(&["run", "--name", "kl-ran", "-P", "--expose", "90", "alpine", "sh", "-c", "exit 3"]);
    let ran = container("kl-ran").await;
    assert_eq!(
        (ran.state, ran.exit_code, ran.publish_all, ran.exposed.clone()),
        (RunState::Exited, Some(3), true, vec![90])
    );
    assert_eq!(ran.network_mode, "bridge");
    assert_eq!(container(&ran.id[..12]).await.name, "kl-ran");

    docker(&["run", "--name", "kl-bad", "alpine", "/nope"]);
    let bad = container("kl-bad").await;
    assert_eq!((bad.state, bad.exit_code), (RunState::Created, Some(127)));
    assert!(bad.error.contains("/nope"), "{}", bad.error);
}

#[tokio::test]
async fn lists_are_filtered_and_show_no_throwaway() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-a", "kl-own", "kl-port"]]);
    docker(&["run", "-d", "--name", "kl-port", "-p", "127.0.0.1:18124:80", "alpine", "sleep", "100"]);
    docker(&["create", "--name", "kl-a", "--label", "kl=1", "alpine"]);
    docker(&["create", "--name", "kl-own", "--label", "kl=1", "--label", "kesako.throwaway=60/-/1/-", "alpine"]);
    let by_label = ContainerFilter { labels: vec!["kl=1".into()], ..ContainerFilter::default() };
    let by_image = ContainerFilter { image: Some("alpine:latest".into()), ..by_label.clone() };
    let by_other = ContainerFilter { image: Some("registry:2".into()), ..by_label.clone() };
    let by_nothing = ContainerFilter { image: Some("kl-nope".into()), ..by_label.clone() };
    let by_port = ContainerFilter { publish: Some(18124), ..ContainerFilter::default() };
    let by_inner_port = ContainerFilter { publish: Some(80), ..ContainerFilter::default() };
    for (filter, expected) in
        [(by_label, 1), (by_image, 1), (by_other, 0), (by_nothing, 0), (by_port, 1), (by_inner_port, 0)]
    {
        match look_at(Probe::Containers(filter.clone())).await {
            Seen::Present(Observation::Containers(all)) => assert_eq!(all.len(), expected, "{filter:?}"),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn files_are_read_wherever_they_are() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-files"], &["volume", "rm", "kl-data"]]);
    docker(&[
        "run",
        "--name",
        "kl-files",
        "-v",
        "kl-data:/v",
        "alpine",
        "sh",
        "-c",
        "echo hi >/v/f; ln -s f /v/l; ln -s ../etc /v/out; mkdir -p /v/d/e; echo x >/v/d/e/y; echo c >/tmp/c; mkfifo /tmp/p",
    ]);
    let state = file(volume_file("kl-data", "/l")).await;
    assert_eq!((state.kind, state.lines), (FileKind::File, vec!["hi".to_owned()]));
    assert_eq!(file(volume_file("kl-data", "/")).await.entries, ["d", "f", "l", "out"]);
    assert_eq!(file(volume_file("kl-data", "/out")).await.kind, FileKind::Link);
    assert_eq!(file(image_file("/etc/alpine-release")).await.kind, FileKind::File);
    let root = file(image_file("/")).await;
    assert!(root.entries.contains(&"etc".to_owned()) && !root.entries.contains(&".dockerenv".to_owned()), "{root:?}");
    assert!(file(image_file("/bin/sh")).await.executable);
    let at = |path: &str| FilePlace::Container { container: "kl-files".into(), path: path.into() };
    assert_eq!(file(at("/tmp/c")).await.content, "c\n");
    assert_eq!(file(at("/tmp/p")).await.kind, FileKind::Other);
    for place in [
        at("/tmp/nope"),
        at("/tmp/c/below"),
        image_file("/nope"),
        volume_file("kl-data", "/nope"),
        volume_file("kl-none", "/f"),
        FilePlace::Image { image: "kl-none".into(), path: "/f".into() },
        FilePlace::Container { container: "kl-none".into(), path: "/f".into() },
    ] {
        assert_eq!(look_at(Probe::File(place.clone())).await, Seen::Absent, "{place:?}");
    }
    assert_eq!(docker(&["volume", "ls", "-q", "-f", "name=kl-none"]), "");
}

#[tokio::test]
async fn a_run_is_isolated_bounded_and_told_in_full() {
    let fine = run(&["sh", "-c", "echo one; echo two >&2; exit 4"], 5).await;
    assert_eq!((fine.exit_code, fine.timed_out, fine.error.as_str()), (Some(4), false, ""));
    assert_eq!(fine.lines.iter().map(String::as_str).collect::<BTreeSet<_>>(), ["one", "two"].into());
    assert_eq!(run(&["ls", "/sys/class/net"], 5).await.output, "lo");
    let endless = run(&["sh", "-c", "echo begun; exec sleep 100"], 1).await;
    assert_eq!((endless.exit_code, endless.timed_out, endless.output.as_str()), (None, true, "begun"));
    let missing = run(&["/nope"], 5).await;
    assert_eq!(missing.exit_code, Some(127));
    assert!(missing.error.starts_with("exec: \"/nope\""), "{}", missing.error);
    let forbidden = run(&["/etc/passwd"], 5).await;
    assert_eq!(forbidden.exit_code, Some(126));
    assert!(forbidden.error.ends_with("permission denied"), "{}", forbidden.error);
    let absent = Probe::Run(RunSpec { seconds: 1, ..RunSpec::of("kl-none") });
    assert_eq!(look_at(absent).await, Seen::Absent);
}

#[tokio::test]
async fn a_log_is_read_with_and_without_a_terminal() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-log", "kl-tty", "kl-mute"]]);
    docker(&["run", "--name", "kl-log", "alpine", "sh", "-c", "echo a; echo b; echo c"]);
    docker(&["run", "-d", "-t", "--name", "kl-tty", "alpine", "sh", "-c", "echo a; echo b"]);
    docker(&["run", "--log-driver", "none", "--name", "kl-mute", "alpine", "true"]);
    docker(&["wait", "kl-tty"]);
    for (name, size) in [("kl-log", 3), ("kl-tty", 2)] {
        match look_at(Probe::Logs { container: name.into() }).await {
            Seen::Present(Observation::Logs(log)) => assert_eq!((log.lines.len(), log.lines[0].as_str()), (size, "a")),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(look_at(Probe::Logs { container: "kl-none".into() }).await, Seen::Absent);
    match look_at(Probe::Logs { container: "kl-mute".into() }).await {
        Seen::Unknown(unseen) => assert_eq!(unseen.cause, Cause::Unsupported, "{unseen:?}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn history_has_the_learners_doings_and_not_kesakos() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-event", "kl-kept"], &["volume", "rm", "kl-evol"]]);
    docker(&["volume", "create", "kl-evol"]);
    let since = Timestamp::now();
    docker(&["run", "--name", "kl-event", "alpine", "sh", "-c", "exit 5"]);
    docker(&["rm", "kl-event"]);
    let mine = [
        Probe::File(image_file("/etc/passwd")),
        Probe::File(volume_file("kl-evol", "/")),
        Probe::File(FilePlace::Image { image: "registry:2".into(), path: "/var/lib/registry".into() }),
    ];
    look(mine).await;
    run(&["true"], 5).await;
    let history = history(since).await;
    let of = |name: &str| -> Vec<String> {
        let all = history.events.iter().filter(|event| event.attribute("name") == name);
        all.map(|event| event.action.clone()).collect()
    };
    assert_eq!(of("kl-event"), ["create", "attach", "start", "die", "destroy"]);
    assert!(history.events.iter().all(|event| event.id != "kl-evol"), "{:#?}", history.events);
    assert!(history.events.iter().all(|event| !event.attributes.contains_key("kesako.throwaway")));
    let old = engine().history(&Scope::new(".", since - 24.hours())).await.unwrap();
    assert!(!old.complete, "the engine started since");
}

/// Throwaway containers, without those that tests make up under names that begin with `kl-`.
pub fn throwaways() -> String {
    let all = docker(&["ps", "-a", "--no-trunc", "-f", "label=kesako.throwaway", "--format", "{{.Names}} {{.ID}}"]);
    all.lines().filter(|line| !line.starts_with("kl-")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_sweep_takes_what_an_ended_process_left_and_nothing_else() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-stale", "kl-live", "kl-plain"]]);
    docker(&["create", "--name", "kl-stale", "--label", "kesako.throwaway=0/elsewhere/1/1", "alpine"]);
    docker(&["create", "--name", "kl-live", "--label", "kesako.throwaway=600/elsewhere/1/1", "alpine"]);
    docker(&["create", "--name", "kl-plain", "alpine"]);
    let deadline = Instant::now() + Duration::from_secs(5);
    while engine().sweep().await.unwrap() == 0 {
        assert!(Instant::now() < deadline, "nothing was swept");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let names = docker(&["ps", "-a", "--format", "{{.Names}}"]);
    assert!(!names.contains("kl-stale") && names.contains("kl-live") && names.contains("kl-plain"), "{names}");
}

#[tokio::test]
async fn images_are_saved_loaded_made_and_removed() {
    let _cleanup = Cleanup::of(&[&["rmi", "-f", "kl-made:1", "kl-copy:1"]]);
    let engine = engine();
    let stand_in = kesako::course::StandIn {
        programs: vec![kesako::course::Program {
            to: "/bin/busybox".into(),
            from: vec!["busybox".into()],
            package: "busybox-static".into(),
            applets: true,
        }],
        config: vec!["CMD [\"/bin/echo\", \"made\"]".into()],
        ..Default::default()
    };
    let plan = StandInPlan::new(&stand_in, &std::env::var("PATH").unwrap());
    assert_eq!(plan.missing, []);
    let id = engine.build_stand_in(plan, "kl-made:1", |_| {}).await.unwrap();
    let made = Probe::Run(RunSpec { seconds: 5, ..RunSpec::of("kl-made:1") });
    match look_at(made).await {
        Seen::Present(Observation::Run(outcome)) => assert_eq!(outcome.output, "made", "{outcome:?}"),
        other => panic!("{other:?}"),
    }
    match look_at(Probe::Image { reference: "kl-made:1".into() }).await {
        Seen::Present(Observation::Image(image)) => {
            assert_eq!((image.id, image.labels["kesako.stand-in"].as_str()), (id, "1"));
        }
        other => panic!("{other:?}"),
    }
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("kit.tar");
    let size = engine.save(&["kl-made:1"], &archive, |_| {}).await.unwrap();
    assert_eq!(std::fs::metadata(&archive).unwrap().len(), size);
    engine.remove_image("kl-made:1").await.unwrap();
    assert!(!engine.has("kl-made:1").await.unwrap());
    let words = engine.load(&archive, |done, all| assert!(done <= all)).await.unwrap();
    assert!(words.contains("kl-made:1") && engine.has("kl-made:1").await.unwrap(), "{words}");
}

#[tokio::test]
async fn a_pull_that_fails_says_why() {
    match engine().pull("localhost:1/nothing", |_| {}).await {
        Err(EngineError::Pull { why, .. }) => assert_eq!(why, PullTrouble::Refused),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_live_stream_tells_what_happens() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-watch"]]);
    let mut events = Box::pin(engine().watch(Some(Timestamp::now())));
    let acting = tokio::task::spawn_blocking(|| docker(&["create", "--name", "kl-watch", "alpine"]));
    let told = async {
        while let Some(event) = events.next().await {
            let event = event.unwrap();
            if event.attribute("name") == "kl-watch" {
                return event.action;
            }
        }
        String::new()
    };
    let told = tokio::time::timeout(Duration::from_secs(10), told).await;
    acting.await.unwrap();
    assert_eq!(told.unwrap(), "create");
}
