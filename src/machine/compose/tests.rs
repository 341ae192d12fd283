//! Asking made-up programs: which Compose there is, what it answers, and what it never gets to do.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::*;
use crate::probe::ComposeAnswer;

const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded");

/// A folder with a Compose file, and a `PATH` of made-up programs; each notes that it was called.
struct Bench {
    folder: tempfile::TempDir,
    scope: ComposeScope,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("10-compose")).unwrap();
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        fs::write(folder.path().join("10-compose/compose.yaml"), "services: {a: {image: b}}\n").unwrap();
        let path = folder.path().join("bin").display().to_string();
        let scope = ComposeScope { variables: vec![("PATH".to_owned(), path)], ..ComposeScope::new(folder.path()) };
        Self { folder, scope }
    }

    fn with(self, program: &str, script: &str) -> Self {
        let path = self.folder.path().join("bin").join(program);
        let calls = self.folder.path().join("calls");
        fs::write(&path, format!("#!/bin/sh\necho \"{program} $*\" >> {}\n{script}\n", calls.display())).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    async fn look(&self) -> Seen {
        let probe = Probe::Compose { folder: "10-compose".to_owned(), file: None };
        let snapshot = collect(&BTreeSet::from([probe.clone()]), &self.scope).await;
        snapshot.get(&probe).unwrap().clone()
    }

    async fn cause(&self) -> Cause {
        match self.look().await {
            Seen::Unknown(unseen) => unseen.cause,
            seen => panic!("{seen:?}"),
        }
    }

    async fn answer(&self) -> ComposeAnswer {
        match self.look().await {
            Seen::Present(Observation::Compose(answer)) => *answer,
            seen => panic!("{seen:?}"),
        }
    }

    fn calls(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder.path().join("calls")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }
}

fn project(answer: ComposeAnswer) -> String {
    match answer {
        ComposeAnswer::Accepted(model) => model.project,
        ComposeAnswer::Refused { words } => panic!("{words}"),
    }
}

#[tokio::test]
async fn the_compose_that_is_there_is_asked_and_remembered() {
    let json = format!("/bin/cat {RECORDED}/compose-2.26/config.json");
    let plugin = Bench::new().with("docker", &json).with("docker-compose", "exit 9");
    assert_eq!(project(plugin.answer().await), "10-compose");
    assert_eq!(plugin.calls(), ["docker compose config --format json"]);

    let yaml = format!("case $1 in config) /bin/cat {RECORDED}/compose-1.29/config.yaml ;; *) exit 9 ;; esac");
    let alone = Bench::new().with("docker", "echo unknown command >&2; exit 1").with("docker-compose", &yaml);
    assert_eq!(project(alone.answer().await), "10-compose");
    fs::write(alone.folder.path().join("10-compose/more"), "").unwrap();
    alone.answer().await;
    assert_eq!(alone.calls().iter().filter(|call| call.starts_with("docker ")).count(), 2, "{:?}", alone.calls());

    let behind = format!(
        "case \"$*\" in *json) exit 1 ;; *version*) echo 1.29.2 ;; *config) /bin/cat {RECORDED}/compose-1.29/config.yaml ;; esac"
    );
    assert_eq!(project(Bench::new().with("docker", &behind).answer().await), "10-compose");
}

#[tokio::test]
async fn where_no_compose_is_nobody_knows() {
    assert_eq!(Bench::new().cause().await, Cause::NoCompose);
    assert_eq!(Bench::new().with("docker", "echo unknown command >&2; exit 1").cause().await, Cause::NoCompose);
}

#[tokio::test]
async fn what_it_says_in_vain_is_no_refusal() {
    let json = |script: &str| {
        Bench::new().with("docker", &format!("case \"$*\" in *version*) echo 2.26 ;; *) {script} ;; esac"))
    };
    assert_eq!(json("echo no").cause().await, Cause::Compose);
    assert_eq!(json("exit 1").cause().await, Cause::Compose);
    assert_eq!(json("while :; do echo 0123456789012345678901234567890123456789; done").cause().await, Cause::Compose);
    let fetch = "echo 'experimental git remote resource is disabled. \"COMPOSE_EXPERIMENTAL_GIT_REMOTE\" must be set' >&2; exit 15";
    assert_eq!(json(fetch).cause().await, Cause::ComposeRemote);
    let mut endless = json("exec /bin/sleep 60");
    endless.scope.deadline = Duration::from_millis(300);
    assert_eq!(endless.cause().await, Cause::Compose);
    let words = "service \"a\" has neither an image nor a build context specified".to_owned();
    let refuses = json(&format!("echo '{words}' >&2; exit 15"));
    assert_eq!(refuses.answer().await, ComposeAnswer::Refused { words });
}

#[tokio::test]
async fn it_is_asked_in_its_folder_offline_and_of_every_profile() {
    let says = "echo \"$PWD|$COMPOSE_PROFILES|$COMPOSE_EXPERIMENTAL_GIT_REMOTE|$COMPOSE_EXPERIMENTAL_OCI_REMOTE|$GIT_ALLOW_PROTOCOL|$COMPOSE_FILE\" >&2; exit 15";
    let bench = Bench::new().with("docker", &format!("case \"$*\" in *version*) echo 2 ;; *) {says} ;; esac"));
    let words = ".|*|false|false|none|".to_owned();
    assert_eq!(bench.answer().await, ComposeAnswer::Refused { words });
}

#[tokio::test]
async fn it_is_asked_once_for_one_content() {
    let json = format!("/bin/cat {RECORDED}/compose-2.26/config.json");
    let bench = Bench::new().with("docker", &json);
    let first = bench.answer().await;
    assert_eq!(bench.answer().await, first);
    assert_eq!(bench.calls().len(), 1, "{:?}", bench.calls());
    fs::write(bench.folder.path().join("10-compose/.env"), "A=1\n").unwrap();
    bench.answer().await;
    assert_eq!(bench.calls().len(), 2, "{:?}", bench.calls());
}

#[tokio::test]
async fn without_a_file_nobody_is_asked() {
    let bench = Bench::new().with("docker", "exit 1");
    fs::remove_file(bench.folder.path().join("10-compose/compose.yaml")).unwrap();
    assert_eq!(bench.look().await, Seen::Absent);
    assert!(bench.calls().is_empty());
}
