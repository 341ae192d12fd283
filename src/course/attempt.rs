//! Ways to do a step, right and wrong: what `solve` carries out, and what `course verify` proves a step with.

use super::model::CourseFile;
use std::collections::BTreeMap;

/// A way to do a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempt {
    /// Files put in place before the script.
    pub files: Vec<CourseFile>,
    /// Shell script, run in the chapter's folder.
    pub run: String,
    /// Whether the script may end with an error. A wrong attempt's may: what it must give is its finding.
    pub may_fail: bool,
    /// Answers to the step's questions: check id → how to get it.
    pub answers: BTreeMap<String, AnswerSource>,
    /// Where in the course's files it stands: `checks/06-network.proof.toml:42`.
    pub at: String,
}

/// Where an attempt takes an answer from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerSource {
    /// As written.
    Text(String),
    /// Standard output of a shell script, trimmed.
    Run(String),
}

/// An attempt that must fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongAttempt {
    /// What is done.
    pub attempt: Attempt,
    /// What must be found: `check` or `check/near-miss`.
    pub gives: String,
}

/// What a step proves itself with, beside its solution.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempts {
    /// Other right ways: each must pass.
    pub right: Vec<Attempt>,
    /// Each must fail.
    pub wrong: Vec<WrongAttempt>,
    /// Mutations of right ways that are as good.
    pub good: Vec<GoodMutation>,
}

impl Attempts {
    /// Whether nothing is proven beside the solution.
    pub const fn is_empty(&self) -> bool {
        self.right.is_empty() && self.wrong.is_empty()
    }
}

/// A mutation that its author found to be right work too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodMutation {
    /// Which, as the proof calls it.
    pub mutation: String,
    /// Why it is as good.
    pub why: String,
    /// Where in the course's files this stands.
    pub at: String,
}
