//! The properties of a container, and what the history adds to them.

use serde_json::{Value, json};

use crate::probe::{ContainerState, RunState, ends, reference};

use super::context::Env;
use super::lived::{is_lived, lived};
use super::lookup::{Looked, Stop};
use super::property::{field, image_missing};

/// The value of a container's property.
pub(crate) fn of_container(state: &ContainerState, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    match name {
        "fresh" => Ok(Some(json!(state.created >= env.context.begun()?))),
        "started_fresh" => {
            let begun = env.context.begun()?;
            Ok(Some(json!(state.started_at.is_some_and(|started| started >= begun))))
        }
        "started_again" => super::starts::started_again(state, env).map(|again| Some(json!(again))),
        "overridden" => {
            let Some(id) = &state.image_id else { return Ok(None) };
            let image = env.lookup.image(id)?.ok_or_else(|| image_missing(&state.image))?;
            Ok(Some(json!(state.cmd != image.cmd || state.entrypoint != image.entrypoint)))
        }
        "output" if state.state == RunState::Removed => super::gone::output(state, env).map(Some),
        "output" => Ok(env.lookup.logs(&state.id)?.map(|text| json!(text.output))),
        _ if is_lived(name) => lived(state, name, env).map(Some),
        "ends" => {
            let ends = ends(env.lookup.history()?, &state.id, env.context.begun);
            Ok(Some(json!(ends)))
        }
        "image" => Ok(Some(json!(image_name(state, env)?))),
        "inspect" => Ok(None),
        _ => Ok(field(state, name)),
    }
}

/// The name of a container's image; of one that was run by its id, the name that this image has now.
fn image_name(state: &ContainerState, env: Env<'_>) -> Looked<String> {
    let by_id = state.image_id.as_ref().filter(|id| reference::names_id(&state.image, id));
    let Some(id) = by_id else { return Ok(state.image.clone()) };
    match env.lookup.image(id) {
        Ok(image) => {
            let name = image.and_then(|image| image.tags.first()).unwrap_or(&state.image);
            Ok(name.clone())
        }
        Err(Stop::Missing) => Err(Stop::Missing),
        Err(Stop::Unknown(_)) => Ok(state.image.clone()),
    }
}
