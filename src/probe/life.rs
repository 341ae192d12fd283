//! What the history tells of each container: also of those that are gone.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{EventKind, History};

/// One container's life since the step began, put together from its events.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Life {
    /// Full id.
    pub id: String,
    /// Last known name.
    pub name: String,
    /// Image as named at creation.
    pub image: String,
    /// Labels and other attributes of its events.
    pub attributes: BTreeMap<String, String>,
    /// Creation, if it happened since the step began.
    pub created: Option<Timestamp>,
    /// Every start.
    pub starts: Vec<Timestamp>,
    /// Every end with its exit code.
    pub ends: Vec<(Timestamp, Option<i64>)>,
    /// Signals sent to it, by name without `SIG`.
    pub signals: Vec<String>,
    /// Commands executed in it.
    pub execs: Vec<String>,
    /// Whether something attached to it.
    pub attached: bool,
    /// Former names, if it was renamed.
    pub former_names: Vec<String>,
    /// Removal.
    pub removed: Option<Timestamp>,
}

/// Puts the events of each container together, in order of first appearance.
pub fn lives(history: &History) -> Vec<Life> {
    let mut lives: Vec<Life> = Vec::new();
    for event in history.events.iter().filter(|event| event.kind == EventKind::Container) {
        let index = lives.iter().position(|life| life.id == event.id).unwrap_or_else(|| {
            lives.push(Life { id: event.id.clone(), ..Life::default() });
            lives.len() - 1
        });
        let life = &mut lives[index];
        if !event.attribute("name").is_empty() {
            event.attribute("name").clone_into(&mut life.name);
        }
        if !event.attribute("image").is_empty() {
            event.attribute("image").clone_into(&mut life.image);
        }
        life.attributes.extend(event.attributes.clone());
        match event.action.as_str() {
            "create" => life.created = Some(event.at),
            "start" => life.starts.push(event.at),
            "die" => life.ends.push((event.at, event.attribute("exitCode").parse().ok())),
            "kill" => life.signals.push(signal_name(event.attribute("signal"))),
            "exec_create" => life.execs.push(event.detail.clone()),
            "attach" => life.attached = true,
            "rename" => life.former_names.push(event.attribute("oldName").trim_start_matches('/').to_owned()),
            "destroy" => life.removed = Some(event.at),
            _ => {}
        }
    }
    lives
}

/// The name of a signal that events give by number (`15`) or name (`SIGTERM`).
pub fn signal_name(signal: &str) -> String {
    match signal {
        "1" => "HUP",
        "2" => "INT",
        "3" => "QUIT",
        "9" => "KILL",
        "10" => "USR1",
        "12" => "USR2",
        "15" => "TERM",
        other => other.strip_prefix("SIG").unwrap_or(other),
    }
    .to_owned()
}
