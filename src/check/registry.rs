//! What there is to say of an image in a registry.

use serde_json::{Value, json};

use crate::probe::{Event, RegistryImage, reference};

use super::context::Env;
use super::lookup::{Looked, Stop, Told};
use super::origin::origin as how_it_came_about;
use super::property::{field, image_missing, image_or_before};

/// The value of a property of the image that a registry has under the name `named`.
pub(crate) fn property(image: &RegistryImage, named: &str, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
    match name {
        // What it is called here; `is_image` compares.
        "image" => Ok(Some(json!(image.digest))),
        "tags" => match env.lookup.registry_tags(&reference::repository_of(named))? {
            Told::Yes(tags) => Ok(Some(json!(tags.unwrap_or_default()))),
            Told::Refused(_) => Ok(None),
        },
        "current" => {
            let here = env.lookup.image(named)?;
            Ok(Some(json!(here.is_none_or(|here| image.is(&here.id, &here.digests)))))
        }
        "origin" => Ok(Some(json!(origin(image, named, env)?.0))),
        "status" | "auth" | "account" => {
            let host = host_of(named);
            Ok(env.lookup.registry(host)?.and_then(|state| field(state, name)))
        }
        _ => Ok(field(image, name)),
    }
}

/// Whether a registry's image is the one that `wanted` names on the engine, or named when the step began.
pub(crate) fn is_image(image: &RegistryImage, wanted: &str, env: Env<'_>) -> Looked<bool> {
    let local = image_or_before(wanted, env)?.ok_or_else(|| image_missing(wanted))?;
    Ok(image.is(&local.id, &local.digests))
}

/// How a registry's image came about, as far as this engine knows it, and the image that it is another name of. One that
/// the engine has no more was built, unless an event says otherwise.
pub(crate) fn origin<'a>(image: &RegistryImage, named: &str, env: Env<'a>) -> Looked<(&'static str, Option<&'a str>)> {
    for base in env.context.base_images.iter().filter(|base| !reference::same(base, named)) {
        if image_or_before(base, env)?.is_some_and(|base| image.is(&base.id, &base.digests)) {
            return Ok(("tagged", Some(base)));
        }
    }
    let here = [env.lookup.image(named)?, env.lookup.image(reference::strip_algorithm(&image.config))?];
    if let Some(here) = here.into_iter().flatten().find(|here| image.is(&here.id, &here.digests)) {
        return how_it_came_about(here, named, env);
    }
    let events = match env.lookup.history() {
        Ok(history) => history.events.as_slice(),
        Err(Stop::Unknown(_)) => &[],
        Err(Stop::Missing) => return Err(Stop::Missing),
    };
    let made_by = |action: &str, id: fn(&Event) -> &str| {
        events.iter().any(|event| event.action == action && image.is(id(event), &[]))
    };
    Ok(match () {
        () if made_by("commit", |event| event.attribute("imageID")) => ("committed", None),
        () if made_by("import", |event| &event.id) => ("imported", None),
        () => ("built", None),
    })
}

/// The host in front of a reference.
pub(crate) fn host_of(reference: &str) -> &str {
    reference::split_host(reference).map_or(reference, |(host, _)| host)
}
