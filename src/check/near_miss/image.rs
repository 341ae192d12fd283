//! What may be wrong with an image.

use std::collections::BTreeSet;

use crate::probe::{EventKind, ImageFilter, ImageState, ImageSummary, Observation, Seen, Snapshot, reference};

use super::super::evaluate::short;
use super::super::lookup::{Looked, Stop};
use super::super::verdict::NearMiss;
use super::Case;
use super::similar::closest;

pub(super) fn find(case: &Case<'_, '_>, wanted: &str) -> Looked<Option<NearMiss>> {
    let Some(state) = case.env.lookup.image(wanted)? else { return missing(case, wanted).map(Some) };
    let near_miss = |id: &str| NearMiss::new(id).with("image", wanted);
    if case.wrong("fresh") || id_should_have_changed(case) {
        return Ok(Some(near_miss("not-rebuilt")));
    }
    if ["cmd", "cmd_form", "entrypoint", "entrypoint_form"].iter().any(|property| case.wrong(property)) {
        if let Some(text) = json_in_shell_form(&state.cmd).or_else(|| json_in_shell_form(&state.entrypoint)) {
            return Ok(Some(near_miss("cmd-not-json").with("text", text)));
        }
        if let Some(near_miss) = written_at_build(case, state)? {
            return Ok(Some(near_miss));
        }
    }
    if case.wrong("base") {
        return Ok(Some(near_miss("other-base").with("base", case.wanted_text("base").unwrap_or_default())));
    }
    Ok(None)
}

/// Whether the check expects another image than the step began with, and it is the same.
fn id_should_have_changed(case: &Case<'_, '_>) -> bool {
    use super::super::verdict::Shown;
    case.mismatches.iter().any(|mismatch| {
        matches!(mismatch.property.as_str(), "id" | "layers") && matches!(mismatch.expected, Shown::Changed(_))
    })
}

/// JSON form that is no JSON, so that the shell gets it as a command: `['echo', 'hi']`.
fn json_in_shell_form(words: &[String]) -> Option<&str> {
    match words {
        [shell, flag, text] if shell == "/bin/sh" && flag == "-c" && text.trim_start().starts_with('[') => Some(text),
        _ => None,
    }
}

/// An image whose command is still its base's although layers were added: RUN where CMD is meant.
pub(super) fn written_at_build(case: &Case<'_, '_>, state: &ImageState) -> Looked<Option<NearMiss>> {
    for reference in case.env.context.base_images {
        let Some(base) = case.env.lookup.image(reference)? else { continue };
        let inherited = state.cmd == base.cmd && state.entrypoint == base.entrypoint;
        if inherited && state.layers.len() > base.layers.len() && state.layers.starts_with(&base.layers) {
            return Ok(Some(NearMiss::new("run-not-cmd").with("command", state.cmd.join(" "))));
        }
    }
    Ok(None)
}

/// Why there is no image of that name.
pub(super) fn missing(case: &Case<'_, '_>, wanted: &str) -> Looked<NearMiss> {
    let (repository, _) = reference::split(wanted);
    let near_miss = |id: &str| NearMiss::new(id).with("image", wanted);
    let fresh = fresh_tags(case)?;
    if let Some(close) = closest(&reference::normalize(wanted), fresh.iter().map(String::as_str)) {
        let same_repository = reference::split(close).0 == repository;
        let id = if same_repository { "other-tag" } else { "close-name" };
        return Ok(near_miss(id).with("found", close));
    }
    if let Some(other) = fresh.iter().find(|tag| reference::split(tag).0 == repository) {
        return Ok(near_miss("other-tag").with("found", other));
    }
    if let Some(id) = untagged(case)? {
        return Ok(near_miss("untagged").with("id", short(&id)));
    }
    let others = case.env.lookup.images(ImageFilter { dangling: None, reference: Some(repository.clone()) })?;
    if let Some(other) = others.iter().flat_map(|image| &image.tags).find(|tag| !reference::same(tag, wanted)) {
        return Ok(near_miss("other-tag").with("found", other));
    }
    if let Some(other) = fresh.last() {
        return Ok(near_miss("other-name").with("found", other));
    }
    let all = case.env.lookup.images(ImageFilter { dangling: Some(false), reference: None })?;
    let tags = all.iter().flat_map(|image| &image.tags);
    let close = closest(&repository, tags.map(|tag| tag.rsplit_once(':').map_or(tag.as_str(), |(name, _)| name)));
    Ok(match close {
        Some(close) => near_miss("close-name").with("found", close),
        None => near_miss("not-found"),
    })
}

/// Names given to images since the step began and still in use, oldest first.
fn fresh_tags(case: &Case<'_, '_>) -> Looked<Vec<String>> {
    let history = match case.env.lookup.history() {
        Ok(history) => history,
        Err(Stop::Unknown(_)) => return Ok(Vec::new()),
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let mut tags: Vec<String> = Vec::new();
    for event in history.events.iter().filter(|event| event.kind == EventKind::Image) {
        let name = reference::normalize(event.attribute("name"));
        match event.action.as_str() {
            "tag" if !name.is_empty() && !reference::is_id(&name) => {
                tags.retain(|tag| *tag != name);
                tags.push(name);
            }
            "untag" | "delete" => tags.retain(|tag| *tag != name),
            _ => {}
        }
    }
    Ok(tags)
}

/// An untagged image that was made since the step began and never had a name.
fn untagged(case: &Case<'_, '_>) -> Looked<Option<String>> {
    let Ok(begun) = case.env.context.begun() else { return Ok(None) };
    let before = case.env.context.baseline.and_then(known_ids);
    let is_new = |image: &ImageSummary| match &before {
        Some(before) => !before.contains(image.id.as_str()),
        None => image.created.as_second() >= begun.as_second(),
    };
    let dangling = case.env.lookup.images(ImageFilter { dangling: Some(true), reference: None })?;
    let had_name = |id: &str| case.env.context.former_builds.values().any(|ids| ids.contains(id));
    for image in dangling.iter().filter(|image| is_new(image) && !had_name(&image.id)) {
        let named = match case.env.lookup.history() {
            Ok(history) => history.events.iter().any(|event| event.action == "tag" && event.id == image.id),
            Err(Stop::Missing) => return Err(Stop::Missing),
            Err(Stop::Unknown(_)) => false,
        };
        if !named {
            return Ok(Some(image.id.clone()));
        }
    }
    Ok(None)
}

/// The images that the step began with, untagged ones included; `None` if those were not looked at. A creation time does
/// not tell: an image of settings alone may have its base's.
fn known_ids(baseline: &Snapshot) -> Option<BTreeSet<&str>> {
    let mut listed = false;
    let mut ids = BTreeSet::new();
    for (_, seen) in baseline.iter() {
        match seen {
            Seen::Present(Observation::Images(images)) => {
                listed = true;
                ids.extend(images.iter().map(|image| image.id.as_str()));
            }
            Seen::Present(Observation::Image(image)) => {
                ids.insert(image.id.as_str());
            }
            _ => {}
        }
    }
    listed.then_some(ids)
}
