//! A lane: an engine with a workspace of its own, on which step after step is proven.

use std::path::Path;
use std::time::Instant;

use crate::commands::{Services, foreign, ports, reset};
use crate::course::{Attempt, Attempts, Step, StepId};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::progress::Event;
use crate::proof::{Case, Expected, cases, sample};

use super::bench::{Bench, Points};
use super::bystanders::Bystanders;
use super::recorder::Recorder;
use super::table::StepProof;
use super::{LIMIT, docker_config};

/// Which attempts are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// All.
    All,
    /// Every right way, and of the wrong attempts the first of each finding.
    Sample,
    /// Those of which there is no recording that answers what is asked now.
    Missing,
}

pub(super) struct Lane {
    pub(super) bench: Bench,
    bystanders: Bystanders,
}

impl Lane {
    /// Opens a lane on an engine that nobody else uses; `taken` are ports that the lanes before have.
    pub(super) async fn open(
        services: &Services,
        host: Option<&String>,
        folder: &Path,
        taken: &mut Vec<u16>,
    ) -> Result<Self, CommandError> {
        let mut bench = Bench::new(bench_services(services, host, folder)?);
        let own = &mut bench.services;
        own.docker_config = Some(docker_config::make(folder)?);
        own.scripts.limit = Some(LIMIT);
        own.scripts.agreed = true;
        own.ensure_started()?;
        for variable in own.course.manifest.vars.clone() {
            if let Some(value) = variable.verify {
                own.record.append(Event::Variable { name: variable.name, value })?;
            }
        }
        for (name, value) in ports::free_ports(&own.course.manifest.vars, taken) {
            own.record.append(Event::Variable { name, value })?;
        }
        foreign::note(own).await?;
        refuse_leftovers(own)?;
        let bystanders = Bystanders::place(own).await?;
        Ok(Self { bench, bystanders })
    }

    /// Proves a step.
    pub(super) async fn prove(
        &mut self,
        id: &StepId,
        choice: Choice,
        recorder: Option<&Recorder>,
    ) -> Result<StepProof, CommandError> {
        let started = Instant::now();
        let bench = &mut self.bench;
        let mut proof = StepProof::new(id.clone());
        let wanted = match recorder {
            Some(recorder) if choice == Choice::Missing => Some(recorder.wanted(&bench.services, id)?),
            _ => None,
        };
        let is_wanted = |index: usize| wanted.as_ref().is_none_or(|wanted| wanted.get(index).is_some_and(|it| *it));
        if wanted.is_none() {
            proof.untouched.extend(bench.untouched(id).await?);
        }
        let (_, step) = bench.services.step(id)?;
        let attempts = bench.services.attempts(id)?;
        let cases = cases(&step, &attempts);
        let sampled = sample(&cases);
        let mut evidence = Vec::new();
        for (index, case) in cases.iter().enumerate() {
            let in_sample = sampled.get(index).copied().unwrap_or_default();
            if choice == Choice::Sample && !in_sample || !is_wanted(index) {
                proof.left_out += 1;
                evidence.push(None);
                continue;
            }
            let points = if in_sample { Points::All } else { Points::Verdict };
            let mut outcome =
                bench.attempt(id, |step, attempts| nth(step, attempts, index), case.expected, points).await?;
            evidence.push(outcome.evidence.take());
            proof.take(outcome, name_of(index, case), case.expected == Expected::Pass);
        }
        proof.left.extend(self.bystanders.harmed(&self.bench.services).await?);
        proof.elapsed = started.elapsed();
        if let Some(recorder) = recorder {
            recorder.write(&self.bench.services, id, evidence, proof.elapsed)?;
        }
        Ok(proof)
    }

    /// Stays at the end of a step if `next` begins there.
    pub(super) async fn go_on(&mut self, id: &StepId, next: Option<&StepId>) -> Result<(), CommandError> {
        if let Some(next) = next
            && self.bench.services.step(next)?.1.after.as_ref() == Some(id)
        {
            self.bench.advance(id).await?;
        }
        Ok(())
    }

    /// Leaves the engine as it was found.
    pub(super) async fn close(mut self) -> Result<Bench, CommandError> {
        let doomed = reset::doomed(&self.bench.services, &reset::ResetScope::All, false).await?;
        reset::remove(&mut self.bench.services, &reset::ResetScope::All, &doomed).await?;
        self.bystanders.remove(&self.bench.services).await?;
        Ok(self.bench)
    }
}

/// An attempt by its place, in a step that may have other values planted by now.
fn nth(step: &Step, attempts: &Attempts, index: usize) -> Option<Attempt> {
    cases(step, attempts).get(index).map(|case| case.attempt.clone())
}

fn name_of<'a>(index: usize, case: &Case<'a>) -> &'a str {
    if index == 0 { "solution" } else { &case.attempt.at }
}

/// The same course on a workspace of its own, where everything asked is agreed to.
fn bench_services(services: &Services, host: Option<&String>, folder: &Path) -> Result<Services, CommandError> {
    let mut options = services.options.clone();
    options.workspace = Some(folder.join("workspace"));
    options.yes = true;
    if let Some(host) = host {
        (options.host, options.context) = (Some(host.clone()), None);
    }
    Services::open(options).map_err(|failed| failed.0)
}

/// A proof needs an engine on which nothing bears the course's names: those things are somebody's.
fn refuse_leftovers(services: &Services) -> Result<(), CommandError> {
    let Some(foreign) = services.record.progress().foreign.as_ref().filter(|foreign| !foreign.is_empty()) else {
        return Ok(());
    };
    let names: Vec<&str> = foreign.images.keys().map(String::as_str).collect();
    let ids = foreign.containers.iter().chain(&foreign.networks).map(|id| id.get(..12).unwrap_or(id));
    let all: Vec<&str> = names.into_iter().chain(ids).chain(foreign.volumes.iter().map(String::as_str)).collect();
    let words = services.words();
    let message = words.get("error-verify-leftovers", &[("names", all.join(", ").into())]);
    Err(CommandError::new(Exit::CouldNotLook, message).hint(words.text("error-verify-host")))
}
