//! The container engine: the only module that talks to it, and the only one that names bollard.
//!
//! [`Engine::connect`] finds the endpoint as the docker command does and makes no request. [`Engine::collect`] looks:
//! probes in, a snapshot out, never an error, and nothing on the engine is changed by it. Everything else here changes
//! something when asked to: [`Engine::pull`], [`Engine::remove_container`], …

mod address;
mod archive;
mod calls;
mod chores;
mod collect;
mod connect;
mod convert;
mod dial;
mod encoding;
mod endpoint;
mod error;
mod exec;
mod fault;
mod file;
mod history;
mod http;
mod ignore;
mod images;
mod libraries;
mod lines;
mod load;
mod logs;
mod look;
mod mark;
mod notes;
mod pieces;
mod place;
mod pull;
mod recipe;
mod recording;
mod remove;
mod run;
mod stand_in;
mod state;
mod talk;
mod text;
mod throwaway;
mod tried;
mod wire;
mod witness;
mod workspace;

pub use collect::{Cache, Scope};
pub use connect::Engine;
pub use endpoint::{Address, ConnectOptions, Endpoint, Environment, Origin};
pub use error::EngineError;
pub use fault::{AddressFault, Feature};
pub use history::without_own;
pub use images::ImageList;
pub use pull::{PullProgress, PullTrouble};
pub use recording::Recording;
pub use remove::Inventory;
pub use stand_in::{Missing, StandInPlan};
pub use witness::Witness;

/// Label of the containers that kesako makes to look into images and volumes, and removes at once.
pub const THROWAWAY_LABEL: &str = "kesako.throwaway";

/// Label of the images that kesako builds in place of those of a registry.
pub const STAND_IN_LABEL: &str = "kesako.stand-in";
