//! Whether an image is new: built or given its name since the step began.

use crate::probe::{Cause, Event, EventKind, ImageState, Observation, Probe, Seen, Unseen, reference};

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::past::{baseline_image, gives_name};

/// Built or given this name since the step began. A build out of the cache makes nothing new and gives the name again;
/// a tag under another name says nothing of this one.
pub(crate) fn is_fresh(state: &ImageState, named: &str, env: Env<'_>) -> Looked<bool> {
    let begun = env.context.begun()?;
    if state.created >= begun || named_since(state, named, env) {
        return Ok(true);
    }
    let retagged = state.tagged.map(|tagged| tagged >= begun);
    let history = match env.lookup.history() {
        Ok(history) => history,
        Err(Stop::Unknown(unseen)) => return retagged.ok_or(Stop::Unknown(unseen)),
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let of_this = |event: &&Event| event.kind == EventKind::Image && event.id == state.id;
    let is_nameless = |event: &Event| {
        let name = event.attribute("name");
        name.is_empty() || reference::is_id(name)
    };
    let makes = |event: &Event| matches!(event.action.as_str(), "tag" | "create" | "import" | "load");
    if history.events.iter().any(|event| gives_name(event, named))
        || history.events.iter().filter(of_this).any(|event| makes(event) && is_nameless(event))
    {
        return Ok(true);
    }
    if given_back(state, named, &history.events, env) {
        return Ok(true);
    }
    let under_other_name = history.events.iter().filter(of_this).any(makes);
    match retagged {
        Some(retagged) => Ok(retagged && !under_other_name),
        // An engine that tells neither time nor event: only comparing does.
        None if env.context.baseline.is_none() => {
            Err(Stop::Unknown(Unseen::new(Cause::NoBaseline, "the step was not seen to begin")))
        }
        None if history.complete => Ok(false),
        None => Err(Stop::Unknown(super::partial::forgotten())),
    }
}

/// Whether its name meant nothing, or another image, when the step began. `BuildKit` on engines before 23 leaves no other
/// trace: an image of settings alone has its base's creation time, no tag time, and no event tells of it.
fn named_since(state: &ImageState, named: &str, env: Env<'_>) -> bool {
    env.context.baseline.is_some_and(|baseline| {
        baseline.iter().any(|(probe, seen)| match (probe, seen) {
            (Probe::Image { reference }, Seen::Absent) => reference::same(reference, named),
            (Probe::Image { reference }, Seen::Present(Observation::Image(before))) => {
                before.id != state.id && reference::same(reference, named)
            }
            _ => false,
        })
    })
}

/// Whether the name was taken away since the step began, and is there again: a build that leaves no other trace has given it
/// back, or made the very same image anew.
fn given_back(state: &ImageState, named: &str, events: &[Event], env: Env<'_>) -> bool {
    let of_this = |action: &'static str| {
        events
            .iter()
            .filter(move |event| event.kind == EventKind::Image && event.id == state.id && event.action == action)
    };
    let Some(before) = baseline_image(named, env).filter(|before| before.id == state.id) else { return false };
    let has = |tags: &[String], name: &str| tags.iter().any(|tag| reference::same(tag, name));
    let lost = before.tags.iter().filter(|tag| !has(&state.tags, tag)).count();
    let added = state.tags.iter().filter(|tag| !has(&before.tags, tag)).count();
    of_this("delete").next().is_some() || added == 0 && of_this("untag").count() > lost
}
