//! What a build did, and what it took from the cache.

use crate::probe::{BuildStep, Cause, ImageFilter, ImageState, Observation, Probe, Seen, Unseen, reference};

use super::context::Env;
use super::lookup::{Looked, Lookup, Stop};

/// The commands of an image's RUNs, oldest first.
pub(crate) fn runs<'a>(state: &ImageState, env: Env<'a>) -> Looked<Vec<&'a str>> {
    Ok(env.lookup.build_steps(&state.id)?.iter().filter_map(BuildStep::run_command).collect())
}

/// How many RUNs, from the first on, are the same as in what one of the image's names named when the step began.
pub(crate) fn kept_runs(state: &ImageState, env: Env<'_>) -> Looked<usize> {
    let now = runs(state, env)?;
    // At the beginning of the step itself everything is as it is.
    let Some(baseline) = env.context.baseline else { return Ok(now.len()) };
    let named = baseline.iter().find_map(|(probe, seen)| match (probe, seen) {
        (Probe::Image { reference }, Seen::Present(Observation::Image(before)))
            if state.tags.iter().any(|tag| reference::same(tag, reference)) =>
        {
            Some(before.id.clone())
        }
        _ => None,
    });
    let Some(id) = named else { return Ok(0) };
    let steps = Lookup::new(baseline)
        .build_steps(&id)
        .map_err(|_| Stop::Unknown(Unseen::new(Cause::NoBaseline, "what the step began with was not recorded")))?;
    let then = steps.iter().filter_map(BuildStep::run_command);
    Ok(now.into_iter().zip(then).take_while(|(now, then)| now == then).count())
}

/// Those of the RUNs that were not carried out for this build: older than the step, or the very same as in a build that
/// has lost its name since.
///
/// Layers don't tell: the cache may hold several results of one command, and a build may take another than the one
/// before it did.
pub(crate) fn cached_runs<'a>(state: &ImageState, env: Env<'a>) -> Looked<Vec<&'a str>> {
    let begun = env.context.begun()?;
    let untagged = env.lookup.images(ImageFilter { dangling: Some(true), reference: None })?;
    for image in untagged {
        env.lookup.want(Probe::BuildSteps { image: image.id.clone() });
    }
    let mut earlier: Vec<&BuildStep> = Vec::new();
    for image in untagged.iter().filter(|image| image.id != state.id) {
        earlier.extend(env.lookup.build_steps(&image.id)?);
    }
    let steps = env.lookup.build_steps(&state.id)?;
    let from_cache = |step: &&BuildStep| {
        step.created.as_second() < begun.as_second() || earlier.iter().any(|other| other.is_same(step))
    };
    Ok(steps.iter().filter(from_cache).filter_map(BuildStep::run_command).collect())
}
