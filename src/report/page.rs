//! Parts of the HTML report as plain texts and numbers. Cells of the grid are the only markup made here: from signs and
//! classes of this file, never from anybody's text.

use std::fmt::Write as _;

use super::class::{Class, StepView};
use super::html::span_or_dash;
use super::kept::Cell;
use super::learner::LearnerView;
use super::stats::span_words;
use crate::progress::export::Standing;
use crate::words::Words;

/// Somebody who is stuck.
pub(super) struct StuckRow<'a> {
    pub(super) name: &'a str,
    pub(super) step: String,
    pub(super) active: String,
    pub(super) attempts: u32,
    pub(super) idle: String,
    pub(super) slip: String,
}

/// A chapter.
pub(super) struct ChapterPart<'a> {
    pub(super) number: &'a str,
    pub(super) title: &'a str,
    pub(super) steps: Vec<StepPart<'a>>,
}

/// A step.
pub(super) struct StepPart<'a> {
    pub(super) column: usize,
    pub(super) number: &'a str,
    pub(super) title: &'a str,
    pub(super) optional: bool,
    pub(super) heat: &'static str,
    pub(super) share: String,
    pub(super) figures: [String; 7],
    pub(super) slips: Vec<(u64, &'a str)>,
}

/// A learner.
pub(super) struct Row<'a> {
    pub(super) index: usize,
    pub(super) is: String,
    pub(super) name: &'a str,
    pub(super) is_marked: bool,
    pub(super) marks: String,
    pub(super) figures: [(i64, String); 6],
    pub(super) cells: String,
}

/// Files that are left out, and learners who are marked: name and reason.
pub(super) fn files(class: &Class, words: Words) -> Vec<(&str, String)> {
    let left = class.left_out.iter().map(|left| (&*left.file, left.reason.says(words)));
    let marked = class.learners.iter().flat_map(|learner| {
        learner.marks.iter().map(move |mark| (&*learner.file, format!("{} – {}", learner.name, mark.says(words))))
    });
    left.chain(marked).collect()
}

pub(super) fn stuck_rows(class: &Class, words: Words, most: usize) -> Vec<StuckRow<'_>> {
    let row = |stuck: &super::learner::Stuck| {
        let step = &class.steps[stuck.column];
        StuckRow {
            name: &class.learners[stuck.learner].name,
            step: format!("{} {}", step.number, step.title),
            active: span_words(stuck.active, words),
            attempts: stuck.attempts,
            idle: span_or_dash(stuck.idle, words),
            slip: stuck.slip.map(|slip| class.slip_says(stuck.column, slip)).unwrap_or_default(),
        }
    };
    class.stuck.iter().take(most).map(row).collect()
}

pub(super) fn chapter_parts(class: &Class, words: Words) -> Vec<ChapterPart<'_>> {
    let part = |chapter: &'_ super::class::ChapterView| chapter.columns.clone();
    class
        .chapters
        .iter()
        .map(|chapter| ChapterPart {
            number: &chapter.number,
            title: &chapter.title,
            steps: part(chapter).map(|column| step_part(&class.steps[column], column, words)).collect(),
        })
        .collect()
}

fn step_part(step: &StepView, column: usize, words: Words) -> StepPart<'_> {
    StepPart {
        column,
        number: &step.number,
        title: &step.title,
        optional: step.optional,
        heat: heat(step),
        share: format!("{}/{}", step.passed, step.reached),
        figures: [
            step.reached.to_string(),
            step.passed.to_string(),
            span_or_dash(step.median, words),
            span_or_dash(step.p90, words),
            step.attempts.to_string(),
            step.hints.to_string(),
            step.solutions.to_string(),
        ],
        slips: step.slips.iter().map(|slip| (slip.count, &*slip.says)).collect(),
    }
}

/// How hard a step is: failed attempts for each learner who reached it.
fn heat(step: &StepView) -> &'static str {
    let reached = step.reached as u64;
    match step.attempts {
        _ if reached == 0 => "none",
        attempts if attempts * 2 < reached => "h0",
        attempts if attempts < reached => "h1",
        attempts if attempts < reached * 2 => "h2",
        attempts if attempts < reached * 4 => "h3",
        _ => "h4",
    }
}

pub(super) fn heat_key(words: Words) -> [(&'static str, String); 6] {
    let between = |from: &str, to: &str| words.get("report-heat", &[("from", from.into()), ("to", to.into())]);
    let above = words.get("report-heat-above", &[("from", "4".into())]);
    [
        ("h0", between("0", "½")),
        ("h1", between("½", "1")),
        ("h2", between("1", "2")),
        ("h3", between("2", "4")),
        ("h4", above),
        ("none", words.text("report-key-open")),
    ]
}

pub(super) fn rows(class: &Class, words: Words) -> Vec<Row<'_>> {
    let mut is_stuck = vec![false; class.learners.len()];
    for stuck in &class.stuck {
        is_stuck[stuck.learner] = true;
    }
    let first: Vec<usize> = class.chapters.iter().map(|chapter| chapter.columns.start).collect();
    let learners = class.learners.iter().zip(is_stuck).enumerate();
    learners.map(|(index, (learner, is_stuck))| row(class, index, learner, is_stuck, &first, words)).collect()
}

fn row<'a>(
    class: &Class,
    index: usize,
    learner: &'a LearnerView,
    is_stuck: bool,
    first: &[usize],
    words: Words,
) -> Row<'a> {
    let mut is = vec![if learner.finished { "finished" } else { "going" }];
    if is_stuck {
        is.push("stuck");
    }
    if !learner.marks.is_empty() {
        is.push("marked");
    }
    let number = |count: u64| (i64::try_from(count).unwrap_or(i64::MAX), count.to_string());
    let seen = learner.last_seen.map(|at| (at.as_second(), at.strftime("%m-%d %H:%M").to_string()));
    let marks: Vec<String> = learner.marks.iter().map(|mark| mark.says(words)).collect();
    Row {
        index,
        is: is.join(" "),
        name: &learner.name,
        is_marked: !marks.is_empty(),
        marks: marks.join(", "),
        figures: [
            number(learner.passed as u64),
            (i64::try_from(learner.active).unwrap_or(i64::MAX), span_words(learner.active, words)),
            number(learner.attempts),
            number(learner.hints),
            number(learner.solutions as u64),
            seen.unwrap_or((0, "–".to_owned())),
        ],
        cells: cells(class, learner, first),
    }
}

fn cells(class: &Class, learner: &LearnerView, first: &[usize]) -> String {
    let mut all = String::with_capacity(class.steps.len() * 32);
    let mut reached = learner.cells.iter().peekable();
    for column in 0..class.steps.len() {
        let cell = reached.next_if(|cell| cell.step as usize == column);
        let (class, sign) = cell.map_or(("none", ""), look);
        let edge = if first.binary_search(&column).is_ok() { " f" } else { "" };
        let _ = write!(all, "<td class=\"x {class}{edge}\" tabindex=\"-1\">{sign}</td>");
    }
    all
}

/// Class and sign of a cell.
const fn look(cell: &Cell) -> (&'static str, &'static str) {
    let heat = match cell.attempts {
        0 => "h0",
        1..3 => "h1",
        3..6 => "h2",
        6..10 => "h3",
        _ => "h4",
    };
    match cell.state {
        Standing::Passed if cell.solution => (heat, "◐"),
        Standing::Passed => (heat, "✓"),
        Standing::Current if cell.attempts > 0 => (heat, "●"),
        Standing::Current => ("now", "●"),
        Standing::Seen if cell.attempts > 0 => (heat, "○"),
        Standing::Seen | Standing::Open => ("none", "○"),
    }
}
