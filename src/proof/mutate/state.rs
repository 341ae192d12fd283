//! Right work at the wrong time: done before the step begins, or undone after.

use crate::course::subject::Subject;
use crate::course::{Attempt, Step};
use crate::probe::FilePlace;

use super::{Mutant, When};

pub(super) fn mutants(step: &Step, right: &Attempt) -> Vec<Mutant> {
    let mut all = Vec::new();
    // Whoever answers a question does so once it is asked.
    if right.answers.is_empty() {
        let before = Mutant::of(right, "before", right.run.clone());
        all.push(Mutant { when: When::Before, ..before });
    }
    for (what, undo) in undoings(step) {
        all.push(Mutant::of(right, format!("undo {what}"), format!("{}\n{undo}", right.run.trim_end())));
    }
    all
}

/// What a check looks at for itself, with the commands that take it away.
fn undoings(step: &Step) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for check in step.checks.iter().filter(|check| !check.absent) {
        let one = match &check.subject {
            Subject::Container(select) => {
                select.only_name().map(|name| (format!("container {name}"), format!("docker rm -f '{name}'")))
            }
            Subject::Image(name) => Some((format!("image {name}"), format!("docker rmi -f '{name}'"))),
            Subject::Network(name) => {
                let empty = format!("docker rm -f $(docker ps -aq --filter 'network={name}') || true");
                Some((format!("network {name}"), format!("{empty}\ndocker network rm '{name}'")))
            }
            Subject::Volume(name) => {
                let empty = format!("docker rm -f $(docker ps -aq --filter 'volume={name}') || true");
                Some((format!("volume {name}"), format!("{empty}\ndocker volume rm '{name}'")))
            }
            Subject::File(FilePlace::Workspace { path }) | Subject::Dockerfile { path, .. } => {
                let path = path.split_once('/').map_or(path.as_str(), |(_, rest)| rest);
                Some((format!("file {path}"), format!("rm -rf './{path}'")))
            }
            Subject::ComposeProject { project, .. } => {
                let of_project = format!("docker ps -aq --filter 'label=com.docker.compose.project={project}'");
                Some((format!("project {project}"), format!("docker rm -f $({of_project})")))
            }
            _ => None,
        };
        all.extend(one.filter(|(what, _)| !all.iter().any(|(known, _)| known == what)));
    }
    all
}
