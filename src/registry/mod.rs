//! Manifests and credentials of OCI registries: what a registry has, how it asks for a login, and whether the credential
//! that Docker keeps for it works. Probes in, a snapshot out, as with the engine; nothing is changed anywhere.
//!
//! A registry is asked from this machine, with the credential that Docker's configuration has for it (credential helpers
//! included), else with the account that the course gives for a registry of its own, else without any. A credential
//! lives for one look: it is never in what was seen, never printed, never kept.
//!
//! A registry of this machine that nobody listens at is the learner's to start: that was seen. One elsewhere that can't
//! be reached could not be looked at. With an engine on another machine, `localhost` is here and the registry there: then
//! silence tells nothing.

mod client;
mod credentials;
mod trouble;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::OnceCell;

use crate::probe::reference::is_this_machine;
use crate::probe::{Cause, LoginState, Observation, Probe, Refusal, RegistryState, Seen, Snapshot, Unseen};
use client::{Caller, Credential};
use credentials::{Known, Stored};
use trouble::Trouble;

pub use credentials::Configuration;

/// An account that the course gives for a registry that the learner runs.
#[derive(Clone)]
pub struct Account {
    /// The registry's host: `localhost:5001`.
    pub host: String,
    /// Name.
    pub user: String,
    /// Password.
    pub password: String,
}

/// What surrounds a look.
#[derive(Clone)]
pub struct RegistryScope {
    /// Accounts that the course gives.
    pub accounts: Vec<Account>,
    /// Docker's configuration.
    pub configuration: Configuration,
    /// Whether what the engine publishes can be reached as `localhost` here.
    pub engine_is_here: bool,
    /// How long each look may take.
    pub deadline: Duration,
}

impl RegistryScope {
    /// How long a look may take unless said otherwise.
    pub const DEADLINE: Duration = Duration::from_secs(5);

    /// A scope with this process's configuration, without accounts.
    pub fn new(engine_is_here: bool) -> Self {
        let configuration = Configuration::of_process();
        Self { accounts: Vec::new(), configuration, engine_is_here, deadline: Self::DEADLINE }
    }
}

/// Looks at everything asked for. Never fails: what could not be looked at is [`Seen::Unknown`], with the reason.
pub async fn collect(probes: &BTreeSet<Probe>, scope: &RegistryScope) -> Snapshot {
    let mut by_host: BTreeMap<&str, Vec<&Probe>> = BTreeMap::new();
    for probe in probes {
        if let Some(host) = host(probe) {
            by_host.entry(host).or_default().push(probe);
        }
    }
    let talks = by_host.into_iter().map(|(host, probes)| async move {
        let talk = Talk { host, scope, known: OnceCell::new() };
        join_all(probes.into_iter().map(|probe| talk.look_within(probe))).await
    });
    join_all(talks).await.into_iter().flatten().collect()
}

fn host(probe: &Probe) -> Option<&str> {
    let (Probe::Registry { host: name }
    | Probe::RegistryImage { reference: name }
    | Probe::RegistryTags { repository: name }
    | Probe::Login { registry: name }) = probe
    else {
        return None;
    };
    name.split('/').next()
}

/// Looks at one registry.
struct Talk<'s> {
    host: &'s str,
    scope: &'s RegistryScope,
    known: OnceCell<Known>,
}

impl Talk<'_> {
    async fn look_within(&self, probe: &Probe) -> (Probe, Seen) {
        let seen = match tokio::time::timeout(self.scope.deadline, self.look(probe)).await {
            Ok(Ok(observation)) => Seen::Present(observation),
            Ok(Err(trouble)) => self.seen(trouble, probe),
            Err(_) => Seen::Unknown(Unseen::new(Cause::Registry, format!("{}: no answer in time", self.host))),
        };
        (probe.clone(), seen)
    }

    /// What it means that there is no answer.
    fn seen(&self, trouble: Trouble, probe: &Probe) -> Seen {
        match trouble {
            Trouble::Absent => Seen::Absent,
            Trouble::Unauthorized => Seen::Present(Observation::Refused(Refusal::Unauthorized)),
            Trouble::Silent(detail) if !is_this_machine(self.host) || !self.scope.engine_is_here => {
                Seen::Unknown(Unseen::new(Cause::Registry, detail))
            }
            Trouble::Silent(_) if matches!(probe, Probe::Registry { .. }) => Seen::Absent,
            Trouble::Silent(_) => Seen::Present(Observation::Refused(Refusal::Down)),
            Trouble::Unseen(unseen) => Seen::Unknown(unseen),
        }
    }

    async fn look(&self, probe: &Probe) -> Result<Observation, Trouble> {
        let caller = Caller::new(self.host)?;
        match probe {
            Probe::Registry { .. } => self.state(&caller).await.map(Observation::Registry),
            Probe::RegistryImage { reference } => {
                let ask = |credential| caller.image(reference, credential);
                self.with_any(ask).await.map(|image| Observation::RegistryImage(Box::new(image)))
            }
            Probe::RegistryTags { repository } => {
                let ask = |credential| caller.tags(repository, credential);
                self.with_any(ask).await.map(Observation::RegistryTags)
            }
            Probe::Login { registry } => self.login(&caller, registry).await.map(Observation::Login),
            _ => Err(Trouble::Unseen(Unseen::new(Cause::Unsupported, "this look"))),
        }
    }

    async fn state(&self, caller: &Caller<'_>) -> Result<RegistryState, Trouble> {
        let (status, auth) = caller.greet().await?;
        let account = match self.account() {
            Some(account) => Some(caller.takes(self.host, auth, &account).await?),
            None => None,
        };
        Ok(RegistryState { status, auth, account })
    }

    fn account(&self) -> Option<Credential> {
        let account = self.scope.accounts.iter().find(|account| account.host == self.host)?;
        Some(Credential::of(&account.user, &account.password))
    }

    async fn known(&self) -> &Known {
        self.known.get_or_init(|| self.scope.configuration.ask(self.host)).await
    }

    /// Asks with the stored credential; where that is refused or there is none, with the course's account, else without.
    async fn with_any<T, F: Future<Output = Result<T, Trouble>>>(
        &self,
        ask: impl Fn(Option<Credential>) -> F,
    ) -> Result<T, Trouble> {
        let stored = &self.known().await.stored;
        let mut credentials: Vec<Option<Credential>> = Vec::new();
        if let Stored::Account(credential) = stored {
            credentials.push(Some(credential.clone()));
        }
        credentials.push(self.account());
        let mut answer = Err(Trouble::Unauthorized);
        for credential in credentials {
            answer = ask(credential).await;
            if !matches!(answer, Err(Trouble::Unauthorized)) {
                return answer;
            }
        }
        match stored {
            // It may well have been the right one.
            Stored::Unseen(unseen) => Err(Trouble::Unseen(unseen.clone())),
            _ => answer,
        }
    }

    async fn login(&self, caller: &Caller<'_>, registry: &str) -> Result<LoginState, Trouble> {
        let Known { stored, helper, others } = self.known().await;
        let state = |stored, user: &str, works, failure: &str| LoginState {
            stored,
            helper: *helper && stored,
            user: user.to_owned(),
            works,
            failure: failure.to_owned(),
            others: others.clone(),
        };
        let credential = match stored {
            Stored::Nothing => return Ok(state(false, "", false, "")),
            Stored::Unseen(unseen) => return Err(Trouble::Unseen(unseen.clone())),
            Stored::Account(credential) => credential,
        };
        let works = async { caller.takes(registry, caller.greet().await?.1, credential).await };
        match works.await {
            Ok(works) => Ok(state(true, credential.user(), works, "")),
            Err(Trouble::Silent(_)) if is_this_machine(self.host) && self.scope.engine_is_here => {
                Ok(state(true, credential.user(), false, "down"))
            }
            Err(trouble) => Err(trouble),
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
