//! What stands in the wrong place of a Compose file: states that Compose refuses, each with its line. Compose alone says
//! whether it refuses a file; this only finds the line that it means.

use super::keys::{ATTACHMENT_KEYS, CONDITIONS, HEALTH_KEYS, SERVICE_KEYS, TOP_KEYS, is_service_key};
use super::shape;
use super::yaml::{Key, Node, Yaml};
use crate::check::near_miss::closest;

/// What is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) line: u64,
    pub(crate) how: How,
    /// The key or name concerned.
    pub(crate) key: String,
    /// The service that it stands in, or what it should be called.
    pub(crate) other: String,
}

/// How it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The text is no YAML; `key` is what the parser says.
    Unparsable,
    /// The colon behind `key` is missing.
    NoColon,
    /// There is no space behind the colon of `key`.
    NoSpace,
    /// The line begins in another column than its neighbours.
    Indent,
    /// The key stands there twice.
    Twice,
    /// A key that Compose does not know, and that is near none that it does.
    Strange,
    /// An item that is in a list already.
    Again,
    /// A service beside `services:` and not below it.
    Top,
    /// A service inside another one.
    Inside,
    /// A key of a service beside services and not inside one.
    Beside,
    /// Nearly the key `other`.
    Close,
    /// `services`, or a service, is no map.
    NoMap,
    /// A list is wanted.
    NotList,
    /// `true` or `false` is wanted.
    NotTrue,
    /// One text is wanted; `other` is the number that stands there, if it is one.
    NotText,
    /// A length of time without a unit.
    NoUnit,
    /// Nothing stands behind the key.
    Empty,
    /// A network or volume with a word behind its name, `other`, and no settings below.
    Unsettled,
    /// An item of the list `key` is a map: a space stands behind a colon.
    Item,
    /// A service that is waited for without a condition, in the long way.
    NoCondition,
    /// The command of a health check is a list that begins with `key`.
    HealthTest,
    /// A network in a list has something below it: that takes a map.
    ListedMap,
    /// `aliases` beside the network and not below it.
    Aliases,
    /// A condition that does not exist.
    Condition,
    /// A service with neither image nor build.
    NoImage,
    /// A network that the file does not declare.
    Network,
    /// A volume that the file does not declare.
    Volume,
    /// A service that the file does not have.
    Service,
    /// A service that waits for `key`, and `key`, in the end, for it.
    Circle,
    /// Another file that it names is not there.
    File,
}

impl How {
    /// Whether the text is no YAML.
    pub(crate) const fn is_of_syntax(self) -> bool {
        matches!(self, Self::Unparsable | Self::NoColon | Self::NoSpace | Self::Indent)
    }
}

/// Whether what stands here was meant as a service.
fn is_like_a_service(node: &Node) -> bool {
    let known = node.map().iter().filter(|(key, _)| is_service_key(&key.name)).count();
    node.get("image").is_some_and(|image| image.text().is_some()) || node.get("build").is_some() || known >= 2
}

fn is_free(key: &str) -> bool {
    key.starts_with("x-")
}

pub(super) fn slip(key: &Key, how: How, other: &str) -> Slip {
    Slip { line: key.line, how, key: key.name.clone(), other: other.to_owned() }
}

/// Everything that Compose would refuse for where it stands, in the order of lines.
pub(super) fn slips(root: &Node) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    if !root.is_map() {
        found.push(Slip { line: root.line.max(1), how: How::NoMap, key: String::new(), other: String::new() });
        return found;
    }
    found.extend(root.map().iter().filter_map(|(key, node)| top(key, node)));
    found.extend(shape::of_top(root));
    if let Some((key, services)) = root.map().iter().find(|(key, _)| key.name == "services") {
        if !services.is_map() && !services.is_null() {
            found.push(slip(key, How::NoMap, ""));
        }
        let mut before = "";
        for (key, node) in services.map() {
            if let Some(misplaced) = misplaced(key, node, before) {
                found.push(misplaced);
            } else {
                found.extend(inside(key, node));
                before = &key.name;
            }
        }
    }
    // A service is empty because its settings stand beside it: that is the cause.
    if found.iter().any(|slip| slip.how == How::Beside) {
        found.retain(|slip| slip.how != How::NoImage);
    }
    if found.is_empty()
        && let Some((key, _)) = root.map().iter().find(|(key, node)| key.name == "services" && node.is_null())
    {
        found.push(slip(key, How::Empty, ""));
    }
    found.sort_by_key(|slip| slip.line);
    found
}

fn top(key: &Key, node: &Node) -> Option<Slip> {
    if TOP_KEYS.contains(&key.name.as_str()) || is_free(&key.name) {
        return None;
    }
    if is_like_a_service(node) {
        return Some(slip(key, How::Top, "services"));
    }
    if let Some(near) = closest(&key.name, TOP_KEYS) {
        return Some(slip(key, How::Close, near));
    }
    Some(slip(key, if is_service_key(&key.name) { How::Beside } else { How::Strange }, ""))
}

/// Something at the place of a service that is none.
fn misplaced(key: &Key, node: &Node, before: &str) -> Option<Slip> {
    if is_service_key(&key.name) && !is_like_a_service(node) {
        return Some(slip(key, How::Beside, before));
    }
    (!node.is_map() && !node.is_null() && !is_free(&key.name)).then(|| slip(key, How::NoMap, ""))
}

fn inside(service: &Key, node: &Node) -> Vec<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    for (key, below) in node.map() {
        if is_service_key(&key.name) || is_free(&key.name) {
            continue;
        }
        if is_like_a_service(below) {
            found.push(slip(key, How::Inside, &service.name));
        } else if key.name == "aliases" {
            found.push(slip(key, How::Aliases, &service.name));
        } else if let Some(near) = closest(&key.name, SERVICE_KEYS) {
            found.push(slip(key, How::Close, near));
        } else {
            found.push(slip(key, How::Strange, &service.name));
        }
    }
    if let Some(networks) = node.get("networks") {
        found.extend(networks.list().iter().filter(|item| item.is_map()).map(|item| {
            let name = item.map().first().map(|(key, _)| key.name.clone()).unwrap_or_default();
            Slip { line: item.line, how: How::ListedMap, key: name, other: service.name.clone() }
        }));
        for (key, below) in networks.map() {
            if key.name == "aliases" && matches!(below.value, Yaml::List(_)) {
                found.push(slip(key, How::Aliases, &service.name));
            }
            found.extend(close_keys(below, &ATTACHMENT_KEYS));
        }
    }
    for (key, below) in node.get("depends_on").map(Node::map).unwrap_or_default() {
        let condition = below.text_of("condition");
        if !condition.is_empty() && !condition.starts_with('$') && !CONDITIONS.contains(&condition.as_str()) {
            let line = below.get("condition").map_or(key.line, |node| node.line);
            found.push(Slip { line, how: How::Condition, key: condition, other: service.name.clone() });
        }
        found.extend(close_keys(below, &["condition", "restart", "required"]));
    }
    found.extend(node.get("healthcheck").into_iter().flat_map(|health| close_keys(health, &HEALTH_KEYS)));
    // A misplaced or misspelt key is the cause of an odd shape below it.
    let is_plain = |found: &[Slip]| found.iter().all(|slip| slip.how == How::Strange);
    if is_plain(&found) {
        found.extend(shape::of_service(service, node));
    }
    if is_plain(&found) && ["image", "build", "extends", "provider"].iter().all(|key| node.get(key).is_none()) {
        found.push(slip(service, How::NoImage, ""));
    }
    found
}

fn close_keys(node: &Node, known: &[&'static str]) -> Vec<Slip> {
    let strange = node.map().iter().filter(|(key, _)| !known.contains(&key.name.as_str()) && !is_free(&key.name));
    strange.filter_map(|(key, _)| Some(slip(key, How::Close, closest(&key.name, known.iter().copied())?))).collect()
}
