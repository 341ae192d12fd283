//! What the judge knows besides the snapshot.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

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
