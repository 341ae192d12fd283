//! What may be wrong with a Compose project that runs, or should.

use crate::course::expect::{Item, Matcher};
use crate::probe::compose::{PROJECT_LABEL, default_project, is_by_hand, member};
use crate::probe::{ContainerFilter, ContainerState, Health, RunState};

use super::super::compose::{Project, ProjectService, project, service_of};
use super::super::lookup::Looked;
use super::super::verdict::NearMiss;
use super::ports::fields;
use super::{Case, closest, container, network};

/// One service that a check wants something of.
struct Wanted<'m> {
    name: &'m str,
    fields: &'m [(String, Matcher)],
    /// Whether it is wanted to run, if only by its name in a list.
    runs: bool,
}

pub(super) fn find<'a>(case: &Case<'_, 'a>, name: &'a str, service: Option<&'a str>) -> Looked<Option<NearMiss>> {
    let found = project(name, service, case.env)?;
    let Some(found) = found.filter(|found| !found.containers.is_empty()) else {
        return missing(case, name, service).map(Some);
    };
    if case.wrong("fresh") || case.wrong("started_fresh") {
        return Ok(Some(NearMiss::new("stale").with("name", name)));
    }
    let wanted = wanted(case, service);
    let services = found.services(case.env)?;
    for one in &wanted {
        let Some(seen) = services.iter().find(|seen| seen.name == one.name) else {
            return missing(case, name, Some(one.name)).map(Some);
        };
        if let Some(near_miss) = trouble(case, &found, one, seen)? {
            return Ok(Some(near_miss));
        }
    }
    let elsewhere = |one: &Wanted<'_>| {
        let seen = services.iter().find(|seen| seen.name == one.name)?;
        let (_, matcher) = one.fields.iter().find(|(field, _)| field == "networks")?;
        network::place(matcher, &seen.name, &seen.networks)
    };
    Ok(wanted.iter().find_map(elsewhere))
}

/// The services that a check names where it fails, each with what it wants of it.
fn wanted<'m>(case: &'m Case<'_, '_>, service: Option<&'m str>) -> Vec<Wanted<'m>> {
    let matchers = |property: &'static str| case.matcher(property).filter(|_| case.wrong(property)).into_iter();
    let mut found = Vec::new();
    for fields in matchers("services").flat_map(items).filter_map(fields) {
        let name = literal(fields, "name").or(service);
        let runs = literal(fields, "state") == Some("running") || literal(fields, "health") == Some("healthy");
        found.extend(name.map(|name| Wanted { name, fields, runs }));
    }
    for item in ["running", "start_order"].into_iter().flat_map(|property| matchers(property).flat_map(items)) {
        if let Item::Plain(Matcher::Equals(value)) = item {
            found.extend(value.as_str().map(|name| Wanted { name, fields: &[], runs: true }));
        }
    }
    found
}

/// The items that must be in a list.
pub(super) fn items(matcher: &Matcher) -> Vec<&Item> {
    match matcher {
        Matcher::Has(items) | Matcher::Exactly(items) | Matcher::InOrder(items) => items.iter().collect(),
        Matcher::Any(item) | Matcher::Each(item) => vec![item],
        Matcher::All(all) => all.iter().flat_map(items).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn literal<'m>(fields: &'m [(String, Matcher)], name: &str) -> Option<&'m str> {
    fields.iter().find(|(field, _)| field == name).and_then(|(_, matcher)| match matcher {
        Matcher::Equals(value) => value.as_str(),
        _ => None,
    })
}

/// A service that should run and does not, or is not well.
fn trouble(
    case: &Case<'_, '_>,
    found: &Project<'_>,
    one: &Wanted<'_>,
    seen: &ProjectService,
) -> Looked<Option<NearMiss>> {
    let of_service = |state: &&ContainerState| service_of(state) == seen.name && state.state == seen.state;
    let Some(state) = found.containers.iter().map(AsRef::as_ref).find(of_service).filter(|_| one.runs) else {
        return Ok(None);
    };
    let named = |id: &str| Ok(Some(NearMiss::new(id).with("name", &seen.name)));
    match state.state {
        RunState::Exited | RunState::Dead => exited(case, state).map(Some),
        RunState::Created if !state.error.is_empty() => exited(case, state).map(Some),
        RunState::Created => named("created-only"),
        RunState::Paused => named("paused"),
        RunState::Restarting => named("restarting"),
        _ if literal(one.fields, "health") != Some("healthy") => Ok(None),
        _ if seen.health == Health::None => named("no-healthcheck"),
        _ if seen.health == Health::Unhealthy => Ok(Some(unhealthy(state))),
        _ => Ok(None),
    }
}

fn exited(case: &Case<'_, '_>, state: &ContainerState) -> Looked<NearMiss> {
    let near_miss = container::exited(state, case.env)?;
    Ok(NearMiss { id: "service-exited".to_owned(), ..near_miss.with("name", service_of(state)) })
}

/// What its health check said last.
fn unhealthy(state: &ContainerState) -> NearMiss {
    let log = state.inspect.pointer("/State/Health/Log").and_then(serde_json::Value::as_array);
    let output = log.and_then(|log| log.last()?.get("Output")?.as_str()).unwrap_or_default();
    let line = output.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    NearMiss::new("unhealthy").with("name", service_of(state)).with("line", line)
}

/// Why there is no container of the project, or of this service of it.
pub(super) fn missing(case: &Case<'_, '_>, name: &str, service: Option<&str>) -> Looked<NearMiss> {
    let filter = ContainerFilter { labels: vec![PROJECT_LABEL.to_owned()], ..ContainerFilter::default() };
    let all = case.env.lookup.containers(filter)?;
    let members = || all.iter().filter_map(|it| member(&it.labels)).filter(|it| !it.one_off);
    let near_miss = |id: &str| NearMiss::new(id).with("project", name).with("name", service.unwrap_or_default());
    let mut here: Vec<&str> = members().filter(|it| it.project == name).map(|it| it.service).collect();
    here.sort_unstable();
    here.dedup();
    if service.is_some_and(|service| here.contains(&service)) {
        return Ok(near_miss("stale"));
    }
    if let Some(service) = service
        && let Some(close) = closest(service, here.iter().copied())
    {
        return Ok(near_miss("close-service").with("found", close));
    }
    if here.is_empty() && all.iter().any(|it| is_by_hand(&it.labels, name)) {
        return Ok(near_miss("by-hand"));
    }
    // The same folder under another name: `-p`, `name:` or COMPOSE_PROJECT_NAME.
    let elsewhere = members().find(|it| {
        it.project != name
            && default_project(it.folder) == name
            && service.is_none_or(|service| service == it.service)
            && here.is_empty()
    });
    let close = closest(name, members().map(|it| it.project)).filter(|_| here.is_empty());
    Ok(match (elsewhere, close) {
        (Some(other), _) => near_miss("other-project").with("found", other.project),
        (None, Some(close)) => near_miss("close-project").with("found", close),
        (None, None) if here.is_empty() => near_miss("no-project"),
        (None, None) => near_miss("no-service").with("found", here.join(", ")),
    })
}
