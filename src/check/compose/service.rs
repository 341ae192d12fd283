//! One service of a Compose file: short and long ways of writing become one.

use serde::Serialize;

use super::shape;
use super::yaml::{Node, Yaml};
use crate::probe::reference;

/// The network of a service that names none.
pub(super) const DEFAULT_NETWORK: &str = "default";

/// What a Compose file says of a service. Serialised field names are property names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FileService {
    pub(crate) name: String,
    pub(crate) image: String,
    pub(crate) build: String,
    pub(crate) dockerfile: String,
    pub(crate) command: String,
    pub(crate) entrypoint: String,
    pub(crate) environment: Vec<String>,
    pub(crate) networks: Vec<FileAttachment>,
    pub(crate) depends_on: Vec<Dependency>,
    pub(crate) ports: Vec<String>,
    pub(crate) volumes: Vec<String>,
    pub(crate) healthcheck: String,
    pub(crate) init: bool,
    pub(crate) container_name: String,
    pub(crate) profiles: Vec<String>,
}

/// A network of a service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FileAttachment {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
}

/// A service that another waits for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Dependency {
    pub(crate) service: String,
    pub(crate) condition: String,
}

/// An image as one would type it: without what goes without saying.
pub(crate) fn familiar(image: &str) -> String {
    let full = reference::normalize(image);
    full.strip_suffix(":latest").unwrap_or(&full).to_owned()
}

/// Reads a service.
pub(super) fn read(name: &str, node: &Node) -> FileService {
    let build = node.get("build");
    let image = node.text_of("image");
    FileService {
        name: name.to_owned(),
        image: if image.is_empty() { image } else { familiar(&image) },
        build: build.map(context).unwrap_or_default(),
        dockerfile: build.map(|build| build.text_of("dockerfile")).unwrap_or_default(),
        command: words(node.get("command")),
        entrypoint: words(node.get("entrypoint")),
        environment: pairs(node.get("environment")),
        networks: networks(node),
        depends_on: dependencies(node.get("depends_on")),
        ports: items(node.get("ports"), port),
        volumes: items(node.get("volumes"), volume),
        healthcheck: healthcheck(node.get("healthcheck")),
        init: is_true(node, "init"),
        container_name: node.text_of("container_name"),
        profiles: items(node.get("profiles"), |item| item.text().map(str::to_owned)),
    }
}

fn is_true(node: &Node, key: &str) -> bool {
    shape::truth(&node.text_of(key)) == Some(true)
}

fn context(build: &Node) -> String {
    let context = build.text().map_or_else(|| build.text_of("context"), str::to_owned);
    let plain = context.strip_prefix("./").unwrap_or(&context).trim_end_matches('/');
    if plain.is_empty() { ".".to_owned() } else { plain.to_owned() }
}

/// A command as one line, whichever way it is written.
fn words(node: Option<&Node>) -> String {
    let Some(node) = node else { return String::new() };
    match &node.value {
        Yaml::List(items) => items.iter().filter_map(Node::text).collect::<Vec<_>>().join(" "),
        _ => node.text().unwrap_or_default().to_owned(),
    }
}

fn items(node: Option<&Node>, read: impl Fn(&Node) -> Option<String>) -> Vec<String> {
    node.map(Node::list).unwrap_or_default().iter().filter_map(read).collect()
}

fn pairs(node: Option<&Node>) -> Vec<String> {
    let of_map = |node: &Node| -> Vec<String> {
        let entries = node.map().iter();
        entries.map(|(key, value)| format!("{}={}", key.name, value.text().unwrap_or_default())).collect()
    };
    node.map(|node| if node.is_map() { of_map(node) } else { items(Some(node), |item| item.text().map(str::to_owned)) })
        .unwrap_or_default()
}

fn networks(service: &Node) -> Vec<FileAttachment> {
    let plain = |name: &str| FileAttachment { name: name.to_owned(), aliases: Vec::new() };
    let listed: Vec<FileAttachment> = match service.get("networks").map(|node| &node.value) {
        Some(Yaml::List(items)) => items.iter().filter_map(Node::text).map(plain).collect(),
        Some(Yaml::Map(entries)) => entries
            .iter()
            .map(|(key, value)| FileAttachment {
                aliases: items(value.get("aliases"), |item| item.text().map(str::to_owned)),
                ..plain(&key.name)
            })
            .collect(),
        _ => Vec::new(),
    };
    if listed.is_empty() && service.get("network_mode").is_none() { vec![plain(DEFAULT_NETWORK)] } else { listed }
}

fn dependencies(node: Option<&Node>) -> Vec<Dependency> {
    let Some(node) = node else { return Vec::new() };
    let on = |service: &str, condition: String| {
        let condition = if condition.is_empty() { "service_started".to_owned() } else { condition };
        Dependency { service: service.to_owned(), condition }
    };
    match &node.value {
        Yaml::Map(entries) => entries.iter().map(|(key, value)| on(&key.name, value.text_of("condition"))).collect(),
        _ => items(Some(node), |item| item.text().map(str::to_owned))
            .iter()
            .map(|name| on(name, String::new()))
            .collect(),
    }
}

/// `HOST:CONTAINER`, `CONTAINER` alone, `/udp` behind if it is.
fn port(item: &Node) -> Option<String> {
    if let Some(text) = item.text() {
        return Some(text.strip_suffix("/tcp").unwrap_or(text).to_owned());
    }
    let (published, target) = (item.text_of("published"), item.text_of("target"));
    let host = if published.is_empty() { published } else { format!("{published}:") };
    let udp = if item.text_of("protocol") == "udp" { "/udp" } else { "" };
    (!target.is_empty()).then(|| format!("{host}{target}{udp}"))
}

/// `SOURCE:TARGET`, `:ro` behind if it is.
fn volume(item: &Node) -> Option<String> {
    if let Some(text) = item.text() {
        return Some(text.strip_suffix(":rw").unwrap_or(text).to_owned());
    }
    let (source, target) = (item.text_of("source"), item.text_of("target"));
    let source = if source.is_empty() { source } else { format!("{source}:") };
    let mode = if is_true(item, "read_only") { ":ro" } else { "" };
    (!target.is_empty()).then(|| format!("{source}{target}{mode}"))
}

/// The command that tells whether it is well, without `CMD` in front; empty if there is none or it is switched off.
fn healthcheck(node: Option<&Node>) -> String {
    let Some(node) = node.filter(|node| !is_true(node, "disable")) else { return String::new() };
    let text = words(node.get("test"));
    let text = ["CMD-SHELL ", "CMD "].iter().find_map(|form| text.strip_prefix(form)).unwrap_or(&text);
    if text == "NONE" { String::new() } else { text.to_owned() }
}

/// The volume of a short or long item, if it is one with a name.
pub(super) fn volume_name(item: &Node) -> Option<String> {
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

    fn service(text: &str) -> FileService {
        read("s", &parse(text).unwrap())
    }

    #[test]
    fn the_short_and_the_long_way_say_the_same() {
        for (short, long) in [
            ("image: pinger", "image: docker.io/library/pinger:latest"),
            ("build: ./app/", "build: {context: app}"),
            ("build: .", "build: {dockerfile: ''}"),
            ("networks: [a, b]", "networks: {a: , b: {}}"),
            ("depends_on: [x]", "depends_on: {x: {condition: service_started}}"),
            ("depends_on: [x]", "depends_on:\n  - x"),
            (
                "ports: ['9001:9001', '53/udp', 80]",
                "ports: [{target: 9001, published: '9001'}, {target: 53, protocol: udp}, '80/tcp']",
            ),
            (
                "volumes: ['data:/d', './x:/y:ro']",
                "volumes: [{type: volume, source: data, target: /d}, {type: bind, source: ./x, target: /y, read_only: true}]",
            ),
            ("command: sleep 5", "command: [sleep, '5']"),
            ("environment: [A=1, B=]", "environment: {A: 1, B: }"),
            ("healthcheck: {test: wget x}", "healthcheck: {test: [CMD, wget, x]}"),
            ("healthcheck: {test: wget x}", "healthcheck: {test: [CMD-SHELL, wget x]}"),
            ("healthcheck: {disable: true, test: x}", "healthcheck: {test: [NONE]}"),
            ("image: x", "image: x\nnetworks: [default]"),
            ("profiles: [a]", "profiles:\n  - a"),
            ("init: true", "init: yes"),
            ("init: 'no'", "image: ''"),
        ] {
            assert_eq!(service(short), service(long), "{short} and {long}");
        }
    }

    #[test]
    fn aliases_and_conditions_are_read() {
        let text = "networks:\n  n:\n    aliases: [a, b]\ndepends_on:\n  x: {condition: service_healthy}\n";
        let it = service(text);
        assert_eq!(it.networks, [FileAttachment { name: "n".into(), aliases: vec!["a".into(), "b".into()] }]);
        assert_eq!(it.depends_on, [Dependency { service: "x".into(), condition: "service_healthy".into() }]);
        assert_eq!(service("network_mode: host").networks, []);
    }

    #[test]
    fn paths_are_no_volumes() {
        for (text, name) in
            [("data:/d", Some("data")), ("./d:/d", None), ("/d", None), ("~/d:/d", None), ("C:\\x:/d", None)]
        {
            let node = parse(&format!("'{text}'")).unwrap();
            assert_eq!(volume_name(&node).as_deref(), name, "{text}");
        }
    }
}
