//! Why the container that a check means is not there.

use crate::course::expect::Matcher;
use crate::course::subject::ContainerSelect;
use crate::probe::{ContainerFilter, ContainerState, Life, lives, reference};

use super::super::context::Env;
use super::super::lookup::{Looked, Stop};
use super::super::past::image_id_of;
use super::super::verdict::NearMiss;
use super::similar::closest;
use super::{Case, compose};

pub(super) fn find<'a>(case: &Case<'_, 'a>, select: &'a ContainerSelect) -> Looked<Option<NearMiss>> {
    if let Some(project) = &select.project {
        return compose::missing(case, project, select.service.as_deref()).map(|near_miss| {
            // It is there, and something else of the selector does not fit.
            let is_there = near_miss.id == "stale" && select.fresh != Some(true);
            Some(near_miss).filter(|_| !is_there)
        });
    }
    let wanted_image = select.image.as_deref().or_else(|| case.wanted_text("image"));
    match select.name.as_deref() {
        Some(name) => by_name(case, select, name, wanted_image).map(Some),
        None => by_selector(case, select, wanted_image),
    }
}

/// Fewer containers of an image than wanted, and some of an older build of it beside them.
pub(super) fn too_few(case: &Case<'_, '_>, select: &ContainerSelect, found: usize) -> Looked<Option<NearMiss>> {
    let wants_more = match case.matcher("count") {
        Some(Matcher::AtLeast(least)) => least.as_u64().is_some_and(|least| (found as u64) < least),
        Some(Matcher::Equals(exact)) => exact.as_u64().is_some_and(|exact| (found as u64) < exact),
        _ => false,
    };
    let Some(image) = select.image.as_deref().filter(|_| wants_more) else { return Ok(None) };
    if found == 0 {
        return by_selector(case, select, Some(image));
    }
    let made: Vec<Life> = made(case.env)?.into_iter().filter(|life| life.removed.is_none()).collect();
    Ok(older_build(&made, image, case.env)?.map(|(_, near_miss)| near_miss))
}

/// No container of that name, or none of that name that fits the rest of the selector.
fn by_name(case: &Case<'_, '_>, select: &ContainerSelect, name: &str, wanted_image: Option<&str>) -> Looked<NearMiss> {
    if let Some(state) = case.env.lookup.container(name)?.filter(|state| state.name == name) {
        return there(case, select, state);
    }
    let lives = recent(case.env)?;
    let gone = lives.iter().rev().find(|life| life.removed.is_some() && life.name == name);
    // Once one of that name is gone, only what came after it is a slip in its stead.
    let since = gone.and_then(|life| life.removed);
    let is_later = |life: &&Life| life.created.is_some_and(|created| since.is_none_or(|since| created >= since));
    let fresh: Vec<&Life> = lives.iter().filter(|life| life.removed.is_none()).filter(is_later).collect();
    if let Some(close) = closest(name, fresh.iter().map(|life| life.name.as_str())) {
        return Ok(NearMiss::new("close-name").with("name", name).with("found", close));
    }
    let renamed = |life: &&Life| life.removed.is_none() && life.former_names.iter().any(|former| former == name);
    if let Some(life) = lives.iter().rev().find(renamed).filter(|_| gone.is_none()) {
        return Ok(NearMiss::new("other-name").with("name", name).with("found", &life.name));
    }
    if let Some(image) = wanted_image {
        for life in fresh.iter().rev() {
            if is_of(life, image, case.env)? {
                return Ok(NearMiss::new("other-name").with("name", name).with("found", &life.name));
            }
        }
    }
    if let Some(life) = gone {
        let code = life.ends.last().and_then(|(_, code)| *code).map(|code| code.to_string()).unwrap_or_default();
        return Ok(NearMiss::new("removed").with("name", name).with("code", code));
    }
    let all = case.env.lookup.containers(ContainerFilter::default())?;
    if let Some(close) = closest(name, all.iter().map(|summary| summary.name.as_str())) {
        return Ok(NearMiss::new("close-name").with("name", name).with("found", close));
    }
    Ok(NearMiss::new("not-found").with("name", name))
}

/// A container has the name, and something else of the selector does not fit.
fn there(case: &Case<'_, '_>, select: &ContainerSelect, state: &ContainerState) -> Looked<NearMiss> {
    if select.fresh == Some(true) && state.created < case.env.context.begun()? {
        return Ok(NearMiss::new("stale").with("name", &state.name));
    }
    if let Some(image) = &select.image {
        let now = case.env.lookup.image(image)?;
        if now.is_some_and(|now| state.image_id.as_ref() != Some(&now.id)) {
            let id = if reference::same(&state.image, image) { "older-build" } else { "other-image" };
            let near_miss = NearMiss::new(id).with("name", &state.name).with("image", &state.image);
            return Ok(near_miss.with("wanted", image));
        }
    }
    Ok(elsewhere(select, state).unwrap_or_else(|| NearMiss::new("not-found").with("name", &state.name)))
}

/// A container that is not on the network that the selector names.
fn elsewhere(select: &ContainerSelect, state: &ContainerState) -> Option<NearMiss> {
    let network = select.network.as_ref()?;
    let names: Vec<&str> = state.networks.iter().map(|attachment| attachment.name.as_str()).collect();
    let id = if matches!(names.as_slice(), ["bridge" | "podman"]) { "default-bridge" } else { "other-network" };
    let near_miss = NearMiss::new(id).with("name", &state.name).with("network", network);
    (!names.contains(&network.as_str())).then(|| near_miss.with("actual", names.join(", ")))
}

/// No container that fits the selector, or none that meets the expectations.
fn by_selector(case: &Case<'_, '_>, select: &ContainerSelect, wanted_image: Option<&str>) -> Looked<Option<NearMiss>> {
    let not_found = NearMiss::new("not-found").with("image", wanted_image.unwrap_or_default());
    let Some(image) = wanted_image else { return Ok(Some(not_found)) };
    let made = made(case.env)?;
    for life in made.iter().rev() {
        if !is_of(life, image, case.env)? {
            continue;
        }
        let state = if life.removed.is_none() { case.env.lookup.container(&life.id)? } else { None };
        match state {
            Some(state) => return Ok(elsewhere(select, state)),
            None if !select.past => {
                return Ok(Some(NearMiss::new("removed").with("name", &life.name).with("image", image)));
            }
            None => {}
        }
    }
    if let Some((_, near_miss)) = older_build(&made, image, case.env)? {
        return Ok(Some(near_miss));
    }
    if select.fresh == Some(true) && any_at_all(select, case.env)? {
        return Ok(Some(NearMiss::new("stale").with("image", image)));
    }
    if let Some(other) = made.iter().rfind(|life| !is_of_builder(life)) {
        let near_miss = NearMiss::new("other-image").with("name", &other.name).with("image", &other.image);
        return Ok(Some(near_miss.with("wanted", image)));
    }
    Ok(Some(not_found))
}

/// A container made since the step began under the name of the image, yet not of what that name means now.
fn older_build<'l>(made: &'l [Life], image: &str, env: Env<'_>) -> Looked<Option<(&'l Life, NearMiss)>> {
    let Some(now) = env.lookup.image(image)? else { return Ok(None) };
    for life in made.iter().rev().filter(|life| reference::same(&life.image, image)) {
        if built_from(life, env)?.is_some_and(|then| then != now.id) {
            let near_miss = NearMiss::new("older-build").with("name", &life.name).with("image", image);
            return Ok(Some((life, near_miss.with("wanted", image))));
        }
    }
    Ok(None)
}

/// The id of the image that a container was made from: its own word while it is there, else the history's.
fn built_from(life: &Life, env: Env<'_>) -> Looked<Option<String>> {
    if life.removed.is_none()
        && let Some(state) = env.lookup.container(&life.id)?
    {
        return Ok(state.image_id.clone());
    }
    image_id_of(life, env)
}

/// Whether a container was made from the image that `image` names now.
fn is_of(life: &Life, image: &str, env: Env<'_>) -> Looked<bool> {
    let now = env.lookup.image(image)?;
    Ok(match (built_from(life, env)?, now) {
        (Some(then), Some(now)) => then == now.id,
        (None, _) => reference::same(&life.image, image),
        (Some(_), None) => false,
    })
}

/// The classic builder makes a container for every instruction, of an image that has an id and no name.
fn is_of_builder(life: &Life) -> bool {
    reference::is_id(&life.image)
}

/// Whether the selector finds something once freshness is not asked for.
fn any_at_all(select: &ContainerSelect, env: Env<'_>) -> Looked<bool> {
    let filter = ContainerFilter {
        image: select.image.clone(),
        labels: select.all_labels(),
        network: select.network.clone(),
        volume: select.volume.clone(),
        publish: None,
    };
    let Some(image) = &select.image else { return Ok(false) };
    let Some(now) = env.lookup.image(image)? else { return Ok(false) };
    Ok(env.lookup.containers(filter)?.iter().any(|summary| summary.image_id == now.id))
}

/// Containers made since the step began.
fn made(env: Env<'_>) -> Looked<Vec<Life>> {
    Ok(recent(env)?.into_iter().filter(|life| life.created.is_some()).collect())
}

/// What the history tells of containers; nothing when it can't be had: then no near miss rests on it.
fn recent(env: Env<'_>) -> Looked<Vec<Life>> {
    match env.lookup.history() {
        Ok(history) => Ok(lives(history)),
        Err(Stop::Unknown(_)) => Ok(Vec::new()),
        Err(Stop::Missing) => Err(Stop::Missing),
    }
}
