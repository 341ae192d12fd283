//! One thing that a reset removes, for machines and for people.

use crate::probe::reference;
use crate::words::Words;

/// One thing to remove.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doomed {
    Container {
        id: String,
        name: String,
    },
    Image {
        reference: String,
    },
    Network {
        id: String,
        name: String,
    },
    Volume {
        name: String,
    },
    /// The login of the course's own account at a registry of the course.
    Login {
        registry: String,
    },
}

impl Doomed {
    /// What it is, in the learner's language: `container shop`.
    pub(super) fn words(&self, words: Words) -> String {
        let named = |key: &str, name: &str| words.get(key, &[("name", name.into())]);
        match self {
            Self::Container { name, .. } => named("check-container", name),
            Self::Image { reference } if reference::is_id(reference) => {
                named("commands-reset-untagged", reference.get(..12).unwrap_or(reference))
            }
            Self::Image { reference } => named("check-image", reference),
            Self::Network { name, .. } => named("check-network", name),
            Self::Volume { name } => named("check-volume", name),
            Self::Login { registry } => named("check-login", registry),
        }
    }
}

/// As `reset --json` names it.
impl std::fmt::Display for Doomed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Container { name, .. } => write!(f, "container {name}"),
            Self::Image { reference } if reference::is_id(reference) => {
                write!(f, "image <none> {}", reference.get(..12).unwrap_or(reference))
            }
            Self::Image { reference } => write!(f, "image {reference}"),
            Self::Network { name, .. } => write!(f, "network {name}"),
            Self::Volume { name } => write!(f, "volume {name}"),
            Self::Login { registry } => write!(f, "login {registry}"),
        }
    }
}
