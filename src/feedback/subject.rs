//! What a check looks at, in words.

use crate::course::expect::{Matcher, Property};
use crate::course::subject::{ContainerSelect, EventSelect, Subject};
use crate::course::{Check, Step};
use crate::words::Words;

use super::property::property_words;

/// What a check looks at, in words.
pub fn subject_words(subject: &Subject, words: Words) -> String {
    let named = |key: &str, name: &str| words.get(key, &[("name", name.into())]);
    let selected = |[key, of_image, of_service]: [&str; 3], select: &ContainerSelect| match select.only_name() {
        Some(name) => named(key, name),
        None => match (&select.service, &select.image) {
            (Some(service), _) => named(of_service, service),
            (None, Some(image)) => named(of_image, image),
            (None, None) if select.fresh == Some(true) => words.text("check-container-new"),
            (None, None) => words.text("check-containers"),
        },
    };
    match subject {
        Subject::Container(select) => selected(["check-container", "check-container-of", "check-service"], select),
        Subject::Image(reference) => named("check-image", reference),
        Subject::DanglingImages => words.text("check-dangling"),
        Subject::Network(name) => named("check-network", name),
        Subject::Volume(name) => named("check-volume", name),
        Subject::Event(select) => event_words(select, "check-event-of", words),
        Subject::File(place) => {
            let shown = Subject::File(place.clone()).to_string();
            named("check-file", shown.strip_prefix("file ").unwrap_or(&shown))
        }
        Subject::Dockerfile { path, .. } => named("check-dockerfile", path.rsplit('/').next().unwrap_or(path)),
        Subject::ComposeFile { path, service: None } => {
            named("check-dockerfile", path.rsplit('/').next().unwrap_or(path))
        }
        Subject::ComposeProject { project, service: None } => named("check-project", project),
        Subject::ComposeFile { service: Some(service), .. }
        | Subject::ComposeProject { service: Some(service), .. } => named("check-service", service),
        Subject::Run(run) => named("check-run", &run.to_string()),
        Subject::Serve(serve) => {
            let port = serve.port.to_string();
            words.get("check-serve", &[("name", serve.image.as_str().into()), ("port", port.as_str().into())])
        }
        Subject::Calls(calls) => {
            let host = format!("{}:{}", calls.alias, calls.port);
            words.get("check-calls", &[("name", calls.image.as_str().into()), ("host", host.as_str().into())])
        }
        Subject::Logs(select) => selected(["check-logs", "check-logs-of", "check-logs-of-service"], select),
        Subject::Http(url) => named("check-http", url),
        Subject::Registry(name) => named("check-registry", name),
        Subject::RegistryImage(name) => named("check-registry-image", name),
        Subject::Login(registry) => named("check-login", registry.split('/').next().unwrap_or(registry)),
        Subject::Ask(_) => words.text("check-ask"),
    }
}

/// Docker's words for what happens that have words of ours.
const ACTIONS: [&str; 20] = [
    "any",
    "connect",
    "create",
    "delete",
    "destroy",
    "die",
    "disconnect",
    "kill",
    "load",
    "mount",
    "pause",
    "prune",
    "pull",
    "push",
    "rename",
    "start",
    "stop",
    "tag",
    "unmount",
    "untag",
];

/// What happened to what: `removal: volume notes`.
fn event_words(select: &EventSelect, key: &str, words: Words) -> String {
    let action = select.action.as_deref().unwrap_or("any");
    let event = ACTIONS.contains(&action).then(|| words.text(&format!("check-event-{action}")));
    let kind = select.kind.as_deref().unwrap_or_default();
    let named = [
        (&select.container, "check-container"),
        (&select.image, "check-image"),
        (&select.network, "check-network"),
        (&select.volume, "check-volume"),
        (&select.service, "check-service"),
        (&select.project, "check-project"),
    ];
    let name = named.iter().find_map(|(name, key)| Some(words.get(key, &[("name", name.as_deref()?.into())])));
    let name = name.or_else(|| words.find(&format!("check-of-any-{kind}"), &[])).unwrap_or_else(|| kind.to_owned());
    let event = event.unwrap_or_else(|| action.to_owned());
    words.get(key, &[("event", event.into()), ("name", name.into())])
}

/// Whether a check wants nothing of the kind to have happened.
fn wants_none(check: &Check) -> bool {
    let is_none = |matcher: &Matcher| matches!(matcher, Matcher::Equals(value) if value.as_u64() == Some(0));
    check.absent || check.expect.iter().any(|it| it.property == Property::Count && is_none(&it.matcher))
}

/// What a check looks at, in words; of events, also whether they must not have happened.
pub(super) fn looked_at(check: &Check, words: Words) -> String {
    match &check.subject {
        Subject::Event(select) if wants_none(check) => event_words(select, "check-no-event-of", words),
        subject => subject_words(subject, words),
    }
}

/// What a check asks for, as the lesson has it, as plain text; `None` where the lesson says nothing.
pub(super) fn check_label(step: &Step, check: &Check, words: Words) -> Option<String> {
    let label = step.words.get(&words.language())?.labels.get(&check.id)?;
    Some(label.replace(['`', '*'], ""))
}

/// The line that stands for a check: its label, else what it looks at.
pub fn check_words(step: &Step, check: &Check, words: Words) -> String {
    check_label(step, check, words).unwrap_or_else(|| looked_at(check, words))
}

/// What tells a check from another one of its step that looks at the same thing: the properties it is about, each once.
/// Empty where the line that stands for it says enough.
pub fn check_note(step: &Step, check: &Check, words: Words) -> String {
    let line = check_words(step, check, words);
    let is_twin = |other: &&Check| other.id != check.id && check_words(step, other, words) == line;
    if step.checks.iter().find(is_twin).is_none() {
        return String::new();
    }
    let mut properties: Vec<String> = Vec::new();
    for property in check.expect.iter().map(|it| property_words(&check.subject, &it.property, words)) {
        if !properties.contains(&property) {
            properties.push(property);
        }
    }
    properties.join(", ")
}
