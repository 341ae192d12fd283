//! What can be told of a container that is gone: what the history knows of it, and, if it was looked at while it was there,
//! what was seen then. Nothing is taken on trust.

use serde_json::{Value, json};

use crate::probe::{Cause, ContainerState, RunSpec, RunState, Unseen, Witnessed};

use super::context::Env;
use super::lookup::{Looked, Stop};

/// What the history tells of a container that is gone.
const KNOWN: [&str; 21] = [
    "id",
    "name",
    "image",
    "image_id",
    "created",
    "started_at",
    "finished_at",
    "state",
    "exit_code",
    "signals",
    "execs",
    "executed",
    "mounts",
    "ends",
    "attached",
    "joined",
    "left",
    "labels",
    "fresh",
    "started_fresh",
    "count",
];

/// What else is known of one that was looked at while it was there: how it was made, which does not change.
const KNOWN_IF_SEEN: [&str; 15] = [
    "command",
    "cmd",
    "entrypoint",
    "overridden",
    "output",
    "user",
    "workdir",
    "init",
    "auto_remove",
    "tty",
    "interactive",
    "network_mode",
    "exposed",
    "publish_all",
    "restart",
];

/// What was seen of a container while it was there.
pub(crate) fn witnessed<'a>(id: &str, env: Env<'a>) -> Looked<Option<&'a Witnessed>> {
    match env.lookup.history() {
        Ok(history) => Ok(history.witnessed(id)),
        Err(Stop::Unknown(_)) => Ok(None),
        Err(Stop::Missing) => Err(Stop::Missing),
    }
}

/// Whether a property of a container that is gone can be told.
pub(crate) fn is_known(state: &ContainerState, name: &str, env: Env<'_>) -> Looked<bool> {
    Ok(KNOWN.contains(&name)
        || KNOWN_IF_SEEN.contains(&name) && witnessed(&state.id, env)?.is_some()
        // That there was none, an end does not tell.
        || name == "init" && state.init)
}

/// Whether a container ended as only one with an init does: of a signal that asks. Process number 1 never hears one that it
/// has no handler for, and what has a handler ends with a code of its own.
pub(crate) fn ended_as_with_init(signals: &[String], code: Option<i64>) -> bool {
    let by = match code {
        Some(129) => "HUP",
        Some(130) => "INT",
        Some(143) => "TERM",
        _ => return false,
    };
    signals.iter().all(|signal| signal != "KILL") && signals.iter().any(|signal| signal == by)
}

/// Nobody can tell any more.
pub(crate) fn gone(name: &str) -> Stop {
    Stop::Unknown(Unseen::new(Cause::Gone, name))
}

/// What a container wrote that is gone. Where that was not heard to the end, what its image does tells, if it ran that and
/// nothing else.
pub(crate) fn output(state: &ContainerState, env: Env<'_>) -> Looked<Value> {
    let seen = witnessed(&state.id, env)?.ok_or_else(|| gone(&state.name))?;
    if let Some(text) = &seen.output {
        return Ok(json!(text.output));
    }
    let image = match &state.image_id {
        Some(id) => env.lookup.image(id)?,
        None => None,
    };
    let as_image = image.filter(|image| {
        (&state.cmd, &state.entrypoint, &state.user, &state.workdir)
            == (&image.cmd, &image.entrypoint, &image.user, &image.workdir)
            && state.mounts.is_empty()
    });
    let Some(image) = as_image else { return Err(gone(&state.name)) };
    let spec = RunSpec::of(&image.id);
    let outcome = env.lookup.run(spec)?.filter(|outcome| !outcome.timed_out);
    outcome.map(|outcome| json!(outcome.output)).ok_or_else(|| gone(&state.name))
}

/// A container that is gone as the history has it, completed by what was seen of it.
pub(crate) fn completed(told: ContainerState, seen: &Witnessed) -> ContainerState {
    ContainerState {
        id: told.id,
        name: told.name,
        created: told.created,
        started_at: told.started_at,
        finished_at: told.finished_at,
        state: RunState::Removed,
        exit_code: told.exit_code,
        labels: told.labels,
        signals: told.signals,
        execs: told.execs,
        ..seen.container.clone()
    }
}
