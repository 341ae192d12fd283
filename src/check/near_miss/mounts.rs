//! What may be wrong with a container's mounts.

use crate::course::expect::Matcher;
use crate::probe::{ContainerState, MountKind};

use super::super::verdict::NearMiss;
use super::Case;
use super::ports::fields;

pub(super) fn find(case: &Case<'_, '_>, state: &ContainerState) -> Option<NearMiss> {
    if !case.wrong("mounts") {
        return None;
    }
    let fields = first_item(case.matcher("mounts")?)?;
    let text = |name: &str| {
        fields.iter().find(|(field, _)| field == name).and_then(|(_, matcher)| match matcher {
            Matcher::Equals(value) => value.as_str(),
            _ => None,
        })
    };
    let read_only = fields.iter().find(|(field, _)| field == "read_only").and_then(|(_, matcher)| match matcher {
        Matcher::Equals(value) => value.as_bool(),
        _ => None,
    });
    let (kind, name, destination) = (text("kind"), text("name"), text("destination"));
    let near_miss = |id: &str| {
        NearMiss::new(id)
            .with("name", &state.name)
            .with("volume", name.unwrap_or_default())
            .with("destination", destination.unwrap_or_default())
    };
    let there = state.mounts.iter().find(|mount| destination.is_none_or(|path| mount.destination == path));
    let Some(mount) = there else {
        let source = text("source");
        let elsewhere = state.mounts.iter().find(|mount| {
            name.is_some_and(|name| mount.name == name) || source.is_some_and(|source| mount.source == source)
        });
        return elsewhere.map(|mount| near_miss("other-path").with("actual", &mount.destination));
    };
    match (kind, mount.kind) {
        (Some("volume") | None, MountKind::Bind) if kind.is_some() || name.is_some() => {
            Some(near_miss("bind-not-volume").with("actual", &mount.source))
        }
        (Some("bind"), MountKind::Volume) if mount.anonymous => Some(near_miss("anonymous-volume")),
        (Some("bind"), MountKind::Volume) => Some(near_miss("volume-not-bind").with("actual", &mount.name)),
        (_, MountKind::Volume) if mount.anonymous && name.is_some() => Some(near_miss("anonymous-volume")),
        (_, MountKind::Volume) if name.is_some_and(|name| mount.name != name) => {
            Some(near_miss("other-volume").with("actual", &mount.name))
        }
        (_, MountKind::Bind) if text("source").is_some_and(|source| mount.source != source) => {
            Some(near_miss("other-path").with("actual", &mount.source))
        }
        _ if read_only.is_some_and(|wanted| wanted != mount.read_only) => Some(near_miss("read-only")),
        _ => None,
    }
}

fn first_item(matcher: &Matcher) -> Option<&[(String, Matcher)]> {
    match matcher {
        Matcher::Has(items) | Matcher::Exactly(items) | Matcher::InOrder(items) => items.first().and_then(fields),
        Matcher::Any(item) | Matcher::Each(item) => fields(item),
        Matcher::All(all) => all.iter().find_map(first_item),
        _ => None,
    }
}
