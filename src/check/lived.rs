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
        "execs" => json!(life()?.execs),
        "attached" => json!(life()?.attached),
        "joined" => json!(moves(history, &state.id).joined),
        _ => json!(moves(history, &state.id).left),
    })
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
