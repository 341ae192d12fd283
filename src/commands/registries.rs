//! Looking at registries beside the engine: what surrounds it, and both at the same time.

use std::collections::BTreeSet;

use crate::course::Step;
use crate::course::subject::Subject;
use crate::engine::{Address, Engine, Scope};
use crate::probe::reference::{self, is_this_machine};
use crate::probe::{Probe, Snapshot};
use crate::registry::{self, Account, Configuration, RegistryScope};

use super::Services;

/// What a look at registries needs to know, in this workspace.
pub(super) fn scope(services: &Services) -> RegistryScope {
    let vars = services.vars();
    let accounts = services.course.manifest.accounts.iter().map(|account| {
        let account = account.expanded(&vars);
        Account { host: account.host, user: account.user, password: account.password }
    });
    let mut scope = RegistryScope { accounts: accounts.collect(), ..RegistryScope::new(is_here(&services.engine)) };
    if let Some(folder) = &services.docker_config {
        scope.configuration = Configuration::in_folder(folder);
    }
    scope
}

/// Whether what the engine publishes can be reached as `localhost` here.
fn is_here(engine: &Engine) -> bool {
    match &engine.endpoint().address {
        Address::Unix(_) | Address::Pipe(_) => true,
        Address::Tcp { host, .. } | Address::Tls { host, .. } => is_this_machine(host),
        Address::Ssh { .. } => false,
    }
}

/// A look at what registries of the course have of the images that these steps are about.
pub(super) fn contents<'s>(services: &Services, steps: impl IntoIterator<Item = &'s Step>) -> BTreeSet<Probe> {
    let accounts = scope(services).accounts;
    let checks = steps.into_iter().flat_map(|step| &step.checks);
    let images = checks.filter_map(|check| match &check.subject {
        Subject::RegistryImage(reference) => Some(reference),
        _ => None,
    });
    let is_of_course = |host: &str| accounts.iter().any(|account| account.host == host);
    let of_course = images.filter(|image| reference::split_host(image).is_some_and(|(host, _)| is_of_course(host)));
    of_course
        .flat_map(|image| {
            let repository = reference::repository_of(image);
            [Probe::RegistryImage { reference: image.clone() }, Probe::RegistryTags { repository }]
        })
        .collect()
}

/// Looks at everything asked for: what the engine has, and what registries have.
pub(super) async fn collect(
    engine: &Engine,
    probes: &BTreeSet<Probe>,
    scope: &Scope<'_>,
    registries: &RegistryScope,
) -> Snapshot {
    let (of_registry, of_engine): (BTreeSet<Probe>, BTreeSet<Probe>) =
        probes.iter().cloned().partition(Probe::is_of_registry);
    if of_registry.is_empty() {
        return engine.collect(&of_engine, scope).await;
    }
    let (mut snapshot, told) =
        futures_util::future::join(engine.collect(&of_engine, scope), registry::collect(&of_registry, registries))
            .await;
    snapshot.extend(told);
    snapshot
}
