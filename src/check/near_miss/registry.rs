//! What may be wrong with a registry, with an image in it, and with a login.

use crate::probe::{EventKind, ImageFilter, LoginState, Refusal, reference};

use super::super::lookup::{Looked, Stop, Told};
use super::super::registry::{host_of, origin};
use super::super::verdict::NearMiss;
use super::Case;
use super::origin::by_origin;

/// Of a registry by its host.
pub(super) fn find_registry(case: &Case<'_, '_>, host: &str) -> Looked<Option<NearMiss>> {
    let near_miss = |id: &str| Some(NearMiss::new(id).with("registry", host));
    let Some(state) = case.env.lookup.registry(host)? else { return Ok(near_miss("down")) };
    Ok(if !state.is_registry() {
        near_miss("not-a-registry").map(|it| it.with("actual", state.status.to_string()))
    } else if (case.wrong("auth") || case.wrong("status") || case.wrong("account")) && state.status == 200 {
        near_miss("open")
    } else if case.wrong("account") {
        near_miss("other-account")
    } else {
        None
    })
}

/// Of an image in a registry.
pub(super) fn find_image(case: &Case<'_, '_>, wanted: &str) -> Looked<Option<NearMiss>> {
    let registry = host_of(wanted);
    let near_miss = |id: &str| NearMiss::new(id).with("image", wanted).with("registry", registry);
    Ok(match case.env.lookup.registry_image(wanted)? {
        Told::Refused(Refusal::Down) => Some(near_miss("down")),
        Told::Refused(Refusal::Unauthorized) => {
            // A login that works and still finds nothing: not for this repository.
            let works = login(case, registry)?.is_some_and(|login| login.works);
            Some(near_miss(if works { "no-access" } else { "unauthorized" }))
        }
        Told::Yes(None) => Some(not_there(case, wanted)?),
        Told::Yes(Some(image)) if case.wrong("origin") && case.wanted_text("origin") == Some("built") => {
            by_origin(origin(image, wanted, case.env)?, wanted)
        }
        Told::Yes(Some(_)) if ["image", "config", "digest", "current"].iter().any(|property| case.wrong(property)) => {
            Some(near_miss("other-digest"))
        }
        Told::Yes(Some(_)) => None,
    })
}

/// Why a registry that answers has no such tag.
fn not_there(case: &Case<'_, '_>, wanted: &str) -> Looked<NearMiss> {
    let registry = host_of(wanted);
    let near_miss = |id: &str| NearMiss::new(id).with("image", wanted).with("registry", registry);
    let repository = reference::repository_of(wanted);
    if let Told::Yes(Some(tags)) = case.env.lookup.registry_tags(&repository)? {
        let names: Vec<String> = tags.iter().map(|tag| format!("{repository}:{tag}")).collect();
        if let Some(found) = pushed_instead(case, &names)? {
            return Ok(near_miss("other-tag").with("found", found));
        }
    }
    if case.env.lookup.image(wanted)?.is_some() {
        let refused = login(case, registry)?.is_some_and(|login| !login.works)
            && case.env.lookup.registry(registry)?.is_some_and(|state| state.status == 401);
        return Ok(near_miss(if refused { "unauthorized" } else { "not-pushed" }));
    }
    let all = case.env.lookup.images(ImageFilter { dangling: Some(false), reference: None })?;
    let names: Vec<&str> = all.iter().flat_map(|image| &image.tags).map(String::as_str).collect();
    Ok(elsewhere(wanted, &names).unwrap_or_else(|| near_miss("not-tagged")))
}

/// Which of these the learner has pushed since the step began, last; where the history does not tell, one that the course
/// does not know.
fn pushed_instead(case: &Case<'_, '_>, names: &[String]) -> Looked<Option<String>> {
    let history = match case.env.lookup.history() {
        Ok(history) if history.complete => history,
        Err(Stop::Missing) => return Err(Stop::Missing),
        _ => return Ok(names.iter().rfind(|name| !case.is_of_course(name)).cloned()),
    };
    let pushes = history.events.iter().filter(|event| event.kind == EventKind::Image && event.action == "push");
    Ok(pushes.filter_map(|event| names.iter().find(|name| **name == event.id)).next_back().cloned())
}

/// The image under its right path, and without the registry's host in front or with another's.
pub(super) fn elsewhere(wanted: &str, names: &[&str]) -> Option<NearMiss> {
    let (host, path) = reference::split_host(wanted)?;
    let near_miss = |id: &str, found: &str| {
        NearMiss::new(id).with("image", wanted).with("registry", host).with("path", path).with("found", found)
    };
    let without = names.iter().find(|name| reference::split_host(name).is_none() && reference::same(name, path));
    if let Some(found) = without {
        return Some(near_miss("no-host", found));
    }
    let other = names.iter().find(|name| {
        reference::split_host(name).is_some_and(|(other, rest)| other != host && reference::same(rest, path))
    });
    other.map(|found| near_miss("other-host", found))
}

/// Of a login.
pub(super) fn find_login(case: &Case<'_, '_>, registry: &str) -> Looked<Option<NearMiss>> {
    let host = registry.split('/').next().unwrap_or(registry);
    let near_miss = |id: &str| Some(NearMiss::new(id).with("registry", host));
    let state = case.env.lookup.login(registry)?;
    if !state.stored {
        // Only what Docker would look for under another name is this slip: the same machine.
        let other = state.others.last().filter(|_| reference::is_this_machine(host));
        return Ok(match other {
            Some(other) => near_miss("other-host").map(|it| it.with("found", other)),
            None => near_miss("not-logged-in"),
        });
    }
    Ok(match state.failure.as_str() {
        "down" if case.wrong("works") => near_miss("down"),
        _ if case.wrong("works") => near_miss("wrong-password").map(|it| it.with("user", &state.user)),
        _ => None,
    })
}

/// What is known of a login, as far as that could be looked at.
fn login<'a>(case: &Case<'_, 'a>, registry: &str) -> Looked<Option<&'a LoginState>> {
    match case.env.lookup.login(registry) {
        Ok(state) => Ok(Some(state)),
        Err(Stop::Unknown(_)) => Ok(None),
        Err(Stop::Missing) => Err(Stop::Missing),
    }
}
