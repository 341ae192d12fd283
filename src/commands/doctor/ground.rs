//! The doctor's look at what is not Docker: ports, disk, workspace, terminal.

use std::path::Path;

use crate::course::Variable;
use crate::ui::{Signs, Surroundings};
use crate::words::Words;

use super::super::ports::is_free;
use super::finding::{Finding, Health};
use super::listener::listener;
use super::remedy::Remedy;
use super::system::{Machine, existing};

/// Below this, images and containers soon find no room.
const LITTLE: u64 = 2 * 1024 * 1024 * 1024;
/// Below this, nothing works.
const NOTHING: u64 = 100 * 1024 * 1024;
const GIB: u64 = 1024 * 1024 * 1024;

/// A port that the course publishes something on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Port {
    /// Its variable.
    pub(super) name: String,
    /// Its number in this workspace.
    pub(super) number: u16,
    /// The container that has it, if it is one.
    pub(super) container: Option<String>,
}

/// The ports of the course in this workspace; `value` gives a variable's own value.
pub(super) fn ports(vars: &[Variable], value: impl Fn(&str) -> Option<String>) -> Vec<Port> {
    let port = |variable: &Variable| {
        let number = value(&variable.name).unwrap_or_else(|| variable.default.clone()).parse().ok()?;
        Some(Port { name: variable.name.clone(), number, container: None })
    };
    vars.iter().filter(|variable| variable.is_port).filter_map(port).collect()
}

/// What is to be said of the ports. `begun`: the workspace is made, and keeps the ports it has.
pub(super) fn port_findings(ports: &[Port], begun: bool, machine: &Machine, words: Words) -> Vec<Finding> {
    let finding = |port: &Port| {
        let id = format!("port-{}", port.number);
        let number = port.number.to_string();
        let value = || ("port", number.as_str().into());
        if let Some(container) = &port.container {
            let says = words.get("doctor-port-container", &[value(), ("container", container.as_str().into())]);
            // In a workspace under way it is most likely the learner's own work.
            let finding = Finding::new(id, if begun { Health::Well } else { Health::Remark }, says);
            let stop = Remedy::by_hand(&format!("docker stop {container}"));
            return if begun { finding } else { finding.mend(stop) };
        }
        if is_free(port.number) {
            return Finding::well(id, words.get("doctor-port-free", &[value()]));
        }
        let says = match listener(port.number, machine) {
            Some(program) => words.get("doctor-port-program", &[value(), ("program", program.into())]),
            None => words.get("doctor-port-taken", &[value()]),
        };
        let after = words.text(if begun { "doctor-port-begun" } else { "doctor-port-moves" });
        Finding::new(id, Health::Remark, format!("{says} {after}"))
    };
    ports.iter().map(finding).collect()
}

/// The workspace: can it be written to, is there room, is it inside a git repository.
pub(super) fn workspace(workspace: &Path, words: Words) -> Vec<Finding> {
    let folder = existing(workspace);
    let shown = workspace.display().to_string();
    let mut found = vec![match writable(folder) {
        Ok(()) => Finding::well("workspace", words.get("doctor-workspace", &[("folder", shown.into())])),
        Err(error) => {
            let values = [("folder", shown.into()), ("error", words.io(&error).into())];
            Finding::new("workspace", Health::Wrong, words.get("doctor-workspace-closed", &values))
                .mend(Remedy::by_hand("kesako --workspace ~/docker-101"))
        }
    }];
    if let Some(free) = free_space(folder) {
        let value = format!("{}.{} GiB", free / GIB, free % GIB * 10 / GIB);
        let (key, health) = match free {
            0..NOTHING => ("doctor-disk-full", Health::Wrong),
            NOTHING..LITTLE => ("doctor-disk-little", Health::Remark),
            _ => ("doctor-disk", Health::Well),
        };
        found.push(Finding::new("disk", health, words.get(key, &[("free", value.into())])));
    }
    if let Some(repository) = folder.ancestors().find(|folder| folder.join(".git").exists()) {
        let says = words.get("doctor-git", &[("repository", repository.display().to_string().into())]);
        found.push(Finding::new("git", Health::Remark, says).mend(exclude(workspace, repository)));
    }
    found
}

/// Keeps the workspace out of what git sees, on this machine alone.
fn exclude(workspace: &Path, repository: &Path) -> Remedy {
    let inside = workspace.strip_prefix(repository).unwrap_or(workspace).display().to_string();
    let file = repository.join(".git/info/exclude");
    let mut remedy = Remedy::by_hand("sh -c");
    for step in &mut remedy.steps {
        step.words.push(format!("echo /{inside} >> \"{}\"", file.display()));
    }
    remedy
}

/// Whether a file can be made there: permission bits don't tell of read-only disks.
fn writable(folder: &Path) -> std::io::Result<()> {
    tempfile::tempfile_in(folder).map(drop)
}

#[cfg(unix)]
fn free_space(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Option<u64> {
    None
}

/// The terminal and the locale.
pub(super) fn terminal(surroundings: Surroundings, words: Words) -> Vec<Finding> {
    let locale = match surroundings.signs {
        Signs::Unicode => Finding::well("locale", words.text("doctor-locale")),
        Signs::Ascii => Finding::new("locale", Health::Remark, words.text("doctor-locale-ascii"))
            .mend(Remedy::by_hand("export LC_ALL=C.UTF-8")),
    };
    let dumb = surroundings.dumb.then(|| Finding::new("terminal", Health::Remark, words.text("doctor-terminal-dumb")));
    [Some(locale), dumb].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::engine::Environment;

    fn words() -> Words {
        Words::new(Language::En)
    }

    #[test]
    fn a_port_that_is_taken_is_told_before_the_course_begins_and_after() {
        let machine = Machine { environment: Environment::default(), os: "linux", is_root: false };
        let taken = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
        let number = taken.local_addr().unwrap().port();
        let mut port = Port { name: "server_port".into(), number, container: None };
        let health = |port: &Port, begun| port_findings(std::slice::from_ref(port), begun, &machine, words())[0].health;
        assert_eq!((health(&port, false), health(&port, true)), (Health::Remark, Health::Remark));
        port.container = Some("web".into());
        assert_eq!((health(&port, false), health(&port, true)), (Health::Remark, Health::Well));
    }

    #[test]
    fn a_workspace_inside_a_repository_is_kept_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let found = workspace(&folder.path().join("docker-101"), words());
        let git = found.iter().find(|finding| finding.id == "git").unwrap();
        assert!(git.remedy.as_ref().unwrap().steps[0].words[2].starts_with("echo /docker-101 >> "));
        assert_eq!(found[0].health, Health::Well);
    }

    #[test]
    fn a_workspace_that_cannot_be_made_is_wrong() {
        let found = workspace(Path::new("/proc/docker-101"), words());
        assert_eq!(found[0].health, if cfg!(target_os = "linux") { Health::Wrong } else { found[0].health });
    }

    #[test]
    fn a_locale_without_utf_8_has_a_remedy() {
        let of = |variables: &[(&str, &str)]| {
            let surroundings = Surroundings::from_variables(|name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            });
            terminal(surroundings, words()).into_iter().map(|finding| finding.health).collect::<Vec<_>>()
        };
        assert_eq!(of(&[("LANG", "C.UTF-8")]), [Health::Well]);
        assert_eq!(of(&[("LANG", "C"), ("TERM", "dumb")]), [Health::Remark, Health::Remark]);
    }
}
