//! Builds that lost their name to a later one, and are gone: what `docker image prune` takes away.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use crate::probe::{Event, EventKind, History, ImageFilter, ImageSummary, Observation, Probe, Seen, reference};

use super::context::Env;
use super::lookup::Looked;
use super::past::{baseline_image, gives_name};

/// An image that is removed by its name loses it at that moment.
const AT_ONCE: SignedDuration = SignedDuration::from_secs(1);

/// How many images that were called `named` since the step began had lost the name, and have been removed since.
pub(crate) fn dropped(named: &str, env: Env<'_>) -> Looked<usize> {
    let history = env.lookup.history()?;
    let began = baseline_image(named, env).map(|state| state.id.clone());
    let given = history.events.iter().filter(|event| gives_name(event, named)).map(|event| event.id.clone());
    // Where no event tells of a build, an earlier look may have seen it.
    let seen = env.context.former_builds.iter().filter(|(name, _)| reference::same(name, named));
    let lost_it_before = lost_before(env);
    let seen = seen.flat_map(|(_, ids)| ids).filter(|id| removed(id, history).is_some()).cloned();
    let seen = seen.filter(|id| lost_it_before.is_some_and(|lost| !lost.iter().any(|image| image.id == *id)));
    let had_name: BTreeSet<String> = began.into_iter().chain(given).chain(seen).collect();
    for id in &had_name {
        env.lookup.want(Probe::Image { reference: id.clone() });
    }
    let mut count = 0;
    for id in &had_name {
        if env.lookup.image(id)?.is_none() && !removed_by_name(id, history) {
            count += 1;
        }
    }
    Ok(count)
}

/// The images that had no name any more when the step began; `None` if nobody looked.
fn lost_before(env: Env<'_>) -> Option<&[ImageSummary]> {
    match env.context.baseline?.get(&Probe::Images(ImageFilter { dangling: Some(true), reference: None }))? {
        Seen::Present(Observation::Images(images)) => Some(images),
        _ => None,
    }
}

fn of_image<'h>(id: &'h str, history: &'h History, action: &'h str) -> impl Iterator<Item = &'h Event> {
    history
        .events
        .iter()
        .filter(move |event| event.kind == EventKind::Image && event.id == id && event.action == action)
}

fn removed<'h>(id: &'h str, history: &'h History) -> Option<&'h Event> {
    of_image(id, history, "delete").last()
}

fn removed_by_name(id: &str, history: &History) -> bool {
    removed(id, history).is_some_and(|deleted| {
        of_image(id, history, "untag").any(|untagged| deleted.at.duration_since(untagged.at).abs() < AT_ONCE)
    })
}
