//! What may be wrong with a container's ports.

use serde_json::Value;

use crate::course::expect::{Item, Matcher};
use crate::probe::{ContainerState, PortMapping};

use super::super::verdict::NearMiss;
use super::Case;

/// The port mapping that a check asks for.
struct Wanted {
    host: Option<u64>,
    container: u64,
    protocol: Option<String>,
    random: Option<bool>,
    /// Whether it must be reachable from other machines.
    any_address: bool,
}

pub(super) fn find(case: &Case<'_, '_>, state: &ContainerState) -> Option<NearMiss> {
    if !case.wrong("ports") {
        return None;
    }
    let wanted = wanted(case.matcher("ports")?, own_port(state))
        .into_iter()
        .find(|wanted| !state.ports.iter().any(|p| wanted.fits(p)))?;
    let host_text = wanted.host.map(|host| host.to_string()).unwrap_or_default();
    let near_miss = |id: &str| {
        NearMiss::new(id)
            .with("name", &state.name)
            .with("host", &host_text)
            .with("container", wanted.container.to_string())
    };
    let is_container = |port: u16| wanted.container == u64::from(port);
    if state.ports.is_empty() {
        let exposed = state.exposed.iter().any(|port| is_container(*port));
        return Some(near_miss(if exposed { "port-exposed-only" } else { "port-unpublished" }));
    }
    let swapped = wanted.host != Some(wanted.container)
        && state.ports.iter().any(|port| is_container(port.host) && wanted.host == Some(u64::from(port.container)));
    if swapped {
        return Some(near_miss("port-swapped"));
    }
    if let Some(port) = state.ports.iter().find(|port| is_container(port.container) && port.random) {
        return Some(near_miss("port-random").with("actual", port.host.to_string()));
    }
    let loopback = |address: &str| address.starts_with("127.") || address == "::1";
    if wanted.any_address
        && let Some(port) = state.ports.iter().find(|port| wanted.has_numbers(port))
        && loopback(&port.host_ip)
    {
        return Some(near_miss("port-loopback").with("actual", &port.host_ip));
    }
    let other = state.ports.iter().find(|port| is_container(port.container)).or_else(|| state.ports.first())?;
    let protocol = if other.protocol == "tcp" { String::new() } else { format!("/{}", other.protocol) };
    let address = if other.host_ip.is_empty() { String::new() } else { format!("{}:", other.host_ip) };
    Some(near_miss("port-other").with("actual", format!("{address}{}:{}{protocol}", other.host, other.container)))
}

impl Wanted {
    fn has_numbers(&self, port: &PortMapping) -> bool {
        self.container == u64::from(port.container) && self.host.is_none_or(|host| host == u64::from(port.host))
    }

    fn fits(&self, port: &PortMapping) -> bool {
        let protocol = self.protocol.as_ref().is_none_or(|protocol| *protocol == port.protocol);
        let address = !self.any_address || port.host_ip.is_empty();
        self.has_numbers(port) && protocol && address && self.random.is_none_or(|random| random == port.random)
    }
}

/// The port that a container's image exposes, if it is one: publishing another one exposes that too.
fn own_port(state: &ContainerState) -> Option<u16> {
    let is_published = |port: &u16| state.ports.iter().any(|mapping| mapping.container == *port);
    let hidden: Vec<u16> = state.exposed.iter().copied().filter(|port| !is_published(port)).collect();
    match (state.exposed.as_slice(), hidden.as_slice()) {
        ([one], _) | (_, [one]) => Some(*one),
        _ => None,
    }
}

/// Every mapping that a matcher asks for. Where it leaves the container's port open, its own one is meant.
fn wanted(matcher: &Matcher, own: Option<u16>) -> Vec<Wanted> {
    let mapping = |fields| wanted_mapping(fields, own);
    match matcher {
        Matcher::Has(items) | Matcher::Exactly(items) | Matcher::InOrder(items) => {
            items.iter().filter_map(fields).filter_map(mapping).collect()
        }
        Matcher::Any(item) | Matcher::Each(item) => fields(item).and_then(mapping).into_iter().collect(),
        Matcher::All(all) => all.iter().flat_map(|one| wanted(one, own)).collect(),
        _ => Vec::new(),
    }
}

fn wanted_mapping(fields: &[(String, Matcher)], own: Option<u16>) -> Option<Wanted> {
    let literal = |name: &str| {
        fields.iter().find(|(field, _)| field == name).and_then(|(_, matcher)| match matcher {
            Matcher::Equals(value) => Some(value),
            _ => None,
        })
    };
    Some(Wanted {
        host: literal("host").and_then(Value::as_u64),
        container: literal("container").and_then(Value::as_u64).or(own.map(u64::from))?,
        protocol: literal("protocol").and_then(Value::as_str).map(str::to_owned),
        random: literal("random").and_then(Value::as_bool),
        any_address: literal("host_ip").and_then(Value::as_str).is_some_and(|ip| ip.is_empty() || ip == "0.0.0.0"),
    })
}

/// The fields asked of a list's item.
pub(super) fn fields(item: &Item) -> Option<&[(String, Matcher)]> {
    match item {
        Item::Fields(fields) => Some(fields),
        Item::Plain(_) => None,
    }
}
