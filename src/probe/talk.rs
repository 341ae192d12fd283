//! Two throwaway containers that talk to each other, and to nobody else: whether an image serves, and whether it calls.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A server to start and to ask.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ServeSpec {
    /// Reference or id.
    pub image: String,
    /// Arguments that replace CMD; empty: as the image says.
    #[serde(default)]
    pub args: Vec<String>,
    /// The port that it is asked on, on every address.
    pub port: u16,
    /// What is asked for: `/`.
    pub path: String,
    /// Whole seconds until it has to answer.
    pub seconds: u32,
}

/// What came of asking a server. Serialised field names are property names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServeOutcome {
    /// Status code; `None` when it did not answer.
    pub status: Option<u16>,
    /// Body as text.
    pub body: String,
    /// Headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// Why it did not answer: `refused`, `loopback` (it answers on 127.0.0.1 only), `timeout`, `ended`, `protocol`; empty
    /// when it did.
    pub failure: String,
    /// The ports that it listens on.
    pub listening: Vec<u16>,
    /// Exit code if it ended.
    pub exit_code: Option<i64>,
    /// What it wrote, both streams as they came, without the last line end.
    pub output: String,
    /// Lines of `output`.
    pub lines: Vec<String>,
    /// The engine's words when it could not be started; empty otherwise.
    pub error: String,
}

/// An image that is to call a server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallsSpec {
    /// Reference or id.
    pub image: String,
    /// Arguments that replace CMD; empty: as the image says.
    #[serde(default)]
    pub args: Vec<String>,
    /// The name of the server; `localhost`: the container itself.
    pub alias: String,
    /// The server's port.
    pub port: u16,
    /// So many calls are waited for.
    pub times: u32,
    /// Whole seconds that they may take.
    pub seconds: u32,
}

/// Whether an image called. Serialised field names are property names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallsOutcome {
    /// How many requests there were for that name, until enough were seen.
    pub count: u32,
    /// The paths that it asked for, in order.
    pub paths: Vec<String>,
    /// The names that it called on that port, each once.
    pub hosts: Vec<String>,
    /// Whether it wrote what the server says, which is a random word.
    pub heard: bool,
    /// Whether it still runs after that.
    pub running: bool,
    /// Milliseconds between the first two calls.
    pub interval: Option<u64>,
    /// Exit code if it ended.
    pub exit_code: Option<i64>,
    /// What it wrote, both streams as they came, without the last line end.
    pub output: String,
    /// Lines of `output`.
    pub lines: Vec<String>,
    /// The engine's words when it could not be started; empty otherwise.
    pub error: String,
}
