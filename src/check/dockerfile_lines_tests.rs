//! Each row is what a build made of it, with `BuildKit` and with the classic builder alike.

use super::super::dockerfile::DockerfileState;
use super::*;

/// What the container would run, or nothing where Docker can't read the file.
fn command(text: &str) -> Option<String> {
    let state = DockerfileState::parse(text, "");
    state.error.is_empty().then_some(state.command)
}

#[test]
fn a_dockerfile_is_read_as_docker_reads_it() {
    let good = "FROM alpine\nCMD echo hello\n";
    let long = "FROM alpine\nRUN echo a \\\n  && echo b\nCMD echo \\\n  hello\n";
    let ticks = long.replace("\\\n", "`\n");
    for (what, text, expected) in [
        ("plain", good.to_owned(), Some("echo hello")),
        ("byte order mark", format!("\u{feff}{good}"), Some("echo hello")),
        ("line ends of Windows", good.replace('\n', "\r\n"), Some("echo hello")),
        ("line ends of Windows, continued", long.replace('\n', "\r\n"), Some("echo   hello")),
        ("line ends of old", good.replace('\n', "\r"), None),
        ("continued", long.to_owned(), Some("echo   hello")),
        ("continued, a blank behind", long.replace("\\\n", "\\ \n"), Some("echo   hello")),
        ("continued, blank and CR behind", "FROM alpine\r\nCMD echo \\ \r\n hello\r\n".to_owned(), Some("echo  hello")),
        ("continued over an empty line", "FROM alpine\nCMD echo \\\n\n  hello\n".to_owned(), Some("echo   hello")),
        ("continued over a comment", "FROM alpine\nCMD echo \\\n# x\n  hello\n".to_owned(), Some("echo   hello")),
        ("continued within a word", "FROM alpine\nCMD ec\\\nho hello\n".to_owned(), Some("echo hello")),
        ("continued before the base", "FROM \\\n alpine\nCMD echo hello\n".to_owned(), Some("echo hello")),
        ("continued at the end", "FROM alpine\nCMD echo hello \\\n".to_owned(), Some("echo hello")),
        ("no-break space behind FROM", "FROM\u{a0}alpine\nCMD echo hello\n".to_owned(), None),
        ("no-break space behind CMD", "FROM alpine\nCMD\u{a0}echo hello\n".to_owned(), None),
        ("no-break space inside", "FROM alpine\nCMD echo\u{a0}hello\n".to_owned(), Some("echo\u{a0}hello")),
        ("no-break space in front", "\u{a0}FROM alpine\n\u{a0}CMD echo hello\n".to_owned(), Some("echo hello")),
        ("no-break space at the end", "FROM alpine\u{a0}\nCMD echo hello\u{a0}\n".to_owned(), Some("echo hello")),
        ("no-break space alone", "FROM alpine\n\u{a0}\nCMD echo hello\n".to_owned(), Some("echo hello")),
        ("no-break space behind JSON", "FROM alpine\nCMD [\"echo\"]\u{a0}\n".to_owned(), Some("echo")),
        ("zero-width space in front", "FROM alpine\n\u{200b}CMD echo hello\n".to_owned(), None),
        ("zero-width space at the top", "\u{200b}FROM alpine\nCMD echo hello\n".to_owned(), None),
        ("ideographic space", "FROM\u{3000}alpine\nCMD echo hello\n".to_owned(), None),
        ("fence", format!("```dockerfile\n{good}```\n"), None),
        ("fence at the end", format!("{good}```\n"), None),
        ("prompt", "$ FROM alpine\n$ CMD echo hello\n".to_owned(), None),
        ("another prompt", "> FROM alpine\n> CMD echo hello\n".to_owned(), None),
        ("root's prompt", "# FROM alpine\n# CMD echo hello\n".to_owned(), None),
        ("the command that writes it", format!("cat > Dockerfile <<EOF\n{good}EOF\n"), None),
        ("a page", "<!DOCTYPE html>\n<html></html>\n".to_owned(), None),
        ("escape: no such sign", format!("# escape=x\n{good}"), None),
        ("escape: quoted", format!("# escape=\"`\"\n{good}"), None),
        ("escape: nothing", format!("# escape=\n{good}"), Some("echo hello")),
        ("escape: backtick", format!("# escape=`\n{good}"), Some("echo hello")),
        ("escape: backtick, continued", format!("# escape=`\n{ticks}"), Some("echo   hello")),
        ("escape: spaced", format!("#escape = `\n{ticks}"), Some("echo   hello")),
        ("escape: Windows", format!("# escape=`\n{ticks}").replace('\n', "\r\n"), Some("echo   hello")),
        ("escape: behind syntax", format!("# syntax=docker/dockerfile:1\n# escape=`\n{ticks}"), Some("echo   hello")),
        ("escape: and backslashes", format!("# escape=`\n{long}"), None),
        ("escape: twice", format!("# escape=`\n# escape=`\n{good}"), None),
        ("escape: below a comment", format!("# hi\n# escape=x\n{good}"), Some("echo hello")),
        ("backticks alone", ticks.clone(), None),
        ("syntax", format!("# syntax=docker/dockerfile:1\n{good}"), Some("echo hello")),
        ("tabs", "FROM\talpine\nCMD\techo hello\n".to_owned(), Some("echo hello")),
        ("indented", "  FROM alpine\n  CMD echo hello\n".to_owned(), Some("echo hello")),
        ("vertical tab", "FROM\u{b}alpine\nCMD echo hello\n".to_owned(), Some("echo hello")),
        ("form feed", "FROM alpine\n\u{c}CMD echo hello\n".to_owned(), Some("echo hello")),
        ("NUL", "FROM alpine\n\0CMD echo hello\n".to_owned(), None),
        ("end of file of old", "FROM alpine\nCMD echo hello\n\u{1a}".to_owned(), None),
        ("colon", "FROM alpine\nCMD: echo hello\n".to_owned(), None),
        ("numbered", "1 FROM alpine\n2 CMD echo hello\n".to_owned(), None),
        ("small letters", "from alpine\ncmd echo hello\n".to_owned(), Some("echo hello")),
    ] {
        assert_eq!(command(&text).as_deref(), expected, "{what}: {text:?}");
    }
}

#[test]
fn instructions_keep_their_lines() {
    let text = "# a\n\nFROM alpine\nRUN a \\\n # b\n c\n# d\nRUN <<E\nx \\\nE\nCMD y\n";
    let read = read(text).unwrap();
    let lines: Vec<(usize, &str)> = read.lines.iter().map(|(number, line)| (*number, line.as_str())).collect();
    assert_eq!(lines, [(3, "FROM alpine"), (4, "RUN a  c"), (8, "RUN <<E"), (11, "CMD y")]);
    let shown: Vec<&str> = read.text.split('\n').collect();
    assert_eq!(
        (shown[2], shown[3], shown[7], shown[8], shown[10]),
        ("FROM alpine", "RUN a  c", "RUN <<E", "x \\", "CMD y")
    );
}

#[test]
fn a_here_document_stays_as_it_is() {
    let state = DockerfileState::parse("FROM alpine\nRUN <<-'E' cat\n\t# no comment\n\n\tE\nCMD y\n", "");
    assert_eq!((state.error.as_str(), state.cmd.as_str()), ("", "y"));
    assert!(state.run[0].contains("# no comment"), "{:?}", state.run);
}
