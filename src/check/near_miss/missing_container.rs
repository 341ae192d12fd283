//! Why the container that a check means is not there.

use crate::course::subject::ContainerSelect;
use crate::probe::{ContainerFilter, Life, lives, reference};

use super::super::context::Env;
use super::super::lookup::{Looked, Stop};
use super::super::verdict::NearMiss;
use super::Case;
use super::similar::closest;

pub(super) fn find<'a>(case: &Case<'_, 'a>, select: &'a ContainerSelect) -> Looked<Option<NearMiss>> {
    let wanted_image = select.image.as_deref().or_else(|| case.wanted_text("image"));
    match select.name.as_deref().filter(|_| select.only_name().is_some()) {
        Some(name) => by_name(case, name, wanted_image).map(Some),
        None => by_selector(case, select, wanted_image),
    }
}

/// No container of that name.
fn by_name(case: &Case<'_, '_>, name: &str, wanted_image: Option<&str>) -> Looked<NearMiss> {
    let lives = recent(case.env)?;
    if lives.iter().any(|life| life.removed.is_some() && life.name == name) {
        return Ok(NearMiss::new("removed").with("name", name));
    }
    let fresh: Vec<&Life> = lives.iter().filter(|life| life.created.is_some() && life.removed.is_none()).collect();
    if let Some(close) = closest(name, fresh.iter().map(|life| life.name.as_str())) {
        return Ok(NearMiss::new("close-name").with("name", name).with("found", close));
    }
    if let Some(image) = wanted_image
        && let Some(other) = fresh.iter().rev().find(|life| reference::same(&life.image, image))
    {
        return Ok(NearMiss::new("other-name").with("name", name).with("found", &other.name));
    }
    let all = case.env.lookup.containers(ContainerFilter::default())?;
    if let Some(close) = closest(name, all.iter().map(|summary| summary.name.as_str())) {
        return Ok(NearMiss::new("close-name").with("name", name).with("found", close));
    }
    Ok(NearMiss::new("not-found").with("name", name))
}

/// No container that fits the selector, or none that meets the expectations.
fn by_selector(case: &Case<'_, '_>, select: &ContainerSelect, wanted_image: Option<&str>) -> Looked<Option<NearMiss>> {
    let lives = recent(case.env)?;
    if let Some(image) = wanted_image {
        let fresh: Vec<&Life> = lives.iter().filter(|life| life.created.is_some()).collect();
        let of_name = |life: &&&Life| reference::same(&life.image, image);
        if let Some(older) = fresh.iter().rev().find(of_name) {
            // Created under this name, yet not of the image that the name means now.
            let gone = older.removed.is_some() && !select.past;
            let id = if gone { "removed" } else { "older-build" };
            return Ok(Some(NearMiss::new(id).with("name", &older.name).with("image", image).with("wanted", image)));
        }
        if select.fresh == Some(true) && any_at_all(select, case.env)? {
            return Ok(Some(NearMiss::new("stale").with("image", image)));
        }
        if let Some(other) = fresh.last() {
            let near_miss = NearMiss::new("other-image").with("name", &other.name).with("image", &other.image);
            return Ok(Some(near_miss.with("wanted", image)));
        }
    }
    Ok(Some(NearMiss::new("not-found").with("image", wanted_image.unwrap_or_default())))
}

/// Whether the selector finds something once freshness is not asked for.
fn any_at_all(select: &ContainerSelect, env: Env<'_>) -> Looked<bool> {
    let relaxed = ContainerSelect { fresh: None, past: false, ..select.clone() };
    let lookup = env.lookup;
    let filter = ContainerFilter {
        image: relaxed.image.clone(),
        labels: relaxed.labels.clone(),
        network: relaxed.network.clone(),
        volume: relaxed.volume.clone(),
        publish: None,
    };
    let Some(id) = relaxed.image.as_ref().map(|image| lookup.image(image)).transpose()?.flatten().map(|i| &i.id) else {
        return Ok(false);
    };
    Ok(lookup.containers(filter)?.iter().any(|summary| summary.image_id == *id))
}

/// What the history tells of containers; nothing when it can't be had: then no near miss rests on it.
fn recent(env: Env<'_>) -> Looked<Vec<Life>> {
    match env.lookup.history() {
        Ok(history) => Ok(lives(history)),
        Err(Stop::Unknown(_)) => Ok(Vec::new()),
        Err(Stop::Missing) => Err(Stop::Missing),
    }
}
