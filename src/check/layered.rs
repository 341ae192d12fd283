//! What made the layers of an image, told alike by its history and by its Dockerfile: a RUN with its command, and that files
//! were copied. Settings make no layer of their own and are told in other words by each builder.

use parse_dockerfile::Instruction;
use serde_json::Value;

use crate::probe::BuildStep;

use super::dockerfile::command_of;

/// The instructions of a stage that make layers.
pub(super) fn of_stage(instructions: &[Instruction<'_>]) -> Vec<String> {
    let one = |instruction: &Instruction<'_>| match instruction {
        Instruction::Run(run) => Some(told(&command_of(run))),
        Instruction::Copy(_) => Some("COPY".to_owned()),
        Instruction::Add(_) => Some("ADD".to_owned()),
        _ => None,
    };
    instructions.iter().filter_map(one).collect()
}

/// The build steps that made layers.
pub(super) fn of_steps(steps: &[BuildStep]) -> Vec<String> {
    let one = |step: &BuildStep| {
        let text = step.by.strip_prefix("/bin/sh -c #(nop)").unwrap_or(&step.by).trim_start();
        match text.split_whitespace().next() {
            Some(word @ ("COPY" | "ADD")) => Some(word.to_owned()),
            _ => step.run_command().map(told),
        }
    };
    steps.iter().filter_map(one).collect()
}

/// A RUN in one line. The shell that a builder puts in front is no part of it.
fn told(command: &str) -> String {
    let line = command.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("RUN {}", line.strip_prefix("/bin/sh -c ").unwrap_or(&line))
}

/// Whether what a history tells is what a Dockerfile says, line by line. Builders tell in their own words of a shell that
/// SHELL names, and of here-documents.
pub(super) fn is_same(made: &Value, written: &Value) -> bool {
    let (Some(made), Some(written)) = (made.as_array(), written.as_array()) else { return false };
    let same = |(made, written): (&Value, &Value)| {
        let (made, written) = (made.as_str().unwrap_or_default(), written.as_str().unwrap_or_default());
        let bare = written.strip_prefix("RUN ").unwrap_or(written);
        made == written
            || made.starts_with("RUN ") && written.starts_with("RUN ") && (made.ends_with(bare) || bare.contains("<<"))
    };
    made.len() == written.len() && made.iter().zip(written).all(same)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;
    use crate::check::dockerfile::DockerfileState;

    const BUILDKIT: &str = "buildkit.dockerfile.v0";

    fn steps(lines: &[&str], comment: &str) -> Vec<String> {
        let step = |by: &&str| BuildStep {
            created: Timestamp::UNIX_EPOCH,
            by: (*by).to_owned(),
            comment: comment.to_owned(),
            image: None,
        };
        of_steps(&lines.iter().map(step).collect::<Vec<_>>())
    }

    #[test]
    fn builders_and_the_file_tell_the_same() {
        let text = "FROM alpine AS a\nARG V=1\nWORKDIR /app\nRUN echo one \\\n  > one.txt\nFROM a\nCOPY x /\nENV a=b\n\
                    RUN [\"touch\", \"y\"]\nCMD cat\n";
        let written = DockerfileState::parse(text, "").recipe;
        assert_eq!(written, ["RUN echo one > one.txt", "COPY", "RUN touch y"]);
        let buildkit = [
            "ARG V=1",
            "WORKDIR /app",
            "RUN |1 V=1 /bin/sh -c echo one   > one.txt # buildkit",
            "COPY x / # buildkit",
            "ENV a=b",
            "RUN |1 V=1 touch y # buildkit",
            "CMD [\"/bin/sh\" \"-c\" \"cat\"]",
        ];
        let classic = [
            "/bin/sh -c #(nop)  ARG V=1",
            "/bin/sh -c #(nop) WORKDIR /app",
            "|1 V=1 /bin/sh -c echo one   > one.txt",
            "/bin/sh -c #(nop) COPY file:0123 in / ",
            "/bin/sh -c #(nop)  ENV a=b",
            "touch y",
            "/bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"cat\"]",
        ];
        for (told, comment) in [(&buildkit[..], BUILDKIT), (&classic[..], "")] {
            assert!(is_same(&json!(steps(told, comment)), &json!(written)), "{:?}", steps(told, comment));
            assert!(!is_same(&json!(steps(&told[..5], comment)), &json!(written)));
        }
        let stage = DockerfileState::parse_stage(text, "", Some("a")).recipe;
        assert_eq!(stage, ["RUN echo one > one.txt"]);
        assert_eq!(DockerfileState::parse_stage(text, "", Some("b")).error, "no stage is called `b`");
    }

    #[test]
    fn a_shell_of_ones_own_and_here_documents_are_told_in_the_builders_words() {
        for (told, text) in [
            ("RUN /bin/bash -c echo $0 # buildkit", "FROM alpine\nSHELL [\"/bin/bash\", \"-c\"]\nRUN echo $0\n"),
            ("RUN /bin/sh -c cat <<E\nx\nE # buildkit", "FROM alpine\nRUN cat <<E\nx\nE\n"),
        ] {
            assert!(
                is_same(&json!(steps(&[told], BUILDKIT)), &json!(DockerfileState::parse(text, "").recipe)),
                "{told}"
            );
        }
    }
}
