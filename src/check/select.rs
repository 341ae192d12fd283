//! Finding containers: those that are there, and those that only the history knows.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};

use crate::course::subject::ContainerSelect;
use crate::probe::{ContainerFilter, ContainerState, ContainerSummary, Health, Life, RunState, lives, reference};

use super::context::Env;
use super::lookup::{Looked, Stop};

/// Every container that `select` means, newest first; of two with the same name the one that is there comes first.
pub(crate) fn select_containers<'a>(select: &'a ContainerSelect, env: Env<'a>) -> Looked<Vec<Cow<'a, ContainerState>>> {
    let mut found: Vec<Cow<'a, ContainerState>> = match select.only_name() {
        Some(name) => live_by_name(name, env)?.into_iter().map(Cow::Borrowed).collect(),
        None => live_by_filter(select, env)?.into_iter().map(Cow::Borrowed).collect(),
    };
    if select.past && (select.only_name().is_none() || found.is_empty()) {
        found.extend(gone(select, env)?.into_iter().map(Cow::Owned));
    }
    Ok(found)
}

/// The one created last.
pub(crate) fn newest<'s, 'a>(found: &'s [Cow<'a, ContainerState>]) -> Option<&'s Cow<'a, ContainerState>> {
    found.iter().max_by_key(|container| container.created)
}

/// The container of exactly this name. The engine also takes id prefixes where a name is meant: those don't count.
fn live_by_name<'a>(name: &str, env: Env<'a>) -> Looked<Option<&'a ContainerState>> {
    Ok(env.lookup.container(name)?.filter(|state| state.name == name || state.id == name))
}

fn live_by_filter<'a>(select: &ContainerSelect, env: Env<'a>) -> Looked<Vec<&'a ContainerState>> {
    let filter = ContainerFilter {
        image: select.image.clone(),
        labels: select.labels.clone(),
        network: select.network.clone(),
        volume: select.volume.clone(),
        publish: None,
    };
    let image_id = match &select.image {
        Some(image) => match env.lookup.image(image)? {
            Some(state) => Some(state.id.as_str()),
            None => return Ok(Vec::new()),
        },
        None => None,
    };
    let begun = select.fresh.map(|_| env.context.begun()).transpose()?;
    let from_history = match select.fresh {
        Some(true) if filter == ContainerFilter::default() => fresh_ids(select, env)?,
        _ => None,
    };
    let wanted = |summary: &&ContainerSummary| {
        let long_ago = begun.is_some_and(|begun| summary.created + SignedDuration::from_secs(1) < begun);
        select.name.as_ref().is_none_or(|name| *name == summary.name)
            && image_id.is_none_or(|id| id == summary.image_id)
            && !(select.fresh == Some(true) && long_ago)
    };
    let ids: Vec<String> = match from_history {
        Some(ids) => ids,
        None => env.lookup.containers(filter)?.iter().filter(wanted).map(|summary| summary.id.clone()).collect(),
    };
    for id in &ids {
        env.lookup.want(crate::probe::Probe::Container { key: id.clone() });
    }
    let mut found = Vec::new();
    for id in &ids {
        // A container that went between the list and the look is gone, which is what the history is for.
        if let Some(state) = env.lookup.container(id)?
            && select.fresh.is_none_or(|fresh| begun.is_some_and(|begun| (state.created >= begun) == fresh))
        {
            found.push(state);
        }
    }
    found.sort_by_key(|state| std::cmp::Reverse(state.created));
    Ok(found)
}

/// The containers that the history saw made, which spares a list of everything; `None` if it may have missed some.
fn fresh_ids(select: &ContainerSelect, env: Env<'_>) -> Looked<Option<Vec<String>>> {
    let history = match env.lookup.history() {
        Ok(history) if history.complete => history,
        Err(Stop::Missing) => return Err(Stop::Missing),
        Ok(_) | Err(Stop::Unknown(_)) => return Ok(None),
    };
    let there = lives(history).into_iter().filter(|life| life.created.is_some() && life.removed.is_none());
    Ok(Some(
        there.filter(|life| select.name.as_ref().is_none_or(|name| *name == life.name)).map(|life| life.id).collect(),
    ))
}

/// Containers that are gone, newest first.
fn gone(select: &ContainerSelect, env: Env<'_>) -> Looked<Vec<ContainerState>> {
    let mut found = Vec::new();
    for life in lives(env.lookup.history()?).into_iter().rev().filter(|life| life.removed.is_some()) {
        let image_fits = match &select.image {
            Some(image) => is_of_image(&life, image, env)?,
            None => true,
        };
        let labels_fit = select.labels.iter().all(|label| match label.split_once('=') {
            Some((key, value)) => life.attributes.get(key).is_some_and(|actual| actual == value),
            None => life.attributes.contains_key(label),
        });
        let fits = select.name.as_ref().is_none_or(|name| *name == life.name)
            && select.fresh.is_none_or(|fresh| life.created.is_some() == fresh)
            && select.network.is_none()
            && select.volume.is_none()
            && image_fits
            && labels_fit;
        if fits {
            let image_id = image_id_of(&life, env)?;
            found.push(state_of(life, image_id));
        }
    }
    Ok(found)
}

/// Whether a container that is gone was of the image that `wanted` names now.
fn is_of_image(life: &Life, wanted: &str, env: Env<'_>) -> Looked<bool> {
    let now = env.lookup.image(wanted)?.map(|state| state.id.clone());
    match (image_id_of(life, env)?, now) {
        (Some(then), Some(now)) => Ok(then == now),
        (None, _) => Ok(reference::same(&life.image, wanted)),
        (Some(_), None) => Ok(false),
    }
}

/// The id of the image that a container was created from, as far as history and baseline tell.
fn image_id_of(life: &Life, env: Env<'_>) -> Looked<Option<String>> {
    if reference::is_id(&life.image) {
        return Ok(Some(reference::strip_algorithm(&life.image).to_owned()));
    }
    let Some(created) = life.created else { return Ok(None) };
    image_id_at(&life.image, created, env)
}

/// What `name` named at a time: the last tag event before it, else what the step began with, else what it names now
/// unless it was tagged since.
pub(crate) fn image_id_at(name: &str, at: Timestamp, env: Env<'_>) -> Looked<Option<String>> {
    let history = env.lookup.history()?;
    let tags = || {
        history
            .events
            .iter()
            .filter(|event| matches!(event.action.as_str(), "tag" | "pull" | "import" | "load"))
            .filter(|event| reference::same(event.attribute("name"), name))
    };
    if let Some(event) = tags().rfind(|event| event.at <= at && reference::is_id(&event.id)) {
        return Ok(Some(event.id.clone()));
    }
    let now = match env.lookup.image(name) {
        Ok(state) => state.map(|state| state.id.clone()),
        Err(Stop::Unknown(_)) => None,
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let then = env.context.baseline.and_then(|baseline| {
        super::lookup::Lookup::new(baseline).image(name).ok().flatten().map(|state| state.id.clone())
    });
    let announced = tags().next().is_some();
    Ok(match then {
        // Told by an event that came later: until then it was what the step began with.
        Some(then) if announced || now.as_ref() == Some(&then) => Some(then),
        // A build by buildx on an old engine leaves no event: nobody can tell when the name moved.
        Some(_) => None,
        None if announced => None,
        None => now,
    })
}

/// What is left of a container that is gone.
fn state_of(life: Life, image_id: Option<String>) -> ContainerState {
    ContainerState {
        id: life.id,
        name: life.name,
        image: life.image,
        image_id,
        created: life.created.unwrap_or(Timestamp::MIN),
        started_at: life.starts.last().copied(),
        finished_at: life.ends.last().map(|(at, _)| *at),
        state: RunState::Removed,
        exit_code: life.ends.last().and_then(|(_, code)| *code),
        error: String::new(),
        command: Vec::new(),
        cmd: Vec::new(),
        entrypoint: Vec::new(),
        env: Vec::new(),
        labels: life.attributes,
        user: String::new(),
        workdir: String::new(),
        init: false,
        auto_remove: false,
        tty: false,
        interactive: false,
        network_mode: String::new(),
        networks: Vec::new(),
        ports: Vec::new(),
        exposed: Vec::new(),
        publish_all: false,
        mounts: Vec::new(),
        health: Health::None,
        restart: String::new(),
        signals: life.signals,
        execs: life.execs,
        inspect: serde_json::Value::Null,
    }
}
