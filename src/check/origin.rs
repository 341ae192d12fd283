//! How an image came about. What it consists of decides, by its build steps; events help where the steps say nothing: two
//! images of the same steps are the same image, whoever gave it its name.
//!
//! - `tagged`: one of the course's base images under another name (`from` tells which).
//! - `committed`: from a container, or built on top of such an image.
//! - `imported`: from a file system, or built on top of one that was imported since the step began.
//! - `pulled`: a registry gave it since the step began.
//! - `loaded`: from an archive since the step began, and built elsewhere.
//! - `built`: by a builder. So is a build whose name came later, and one that went through an archive.

use jiff::Timestamp;

use crate::probe::{BuildStep, Event, EventKind, ImageState, Observation, Seen, StepMaker, reference};

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::past::gives_name;
use super::property::{image_or_before, stands_on};

/// How the image that is called `named` came about, and the image that it is another name of.
pub(crate) fn origin<'a>(state: &ImageState, named: &str, env: Env<'a>) -> Looked<(&'static str, Option<&'a str>)> {
    for base in env.context.base_images.iter().filter(|base| !reference::same(base, named)) {
        if image_or_before(base, env)?.is_some_and(|base| base.id == state.id) {
            return Ok(("tagged", Some(base)));
        }
    }
    let events = events(env)?;
    if is_pulled(state, named, events) {
        return Ok(("pulled", None));
    }
    let (below, own) = own_steps(state, env)?;
    let begun = env.context.begun()?;
    let made_now = |step: &BuildStep| step.created.as_second() >= begun.as_second();
    let by_import = |step: &BuildStep| step.maker() == StepMaker::Import;
    Ok((
        match own {
            _ if is_committed(state, own, !below.is_empty(), events, env)? => "committed",
            [only] if by_import(only) => "imported",
            [first, ..] if by_import(first) && made_now(first) => "imported",
            _ if is_loaded(state, named, events) && is_foreign(state, below, own, begun, env) => "loaded",
            _ => "built",
        },
        None,
    ))
}

/// What happened; nothing where that can't be had.
fn events(env: Env<'_>) -> Looked<&[Event]> {
    match env.lookup.history() {
        Ok(history) => Ok(&history.events),
        Err(Stop::Unknown(_)) => Ok(&[]),
        Err(Stop::Missing) => Err(Stop::Missing),
    }
}

/// Whether a registry gave the image this name. What is built has no digest of a registry, or not under this name.
fn is_pulled(state: &ImageState, named: &str, events: &[Event]) -> bool {
    let (repository, _) = reference::split(named);
    let of_repository = |event: &&Event| {
        event.kind == EventKind::Image
            && event.action == "pull"
            && (reference::split(&event.id).0 == repository
                || reference::split(event.attribute("name")).0 == repository)
    };
    let Some(pulled) = events.iter().rfind(of_repository) else { return false };
    let named_since =
        events.iter().any(|event| event.action == "tag" && event.at > pulled.at && gives_name(event, named));
    !named_since && state.digests.iter().any(|digest| reference::split(digest).0 == repository)
}

/// The build steps of the course's base image that an image stands on, and those on top of it.
pub(crate) fn own_steps<'a>(state: &ImageState, env: Env<'a>) -> Looked<(&'a [BuildStep], &'a [BuildStep])> {
    let steps = env.lookup.build_steps(&state.id)?;
    Ok(steps.split_at(steps_of_base(state, env)?.min(steps.len())))
}

/// How many of its build steps are those of the course's base image that it stands on; none if it stands on no such.
fn steps_of_base(state: &ImageState, env: Env<'_>) -> Looked<usize> {
    let mut most: Option<&ImageState> = None;
    for base in env.context.base_images {
        let base = image_or_before(base, env)?.filter(|base| stands_on(state, base));
        most = base.into_iter().chain(most).max_by_key(|base| base.layers.len());
    }
    most.map_or(Ok(0), |base| Ok(env.lookup.build_steps(&base.id)?.len()))
}

/// Whether it was made from a container, or stands on an image that was. Of an image that stands on none of the course's,
/// only what it was made by itself counts: how somebody's base image was made is nobody's slip.
fn is_committed(state: &ImageState, own: &[BuildStep], on_base: bool, events: &[Event], env: Env<'_>) -> Looked<bool> {
    let made: Vec<&str> = events
        .iter()
        .filter(|event| event.kind == EventKind::Container && event.action == "commit")
        .map(|event| reference::strip_algorithm(event.attribute("imageID")))
        .filter(|id| reference::is_id(id))
        .collect();
    if made.contains(&state.id.as_str()) {
        return Ok(true);
    }
    let Some((last, earlier)) = own.split_last() else { return Ok(false) };
    if is_of_container(last, Some(state)) {
        return Ok(true);
    }
    for step in earlier.iter().filter(|_| on_base) {
        let image = match &step.image {
            Some(id) if step.maker() == StepMaker::Unsigned => env.lookup.image(id)?,
            _ => None,
        };
        if is_of_container(step, image) {
            return Ok(true);
        }
    }
    // The command of a container may read like that of a RUN.
    for id in made {
        let committed = env.lookup.build_steps(id)?;
        if committed.last().is_some_and(|step| own.iter().any(|own| own.is_same(step))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a step is a container that was committed; `image` is the image that ends with it. The engine leaves the
/// container's host name in it, as no builder does.
fn is_of_container(step: &BuildStep, image: Option<&ImageState>) -> bool {
    let config = |name: &str| image.and_then(|image| image.inspect.pointer(&format!("/Config/{name}"))?.as_str());
    let signed = step.comment.starts_with("buildkit.");
    match (config("Hostname"), config("Image")) {
        (Some(host), _) if !host.is_empty() && !signed => true,
        (_, Some(parent)) if reference::is_id(parent) => false,
        _ => step.maker() == StepMaker::Unsigned,
    }
}

fn is_loaded(state: &ImageState, named: &str, events: &[Event]) -> bool {
    let loads = |event: &Event| event.kind == EventKind::Image && event.action == "load";
    events.iter().any(|event| loads(event) && (event.id == state.id || gives_name(event, named)))
}

/// Whether nothing tells that it was built here: no look saw it before, and none of its steps was carried out since the
/// step began. Settings alone take their time from the base, and say nothing.
fn is_foreign(state: &ImageState, below: &[BuildStep], own: &[BuildStep], begun: Timestamp, env: Env<'_>) -> bool {
    let is_it = |seen: &Seen| match seen {
        Seen::Present(Observation::Image(image)) => image.id == state.id,
        Seen::Present(Observation::Images(list)) => list.iter().any(|image| image.id == state.id),
        _ => false,
    };
    let seen_before = env.context.baseline.is_some_and(|baseline| baseline.iter().any(|(_, seen)| is_it(seen)))
        || env.context.former_builds.values().any(|ids| ids.contains(&state.id));
    let newest = |steps: &[BuildStep]| steps.iter().map(|step| step.created).max();
    let tells = newest(own) > newest(below);
    !seen_before && tells && newest(own).is_some_and(|newest| newest.as_second() < begun.as_second())
}
