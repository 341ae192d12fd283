//! Containers that are gone, as the history tells of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::course::subject::{ContainerSelect, Subject};
use crate::probe::{
    ContainerState, Event, EventKind, Health, ImageState, Life, Mount, MountKind, Observation, Probe, RunState, Seen,
    lives, reference,
};

use super::context::Env;
use super::gone::{completed, ended_as_with_init, witnessed};
use super::lookup::{Looked, Stop};
use super::object::Object;
use super::select::Builds;

/// What the engine puts among the labels in a container's events.
const NOT_LABELS: [&str; 9] =
    ["name", "image", "exitCode", "containerExitCode", "signal", "execID", "execDuration", "oldName", "PodID"];

/// Containers that are gone, newest first.
pub(crate) fn gone(select: &ContainerSelect, builds: Builds, env: Env<'_>) -> Looked<Vec<ContainerState>> {
    let mut found = Vec::new();
    for life in lives(env.lookup.history()?).into_iter().rev().filter(|life| life.removed.is_some()) {
        let image_fits = match &select.image {
            Some(image) if builds == Builds::Any && reference::same(&life.image, image) => true,
            Some(image) => is_of_image(&life, image, env)?,
            None => true,
        };
        let labels_fit = select.all_labels().iter().all(|label| match label.split_once('=') {
            Some((key, value)) => life.attributes.get(key).is_some_and(|actual| actual == value),
            None => life.attributes.contains_key(label),
        });
        let fits = select.name.as_ref().is_none_or(|name| *name == life.name)
            && select.fresh.is_none_or(|fresh| life.created.is_some() == fresh)
            && select.network.is_none()
            && select.volume.is_none()
            && image_fits
            && select.in_state(RunState::Removed)
            && labels_fit
            && select.fits_compose(&life.attributes);
        if fits {
            let image_id = image_id_of(&life, env)?;
            let mounts = volumes_of(&life.id, env)?;
            let seen = witnessed(&life.id, env)?;
            let told = ContainerState { mounts, ..state_of(life, image_id) };
            found.push(match seen {
                Some(seen) => completed(told, seen),
                None => told,
            });
        }
    }
    Ok(found)
}

/// What the history tells of the container with this id.
pub(crate) fn life_of(id: &str, env: Env<'_>) -> Looked<Option<Life>> {
    Ok(lives(env.lookup.history()?).into_iter().find(|life| life.id == id))
}

/// Whether a container was of the image that `wanted` names now.
fn is_of_image(life: &Life, wanted: &str, env: Env<'_>) -> Looked<bool> {
    let now = env.lookup.image(wanted)?.map(|state| state.id.clone());
    match (image_id_of(life, env)?, now) {
        (Some(then), Some(now)) => Ok(then == now),
        (None, _) => Ok(reference::same(&life.image, wanted)),
        (Some(_), None) => Ok(false),
    }
}

/// The id of the image that a container was created from, as far as history and baseline tell.
pub(crate) fn image_id_of(life: &Life, env: Env<'_>) -> Looked<Option<String>> {
    if let Some(id) = witnessed(&life.id, env)?.and_then(|seen| seen.container.image_id.clone()) {
        return Ok(Some(id));
    }
    if reference::is_id(&life.image) {
        return Ok(Some(reference::strip_algorithm(&life.image).to_owned()));
    }
    let Some(created) = life.created else { return Ok(None) };
    image_id_at(&life.image, created, env)
}

/// What `name` named at a time: what the last event before it says, else what the step began with, else what it names
/// now unless it was given to another since.
fn image_id_at(name: &str, at: Timestamp, env: Env<'_>) -> Looked<Option<String>> {
    let history = env.lookup.history()?;
    let (before, after): (Vec<_>, Vec<_>) =
        history.events.iter().filter(|event| gives_name(event, name)).partition(|event| event.at <= at);
    if let Some(event) = before.last().filter(|event| reference::is_id(&event.id)) {
        return Ok(Some(event.id.clone()));
    }
    let now = match env.lookup.image(name) {
        Ok(state) => state.map(|state| state.id.clone()),
        Err(Stop::Unknown(_)) => None,
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let began = baseline_image(name, env).map(|state| state.id.clone());
    Ok(match (before.is_empty(), after.is_empty()) {
        // An engine that gives names without an event can't tell when it did.
        (true, true) if began.is_some() && now.is_some() && began != now => None,
        (true, _) if began.is_some() && history.complete => began,
        (_, true) => now,
        _ => None,
    })
}

/// Whether an event gives `name` to an image.
pub(crate) fn gives_name(event: &Event, name: &str) -> bool {
    event.kind == EventKind::Image
        && matches!(event.action.as_str(), "tag" | "create" | "pull" | "import" | "load")
        && (reference::same(event.attribute("name"), name) || reference::same(&event.id, name))
}

/// The images that have had this name since the step began, as far as history and baseline tell.
pub(crate) fn former_ids(name: &str, env: Env<'_>) -> Looked<Vec<String>> {
    let mut ids: Vec<String> = baseline_image(name, env).map(|state| state.id.clone()).into_iter().collect();
    match env.lookup.history() {
        Ok(history) => {
            let given = history.events.iter().filter(|event| gives_name(event, name) && reference::is_id(&event.id));
            ids.extend(given.map(|event| event.id.clone()));
        }
        Err(Stop::Unknown(_)) => {}
        Err(Stop::Missing) => return Err(Stop::Missing),
    }
    Ok(ids)
}

/// The image that had this name when the step began, if that was looked at.
pub(crate) fn baseline_image<'a>(name: &str, env: Env<'a>) -> Option<&'a ImageState> {
    env.context.baseline?.iter().find_map(|(probe, seen)| match (probe, seen) {
        (Probe::Image { reference }, Seen::Present(Observation::Image(state))) if reference::same(reference, name) => {
            Some(state.as_ref())
        }
        _ => None,
    })
}

/// The container that had the name of `subject` when the step began, if it is still there: a new name removes nothing.
pub(crate) fn under_other_name<'a>(subject: &'a Subject, env: Env<'a>) -> Looked<Option<Object<'a>>> {
    let (Subject::Container(select), Some(baseline)) = (subject, env.context.baseline) else { return Ok(None) };
    let Some(name) = select.only_name() else { return Ok(None) };
    let before = baseline.iter().find_map(|(_, seen)| match seen {
        Seen::Present(Observation::Container(state)) if state.name == name => Some(state),
        _ => None,
    });
    let Some(before) = before else { return Ok(None) };
    let now = env.lookup.container(&before.id)?.filter(|now| now.id == before.id);
    Ok(now.map(|now| Object::Container(Box::new(Cow::Borrowed(now)))))
}

fn labels(attributes: BTreeMap<String, String>) -> BTreeMap<String, String> {
    attributes.into_iter().filter(|(name, _)| !NOT_LABELS.contains(&name.as_str())).collect()
}

/// The volumes that the container with this id was started with. Of folders the history tells nothing.
fn volumes_of(id: &str, env: Env<'_>) -> Looked<Vec<Mount>> {
    let is_mount = |event: &&Event| {
        event.kind == EventKind::Volume && event.action == "mount" && event.attribute("container") == id
    };
    let mut mounts: Vec<Mount> = Vec::new();
    for event in env.lookup.history()?.events.iter().filter(is_mount) {
        let mount = Mount {
            kind: MountKind::Volume,
            name: event.id.clone(),
            anonymous: reference::is_id(&event.id),
            source: String::new(),
            destination: event.attribute("destination").to_owned(),
            read_only: event.attribute("read/write") == "false",
        };
        // Every start mounts it again.
        if !mounts.contains(&mount) {
            mounts.push(mount);
        }
    }
    Ok(mounts)
}

/// What is left of a container that is gone.
fn state_of(life: Life, image_id: Option<String>) -> ContainerState {
    let exit_code = life.ends.last().and_then(|(_, code)| *code);
    ContainerState {
        id: life.id,
        name: life.name,
        image: life.image,
        image_id,
        created: life.created.unwrap_or(Timestamp::MIN),
        started_at: life.starts.last().copied(),
        finished_at: life.ends.last().map(|(at, _)| *at),
        state: RunState::Removed,
        exit_code,
        error: String::new(),
        command: Vec::new(),
        cmd: Vec::new(),
        entrypoint: Vec::new(),
        env: Vec::new(),
        labels: labels(life.attributes),
        user: String::new(),
        workdir: String::new(),
        init: ended_as_with_init(&life.signals, exit_code),
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
        execs: life.execs.into_iter().map(|exec| exec.command).collect(),
        inspect: serde_json::Value::Null,
    }
}
