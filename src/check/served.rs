//! Which container answers at an address of this machine.

use serde_json::{Value, json};

use crate::probe::{ContainerFilter, Probe, RunState};

use super::context::Env;
use super::lookup::Looked;

/// The name of the running container that publishes the port of `url`; `None` when no container does.
pub(crate) fn served_by(url: &str, env: Env<'_>) -> Looked<Option<Value>> {
    let Some(port) = port_of(url) else { return Ok(None) };
    let publishing = env.lookup.containers(ContainerFilter { publish: Some(port), ..ContainerFilter::default() })?;
    for summary in publishing {
        env.lookup.want(Probe::Container { key: summary.id.clone() });
    }
    for summary in publishing {
        if let Some(state) = env.lookup.container(&summary.id)?
            && state.state == RunState::Running
            && state.ports.iter().any(|mapping| mapping.host == port && mapping.protocol == "tcp")
        {
            return Ok(Some(json!(state.name)));
        }
    }
    Ok(None)
}

/// The TCP port of an `http` address.
pub(crate) fn port_of(url: &str) -> Option<u16> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    match authority.rsplit_once(':') {
        Some((_, port)) => port.parse().ok(),
        None => Some(80),
    }
}
