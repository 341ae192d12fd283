//! What there is to say of an image in a registry.

use serde_json::{Value, json};

use crate::probe::{RegistryImage, reference};

use super::context::Env;
use super::lookup::{Looked, Told};
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

/// The host in front of a reference.
pub(crate) fn host_of(reference: &str) -> &str {
    reference::split_host(reference).map_or(reference, |(host, _)| host)
}
