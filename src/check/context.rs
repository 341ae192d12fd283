//! What the judge knows besides the snapshot.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::probe::{Cause, Snapshot, Unseen};

use super::lookup::{Looked, Lookup, Stop};

/// What the judge knows besides what was seen now.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// When the step began, on the engine's clock; `None` if it never did.
    pub begun: Option<Timestamp>,
    /// What was seen when the step began.
    pub baseline: Option<&'a Snapshot>,
    /// The learner's answers: check id → answer.
    pub answers: &'a BTreeMap<String, String>,
    /// References of the course's base images.
    pub base_images: &'a [String],
    /// Image ids that each of the course's references has named so far, from the record.
    pub former_builds: &'a BTreeMap<String, BTreeSet<String>>,
}

/// The same as a value of its own, which can be kept and written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// When the step began.
    pub begun: Option<Timestamp>,
    /// What was seen then.
    pub baseline: Option<Snapshot>,
    /// The learner's answers.
    pub answers: BTreeMap<String, String>,
    /// References of the course's base images.
    pub base_images: Vec<String>,
    /// What each of the course's references has named so far.
    pub former_builds: BTreeMap<String, BTreeSet<String>>,
}

impl Circumstances {
    /// As the judge takes it.
    pub fn context(&self) -> Context<'_> {
        Context {
            begun: self.begun,
            baseline: self.baseline.as_ref(),
            answers: &self.answers,
            base_images: &self.base_images,
            former_builds: &self.former_builds,
        }
    }
}

impl Context<'_> {
    /// The time that the step began, or the reason why freshness can't be told.
    pub(crate) fn begun(&self) -> Looked<Timestamp> {
        self.begun.ok_or_else(|| Stop::Unknown(Unseen::new(Cause::NoBaseline, "the step has not begun")))
    }
}

/// Everything that a judgement is made from.
#[derive(Clone, Copy)]
pub(crate) struct Env<'a> {
    pub(crate) lookup: &'a Lookup<'a>,
    pub(crate) context: Context<'a>,
}
