//! Logins of the course's own accounts, at the registries that it has the learner run: seen when a step begins, listed and
//! taken back by a reset. No other login is ever touched.

use std::collections::BTreeSet;

use crate::course::Step;
use crate::course::subject::Subject;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::probe::{LoginState, Observation, Probe, Seen, Snapshot};
use crate::progress::Begun;
use crate::registry;

use super::doomed::Doomed;
use super::reset::ResetScope;
use super::script::{self, ScriptScope};
use super::{Services, registries};

/// A look at each login that these steps are about, as far as the course gives the account.
pub(super) fn probes<'s>(services: &Services, steps: impl IntoIterator<Item = &'s Step>) -> BTreeSet<Probe> {
    let accounts = registries::scope(services).accounts;
    let checks = steps.into_iter().flat_map(|step| &step.checks);
    let logins = checks.filter_map(|check| match &check.subject {
        Subject::Login(registry) => Some(registry.clone()),
        _ => None,
    });
    let of_course = logins.filter(|registry| accounts.iter().any(|account| account.host == *registry));
    of_course.map(|registry| Probe::Login { registry }).collect()
}

/// The logins of these steps as a step begins, for a later reset: nothing of them but that they are there.
pub(super) async fn at_beginning(services: &Services, steps: &[Step]) -> Snapshot {
    let seen = registry::collect(&probes(services, steps), &registries::scope(services)).await;
    seen.iter().map(|(probe, seen)| (probe.clone(), without_names(seen))).collect()
}

fn without_names(seen: &Seen) -> Seen {
    match seen {
        Seen::Present(Observation::Login(state)) => {
            Seen::Present(Observation::Login(LoginState { user: String::new(), others: Vec::new(), ..state.clone() }))
        }
        other => other.clone(),
    }
}

/// The logins that a reset takes back: those of the course's account that were not there when the step began.
pub(super) async fn doomed(services: &Services, scope: &ResetScope, steps: &[Step]) -> Vec<Doomed> {
    let asked = probes(services, steps);
    if asked.is_empty() {
        return Vec::new();
    }
    let registries = registries::scope(services);
    let before = match scope {
        ResetScope::Step(id) => {
            let progress = services.record.progress();
            progress.step(id).and_then(|step| step.begun.as_ref()).and_then(Begun::baseline)
        }
        ResetScope::Chapter(_) | ResetScope::All => None,
    };
    let was_there = |probe: &Probe| {
        let before = before.as_ref().and_then(|before| before.get(probe));
        matches!(before, Some(Seen::Present(Observation::Login(LoginState { stored: true, .. }))))
    };
    let mut doomed = Vec::new();
    for (probe, seen) in registry::collect(&asked, &registries).await.iter() {
        if let (Probe::Login { registry }, Seen::Present(Observation::Login(state))) = (probe, seen)
            && registries.accounts.iter().any(|account| account.host == *registry && account.user == state.user)
            && !was_there(probe)
        {
            doomed.push(Doomed::Login { registry: registry.clone() });
        }
    }
    doomed
}

/// Has the docker command forget a login: it knows where the credential is kept.
pub(super) async fn log_out(services: &Services, registry: &str) -> Result<(), CommandError> {
    let scope = ScriptScope::of(services, &services.workspace);
    let script = format!("docker logout '{}'", registry.replace('\'', ""));
    let done = script::run(&script, "reset", &scope).await;
    done.map(drop).map_err(|error| CommandError::new(Exit::CouldNotLook, error))
}
