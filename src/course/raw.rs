//! A checker file's shape as it is written: what `checks` gives and `resolve` takes. Values that need variables are still
//! [`Node`]s.

use std::ops::Range;

use crate::probe::schema::SubjectKind;

use super::model::PlantKind;
use super::prune::Prune;
use super::value::{Node, Spanned};

/// A checker file, parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawChapter {
    /// Steps in order.
    pub steps: Vec<RawStep>,
}

/// One `[[step]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawStep {
    /// Its id.
    pub id: Spanned<String>,
    /// As written.
    pub after: Option<Spanned<String>>,
    /// Weight.
    pub points: u32,
    /// Whether it may be left out.
    pub optional: bool,
    /// What it has the learner prune.
    pub prunes: Vec<Prune>,
    /// `setup.run`.
    pub setup_run: Option<Spanned<String>>,
    /// `setup.plant`.
    pub plant: Vec<(Spanned<String>, PlantKind)>,
    /// Checks in order.
    pub checks: Vec<RawCheck>,
    /// Ids of all checks that have one, those that could not be read included.
    pub check_ids: Vec<String>,
    /// The solution; `None` is reported.
    pub solution: Option<RawAttempt>,
    /// Other right ways.
    pub also: Vec<RawAttempt>,
    /// Wrong ways, with what they give.
    pub wrong: Vec<(RawAttempt, Spanned<String>)>,
}

/// One `[[step.check]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCheck {
    /// Its id.
    pub id: Spanned<String>,
    /// What is looked at.
    pub subject: RawSubject,
    /// As written.
    pub expect: Option<Node>,
    /// Ids of other checks.
    pub needs: Vec<Spanned<String>>,
    /// Milliseconds.
    pub within: Option<u64>,
    /// Whether it must not be there.
    pub absent: Option<Range<usize>>,
    /// Near misses in order.
    pub near_misses: Vec<RawNearMiss>,
}

/// A subject key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct RawSubject {
    /// Which subject.
    pub kind: SubjectKind,
    /// Where its key stands.
    pub key_span: Range<usize>,
    /// Its value.
    pub node: Node,
}

/// One `[[step.check.near_miss]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawNearMiss {
    /// Its id.
    pub id: Spanned<String>,
    /// Another subject than the check's.
    pub subject: Option<RawSubject>,
    /// Whether it applies only while the check's own subject is not there.
    pub missing: bool,
    /// Where `absent = true` stands: it applies when its subject is not there.
    pub absent: Option<Range<usize>>,
    /// As written.
    pub when: Option<Node>,
}

/// A way to do a step.
#[derive(Debug, Clone, PartialEq)]
pub struct RawAttempt {
    /// Where it stands.
    pub span: Range<usize>,
    /// The script; empty if there is none.
    pub run: String,
    /// Check id → answer, and whether it is a script that prints it.
    pub answers: Vec<(Spanned<String>, String, bool)>,
    /// Whether the solution's files are put in place.
    pub solution_files: bool,
}
