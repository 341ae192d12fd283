//! What the history tells of each container: also of those that are gone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{EventKind, History};

/// When something attached to a container, which shows its output live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attached {
    /// Never.
    #[default]
    Never,
    /// Only while it ran already.
    Later,
    /// Before a start: it ran in the foreground.
    AtStart,
}

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
    /// Commands that were to be executed in it.
    pub execs: Vec<Exec>,
    /// When something attached to it.
    pub attached: Attached,
    /// Whether something attached and waits for the start.
    awaited: bool,
    /// Former names, if it was renamed.
    pub former_names: Vec<String>,
    /// Removal.
    pub removed: Option<Timestamp>,
}

/// A command that was to be executed in a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exec {
    /// Its words, with blanks between.
    pub command: String,
    /// The engine's id of it.
    pub id: String,
    /// When it began, as far as the engine tells; it does also of one that could not be started.
    pub at: Timestamp,
    /// Whether it is known to have come to an end.
    pub has_ended: bool,
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
            "start" => {
                if std::mem::take(&mut life.awaited) {
                    life.attached = Attached::AtStart;
                } else if life.attached == Attached::AtStart {
                    // Who held that terminal has gone with the run before.
                    life.attached = Attached::Later;
                }
                life.starts.push(event.at);
            }
            "die" => {
                life.awaited = false;
                life.ends.push((event.at, event.attribute("exitCode").parse().ok()));
            }
            "kill" => life.signals.push(signal_name(event.attribute("signal"))),
            "exec_create" => life.execs.push(Exec {
                command: event.detail.clone(),
                id: event.attribute("execID").to_owned(),
                at: event.at,
                has_ended: false,
            }),
            "exec_die" => {
                let of_id = |exec: &&mut Exec| exec.id == event.attribute("execID");
                life.execs.iter_mut().filter(of_id).for_each(|exec| exec.has_ended = true);
            }
            "attach" => {
                life.awaited = life.starts.len() <= life.ends.len();
                life.attached = life.attached.max(Attached::Later);
            }
            "rename" => life.former_names.push(event.attribute("oldName").trim_start_matches('/').to_owned()),
            "destroy" => life.removed = Some(event.at),
            _ => {}
        }
    }
    lives
}

/// Networks that a container came to and left while it ran.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves {
    /// Those that it was connected to, in order.
    pub joined: Vec<String>,
    /// Those that it was disconnected from, in order.
    pub left: Vec<String>,
}

/// How the container with this id was moved between networks while it ran. The engine also tells of the connections that
/// belong to a start and an end: those are no moves.
pub fn moves(history: &History, id: &str) -> Moves {
    let mut moves = Moves::default();
    let mut runs = None;
    for event in &history.events {
        match (event.kind, event.action.as_str()) {
            (EventKind::Container, "create" | "die") if event.id == id => runs = Some(false),
            (EventKind::Container, "start") if event.id == id => {
                if runs.is_none() {
                    // It did not run until now.
                    moves = Moves::default();
                }
                runs = Some(true);
            }
            (EventKind::Network, "connect") if event.attribute("container") == id && runs != Some(false) => {
                moves.joined.push(event.attribute("name").to_owned());
            }
            (EventKind::Network, "disconnect") if event.attribute("container") == id && runs != Some(false) => {
                moves.left.push(event.attribute("name").to_owned());
            }
            _ => {}
        }
    }
    moves
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
