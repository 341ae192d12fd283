//! The report as CSV: comma, quotes where needed, UTF-8, CRLF, a header first. Texts go through [`cell`]; numbers are
//! numbers.
//!
//! - [`Layout::Long`]: a row for each learner and step that was reached.
//! - [`Layout::Matrix`]: a row for each learner, a column for each step: `passed`, `current`, `seen`, or nothing.
//! - [`Layout::Moodle`], [`Layout::Canvas`]: what their gradebooks import: [`super::gradebook`].

use super::class::Class;
use super::gradebook;
use super::learner::LearnerView;
use crate::progress::export::cell;

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A row for each learner and step.
    Long,
    /// A row for each learner, a column for each step.
    Matrix,
    /// For Moodle's gradebook.
    Moodle,
    /// For Canvas' gradebook.
    Canvas,
}

/// A table as it is written.
pub(super) type Table = csv::Writer<Vec<u8>>;

/// The report as CSV.
pub fn csv(class: &Class, layout: Layout) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    match layout {
        Layout::Long => long(class, &mut table)?,
        Layout::Matrix => matrix(class, &mut table)?,
        Layout::Moodle => gradebook::moodle(class, &mut table)?,
        Layout::Canvas => gradebook::canvas(class, &mut table)?,
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

const LONG: [&str; 18] = [
    "learner",
    "record",
    "edited",
    "step",
    "number",
    "title",
    "state",
    "points",
    "active_seconds",
    "attempts",
    "hints",
    "solution_seen",
    "troubles",
    "near_miss",
    "near_miss_count",
    "near_miss_words",
    "last_seen",
    "file",
];

fn long(class: &Class, table: &mut Table) -> Result<(), csv::Error> {
    table.write_record(LONG)?;
    for learner in &class.learners {
        let last_seen = learner.last_seen.map(|at| at.to_string()).unwrap_or_default();
        for done in &learner.cells {
            let column = done.step as usize;
            let step = &class.steps[column];
            let slip = done.slips.first();
            table.write_record([
                &*cell(&learner.name),
                &cell(&learner.record),
                yes_no(learner.is_edited()),
                &cell(&step.id),
                &cell(&step.number),
                &cell(&step.title),
                done.state.name(),
                &step.points.to_string(),
                &done.active.to_string(),
                &done.attempts.to_string(),
                &done.hints.to_string(),
                yes_no(done.solution),
                &done.troubles.to_string(),
                &slip.map(|(slip, _)| cell(class.slip_id(*slip)).into_owned()).unwrap_or_default(),
                &slip.map(|(_, count)| count.to_string()).unwrap_or_default(),
                &slip.map(|(slip, _)| cell(&class.slip_says(column, *slip)).into_owned()).unwrap_or_default(),
                &last_seen,
                &cell(&learner.file),
            ])?;
        }
    }
    Ok(())
}

fn matrix(class: &Class, table: &mut Table) -> Result<(), csv::Error> {
    let head = ["learner", "record", "edited", "passed", "finished", "active_seconds", "attempts", "hints"];
    let steps = class.steps.iter().map(|step| cell(&step.id).into_owned());
    table.write_record(head.map(str::to_owned).into_iter().chain(steps))?;
    for learner in &class.learners {
        let own = [
            cell(&learner.name).into_owned(),
            cell(&learner.record).into_owned(),
            yes_no(learner.is_edited()).to_owned(),
            learner.passed.to_string(),
            yes_no(learner.finished).to_owned(),
            learner.active.to_string(),
            learner.attempts.to_string(),
            learner.hints.to_string(),
        ];
        table.write_record(own.into_iter().chain(states(class, learner).map(str::to_owned)))?;
    }
    Ok(())
}

fn states<'c>(class: &'c Class, learner: &'c LearnerView) -> impl Iterator<Item = &'static str> + 'c {
    (0..class.steps.len()).map(|column| learner.cell(column).map_or("", |cell| cell.state.name()))
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
