//! The shape of checker and proof files as they are written: what `checks` and `proof` give and `resolve` takes. Values that need variables are still
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
    /// The steps whose images it builds on, as written.
    pub builds_on: Vec<Spanned<String>>,
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
}

/// One check of a step: a `[[step.check]]`, or a table in `check = […]`.
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

/// One entry of `near`, or one `[[step.check.near_miss]]`.
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
    /// The script; `None` if there is none, which may stand for the solution's.
    pub run: Option<String>,
    /// Check id → answer, and whether it is a script that prints it.
    pub answers: Vec<(Spanned<String>, String, bool)>,
    /// Whether the solution's files are put in place.
    pub files: bool,
    /// Files to write, with their content.
    pub put: Vec<(Spanned<String>, String)>,
    /// What to replace in files of the solution.
    pub edit: Vec<RawEdit>,
}

impl RawAttempt {
    /// An attempt that does nothing, where `node` stands.
    pub(super) fn new(node: &Node) -> Self {
        let (answers, put, edit) = (Vec::new(), Vec::new(), Vec::new());
        Self { span: node.span.clone(), run: None, answers, files: false, put, edit }
    }
}

/// A text replaced in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct RawEdit {
    /// The file.
    pub path: Spanned<String>,
    /// What stands there.
    pub from: Spanned<String>,
    /// What shall.
    pub to: String,
}

/// A proof file, parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawProof {
    /// Steps in order.
    pub steps: Vec<RawStepProof>,
}

/// The table of one step in a proof file.
#[derive(Debug, Clone, PartialEq)]
pub struct RawStepProof {
    /// Its id.
    pub id: Spanned<String>,
    /// Right ways.
    pub right: Vec<RawAttempt>,
    /// Wrong ways, with what they give.
    pub wrong: Vec<(RawAttempt, Spanned<String>)>,
    /// Mutations that are as good.
    pub good: Vec<RawGood>,
}

/// A mutation that is as good.
#[derive(Debug, Clone, PartialEq)]
pub struct RawGood {
    /// Which.
    pub mutation: Spanned<String>,
    /// Why.
    pub why: String,
}
