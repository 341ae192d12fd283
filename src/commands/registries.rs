//! Looking at registries and Compose beside the engine: what surrounds it, and all at the same time.

use std::collections::BTreeSet;

use crate::course::Step;
use crate::course::subject::Subject;
use crate::engine::{Address, Engine, Scope};
use crate::machine::compose::{self, ComposeScope};
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

/// What Compose needs to know in this workspace: the engine and the configuration in use.
pub(super) fn compose_scope(services: &Services) -> ComposeScope {
    let of_engine = services.engine.endpoint().variables().into_iter();
    let mut variables: Vec<(String, String)> = of_engine.map(|(name, value)| (name.to_owned(), value)).collect();
    if let Some(folder) = &services.docker_config {
        variables.push(("DOCKER_CONFIG".to_owned(), folder.display().to_string()));
    }
    ComposeScope { variables, memory: services.compose.clone(), ..ComposeScope::new(&services.workspace) }
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

/// Looks at everything asked for: what the engine has, what registries have, what Compose says.
pub(super) async fn collect(
    engine: &Engine,
    probes: &BTreeSet<Probe>,
    scope: &Scope<'_>,
    registries: &RegistryScope,
    composes: &ComposeScope,
) -> Snapshot {
    let (of_registry, others): (BTreeSet<Probe>, BTreeSet<Probe>) =
        probes.iter().cloned().partition(Probe::is_of_registry);
    let (of_compose, of_engine): (BTreeSet<Probe>, BTreeSet<Probe>) =
        others.into_iter().partition(|probe| matches!(probe, Probe::Compose { .. }));
    let of_registry = async {
        if of_registry.is_empty() { Snapshot::default() } else { registry::collect(&of_registry, registries).await }
    };
    let (mut snapshot, told, said) = futures_util::future::join3(
        engine.collect(&of_engine, scope),
        of_registry,
        compose::collect(&of_compose, composes),
    )
    .await;
    snapshot.extend(told);
    snapshot.extend(said);
    snapshot
}
