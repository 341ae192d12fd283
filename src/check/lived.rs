//! What the history tells of a container beyond its state.

use serde_json::{Value, json};

use crate::probe::{ContainerState, Exec, Life, moves};

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::object::Object;
use super::past::life_of;

/// Whether a property of containers comes from the history.
pub(crate) fn is_lived(name: &str) -> bool {
    matches!(name, "signals" | "execs" | "executed" | "attached" | "joined" | "left")
}

/// The value of such a property.
pub(crate) fn lived(state: &ContainerState, name: &str, env: Env<'_>) -> Looked<Value> {
    let life = || Ok(life_of(&state.id, env)?.unwrap_or_default());
    let history = env.lookup.history()?;
    Ok(match name {
        "signals" => json!(life()?.signals),
        "execs" => json!(visits(life()?, state).into_iter().map(|exec| exec.command).collect::<Vec<_>>()),
        "executed" => {
            let life = life()?;
            let last_end = life.ends.last().map(|(at, _)| *at);
            // Of one that could not be started no end is told, and the container does not name it either.
            let was_carried_out = |exec: &Exec| {
                exec.has_ended || last_end.is_some_and(|end| end > exec.at) || is_going_on(state, &exec.id)
            };
            let carried_out = visits(life, state).into_iter().filter(was_carried_out);
            json!(carried_out.map(|exec| exec.command).collect::<Vec<_>>())
        }
        "attached" => json!(life()?.attached),
        "joined" => json!(moves(history, &state.id).joined),
        _ => json!(moves(history, &state.id).left),
    })
}

/// What somebody executed in a container: not what the engine does to see how it is.
fn visits(life: Life, state: &ContainerState) -> Vec<Exec> {
    let of_health = health_command(state);
    life.execs.into_iter().filter(|exec| Some(&exec.command) != of_health.as_ref()).collect()
}

/// Whether a command is being executed in a container now.
fn is_going_on(state: &ContainerState, id: &str) -> bool {
    let ids = state.inspect.pointer("/ExecIDs").and_then(Value::as_array);
    ids.is_some_and(|ids| ids.iter().any(|other| other.as_str() == Some(id)))
}

/// What the engine executes in a container to see how it is: nobody came in for that.
fn health_command(state: &ContainerState) -> Option<String> {
    let test = state.inspect.pointer("/Config/Healthcheck/Test")?.as_array()?;
    let words: Vec<&str> = test.iter().filter_map(Value::as_str).collect();
    match words.split_first()? {
        (&"CMD-SHELL", command) => Some(format!("/bin/sh -c {}", command.join(" "))),
        (&"CMD", command) => Some(command.join(" ")),
        _ => None,
    }
}

/// Whether such a property may lack something that was forgotten. Who attached at a start is told right before it: who
/// knows creation and start knows that too.
pub(crate) fn may_have_gaps(state: &ContainerState, name: &str, env: Env<'_>) -> Looked<bool> {
    if env.lookup.history()?.complete {
        return Ok(false);
    }
    let start_is_known = |life: Life| life.created.is_some() && !life.starts.is_empty();
    Ok(name != "attached" || !life_of(&state.id, env)?.is_some_and(start_is_known))
}

/// Whether of two containers this is the one that something was done with last: that is the one that is meant.
pub(crate) fn is_later(object: &Object<'_>, other: Option<&Object<'_>>, env: Env<'_>) -> Looked<bool> {
    let (Object::Container(this), Some(Object::Container(other))) = (object, other) else { return Ok(false) };
    let history = match env.lookup.history() {
        Err(Stop::Unknown(_)) => return Ok(false),
        history => history?,
    };
    let last = |id: &str| {
        let events = history.events.iter().filter(|event| event.id == id || event.attribute("container") == id);
        events.map(|event| event.at).max()
    };
    Ok(last(&this.id) > last(&other.id))
}
