//! Which shape a key of a Compose file takes: a list, a map, a text, yes or no. What both versions of Compose refuse is
//! a slip; what one of them takes is none, and a key that is not in these tables may hold anything.

use super::slip::{How, Slip};
use super::yaml::{Key, Node, Yaml};

/// What may stand behind a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    List,
    ListOrMap,
    Map,
    /// A map, or nothing at all.
    Settings,
    Text,
    TextOrList,
    TextOrMap,
    /// A text or a list, or nothing at all.
    Command,
    Truth,
    /// A text with a unit.
    Duration,
}

const SERVICE: [(&str, Shape); 44] = [
    ("build", Shape::TextOrMap),
    ("cap_add", Shape::List),
    ("cap_drop", Shape::List),
    ("command", Shape::Command),
    ("configs", Shape::List),
    ("container_name", Shape::Text),
    ("depends_on", Shape::ListOrMap),
    ("deploy", Shape::Settings),
    ("devices", Shape::List),
    ("dns", Shape::TextOrList),
    ("dns_opt", Shape::List),
    ("dns_search", Shape::TextOrList),
    ("entrypoint", Shape::Command),
    ("environment", Shape::ListOrMap),
    ("env_file", Shape::TextOrList),
    ("expose", Shape::List),
    ("external_links", Shape::List),
    ("extra_hosts", Shape::ListOrMap),
    ("group_add", Shape::List),
    ("healthcheck", Shape::Map),
    ("hostname", Shape::Text),
    ("image", Shape::Text),
    ("init", Shape::Truth),
    ("labels", Shape::ListOrMap),
    ("links", Shape::List),
    ("logging", Shape::Map),
    ("network_mode", Shape::Text),
    ("networks", Shape::ListOrMap),
    ("platform", Shape::Text),
    ("ports", Shape::List),
    ("privileged", Shape::Truth),
    ("profiles", Shape::List),
    ("pull_policy", Shape::Text),
    ("read_only", Shape::Truth),
    ("secrets", Shape::List),
    ("security_opt", Shape::List),
    ("stdin_open", Shape::Truth),
    ("stop_signal", Shape::Text),
    ("sysctls", Shape::ListOrMap),
    ("tmpfs", Shape::TextOrList),
    ("tty", Shape::Truth),
    ("ulimits", Shape::Map),
    ("volumes", Shape::List),
    ("working_dir", Shape::Text),
];

const HEALTH: [(&str, Shape); 5] = [
    ("test", Shape::TextOrList),
    ("disable", Shape::Truth),
    ("interval", Shape::Duration),
    ("timeout", Shape::Duration),
    ("start_period", Shape::Duration),
];

const TOP: [(&str, Shape); 7] = [
    ("name", Shape::Text),
    ("version", Shape::Text),
    ("networks", Shape::Map),
    ("volumes", Shape::Map),
    ("configs", Shape::Map),
    ("secrets", Shape::Map),
    ("include", Shape::List),
];

/// Lists whose items are texts, and the key that an item written in the long way has, if there is such a way.
const TEXT_ITEMS: [(&str, Option<&str>); 8] = [
    ("command", None),
    ("depends_on", None),
    ("entrypoint", None),
    ("environment", None),
    ("expose", None),
    ("ports", Some("target")),
    ("profiles", None),
    ("volumes", Some("type")),
];

/// The text of a truth value as Compose reads it; `None` if it reads none there.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "on" => Some(true),
        "false" | "no" | "n" | "off" => Some(false),
        _ => None,
    }
}

/// What the top of a file holds in a shape that Compose refuses.
pub(super) fn of_top(root: &Node) -> Vec<Slip> {
    let mut found = wrong(root, &TOP, "");
    for kind in ["networks", "volumes"] {
        for (key, below) in root.get(kind).map(Node::map).unwrap_or_default() {
            if key.name.starts_with("x-") {
                continue;
            }
            match how(below, Shape::Settings) {
                Some(_) => found.push(slip(key, How::Unsettled, below.text().unwrap_or_default())),
                None => found.extend(wrong(below, &[("driver", Shape::Text)], &key.name)),
            }
        }
    }
    found
}

/// What a service holds in a shape that Compose refuses.
pub(super) fn of_service(service: &Key, node: &Node) -> Vec<Slip> {
    let mut found = wrong(node, &SERVICE, &service.name);
    for (list, long) in TEXT_ITEMS {
        for item in node.get(list).map(Node::list).unwrap_or_default() {
            if item.is_map() && long.is_none_or(|key| item.get(key).is_none()) {
                found.push(Slip { line: item.line, how: How::Item, key: list.to_owned(), other: service.name.clone() });
            }
        }
    }
    for (key, below) in node.get("networks").map(Node::map).unwrap_or_default() {
        found.extend(how(below, Shape::Settings).map(|how| slip(key, how, &service.name)));
        found.extend(wrong(below, &[("aliases", Shape::List)], &service.name));
    }
    for (key, below) in node.get("depends_on").map(Node::map).unwrap_or_default() {
        if below.get("condition").is_none() {
            found.push(slip(key, How::NoCondition, &service.name));
        }
    }
    if let Some(health) = node.get("healthcheck") {
        found.extend(wrong(health, &HEALTH, &service.name));
        let first = health.get("test").and_then(|test| test.list().first());
        if let Some(first) = first
            && !first.text().is_some_and(|text| matches!(text, "CMD" | "CMD-SHELL" | "NONE") || text.contains('$'))
        {
            found.push(Slip {
                line: first.line,
                how: How::HealthTest,
                key: first.text().unwrap_or_default().to_owned(),
                other: service.name.clone(),
            });
        }
    }
    found
}

fn wrong(node: &Node, shapes: &[(&str, Shape)], inside: &str) -> Vec<Slip> {
    let entries = node.map().iter();
    let judged = entries.filter_map(|(key, value)| {
        let (_, shape) = shapes.iter().find(|(name, _)| *name == key.name)?;
        let how = how(value, *shape)?;
        let other = match how {
            How::NotText | How::NoUnit => value.text().unwrap_or_default(),
            _ => inside,
        };
        Some(slip(key, how, other))
    });
    judged.collect()
}

/// How a value misses its shape.
fn how(value: &Node, shape: Shape) -> Option<How> {
    let nothing = value.is_null().then_some(How::Empty);
    let missed = match (shape, &value.value) {
        (Shape::List, Yaml::List(_))
        | (Shape::ListOrMap, Yaml::List(_) | Yaml::Map(_))
        | (Shape::Map | Shape::TextOrMap, Yaml::Map(_))
        | (Shape::Settings, Yaml::Map(_) | Yaml::Null)
        | (Shape::Text | Shape::TextOrMap | Shape::Duration, Yaml::Text(_))
        | (Shape::TextOrList, Yaml::Text(_) | Yaml::List(_))
        | (Shape::Command, Yaml::Text(_) | Yaml::List(_) | Yaml::Null) => return None,
        (Shape::Truth, Yaml::Text(text) | Yaml::Plain(text)) if truth(text).is_some() || text.contains('$') => {
            return None;
        }
        (Shape::List | Shape::ListOrMap, _) => How::NotList,
        (Shape::Map | Shape::Settings, _) => How::NoMap,
        (Shape::Truth, _) => How::NotTrue,
        (Shape::Duration, Yaml::Plain(_)) => How::NoUnit,
        _ => How::NotText,
    };
    nothing.or(Some(missed))
}

fn slip(key: &Key, how: How, other: &str) -> Slip {
    Slip { line: key.line, how, key: key.name.clone(), other: other.to_owned() }
}

#[cfg(test)]
#[path = "shape_tests.rs"]
mod tests;
