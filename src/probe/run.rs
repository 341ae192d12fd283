//! What is run in isolation ([`RunSpec`]), and what came of it ([`RunOutcome`]): no network, memory and process limits, a
//! time-out, nothing left afterwards.
//!
//! `{{random}}` in a text that is put in, and in an argument, stands for a word that nobody can know before. The outcome
//! tells which one it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::recipe::Recipe;

/// What stands for a random word.
pub const RANDOM: &str = "{{random}}";

/// An image to run in isolation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunSpec {
    /// Reference or id.
    pub image: String,
    /// Arguments that replace CMD; empty: as the image says.
    #[serde(default)]
    pub args: Vec<String>,
    /// What replaces ENTRYPOINT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entrypoint: Option<Vec<String>>,
    /// Whole seconds until it is ended.
    #[serde(default = "RunSpec::default_seconds")]
    pub seconds: u32,
    /// What is put in before it starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub put: Vec<Put>,
    /// Literal text that is another one in the workspace files that are put in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replace: BTreeMap<String, String>,
    /// Seconds that the files as they are may take, should it not end in time with the text replaced; 0: not tried.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub full_seconds: u32,
    /// What is carried out instead of what the image says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<Box<Recipe>>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Something to be put into a container.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Put {
    /// Path there; a relative one is below the working directory.
    pub to: String,
    /// What it is.
    pub what: Content,
}

/// What is put in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A file or folder of the workspace, by its path there.
    Workspace(String),
    /// A text.
    Text(String),
}

impl RunSpec {
    /// Seconds an isolated run may take unless the course says otherwise.
    pub const fn default_seconds() -> u32 {
        10
    }

    /// An image as it says itself.
    pub fn of(image: impl Into<String>) -> Self {
        Self {
            image: image.into(),
            args: Vec::new(),
            entrypoint: None,
            seconds: Self::default_seconds(),
            put: Vec::new(),
            replace: BTreeMap::new(),
            full_seconds: 0,
            recipe: None,
        }
    }
}

/// What an isolated run did. Serialised field names are property names, but for `word`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunOutcome {
    /// Exit code; `None` when it was ended at the time-out. A process that could not be started has the code that the
    /// engine gives it (126, 127), and `error`. Of a stage's instructions, that of the RUN that failed, or 0.
    pub exit_code: Option<i64>,
    /// Standard output and standard error as they came, without the last line end.
    pub output: String,
    /// Lines of `output`.
    pub lines: Vec<String>,
    /// Whether it was still running at the time-out.
    pub timed_out: bool,
    /// The engine's words when the process could not be started, or why Docker refuses the Dockerfile; empty otherwise.
    pub error: String,
    /// The instruction of a Dockerfile that failed; empty if none did.
    #[serde(default)]
    pub failed: String,
    /// Milliseconds from its start to its end.
    #[serde(default)]
    pub took: Option<u64>,
    /// The longest silence between its first and its last words, in milliseconds; `None` if it spoke once at most. Of a
    /// run in full, in proportion: as if the text had been replaced.
    #[serde(default)]
    pub pause: Option<u64>,
    /// The random word; empty if there was none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
}
