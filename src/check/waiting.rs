//! Whether a failing check may still come true by itself. Takes the step, its report and the snapshot it was made from;
//! gives yes only where something is under way that the check looks at: a container that runs and may write or end, one
//! that started a moment ago and may soon answer, something that happened within the last second. Time is the engine's, as
//! the history tells it, so that a recorded snapshot gives the same answer later.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::course::expect::{Expectation, Matcher, Property};
use crate::course::subject::{ContainerSelect, Subject};
use crate::course::{Check, Step};
use crate::probe::compose::{PROJECT_LABEL, SERVICE_LABEL};
use crate::probe::{ContainerState, Event, EventKind, Health, History, RunState, Snapshot, lives, reference};

use super::context::{Context, Env};
use super::evaluate::mismatches;
use super::lookup::Lookup;
use super::matcher::{Held, holds};
use super::object::{Found, Object, find_expected};
use super::partial::stands;
use super::property::value;
use super::select::{Builds, select_containers};
use super::verdict::{Report, Verdict};

/// After this long without an event nothing more comes of what happened.
const SETTLED: SignedDuration = SignedDuration::from_secs(1);

/// Properties of a container that are what they are as long as it is there.
const FIXED: &[&str] = &[
    "id",
    "name",
    "image",
    "image_id",
    "created",
    "fresh",
    "command",
    "cmd",
    "entrypoint",
    "overridden",
    "env",
    "labels",
    "user",
    "workdir",
    "init",
    "auto_remove",
    "tty",
    "interactive",
    "network_mode",
    "networks",
    "ports",
    "exposed",
    "publish_all",
    "mounts",
    "restart",
];
/// Properties that only somebody's act changes.
const ACTS: &[&str] = &["execs", "executed", "signals", "attached", "joined", "left"];
/// Properties that are final once a container has ended that nothing starts again.
const FINAL: &[&str] = &["exit_code", "error", "health", "started_at", "finished_at"];

/// For how long after the first look every check of `step` that fails may still come true; `None` if none fails, or one
/// of them won't pass by itself any more.
pub fn patience(step: &Step, report: &Report, snapshot: &Snapshot, context: &Context<'_>) -> Option<Duration> {
    let lookup = Lookup::new(snapshot);
    let env = Env { lookup: &lookup, context: *context };
    let failing = report.checks.iter().filter(|check| check.verdict == Verdict::Fail);
    let spans: Option<Vec<Duration>> = failing
        .map(|failed| {
            let check = step.check(&failed.id)?;
            check.within.filter(|within| may_pass(check, *within, env))
        })
        .collect();
    spans?.into_iter().min()
}

fn may_pass(check: &Check, within: Duration, env: Env<'_>) -> bool {
    // Without a history nobody can say that nothing is under way.
    let Ok(history) = env.lookup.history() else { return true };
    let now = Now { history, at: history.until.or_else(|| history.events.last().map(|event| event.at)) };
    let Ok(found) = find_expected(&check.subject, &check.expect, Builds::Current, env) else { return true };
    match &check.subject {
        Subject::Container(select) => match found {
            Found::Nothing => now.is_coming(select, &[]),
            Found::One(object) => may_meet(check, &object, now, env),
            Found::Many { objects, .. } => {
                let ids: Vec<&str> = objects.iter().filter_map(container).map(|it| it.id.as_str()).collect();
                objects.iter().any(|object| may_meet(check, object, now, env)) || now.is_coming(select, &ids)
            }
        },
        Subject::Logs(select) => match found {
            Found::One(object) => may_log(check, select, &object, now, env),
            _ => now.is_coming(select, &[]),
        },
        Subject::ComposeProject { project, service } => {
            let select = ContainerSelect {
                project: Some(project.clone()),
                service: service.clone(),
                ..ContainerSelect::default()
            };
            let unsettled = |it: &ContainerState| {
                matches!(it.state, RunState::Restarting | RunState::Removing)
                    || it.state == RunState::Running && matches!(it.health, Health::Starting | Health::Unhealthy)
            };
            let moves = matches!(&found, Found::One(Object::Project(project))
                if project.containers.iter().any(|it| unsettled(it)));
            moves || now.happened(|event| concerns(event, &select))
        }
        Subject::Http(_) => now.has_starting(within),
        // One that answers has said what it has, and whom it lets in.
        Subject::Registry(_) | Subject::RegistryImage(_) => matches!(found, Found::Nothing) && now.has_starting(within),
        Subject::Image(_) | Subject::DanglingImages | Subject::Network(_) | Subject::Volume(_) => {
            now.happened(|_| true)
        }
        Subject::Event(_) => now.happened(|_| true) || now.has_running(),
        // A container may write what is looked for.
        Subject::File(_) | Subject::Dockerfile { .. } | Subject::ComposeFile { .. } => now.has_running(),
        Subject::Run(_) | Subject::Serve(_) | Subject::Calls(_) | Subject::Login(_) | Subject::Ask(_) => false,
    }
}

fn container<'o>(object: &'o Object<'_>) -> Option<&'o ContainerState> {
    match object {
        Object::Container(state) => Some(state.as_ref()),
        _ => None,
    }
}

/// Whether a container may come to meet what is expected of it, or to go where it must not be.
fn may_meet(check: &Check, object: &Object<'_>, now: Now<'_>, env: Env<'_>) -> bool {
    let Some(state) = container(object) else { return false };
    if check.absent {
        return is_going(state) || now.has_happened_to(&state.id);
    }
    let Ok(wrong) = mismatches(check, &check.expect, object, env) else { return is_going(state) };
    let mut wrong = wrong.iter().map(|mismatch| mismatch.property.as_str()).filter(|name| *name != "count");
    wrong.all(|name| may_change(state, name, now))
        && !check.expect.iter().any(|expectation| is_lost(check, expectation, object, env))
}

/// Whether a property of a container may still change without anybody's doing.
fn may_change(state: &ContainerState, property: &str, now: Now<'_>) -> bool {
    let name = property.split('.').next().unwrap_or(property);
    if FIXED.contains(&name) || property.starts_with("/Config/") || property.starts_with("/HostConfig/") {
        return false;
    }
    if is_going(state) && !ACTS.contains(&name) {
        return true;
    }
    let is_final = matches!(state.state, RunState::Exited | RunState::Dead | RunState::Removed)
        && matches!(state.restart.as_str(), "" | "no")
        && (FINAL.contains(&name) || name == "state" && !state.auto_remove);
    !is_final && now.has_happened_to(&state.id)
}

fn is_going(state: &ContainerState) -> bool {
    matches!(state.state, RunState::Running | RunState::Restarting | RunState::Removing)
}

fn may_log(check: &Check, select: &ContainerSelect, log: &Object<'_>, now: Now<'_>, env: Env<'_>) -> bool {
    let writer = select_containers(select, Builds::Current, env).ok().and_then(|it| it.found.into_iter().next());
    writer.is_some_and(|it| is_going(&it) || now.has_happened_to(&it.id))
        && !check.expect.iter().any(|expectation| is_lost(check, expectation, log, env))
}

/// Whether a text that only grows already has what it must not have.
fn is_lost<'a>(check: &'a Check, expectation: &'a Expectation, object: &Object<'a>, env: Env<'a>) -> bool {
    let Property::Named(name) = &expectation.property else { return false };
    if !matches!(name.as_str(), "output" | "lines") {
        return false;
    }
    let Ok(actual) = value(object, &expectation.property, env) else { return false };
    let held = Held { object, property: &expectation.property, subject: &check.subject, env };
    let lost =
        |matcher: &Matcher| holds(matcher, actual.as_ref(), held).is_ok_and(|holds| !holds && stands(matcher, false));
    match &expectation.matcher {
        Matcher::All(all) => all.iter().any(lost),
        one => lost(one),
    }
}

/// The history, as of the moment when it was told.
#[derive(Clone, Copy)]
struct Now<'a> {
    history: &'a History,
    at: Option<Timestamp>,
}

impl Now<'_> {
    fn happened(self, which: impl Fn(&Event) -> bool) -> bool {
        self.recent(SETTLED).any(which)
    }

    /// The events of the last moments, newest first.
    fn recent(&self, span: SignedDuration) -> impl Iterator<Item = &Event> {
        let since = self.at.map(|now| now - span);
        self.history.events.iter().rev().take_while(move |event| since.is_some_and(|since| event.at > since))
    }

    fn has_happened_to(self, id: &str) -> bool {
        self.happened(|event| event.kind == EventKind::Container && event.id == id)
    }

    /// Whether a container that fits was made or started a moment ago, is still there, and is not among those found.
    fn is_coming(self, select: &ContainerSelect, found: &[&str]) -> bool {
        let of = |event: &Event, actions: &[&str]| actions.contains(&event.action.as_str());
        let gone: Vec<&str> =
            self.recent(SETTLED).filter(|event| of(event, &["destroy"])).map(|event| event.id.as_str()).collect();
        self.happened(|event| {
            event.kind == EventKind::Container
                && of(event, &["create", "start", "rename"])
                && concerns(event, select)
                && !found.contains(&event.id.as_str())
                && !gone.contains(&event.id.as_str())
        })
    }

    /// Whether a container runs that started no longer than `within` ago: it may not answer yet.
    fn has_starting(self, within: Duration) -> bool {
        let Ok(within) = SignedDuration::try_from(within) else { return true };
        let is_new = |at: &Timestamp| self.at.is_none_or(|now| now.duration_since(*at) < within);
        let runs = |life: &crate::probe::Life| life.removed.is_none() && life.ends.len() < life.starts.len();
        lives(self.history).iter().any(|life| runs(life) && life.starts.last().is_some_and(is_new))
    }

    /// Whether any container runs, as far as the history tells.
    fn has_running(self) -> bool {
        lives(self.history).iter().any(|life| life.removed.is_none() && life.ends.len() < life.starts.len())
    }
}

/// Whether an event is about a container that a selector may mean.
fn concerns(event: &Event, select: &ContainerSelect) -> bool {
    let is = |attribute: &str, wanted: &Option<String>| {
        wanted.as_ref().is_none_or(|wanted| event.attribute(attribute) == wanted.as_str())
    };
    let image = event.attribute("image");
    is("name", &select.name)
        && is(PROJECT_LABEL, &select.project)
        && is(SERVICE_LABEL, &select.service)
        && select.image.as_ref().is_none_or(|wanted| reference::is_id(image) || reference::same(image, wanted))
}
