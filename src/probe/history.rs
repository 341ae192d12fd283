//! The engine's events since the step began.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Witnessed;

/// What kind of object an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// A container.
    Container,
    /// An image.
    Image,
    /// A network.
    Network,
    /// A volume.
    Volume,
    /// Anything else.
    Other,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, on the engine's clock.
    pub at: Timestamp,
    /// Kind of its object.
    pub kind: EventKind,
    /// What happened, in Docker's words (`create`, `start`, `die`, `kill`, `exec_create`, `tag`, `connect`, …), the
    /// part after a colon left out. Podman's own words are translated (`died` → `die`, `remove` → `destroy`).
    pub action: String,
    /// The part after the colon of an action (`exec_create: /bin/sh` gives `/bin/sh`, `health_status: healthy` gives
    /// `healthy`); empty otherwise.
    pub detail: String,
    /// Full id of the object; for an image event the image id without `sha256:`, for a volume its name.
    pub id: String,
    /// The engine's attributes: `name`, `image`, `exitCode`, `signal`, `container`, `execID`, labels.
    pub attributes: BTreeMap<String, String>,
}

impl Event {
    /// One attribute, empty when it is not there.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Events since the step began, oldest first, without kesako's own doings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The events.
    pub events: Vec<Event>,
    /// Whether nothing can be missing: the engine keeps only its last 256 events.
    pub complete: bool,
    /// Up to when it was asked for, on the engine's clock.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// What was seen of containers that are gone, while they were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnessed: Vec<Witnessed>,
}

impl History {
    /// What was seen of the container with this id while it was there.
    pub fn witnessed(&self, id: &str) -> Option<&Witnessed> {
        self.witnessed.iter().find(|one| one.container.id == id)
    }
}
