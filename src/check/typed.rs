//! Matchers of values that are more than text: names of images, words of commands.

use serde_json::Value;

use crate::course::expect::{Matcher, Property};
use crate::probe::reference;

use super::lookup::Looked;
use super::matcher::{Held, holds};
use super::object::Object;
use super::property::image_missing;

/// Whether an image reference is of a repository. A container's may be an id: then the image's own names tell.
pub(super) fn is_of_repository(actual: &Value, repository: &str, held: Held<'_, '_>) -> Looked<bool> {
    let Some(actual) = actual.as_str() else { return Ok(false) };
    let is_image = *held.property == Property::Named("image".to_owned());
    if let Object::Container(state) = held.object
        && is_image
        && is_the_id(actual, state.image_id.as_deref())
    {
        let id = state.image_id.as_deref().unwrap_or(actual);
        let image = held.env.lookup.image(id)?.ok_or_else(|| image_missing(actual))?;
        return Ok(image.tags.iter().any(|tag| reference::is_of_repository(tag, repository)));
    }
    Ok(reference::is_of_repository(actual, repository))
}

fn is_the_id(name: &str, id: Option<&str>) -> bool {
    reference::is_id(name) || id.is_some_and(|id| reference::names_id(name, reference::strip_algorithm(id)))
}

/// Whether a command's first word, its path left out, is as `inner` expects.
pub(super) fn is_program(actual: &Value, inner: &Matcher, held: Held<'_, '_>) -> Looked<bool> {
    let first = actual.as_array().and_then(|words| words.first()).and_then(Value::as_str);
    let name = first.map(|first| Value::from(first.rsplit('/').next().unwrap_or(first)));
    holds(inner, name.as_ref(), held)
}

/// Whether the words behind a command's program are as `inner` expects.
pub(super) fn has_args(actual: &Value, inner: &Matcher, held: Held<'_, '_>) -> Looked<bool> {
    let args: Vec<Value> = actual.as_array().into_iter().flatten().skip(1).cloned().collect();
    holds(inner, Some(&Value::from(args)), held)
}
