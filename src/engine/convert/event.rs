//! One line of `GET /events`.

use jiff::Timestamp;
use serde_json::Value;

use super::{id, map, text};
use crate::probe::{Event, EventKind};

/// An event; `None` for a line that is none.
pub(in crate::engine) fn event(line: &Value) -> Option<Event> {
    let whole = [text(line, "/Action"), text(line, "/status")].into_iter().find(|action| !action.is_empty())?;
    let (action, detail) = whole.split_once(':').unwrap_or((&whole, ""));
    let kind = match text(line, "/Type").as_str() {
        "container" => EventKind::Container,
        "image" => EventKind::Image,
        "network" => EventKind::Network,
        "volume" => EventKind::Volume,
        _ => EventKind::Other,
    };
    let attributes = map(line, "/Actor/Attributes");
    // Podman names volumes in an attribute only.
    let own = [id(line, "/Actor/ID"), id(line, "/id"), text(line, "/Actor/Attributes/name")];
    Some(Event {
        at: at(line)?,
        kind,
        action: translated(kind, action.trim()).to_owned(),
        detail: detail.trim().to_owned(),
        id: own.into_iter().find(|id| !id.is_empty()).unwrap_or_default(),
        attributes,
    })
}

fn at(line: &Value) -> Option<Timestamp> {
    let nanoseconds = line.pointer("/timeNano").and_then(Value::as_i64).filter(|time| *time > 0);
    match nanoseconds {
        Some(nanoseconds) => Timestamp::from_nanosecond(nanoseconds.into()).ok(),
        None => Timestamp::from_second(line.pointer("/time")?.as_i64()?).ok(),
    }
}

/// Podman's words in docker's.
fn translated(kind: EventKind, action: &str) -> &str {
    match (kind, action) {
        (EventKind::Container, "died") => "die",
        (EventKind::Container, "exec_died") => "exec_die",
        (EventKind::Container, "unpaused") => "unpause",
        (EventKind::Container, "paused") => "pause",
        (EventKind::Image, "remove") => "delete",
        (EventKind::Container | EventKind::Network | EventKind::Volume, "remove") => "destroy",
        (_, other) => other,
    }
}
