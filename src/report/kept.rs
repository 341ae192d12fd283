//! What a report keeps of one export: figures and interned names, no events.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::progress::export::{Export, Read, Seal, Standing, StepLine};
use crate::sanitize::clean;

/// Longest text of a learner's file that is shown.
const LONGEST: usize = 100;
/// Different near misses of one step that are kept of one learner.
const MOST_SLIPS: usize = 16;
/// Different names that are kept in all: more come from nobody who learns.
const MOST_NAMES: usize = 100_000;

/// Texts that stand once in memory, by number.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    /// The number of a text; `None` once there are too many.
    pub(super) fn number(&mut self, text: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        let number = u32::try_from(self.all.len()).ok().filter(|_| self.all.len() < MOST_NAMES)?;
        self.all.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        Some(number)
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", String::as_str)
    }
}

/// A step that a learner reached.
#[derive(Debug, Clone)]
pub struct Cell {
    /// While collected: the step's number among the names; in a [`super::Class`]: its column.
    pub step: u32,
    /// How it stands; never open.
    pub state: Standing,
    /// Whether the solution was seen.
    pub solution: bool,
    /// Active seconds until it passed.
    pub active: u32,
    /// Failed attempts.
    pub attempts: u32,
    /// Different hints seen.
    pub hints: u32,
    /// Checks that could not look.
    pub troubles: u32,
    /// Near misses by number, how often; most frequent first.
    pub slips: Box<[(u32, u32)]>,
    /// The near miss of the last check, if it was one.
    pub last_slip: Option<u32>,
}

/// What is kept of one export.
#[derive(Debug)]
pub struct Kept {
    /// The file, as it was named.
    pub file: String,
    /// Opaque name of the record.
    pub record: String,
    /// The learner's name, one line, without control characters.
    pub name: Option<String>,
    /// Version of the course.
    pub version: String,
    /// When it was exported.
    pub exported_at: Timestamp,
    /// When something last happened.
    pub last_seen: Option<Timestamp>,
    /// All active time.
    pub active: u64,
    /// Whether the hashes fit.
    pub whole: bool,
    /// Steps that were reached.
    pub cells: Vec<Cell>,
}

impl Kept {
    pub(super) fn of(file: &str, read: &Read, names: &mut Names) -> Self {
        let export = &read.export;
        Self {
            file: file.to_owned(),
            record: one_line(&export.record),
            name: export.learner.as_deref().map(one_line).filter(|name| !name.is_empty()),
            version: one_line(&export.course.version),
            exported_at: export.exported_at,
            last_seen: last_seen(export),
            active: export.totals.active_seconds,
            whole: read.seal == Seal::Whole,
            cells: export.steps.iter().filter_map(|step| cell(step, names)).collect(),
        }
    }
}

fn last_seen(export: &Export) -> Option<Timestamp> {
    export.events.iter().map(|link| link.at).filter(|at| *at <= export.exported_at).max()
}

fn cell(step: &StepLine, names: &mut Names) -> Option<Cell> {
    if step.state == Standing::Open {
        return None;
    }
    let slips: Vec<(u32, u32)> = step
        .near_misses
        .iter()
        .take(MOST_SLIPS)
        .filter_map(|slip| Some((names.number(&one_line(&slip.id))?, slip.count)))
        .collect();
    let last =
        step.last.as_ref().and_then(|last| last.findings.iter().find_map(|finding| finding.near_miss.as_deref()));
    Some(Cell {
        step: names.number(&step.id.to_string())?,
        state: step.state,
        solution: step.solution_seen,
        active: u32::try_from(step.active_seconds).unwrap_or(u32::MAX),
        attempts: step.attempts,
        hints: step.hints,
        troubles: step.troubles,
        slips: slips.into(),
        last_slip: last.and_then(|id| names.number(&one_line(id))),
    })
}

/// A text of somebody's file as one short line without control characters.
pub(super) fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}
