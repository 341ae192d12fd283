//! The value of a property of an object, and when two values of it are equal.

use serde_json::{Value, json};

use crate::course::expect::Property;
use crate::probe::{Cause, ContainerState, ImageState, RunState, Unseen, reference};

use super::answer;
use super::container::of_container;
use super::context::Env;
use super::dockerfile::Form;
use super::events;
use super::gone;
use super::lookup::{Looked, Stop};
use super::object::Object;
use super::past::baseline_image;
use super::registry;

/// The value of `property`; `None` when the object has no such value.
pub(crate) fn value(object: &Object<'_>, property: &Property, env: Env<'_>) -> Looked<Option<Value>> {
    match property {
        Property::Named(name) => named(object, name, env),
        Property::Key(name, key) => Ok(named(object, name, env)?.and_then(|map| map.get(key).cloned())),
        Property::Pointer(_) if is_gone(object) => Err(gone::gone(&super::evaluate::name_of(object))),
        Property::Pointer(pointer) => Ok(inspect(object).and_then(|inspect| pointed(inspect, pointer))),
        Property::Count => Ok(Some(json!(count(object)))),
    }
}

fn is_gone(object: &Object<'_>) -> bool {
    matches!(object, Object::Container(state) if state.state == RunState::Removed)
}

fn inspect<'a>(object: &'a Object<'_>) -> Option<&'a Value> {
    match object {
        Object::Container(state) => Some(&state.inspect),
        Object::Image { state, .. } => Some(&state.inspect),
        Object::Network(state) => Some(&state.inspect),
        Object::Volume(state) => Some(&state.inspect),
        _ => None,
    }
}

/// What a JSON pointer means. A segment `*` means every one there is, and gives a list.
fn pointed(value: &Value, pointer: &str) -> Option<Value> {
    let Some((parent, rest)) = pointer.split_once("/*") else { return value.pointer(pointer).cloned() };
    let all: Vec<&Value> = match value.pointer(parent)? {
        Value::Array(list) => list.iter().collect(),
        Value::Object(map) => map.values().collect(),
        _ => return None,
    };
    Some(all.into_iter().filter_map(|one| pointed(one, rest)).collect())
}

fn count(object: &Object<'_>) -> usize {
    match object {
        Object::Dangling(images) => images.len(),
        Object::Project(project) => project.containers.len(),
        Object::Events { events, .. } => events.len(),
        Object::Calls(outcome) => outcome.count as usize,
        _ => 1,
    }
}

fn named(object: &Object<'_>, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    match object {
        Object::Container(state) if is_gone(object) && !gone::is_known(state, name, env)? => {
            Err(gone::gone(&state.name))
        }
        Object::Container(state) => of_container(state, name, env),
        Object::Image { state, reference } => image(state, reference, name, env),
        Object::Network(state) if name == "fresh" => {
            state.created.map(|created| Ok(json!(created >= env.context.begun()?))).transpose()
        }
        Object::Volume(state) if name == "fresh" => {
            // Told to the second only: the second that the step began in counts as fresh.
            let begun = env.context.begun()?;
            Ok(state.created.map(|created| json!(created.as_second() >= begun.as_second())))
        }
        Object::Network(state) => Ok(field(state, name)),
        Object::Volume(state) if name == "kept" => Ok(Some(json!(super::made_by::is_kept(state, env)?))),
        Object::Volume(state) if name == "made_by" => Ok(super::made_by::made_by(state, env)?.map(|by| json!(by))),
        Object::Volume(state) => Ok(field(state, name)),
        Object::Events { events: list, .. } => events::property(list, name, env),
        Object::File(state) => Ok(field(state, name)),
        Object::Dockerfile(state) => Ok(field(state.as_ref(), name)),
        Object::ComposeFile(file) if file.hides(&Property::Named(name.to_owned())) => Ok(None),
        Object::ComposeFile(file) => Ok(field(file.as_ref(), name)),
        Object::Project(project) => project.property(name, env),
        Object::Run(outcome) => Ok(field(outcome.as_ref().as_ref(), name)),
        Object::Serve(outcome) => Ok(field(outcome, name)),
        Object::Calls(outcome) => Ok(field(outcome, name)),
        Object::Logs(text) => Ok(field(text, name)),
        Object::Http { url, .. } if name == "served_by" => super::served::served_by(url, env),
        Object::Http { answer, .. } => Ok(field(answer, name)),
        Object::Registry(state) => Ok(field(state, name)),
        Object::RegistryImage { image, reference } => registry::property(image, reference, name, env),
        Object::Login(state) => Ok(field(state, name)),
        Object::Answer { text, .. } => Ok(text.map(|text| json!(text))),
        Object::Dangling(images) if name == "fresh" => {
            // Expected true, it narrows what is counted; see `find_expected`.
            let begun = env.context.begun()?.as_second();
            Ok(Some(json!(images.iter().all(|image| image.created.as_second() >= begun))))
        }
        Object::Dangling(_) => Ok(None),
    }
}

/// The field of a state under its property name.
pub(crate) fn field(state: &impl serde::Serialize, name: &str) -> Option<Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(state) else { return None };
    fields.remove(name).filter(|value| !value.is_null())
}

pub(crate) fn image_missing(name: &str) -> Stop {
    Stop::Unknown(Unseen::new(Cause::ImageMissing, name))
}

fn image(state: &ImageState, named: &str, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    match name {
        "fresh" => Ok(Some(json!(super::fresh::is_fresh(state, named, env)?))),
        "base" => Ok(Some(json!(base(state, env)?.map_or("", |(reference, _)| reference)))),
        "added_layers" => {
            let of_base = base(state, env)?.map_or(0, |(_, layers)| layers);
            Ok(Some(json!(state.layers.len() - of_base)))
        }
        "added_size" => {
            let of_base = match base(state, env)? {
                Some((reference, _)) => image_or_before(reference, env)?.map_or(0, |base| base.size),
                None => 0,
            };
            Ok(Some(json!(state.size.saturating_sub(of_base))))
        }
        "origin" => Ok(Some(json!(super::origin::origin(state, named, env)?.0))),
        "from" => Ok(super::origin::origin(state, named, env)?.1.map(|from| json!(from))),
        "recipe" => Ok(Some(json!(super::layered::of_steps(super::origin::own_steps(state, env)?.1)))),
        "runs" => Ok(Some(json!(super::builds::runs(state, env)?))),
        "dropped" => Ok(Some(json!(super::dropped::dropped(named, env)?))),
        "kept_runs" => Ok(Some(json!(super::builds::kept_runs(state, env)?))),
        "cached_runs" => Ok(Some(json!(super::builds::cached_runs(state, env)?))),
        "command" => Ok(Some(json!([state.entrypoint.as_slice(), state.cmd.as_slice()].concat()))),
        "cmd_form" => Ok(Some(json!(form(&state.cmd)))),
        "entrypoint_form" => Ok(Some(json!(form(&state.entrypoint)))),
        "inspect" => Ok(None),
        _ => Ok(field(state, name)),
    }
}

/// The course's base image that `state` starts with, and how many layers that is.
fn base<'a>(state: &ImageState, env: Env<'a>) -> Looked<Option<(&'a str, usize)>> {
    let mut best: Option<(&str, usize)> = None;
    let mut missing = None;
    for reference in env.context.base_images {
        let Some(base) = image_or_before(reference, env)? else {
            missing = Some(reference);
            continue;
        };
        if stands_on(state, base) && best.is_none_or(|(_, layers)| layers < base.layers.len()) {
            best = Some((reference, base.layers.len()));
        }
    }
    match (best, missing) {
        (None, Some(reference)) => Err(image_missing(reference)),
        _ => Ok(best),
    }
}

/// The image that `reference` names, or, when that is gone, the one that it named when the step began.
pub(super) fn image_or_before<'a>(reference: &str, env: Env<'a>) -> Looked<Option<&'a ImageState>> {
    Ok(env.lookup.image(reference)?.or_else(|| baseline_image(reference, env)))
}

pub(super) fn stands_on(state: &ImageState, base: &ImageState) -> bool {
    !base.layers.is_empty() && state.layers.starts_with(&base.layers)
}

/// How an image's CMD or ENTRYPOINT was written, as far as its words tell: shell form puts `/bin/sh -c` in front.
fn form(words: &[String]) -> Form {
    match words {
        [] => Form::None,
        [shell, flag, _] if shell == "/bin/sh" && flag == "-c" => Form::Shell,
        _ => Form::Exec,
    }
}

/// Whether `actual`, the value of `property` of `object`, equals `expected`.
pub(crate) fn equal(
    object: &Object<'_>,
    property: &Property,
    actual: &Value,
    expected: &Value,
    env: Env<'_>,
) -> Looked<bool> {
    let name = match property {
        Property::Named(name) => name.as_str(),
        _ => "",
    };
    match (object, name, expected.as_str()) {
        (Object::Container(state), "image", Some(wanted)) => is_image(state, wanted, env),
        (Object::Image { state, .. }, "base", Some(wanted)) => {
            let base = image_or_before(wanted, env)?.ok_or_else(|| image_missing(wanted))?;
            Ok(stands_on(state, base))
        }
        (Object::Image { .. }, "recipe", _) => Ok(super::layered::is_same(actual, expected)),
        (Object::Dockerfile(_), "base", Some(wanted)) => {
            Ok(actual.as_str().is_some_and(|actual| reference::same(actual, wanted)))
        }
        (Object::RegistryImage { image, .. }, "image", Some(wanted)) => registry::is_image(image, wanted, env),
        (Object::RegistryImage { .. }, "digest" | "config", Some(wanted)) => {
            let digits = reference::strip_algorithm;
            Ok(actual.as_str().is_some_and(|actual| digits(actual) == digits(wanted)))
        }
        (Object::Answer { ask, .. }, _, _) => Ok(answer::equal(ask, actual, expected)),
        (Object::Image { .. }, "tags", Some(wanted)) => {
            Ok(actual.as_str().is_some_and(|actual| reference::same(actual, wanted)))
        }
        _ => Ok(actual == expected),
    }
}

/// Whether a container is of the image that `wanted` names now.
pub(crate) fn is_image(state: &ContainerState, wanted: &str, env: Env<'_>) -> Looked<bool> {
    let now = env.lookup.image(wanted)?;
    Ok(match (&state.image_id, now) {
        (Some(id), Some(now)) => *id == now.id,
        (None, _) => reference::same(&state.image, wanted),
        (Some(_), None) => false,
    })
}
