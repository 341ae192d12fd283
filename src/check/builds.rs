//! What a build did, and what it took from the cache.

use crate::probe::{BuildStep, ImageFilter, ImageState, Probe};

use super::context::Env;
use super::lookup::Looked;

/// The commands of an image's RUNs, oldest first.
pub(crate) fn runs<'a>(state: &ImageState, env: Env<'a>) -> Looked<Vec<&'a str>> {
    Ok(env.lookup.build_steps(&state.id)?.iter().filter_map(BuildStep::run_command).collect())
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
    let from_cache = |step: &&BuildStep| step.created.as_second() < begun.as_second() || earlier.contains(step);
    Ok(steps.iter().filter(from_cache).filter_map(BuildStep::run_command).collect())
}
