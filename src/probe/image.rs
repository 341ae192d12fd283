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
