//! What a stage of a Dockerfile comes to, as far as it can be carried out without a build: plain data between the judge,
//! which reads the Dockerfile, and the engine, which carries it out in a throwaway container of the base image.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The instructions of a stage, in order, and what it runs in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Recipe {
    /// The build's folder: its path in the workspace.
    pub context: String,
    /// What `.dockerignore` leaves out, its lines without comments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Files of the folder that have another content: path in the folder → text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub instead: BTreeMap<String, String>,
    /// What is done to the base image.
    pub acts: Vec<Act>,
    /// What a container of the stage runs; `None`: nothing, the stage's own instructions are meant.
    pub command: Option<Vec<String>>,
    /// How it runs.
    pub setting: Setting,
}

impl Recipe {
    /// Whether any RUN is carried out.
    pub fn has_runs(&self) -> bool {
        self.acts.iter().any(|act| matches!(act, Act::Run { .. }))
    }
}

/// What surrounds a process.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Setting {
    /// `NAME=value` lines.
    pub env: Vec<String>,
    /// Working directory.
    pub workdir: String,
    /// User; empty for root.
    pub user: String,
}

/// One thing that is done to the base image.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// WORKDIR: a folder that is there from now on.
    Folder {
        /// Its absolute path.
        path: String,
        /// Who owns it if it has to be made: user, or user and group with a colon between.
        owner: String,
    },
    /// COPY or ADD of files of the workspace.
    Copy {
        /// What is copied.
        sources: Vec<CopySource>,
        /// The absolute path there; a slash at its end means that it is a folder.
        to: String,
        /// Who owns the copies.
        owner: String,
        /// Their permission bits, if not their own.
        mode: Option<u32>,
        /// The instruction.
        text: String,
    },
    /// RUN.
    Run {
        /// Program and arguments.
        command: Vec<String>,
        /// How it runs.
        setting: Setting,
        /// The instruction.
        text: String,
    },
}

/// One source of a COPY.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopySource {
    /// A path in the build's folder; may hold wildcards.
    Path(String),
    /// A here-document.
    Text {
        /// The name of its end.
        name: String,
        /// What it holds.
        content: String,
    },
}
