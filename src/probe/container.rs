//! Containers as the engine reports them.
//!
//! Field names are the property names that a checker uses (`expect = { state = "running", auto_remove = true }`):
//! the serialised form of [`ContainerState`] *is* the property table.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which containers to list. Every field that is set must match (the engine filters, not kesako).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ContainerFilter {
    /// Image reference or id that the container was created from.
    pub image: Option<String>,
    /// `key` or `key=value`.
    pub labels: Vec<String>,
    /// Name or id of a network the container is attached to.
    pub network: Option<String>,
    /// Name of a volume, or mount destination.
    pub volume: Option<String>,
    /// TCP port of the host that the container publishes.
    pub publish: Option<u16>,
}

/// A line of `docker ps -a`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerSummary {
    /// Full id.
    pub id: String,
    /// Name without the leading slash.
    pub name: String,
    /// Image as it was named at creation.
    pub image: String,
    /// Full image id.
    pub image_id: String,
    /// Creation, to the second.
    pub created: Timestamp,
    /// State word.
    pub state: RunState,
    /// Labels.
    pub labels: BTreeMap<String, String>,
}

/// Where a container is in its life. `Removed` is only known from the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunState {
    /// Created, never started.
    Created,
    /// Running.
    Running,
    /// Paused.
    Paused,
    /// Between two tries of its restart policy.
    Restarting,
    /// Being removed.
    Removing,
    /// Its main process ended.
    Exited,
    /// The engine could not clean it up.
    Dead,
    /// Gone; what is known of it comes from the history.
    Removed,
}

impl RunState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::Running,
        Self::Paused,
        Self::Restarting,
        Self::Removing,
        Self::Exited,
        Self::Dead,
        Self::Removed,
    ];

    /// Its word, as the engine gives it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Restarting => "restarting",
            Self::Removing => "removing",
            Self::Exited => "exited",
            Self::Dead => "dead",
            Self::Removed => "removed",
        }
    }
}

/// Result of a health check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// No health check.
    None,
    /// Not yet known.
    Starting,
    /// The last checks passed.
    Healthy,
    /// The last checks failed.
    Unhealthy,
}

/// One container, in full. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a property of its own, named after a flag")]
pub struct ContainerState {
    /// Full id, 64 hexadecimal digits.
    pub id: String,
    /// Name without the leading slash.
    pub name: String,
    /// Image as it was named when the container was created (`Config.Image`).
    pub image: String,
    /// Full id of the image it was created from, without `sha256:`. `None` for a removed container.
    pub image_id: Option<String>,
    /// Creation time, on the engine's clock.
    pub created: Timestamp,
    /// Last start, if it ever started.
    pub started_at: Option<Timestamp>,
    /// Last end, if it ever ended.
    pub finished_at: Option<Timestamp>,
    /// State word.
    pub state: RunState,
    /// Exit code of the last run, once it ended; `None` while it runs or if it never ran.
    pub exit_code: Option<i64>,
    /// The engine's own words when it could not start the process; empty otherwise.
    pub error: String,
    /// The process and its arguments as started: ENTRYPOINT then CMD or what replaced it.
    pub command: Vec<String>,
    /// `Config.Cmd`.
    pub cmd: Vec<String>,
    /// `Config.Entrypoint`.
    pub entrypoint: Vec<String>,
    /// `NAME=value` lines.
    pub env: Vec<String>,
    /// Labels.
    pub labels: BTreeMap<String, String>,
    /// `Config.User`, empty for root.
    pub user: String,
    /// Working directory.
    pub workdir: String,
    /// `--init`.
    pub init: bool,
    /// `--rm`.
    pub auto_remove: bool,
    /// `-t`.
    pub tty: bool,
    /// `-i`.
    pub interactive: bool,
    /// `HostConfig.NetworkMode`, `default` counted as `bridge`.
    pub network_mode: String,
    /// Networks it is attached to.
    pub networks: Vec<Attachment>,
    /// Published ports (`-p`): one entry per container port and host binding; duplicates for IPv6 left out.
    pub ports: Vec<PortMapping>,
    /// Exposed container ports (`EXPOSE`, `--expose`), published or not, ascending.
    pub exposed: Vec<u16>,
    /// `-P`.
    pub publish_all: bool,
    /// Mounts of every kind.
    pub mounts: Vec<Mount>,
    /// Health.
    pub health: Health,
    /// Restart policy name; `no` if none.
    pub restart: String,
    /// Signals sent to it since the step began, by name without `SIG` (`TERM`, `KILL`, `INT`); from the history.
    #[serde(default)]
    pub signals: Vec<String>,
    /// Commands executed in it since the step began (`docker exec`); from the history.
    #[serde(default)]
    pub execs: Vec<String>,
    /// Whole inspect answer, for `inspect."/JSON/Pointer"`; null for a removed container.
    #[serde(default)]
    pub inspect: serde_json::Value,
}

/// A container's place on one network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Network name.
    pub name: String,
    /// Aliases given on that network; the engine's own (the short container id) left out.
    pub aliases: Vec<String>,
    /// IPv4 address, empty while not running.
    pub ip: String,
    /// Gateway, empty while not running.
    pub gateway: String,
}

/// One published port.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PortMapping {
    /// Port on the host; 0 when the engine is to choose and the container does not run.
    pub host: u16,
    /// Port in the container.
    pub container: u16,
    /// `tcp`, `udp` or `sctp`.
    pub protocol: String,
    /// Address it listens on; empty for all.
    pub host_ip: String,
    /// Whether the engine chose the host port (`-P`, `-p 80`).
    pub random: bool,
}

/// What kind of thing is mounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MountKind {
    /// A folder or file of the host.
    Bind,
    /// A volume.
    Volume,
    /// Memory.
    Tmpfs,
    /// Anything else (`npipe`, `cluster`, `image`).
    Other,
}

/// One mount of a container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mount {
    /// Kind.
    pub kind: MountKind,
    /// Volume name; empty for a bind mount.
    pub name: String,
    /// Whether the volume's name was made up by the engine (`-v /path`).
    pub anonymous: bool,
    /// Path on the host.
    pub source: String,
    /// Path in the container.
    pub destination: String,
    /// Mounted read-only.
    pub read_only: bool,
}
