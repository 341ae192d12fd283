//! What a registry tells from this machine, and what Docker's configuration knows about it. Never a credential: only
//! whether there is one, whether it works, and the account's name.

use serde::{Deserialize, Serialize};

use super::reference::strip_algorithm;

/// A registry that answers. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryState {
    /// Status of `GET /v2/` without a credential: 200 lets everybody in, 401 asks for a login.
    pub status: u16,
    /// How it asks for a login.
    pub auth: Challenge,
    /// Whether it takes the account that the course gives for it; `None` if the course gives none.
    pub account: Option<bool>,
}

impl RegistryState {
    /// Whether what answers is a registry at all, and not another server.
    pub const fn is_registry(&self) -> bool {
        matches!(self.status, 200 | 401)
    }
}

/// How a registry asks for a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Challenge {
    /// Not at all.
    None,
    /// By user and password: a password file.
    Basic,
    /// By a token from a token server.
    Bearer,
    /// In a way that Docker does not know.
    Other,
}

/// The image that a registry has under a tag. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryImage {
    /// Digest of its manifest (of its index, if it is for several platforms): `sha256:…`.
    pub digest: String,
    /// Digest of its configuration, as image ids are written; of an index, that of its first platform.
    pub config: String,
    /// One entry per platform; a plain manifest has one, of no named platform.
    pub platforms: Vec<PlatformImage>,
}

impl RegistryImage {
    /// Whether it is the image that an engine knows by `id` and by these repository digests. An id is the digest of the
    /// configuration on most engines, that of the manifest or index on those that keep images in containerd.
    pub fn is(&self, id: &str, digests: &[String]) -> bool {
        let id = strip_algorithm(id);
        let same = |digest: &str| strip_algorithm(digest) == id;
        same(&self.digest)
            || same(&self.config)
            || self.platforms.iter().any(|one| same(&one.digest) || same(&one.config))
            || digests.iter().any(|known| known.split_once('@').is_some_and(|(_, digest)| digest == self.digest))
    }
}

/// The image of one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformImage {
    /// `linux/amd64`; empty if the manifest stands alone and does not say.
    pub platform: String,
    /// Digest of its manifest: `sha256:…`.
    pub digest: String,
    /// Digest of its configuration, as image ids are written.
    pub config: String,
}

/// Why a registry told nothing, where that is something the learner can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// Nobody listens there, on this very machine.
    Down,
    /// It lets nobody in without a login, or not with the one that is stored.
    Unauthorized,
}

/// What Docker's configuration knows about a registry, and whether that works. Serialised field names are property
/// names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginState {
    /// Whether a credential is stored.
    pub stored: bool,
    /// Whether a credential helper keeps it, and not the configuration file.
    pub helper: bool,
    /// Name of the account; empty if there is none or none is told.
    pub user: String,
    /// Whether the registry takes the credential.
    pub works: bool,
    /// Why that can't be told: `down`, if nobody listens there; empty otherwise.
    pub failure: String,
    /// Registries of this machine that a credential is stored for under another name.
    pub others: Vec<String>,
}
