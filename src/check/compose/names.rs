//! Names that a Compose file uses and does not have: networks, volumes, services, other files; and services that wait for
//! each other. Each with its line, for a file that Compose refuses.

use std::collections::{BTreeMap, BTreeSet};

use super::slip::{How, Slip};
use super::yaml::Node;

/// The network of a service that names none.
const DEFAULT_NETWORK: &str = "default";

/// Names that a file uses and does not declare; only of a file that is whole.
pub(super) fn undeclared(root: &Node) -> Vec<Slip> {
    let declared = |kind: &str| -> Vec<&str> {
        root.get(kind).map(Node::map).unwrap_or_default().iter().map(|(key, _)| key.name.as_str()).collect()
    };
    let (services, networks, volumes) = (declared("services"), declared("networks"), declared("volumes"));
    let mut found = Vec::new();
    for (service, node) in root.get("services").map(Node::map).unwrap_or_default() {
        let mut check = |name: &str, line: u64, how: How, known: &[&str]| {
            let is_known =
                known.contains(&name) || name.contains('$') || how == How::Network && name == DEFAULT_NETWORK;
            if !is_known {
                found.push(Slip { line, how, key: name.to_owned(), other: service.name.clone() });
            }
        };
        for (name, line) in names(node.get("networks")) {
            check(&name, line, How::Network, &networks);
        }
        for (name, line) in names(node.get("depends_on")) {
            check(&name, line, How::Service, &services);
        }
        for item in node.get("volumes").map(Node::list).unwrap_or_default() {
            if let Some(name) = volume_name(item) {
                check(&name, item.line, How::Volume, &volumes);
            }
        }
    }
    found.sort_by_key(|slip| slip.line);
    found
}

/// The first service that waits for itself, by whatever way; only of a file that is whole.
pub(super) fn circle(root: &Node) -> Option<Slip> {
    let services = root.get("services").map(Node::map).unwrap_or_default();
    let waits_for: BTreeMap<&str, Vec<(String, u64)>> =
        services.iter().map(|(key, node)| (key.name.as_str(), names(node.get("depends_on")))).collect();
    let leads_to = |from: &str, to: &str| {
        let (mut open, mut seen) = (vec![from.to_owned()], BTreeSet::new());
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            let next = waits_for.get(name.as_str()).into_iter().flatten().map(|(next, _)| next.clone());
            if seen.insert(name.clone()) {
                open.extend(next);
            }
        }
        false
    };
    services.iter().find_map(|(key, _)| {
        let (next, line) = waits_for.get(key.name.as_str())?.iter().find(|(next, _)| leads_to(next, &key.name))?;
        Some(Slip { line: *line, how: How::Circle, key: next.clone(), other: key.name.clone() })
    })
}

/// Names of a list of texts, or of a map's keys, with their lines.
fn names(node: Option<&Node>) -> Vec<(String, u64)> {
    let Some(node) = node else { return Vec::new() };
    let listed = node.list().iter().filter_map(|item| Some((item.text()?.to_owned(), item.line)));
    listed.chain(node.map().iter().map(|(key, _)| (key.name.clone(), key.line))).collect()
}

/// Files that a Compose file takes something from, and items that stand in a list twice.
pub(super) fn named(root: &Node) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut files = |node: &Node| {
        let all = std::iter::once(node).chain(node.list());
        let paths = all.flat_map(|item| [Some(item), item.get("path"), item.get("file")]).flatten();
        found.extend(paths.filter_map(|path| {
            Some(Slip { line: path.line, how: How::File, key: path.text()?.to_owned(), other: String::new() })
        }));
    };
    root.get("include").into_iter().for_each(&mut files);
    let services = root.get("services").map(Node::map).unwrap_or_default();
    for (_, service) in services {
        service.get("env_file").into_iter().for_each(&mut files);
        service.get("extends").filter(|extends| extends.is_map()).into_iter().for_each(&mut files);
    }
    for (service, node) in services {
        for (key, list) in node.map() {
            let mut seen = BTreeSet::new();
            let again = list.list().iter().filter(|item| item.text().is_some_and(|text| !seen.insert(text.to_owned())));
            found.extend(again.map(|item| Slip {
                line: item.line,
                how: How::Again,
                key: key.name.clone(),
                other: service.name.clone(),
            }));
        }
    }
    found
}

/// Whether a file takes a part of itself from a network.
pub(super) fn is_remote(root: &Node) -> bool {
    let is_far = |slip: &Slip| {
        let path = slip.key.as_str();
        slip.how == How::File && (path.contains("://") || path.starts_with("git@") || path.starts_with("github.com/"))
    };
    named(root).iter().any(is_far)
}

/// The volume of a short or long item, if it is one with a name.
fn volume_name(item: &Node) -> Option<String> {
    let source = match item.text() {
        Some(text) => text.split_once(':')?.0.to_owned(),
        None if item.text_of("type") == "volume" => item.text_of("source"),
        None => return None,
    };
    let is_path =
        source.is_empty() || source.starts_with(['.', '/', '~', '$']) || source.contains('\\') || source.len() == 1;
    (!is_path).then_some(source)
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;
    use super::*;

    #[test]
    fn paths_are_no_volumes() {
        for (text, name) in
            [("data:/d", Some("data")), ("./d:/d", None), ("/d", None), ("~/d:/d", None), ("C:\\x:/d", None)]
        {
            let node = parse(&format!("'{text}'")).unwrap();
            assert_eq!(volume_name(&node).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn parts_from_a_network_are_seen() {
        for (text, remote) in [
            ("include: [more.yaml]", false),
            ("include: ['https://example.org/x.git']", true),
            ("include:\n  - path: oci://example.org/x", true),
            ("services: {a: {extends: {file: 'git@example.org:x.git', service: b}}}", true),
            ("services: {a: {build: 'https://example.org/x.git', image: b}}", false),
            ("services: {a: {extends: b}}", false),
        ] {
            assert_eq!(is_remote(&parse(text).unwrap()), remote, "{text}");
        }
    }
}
