//! Broken courses, as their authors see them.

use super::render_diagnostic;
use crate::course::tests::fixture::{CHECKS, ENGLISH, Fixture, PROOF};
use crate::course::{Diagnostic, MANIFEST, Severity};

/// Every diagnostic of the small course after one replacement.
fn shown(path: &str, from: &str, to: &str) -> String {
    let fixture = Fixture::new();
    fixture.replace(path, from, to);
    let report = fixture.lint();
    let pages: Vec<String> =
        report.diagnostics.iter().map(|found| render_diagnostic(found, report.text(found), false)).collect();
    pages.join("\n\n")
}

#[test]
fn a_sound_course_shows_nothing() {
    assert_eq!(shown(CHECKS, "points = 2", "points = 3"), "");
}

#[test]
fn an_unknown_property_is_underlined_with_the_one_that_was_meant() {
    insta::assert_snapshot!(shown(CHECKS, "state = \"running\"", "stat = \"running\""), @r#"
    error: `container` has no property `stat`
      --> checks/01-first.toml:31:14
       |
    31 |   expect = { stat = "running", ports.has = [{ host = "{{server_port}}", container = 80 }] }
       |              ^^^^
       |
       = help: did you mean `state`?
    "#);
}

#[test]
fn an_unknown_key_is_underlined_with_the_one_that_was_meant() {
    insta::assert_snapshot!(shown(CHECKS, "within = \"10s\"", "witin = \"10s\""), @r#"
    error: a check has no key `witin`
      --> checks/01-first.toml:30:3
       |
    30 |   witin = "10s"
       |   ^^^^^
       |
       = help: did you mean `within`?
    "#);
}

#[test]
fn a_list_never_stands_bare() {
    insta::assert_snapshot!(shown(CHECKS, "cmd.has = [\"echo\"]", "cmd = [\"echo\"]"), @r#"
    error: a list never stands bare
      --> checks/01-first.toml:11:52
       |
    11 |   expect = { fresh = true, size.lt = "20MB", cmd = ["echo"] }
       |                                                    ^^^^^^^^
       |
       = help: `cmd.has = […]` allows others, `cmd.exactly = […]` does not
    "#);
}

#[test]
fn a_matcher_on_the_wrong_kind_says_what_goes() {
    insta::assert_snapshot!(shown(CHECKS, "size.lt = \"20MB\"", "size.contains = \"20MB\""), @r#"
    error: `contains` does not go with `size`, which is a size
      --> checks/01-first.toml:11:33
       |
    11 |   expect = { fresh = true, size.contains = "20MB", cmd.has = ["echo"] }
       |                                 ^^^^^^^^
       |
       = help: with a size go: not, one_of, gt, ge, lt, le, changed, same, of
    "#);
}

#[test]
fn an_expectation_that_cannot_fail_is_an_error() {
    insta::assert_snapshot!(shown(CHECKS, "cmd.has = [\"echo\"]", "cmd.len.ge = 0"), @r#"
    error: `ge` of 0 can't fail: it is never less than 0
      --> checks/01-first.toml:11:59
       |
    11 |   expect = { fresh = true, size.lt = "20MB", cmd.len.ge = 0 }
       |                                                           ^
    "#);
}

#[test]
fn a_size_without_a_unit_says_how_to_write_one() {
    insta::assert_snapshot!(shown(CHECKS, "\"20MB\"", "\"20 things\""), @r#"
    error: `size` is a size
      --> checks/01-first.toml:11:38
       |
    11 |   expect = { fresh = true, size.lt = "20 things", cmd.has = ["echo"] }
       |                                      ^^^^^^^^^^^ this is text
       |
       = help: write bytes, or a number with a unit: `20MB`, `1GiB`
    "#);
}

#[test]
fn an_unknown_variable_is_underlined_in_a_string() {
    insta::assert_snapshot!(shown(CHECKS, "-p {{server_port}}:80 echo {{nap}}", "-p {{serverport}}:80 echo {{nap}}"), @r#"
    error: no variable is called `serverport`
      --> checks/01-first.toml:38:41
       |
    38 |   run = "docker run -d --name server -p {{serverport}}:80 echo {{nap}}"
       |                                         ^^^^^^^^^^^^^^
       |
       = help: did you mean `server_port`?
    "#);
}

#[test]
fn a_near_miss_nobody_knows_is_underlined() {
    insta::assert_snapshot!(shown(PROOF, "image/untagged", "image/untaged"), @r#"
    error: check `image` (image) has no near miss `untaged`
     --> checks/01-first.proof.toml:4:22
      |
    4 |   ["docker build .", "image/untaged"],
      |                      ^^^^^^^^^^^^^^^
      |
      = help: did you mean `untagged`?
    "#);
}

#[test]
fn a_check_that_is_needed_must_come_earlier() {
    insta::assert_snapshot!(shown(CHECKS, "needs = [\"image\"]", "needs = [\"why\"]"), @r#"
    error: check `why` needs itself
      --> checks/01-first.toml:15:12
       |
    15 |   needs = ["why"]
       |            ^^^^^
    "#);
}

#[test]
fn two_syntax_errors_are_both_shown() {
    insta::assert_snapshot!(shown(CHECKS, "points = 2", "points = \npoints 3"), @r#"
    error: string values must be quoted, expected literal string
      --> checks/01-first.toml:25:10
       |
    25 | points = 
       |          ^

    error: key with no value, expected `=`
      --> checks/01-first.toml:26:8
       |
    26 | points 3
       |        ^
    "#);
}

#[test]
fn an_unknown_role_in_a_lesson_is_underlined() {
    insta::assert_snapshot!(shown(ENGLISH, "[!HINT]\n> Look", "[!HNIT]\n> Look"), @r#"
    error: step `build` has 1 of the two hints it needs at least
     --> lessons/en/01-first.md:8:15
      |
    8 | ## Build it {#build}
      |               ^^^^^
      |
      = help: add quotes with `> [!HINT]`

    error: no role is called `HNIT`
      --> lessons/en/01-first.md:21:5
       |
    21 | > [!HNIT]
       |     ^^^^
       |
       = help: did you mean `HINT`?
    "#);
}

#[test]
fn a_hint_for_an_unknown_near_miss_is_underlined() {
    insta::assert_snapshot!(shown(ENGLISH, "running/sleeps", "running/slept"), @r#"
    error: step `run` has no words for the near miss `running/sleeps`
      --> lessons/en/01-first.md:30:13
       |
    30 | ## Run it {#run}
       |             ^^^
       |
       = help: add a quote with `> [!HINT running/sleeps]`

    error: check `running` (container) has no near miss `slept`
      --> lessons/en/01-first.md:41:10
       |
    41 | > [!HINT running/slept]
       |          ^^^^^^^^^^^^^
       |
       = help: did you mean `sleeps`?
    "#);
}

#[test]
fn a_heading_whose_step_is_unknown_shows_both_sides() {
    insta::assert_snapshot!(shown(ENGLISH, "{#run}", "{#runs}"), @r#"
    error: step `run` has no words in lessons/en/01-first.md
      --> checks/01-first.toml:24:6
       |
    24 | id = "run"
       |      ^^^^^
       |
       = help: open it there with `## … {#run}`

    error: no step is called `runs` in checks/01-first.toml
      --> lessons/en/01-first.md:30:13
       |
    30 | ## Run it {#runs}
       |             ^^^^
       |
       = help: did you mean `run`?
    "#);
}

#[test]
fn a_second_task_names_the_line_of_the_first() {
    insta::assert_snapshot!(shown(ENGLISH, "> [!WHY]\n> Layers", "> [!TASK]\n> Again.\n\n> [!WHY]\n> Layers"), @r#"
    error: a second task in this step
      --> lessons/en/01-first.md:27:3
       |
    27 | > [!TASK]
       |   ^^^^^^^ the first is on line 12
       |
       = help: make it one quote, or two steps
    "#);
}

#[test]
fn a_second_subject_is_an_error() {
    insta::assert_snapshot!(shown(CHECKS, "container = \"server\"", "container = \"server\"\n  image = \"echo\""), @r#"
    error: `image` is a second subject beside `container`
      --> checks/01-first.toml:30:3
       |
    30 |   image = "echo"
       |   ^^^^^
       |
       = help: one check looks at one thing: make it two checks
    "#);
}

#[test]
fn a_language_kesako_does_not_speak_is_an_error() {
    insta::assert_snapshot!(shown(MANIFEST, "[\"en\", \"fr\"]", "[\"en\", \"fr\", \"de\"]"), @r#"
    error: kesako does not speak `de`
     --> lessons/course.toml:3:26
      |
    3 | languages = ["en", "fr", "de"]
      |                          ^^^^
      |
      = help: one of: en, fr
    "#);
}

#[test]
fn a_missing_file_shows_its_path_alone() {
    let diagnostic = Diagnostic::of_file(Severity::Error, "lessons/fr/01-first.md", "this file is missing");
    insta::assert_snapshot!(render_diagnostic(&diagnostic, "", false), @r#"
    error: this file is missing
    --> lessons/fr/01-first.md
    "#);
}

#[test]
fn control_characters_of_a_course_are_not_sent_to_the_terminal() {
    let text = "id = \"\u{1b}[31mred\"\n";
    let diagnostic = Diagnostic::at(Severity::Error, "checks/x.toml", text, 5..14, "an id with \u{1b}[31m");
    assert!(!render_diagnostic(&diagnostic, text, false).contains('\u{1b}'));
}
