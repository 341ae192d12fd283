//! What the history tells of a container beyond its state.

use serde_json::{Value, json};

use crate::probe::{ContainerState, Life, moves};

use super::context::Env;
use super::lookup::Looked;
use super::past::life_of;

/// Whether a property of containers comes from the history.
pub(crate) fn is_lived(name: &str) -> bool {
    matches!(name, "signals" | "execs" | "attached" | "joined" | "left")
}

/// The value of such a property.
pub(crate) fn lived(state: &ContainerState, name: &str, env: Env<'_>) -> Looked<Value> {
    let life = || Ok(life_of(&state.id, env)?.unwrap_or_default());
    let history = env.lookup.history()?;
    Ok(match name {
        "signals" => json!(life()?.signals),
        "execs" => {
            let of_health = health_command(state);
            let execs = life()?.execs.into_iter().filter(|exec| Some(exec) != of_health.as_ref());
            json!(execs.collect::<Vec<_>>())
        }
        "attached" => json!(life()?.attached),
        "joined" => json!(moves(history, &state.id).joined),
        _ => json!(moves(history, &state.id).left),
    })
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
