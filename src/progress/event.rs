//! What can happen to a learner: one line of the record each.
//!
//! ```json
//! {"at":"2026-11-24T22:47:30Z","event":{"passed":{"step":"01-kesako/build"}}}
//! ```
//!
//! Steps and checks are named by id, never by position: a course may grow and keep its learners.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::export::Told;
use crate::check::{Report, Verdict};
use crate::course::{Language, StepId};

/// One line of the record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// When, on this machine's clock.
    pub at: Timestamp,
    /// What.
    pub event: Event,
}

/// What happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The workspace was made.
    Started {
        /// Course id.
        course: String,
        /// Course version.
        version: String,
        /// Version of kesako.
        kesako: String,
        /// A random name for the workspace, told to nobody.
        workspace: String,
    },
    /// The learner chose a language.
    Language {
        /// Which.
        language: Language,
    },
    /// A variable got a value for this workspace: a port that moved, a planted value.
    Variable {
        /// Name.
        name: String,
        /// Value.
        value: String,
    },
    /// The engine, when it was first met or was another than before.
    Engine {
        /// Version.
        version: String,
        /// API version.
        api: String,
        /// `docker` or `podman`.
        flavour: String,
    },
    /// Where a base image came from.
    Image {
        /// Role in the course.
        role: String,
        /// Reference.
        reference: String,
        /// `registry`, `kit`, `stand-in`, or `present` when it was there already.
        origin: String,
    },
    /// What bore the course's names before the workspace was made: never touched by a reset.
    Foreign(Inventory),
    /// What attempts at a step left behind: a reset may remove it.
    Made {
        /// Which step.
        step: StepId,
        /// What.
        made: Inventory,
    },
    /// The learner took over what bore the course's names before: a reset may remove it from now on.
    Adopted,
    /// A step began: setup done, baseline taken.
    Begun {
        /// Which.
        step: StepId,
        /// When, on the engine's clock.
        clock: Timestamp,
        /// Milliseconds to add to this machine's clock to get the engine's.
        #[serde(default)]
        offset_ms: i64,
        /// What was seen: a [`crate::probe::Snapshot`].
        baseline: Box<RawValue>,
    },
    /// State from before the step was accepted as work of the step.
    Accepted {
        /// Which.
        step: StepId,
    },
    /// A step was checked, with another outcome than the time before.
    Checked {
        /// Which.
        step: StepId,
        /// Verdict.
        verdict: Verdict,
        /// Whether it counts as a failed attempt.
        attempt: bool,
        /// Every check.
        checks: Vec<CheckLine>,
    },
    /// A question was answered.
    Answered {
        /// Step.
        step: StepId,
        /// Check.
        check: String,
        /// As typed.
        answer: String,
    },
    /// A hint was shown.
    Hinted {
        /// Step.
        step: StepId,
        /// 1 for the first.
        level: usize,
    },
    /// The solution was shown or carried out.
    Solved {
        /// Step.
        step: StepId,
        /// Whether it was carried out.
        run: bool,
    },
    /// A step passed for the first time.
    Passed {
        /// Which.
        step: StepId,
    },
    /// The learner went to a step.
    Went {
        /// Which.
        step: StepId,
    },
    /// Engine and workspace were brought to the beginning of a step.
    Jumped {
        /// Which.
        step: StepId,
    },
    /// What the tutorial made was removed.
    Reset {
        /// A step, a chapter, or `all`.
        scope: String,
    },
    /// An export of another machine was taken in: its events follow as [`Event::Elsewhere`], each with the time at which
    /// it happened there.
    Imported {
        /// The export's hash.
        document: String,
        /// Whether the export had been edited.
        edited: bool,
        /// The opaque name of the record that is continued.
        record: String,
        /// Whether the learner goes on from where they were there, not from where they are here.
        #[serde(default)]
        moves: bool,
    },
    /// Something that happened on another machine, as an export told it: it counts, and nothing on this engine follows
    /// from it.
    Elsewhere(Told),
}

/// One check of a [`Event::Checked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    /// Check id.
    pub id: String,
    /// Verdict.
    pub verdict: Verdict,
    /// `published/port-swapped`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_miss: Option<String>,
}

impl CheckLine {
    /// The lines of a report.
    pub fn of(report: &Report) -> Vec<Self> {
        let line = |check: &crate::check::CheckReport| Self {
            id: check.id.clone(),
            verdict: check.verdict,
            near_miss: check.near_miss_id(),
        };
        report.checks.iter().map(line).collect()
    }
}

/// Things on an engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inventory {
    /// Container ids.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub containers: BTreeSet<String>,
    /// Image ids by the reference that named them; untagged ones under an empty reference.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub images: BTreeMap<String, BTreeSet<String>>,
    /// Network ids.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub networks: BTreeSet<String>,
    /// Volume names.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub volumes: BTreeSet<String>,
}

impl Inventory {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.containers.is_empty() && self.images.is_empty() && self.networks.is_empty() && self.volumes.is_empty()
    }

    /// Adds everything of `other`.
    pub fn extend(&mut self, other: &Self) {
        self.containers.extend(other.containers.iter().cloned());
        for (reference, ids) in &other.images {
            self.images.entry(reference.clone()).or_default().extend(ids.iter().cloned());
        }
        self.networks.extend(other.networks.iter().cloned());
        self.volumes.extend(other.volumes.iter().cloned());
    }

    /// Whether everything of `other` is in here.
    pub fn contains(&self, other: &Self) -> bool {
        let images = other
            .images
            .iter()
            .all(|(reference, ids)| self.images.get(reference).is_some_and(|known| ids.is_subset(known)));
        other.containers.is_subset(&self.containers)
            && images
            && other.networks.is_subset(&self.networks)
            && other.volumes.is_subset(&self.volumes)
    }

    /// Whether an image id is in here, under whatever reference.
    pub fn has_image(&self, id: &str) -> bool {
        self.images.values().any(|ids| ids.contains(id))
    }
}
