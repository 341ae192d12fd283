//! Near misses of files and Dockerfiles.

use super::judging::table;
use super::kit::{alpine, file};
use super::world::World;
use crate::probe::FilePlace;

fn with(name: &str, content: &str) -> World {
    World::default().image(alpine()).file(name, content)
}

#[test]
fn why_a_file_is_not_there() {
    let good = "FROM alpine\nCMD echo hello\n";
    for subject in ["file", "dockerfile"] {
        table(
            &format!("{subject} = \"Dockerfile\""),
            &[
                ("right", "pass", with("Dockerfile", good)),
                ("nothing", "fail missing", World::default()),
                ("something else", "fail missing", with("dockerfile.server", good)),
                ("other case", "fail other-case", with("dockerFile", good)),
                ("an ending", "fail other-extension", with("Dockerfile.txt", good)),
                ("an ending, other case", "fail other-extension", with("dockerfile.TXT", good)),
                ("a slip", "fail close-name", with("Dokerfile", good)),
            ],
        );
    }
    table(
        "file = \"sleep.sh\"",
        &[
            ("two endings", "fail other-extension", with("sleep.sh.txt", good)),
            ("another ending", "fail other-extension", with("sleep.txt", good)),
            ("no ending", "fail missing", with("sleep", good)),
        ],
    );
    table(
        "file = { path = \"/x\", volume = \"v\" }",
        &[
            ("nothing", "fail missing", World::default()),
            (
                "right",
                "pass",
                World::default().file_at(FilePlace::Volume { volume: "v".into(), path: "/x".into() }, file("")),
            ),
        ],
    );
}

#[test]
fn an_empty_file_is_named() {
    table(
        "file = \"run.sh\"\nexpect.content.contains = \"sleep\"",
        &[("empty", "fail empty", with("run.sh", "")), ("blank", "fail", with("run.sh", "\n"))],
    );
}

#[test]
fn signs_that_only_look_right_are_found_where_they_do_harm() {
    let check = "file = \"run.sh\"\nexpect.content.contains = \"sleep 3\"";
    table(
        check,
        &[
            ("right", "pass", with("run.sh", "sleep 3")),
            ("right, with signs in words", "pass", with("run.sh", "echo “x”; sleep 3")),
            ("curly", "fail curly-quotes", with("run.sh", "echo “hello”")),
            ("curly, single", "fail curly-quotes", with("run.sh", "echo ‘hello’")),
            ("guillemets", "fail curly-quotes", with("run.sh", "echo « hello »")),
            ("a comment", "fail", with("run.sh", "# l’image “alpine” – ici\necho hi # “quoted” —here")),
            ("within straight quotes", "fail", with("run.sh", "echo \"“hello” l’image —x\"")),
            ("an apostrophe in a word", "fail", with("run.sh", "echo aujourd’hui")),
            ("a dash", "fail long-dash", with("run.sh", "docker run —init x")),
            ("a dash between words", "fail", with("run.sh", "echo a — b")),
            ("straight dashes", "fail", with("run.sh", "docker run --init x")),
        ],
    );
}

#[test]
fn line_ends_are_named_only_when_they_are_the_trouble() {
    let check = "file = \"run.sh\"\nexpect.content = { contains = \"sleep\", not = { contains = \"\\r\" } }";
    table(
        check,
        &[
            ("right", "pass", with("run.sh", "#!/bin/sh\nsleep 3\n")),
            ("from Windows", "fail crlf", with("run.sh", "#!/bin/sh\r\nsleep 3\r\n")),
            ("from Windows, and wrong besides", "fail", with("run.sh", "#!/bin/sh\r\nwait 3\r\n")),
        ],
    );
    let other = "dockerfile = \"Dockerfile\"\nexpect.command.contains = \"hello\"";
    table(
        other,
        &[
            ("does no harm", "pass", with("Dockerfile", "FROM alpine\r\nCMD echo hello\r\n")),
            ("is not the trouble", "fail", with("Dockerfile", "FROM alpine\r\nCMD echo bye\r\n")),
        ],
    );
}

#[test]
fn a_file_that_may_not_be_executed_is_named() {
    let check = "file = \"run.sh\"\nexpect = { executable = true, size.lt = 5 }";
    let mode = |executable: bool, content: &str| {
        let mut state = file(content);
        state.executable = executable;
        World::default().file_at(FilePlace::Workspace { path: "test/run.sh".into() }, state)
    };
    table(
        check,
        &[
            ("right", "pass", mode(true, "ls")),
            ("not executable", "fail not-executable", mode(false, "ls")),
            ("too long", "fail", mode(true, "ls -l -a")),
        ],
    );
}

#[test]
fn tabs_matter_in_yaml_only() {
    let check = |name: &str| format!("file = \"{name}\"\nexpect.content.contains = \"networks\"");
    table(
        &check("compose.yaml"),
        &[
            ("tabs", "fail tabs", with("compose.yaml", "services:\n\tweb:\n")),
            ("tabs after spaces", "fail tabs", with("compose.yaml", "services:\n \tweb:\n")),
            ("a tab inside", "fail", with("compose.yaml", "services:\n  web:\t1\n")),
            ("spaces", "fail", with("compose.yaml", "services:\n  web:\n")),
            ("a comment", "fail", with("compose.yaml", "\t# note\nservices:\n")),
        ],
    );
    table(&check("Makefile"), &[("tabs", "fail", with("Makefile", "all:\n\ttrue\n"))]);
}

#[test]
fn what_is_wrong_with_a_dockerfile() {
    let check = "dockerfile = \"Dockerfile\"\nexpect = { base = \"alpine\", command.contains = \"hello\" }";
    let it = |content: &str| with("Dockerfile", content);
    table(
        check,
        &[
            ("right", "pass", it("FROM alpine\nCMD echo hello")),
            (
                "right, in other words",
                "pass",
                it(
                    "# escape=`\nARG V=latest\nfrom docker.io/library/alpine:${V} as a\nentrypoint [\"echo\"]\ncmd [\"hello\"]",
                ),
            ),
            ("right, over a stage", "pass", it("FROM alpine AS a\nFROM a\nCMD echo hello")),
            ("empty", "fail empty", it("")),
            ("blank", "fail empty", it("\n  \n")),
            ("only comments", "fail only-comments", it("# FROM alpine\n# CMD echo hello\n")),
            ("no FROM", "fail no-from", it("CMD echo hello")),
            ("no instruction", "fail unparsable", it("FROM alpine\nCOMMAND echo hello")),
            ("no Dockerfile at all", "fail unparsable", it("hello")),
            ("RUN", "fail run-not-cmd", it("FROM alpine\nRUN echo hello")),
            ("RUN and another CMD", "fail", it("FROM alpine\nRUN echo hello\nCMD ls")),
            ("no command", "fail", it("FROM alpine\nWORKDIR /x")),
            ("single quotes", "fail cmd-not-json", it("FROM alpine\nCMD ['ec', 'bye']")),
            ("single quotes in ENTRYPOINT", "fail cmd-not-json", it("FROM alpine\nENTRYPOINT ['bye']")),
            ("a bracket as a program", "fail", it("FROM alpine\nCMD [\"[\", \"-f\", \"x\", \"]\"]")),
            ("curly", "fail curly-quotes", it("FROM alpine\nCMD echo “hallo”")),
            ("a dash", "fail long-dash", it("FROM alpine\nCMD ls —color")),
            ("another base", "fail other-base", it("FROM node\nCMD echo hello")),
            ("another tag of it", "fail other-base", it("FROM alpine:3.1\nCMD echo hello")),
        ],
    );
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    why_a_file_is_not_there();
    an_empty_file_is_named();
    signs_that_only_look_right_are_found_where_they_do_harm();
    line_ends_are_named_only_when_they_are_the_trouble();
    a_file_that_may_not_be_executed_is_named();
    tabs_matter_in_yaml_only();
    what_is_wrong_with_a_dockerfile();
}
