use super::*;

fn parse(text: &str) -> DockerfileState {
    DockerfileState::parse(text, "")
}

#[test]
fn the_command_is_what_entrypoint_and_cmd_give_together() {
    for (text, command) in [
        ("FROM alpine\nCMD echo \"hello world\"", "echo \"hello world\""),
        ("FROM alpine\nCMD [\"echo\", \"hello world\"]", "echo hello world"),
        ("FROM alpine\nENTRYPOINT [\"echo\"]\nCMD [\"hello\"]", "echo hello"),
        ("FROM alpine\nENTRYPOINT [\"echo\"]\nCMD hello", "echo /bin/sh -c hello"),
        ("FROM alpine\nENTRYPOINT echo\nCMD hello", "echo"),
        ("FROM alpine\nENTRYPOINT [\"echo\", \"hello\"]", "echo hello"),
        ("FROM alpine\nCMD echo one\nCMD echo two", "echo two"),
        ("from alpine\ncmd echo \\\n  hello", "echo   hello"),
        ("FROM alpine\n# CMD echo no\nRUN true", ""),
    ] {
        assert_eq!(parse(text).command, command, "{text}");
    }
}

#[test]
fn the_program_is_the_first_word_of_the_exec_form() {
    for (text, program) in [
        ("FROM alpine\nCMD [\"echo hello\"]", "echo hello"),
        ("FROM alpine\nCMD [\"echo\", \"hello\"]", "echo"),
        ("FROM alpine\nENTRYPOINT [\"cat\"]\nCMD [\"a file\"]", "cat"),
        ("FROM alpine\nENTRYPOINT cat\nCMD [\"a file\"]", ""),
        ("FROM alpine\nCMD echo hello", ""),
    ] {
        assert_eq!(parse(text).program, program, "{text}");
    }
}

#[test]
fn a_stage_is_followed_to_the_image_it_stands_on() {
    let state = parse("ARG V=3\nFROM alpine:${V} AS first\nRUN true\nFROM first AS second\nFROM second\nCMD ls");
    assert_eq!(state.base, "alpine:3");
    assert_eq!(state.bases, ["alpine:3", "first", "second"]);
    assert_eq!(state.stages, ["first", "second", "2"]);
    assert_eq!(state.run, Vec::<String>::new());
}

#[test]
fn a_missing_from_is_an_error_that_hides_nothing_else() {
    let state = parse("CMD echo hello");
    assert!(!state.error.is_empty());
    assert_eq!(state.cmd, "echo hello");
    assert_eq!(state.instructions, ["CMD"]);
    assert_eq!(state.base, "");
}

#[test]
fn single_quotes_in_the_json_form_are_shell_form() {
    let state = parse("FROM alpine\nCMD ['echo', 'hi']");
    assert_eq!(state.cmd_form, Form::Shell);
}

#[test]
fn copies_name_their_stage() {
    let state = parse("FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /y /z/\n");
    assert_eq!(
        state.copies,
        [CopyState { from: "a".into(), sources: vec!["/x".into(), "/y".into()], to: "/z/".into() }]
    );
}
