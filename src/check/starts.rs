//! Whether a container was started again, which is not the same as created and started.

use crate::probe::{ContainerState, Observation, RunState, Seen, lives};

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::partial::forgotten;

/// Whether a container was started since the step began, after it had been started before. One that was there when the
/// step began had been, unless it was seen waiting for its first start.
pub(crate) fn started_again(state: &ContainerState, env: Env<'_>) -> Looked<bool> {
    let begun = env.context.begun()?;
    if state.started_at.is_none_or(|started| started < begun) {
        return Ok(false);
    }
    if state.created < begun && !waited_for_its_first_start(state, env) {
        return Ok(true);
    }
    let history = env.lookup.history()?;
    let starts = lives(history).into_iter().find(|life| life.id == state.id).map_or(0, |life| life.starts.len());
    match starts {
        2.. => Ok(true),
        _ if history.complete => Ok(false),
        _ => Err(Stop::Unknown(forgotten())),
    }
}

/// Whether a container was created and had not run yet when the step began.
fn waited_for_its_first_start(state: &ContainerState, env: Env<'_>) -> bool {
    env.context.baseline.is_some_and(|baseline| {
        baseline.iter().any(|(_, seen)| match seen {
            Seen::Present(Observation::Container(then)) => then.id == state.id && then.state == RunState::Created,
            Seen::Present(Observation::Containers(list)) => {
                list.iter().any(|then| then.id == state.id && then.state == RunState::Created)
            }
            _ => false,
        })
    })
}
