//! What can be looked at ([`Probe`]) and what was seen ([`Snapshot`]).
//!
//! Plain, serialisable data shared by planning, the engine and evaluation. Nothing here talks to an engine, and
//! nothing here judges: a recorded snapshot can be replayed through the judge, and the same snapshot draws the map.

pub mod compose;
pub mod compose_model;
mod container;
mod ends;
mod file;
mod history;
mod image;
pub mod image_name;
mod life;
mod network;
mod outcome;
pub mod recipe;
pub mod reference;
mod registry;
mod run;
pub mod schema;
mod snapshot;
mod talk;
mod witnessed;

pub use compose_model::{ComposeAnswer, ComposeModel, ComposeService};
pub use container::{
    Attachment, ContainerFilter, ContainerState, ContainerSummary, Health, Mount, MountKind, PortMapping, RunState,
};
pub use ends::{End, EndedBy, ends};
pub use file::{Encoding, FileKind, FilePlace, FileState};
pub use history::{Event, EventKind, History};
pub use image::{BuildStep, ImageFilter, ImageState, ImageSummary, StepMaker};
pub use life::{Attached, Exec, Life, Moves, lives, moves, signal_name};
pub use network::{NetworkState, VolumeState};
pub use outcome::{EngineState, HttpAnswer, LogText};
pub use registry::{Challenge, LoginState, PlatformImage, Refusal, RegistryImage, RegistryState};
pub use run::{Content, Put, RANDOM, RunOutcome, RunSpec};
pub use snapshot::{Cause, Observation, Seen, Snapshot, Unseen};
pub use talk::{CallsOutcome, CallsSpec, ServeOutcome, ServeSpec};
pub use witnessed::Witnessed;

use serde::{Deserialize, Serialize};

/// One thing to look at. Equal probes are asked once per round, whatever the number of checks that want them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "probe", rename_all = "kebab-case")]
pub enum Probe {
    /// One container by name, id or id prefix.
    Container {
        /// Name without the leading slash, or id.
        key: String,
    },
    /// The containers that match a filter, stopped ones included, newest first.
    Containers(ContainerFilter),
    /// One image by reference or id.
    Image {
        /// As it would be typed: `alpine`, `alpine:3.22`, `sha256:…`.
        reference: String,
    },
    /// The images that match a filter, newest first.
    Images(ImageFilter),
    /// The build steps of an image, oldest first.
    BuildSteps {
        /// Reference or id.
        image: String,
    },
    /// One network by name or id.
    Network {
        /// Exact name or id.
        name: String,
    },
    /// All networks.
    Networks,
    /// One volume by name.
    Volume {
        /// Exact name.
        name: String,
    },
    /// All volumes.
    Volumes,
    /// What happened on the engine since the step began, without kesako's own doings.
    History,
    /// A file or folder: in the workspace, a container, an image or a volume.
    File(FilePlace),
    /// What an image does when run in isolation.
    Run(RunSpec),
    /// What an image answers as a server.
    Serve(ServeSpec),
    /// Whether an image calls a server.
    Calls(CallsSpec),
    /// What a container wrote.
    Logs {
        /// Name or id.
        container: String,
    },
    /// What Compose makes of the file of a folder.
    Compose {
        /// Relative to the workspace, with forward slashes; empty for the workspace itself.
        folder: String,
        /// The file's name there; `None` for the one that Compose looks for by itself, with its override file.
        file: Option<String>,
    },
    /// The answer to a GET request from this machine.
    Http {
        /// Absolute `http://` address.
        url: String,
    },
    /// A registry by its host: whether it answers, and how it asks for a login.
    Registry {
        /// `localhost:5001`.
        host: String,
    },
    /// The image that a registry has under a tag or digest.
    RegistryImage {
        /// With the registry's host in front: `localhost:5001/docker-101/pinger:1.0`.
        reference: String,
    },
    /// The tags that a registry has of a repository.
    RegistryTags {
        /// With the registry's host in front: `localhost:5001/docker-101/pinger`.
        repository: String,
    },
    /// What Docker's configuration knows about a registry.
    Login {
        /// Its host, and the repository that the login is for where that matters.
        registry: String,
    },
    /// The engine itself: version, API version, clock.
    Engine,
}

impl Probe {
    /// Whether the answer can be asked for on every check without a thought: a look-up by name, no throwaway
    /// container, no waiting.
    pub const fn is_cheap(&self) -> bool {
        match self {
            Self::Run(_) | Self::Serve(_) | Self::Calls(_) | Self::Http { .. } | Self::Compose { .. } => false,
            _ if self.is_of_registry() => false,
            Self::File(place) => matches!(place, FilePlace::Workspace { .. }),
            _ => true,
        }
    }

    /// Whether a registry is asked, and Docker's configuration, rather than the engine.
    pub const fn is_of_registry(&self) -> bool {
        matches!(
            self,
            Self::Registry { .. } | Self::RegistryImage { .. } | Self::RegistryTags { .. } | Self::Login { .. }
        )
    }

    /// Whether a later look can give another answer although nothing about the probe changed. An image, once
    /// identified by its id, never changes; neither do its files.
    pub fn is_immutable(&self) -> bool {
        match self {
            Self::Image { reference } | Self::File(FilePlace::Image { image: reference, .. }) => {
                reference::is_id(reference)
            }
            Self::Run(spec) => reference::is_id(&spec.image),
            Self::Serve(spec) => reference::is_id(&spec.image),
            Self::Calls(spec) => reference::is_id(&spec.image),
            Self::BuildSteps { image } => reference::is_id(image),
            _ => false,
        }
    }
}
