//! What came of something that took a little doing: an isolated run, a log, a web request, the engine's own data.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An image to run in isolation: no network, memory and process limits, a time-out, removed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RunSpec {
    /// Reference or id.
    pub image: String,
    /// Arguments that replace CMD; empty: as the image says.
    #[serde(default)]
    pub args: Vec<String>,
    /// Whole seconds until it is ended.
    #[serde(default = "RunSpec::default_seconds")]
    pub seconds: u32,
}

impl RunSpec {
    /// Seconds an isolated run may take unless the course says otherwise.
    pub const fn default_seconds() -> u32 {
        10
    }
}

/// What an isolated run did. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunOutcome {
    /// Exit code; `None` when it was ended at the time-out. A process that could not be started has the code that the
    /// engine gives it (126, 127), and `error`.
    pub exit_code: Option<i64>,
    /// Standard output and standard error as they came, without the last line end.
    pub output: String,
    /// Lines of `output`.
    pub lines: Vec<String>,
    /// Whether it was still running at the time-out.
    pub timed_out: bool,
    /// The engine's words when the process could not be started; empty otherwise.
    pub error: String,
}

/// What a container wrote, standard output and standard error as they came. Field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogText {
    /// All of it, without the last line end; the last 256 KiB of a longer one.
    pub output: String,
    /// Lines of `output`.
    pub lines: Vec<String>,
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
