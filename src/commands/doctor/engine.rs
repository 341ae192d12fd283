//! The doctor's look at the engine: does one answer, which, and what keeps it from answering.

use std::time::Duration;

use crate::engine::{Address, Endpoint, Engine, EngineError, Origin};
use crate::probe::{Cause, EngineState};
use crate::words::Words;

use super::super::said;
use super::finding::{Finding, Health};
use super::remedy::{Misled, Trouble, remedy};
use super::system::Machine;

/// How long the engine may take over its own name.
const DEADLINE: Duration = Duration::from_secs(4);
/// The API that kesako speaks at the least: Docker 19.03.
const OLDEST_API: (u32, u32) = (1, 40);

/// Asks the engine who it is.
pub(super) async fn ask(engine: &Engine) -> Result<EngineState, EngineError> {
    match tokio::time::timeout(DEADLINE, engine.state()).await {
        Ok(answer) => answer,
        Err(_) => Err(EngineError::Timeout {
            endpoint: engine.endpoint().address.to_string(),
            what: "GET /version".to_owned(),
            after: DEADLINE,
        }),
    }
}

/// What is wrong when a look at the engine failed for `cause`; `None` if no remedy is known.
pub(crate) fn trouble_of(cause: Cause, endpoint: &Endpoint, machine: &Machine) -> Option<Trouble> {
    match (cause, &endpoint.address) {
        (Cause::Permission, Address::Unix(_) | Address::Pipe(_)) => Some(Trouble::NoPermission),
        (Cause::EngineGone | Cause::Timeout, Address::Ssh { destination, .. }) => {
            Some(Trouble::Misled(Misled::Ssh(destination.clone())))
        }
        (Cause::EngineGone | Cause::Timeout, Address::Tcp { .. } | Address::Tls { .. }) => misled(&endpoint.origin),
        (Cause::EngineGone, Address::Pipe(_)) => Some(not_there(machine)),
        (Cause::Timeout, Address::Pipe(_)) => Some(Trouble::Hangs),
        (Cause::EngineGone | Cause::Timeout, Address::Unix(path)) => {
            let ends = |end: &str| path.ends_with(end);
            let of_system = ["var/run/docker.sock", "run/docker.sock"].map(|socket| machine.at(socket)).contains(path);
            let runtime = machine.environment.get("XDG_RUNTIME_DIR").is_some_and(|folder| path.starts_with(folder));
            if of_system || (machine.os == "macos" && ends("docker.sock")) {
                Some(if cause == Cause::Timeout { Trouble::Hangs } else { not_there(machine) })
            } else if ends("podman.sock") {
                Some(Trouble::OwnNotRunning { unit: "podman.socket" })
            } else if runtime && ends("docker.sock") {
                Some(Trouble::OwnNotRunning { unit: "docker" })
            } else {
                misled(&endpoint.origin)
            }
        }
        _ => None,
    }
}

fn misled(origin: &Origin) -> Option<Trouble> {
    match origin {
        Origin::Variable(name) => Some(Trouble::Misled(Misled::Variable(name))),
        Origin::Context(_) => Some(Trouble::Misled(Misled::Context)),
        Origin::Option => Some(Trouble::Misled(Misled::Option)),
        Origin::Usual | Origin::Default => None,
    }
}

fn not_there(machine: &Machine) -> Trouble {
    let installed = match machine.os {
        "macos" => machine.at("Applications/Docker.app").exists(),
        "windows" => machine.program("docker").is_some(),
        _ => machine.system_program("dockerd").is_some(),
    };
    if installed { Trouble::NotRunning } else { Trouble::NotInstalled }
}

/// What named the endpoint, in words.
pub(super) fn origin_words(origin: &Origin, words: Words) -> String {
    match origin {
        Origin::Option => words.text("doctor-origin-option"),
        Origin::Variable(name) => words.get("doctor-origin-variable", &[("name", (*name).into())]),
        Origin::Context(name) => words.get("doctor-origin-context", &[("name", name.as_str().into())]),
        Origin::Usual => words.text("doctor-origin-usual"),
        Origin::Default => words.text("doctor-origin-default"),
    }
}

/// What named the endpoint, as a stable name.
pub(super) const fn origin_name(origin: &Origin) -> &'static str {
    match origin {
        Origin::Option => "option",
        Origin::Variable(_) => "variable",
        Origin::Context(_) => "context",
        Origin::Usual => "usual",
        Origin::Default => "default",
    }
}

/// The findings about an engine that was asked.
pub(super) fn findings(
    answer: &Result<EngineState, EngineError>,
    endpoint: &Endpoint,
    machine: &Machine,
    words: Words,
) -> Vec<Finding> {
    match answer {
        Ok(state) => answering(state, endpoint, machine, words),
        Err(error) => vec![silent(error, endpoint, machine, words)],
    }
}

fn answering(state: &EngineState, endpoint: &Endpoint, machine: &Machine, words: Words) -> Vec<Finding> {
    let says = words.get(
        "doctor-engine-well",
        &[
            ("version", state.version.as_str().into()),
            ("api", state.api.as_str().into()),
            ("endpoint", endpoint.address.to_string().into()),
            ("origin", origin_words(&endpoint.origin, words).into()),
        ],
    );
    let mut found = vec![Finding::well("engine", says)];
    if api(&state.api).is_some_and(|api| api < OLDEST_API) {
        let says = words.get("doctor-api-old", &[("api", state.api.as_str().into())]);
        let remedy = remedy(&Trouble::TooOld, &machine.system());
        found.push(Finding::new("api", Health::Wrong, says).mend(remedy));
    }
    if state.os == "windows" {
        found.push(Finding::new("containers", Health::Wrong, words.text("doctor-windows-containers")));
    }
    if state.flavour == "podman" {
        found.push(Finding::new("flavour", Health::Remark, words.text("doctor-podman")));
    }
    if !matches!(endpoint.address, Address::Unix(_) | Address::Pipe(_)) {
        found.push(Finding::new("remote", Health::Remark, words.text("doctor-remote")));
    }
    found
}

fn silent(error: &EngineError, endpoint: &Endpoint, machine: &Machine, words: Words) -> Finding {
    let trouble = trouble_of(error.cause(), endpoint, machine);
    let values =
        [("endpoint", endpoint.address.to_string().into()), ("origin", origin_words(&endpoint.origin, words).into())];
    let says = match &trouble {
        Some(Trouble::NotInstalled) => words.get("doctor-not-installed", &values),
        Some(Trouble::NotRunning | Trouble::OwnNotRunning { .. }) => words.get("doctor-not-running", &values),
        Some(Trouble::NoPermission) => words.get("doctor-no-permission", &values),
        Some(Trouble::Hangs) => words.get("doctor-hangs", &values),
        Some(Trouble::Misled(_)) => words.get("doctor-misled", &values),
        _ => said::line(error, words),
    };
    let finding = Finding::new("engine", Health::Wrong, says);
    match trouble {
        Some(trouble) => finding.mend(remedy(&trouble, &machine.system())),
        None => finding,
    }
}

/// An engine that can't even be looked for: an unknown context, an address that makes no sense.
pub(super) fn nowhere(error: &EngineError, machine: &Machine, words: Words) -> Finding {
    let finding = Finding::new("engine", Health::Wrong, said::line(error, words));
    let misled = match error {
        EngineError::Context { .. } => misled_by_context(machine),
        EngineError::Address { .. } if machine.environment.get("DOCKER_HOST").is_some() => {
            Misled::Variable("DOCKER_HOST")
        }
        _ => return finding,
    };
    finding.mend(remedy(&Trouble::Misled(misled), &machine.system()))
}

fn misled_by_context(machine: &Machine) -> Misled {
    match machine.environment.get("DOCKER_CONTEXT") {
        Some(_) => Misled::Variable("DOCKER_CONTEXT"),
        None => Misled::Context,
    }
}

fn api(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}

#[cfg(test)]
#[path = "engine_tests.rs"]
mod tests;
