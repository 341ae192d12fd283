//! Verdicts and reports: what came of a check, as plain data. No words of any language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::course::StepId;
use crate::probe::Unseen;

/// What came of a check or step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As expected.
    Pass,
    /// The learner's work is not there yet.
    Fail,
    /// Not looked at: a check that it needs did not pass.
    Skip,
    /// Could not be looked at. Never counts as an attempt.
    Unknown,
}

/// One property that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    /// Property as the course names it; empty when the object itself is missing (or must be).
    pub property: String,
    /// What was expected.
    pub expected: Shown,
    /// What is there.
    pub actual: Shown,
}

/// A value as it is shown, or the lack of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// A value in Docker's own notation.
    Value(String),
    /// The object is there.
    Present,
    /// The object is not there, or has no such value.
    Absent,
    /// The value that the step began with.
    Before(String),
    /// Any value but the one that the step began with.
    Changed(String),
    /// No answer was given yet.
    Unanswered,
}

/// A wrong state that was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearMiss {
    /// Id without the check: `port-swapped`.
    pub id: String,
    /// What the words need: `actual`, `expected`, `name`, … Values are data, never markup.
    pub args: BTreeMap<String, String>,
}

impl NearMiss {
    /// The near miss `id` without anything to fill in.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), args: BTreeMap::new() }
    }

    /// With one more value for its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// The check's id.
    pub id: String,
    /// What was looked at: `container test-echo`.
    pub subject: String,
    /// Verdict.
    pub verdict: Verdict,
    /// What is not as expected, in the order of the course; only on `fail`.
    pub mismatches: Vec<Mismatch>,
    /// The precise slip, if it was recognised; only on `fail`.
    pub near_miss: Option<NearMiss>,
    /// Why it could not be looked at; only on `unknown`.
    pub unseen: Option<Unseen>,
    /// The check that has to pass first; only on `skip`.
    pub waits_for: Option<String>,
}

impl CheckReport {
    /// A report of this verdict without details.
    pub fn new(id: &str, subject: String, verdict: Verdict) -> Self {
        Self {
            id: id.to_owned(),
            subject,
            verdict,
            mismatches: Vec::new(),
            near_miss: None,
            unseen: None,
            waits_for: None,
        }
    }

    /// The near miss as exports name it: `published/port-swapped`.
    pub fn near_miss_id(&self) -> Option<String> {
        self.near_miss.as_ref().map(|near_miss| format!("{}/{}", self.id, near_miss.id))
    }
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The step.
    pub step: StepId,
    /// Checks in the order of the course.
    pub checks: Vec<CheckReport>,
}

impl Report {
    /// `fail` if any check fails, else `unknown` if any could not be looked at, else `pass`.
    pub fn verdict(&self) -> Verdict {
        let any = |verdict| self.checks.iter().any(|check| check.verdict == verdict);
        if any(Verdict::Fail) {
            Verdict::Fail
        } else if any(Verdict::Unknown) || self.checks.is_empty() || any(Verdict::Skip) {
            Verdict::Unknown
        } else {
            Verdict::Pass
        }
    }

    /// The first check that failed or could not be looked at: the one to explain.
    pub fn root_cause(&self) -> Option<&CheckReport> {
        let first = |verdict| self.checks.iter().find(|check| check.verdict == verdict);
        first(Verdict::Fail).or_else(|| first(Verdict::Unknown))
    }
}
