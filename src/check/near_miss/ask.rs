//! What may be wrong with an answer.

use serde_json::Value;

use crate::course::expect::{Matcher, Property};
use crate::course::subject::{Ask, AskKind};
use crate::probe::image_name::{self, Slip};
use crate::probe::{ContainerFilter, ImageFilter};

use super::super::answer;
use super::super::lookup::Looked;
use super::super::object::{Found, Object, find as find_subject};
use super::super::verdict::NearMiss;
use super::Case;

/// The scalar properties that learners mistake for one another.
const CONFUSABLE: [&str; 6] = ["id", "image_id", "name", "image", "mountpoint", "exit_code"];

pub(super) fn find(case: &Case<'_, '_>, ask: &Ask) -> Looked<Option<NearMiss>> {
    let Some(text) = case.env.context.answers.get(&ask.check) else { return Ok(None) };
    if ask.kind == AskKind::Image
        && let Err(slip) = image_name::read(text)
        && slip != Slip::Format
    {
        return Ok(Some(NearMiss::new(slip.id())));
    }
    if !answer::is_well_formed(ask, text) {
        let kind = format!("{:?}", ask.kind).to_lowercase();
        return Ok(Some(NearMiss::new("format").with("kind", kind).with("choices", ask.choices.join(", "))));
    }
    other_property(case, ask, text)
}

/// The answer names another property of the very thing that is asked about.
fn other_property(case: &Case<'_, '_>, ask: &Ask, text: &str) -> Looked<Option<NearMiss>> {
    let Some(Matcher::Of(subject, Property::Named(wanted))) = case.matcher("answer") else { return Ok(None) };
    let objects = match find_subject(subject, case.env)? {
        Found::Nothing => return Ok(None),
        Found::One(object) => vec![object],
        Found::Many { objects, .. } => objects,
    };
    for object in &objects {
        for (name, value) in scalars(object) {
            if name != wanted && answer::equal(ask, &Value::from(text), &value) {
                return Ok(Some(NearMiss::new("other-property").with("property", name)));
            }
        }
    }
    if ask.kind == AskKind::Id { other_thing(case, ask, text) } else { Ok(None) }
}

/// The id of something else: right kind of answer, wrong object.
fn other_thing(case: &Case<'_, '_>, ask: &Ask, text: &str) -> Looked<Option<NearMiss>> {
    let is = |id: &str| answer::equal(ask, &Value::from(text), &Value::from(id));
    let near_miss = |object: &str| Ok(Some(NearMiss::new("other-object").with("object", object)));
    let containers = case.env.lookup.containers(ContainerFilter::default())?;
    if let Some(container) = containers.iter().find(|container| is(&container.id)) {
        return near_miss(&container.name);
    }
    let images = case.env.lookup.images(ImageFilter::default())?;
    let found = images.iter().find(|image| is(&image.id));
    found.map_or(Ok(None), |image| near_miss(image.tags.first().map_or("<none>", String::as_str)))
}

fn scalars(object: &Object<'_>) -> Vec<(&'static str, Value)> {
    let fields = match object {
        Object::Container(state) => serde_json::to_value(state.as_ref()),
        Object::Image { state, .. } => serde_json::to_value(state),
        Object::Network(state) => serde_json::to_value(state),
        Object::Volume(state) => serde_json::to_value(state),
        _ => return Vec::new(),
    };
    let Ok(Value::Object(mut fields)) = fields else { return Vec::new() };
    let mut list: Vec<(&'static str, Value)> = CONFUSABLE
        .iter()
        .filter_map(|name| Some((*name, fields.remove(*name).filter(|value| !value.is_null())?)))
        .collect();
    if let Some(Value::Array(networks)) = fields.remove("networks") {
        for network in networks {
            list.extend(["ip", "gateway"].iter().filter_map(|name| Some((*name, network.get(*name)?.clone()))));
        }
    }
    list.retain(|(_, value)| value.as_str().is_none_or(|text| !text.is_empty()));
    list
}
