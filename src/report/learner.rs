//! One learner of a report: name, sums, marks, where they are stuck.

use std::collections::HashMap;

use jiff::Timestamp;

use super::class::StepView;
use super::kept::{Cell, Kept, Names};
use super::reason::Mark;
use crate::progress::export::Standing;

/// Active seconds at a step after which somebody without a failed attempt counts as stuck.
const LONG: u32 = 600;

/// A learner.
#[derive(Debug)]
pub struct LearnerView {
    /// What to call them: different from every other.
    pub name: String,
    /// The name that they gave.
    pub given: Option<String>,
    /// Opaque name of the record.
    pub record: String,
    /// Steps passed.
    pub passed: usize,
    /// Points of these.
    pub points_passed: u64,
    /// Whether every step has passed that is not optional.
    pub finished: bool,
    /// All active seconds.
    pub active: u64,
    /// Failed attempts.
    pub attempts: u64,
    /// Hints seen.
    pub hints: u64,
    /// Solutions seen.
    pub solutions: usize,
    /// When something last happened.
    pub last_seen: Option<Timestamp>,
    /// What is to be said of the file.
    pub marks: Vec<Mark>,
    /// The file.
    pub file: String,
    /// Steps that were reached, by column.
    pub cells: Vec<Cell>,
}

impl LearnerView {
    /// The cell of a column; `None`: not reached.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.step as usize).ok()?;
        self.cells.get(found)
    }

    /// Whether the file was edited.
    pub fn is_edited(&self) -> bool {
        self.marks.contains(&Mark::Edited)
    }
}

/// Somebody who is stuck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// Which learner.
    pub learner: usize,
    /// At which step.
    pub column: usize,
    /// For how many active seconds.
    pub active: u64,
    /// After how many failed attempts.
    pub attempts: u32,
    /// Seconds since anything happened.
    pub idle: Option<u64>,
    /// On which near miss, by number.
    pub slip: Option<u32>,
}

/// The view of what is kept of a learner, by the columns of the report.
pub(super) fn learner(
    kept: Kept,
    version: &str,
    columns: &HashMap<&str, u32>,
    names: &Names,
    steps: &[StepView],
) -> LearnerView {
    let in_column = |mut cell: Cell| {
        cell.step = *columns.get(names.text(cell.step))?;
        Some(cell)
    };
    let mut cells: Vec<Cell> = kept.cells.into_iter().filter_map(in_column).collect();
    // The same step twice in an edited file counts once.
    cells.sort_by_key(|cell| cell.step);
    cells.dedup_by_key(|cell| cell.step);
    cells.shrink_to_fit();
    let mut marks = Vec::new();
    if !kept.whole {
        marks.push(Mark::Edited);
    }
    if kept.version != version {
        marks.push(Mark::OtherVersion(kept.version));
    }
    let mut has_passed = vec![false; steps.len()];
    for cell in cells.iter().filter(|cell| cell.state == Standing::Passed) {
        has_passed[cell.step as usize] = true;
    }
    let finished = !steps.is_empty() && steps.iter().zip(&has_passed).all(|(step, passed)| step.optional || *passed);
    let points = steps.iter().zip(&has_passed).filter(|(_, passed)| **passed).map(|(step, _)| u64::from(step.points));
    LearnerView {
        name: kept.name.clone().unwrap_or_default(),
        given: kept.name,
        passed: has_passed.iter().filter(|passed| **passed).count(),
        points_passed: points.sum(),
        finished,
        active: kept.active,
        attempts: cells.iter().map(|cell| u64::from(cell.attempts)).sum(),
        hints: cells.iter().map(|cell| u64::from(cell.hints)).sum(),
        solutions: cells.iter().filter(|cell| cell.solution).count(),
        last_seen: kept.last_seen,
        record: kept.record,
        marks,
        file: kept.file,
        cells,
    }
}

/// Gives everybody a name of their own, and puts them in order of these.
pub(super) fn call(learners: &mut [LearnerView]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in learners.iter().filter_map(|learner| learner.given.as_ref()) {
        *counts.entry(name.to_lowercase()).or_default() += 1;
    }
    for learner in learners.iter_mut() {
        let short: String = learner.record.chars().take(8).collect();
        match &learner.given {
            None => learner.name = format!("({short})"),
            Some(name) if counts.get(&name.to_lowercase()).is_some_and(|count| *count > 1) => {
                learner.name = format!("{name} ({short})");
            }
            Some(_) => {}
        }
    }
    learners
        .sort_by_cached_key(|learner| (learner.given.is_none(), learner.name.to_lowercase(), learner.record.clone()));
}

/// Whether, and on what, a learner is stuck.
pub(super) fn stuck(learner: usize, view: &LearnerView, now: Timestamp) -> Option<Stuck> {
    let open = |cell: &&Cell| cell.state != Standing::Passed;
    let here = view.cells.iter().find(|cell| cell.state == Standing::Current);
    let cell = here.or_else(|| view.cells.iter().rev().find(open))?;
    if view.finished || (cell.attempts == 0 && cell.active < LONG) {
        return None;
    }
    let idle = view.last_seen.and_then(|seen| u64::try_from(now.duration_since(seen).as_secs()).ok());
    Some(Stuck {
        learner,
        column: cell.step as usize,
        active: cell.active.into(),
        attempts: cell.attempts,
        idle,
        slip: cell.last_slip.or_else(|| cell.slips.first().map(|(slip, _)| *slip)),
    })
}
