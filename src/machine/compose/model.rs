//! What Compose writes, JSON of version 2 or YAML of version 1, as the one typed model of a file.
//!
//! Both write out what a file leaves unsaid, each in its own way: version 1 keeps short forms and names no project, version
//! 2 knows neither unused networks nor unused volumes. What comes out here is the same for both.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::values::{below, items, one_line, text, truth, with_quotes};
use crate::probe::compose::default_project;
use crate::probe::compose_model::{ComposeAttachment, ComposeDependency, familiar};
use crate::probe::{Cause, ComposeAnswer, ComposeModel, ComposeService, Unseen};

/// The network of a service that names none.
const DEFAULT_NETWORK: &str = "default";

/// Reads Compose's answer for a folder. `old`: it is YAML.
pub(super) fn read(output: &[u8], folder: &Path, old: bool) -> Result<ComposeAnswer, Unseen> {
    let garbled = |detail: String| Unseen::new(Cause::Compose, detail);
    let root: Value = if old {
        let text = String::from_utf8_lossy(output);
        serde_saphyr::from_str(&with_quotes(&text))
            .map_err(|error| garbled(error.to_string().lines().take(1).collect()))?
    } else {
        serde_json::from_slice(output).map_err(|error| garbled(error.to_string()))?
    };
    let Some(services) = root.get("services").and_then(Value::as_object) else {
        return match root.as_object() {
            // A file without services is one that Compose takes, and that comes to nothing.
            Some(_) => {
                Ok(ComposeAnswer::Accepted(ComposeModel { project: project(&root, folder), ..Default::default() }))
            }
            None => Err(garbled("no object".to_owned())),
        };
    };
    let place = Place { folder, project: project(&root, folder), joint: if is_v1(&root, old) { "_" } else { "-" } };
    let mut services: Vec<ComposeService> =
        services.iter().map(|(name, service)| place.service(name, service)).collect();
    services.sort_by(|a, b| a.name.cmp(&b.name));
    // Version 1 says so only when it is to bring the file up.
    if let Some((service, network)) = undeclared(&services, &root) {
        let words = format!("Service \"{service}\" uses an undefined network \"{network}\"");
        return Ok(ComposeAnswer::Refused { words });
    }
    let networks: BTreeSet<String> =
        services.iter().flat_map(|service| &service.networks).map(|network| network.name.clone()).collect();
    let declared = root.get("volumes").and_then(Value::as_object);
    let mounted: BTreeSet<String> = services
        .iter()
        .flat_map(|service| &service.volumes)
        .filter_map(|volume| volume.split(':').next())
        .filter(|source| declared.is_some_and(|declared| declared.contains_key(*source)))
        .map(str::to_owned)
        .collect();
    Ok(ComposeAnswer::Accepted(ComposeModel {
        project: place.project,
        networks: networks.into_iter().filter(|name| name != DEFAULT_NETWORK).collect(),
        volumes: mounted.into_iter().collect(),
        services,
    }))
}

/// Version 2, as a program of its own, writes YAML too, and names the project.
fn is_v1(root: &Value, old: bool) -> bool {
    old && root.get("name").is_none()
}

fn project(root: &Value, folder: &Path) -> String {
    root.get("name")
        .and_then(Value::as_str)
        .map_or_else(|| default_project(&folder.display().to_string()), str::to_owned)
}

fn undeclared<'s>(services: &'s [ComposeService], root: &Value) -> Option<(&'s str, &'s str)> {
    let declared = root.get("networks").and_then(Value::as_object);
    let is_declared = |name: &str| name == DEFAULT_NETWORK || declared.is_some_and(|names| names.contains_key(name));
    services.iter().find_map(|service| {
        let network = service.networks.iter().find(|network| !is_declared(&network.name))?;
        Some((service.name.as_str(), network.name.as_str()))
    })
}

/// Where the file is, and how Compose names what it makes there.
struct Place<'f> {
    folder: &'f Path,
    project: String,
    /// What stands between the project's name and the service's in the name of an image.
    joint: &'static str,
}

impl Place<'_> {
    fn service(&self, name: &str, service: &Value) -> ComposeService {
        let get = |key: &str| service.get(key).unwrap_or(&Value::Null);
        let image = familiar(&text(get("image")));
        let build = get("build");
        let built_image = match (image.is_empty(), build.is_null()) {
            (false, _) => image.clone(),
            (true, false) => format!("{}{}{name}", self.project, self.joint),
            (true, true) => String::new(),
        };
        ComposeService {
            name: name.to_owned(),
            image,
            built_image,
            build: if build.is_null() { String::new() } else { self.context(build) },
            dockerfile: self.dockerfile(build),
            command: one_line(get("command")),
            entrypoint: one_line(get("entrypoint")),
            environment: pairs(get("environment")),
            networks: networks(service),
            depends_on: dependencies(get("depends_on")),
            ports: items(get("ports")).iter().filter_map(port).collect(),
            volumes: items(get("volumes")).iter().filter_map(|volume| self.volume(volume)).collect(),
            healthcheck: healthcheck(get("healthcheck")),
            init: truth(get("init")),
            container_name: text(get("container_name")),
            profiles: items(get("profiles")).iter().map(text).collect(),
        }
    }

    fn context(&self, build: &Value) -> String {
        let context = if build.is_string() { text(build) } else { text(below(build, "context")) };
        match self.inside(&context) {
            Some("") => ".".to_owned(),
            Some(inside) => inside.to_owned(),
            None if context.is_empty() => ".".to_owned(),
            None => context,
        }
    }

    /// The Dockerfile that a build reads, unless its lines stand in the Compose file itself.
    fn dockerfile(&self, build: &Value) -> String {
        let named = text(below(build, "dockerfile"));
        let has_own = build.is_null() || !below(build, "dockerfile_inline").is_null();
        match self.inside(&named) {
            _ if named.is_empty() && !has_own => "Dockerfile".to_owned(),
            Some(inside) => inside.to_owned(),
            None => named,
        }
    }

    /// The part of a path below the file's folder; nothing for the folder itself.
    fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        let here = self.folder.to_str()?;
        let below = path.strip_prefix(here)?;
        below.is_empty().then_some("").or_else(|| below.strip_prefix(['/', '\\'])).map(|it| it.trim_end_matches('/'))
    }

    /// `SOURCE:TARGET`, `:ro` behind if it is.
    fn volume(&self, volume: &Value) -> Option<String> {
        let near = |source: &str| match self.inside(source) {
            Some("") => ".".to_owned(),
            Some(inside) => format!("./{inside}"),
            None => source.to_owned(),
        };
        if let Some(short) = volume.as_str() {
            let short = short.strip_suffix(":rw").unwrap_or(short);
            return Some(
                short
                    .split_once(':')
                    .map_or_else(|| short.to_owned(), |(source, rest)| format!("{}:{rest}", near(source))),
            );
        }
        let (source, target) = (text(below(volume, "source")), text(below(volume, "target")));
        let source = if source.is_empty() { source } else { format!("{}:", near(&source)) };
        let mode = if truth(below(volume, "read_only")) { ":ro" } else { "" };
        (!target.is_empty()).then(|| format!("{source}{target}{mode}"))
    }
}

/// `NAME=value`; a name alone is one whose value the shell did not give.
fn pairs(node: &Value) -> Vec<String> {
    match node {
        Value::Object(entries) => entries
            .iter()
            .map(|(name, value)| if value.is_null() { name.clone() } else { format!("{name}={}", text(value)) })
            .collect(),
        _ => items(node).iter().map(text).collect(),
    }
}

fn networks(service: &Value) -> Vec<ComposeAttachment> {
    let plain = |name: &str| ComposeAttachment { name: name.to_owned(), aliases: Vec::new() };
    let node = below(service, "networks");
    let named: Vec<ComposeAttachment> = match node {
        Value::Object(entries) => entries
            .iter()
            .map(|(name, value)| ComposeAttachment {
                aliases: items(below(value, "aliases")).iter().map(text).collect(),
                ..plain(name)
            })
            .collect(),
        _ => items(node).iter().map(|item| plain(&text(item))).collect(),
    };
    let has_none = named.is_empty() && below(service, "network_mode").is_null();
    if has_none { vec![plain(DEFAULT_NETWORK)] } else { named }
}

fn dependencies(node: &Value) -> Vec<ComposeDependency> {
    let on = |service: &str, condition: &str| {
        let condition = if condition.is_empty() { "service_started" } else { condition };
        ComposeDependency { service: service.to_owned(), condition: condition.to_owned() }
    };
    match node {
        Value::Object(entries) => {
            entries.iter().map(|(name, value)| on(name, &text(below(value, "condition")))).collect()
        }
        _ => items(node).iter().map(|item| on(&text(item), "")).collect(),
    }
}

/// `HOST:CONTAINER`, `CONTAINER` alone, `/udp` behind if it is.
fn port(item: &Value) -> Option<String> {
    if !item.is_object() {
        let short = text(item);
        return Some(short.strip_suffix("/tcp").unwrap_or(&short).to_owned());
    }
    let get = |key: &str| text(below(item, key));
    let (host, published, target) = (get("host_ip"), get("published"), get("target"));
    let host = if host.is_empty() { host } else { format!("{host}:") };
    let published = if published.is_empty() { published } else { format!("{published}:") };
    let udp = if get("protocol") == "udp" { "/udp" } else { "" };
    (!target.is_empty()).then(|| format!("{host}{published}{target}{udp}"))
}

/// The command that tells whether it is well, without `CMD` in front; empty if there is none or it is switched off.
fn healthcheck(node: &Value) -> String {
    if truth(below(node, "disable")) {
        return String::new();
    }
    let line = one_line(below(node, "test"));
    let line = ["CMD-SHELL ", "CMD "].iter().find_map(|form| line.strip_prefix(form)).unwrap_or(&line);
    if line == "NONE" { String::new() } else { line.to_owned() }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
