//! Everything that the doctor looks at, opened one by one so that one broken thing hides no other, and looked at all at
//! the same time.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::cli::Global;
use crate::course::{CourseFiles, Diagnostic};
use crate::engine::{ConnectOptions, Endpoint, Engine, EngineError, Origin, Scope};
use crate::feedback::unseen_words;
use crate::probe::{ContainerFilter, EngineState, Observation, Probe, RunState, Seen};
use crate::progress::{Record, RecordError};
use crate::ui::Surroundings;
use crate::words::Words;

use super::super::base::{self, Base, Found};
use super::super::ports::is_free;
use super::super::said;
use super::super::services::{find_workspace, source};
use super::finding::{Finding, Health};
use super::ground::Port;
use super::remedy::Remedy;
use super::system::Machine;
use super::{engine, ground, tools};

/// What is called a course when the manifest can't be read.
const UNKNOWN_COURSE: &str = "docker-101";

/// What the doctor looks at.
pub(super) struct Patient {
    machine: Machine,
    course: Result<CourseFiles, Vec<Diagnostic>>,
    workspace: PathBuf,
    record: Result<Record, RecordError>,
    engine: Result<Engine, EngineError>,
}

/// What came of it.
pub(super) struct Look {
    /// What was found, engine first.
    pub(super) findings: Vec<Finding>,
    /// Address of the engine and what named it.
    pub(super) endpoint: Option<(String, &'static str)>,
    /// The engine, if it answered.
    pub(super) engine: Option<EngineState>,
}

impl Patient {
    /// Opens what can be opened. Asks nobody anything.
    pub(super) fn open(options: &Global) -> Self {
        let course = CourseFiles::open(source(options));
        let id = course.as_ref().map_or(UNKNOWN_COURSE, |course| course.manifest.id.as_str());
        let workspace = find_workspace(options.workspace.as_deref(), id);
        let connect = ConnectOptions { host: options.host.clone(), context: options.context.clone() };
        Self {
            machine: Machine::of_process(),
            record: Record::load(&workspace),
            engine: Engine::connect(&connect),
            course,
            workspace,
        }
    }

    /// The engine, if there is an endpoint.
    pub(super) fn engine(&self) -> Option<&Engine> {
        self.engine.as_ref().ok()
    }

    /// Looks at everything at the same time.
    pub(super) async fn look(&self, words: Words) -> Look {
        let (asked, tools) = tokio::join!(self.ask_engine(), tools::look(&self.machine));
        let mut findings = Vec::new();
        let mut state = None;
        match (&self.engine, asked) {
            (Ok(engine), Some((answer, bases, ports))) => {
                findings.extend(engine::findings(&answer, engine.endpoint(), &self.machine, words));
                findings.extend(tools::findings(&tools, &self.machine, words));
                findings.extend(self.other_engine(engine.endpoint(), words));
                findings.extend(bases.iter().map(|base| image(base, words)));
                findings.extend(ground::port_findings(&ports, self.is_begun(), &self.machine, words));
                state = answer.ok();
            }
            (Err(error), _) => {
                findings.push(engine::nowhere(error, &self.machine, words));
                findings.extend(tools::findings(&tools, &self.machine, words));
                findings.extend(ground::port_findings(&self.ports(), self.is_begun(), &self.machine, words));
            }
            (Ok(_), None) => {}
        }
        findings.extend(ground::workspace(&self.workspace, words));
        findings.extend(self.unreadable(words));
        findings.extend(ground::terminal(Surroundings::from_env(), words));
        let endpoint = self.engine().map(|engine| {
            let endpoint = engine.endpoint();
            (endpoint.address.to_string(), engine::origin_name(&endpoint.origin))
        });
        Look { findings, endpoint, engine: state }
    }

    async fn ask_engine(&self) -> Option<(Result<EngineState, EngineError>, Vec<Base>, Vec<Port>)> {
        let engine = self.engine()?;
        let answer = engine::ask(engine).await;
        if answer.is_err() {
            return Some((answer, Vec::new(), self.ports()));
        }
        let origins = self.record.as_ref().map(|record| record.progress().image_origins.clone()).unwrap_or_default();
        let images = self.course.iter().flat_map(|course| course.manifest.images.values());
        let (bases, ports) = tokio::join!(base::look(engine, images, &origins), with_containers(engine, self.ports()));
        Some((answer, bases, ports))
    }

    fn is_begun(&self) -> bool {
        self.record.as_ref().is_ok_and(|record| record.progress().started.is_some())
    }

    fn ports(&self) -> Vec<Port> {
        let Ok(course) = &self.course else { return Vec::new() };
        let own = |name: &str| self.record.as_ref().ok()?.progress().vars.get(name).cloned();
        ground::ports(&course.manifest.vars, own)
    }

    /// The docker command, typed as it is, goes to another engine than kesako.
    fn other_engine(&self, endpoint: &Endpoint, words: Words) -> Option<Finding> {
        let differs = match endpoint.origin {
            Origin::Usual => true,
            Origin::Option => {
                let typed = Endpoint::resolve(&ConnectOptions::default(), &self.machine.environment);
                typed.is_ok_and(|typed| typed.address != endpoint.address || typed.origin == Origin::Usual)
            }
            _ => false,
        };
        let remedy = || Remedy::by_hand(&format!("export DOCKER_HOST={}", endpoint.docker_host()));
        let says = || words.text("doctor-client-elsewhere");
        differs.then(|| Finding::new("client-engine", Health::Remark, says()).mend(remedy()))
    }

    fn unreadable(&self, words: Words) -> Vec<Finding> {
        let mut found = Vec::new();
        if let Err(error) = &self.record {
            found.push(Finding::new("record", Health::Wrong, said::line(error, words)));
        }
        if let Ok(record) = &self.record
            && !record.torn().is_empty()
        {
            let says = words.get("doctor-record-torn", &[("count", record.torn().len().into())]);
            found.push(Finding::new("record", Health::Remark, says));
        }
        if let Err(diagnostics) = &self.course {
            let says = words.get("doctor-course", &[("count", diagnostics.len().into())]);
            found.push(Finding::new("course", Health::Wrong, says).mend(Remedy::by_hand("kesako course lint")));
        }
        found
    }
}

fn image(base: &Base, words: Words) -> Finding {
    let id = format!("image-{}", base.image.role);
    let reference = || ("reference", base.image.reference.as_str().into());
    match &base.found {
        Found::There { origin, .. } => {
            let values = [reference(), ("origin", words.text(origin.key()).into())];
            Finding::well(id, words.get("doctor-image", &values))
        }
        Found::Missing => Finding::new(id, Health::Remark, words.get("doctor-image-missing", &[reference()]))
            .mend(Remedy::plain("kesako images pull")),
        Found::Unknown(unseen) => {
            let values = [reference(), ("why", unseen_words(unseen, words).into())];
            Finding::new(id, Health::Unknown, words.get("doctor-image-unknown", &values))
        }
    }
}

/// The ports with the containers that publish them. Containers are only asked for when a port is taken.
async fn with_containers(engine: &Engine, mut ports: Vec<Port>) -> Vec<Port> {
    if ports.iter().all(|port| is_free(port.number)) {
        return ports;
    }
    let scope = Scope::new(std::path::Path::new(""), Timestamp::now());
    let list = Probe::Containers(ContainerFilter::default());
    let snapshot = engine.collect(&BTreeSet::from([list.clone()]), &scope).await;
    let Some(Seen::Present(Observation::Containers(all))) = snapshot.get(&list) else { return ports };
    let running = all.iter().filter(|container| container.state == RunState::Running);
    let probes = running.map(|container| Probe::Container { key: container.id.clone() }).collect();
    for (_, seen) in engine.collect(&probes, &scope).await.iter() {
        let Seen::Present(Observation::Container(state)) = seen else { continue };
        for port in &mut ports {
            if state.ports.iter().any(|mapping| mapping.host == port.number) {
                port.container = Some(state.name.clone());
            }
        }
    }
    ports
}
