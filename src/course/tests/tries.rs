//! `run`, `serve` and `calls`: what they become, and what is wrong with broken ones.

use super::checks::check;
use crate::course::subject::{Calls, Run, RunOf, Serve, Subject};

#[test]
fn what_is_tried_is_read_with_all_its_keys() {
    for (lines, subject) in [
        (
            "run = { dockerfile = \"Dockerfile\", stage = 0, put = { \"answer.txt\" = \"41\" } }\nexpect.exit_code = 1",
            Subject::Run(Box::new(Run {
                put: [("answer.txt".to_owned(), "41".to_owned())].into(),
                ..Run::of(RunOf::Dockerfile {
                    path: "01-first/Dockerfile".into(),
                    stage: Some("0".into()),
                    instructions_only: true,
                })
            })),
        ),
        (
            "run = { image = \"a\", entrypoint = [\"/s\"], files = { \"/s\" = \"s.sh\" }, replace = { \"30\" = \"1\" }, full = \"40s\" }\n\
             expect.pause.ge = \"900ms\"",
            Subject::Run(Box::new(Run {
                entrypoint: Some(vec!["/s".into()]),
                files: [("/s".to_owned(), "01-first/s.sh".to_owned())].into(),
                replace: [("30".to_owned(), "1".to_owned())].into(),
                full_seconds: 40,
                ..Run::image("a")
            })),
        ),
        (
            "serve = { image = \"web\", port = \"{{server_port}}\" }\nexpect.status = 200",
            Subject::Serve(Serve {
                image: "web".into(),
                project: None,
                args: vec![],
                port: 9001,
                path: "/".into(),
                seconds: 5,
            }),
        ),
        (
            "calls = { image = \"a\", alias = \"web\", port = 80, times = 2, within = \"3s\" }\nexpect.count.ge = 2",
            Subject::Calls(Calls {
                image: "a".into(),
                args: vec![],
                alias: "web".into(),
                port: 80,
                times: 2,
                seconds: 3,
            }),
        ),
    ] {
        assert_eq!(check(lines).unwrap().subject, subject, "{lines}");
    }
}

#[test]
fn what_does_not_go_together_is_reported() {
    for (lines, message) in [
        ("run = { args = [\"a\"] }\nexpect.exit_code = 0", "a run is of an image or of a Dockerfile"),
        ("run = { image = \"a\", target = \"b\" }\nexpect.exit_code = 0", "`target` goes with a Dockerfile"),
        (
            "run = { dockerfile = \"d\", stage = \"b\", args = [\"c\"] }\nexpect.exit_code = 0",
            "with `stage` nothing is run but its own instructions",
        ),
        (
            "run = { image = \"a\", replace = { x = \"y\" } }\nexpect.exit_code = 0",
            "`replace` is about `files`, and there are none",
        ),
        (
            "run = { image = \"a\", files = { x = \"y\" } }\nexpect.exit_code = 0",
            "a path in the container begins with `/`",
        ),
        ("run = { dockerfile = \"../d\" }\nexpect.exit_code = 0", "`../d` is not a path inside the chapter's folder"),
        ("serve = { image = \"a\" }\nexpect.status = 200", "this `serve` has no `port`"),
        ("serve = { image = \"a\", port = 1, path = \"b\" }\nexpect.status = 200", "`b` is no path of a web address"),
        ("calls = { image = \"a\", alias = \"b\", port = 0 }\nexpect.count = 1", "`port` must be the number of a port"),
        ("calls = { image = \"a\", port = 1 }\nexpect.count = 1", "this call has no `alias`"),
        (
            "calls = { image = \"a\", alias = \"b\", port = 1, times = 99 }\nexpect.count = 1",
            "`times` must be a whole number",
        ),
        ("serve = { image = \"a\", port = 1 }", "this check expects nothing, so it can't fail"),
    ] {
        let found = check(lines).unwrap_err();
        assert!(found.contains(message), "{lines}: {found}");
    }
}

#[test]
fn the_random_word_is_no_variable_of_the_course() {
    let lines = "run = { image = \"a\", put = { x = \"{{random}}\" } }\nexpect.output = \"{{random}}\"";
    let Subject::Run(run) = check(lines).unwrap().subject else { panic!() };
    assert_eq!(run.put["x"], crate::probe::RANDOM);
}
