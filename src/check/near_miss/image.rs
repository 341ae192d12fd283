//! What may be wrong with an image.

use std::collections::{BTreeMap, BTreeSet};

use crate::probe::{
    EventKind, ImageFilter, ImageState, ImageSummary, Observation, Probe, Seen, Snapshot, lives, reference,
};

use super::super::context::Env;
use super::super::evaluate::short;
use super::super::lookup::{Looked, Stop};
use super::super::past::baseline_image;
use super::super::verdict::NearMiss;
use super::registry::elsewhere;
use super::similar::closest;
use super::{Case, no_shell, recipe};

pub(super) fn find(case: &Case<'_, '_>, wanted: &str) -> Looked<Option<NearMiss>> {
    let state = case.env.lookup.image(wanted)?.filter(|_| !case.is_missing());
    let Some(state) = state else { return missing(case, wanted).map(Some) };
    let near_miss = |id: &str| NearMiss::new(id).with("image", wanted);
    if case.wrong("fresh") || id_should_have_changed(case) {
        let instead = match nameless(case, wanted, Against::Later)? {
            None => made_instead(case, wanted)?,
            instead => instead,
        };
        let instead = match instead {
            None => nameless(case, wanted, Against::Any)?,
            instead => instead,
        };
        let id =
            if case.wrong("fresh") && is_from_before(state, wanted, case.env) { "from-before" } else { "not-rebuilt" };
        return Ok(Some(instead.unwrap_or_else(|| near_miss(id))));
    }
    if ["command", "cmd", "cmd_form", "entrypoint", "entrypoint_form"].iter().any(|property| case.wrong(property)) {
        if let Some(text) = json_in_shell_form(&state.cmd).or_else(|| json_in_shell_form(&state.entrypoint)) {
            return Ok(Some(near_miss("cmd-not-json").with("text", text)));
        }
        if let Some(near_miss) = without_own_command(case, state)? {
            return Ok(Some(near_miss));
        }
        let words = [state.entrypoint.as_slice(), state.cmd.as_slice()].concat();
        if let Some(found) = no_shell::find(&words, false) {
            return Ok(Some(found.with("image", wanted)));
        }
    }
    if case.wrong("recipe") {
        return Ok(recipe::find(case, state)?.map(|found| found.with("image", wanted)));
    }
    if case.wrong("base") {
        return Ok(Some(near_miss("other-base").with("base", case.wanted_text("base").unwrap_or_default())));
    }
    Ok(None)
}

/// Whether it is the image that had the name when the step began, made by a builder that leaves no trace when it makes the
/// same once more: nobody can tell whether that was done.
fn is_from_before(state: &ImageState, wanted: &str, env: Env<'_>) -> bool {
    state.tagged.is_none() && baseline_image(wanted, env).is_some_and(|before| before.id == state.id)
}

/// Whether the check expects another image than the step began with, and it is the same.
fn id_should_have_changed(case: &Case<'_, '_>) -> bool {
    use super::super::verdict::Shown;
    case.mismatches.iter().any(|mismatch| {
        matches!(mismatch.property.as_str(), "id" | "layers") && matches!(mismatch.expected, Shown::Changed(_))
    })
}

/// JSON form that is no JSON, so that the shell gets it as a command: `['echo', 'hi']`.
pub(super) fn json_in_shell_form(words: &[String]) -> Option<&str> {
    match words {
        [shell, flag, text] if shell == "/bin/sh" && flag == "-c" && text.trim_start().starts_with('[') => Some(text),
        _ => None,
    }
}

/// An image that is more than its base and still has its base's command: RUN where CMD is meant, or no CMD at all. The
/// classic builder makes no layer for a RUN without effect, so the number of layers says nothing.
pub(super) fn without_own_command(case: &Case<'_, '_>, state: &ImageState) -> Looked<Option<NearMiss>> {
    for reference in case.env.context.base_images {
        let Some(base) = case.env.lookup.image(reference)? else { continue };
        let inherited = state.cmd == base.cmd && state.entrypoint == base.entrypoint;
        let stands_on = !base.layers.is_empty() && state.layers.starts_with(&base.layers);
        if inherited && stands_on && state.id != base.id {
            return Ok(Some(NearMiss::new("run-not-cmd").with("command", state.cmd.join(" "))));
        }
    }
    Ok(None)
}

/// Why there is no image of that name.
pub(super) fn missing(case: &Case<'_, '_>, wanted: &str) -> Looked<NearMiss> {
    // What was done last is what is asked about.
    if let Some(near_miss) = nameless(case, wanted, Against::Later)? {
        return Ok(near_miss);
    }
    if let Some(near_miss) = made_instead(case, wanted)? {
        return Ok(near_miss);
    }
    let near_miss = |id: &str| NearMiss::new(id).with("image", wanted);
    if let Some(other) = fresh_tags(case)?.iter().rfind(|tag| !case.is_of_course(tag)) {
        return Ok(near_miss("other-name").with("found", other));
    }
    // After the names: the classic builder leaves stages without one.
    if let Some(near_miss) = nameless(case, wanted, Against::Any)? {
        return Ok(near_miss);
    }
    let (repository, tag) = reference::split(wanted);
    let all = case.env.lookup.images(ImageFilter { dangling: Some(false), reference: None })?;
    let repositories = all.iter().flat_map(|image| &image.tags).map(|name| reference::split(name));
    let same_tag: Vec<String> = repositories.filter(|(_, other)| *other == tag).map(|(name, _)| name).collect();
    Ok(match closest(&repository, same_tag.iter().map(String::as_str)) {
        Some(close) => near_miss("close-name").with("found", close),
        None => near_miss("not-found"),
    })
}

/// What was made since the step began instead of the image that is wanted: one with nearly its name, or another tag.
fn made_instead(case: &Case<'_, '_>, wanted: &str) -> Looked<Option<NearMiss>> {
    let (repository, _) = reference::split(wanted);
    let near_miss = |id: &str| Some(NearMiss::new(id).with("image", wanted));
    let mut fresh = fresh_tags(case)?;
    fresh.retain(|tag| !reference::same(tag, wanted));
    let found = |id: &str, name: &str| near_miss(id).map(|near_miss| near_miss.with("found", name));
    if let Some(other) = fresh.iter().rev().find(|tag| reference::split(tag).0 == repository) {
        return Ok(found("other-tag", other));
    }
    let names: Vec<&str> = fresh.iter().map(String::as_str).collect();
    if let Some(elsewhere) = elsewhere(wanted, &names) {
        return Ok(Some(elsewhere));
    }
    if let Some(close) = closest(&reference::normalize(wanted), fresh.iter().map(String::as_str)) {
        return Ok(found("close-name", close));
    }
    Ok(None)
}

/// Which nameless images are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Against {
    /// Any.
    Any,
    /// One made after the last name was given.
    Later,
}

/// An image that was made without a name instead of the one that is wanted.
fn nameless(case: &Case<'_, '_>, wanted: &str, against: Against) -> Looked<Option<NearMiss>> {
    let Some(image) = untagged(case)? else { return Ok(None) };
    if against == Against::Later {
        let history = case.env.lookup.history()?;
        let named = history.events.iter().filter(|event| event.kind == EventKind::Image && event.action == "tag");
        if named.map(|event| event.at).max().is_some_and(|named| named >= image.created) {
            return Ok(None);
        }
    }
    Ok(Some(NearMiss::new("untagged").with("image", wanted).with("id", short(&image.id))))
}

/// Names given to images since the step began and still in use, oldest first.
fn fresh_tags(case: &Case<'_, '_>) -> Looked<Vec<String>> {
    let history = match case.env.lookup.history() {
        Ok(history) => history,
        Err(Stop::Unknown(_)) => return Ok(Vec::new()),
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let mut tags: Vec<String> = Vec::new();
    for event in history.events.iter().filter(|event| event.kind == EventKind::Image && event.action == "tag") {
        let name = reference::normalize(event.attribute("name"));
        if name.is_empty() || name.contains('@') || reference::is_id(&name) {
            continue;
        }
        tags.retain(|tag| *tag != name);
        tags.push(name);
    }
    // Some engines build without an event: what a list has more than the step began with is new all the same.
    if let Some(before) = before(case.env.context.baseline, false) {
        let now = case.env.lookup.images(ImageFilter { dangling: Some(false), reference: None })?;
        for image in now.iter().rev() {
            let moved = |tag: &&String| before.names.get(tag.as_str()).is_none_or(|id| *id != image.id);
            let names: Vec<String> = image.tags.iter().map(|tag| reference::normalize(tag)).collect();
            tags.extend(names.iter().filter(moved).filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>());
        }
    }
    for tag in &tags {
        case.env.lookup.want(Probe::Image { reference: tag.clone() });
    }
    // The event of a name that is taken away tells the image, not the name.
    let mut still = Vec::new();
    for tag in tags {
        match case.env.lookup.image(&tag) {
            Ok(Some(_)) => still.push(tag),
            Ok(None) | Err(Stop::Unknown(_)) => {}
            Err(Stop::Missing) => return Err(Stop::Missing),
        }
    }
    Ok(still)
}

/// An untagged image that was made since the step began and never had a name. What the classic builder leaves of a
/// build that failed is none: the container that failed is made from it.
fn untagged<'a>(case: &Case<'_, 'a>) -> Looked<Option<&'a ImageSummary>> {
    let Ok(begun) = case.env.context.begun() else { return Ok(None) };
    let history = match case.env.lookup.history() {
        Ok(history) => history,
        Err(Stop::Unknown(_)) => return Ok(None),
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let failed: Vec<String> = lives(history)
        .into_iter()
        .filter(|life| reference::is_id(&life.image) && life.ends.iter().any(|(_, code)| code.is_some_and(|c| c != 0)))
        .map(|life| reference::strip_algorithm(&life.image).to_owned())
        .collect();
    let named = |id: &str| history.events.iter().any(|event| event.action == "tag" && event.id == id);
    let dangling = case.env.lookup.images(ImageFilter { dangling: Some(true), reference: None })?;
    let before = before(case.env.context.baseline, true);
    let is_new = |image: &&ImageSummary| match &before {
        // One that had a name and lost it is no slip either.
        Some(before) => !before.ids.contains(image.id.as_str()) && !was_named(case, &image.id),
        None => image.created.as_second() >= begun.as_second(),
    };
    let mut made = dangling.iter().filter(is_new);
    Ok(made.find(|image| !failed.contains(&image.id) && !named(&image.id)))
}

/// Whether an image had a name when the step began.
fn was_named(case: &Case<'_, '_>, id: &str) -> bool {
    before(case.env.context.baseline, false).is_some_and(|before| before.ids.contains(id))
}

/// What the step began with of the images that a list tells: names with the id that each meant, and every id.
struct Before<'a> {
    names: BTreeMap<String, &'a str>,
    ids: BTreeSet<&'a str>,
}

/// The images that were listed when the step began, of those with or without a name; `None` if nobody looked. A creation
/// time does not tell: an image of settings alone may have its base's.
fn before(baseline: Option<&Snapshot>, dangling: bool) -> Option<Before<'_>> {
    let probe = Probe::Images(ImageFilter { dangling: Some(dangling), reference: None });
    let Seen::Present(Observation::Images(images)) = baseline?.get(&probe)? else { return None };
    let names = images.iter().flat_map(|image| image.tags.iter().map(|tag| (tag.as_str(), image.id.as_str())));
    Some(Before {
        names: names.map(|(tag, id)| (reference::normalize(tag), id)).collect(),
        ids: images.iter().map(|image| image.id.as_str()).collect(),
    })
}
