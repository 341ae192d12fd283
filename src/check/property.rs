//! The value of a property of an object, and when two values of it are equal.

use serde_json::{Value, json};

use crate::course::expect::Property;
use crate::probe::{
    Cause, ContainerState, Event, ImageState, Life, Observation, Probe, RunState, Seen, Unseen, lives, reference,
};

use super::answer;
use super::context::Env;
use super::dockerfile::Form;
use super::lookup::{Looked, Stop};
use super::object::Object;

/// What the history tells of a container that is gone. Everything else of it can't be known any more.
const KNOWN_OF_GONE: [&str; 15] = [
    "id",
    "name",
    "image",
    "image_id",
    "created",
    "started_at",
    "finished_at",
    "state",
    "exit_code",
    "signals",
    "execs",
    "labels",
    "fresh",
    "started_fresh",
    "count",
];

/// The value of `property`; `None` when the object has no such value.
pub(crate) fn value(object: &Object<'_>, property: &Property, env: Env<'_>) -> Looked<Option<Value>> {
    match property {
        Property::Named(name) => named(object, name, env),
        Property::Key(name, key) => Ok(named(object, name, env)?.and_then(|map| map.get(key).cloned())),
        Property::Pointer(pointer) => Ok(inspect(object).and_then(|inspect| inspect.pointer(pointer).cloned())),
        Property::Count => Ok(Some(json!(count(object)))),
    }
}

fn inspect<'a>(object: &'a Object<'_>) -> Option<&'a Value> {
    match object {
        Object::Container(state) => Some(&state.inspect),
        Object::Image(state) => Some(&state.inspect),
        Object::Network(state) => Some(&state.inspect),
        Object::Volume(state) => Some(&state.inspect),
        _ => None,
    }
}

fn count(object: &Object<'_>) -> usize {
    match object {
        Object::Dangling(images) => images.len(),
        Object::Events(events) => events.len(),
        _ => 1,
    }
}

fn named(object: &Object<'_>, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    match object {
        Object::Container(state) => container(state, name, env),
        Object::Image(state) => image(state, name, env),
        Object::Network(state) if name == "fresh" => {
            state.created.map(|created| Ok(json!(created >= env.context.begun()?))).transpose()
        }
        Object::Volume(state) if name == "fresh" => {
            // Told to the second only: the second that the step began in counts as fresh.
            let begun = env.context.begun()?;
            Ok(state.created.map(|created| json!(created.as_second() >= begun.as_second())))
        }
        Object::Network(state) => Ok(field(state, name)),
        Object::Volume(state) => Ok(field(state, name)),
        Object::Events(list) => Ok(events(list, name)),
        Object::File(state) => Ok(field(state, name)),
        Object::Dockerfile(state) => Ok(field(state.as_ref(), name)),
        Object::Run(outcome) => Ok(field(outcome, name)),
        Object::Logs(text) => Ok(field(text, name)),
        Object::Http { url, .. } if name == "served_by" => super::served::served_by(url, env),
        Object::Http { answer, .. } => Ok(field(answer, name)),
        Object::Answer { text, .. } => Ok(text.map(|text| json!(text))),
        Object::Dangling(_) => Ok(None),
    }
}

/// The field of a state under its property name.
fn field(state: &impl serde::Serialize, name: &str) -> Option<Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(state) else { return None };
    fields.remove(name).filter(|value| !value.is_null())
}

fn container(state: &ContainerState, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    if state.state == RunState::Removed && !KNOWN_OF_GONE.contains(&name) {
        return Err(Stop::Unknown(Unseen::new(Cause::Gone, state.name.clone())));
    }
    match name {
        "fresh" => Ok(Some(json!(state.created >= env.context.begun()?))),
        "started_fresh" => {
            let begun = env.context.begun()?;
            Ok(Some(json!(state.started_at.is_some_and(|started| started >= begun))))
        }
        "overridden" => {
            let Some(id) = &state.image_id else { return Ok(None) };
            Ok(env.lookup.image(id)?.map(|image| json!(state.cmd != image.cmd || state.entrypoint != image.entrypoint)))
        }
        "output" => Ok(env.lookup.logs(&state.id)?.map(|text| json!(text.output))),
        "signals" | "execs" if state.state != RunState::Removed => {
            let life = lives(env.lookup.history()?).into_iter().find(|life| life.id == state.id);
            let of_life = |life: Life| if name == "signals" { life.signals } else { life.execs };
            Ok(Some(json!(life.map(of_life).unwrap_or_default())))
        }
        "inspect" => Ok(None),
        _ => Ok(field(state, name)),
    }
}

fn image(state: &ImageState, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    match name {
        "fresh" => {
            let begun = env.context.begun()?;
            let dated = state.created >= begun || state.tagged.is_some_and(|tagged| tagged >= begun);
            if dated || named_since(state, env) {
                return Ok(Some(json!(true)));
            }
            if state.tagged.is_some() {
                return Ok(Some(json!(false)));
            }
            let tagged = env.lookup.history()?.events.iter().any(|event| event.action == "tag" && event.id == state.id);
            if !tagged && env.context.baseline.is_none() {
                return Err(Stop::Unknown(Unseen::new(Cause::NoBaseline, "the step was not seen to begin")));
            }
            Ok(Some(json!(tagged)))
        }
        "base" => Ok(base(state, env)?.map(|(reference, _)| json!(reference))),
        "added_layers" => {
            let of_base = base(state, env)?.map_or(0, |(_, layers)| layers);
            Ok(Some(json!(state.layers.len() - of_base)))
        }
        "cmd_form" => Ok(Some(json!(form(&state.cmd)))),
        "entrypoint_form" => Ok(Some(json!(form(&state.entrypoint)))),
        "inspect" => Ok(None),
        _ => Ok(field(state, name)),
    }
}

/// Whether one of its names meant nothing, or another image, when the step began. `BuildKit` on engines before 23 leaves
/// no other trace: an image of settings alone has its base's creation time, no tag time, and no event tells of it.
fn named_since(state: &ImageState, env: Env<'_>) -> bool {
    let is_named = |name: &str| state.tags.iter().any(|tag| reference::same(tag, name));
    env.context.baseline.is_some_and(|baseline| {
        baseline.iter().any(|(probe, seen)| match (probe, seen) {
            (Probe::Image { reference }, Seen::Absent) => is_named(reference),
            (Probe::Image { reference }, Seen::Present(Observation::Image(before))) => {
                before.id != state.id && is_named(reference)
            }
            _ => false,
        })
    })
}

/// The course's base image that `state` starts with, and how many layers that is.
fn base<'a>(state: &ImageState, env: Env<'a>) -> Looked<Option<(&'a str, usize)>> {
    let mut best: Option<(&str, usize)> = None;
    for reference in env.context.base_images {
        if let Some(base) = env.lookup.image(reference)?
            && state.layers.starts_with(&base.layers)
            && best.is_none_or(|(_, layers)| layers < base.layers.len())
        {
            best = Some((reference, base.layers.len()));
        }
    }
    Ok(best)
}

/// How an image's CMD or ENTRYPOINT was written, as far as its words tell: shell form puts `/bin/sh -c` in front.
fn form(words: &[String]) -> Form {
    match words {
        [] => Form::None,
        [shell, flag, _] if shell == "/bin/sh" && flag == "-c" => Form::Shell,
        _ => Form::Exec,
    }
}

fn events(list: &[&Event], name: &str) -> Option<Value> {
    let texts = |of: fn(&Event) -> String| list.iter().map(|event| of(event)).filter(|text| !text.is_empty()).collect();
    let texts: Vec<String> = match name {
        "actions" => texts(|event| event.action.clone()),
        "containers" => texts(|event| match event.attribute("container") {
            "" => event.attribute("name").to_owned(),
            container => container.to_owned(),
        }),
        "details" => texts(|event| event.detail.clone()),
        "signals" => texts(|event| crate::probe::signal_name(event.attribute("signal"))),
        "exit_codes" => {
            let codes: Vec<i64> = list.iter().filter_map(|event| event.attribute("exitCode").parse().ok()).collect();
            return Some(json!(codes));
        }
        "count" => return Some(json!(list.len())),
        _ => return None,
    };
    Some(json!(texts))
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
        (Object::Image(state), "base", Some(wanted)) => {
            Ok(env.lookup.image(wanted)?.is_some_and(|base| state.layers.starts_with(&base.layers)))
        }
        (Object::Dockerfile(_), "base", Some(wanted)) => {
            Ok(actual.as_str().is_some_and(|actual| reference::same(actual, wanted)))
        }
        (Object::Answer { ask, .. }, _, _) => Ok(answer::equal(ask, actual, expected)),
        (Object::Image(_), "tags", Some(wanted)) => {
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
