//! Looking at registries beside the engine: what surrounds it, and both at the same time.

use std::collections::BTreeSet;

use crate::engine::{Address, Engine, Scope};
use crate::probe::reference::is_this_machine;
use crate::probe::{Probe, Snapshot};
use crate::registry::{self, Account, RegistryScope};

use super::Services;

/// What a look at registries needs to know, in this workspace.
pub(super) fn scope(services: &Services) -> RegistryScope {
    let vars = services.vars();
    let accounts = services.course.manifest.accounts.iter().map(|account| {
        let account = account.expanded(&vars);
        Account { host: account.host, user: account.user, password: account.password }
    });
    RegistryScope { accounts: accounts.collect(), ..RegistryScope::new(is_here(&services.engine)) }
}

/// Whether what the engine publishes can be reached as `localhost` here.
fn is_here(engine: &Engine) -> bool {
    match &engine.endpoint().address {
        Address::Unix(_) | Address::Pipe(_) => true,
        Address::Tcp { host, .. } | Address::Tls { host, .. } => is_this_machine(host),
        Address::Ssh { .. } => false,
    }
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
