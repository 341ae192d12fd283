//! What a look says when the engine fails: never "not there", never a hang, and the workspace's files all the same.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kesako::engine::{ConnectOptions, Engine, EngineError, Scope};
use kesako::probe::{
    CallsSpec, Cause, ContainerFilter, FilePlace, ImageFilter, Observation, Probe, RunSpec, Seen, ServeSpec, Snapshot,
};

use crate::fake_engine::{FakeEngine, Reply, engine_at};

/// Every probe that needs the engine, and a file that does not.
fn probes() -> BTreeSet<Probe> {
    [
        Probe::Container { key: "web".into() },
        Probe::Containers(ContainerFilter::default()),
        Probe::Image { reference: "alpine".into() },
        Probe::Images(ImageFilter::default()),
        Probe::Network { name: "net".into() },
        Probe::Networks,
        Probe::Volume { name: "data".into() },
        Probe::Volumes,
        Probe::History,
        Probe::Engine,
        Probe::Logs { container: "web".into() },
        Probe::Run(RunSpec { seconds: 1, ..RunSpec::of("alpine") }),
        Probe::Serve(serve()),
        Probe::Calls(calls()),
        Probe::File(FilePlace::Workspace { path: "Dockerfile".into() }),
        Probe::File(FilePlace::Container { container: "web".into(), path: "/f".into() }),
        Probe::File(FilePlace::Image { image: "alpine".into(), path: "/f".into() }),
        Probe::File(FilePlace::Volume { volume: "data".into(), path: "/f".into() }),
    ]
    .into()
}

fn serve() -> ServeSpec {
    ServeSpec { image: "alpine".into(), args: vec![], port: 80, path: "/".into(), seconds: 1 }
}

fn calls() -> CallsSpec {
    CallsSpec { image: "alpine".into(), args: vec![], alias: "web".into(), port: 80, times: 1, seconds: 1 }
}

async fn collect(engine: &Engine, workspace: &Path) -> Snapshot {
    std::fs::write(workspace.join("Dockerfile"), "FROM alpine\n").unwrap();
    let scope = Scope { deadline: Duration::from_millis(200), ..Scope::new(workspace, Timestamp::now()) };
    let began = Instant::now();
    let snapshot = engine.collect(&probes(), &scope).await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(snapshot.iter().count(), probes().len());
    snapshot
}

/// All but the workspace's file are unknown, for this cause.
fn all_unknown(snapshot: &Snapshot, cause: Cause) {
    for (probe, seen) in snapshot.iter() {
        match (probe, seen) {
            (Probe::File(FilePlace::Workspace { .. }), Seen::Present(Observation::File(_))) => {}
            (_, Seen::Unknown(unseen)) => assert_eq!(unseen.cause, cause, "{probe:?}: {}", unseen.detail),
            (_, other) => panic!("{probe:?}: {other:?}"),
        }
    }
}

async fn with(reply: Reply) -> Snapshot {
    let folder = tempfile::tempdir().unwrap();
    let fake = FakeEngine::start(vec![("", reply)]);
    collect(&fake.engine(), folder.path()).await
}

#[tokio::test]
async fn nobody_listens() {
    let folder = tempfile::tempdir().unwrap();
    all_unknown(&collect(&engine_at(folder.path().join("none.sock")), folder.path()).await, Cause::EngineGone);
    drop(tokio::net::UnixListener::bind(folder.path().join("left.sock")).unwrap());
    all_unknown(&collect(&engine_at(folder.path().join("left.sock")), folder.path()).await, Cause::EngineGone);
}

#[tokio::test]
async fn the_engine_hangs() {
    all_unknown(&with(Reply::Hang).await, Cause::Timeout);
}

#[tokio::test]
async fn the_connection_breaks() {
    all_unknown(&with(Reply::Close).await, Cause::EngineGone);
    all_unknown(&with(Reply::BreakOff).await, Cause::EngineGone);
}

#[tokio::test]
async fn the_engine_has_trouble_of_its_own() {
    all_unknown(&with(Reply::Json(500, r#"{"message":"no such image in the database"}"#.into())).await, Cause::Engine);
    all_unknown(&with(Reply::Json(404, r#"{"message":"page not found"}"#.into())).await, Cause::Engine);
    all_unknown(&with(Reply::Json(404, "<html>404 Not Found</html>".into())).await, Cause::Engine);
}

#[tokio::test]
async fn the_answer_is_nonsense() {
    all_unknown(&with(Reply::Noise).await, Cause::Engine);
    let folder = tempfile::tempdir().unwrap();
    let fake = FakeEngine::start(vec![("", Reply::Json(200, "{\"Id\": oops".into()))]);
    all_unknown(&collect(&fake.engine(), folder.path()).await, Cause::Engine);
}

#[tokio::test]
async fn an_answer_of_another_shape_is_not_an_object_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let fake = FakeEngine::start(vec![("", Reply::Json(200, "\"OK\"".into()))]);
    let snapshot = collect(&fake.engine(), folder.path()).await;
    for probe in
        [Probe::Container { key: "web".into() }, Probe::Networks, Probe::Containers(ContainerFilter::default())]
    {
        let seen = snapshot.get(&probe).unwrap();
        assert!(matches!(seen, Seen::Unknown(unseen) if unseen.cause == Cause::Engine), "{probe:?}: {seen:?}");
    }
}

#[tokio::test]
async fn the_socket_may_not_be_opened() {
    // Root may open anything, so what the system says is all that can be looked at here.
    let error = EngineError::Permission {
        endpoint: "unix:///run/docker.sock".into(),
        source: std::io::Error::from(std::io::ErrorKind::PermissionDenied),
    };
    assert_eq!(error.cause(), Cause::Permission);
    assert_eq!(error.chain(), "the engine's socket `unix:///run/docker.sock` may not be opened: permission denied");
}

#[tokio::test]
async fn a_name_that_only_begins_an_id_finds_nothing() {
    let id = format!("db{}", "0".repeat(62));
    let fake = FakeEngine::start(vec![
        ("GET /containers/db/json", Reply::Json(200, format!(r#"{{"Id":"{id}","Name":"/web"}}"#))),
        ("GET /containers/db00/json", Reply::Json(200, format!(r#"{{"Id":"{id}","Name":"/web"}}"#))),
    ]);
    let probes: BTreeSet<Probe> =
        [Probe::Container { key: "db".into() }, Probe::Container { key: "db00".into() }].into();
    let snapshot = fake.engine().collect(&probes, &Scope::new(".", Timestamp::now())).await;
    assert_eq!(snapshot.get(&Probe::Container { key: "db".into() }), Some(&Seen::Absent));
    assert!(matches!(snapshot.get(&Probe::Container { key: "db00".into() }), Some(Seen::Present(_))));
}

#[tokio::test]
async fn each_thing_is_asked_for_once() {
    let fake = FakeEngine::start(vec![("GET /", Reply::Json(404, r#"{"message":"no such thing"}"#.into()))]);
    let probes: BTreeSet<Probe> = [
        Probe::Container { key: "web".into() },
        Probe::Image { reference: "alpine".into() },
        Probe::File(FilePlace::Volume { volume: "data".into(), path: "/a".into() }),
        Probe::File(FilePlace::Volume { volume: "data".into(), path: "/b".into() }),
    ]
    .into();
    let snapshot = fake.engine().collect(&probes, &Scope::new(".", Timestamp::now())).await;
    assert!(snapshot.iter().all(|(_, seen)| *seen == Seen::Absent), "{snapshot:?}");
    let mut asked = fake.asked();
    asked.sort();
    assert_eq!(asked, ["GET /containers/web/json", "GET /images/alpine/json", "GET /volumes/data"]);
}

#[test]
fn an_address_that_makes_no_sense_is_said_before_anything_is_asked() {
    let options = ConnectOptions { host: Some("nonsense://".into()), context: None };
    assert!(matches!(Engine::connect(&options), Err(EngineError::Address { .. })));
}

/// What comes of everything that is tried, on an engine that has the image and does the rest like this.
async fn tried(replies: Vec<(&'static str, Reply)>) -> Vec<Seen> {
    let image = Reply::Json(200, r#"{"Id":"sha256:00","RootFS":{"Layers":[]}}"#.into());
    let mut all = vec![("GET /images/alpine/json", image)];
    all.extend(replies);
    let fake = FakeEngine::start(all);
    let folder = tempfile::tempdir().unwrap();
    let scope = Scope {
        deadline: Duration::from_millis(200),
        helper_image: Some("alpine".into()),
        ..Scope::new(folder.path(), Timestamp::now())
    };
    let probes: BTreeSet<Probe> =
        [Probe::Run(RunSpec { seconds: 1, ..RunSpec::of("alpine") }), Probe::Serve(serve()), Probe::Calls(calls())]
            .into();
    let snapshot = fake.engine().collect(&probes, &scope).await;
    snapshot.iter().map(|(_, seen)| seen.clone()).collect()
}

#[tokio::test]
async fn what_can_not_be_tried_is_unknown_and_never_a_failure() {
    let json = |status, text: &str| Reply::Json(status, text.into());
    let created = || ("POST /containers/create", json(201, r#"{"Id":"c1"}"#));
    let gone = || ("DELETE /containers/c1", json(204, ""));
    for (what, cause, replies) in [
        ("refused", Cause::Engine, vec![("POST /containers/create", json(500, r#"{"message":"no space left"}"#))]),
        ("never made", Cause::Timeout, vec![("POST /containers/create", Reply::Hang)]),
        (
            "never started",
            Cause::Timeout,
            vec![created(), gone(), ("POST /containers/c1/start", Reply::Hang), ("GET /containers/c1", Reply::Hang)],
        ),
        (
            "taken away meanwhile",
            Cause::Engine,
            vec![
                created(),
                gone(),
                ("POST /containers/c1/start", json(404, r#"{"message":"No such container: c1"}"#)),
                ("GET /containers/c1/json", json(404, r#"{"message":"No such container: c1"}"#)),
            ],
        ),
    ] {
        for seen in tried(replies).await {
            // A server beside which nobody can listen says that it can't be looked at, too.
            let fits = |found: Cause| found == cause || what == "taken away meanwhile" && found == Cause::Unsupported;
            assert!(matches!(&seen, Seen::Unknown(unseen) if fits(unseen.cause)), "{what}: {seen:?}");
        }
    }
}
