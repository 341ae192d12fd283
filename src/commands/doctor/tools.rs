//! The doctor's look at the programs that the learner types: docker, its Compose, its builder.

use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use crate::words::Words;

use super::finding::{Finding, Health};
use super::remedy::{Trouble, remedy};
use super::system::Machine;

/// How long a program may take over its version.
const DEADLINE: Duration = Duration::from_secs(4);
/// Since this version the docker command builds through its buildx plugin, and badly without.
const NEEDS_BUILDX: u32 = 23;

/// What the programs said of themselves; `None`: not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tools {
    /// `docker --version`.
    pub(super) docker: Option<String>,
    /// `docker compose version --short`.
    pub(super) compose: Option<String>,
    /// `docker-compose version --short`.
    pub(super) old_compose: Option<String>,
    /// `docker buildx version`.
    pub(super) buildx: Option<String>,
}

/// Asks every program for its version, at the same time. None of these asks the engine anything.
pub(super) async fn look(machine: &Machine) -> Tools {
    let (docker, compose, old_compose, buildx) = tokio::join!(
        version(machine, "docker", &["--version"]),
        version(machine, "docker", &["compose", "version", "--short"]),
        version(machine, "docker-compose", &["version", "--short"]),
        version(machine, "docker", &["buildx", "version"]),
    );
    Tools { docker, compose, old_compose, buildx }
}

/// The first line that a program writes; `None` if there is none, it fails or takes too long.
async fn version(machine: &Machine, program: &str, arguments: &[&str]) -> Option<String> {
    let path = machine.program(program)?;
    let mut command = Command::new(path);
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let output = tokio::time::timeout(DEADLINE, command.output()).await.ok()?.ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

/// What is to be said of them.
pub(super) fn findings(tools: &Tools, machine: &Machine, words: Words) -> Vec<Finding> {
    let system = machine.system();
    let mend = |trouble: Trouble| remedy(&trouble, &system);
    let Some(docker) = &tools.docker else {
        let says = words.text("doctor-client-missing");
        return vec![Finding::new("client", Health::Wrong, says).mend(mend(Trouble::NoClient))];
    };
    let number = number(docker);
    let of = |key: &str, version: &str| words.get(key, &[("version", version.into())]);
    let mut found = Vec::new();
    if docker.to_lowercase().contains("podman") {
        found.push(Finding::new("client", Health::Remark, of("doctor-client-podman", &number)));
    } else {
        found.push(Finding::well("client", of("doctor-client", &number)));
    }
    found.push(match (&tools.compose, &tools.old_compose) {
        (Some(compose), _) => Finding::well("compose", of("doctor-compose", compose.trim_start_matches('v'))),
        (None, Some(old)) => {
            Finding::new("compose", Health::Remark, of("doctor-compose-old", old)).mend(mend(Trouble::NoCompose))
        }
        (None, None) => {
            Finding::new("compose", Health::Remark, words.text("doctor-compose-missing")).mend(mend(Trouble::NoCompose))
        }
    });
    let major = number.split('.').next().and_then(|major| major.parse::<u32>().ok());
    found.push(match &tools.buildx {
        Some(buildx) => Finding::well("build", of("doctor-buildx", &self::number(buildx))),
        None if major.is_some_and(|major| major < NEEDS_BUILDX) => {
            Finding::well("build", words.text("doctor-build-within"))
        }
        None => {
            Finding::new("build", Health::Remark, words.text("doctor-buildx-missing")).mend(mend(Trouble::NoBuildx))
        }
    });
    found
}

/// The version in a line such as `Docker version 28.2.2, build e6534b4` or `github.com/docker/buildx v0.13.1 abc`.
fn number(line: &str) -> String {
    let words = line.split([' ', ',']).map(|word| word.trim_start_matches('v'));
    let found = words.into_iter().find(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()));
    found.unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::engine::Environment;

    fn shown(tools: &Tools) -> Vec<(String, Health, bool)> {
        let machine = Machine { environment: Environment::default(), os: "linux", is_root: false };
        let found = findings(tools, &machine, Words::new(Language::En));
        found.into_iter().map(|finding| (finding.id, finding.health, finding.remedy.is_some())).collect()
    }

    fn tools(docker: &str, compose: Option<&str>, old: Option<&str>, buildx: Option<&str>) -> Tools {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Tools {
            docker: Some(docker.to_owned()),
            compose: owned(compose),
            old_compose: owned(old),
            buildx: owned(buildx),
        }
    }

    #[test]
    fn programs_that_are_missing_or_old_are_told_with_what_mends_them() {
        use Health::{Remark, Well, Wrong};
        let of = |health: [(Health, bool); 3]| -> Vec<(String, Health, bool)> {
            let ids = ["client", "compose", "build"];
            ids.into_iter().zip(health).map(|(id, (health, mends))| (id.to_owned(), health, mends)).collect()
        };
        let new = "Docker version 28.2.2, build e6534b4";
        assert_eq!(shown(&Tools::default()), [("client".to_owned(), Wrong, true)]);
        assert_eq!(
            shown(&tools(new, Some("2.26.1"), None, Some("github.com/docker/buildx v0.13.1 x"))),
            of([(Well, false), (Well, false), (Well, false)])
        );
        assert_eq!(shown(&tools(new, None, Some("1.29.2"), None)), of([(Well, false), (Remark, true), (Remark, true)]));
        assert_eq!(
            shown(&tools("Docker version 20.10.24+dfsg1, build 297e128", None, None, None)),
            of([(Well, false), (Remark, true), (Well, false)])
        );
        assert_eq!(shown(&tools("podman version 4.3.1", None, None, None))[0], ("client".to_owned(), Remark, false));
    }

    #[test]
    fn the_version_is_found_in_what_programs_say() {
        for (line, version) in [
            ("Docker version 28.2.2, build e6534b4", "28.2.2"),
            ("podman version 4.3.1", "4.3.1"),
            ("github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0", "0.13.1"),
            ("github.com/docker/buildx 0.13.1+ds1-3 788433", "0.13.1+ds1-3"),
            ("something else", "something else"),
        ] {
            assert_eq!(number(line), version, "{line}");
        }
    }
}
