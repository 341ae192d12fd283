//! Commands on a real engine, the one that `KESAKO_TEST_HOST` names, and on engines that fail.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::engine_live::{docker, host, throwaways};
use super::fake_engine::{FakeEngine, Reply};
use super::learner::{Kesako, write};

/// The course's names are fixed: one test at a time uses them on the engine.
static NAMES: Mutex<()> = Mutex::new(());

/// How long anything may take.
const DEADLINE: Duration = Duration::from_mins(1);

/// The engine for one test, with nothing of the course on it before and after.
pub struct Names(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, ()>);

impl Names {
    pub fn take() -> Self {
        let guard = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        clear();
        Self(guard)
    }
}

impl Drop for Names {
    fn drop(&mut self) {
        clear();
    }
}

fn clear() {
    let script = "for name in test-ehco test-echo test-echo:v2 test-echo:exec test-run test-entrypoint; do \
                  docker ps -aq --filter ancestor=$name | xargs -r docker rm -f; docker rmi -f $name; done; \
                  docker rm -f testing-echo; true";
    let done = std::process::Command::new("sh")
        .args(["-c", script])
        .env("DOCKER_HOST", host())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(done.unwrap().success());
}

/// Everything on the engine, as the docker command lists it, tests' own things of other names left out.
fn listing() -> BTreeSet<String> {
    ["ps -a --no-trunc --format {{.ID}}:{{.Names}}", "images -a --no-trunc --format {{.ID}}:{{.Repository}}:{{.Tag}}"]
        .iter()
        .chain(&["network ls --no-trunc --format {{.ID}}:{{.Name}}", "volume ls --format {{.Name}}"])
        .flat_map(|command| {
            docker(&command.split(' ').collect::<Vec<_>>()).lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|line| !line.contains(":kl-"))
        .collect()
}

#[test]
fn a_learner_goes_from_wrong_to_right_on_the_command_line() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "1/build", "--yes"]).ends_with(0);
    kesako.run(&["check"]).ends_with(1).says("There is no image `test-echo`");
    let folder = kesako.workspace().join("01-kesako").display().to_string();
    docker(&["build", "-q", "-t", "test-ehco", &folder]);
    let wrong = kesako.run(&["check", "--json"]).ends_with(1).json();
    assert_eq!(wrong["checks"][0]["near_miss"], "image/close-name", "{wrong:#}");
    docker(&["tag", "test-ehco", "test-echo"]);
    kesako.run(&["check"]).ends_with(0).says("Passed");
    kesako.run(&["reset", "--all", "--yes"]).ends_with(0);
    assert_eq!(docker(&["images", "-q", "test-echo"]), "");
    assert_eq!(docker(&["images", "-q", "test-ehco"]), "", "the slip that was recognised is cleared away too");
}

#[test]
fn a_check_changes_nothing() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "3/cmd-at-run", "--yes"]).ends_with(0);
    docker(&["run", "-d", "--name", "testing-echo", "test-run", "sleep", "60"]);
    let before = listing();
    for step in ["3/run-makes-layers", "3/cmd-at-run", "1/build"] {
        kesako.run(&["check", step]);
    }
    let lost: Vec<_> = before.difference(&listing()).cloned().collect();
    assert!(lost.is_empty(), "{lost:?}");
    wait_until("no throwaway container is left", || throwaways().is_empty());
}

#[test]
fn an_interrupted_check_leaves_nothing_that_the_next_one_does_not_clear() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "1/build", "--yes"]).ends_with(0);
    kesako.write("docker-101/01-kesako/Dockerfile", "FROM alpine\nCMD sleep 30\n");
    docker(&["build", "-q", "-t", "test-echo", &kesako.workspace().join("01-kesako").display().to_string()]);
    let mut check = kesako.command(&["check", "1/build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_until("the isolated run is under way", || !throwaways().is_empty());
    // Nothing can be tidied up by a process that is killed.
    check.kill().unwrap();
    check.wait().unwrap();
    kesako.write("docker-101/01-kesako/Dockerfile", "FROM alpine\nCMD echo hello world\n");
    docker(&["build", "-q", "-t", "test-echo", &kesako.workspace().join("01-kesako").display().to_string()]);
    kesako.run(&["check", "1/build"]).ends_with(0);
    wait_until("the next check has swept", || throwaways().is_empty());
}

#[track_caller]
fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !holds() {
        assert!(Instant::now() < deadline, "not within {DEADLINE:?}: {what}");
        std::thread::yield_now();
    }
}

/// The only name of an image that containers of earlier steps were made from: the engine does not give that up.
#[test]
fn a_reset_goes_on_where_an_older_container_holds_an_image_and_says_so() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "2/never-run", "--yes"]).ends_with(0);
    let made_from = docker(&["ps", "-a", "--no-trunc", "--format", "{{.Image}}"]);
    let nameless = made_from.lines().find(|image| image.starts_with("sha256:")).expect("a container of a former build");
    docker(&["tag", nameless, "test-echo:v2"]);
    kesako.run(&["reset", "2/never-run", "--yes"]).ends_with(0).says("`test-echo:v2` keeps its name");
    kesako.run(&["reset", "--all", "--yes"]).ends_with(0);
}

#[test]
fn a_reset_removes_what_the_tutorial_made_and_nothing_else() {
    let _names = Names::take();
    docker(&["rm", "-f", "by-name", "by-image", "by-retag"]);
    docker(&["run", "-d", "--name", "by-name", "alpine", "sleep", "600"]);
    docker(&["tag", "alpine", "bystander:1"]);
    let before = listing();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "2/tidy", "--yes"]).ends_with(0);
    // A base image under one of the course's names must not take its containers along.
    docker(&["tag", "alpine", "test-echo:v2"]);
    kesako.run(&["check"]);
    docker(&["run", "-d", "--name", "by-image", "alpine", "sleep", "600"]);
    kesako.run(&["reset", "--all", "--dry-run"]).ends_with(0);
    assert_ne!(docker(&["images", "-q", "test-echo"]), "", "a dry run removes nothing");
    let refused = kesako.run(&["reset", "--all"]).ends_with(2);
    assert!(refused.err.contains("--yes"), "{refused}");
    kesako.run(&["reset", "--all", "--yes"]).ends_with(0);
    let after = listing();
    let lost: Vec<_> = before.difference(&after).cloned().collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(docker(&["ps", "--format", "{{.Names}}"]).contains("by-image"), "somebody's container is gone");
    docker(&["rm", "-f", "by-name", "by-image"]);
    docker(&["rmi", "bystander:1"]);
}

#[test]
fn what_bore_the_course_s_names_before_is_never_removed_unless_it_is_handed_over() {
    let _names = Names::take();
    docker(&["tag", "alpine", "test-echo"]);
    docker(&["run", "-d", "--name", "testing-echo", "alpine", "sleep", "600"]);
    let kesako = Kesako::on(host());
    kesako.run(&["show", "2/name-it"]).ends_with(0);
    kesako.run(&["reset", "--all", "--yes"]).ends_with(0);
    assert_eq!(docker(&["ps", "--format", "{{.Names}}", "--filter", "name=testing-echo"]), "testing-echo");
    assert_ne!(docker(&["images", "-q", "test-echo"]), "");
    kesako.run(&["reset", "--all", "--adopt", "--yes"]).ends_with(0);
    assert_eq!(docker(&["ps", "-aq", "--filter", "name=testing-echo"]), "");
    assert_eq!(docker(&["images", "-q", "test-echo"]), "");
}

#[test]
fn state_from_before_the_step_is_said_to_be_stale_and_can_be_accepted() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    docker(&["run", "--name", "testing-echo", "alpine", "true"]);
    docker(&["tag", "alpine", "test-echo"]);
    kesako.run(&["show", "2/name-it"]).ends_with(0);
    let said = kesako.run(&["check", "--json"]).ends_with(1).json();
    assert!(said["checks"].as_array().unwrap().iter().any(|check| check["verdict"] == "fail"), "{said:#}");
    docker(&["rm", "-f", "testing-echo"]);
}

#[test]
fn a_dead_engine_is_no_failure_of_the_learner() {
    let kesako = Kesako::on("unix:///nowhere/engine.sock");
    kesako.run(&["show", "1/first-container"]).ends_with(3).says("kesako doctor").says("docker run");
    let said = kesako.run(&["check", "1/first-container", "--json"]).ends_with(3).json();
    assert_eq!(said["verdict"], "unknown", "{said:#}");
    let listed = kesako.run(&["list", "--json"]).ends_with(0).json();
    assert_eq!(listed["chapters"][0]["steps"][0]["attempts"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_hangs_ends_the_check_in_time() {
    let fake = FakeEngine::start(vec![("GET ", Reply::Hang), ("POST ", Reply::Hang), ("DELETE ", Reply::Hang)]);
    let kesako = Kesako::on(format!("unix://{}", fake.socket().display()));
    let started = Instant::now();
    let said = tokio::task::spawn_blocking(move || kesako.run(&["check", "1/first-container"])).await.unwrap();
    said.ends_with(3).says("did not answer in time");
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_breaks_off_or_talks_nonsense_is_no_failure_of_the_learner() {
    for reply in [Reply::Close, Reply::BreakOff, Reply::Noise, Reply::Json(500, r#"{"message":"disk full"}"#.into())] {
        let fake = FakeEngine::start(vec![("GET ", reply.clone()), ("POST ", reply.clone()), ("DELETE ", reply)]);
        let kesako = Kesako::on(format!("unix://{}", fake.socket().display()));
        let said = tokio::task::spawn_blocking(move || kesako.run(&["check", "1/build", "--json"])).await.unwrap();
        assert_eq!(said.ends_with(3).json()["verdict"], "unknown");
    }
}

#[test]
fn a_torn_record_costs_its_last_line_alone() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["check", "1/dockerfile"]);
    let log = kesako.workspace().join(".kesako/log.jsonl");
    let whole = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, format!("{whole}{{\"at\":\"2026-11-2")).unwrap();
    write(&kesako.workspace().join("01-kesako/Dockerfile"), "FROM alpine\nCMD echo \"hello world\"\n");
    kesako.run(&["check", "1/dockerfile"]).ends_with(0).says("torn");
    let after = std::fs::read_to_string(&log).unwrap();
    assert!(after.starts_with(&whole), "nothing that was written is lost");
    let listed = kesako.run(&["list", "--json"]).ends_with(0).json();
    assert_eq!(listed["chapters"][0]["steps"][1]["state"], "passed", "{listed:#}");
}

#[test]
fn progress_that_cannot_be_kept_is_said_before_anything_is_done() {
    let kesako = Kesako::on("unix:///nowhere/engine.sock");
    // A file where the folder should be: read-only folders don't stop root.
    kesako.write("docker-101", "not a folder");
    kesako.run(&["check", "1/dockerfile"]).ends_with(5).says("docker-101");
    kesako.run(&["show", "1/dockerfile"]).ends_with(5).says("Dockerfile");
}

#[test]
fn what_is_mistyped_is_said_with_what_was_meant() {
    let kesako = Kesako::on("unix:///nowhere/engine.sock");
    kesako.run(&["show", "1/biuld"]).ends_with(2).says("01-kesako/build");
    kesako.run(&["show", "9.9"]).ends_with(2).says("kesako list");
    kesako.run(&["chek"]).ends_with(2).says("check");
    kesako.run(&["answer", "1/build", "anything"]).ends_with(2).says("asks no question");
    kesako.run(&["--course", "/nowhere", "list"]).ends_with(4).says("course.toml");
}

#[test]
fn options_may_stand_before_and_after_an_answer() {
    let kesako = Kesako::on("unix:///nowhere/engine.sock");
    for args in [
        &["answer", "2/edit-is-not-build", "hello world", "--json"][..],
        &["--json", "answer", "2/edit-is-not-build", "hello", "world"],
        &["answer", "--json", "2/edit-is-not-build", "--", "-1"],
    ] {
        assert_eq!(kesako.run(args).json()["step"], "02-image-container/edit-is-not-build", "{args:?}");
    }
}

#[test]
fn every_command_speaks_french() {
    let kesako = Kesako::on("unix:///nowhere/engine.sock");
    kesako.run(&["--lang", "fr", "show", "1/dockerfile"]).says("À toi");
    kesako.run(&["--lang", "fr", "check", "1/dockerfile"]).ends_with(1).says("Il n'y a pas encore de `Dockerfile`");
    kesako.run(&["--lang", "fr", "hint", "1/dockerfile"]).ends_with(0).says("Indice 1");
}
