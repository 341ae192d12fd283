//! Networks and volumes as the engine reports them. Serialised field names are property names.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkState {
    /// Full id.
    pub id: String,
    /// Name.
    pub name: String,
    /// `bridge`, `host`, `overlay`, …
    pub driver: String,
    /// Creation time; `None` where the engine does not say.
    pub created: Option<Timestamp>,
    /// No way out (`--internal`).
    pub internal: bool,
    /// Subnets in CIDR form.
    pub subnets: Vec<String>,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// Names of the running containers attached to it; empty in a list of networks.
    pub containers: Vec<String>,
    /// Whole inspect answer, for `inspect."/JSON/Pointer"`.
    #[serde(default)]
    pub inspect: serde_json::Value,
}

/// One volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeState {
    /// Name.
    pub name: String,
    /// Whether the engine made the name up (64 hexadecimal digits).
    pub anonymous: bool,
    /// Driver.
    pub driver: String,
    /// Creation time, to the second; `None` where the engine does not say.
    pub created: Option<Timestamp>,
    /// Where its data lives on the engine's machine.
    pub mountpoint: String,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// Whole inspect answer, for `inspect."/JSON/Pointer"`.
    #[serde(default)]
    pub inspect: serde_json::Value,
}
