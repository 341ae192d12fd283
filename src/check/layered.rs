//! What made the layers of an image, told alike by its history and by its Dockerfile: a RUN with its command, a COPY
//! or ADD with its paths. Settings make no layer of their own and are told in other words by each builder.

use parse_dockerfile::{Instruction, Source};
use serde_json::Value;

use crate::probe::BuildStep;

use super::dockerfile::command_of;

/// The instructions of a stage that make layers.
pub(super) fn of_stage(instructions: &[Instruction<'_>]) -> Vec<String> {
    let one = |instruction: &Instruction<'_>| match instruction {
        Instruction::Run(run) => Some(told(&command_of(run))),
        Instruction::Copy(copy) => Some(files("COPY", &copy.src, &copy.dest.value)),
        Instruction::Add(add) => Some(files("ADD", &add.src, &add.dest.value)),
        _ => None,
    };
    instructions.iter().filter_map(one).collect()
}

/// A COPY or ADD with its paths, or by its word alone where a builder would tell of them in words of its own.
fn files(word: &str, sources: &[Source<'_>], to: &str) -> String {
    let path = |source: &Source<'_>| match source {
        Source::Path(path) => Some(path.value.to_string()),
        _ => None,
    };
    let sources: Option<Vec<String>> = sources.iter().map(path).collect();
    let line = sources.map(|sources| format!("{word} {} {to}", sources.join(" "))).filter(|line| !line.contains('$'));
    line.unwrap_or_else(|| word.to_owned())
}

/// The build steps that made layers.
pub(super) fn of_steps(steps: &[BuildStep]) -> Vec<String> {
    let one = |step: &BuildStep| {
        let text = step.by.strip_prefix("/bin/sh -c #(nop)").unwrap_or(&step.by).trim_start();
        match text.split_whitespace().next() {
            // The classic builder tells of what was copied by its checksum.
            Some(word @ ("COPY" | "ADD")) if step.by.contains("#(nop)") => Some(word.to_owned()),
            Some("COPY" | "ADD") => {
                let words = text.trim_end_matches("# buildkit").split_whitespace();
                Some(words.filter(|word| !word.starts_with("--")).collect::<Vec<_>>().join(" "))
            }
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
        match (made.split_once(' '), written.split_once(' ')) {
            (Some(("RUN", made)), Some(("RUN", written))) => is_same_run(made, written),
            // One of them tells no paths.
            (None, Some((word, _))) => made == word,
            (Some((word, _)), None) => written == word,
            _ => made == written,
        }
    };
    made.len() == written.len() && made.iter().zip(written).all(same)
}

fn is_same_run(made: &str, written: &str) -> bool {
    // In front there may be a shell with its flags, or the build arguments.
    let is_in_front = |front: &str| {
        let last = front.split_whitespace().next_back().unwrap_or("-");
        let is_plain = !front.trim_start_matches('|').contains([';', '&', '|']);
        is_plain && (last.starts_with('-') || front.starts_with('|') && last.contains('='))
    };
    written.contains("<<") || made.strip_suffix(written).is_some_and(is_in_front)
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
        assert_eq!(written, ["RUN echo one > one.txt", "COPY x /", "RUN touch y"]);
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
    fn what_a_file_does_not_say_is_not_the_same() {
        for (told, text) in [
            ("RUN /bin/sh -c dd; date > x # buildkit", "FROM alpine\nRUN date > x\n"),
            ("RUN /bin/sh -c dd && date > x # buildkit", "FROM alpine\nRUN date > x\n"),
            ("COPY x /app/ # buildkit", "FROM alpine\nCOPY --from=test /app/x /app/\n"),
            ("COPY x /app/ # buildkit", "FROM alpine\nADD x /app/\n"),
        ] {
            let (made, written) = (steps(&[told], BUILDKIT), DockerfileState::parse(text, "").recipe);
            assert!(!is_same(&json!(made), &json!(written)), "{made:?} {written:?}");
        }
    }

    #[test]
    fn a_shell_of_ones_own_and_here_documents_are_told_in_the_builders_words() {
        for (told, text) in [
            ("RUN /bin/bash -c echo $0 # buildkit", "FROM alpine\nSHELL [\"/bin/bash\", \"-c\"]\nRUN echo $0\n"),
            ("RUN /bin/bash -o pipefail -c echo $0 # buildkit", "FROM alpine\nRUN echo $0\n"),
            ("COPY --chown=1 /app/x /app/ # buildkit", "FROM alpine\nCOPY --from=a --chown=1 /app/x /app/\n"),
            ("COPY a /app/ # buildkit", "FROM alpine\nCOPY $A /app/\n"),
            ("RUN /bin/sh -c cat <<E\nx\nE # buildkit", "FROM alpine\nRUN cat <<E\nx\nE\n"),
        ] {
            assert!(
                is_same(&json!(steps(&[told], BUILDKIT)), &json!(DockerfileState::parse(text, "").recipe)),
                "{told}"
            );
        }
    }
}
