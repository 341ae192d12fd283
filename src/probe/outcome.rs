//! What came of something that took a little doing: a log, a web request, the engine's own data.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a container wrote, standard output and standard error as they came. Field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogText {
    /// All of it, without the last line end; the last 256 KiB of a longer one.
    pub output: String,
    /// Lines of `output`.
    pub lines: Vec<String>,
}

impl LogText {
    /// A log of this output.
    pub fn of(output: String) -> Self {
        Self { lines: output.lines().map(str::to_owned).collect(), output }
    }
}

/// The answer to a web request. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HttpAnswer {
    /// Status code; `None` when nobody answered.
    pub status: Option<u16>,
    /// Body as text, at most 64 KiB.
    pub body: String,
    /// Headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// Why nobody answered: `refused`, `reset`, `timeout`, `resolve`, `protocol`; empty when somebody did.
    pub failure: String,
}

/// The engine itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineState {
    /// Version of the engine.
    pub version: String,
    /// Version of its API.
    pub api: String,
    /// `docker` or `podman`.
    pub flavour: String,
    /// The engine's clock when it was asked.
    pub clock: Timestamp,
    /// Operating system of the containers: `linux` or `windows`.
    pub os: String,
    /// Processor architecture.
    pub arch: String,
}
