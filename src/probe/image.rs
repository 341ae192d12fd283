//! Images as the engine reports them. Serialised field names are property names.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which images to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ImageFilter {
    /// Only untagged ones (`true`), only tagged ones (`false`), or all.
    pub dangling: Option<bool>,
    /// Repository, with or without a tag, wildcards allowed, as `docker image ls NAME` takes it.
    pub reference: Option<String>,
}

/// A line of `docker image ls`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSummary {
    /// Full id, without `sha256:`.
    pub id: String,
    /// `repository:tag` names; empty when dangling.
    pub tags: Vec<String>,
    /// Creation, to the second.
    pub created: Timestamp,
    /// Bytes.
    pub size: u64,
    /// Labels.
    pub labels: BTreeMap<String, String>,
}

/// One image, in full. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageState {
    /// Full id, without `sha256:`.
    pub id: String,
    /// All `repository:tag` names of this image.
    pub tags: Vec<String>,
    /// Repository digests.
    pub digests: Vec<String>,
    /// When its configuration was made; an unchanged rebuild keeps the old time.
    pub created: Timestamp,
    /// When the engine last gave it a tag; `None` where the engine does not say.
    pub tagged: Option<Timestamp>,
    /// Bytes.
    pub size: u64,
    /// Layer digests, base first.
    pub layers: Vec<String>,
    /// CMD.
    pub cmd: Vec<String>,
    /// ENTRYPOINT.
    pub entrypoint: Vec<String>,
    /// `NAME=value` lines.
    pub env: Vec<String>,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// USER, empty for root.
    pub user: String,
    /// WORKDIR.
    pub workdir: String,
    /// `EXPOSE`d container ports, ascending.
    pub exposed: Vec<u16>,
    /// Whether it has a HEALTHCHECK.
    pub healthcheck: bool,
    /// Whole inspect answer, for `inspect."/JSON/Pointer"`.
    #[serde(default)]
    pub inspect: serde_json::Value,
}

/// One step of an image's build, as `docker history` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildStep {
    /// When it was carried out, to the second; one taken from the cache keeps its old time.
    pub created: Timestamp,
    /// What was carried out, in the builder's own words.
    pub by: String,
    /// Whose step it is, in a word or two: `BuildKit` signs its own, an import says that it is one.
    #[serde(default)]
    pub comment: String,
    /// The image that ended with this step, where the engine still knows it: the classic builder's, and a commit's.
    #[serde(default)]
    pub image: Option<String>,
}

/// Whose work a build step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepMaker {
    /// A builder's.
    Builder,
    /// `docker import`'s.
    Import,
    /// Nobody says: an exec form RUN of the classic builder, or a container that was committed.
    Unsigned,
}

impl BuildStep {
    /// Whose work it is, as far as its words tell.
    pub fn maker(&self) -> StepMaker {
        let of_shell = self.by.starts_with("/bin/sh -c ") || self.by.starts_with('|');
        match () {
            () if self.comment.starts_with("buildkit.") || self.by.ends_with("# buildkit") => StepMaker::Builder,
            () if self.by.contains("#(nop)") || of_shell => StepMaker::Builder,
            () if self.by.is_empty() && self.comment.starts_with("Imported from") => StepMaker::Import,
            () => StepMaker::Unsigned,
        }
    }

    /// Whether it is the same step, whatever image it is told of.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.created, &self.by) == (other.created, &other.by)
    }

    /// The command of a RUN, without what the builder puts around it; `None` for any other instruction. The classic builder
    /// tells of the exec form by its words alone.
    pub fn run_command(&self) -> Option<&str> {
        let first = self.by.split_whitespace().next().unwrap_or_default();
        let is_instruction = first.bytes().all(|byte| byte.is_ascii_uppercase());
        if self.maker() == StepMaker::Unsigned && !is_instruction {
            return Some(self.by.trim());
        }
        let text = self.by.strip_suffix("# buildkit").unwrap_or(&self.by).trim();
        let text = text.strip_prefix("RUN ").unwrap_or(text);
        // Build arguments stand in front: `|1 VERSION=3 /bin/sh -c …`.
        let text =
            if text.starts_with('|') { text.split_once("/bin/sh -c ").map_or(text, |(_, rest)| rest) } else { text };
        let command = text.strip_prefix("/bin/sh -c ").unwrap_or(text).trim();
        let is_run = self.by.starts_with("RUN ") || self.by.starts_with('|') || self.by.starts_with("/bin/sh -c ");
        Some(command).filter(|command| is_run && !command.starts_with("#(nop)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(by: &str, comment: &str) -> BuildStep {
        BuildStep { created: Timestamp::UNIX_EPOCH, by: by.into(), comment: comment.into(), image: None }
    }

    #[test]
    fn a_step_tells_whose_it_is() {
        for (by, comment, maker) in [
            ("CMD [\"ls\"]", "buildkit.dockerfile.v0", StepMaker::Builder),
            ("RUN /bin/sh -c ls # buildkit", "", StepMaker::Builder),
            ("/bin/sh -c #(nop)  CMD [\"ls\"]", "", StepMaker::Builder),
            ("/bin/sh -c echo foo > x", "", StepMaker::Builder),
            ("|1 A=b /bin/sh -c echo $A", "", StepMaker::Builder),
            ("", "Imported from -", StepMaker::Import),
            ("sh -c echo foo > x", "", StepMaker::Unsigned),
            ("touch /x", "", StepMaker::Unsigned),
            ("", "", StepMaker::Unsigned),
        ] {
            assert_eq!(step(by, comment).maker(), maker, "{by} {comment}");
        }
    }

    #[test]
    fn the_command_of_a_run_is_the_same_whoever_built_it() {
        for (by, command) in [
            ("RUN /bin/sh -c echo foo > baz.txt # buildkit", Some("echo foo > baz.txt")),
            ("/bin/sh -c echo foo > baz.txt", Some("echo foo > baz.txt")),
            ("RUN |1 V=3 /bin/sh -c echo $V # buildkit", Some("echo $V")),
            ("|1 V=3 /bin/sh -c echo $V", Some("echo $V")),
            ("CMD [\"/bin/sh\" \"-c\" \"cat baz.txt\"]", None),
            ("/bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"cat baz.txt\"]", None),
            ("COPY . . # buildkit", None),
            ("sh -c echo foo > baz.txt", Some("sh -c echo foo > baz.txt")),
            ("", None),
        ] {
            assert_eq!(step(by, "").run_command(), command, "{by}");
        }
    }
}
