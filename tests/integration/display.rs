//! What a learner reads: nothing red before anything was done, no ids of the course, no regular expressions, one
//! language at a time.

use super::commands::Names;
use super::engine_live::{docker, host};
use super::learner::{Kesako, Said, write};

fn attempts(kesako: &Kesako, step: &str) -> u64 {
    let listed = kesako.run(&["list", "--json"]).json();
    let steps = listed["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["steps"].as_array().unwrap());
    steps.filter(|it| it["id"] == step).find_map(|it| it["attempts"].as_u64()).unwrap()
}

#[track_caller]
fn lacks(said: &Said, texts: &[&str]) {
    for text in texts {
        assert!(!said.out.contains(text), "`{text}` is shown:\n{said}");
    }
}

#[test]
fn what_nobody_has_tried_yet_is_still_to_come_and_no_attempt() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "2/rebuild", "--yes"]).ends_with(0);
    let before =
        kesako.run(&["check"]).ends_with(1).says("· test-echo is built anew").says("still the image of before");
    lacks(&before, &["✗", "expected"]);
    assert_eq!(kesako.run(&["check", "--json"]).ends_with(1).json()["checks"][0]["verdict"], "fail");
    assert_eq!(attempts(&kesako, "02-image-container/rebuild"), 0);
    // From here on something was done.
    let folder = kesako.workspace().join("02-image-container");
    write(&folder.join("Dockerfile"), "FROM alpine\nCMD echo \"something else\"\n");
    docker(&["build", "-q", "-t", "test-echo", &folder.display().to_string()]);
    let tried = kesako.run(&["check"]).ends_with(1).says("✗");
    lacks(&tried, &["exit_code", "sha256:"]);
    assert_eq!(attempts(&kesako, "02-image-container/rebuild"), 1);
}

#[test]
fn a_file_that_was_saved_is_an_attempt() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["show", "1/dockerfile"]).ends_with(0);
    lacks(&kesako.run(&["check"]).ends_with(1), &["✗"]);
    write(&kesako.workspace().join("01-kesako/Dockerfile"), "FROM alpine\n");
    kesako.run(&["check"]).ends_with(1).says("✗ its command prints");
    assert_eq!(attempts(&kesako, "01-kesako/dockerfile"), 1);
}

#[test]
fn a_report_in_french_is_french_throughout() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "1/shell-or-exec", "--yes", "--lang", "fr"]).ends_with(0);
    let folder = kesako.workspace().join("01-kesako").display().to_string();
    docker(&["build", "-q", "-t", "test-echo:exec", &folder]);
    let said = kesako.run(&["check", "--lang", "fr"]).ends_with(1).says("attendu").says("forme de son CMD");
    lacks(&said, &["prints", "cmd_form", "exec | none", "’"]);
}

#[test]
fn help_speaks_the_learner_s_language() {
    let kesako = Kesako::on("unix:///nowhere/engine.sock");
    let french =
        kesako.run(&["--help", "--lang", "fr"]).ends_with(0).says("Utilisation\u{a0}: kesako").says("Liste les");
    lacks(&french, &["Usage", "Print", "possible values"]);
    kesako.run(&["show", "-h", "--lang=fr"]).ends_with(0).says("ÉTAPE");
    kesako.run(&["--help"]).ends_with(0).says("Usage: kesako").says("List chapters");
    kesako.run(&["--version", "--lang", "fr"]).ends_with(0).says(env!("CARGO_PKG_VERSION"));
}

#[test]
fn after_a_jump_back_one_goes_on_step_by_step() {
    let _names = Names::take();
    let kesako = Kesako::on(host());
    let current = || kesako.run(&["list", "--json"]).json()["current"].as_str().unwrap().to_owned();
    let dockerfile = || kesako.write("docker-101/01-kesako/Dockerfile", "FROM alpine\nCMD echo \"hello world\"\n");
    let build =
        || docker(&["build", "-q", "-t", "test-echo", &kesako.workspace().join("01-kesako").display().to_string()]);
    kesako.run(&["show", "1/dockerfile"]).ends_with(0);
    dockerfile();
    kesako.run(&["check"]).ends_with(0).says("goes on: Build the image");
    kesako.run(&["show"]).ends_with(0).says("Build the image");
    build();
    kesako.run(&["check"]).ends_with(0);
    assert_eq!(current(), "01-kesako/run");
    kesako.run(&["jump", "1/dockerfile", "--yes"]).ends_with(0);
    assert_eq!(current(), "01-kesako/dockerfile");
    kesako.run(&["check"]).ends_with(1);
    dockerfile();
    kesako.run(&["check"]).ends_with(0).says("goes on: Build the image");
    kesako.run(&["show"]).ends_with(0).says("Build the image");
    assert_eq!(current(), "01-kesako/build");
    kesako.run(&["check"]).ends_with(1);
    build();
    kesako.run(&["check"]).ends_with(0);
    assert_eq!(current(), "01-kesako/run");
    // Looking back at a step is being there, and the way on is said.
    kesako.run(&["show", "1/build"]).ends_with(0).says("kesako show 1/run");
    assert_eq!(current(), "01-kesako/build");
}

#[test]
fn a_reset_of_everything_tells_what_it_leaves_because_of_its_name() {
    let _names = Names::take();
    docker(&["tag", "alpine", "bystander:2"]);
    let kesako = Kesako::on(host());
    kesako.run(&["jump", "1/build", "--yes"]).ends_with(0);
    let stamp = kesako.folder.path().display().to_string();
    kesako.write("docker-101/01-kesako/Dockerfile", &format!("FROM alpine\nCMD echo {stamp}\n"));
    docker(&["build", "-q", "-t", "some-slip", &kesako.workspace().join("01-kesako").display().to_string()]);
    docker(&["tag", "alpine", "bystander:3"]);
    let said = kesako.run(&["reset", "--all", "--yes"]).ends_with(0).says("docker rmi some-slip:latest");
    lacks(&said, &["bystander"]);
    assert_ne!(docker(&["images", "-q", "some-slip"]), "");
    docker(&["rmi", "some-slip", "bystander:2", "bystander:3"]);
}
