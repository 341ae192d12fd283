//! Near misses of what a Dockerfile runs, of servers and of those who call them; random words.

use super::judging::{judge, table};
use super::kit::{alpine, image, outcome, texts};
use super::world::World;
use crate::probe::{CallsOutcome, Cause, Observation, RunOutcome, ServeOutcome};

fn world() -> World {
    World::default().image(alpine())
}

/// A Dockerfile, and what came of carrying it out.
fn dockerfile(text: &str, outcome: RunOutcome) -> World {
    world().file("Dockerfile", text).tried(Observation::Run(outcome))
}

fn failed(instruction: &str, code: Option<i64>, output: &str) -> RunOutcome {
    RunOutcome { failed: instruction.to_owned(), exit_code: code, ..outcome(0, output) }
}

fn not_started(error: &str) -> RunOutcome {
    RunOutcome { error: error.to_owned(), ..outcome(127, "") }
}

#[test]
fn what_a_dockerfile_does_is_explained() {
    let good = "FROM alpine\nCMD echo hello\n";
    let late = RunOutcome { exit_code: None, timed_out: true, ..outcome(0, "") };
    table(
        "run = { dockerfile = \"Dockerfile\" }\nexpect = { output = \"hello\", exit_code = 0 }",
        &[
            ("right", "pass", dockerfile(good, outcome(0, "hello"))),
            ("another message", "fail", dockerfile(good, outcome(0, "bye"))),
            ("none", "fail missing", world()),
            ("another case", "fail other-case", world().file("dockerfile", good)),
            ("an ending", "fail other-extension", world().file("Dockerfile.txt", good)),
            ("a slip", "fail close-name", world().file("Dokerfile", good)),
            ("empty", "fail empty", world().file("Dockerfile", "")),
            ("no FROM", "fail no-from", world().file("Dockerfile", "CMD echo hello\n")),
            (
                "a word that Docker does not know",
                "fail unparsable",
                world().file("Dockerfile", "FROM alpine\nCDM ls\n"),
            ),
            ("curly", "fail curly-quotes", dockerfile("FROM alpine\nCMD echo “hello”\n", outcome(0, "“hello”"))),
            ("a dash", "fail long-dash", dockerfile("FROM alpine\nCMD ls —all\n", outcome(1, ""))),
            ("RUN", "fail run-not-cmd", dockerfile("FROM alpine\nRUN echo hello\n", outcome(0, ""))),
            ("no JSON", "fail cmd-not-json", dockerfile("FROM alpine\nCMD ['echo', 'hello']\n", outcome(127, ""))),
            (
                "a shell's words in JSON form",
                "fail no-shell",
                dockerfile("FROM alpine\nCMD [\"echo\", \"a\", \"&&\", \"echo\", \"b\"]\n", outcome(0, "a && echo b")),
            ),
            (
                "no such program",
                "fail no-program",
                dockerfile(good, not_started("exec: \"hello\": executable file not found in $PATH")),
            ),
            (
                "not executable",
                "fail not-executable",
                dockerfile(good, not_started("exec: \"/app/a.sh\": permission denied")),
            ),
            (
                "no first line",
                "fail no-interpreter",
                dockerfile(good, outcome(1, "standard_init_linux.go:228: exec user process caused: exec format error")),
            ),
            ("a RUN that fails", "fail run-failed", dockerfile(good, failed("RUN nope", Some(127), "nope: not found"))),
            ("nothing to copy", "fail no-source", dockerfile(good, failed("COPY a .", None, ""))),
            ("late", "fail still-running", dockerfile(good, late)),
            (
                "a RUN that needs a network",
                "unknown NeedsBuild",
                dockerfile(good, failed("RUN apk add curl", Some(1), "ERROR: temporary error (try again later)")),
            ),
            ("a build", "unknown NeedsBuild", world().file("Dockerfile", "FROM alpine\nADD https://a.b/c /\n")),
            ("no base image", "unknown ImageMissing", World::default().file("Dockerfile", good)),
            (
                "an engine that can't",
                "unknown Timeout",
                world()
                    .file("Dockerfile", good)
                    .blind(|probe| matches!(probe, crate::probe::Probe::Run(_)), Cause::Timeout),
            ),
        ],
    );
}

#[test]
fn a_random_word_is_what_the_course_calls_it_and_shown_as_it_was() {
    let check = "run = { image = \"test-run\", put = { \"a.txt\" = \"{{random}}\" } }\nexpect.lines.exactly = [\"{{random}}\", \"bar\"]";
    let said = |output: &str| {
        let outcome = RunOutcome { word: "w1234".to_owned(), ..outcome(0, output) };
        world().image(image("test-run")).tried(Observation::Run(outcome))
    };
    table(
        check,
        &[
            ("the word", "pass", said("w1234\nbar")),
            ("another word", "fail", said("foo\nbar")),
            ("the course's own words for it", "fail", said("{{random}}\nbar")),
        ],
    );
    let report = judge(&said("foo\nbar"), &format!("[[check]]\nid = \"c\"\n{check}"));
    let shown = format!("{:?}", report[0].mismatches);
    assert!(shown.contains("w1234") && !shown.contains("random"), "{shown}");
}

/// Worlds whose image is not there, or has no command of its own: the same for all who need one.
fn no_image(check: &str, tried: &Observation) {
    let with = |name: &str| world().image(image(name));
    let words = |words: &[&str]| image("web").image_with(|it| it.cmd = texts(words));
    let bare = image("web").image_with(|it| it.cmd = texts(&["/bin/sh"]));
    table(
        check,
        &[
            ("nothing", "fail not-found", world()),
            ("a slip", "fail close-name", with("wbe")),
            ("another tag", "fail other-tag", with("web:1")),
            ("no name", "fail untagged", world().image(image("x").untagged())),
            ("another name", "fail other-name", with("hello")),
            ("RUN", "fail run-not-cmd", world().image(bare).tried(tried.clone())),
            (
                "no JSON",
                "fail cmd-not-json",
                world().image(words(&["/bin/sh", "-c", "[node, a]"])).tried(tried.clone()),
            ),
            ("no shell", "fail no-shell", world().image(words(&["cd", "/app", "&&", "node"])).tried(tried.clone())),
        ],
    );
}

#[test]
fn why_a_server_does_not_answer() {
    let check = "serve = { image = \"web\", port = 9001 }\nexpect = { status = 200, body.contains = \"first\" }";
    let none = ServeOutcome { failure: "refused".to_owned(), ..ServeOutcome::default() };
    let answer =
        |status, body: &str| ServeOutcome { status: Some(status), body: body.to_owned(), ..ServeOutcome::default() };
    let ended = |code, line: &str, error: &str| ServeOutcome {
        exit_code: Some(code),
        lines: vec![line.to_owned()],
        error: error.to_owned(),
        ..none.clone()
    };
    let with = |outcome: ServeOutcome| world().image(image("web")).tried(Observation::Serve(Box::new(outcome)));
    table(
        check,
        &[
            ("right", "pass", with(answer(200, "My first server"))),
            ("other words", "fail other-body", with(answer(200, "My second server"))),
            ("not found", "fail other-status", with(answer(404, ""))),
            (
                "on 127.0.0.1 only",
                "fail loopback",
                with(ServeOutcome { failure: "loopback".to_owned(), listening: vec![9001], ..none.clone() }),
            ),
            ("another port", "fail other-port", with(ServeOutcome { listening: vec![80], ..none.clone() })),
            ("nobody", "fail not-listening", with(none.clone())),
            (
                "slow",
                "fail",
                with(ServeOutcome { failure: "timeout".to_owned(), listening: vec![9001], ..none.clone() }),
            ),
            ("it ended", "fail exited", with(ended(1, "Error: EACCES", ""))),
            ("no node", "fail no-program", with(ended(127, "", "exec: \"node\": executable file not found in $PATH"))),
            ("no permission", "fail not-executable", with(ended(126, "", "exec: \"/a\": permission denied"))),
            ("no program at all", "fail no-interpreter", with(ended(1, "exec /a.sh: exec format error", ""))),
        ],
    );
    no_image(check, &Observation::Serve(Box::new(ended(1, "", ""))));
}

#[test]
fn why_nobody_is_called() {
    let check = "calls = { image = \"web\", alias = \"server\", port = 9001 }\nexpect = { count.ge = 1, heard = true }";
    let called =
        CallsOutcome { count: 1, running: true, heard: true, hosts: texts(&["server"]), ..CallsOutcome::default() };
    let none = CallsOutcome { running: true, ..CallsOutcome::default() };
    let ended = |code, line: &str, error: &str| CallsOutcome {
        exit_code: Some(code),
        lines: vec![line.to_owned()],
        error: error.to_owned(),
        ..CallsOutcome::default()
    };
    let with = |outcome: CallsOutcome| world().image(image("web")).tried(Observation::Calls(Box::new(outcome)));
    table(
        check,
        &[
            ("right", "pass", with(called.clone())),
            ("not written", "fail not-heard", with(CallsOutcome { heard: false, ..called.clone() })),
            (
                "somebody else",
                "fail calls-other-host",
                with(CallsOutcome { hosts: texts(&["localhost"]), ..none.clone() }),
            ),
            ("nobody", "fail no-call", with(none.clone())),
            ("it ended", "fail exited", with(ended(2, "syntax error", ""))),
            ("ended well", "fail", with(ended(0, "words", ""))),
            ("no curl", "fail no-program", with(ended(127, "", "exec: \"curl\": executable file not found in $PATH"))),
            ("no permission", "fail not-executable", with(ended(126, "", "exec: \"/a\": permission denied"))),
            ("no program at all", "fail no-interpreter", with(ended(1, "exec /a.sh: exec format error", ""))),
        ],
    );
    no_image(check, &Observation::Calls(Box::new(ended(1, "", ""))));
}

/// All of them, for the list.
pub(super) fn all() {
    what_a_dockerfile_does_is_explained();
    a_random_word_is_what_the_course_calls_it_and_shown_as_it_was();
    why_a_server_does_not_answer();
    why_nobody_is_called();
}
