//! A Compose project as it runs: its containers by label, never by name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use crate::check::context::Env;
use crate::check::lookup::{Looked, Stop};
use crate::check::select::{Builds, Selection, select_containers};
use crate::course::subject::ContainerSelect;
use crate::probe::compose::{NETWORK_LABEL, PROJECT_LABEL, VOLUME_LABEL, member, project_of};
use crate::probe::compose_model::familiar;
use crate::probe::{Attachment, ContainerState, RunState};

/// A project, or one service of it.
#[derive(Clone)]
pub(crate) struct Project<'a> {
    pub(crate) name: &'a str,
    /// Its containers, newest first; those of `compose run` are not among them.
    pub(crate) containers: Vec<Cow<'a, ContainerState>>,
    /// What else there is of it, when there is no container: networks, containers of `compose run`.
    pub(crate) rest: Vec<String>,
    /// Its volumes, when there is neither.
    pub(crate) volumes: Vec<String>,
}

/// A service as it runs. Serialised field names are property names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ProjectService {
    pub(crate) name: String,
    pub(crate) state: RunState,
    pub(crate) exit_code: Option<i64>,
    pub(crate) health: crate::probe::Health,
    pub(crate) healthcheck: String,
    pub(crate) image: String,
    pub(crate) networks: Vec<Attachment>,
    pub(crate) count: usize,
    pub(crate) created: jiff::Timestamp,
}

/// The project of this name; `None` if there is nothing of it, or no container of the service.
pub(crate) fn project<'a>(name: &'a str, service: Option<&str>, env: Env<'a>) -> Looked<Option<Project<'a>>> {
    let select = ContainerSelect {
        project: Some(name.to_owned()),
        service: service.map(str::to_owned),
        ..ContainerSelect::default()
    };
    let Selection { found: containers, unseen } = select_containers(&select, Builds::Current, env)?;
    if let Some(unseen) = unseen {
        return Err(Stop::Unknown(unseen));
    }
    let mut rest = Vec::new();
    if containers.is_empty() && service.is_none() {
        rest.extend(one_offs(name, env)?);
        rest.extend(network_names(name, env)?.into_keys().map(str::to_owned));
    }
    let volumes = if containers.is_empty() && service.is_none() { volumes(name, env)? } else { Vec::new() };
    let is_nothing = containers.is_empty() && rest.is_empty() && volumes.is_empty();
    Ok((!is_nothing).then_some(Project { name, containers, rest, volumes }))
}

/// Containers of the project that `compose run` made, by name.
fn one_offs(name: &str, env: Env<'_>) -> Looked<Vec<String>> {
    let filter =
        crate::probe::ContainerFilter { labels: vec![format!("{PROJECT_LABEL}={name}")], ..Default::default() };
    let all = env.lookup.containers(filter)?;
    Ok(all.iter().filter(|it| member(&it.labels).is_some_and(|it| it.one_off)).map(|it| it.name.clone()).collect())
}

/// The networks of the project, by the names that its file gives them.
pub(crate) fn networks(name: &str, env: Env<'_>) -> Looked<Vec<String>> {
    Ok(network_names(name, env)?.into_values().collect::<BTreeSet<_>>().into_iter().collect())
}

/// Name on the engine → name in the file.
fn network_names<'a>(name: &str, env: Env<'a>) -> Looked<BTreeMap<&'a str, String>> {
    let all = env.lookup.networks()?.iter().filter(|network| project_of(&network.labels) == Some(name));
    Ok(all.map(|it| (it.name.as_str(), it.labels.get(NETWORK_LABEL).unwrap_or(&it.name).clone())).collect())
}

fn volumes(name: &str, env: Env<'_>) -> Looked<Vec<String>> {
    let all = env.lookup.volumes()?.iter().filter(|volume| project_of(&volume.labels) == Some(name));
    let names: BTreeSet<String> = all.map(|it| it.labels.get(VOLUME_LABEL).unwrap_or(&it.name).clone()).collect();
    Ok(names.into_iter().collect())
}

/// The service of a container of a project.
pub(crate) fn service_of(state: &ContainerState) -> &str {
    member(&state.labels).map_or("", |member| member.service)
}

/// The command that tells whether a container is well, whether its image or its service says so: what is executed, word
/// by word.
pub(crate) fn health_test(state: &ContainerState) -> Option<Vec<String>> {
    let test = state.inspect.pointer("/Config/Healthcheck/Test")?.as_array()?;
    let mut words = test.iter().filter_map(Value::as_str).map(str::to_owned);
    match words.next()?.as_str() {
        "CMD" => Some(words.collect()),
        "CMD-SHELL" => Some(["/bin/sh", "-c"].map(str::to_owned).into_iter().chain(words).collect()),
        _ => None,
    }
}

impl Project<'_> {
    /// Names of what it consists of.
    pub(crate) fn parts(&self) -> Vec<&str> {
        let others = self.rest.iter().chain(&self.volumes).map(String::as_str);
        self.containers.iter().map(|state| state.name.as_str()).chain(others).collect()
    }

    /// Names of its containers and networks, those of `compose run` among them.
    fn left(&self, env: Env<'_>) -> Looked<Vec<String>> {
        let mut names: Vec<String> = self.containers.iter().map(|state| state.name.clone()).collect();
        names.extend(one_offs(self.name, env)?);
        names.extend(network_names(self.name, env)?.into_keys().map(str::to_owned));
        Ok(names)
    }

    /// Its services, by name; of several containers of one, the one in trouble stands for all.
    pub(crate) fn services(&self, env: Env<'_>) -> Looked<Vec<ProjectService>> {
        let short = network_names(self.name, env)?;
        let mut all: BTreeMap<&str, Vec<&ContainerState>> = BTreeMap::new();
        for state in &self.containers {
            all.entry(service_of(state)).or_default().push(state);
        }
        let read = |(name, states): (&str, Vec<&ContainerState>)| {
            let shown = states.iter().find(|state| state.state != RunState::Running).or(states.first())?;
            let mut networks = shown.networks.clone();
            for network in &mut networks {
                if let Some(name) = short.get(network.name.as_str()) {
                    network.name.clone_from(name);
                }
            }
            Some(ProjectService {
                name: name.to_owned(),
                state: shown.state,
                exit_code: shown.exit_code,
                health: shown.health,
                healthcheck: health_test(shown).map(|words| words.join(" ")).unwrap_or_default(),
                image: familiar(&shown.image),
                networks,
                count: states.len(),
                created: shown.created,
            })
        };
        Ok(all.into_iter().filter_map(read).collect())
    }

    /// The value of a property.
    pub(crate) fn property(&self, name: &str, env: Env<'_>) -> Looked<Option<Value>> {
        let names = |states: Vec<&ContainerState>| -> Vec<String> {
            let mut names: Vec<String> = Vec::new();
            for state in states {
                let service = service_of(state).to_owned();
                if !names.contains(&service) {
                    names.push(service);
                }
            }
            names
        };
        Ok(Some(match name {
            "name" => json!(self.name),
            "services" => json!(self.services(env)?),
            "running" => {
                let running = self.containers.iter().filter(|state| state.state == RunState::Running);
                let mut names = names(running.map(AsRef::as_ref).collect());
                names.sort();
                json!(names)
            }
            "start_order" => {
                let mut started: Vec<&ContainerState> =
                    self.containers.iter().map(AsRef::as_ref).filter(|state| state.started_at.is_some()).collect();
                started.sort_by_key(|state| state.started_at);
                json!(names(started))
            }
            "count" => json!(self.containers.len()),
            "left" => json!(self.left(env)?),
            "networks" => json!(networks(self.name, env)?),
            "volumes" => json!(volumes(self.name, env)?),
            "fresh" => {
                let begun = env.context.begun()?;
                json!(self.containers.iter().all(|state| state.created >= begun))
            }
            "started_fresh" => {
                let begun = env.context.begun()?;
                json!(self.containers.iter().all(|state| state.started_at.is_some_and(|started| started >= begun)))
            }
            _ => return Ok(None),
        }))
    }
}
