//! What may be wrong with networks, with a container's place on them, and with volumes.

use crate::course::expect::Matcher;
use crate::probe::{Attachment, ContainerState};

use super::super::lookup::Looked;
use super::super::verdict::NearMiss;
use super::Case;
use super::ports::fields;
use super::similar::closest;

pub(super) fn find_network(case: &Case<'_, '_>, name: &str) -> Looked<Option<NearMiss>> {
    if case.wrong("fresh") {
        return Ok(Some(NearMiss::new("stale").with("name", name)));
    }
    if !case.is_missing() {
        return Ok(None);
    }
    let all = case.env.lookup.networks()?;
    Ok(Some(missing(name, all.iter().map(|network| network.name.as_str()))))
}

pub(super) fn find_volume(case: &Case<'_, '_>, name: &str) -> Looked<Option<NearMiss>> {
    if case.wrong("fresh") {
        return Ok(Some(NearMiss::new("stale").with("name", name)));
    }
    if !case.is_missing() {
        return Ok(None);
    }
    let all = case.env.lookup.volumes()?;
    Ok(Some(missing(name, all.iter().map(|volume| volume.name.as_str()))))
}

fn missing<'n>(name: &str, all: impl Iterator<Item = &'n str>) -> NearMiss {
    match closest(name, all) {
        Some(close) => NearMiss::new("close-name").with("name", name).with("found", close),
        None => NearMiss::new("not-found").with("name", name),
    }
}

/// A container on the wrong networks, or without its alias.
pub(super) fn attachments(case: &Case<'_, '_>, state: &ContainerState) -> Option<NearMiss> {
    if !case.wrong("networks") {
        return None;
    }
    place(case.matcher("networks")?, &state.name, &state.networks)
}

/// What of the attachments that `matcher` asks for is not among those that are there.
pub(super) fn place(matcher: &Matcher, name: &str, attachments: &[Attachment]) -> Option<NearMiss> {
    for (network, alias) in wanted(matcher) {
        let near_miss = |id: &str| {
            NearMiss::new(id)
                .with("name", name)
                .with("network", &network)
                .with("alias", alias.clone().unwrap_or_default())
        };
        let Some(attachment) = attachments.iter().find(|attachment| attachment.name == network) else {
            let names: Vec<&str> = attachments.iter().map(|attachment| attachment.name.as_str()).collect();
            let default = matches!(names.as_slice(), ["bridge" | "podman"]);
            let id = if default { "default-bridge" } else { "other-network" };
            let how = if names.is_empty() { "none" } else { "others" };
            return Some(near_miss(id).with("actual", names.join(", ")).with("how", how));
        };
        if alias.as_ref().is_some_and(|alias| !attachment.aliases.contains(alias)) {
            return Some(near_miss("alias-missing").with("actual", attachment.aliases.join(", ")));
        }
    }
    None
}

/// Network and alias of each attachment that a matcher asks for.
fn wanted(matcher: &Matcher) -> Vec<(String, Option<String>)> {
    let items: Vec<&[(String, Matcher)]> = match matcher {
        Matcher::Has(items) | Matcher::Exactly(items) | Matcher::InOrder(items) => {
            items.iter().filter_map(fields).collect()
        }
        Matcher::Any(item) => fields(item).into_iter().collect(),
        Matcher::All(all) => return all.iter().flat_map(wanted).collect(),
        _ => Vec::new(),
    };
    items.into_iter().filter_map(|fields| Some((literal(fields, "name")?, alias(fields)))).collect()
}

fn literal(fields: &[(String, Matcher)], name: &str) -> Option<String> {
    fields.iter().find(|(field, _)| field == name).and_then(|(_, matcher)| match matcher {
        Matcher::Equals(value) => value.as_str().map(str::to_owned),
        _ => None,
    })
}

fn alias(fields: &[(String, Matcher)]) -> Option<String> {
    use crate::course::expect::Item;
    fields.iter().find(|(field, _)| field == "aliases").and_then(|(_, matcher)| match matcher {
        Matcher::Has(items) | Matcher::Exactly(items) => items.iter().find_map(|item| match item {
            Item::Plain(Matcher::Equals(value)) => value.as_str().map(str::to_owned),
            _ => None,
        }),
        _ => None,
    })
}
