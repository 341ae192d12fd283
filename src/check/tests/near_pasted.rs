//! Near misses of texts that bring along where they come from: each passes without it.

use super::judging::table;
use super::kit::{alpine, file, outcome};
use super::world::World;
use crate::probe::{Encoding, FilePlace, FileState, Observation, RunOutcome};

fn state(name: &str, state: FileState) -> World {
    World::default().image(alpine()).file_at(FilePlace::Workspace { path: format!("test/{name}") }, state)
}

fn it(name: &str, content: &str) -> World {
    state(name, file(content))
}

/// As a reader of bytes sees UTF-16.
fn utf16(name: &str, text: &str, marked: bool) -> World {
    let content = format!("{}{}", if marked { "\u{fffd}\u{fffd}" } else { "" }, text.replace("", "\0"));
    let decoded = if marked { text.to_owned() } else { String::new() };
    state(name, FileState { encoding: Encoding::Utf16Le, decoded, ..file(&content) })
}

fn binary(name: &str) -> World {
    state(name, FileState { encoding: Encoding::Binary, ..file("\u{7f}ELF\0\0") })
}

#[test]
fn what_docker_can_not_read() {
    let good = "FROM alpine\nCMD echo hello\n";
    let long = "FROM alpine\nRUN echo a \\\n  && echo b\nCMD echo hello\n";
    let name = "Dockerfile";
    let with = |text: String| it(name, &text);
    table(
        "dockerfile = \"Dockerfile\"\nexpect = { base = \"alpine\", command.contains = \"echo hello\" }",
        &[
            ("right", "pass", it(name, good)),
            ("byte order mark", "pass", with(format!("\u{feff}{good}"))),
            ("UTF-16", "fail utf16", utf16(name, good, true)),
            ("UTF-16 without a mark", "fail utf16", utf16(name, good, false)),
            ("a program", "fail binary", binary(name)),
            ("a page", "fail html", it(name, "\n<!DOCTYPE html>\n<html lang=\"en\">FROM alpine</html>")),
            ("a page's error", "fail unparsable", it(name, "404: Not Found")),
            ("a document", "fail rich-text", it(name, "{\\rtf1\\ansi FROM alpine}")),
            ("fence", "fail markdown-fence", with(format!("```Dockerfile\n{good}```\n"))),
            ("fence at the end", "fail markdown-fence", with(format!("{good}```"))),
            ("fence within a command", "pass", it(name, "FROM alpine\nRUN x \\\n```\nCMD echo hello")),
            ("prompt", "fail prompt", it(name, "$ FROM alpine\n$ CMD echo hello")),
            ("prompt of node", "fail prompt", it(name, "FROM alpine\n> CMD echo hello")),
            ("prompt of root", "fail only-comments", it(name, "# FROM alpine\n# CMD echo hello")),
            ("no-break space", "fail no-break-space", it(name, "FROM\u{a0}alpine\nCMD echo hello")),
            ("no-break space in a command", "fail no-break-space", it(name, "FROM alpine\nCMD echo\u{a0}hello")),
            ("no-break space, and another slip", "fail", it(name, "FROM alpine\nCMD echo bonjour\u{a0}!")),
            ("no-break space in front", "pass", it(name, "\u{a0}FROM alpine\nCMD echo hello\u{a0}")),
            ("no-break space in a comment", "fail", it(name, "# voilà\u{a0}!\nFROM alpine\nCMD ls")),
            ("invisible", "fail invisible-sign", it(name, "\u{200b}FROM alpine\nCMD echo hello")),
            ("invisible in the base", "fail invisible-sign", it(name, "FROM al\u{ad}pine\nCMD echo hello")),
            ("escape: backtick", "pass", with(format!("# escape=`\n{}", long.replace("\\\n", "`\n")))),
            ("escape: backtick, backslashes", "fail escape-directive", with(format!("# escape=`\n{long}"))),
            ("escape: none, backticks", "fail escape-directive", with(long.replace("\\\n", "`\n"))),
            ("escape: another sign", "fail escape-directive", with(format!("# escape=x\n{good}"))),
            ("escape: twice", "fail escape-directive", with(format!("# escape=\\\n# escape=\\\n{good}"))),
            ("a line cut off", "fail unparsable", it(name, "FROM alpine\nRUN a\n  && b\nCMD echo hello")),
            ("syntax", "pass", with(format!("# syntax=docker/dockerfile:1\n{good}"))),
        ],
    );
}

#[test]
fn what_docker_can_not_run() {
    let good = "FROM alpine\nCMD echo hello\n";
    let name = "Dockerfile";
    let failed = RunOutcome { failed: "RUN x".to_owned(), ..outcome(1, "") };
    let with = |world: World| world.tried(Observation::Run(failed.clone()));
    table(
        "run = { dockerfile = \"Dockerfile\" }\nexpect = { output = \"hello\", exit_code = 0 }",
        &[
            ("right", "pass", it(name, good).tried(Observation::Run(outcome(0, "hello")))),
            ("UTF-16", "fail utf16", with(utf16(name, good, true))),
            ("a program", "fail binary", with(binary(name))),
            ("a page", "fail html", with(it(name, "<!DOCTYPE html>\n<html>FROM alpine</html>"))),
            ("a document", "fail rich-text", with(it(name, "{\\rtf1\\ansi FROM alpine}"))),
            ("fence", "fail markdown-fence", with(it(name, &format!("```\n{good}```\n")))),
            ("prompt", "fail prompt", with(it(name, "$ FROM alpine\n$ CMD echo hello"))),
            ("prompt of root", "fail only-comments", with(it(name, "# FROM alpine\n# CMD echo hello"))),
            ("no-break space", "fail no-break-space", with(it(name, "FROM\u{a0}alpine\nCMD echo hello"))),
            ("invisible", "fail invisible-sign", with(it(name, "\u{200b}FROM alpine\nCMD echo hello"))),
            ("escape: another sign", "fail escape-directive", with(it(name, &format!("# escape=x\n{good}")))),
        ],
    );
}

#[test]
fn what_a_program_can_not_read() {
    let good = "#!/bin/sh\nsleep 3\n";
    table(
        "file = \"run.sh\"\nexpect.lines.has = [\"sleep 3\"]",
        &[
            ("right", "pass", it("run.sh", good)),
            ("UTF-16", "fail utf16", utf16("run.sh", good, true)),
            ("a program", "fail binary", binary("run.sh")),
            ("byte order mark", "fail byte-order-mark", {
                state("run.sh", FileState { encoding: Encoding::Utf8Mark, ..file("\u{feff}#!/bin/sh\nsleep 4") })
            }),
            ("a page", "fail html", it("run.sh", "<html><body>sleep 3")),
            ("a document", "fail rich-text", it("run.sh", "{\\rtf1 sleep 3}")),
            ("fence", "fail markdown-fence", it("run.sh", "```sh\n#!/bin/sh\nsleep 4\n```")),
            ("prompt", "fail prompt", it("run.sh", "#!/bin/sh\n$ sleep 3")),
            ("no-break space", "fail no-break-space", it("run.sh", "#!/bin/sh\nsleep\u{a0}3")),
            ("no-break space elsewhere", "fail", it("run.sh", "#!/bin/sh\necho voilà\u{a0}!")),
            ("invisible", "fail invisible-sign", it("run.sh", "#!/bin/sh\nsleep\u{200b} 3")),
        ],
    );
    table(
        "file = \"notes.md\"\nexpect.content.contains = \"sleep\"",
        &[("fences belong there", "fail", it("notes.md", "```sh\nls\n```"))],
    );
    table("file = \"data\"\nexpect.size.lt = 3", &[("is not about its text", "fail", binary("data"))]);
}

#[test]
fn what_compose_can_not_read() {
    let good = "services:\n  web:\n    image: server\n";
    let name = "compose.yaml";
    table(
        "compose = { file = \"compose.yaml\" }\nexpect.error = \"\"\nexpect.services.has = [{ name = \"web\", image = \"server\" }]",
        &[
            ("right", "pass", it(name, good)),
            ("byte order mark", "pass", it(name, &format!("\u{feff}{good}"))),
            ("UTF-16", "pass", utf16(name, good, true)),
            (
                "UTF-16 without a mark",
                "fail utf16",
                utf16(name, good, false).compose_refuses("yaml: line 1: did not find expected"),
            ),
            ("a program", "fail binary", binary(name).compose_refuses("yaml: line 1: did not find expected")),
            (
                "a page",
                "fail html",
                it(name, "<!doctype html><html>services:</html>")
                    .compose_refuses("yaml: line 1: did not find expected"),
            ),
            (
                "a document",
                "fail rich-text",
                it(name, "{\\rtf1 services: }").compose_refuses("yaml: line 1: did not find expected"),
            ),
            (
                "fence",
                "fail markdown-fence",
                it(name, &format!("```yaml\n{good}```")).compose_refuses("yaml: line 1: did not find expected"),
            ),
            (
                "prompt",
                "fail prompt",
                it(name, "$ services:\n    web:\n      image: server\n")
                    .compose_refuses("yaml: line 1: did not find expected"),
            ),
            (
                "no-break space",
                "fail no-break-space",
                it(name, "services:\n\u{a0}\u{a0}web:\n    image: server\n")
                    .compose_refuses("services must be a mapping"),
            ),
            (
                "no-break space in a comment",
                "fail wrong-key",
                it(name, "# ça\u{a0}!\nservices:\n  web:\n    imag: server")
                    .compose_refuses("services.web Additional property imag is not allowed"),
            ),
            (
                "invisible",
                "fail invisible-sign",
                it(name, "services:\n  web:\n    \u{200b}image: server\n")
                    .compose_refuses("service \"web\" has neither an image nor a build context"),
            ),
        ],
    );
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    what_docker_can_not_read();
    what_docker_can_not_run();
    what_a_program_can_not_read();
    what_compose_can_not_read();
}
