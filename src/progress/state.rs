//! What follows from the record. Pure: entries in, state out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use super::{CheckLine, Entry, Event, Inventory};
use crate::check::Verdict;
use crate::course::{Language, StepId};
use crate::probe::Snapshot;

/// Everything that follows from the record of a workspace.
#[derive(Debug, Default)]
pub struct Progress {
    /// Course id, once the workspace was made.
    pub course: Option<String>,
    /// When the workspace was made, on this machine's clock.
    pub started: Option<Timestamp>,
    /// Random name of the workspace.
    pub workspace: Option<String>,
    /// The learner's language, if chosen.
    pub language: Option<Language>,
    /// Variables with a value of their own in this workspace.
    pub vars: BTreeMap<String, String>,
    /// The engine met last: version, API version, flavour.
    pub engine: Option<(String, String, String)>,
    /// Where each base image came from: role → origin.
    pub image_origins: BTreeMap<String, String>,
    /// What bore the course's names before; `None` until it was looked at.
    pub foreign: Option<Inventory>,
    /// What attempts left behind.
    pub made: Inventory,
    /// Per step.
    pub steps: BTreeMap<StepId, StepProgress>,
    /// The step that the learner went to last.
    pub current: Option<StepId>,
    /// Whether that one has passed since they went there.
    pub passed_here: bool,
    /// What has passed since the last jump, which undoes what came after its step.
    pub passed_since_jump: BTreeSet<StepId>,
    /// Whether what an export tells next says where the learner is.
    pub(super) follows_export: bool,
}

/// One step's progress.
#[derive(Debug, Default)]
pub struct StepProgress {
    /// The last time it began.
    pub begun: Option<Begun>,
    /// Whether state from before the step counts.
    pub accepted: bool,
    /// When it first passed.
    pub passed: Option<Timestamp>,
    /// Failed attempts.
    pub attempts: u32,
    /// Hints shown since it last began.
    pub hints: usize,
    /// Whether the solution was seen.
    pub solution_seen: bool,
    /// Answers since it last began: check → answer.
    pub answers: BTreeMap<String, String>,
    /// What attempts at it left behind.
    pub made: Inventory,
    /// When what was done for it was last removed, on this machine's clock; `None` if that was before it last began.
    pub reset: Option<Timestamp>,
    /// Outcome of the last check since it last began.
    pub last: Option<(Verdict, Vec<CheckLine>)>,
}

/// A step's beginning.
#[derive(Debug)]
pub struct Begun {
    /// On the engine's clock.
    pub clock: Timestamp,
    /// Milliseconds to add to this machine's clock to get the engine's.
    pub offset_ms: i64,
    baseline: Box<RawValue>,
}

impl Begun {
    /// What was seen; `None` if the record of it can't be read.
    pub fn baseline(&self) -> Option<Snapshot> {
        serde_json::from_str(self.baseline.get()).ok()
    }
}

/// A step's state, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Passed.
    Passed,
    /// Where the learner is.
    Current,
    /// Begun and left.
    Begun,
    /// Not begun.
    Open,
}

impl Progress {
    /// Takes one entry in.
    pub fn apply(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Started { course, workspace, .. } => {
                self.course = Some(course.clone());
                self.workspace = Some(workspace.clone());
                self.started.get_or_insert(entry.at);
            }
            Event::Language { language } => self.language = Some(*language),
            Event::Variable { name, value } => {
                self.vars.insert(name.clone(), value.clone());
            }
            Event::Engine { version, api, flavour } => {
                self.engine = Some((version.clone(), api.clone(), flavour.clone()));
            }
            Event::Image { role, origin, .. } => {
                self.image_origins.insert(role.clone(), origin.clone());
            }
            Event::Foreign(inventory) => self.foreign.get_or_insert_default().extend(inventory),
            Event::Made { step, made } => {
                self.made.extend(made);
                self.steps.entry(step.clone()).or_default().made.extend(made);
            }
            Event::Adopted => {
                let foreign = self.foreign.replace(Inventory::default()).unwrap_or_default();
                self.made.extend(&foreign);
            }
            // With everything gone, no step is where it began: each begins anew when it is gone to.
            Event::Reset { scope } if scope == "all" => {
                self.steps.values_mut().for_each(|step| step.begun = None);
            }
            Event::Reset { scope } => {
                let within = |id: &StepId| *scope == id.to_string() || *scope == id.chapter.to_string();
                let steps = self.steps.iter_mut().filter(|(id, _)| within(id));
                steps.for_each(|(_, step)| step.reset = Some(entry.at));
            }
            Event::Imported { moves, .. } => self.follows_export = *moves,
            Event::Elsewhere(told) => self.apply_elsewhere(entry.at, told),
            _ => self.apply_to_step(entry),
        }
    }

    fn apply_to_step(&mut self, entry: &Entry) {
        let Some(id) = entry.event.step() else { return };
        let step = self.steps.entry(id.clone()).or_default();
        match &entry.event {
            Event::Begun { clock, offset_ms, baseline, .. } => {
                step.begun = Some(Begun { clock: *clock, offset_ms: *offset_ms, baseline: baseline.clone() });
                step.accepted = false;
                step.reset = None;
                step.hints = 0;
                step.answers.clear();
                step.last = None;
            }
            Event::Accepted { .. } => step.accepted = true,
            Event::Checked { verdict, attempt, checks, .. } => {
                step.attempts += u32::from(*attempt);
                step.last = Some((*verdict, checks.clone()));
                if *verdict == Verdict::Pass {
                    self.note_pass(id);
                }
            }
            Event::Answered { check, answer, .. } => {
                step.answers.insert(check.clone(), answer.clone());
            }
            Event::Hinted { level, .. } => step.hints = step.hints.max(*level),
            Event::Solved { .. } => step.solution_seen = true,
            Event::Passed { .. } => {
                step.passed.get_or_insert(entry.at);
                self.note_pass(id);
            }
            Event::Went { .. } | Event::Jumped { .. } => {
                if matches!(entry.event, Event::Jumped { .. }) {
                    self.passed_since_jump.clear();
                }
                self.current = Some(id.clone());
                self.passed_here = false;
            }
            _ => {}
        }
    }

    pub(super) fn note_pass(&mut self, id: &StepId) {
        self.passed_since_jump.insert(id.clone());
        self.passed_here |= self.current.as_ref() == Some(id);
    }

    /// Where the learner is among `all` the steps: where they went last, until that has passed there; then the next one
    /// after it that has not passed since the last jump. At the end of the course, the first that never passed, or the
    /// last one. Who has gone nowhere yet begins with what has not passed.
    pub fn position<'s>(&self, all: &'s [StepId]) -> Option<&'s StepId> {
        let at = self.current.as_ref().and_then(|current| all.iter().position(|step| step == current));
        match at.filter(|_| !self.passed_here) {
            Some(at) => all.get(at),
            None => self.position_after(all).or_else(|| all.last()),
        }
    }

    /// Where the learner will be once the step gone to last has passed; `None` if nothing is left.
    pub fn position_after<'s>(&self, all: &'s [StepId]) -> Option<&'s StepId> {
        let at = self.current.as_ref().and_then(|current| all.iter().position(|step| step == current));
        let mut later = all.iter().skip(at.map_or(0, |at| at + 1));
        let next = later.find(|step| !self.passed_since_jump.contains(*step));
        next.or_else(|| all.iter().find(|step| !self.has_passed(step) && self.current.as_ref() != Some(step)))
    }

    /// The progress of a step; `None` if nothing is recorded of it.
    pub fn step(&self, id: &StepId) -> Option<&StepProgress> {
        self.steps.get(id)
    }

    /// Whether a step has passed.
    pub fn has_passed(&self, id: &StepId) -> bool {
        self.step(id).is_some_and(|step| step.passed.is_some())
    }

    /// Whether a step is the one gone to last, and has passed since.
    pub fn has_just_passed(&self, id: &StepId) -> bool {
        self.passed_here && self.current.as_ref() == Some(id)
    }

    /// A step's state.
    pub fn state(&self, id: &StepId) -> StepState {
        match self.step(id) {
            Some(step) if step.passed.is_some() => StepState::Passed,
            _ if self.current.as_ref() == Some(id) => StepState::Current,
            Some(step) if step.begun.is_some() => StepState::Begun,
            _ => StepState::Open,
        }
    }

    /// Image ids that each reference has named so far, as far as the record knows.
    pub fn former_builds(&self) -> &BTreeMap<String, BTreeSet<String>> {
        &self.made.images
    }
}

impl Event {
    /// The step that it is about.
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Begun { step, .. }
            | Self::Accepted { step }
            | Self::Checked { step, .. }
            | Self::Answered { step, .. }
            | Self::Hinted { step, .. }
            | Self::Solved { step, .. }
            | Self::Passed { step }
            | Self::Went { step }
            | Self::Jumped { step } => Some(step),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
