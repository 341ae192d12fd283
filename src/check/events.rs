//! Events of the history: which of them a selector means, and what can be expected of them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::course::subject::EventSelect;
use crate::probe::compose::{PROJECT_LABEL, SERVICE_LABEL};
use crate::probe::{Event, EventKind, History, Life, lives, reference, signal_name};

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::past::baseline_image;

/// The events that `select` means, oldest first.
pub(crate) fn chosen<'a>(select: &EventSelect, history: &'a History, env: Env<'a>) -> Looked<Vec<&'a Event>> {
    let containers = match &select.container {
        Some(name) => Some(ids_of_container(name, history, env)?),
        None => None,
    };
    let image_ids = match &select.image {
        Some(image) => ids_of_image(image, env)?,
        None => Vec::new(),
    };
    let is_its_id = |id: &str| image_ids.contains(&id);
    let is = |wanted: &Option<String>, actual: &str| wanted.as_ref().is_none_or(|wanted| wanted == actual);
    let is_container = |event: &Event| {
        let id = if event.kind == EventKind::Container { event.id.as_str() } else { event.attribute("container") };
        containers.as_ref().is_none_or(|ids| ids.iter().any(|known| known == id) && !id.is_empty())
            || event.kind != EventKind::Container && select.container.as_deref() == Some(event.attribute("container"))
    };
    let is_image = |event: &Event| {
        select.image.as_deref().is_none_or(|wanted| match event.kind {
            EventKind::Container => {
                let named = event.attribute("image");
                reference::same(named, wanted) || image_ids.iter().any(|id| reference::names_id(named, id))
            }
            EventKind::Image => {
                reference::same(event.attribute("name"), wanted)
                    || reference::same(&event.id, wanted)
                    || is_its_id(&event.id) && reference::is_id(&reference::normalize(event.attribute("name")))
                    // All tags of its repository at once.
                    || event.action == "pull" && event.id == reference::repository_of(wanted)
            }
            _ => false,
        })
    };
    let is_network =
        |wanted: &str, event: &Event| event.kind == EventKind::Network && event.attribute("name") == wanted;
    let is_volume = |wanted: &str, event: &Event| event.kind == EventKind::Volume && event.id == wanted;
    let fits = |event: &&Event| {
        is(&select.kind, kind_word(event.kind))
            && is(&select.action, &event.action)
            && is_container(event)
            && is_image(event)
            && select.network.as_deref().is_none_or(|wanted| is_network(wanted, event))
            && select.volume.as_deref().is_none_or(|wanted| is_volume(wanted, event))
            && is(&select.project, event.attribute(PROJECT_LABEL))
            && is(&select.service, event.attribute(SERVICE_LABEL))
    };
    let mut chosen: Vec<&Event> = history.events.iter().filter(fits).collect();
    if let Some(image) = &select.image {
        leave_out_others(&mut chosen, image, history, env)?;
    }
    Ok(chosen)
}

/// Leaves out the untags of an image's other names. Engines tell no name of them: as many are meant for others as names that
/// it had, or was given since, are gone; the last ones, where nobody can tell.
fn leave_out_others(chosen: &mut Vec<&Event>, image: &str, history: &History, env: Env<'_>) -> Looked<()> {
    let now = match env.lookup.image(image) {
        Ok(Some(now)) => now,
        Ok(None) | Err(Stop::Unknown(_)) => return Ok(()),
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let before = baseline_image(image, env).filter(|before| before.id == now.id);
    let given = history.events.iter().filter(|event| event.action == "tag" && event.id == now.id);
    let names = before.into_iter().flat_map(|before| before.tags.iter().map(String::as_str));
    let names: BTreeSet<&str> = names.chain(given.map(|event| event.attribute("name"))).collect();
    let is_gone =
        |name: &&&str| !reference::same(name, image) && !now.tags.iter().any(|tag| reference::same(tag, name));
    for _ in names.iter().filter(is_gone) {
        let untag = |event: &&Event| event.action == "untag" && event.id == now.id;
        if let Some(last) = chosen.iter().rposition(untag) {
            chosen.remove(last);
        }
    }
    Ok(())
}

const fn kind_word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Container => "container",
        EventKind::Image => "image",
        EventKind::Network => "network",
        EventKind::Volume => "volume",
        EventKind::Other => "other",
    }
}

/// The ids of all containers that have or had this name: events of networks and volumes know containers by id only.
fn ids_of_container(name: &str, history: &History, env: Env<'_>) -> Looked<Vec<String>> {
    let had_name = |life: &Life| life.name == name || life.former_names.iter().any(|former| former == name);
    let mut ids: Vec<String> = lives(history).into_iter().filter(had_name).map(|life| life.id).collect();
    match env.lookup.container(name) {
        Ok(state) => ids.extend(state.filter(|state| state.name == name).map(|state| state.id.clone())),
        Err(Stop::Unknown(_)) => {}
        Err(Stop::Missing) => return Err(Stop::Missing),
    }
    Ok(ids)
}

/// The ids of the images that have this name, now and when the step began.
fn ids_of_image<'a>(image: &str, env: Env<'a>) -> Looked<Vec<&'a str>> {
    let now = match env.lookup.image(image) {
        Ok(state) => state,
        Err(Stop::Unknown(_)) => None,
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let began = baseline_image(image, env);
    Ok(now.into_iter().chain(began).map(|state| state.id.as_str()).collect())
}

/// The value of a property of the events together.
pub(crate) fn property(list: &[&Event], name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    let texts = |of: fn(&Event) -> String| list.iter().map(|event| of(event)).filter(|text| !text.is_empty()).collect();
    let texts: Vec<String> = match name {
        "actions" => texts(|event| event.action.clone()),
        "details" => texts(|event| event.detail.clone()),
        "signals" => texts(|event| signal_name(event.attribute("signal"))),
        "containers" => names_of_containers(list, env)?,
        "exit_codes" => {
            let codes: Vec<i64> = list.iter().filter_map(|event| event.attribute("exitCode").parse().ok()).collect();
            return Ok(Some(json!(codes)));
        }
        "count" => return Ok(Some(json!(list.len()))),
        _ => return Ok(None),
    };
    Ok(Some(json!(texts)))
}

fn names_of_containers(list: &[&Event], env: Env<'_>) -> Looked<Vec<String>> {
    let known = lives(env.lookup.history()?);
    let mut names = Vec::new();
    for event in list {
        let id = match event.kind {
            EventKind::Container => {
                names.push(event.attribute("name").to_owned());
                continue;
            }
            _ => event.attribute("container"),
        };
        let from_life = known.iter().find(|life| life.id == id).map(|life| life.name.clone());
        let name = match from_life {
            Some(name) => name,
            None if reference::is_id(id) => match env.lookup.container(id) {
                Ok(state) => state.map_or_else(|| id.to_owned(), |state| state.name.clone()),
                Err(Stop::Missing) => return Err(Stop::Missing),
                Err(Stop::Unknown(_)) => id.to_owned(),
            },
            None => id.to_owned(),
        };
        names.push(name);
    }
    names.retain(|name| !name.is_empty());
    Ok(names)
}
