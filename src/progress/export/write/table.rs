//! The steps as a table. What is the same in every row stands in every row, so that files of many learners can simply be
//! put one below the other.

use super::super::cell;
use super::super::model::{Export, StepLine};
use super::view::title;
use crate::words::Words;

/// The columns.
const COLUMNS: [&str; 23] = [
    "record",
    "learner",
    "course",
    "course_version",
    "course_content",
    "kesako",
    "engine",
    "chapter",
    "step",
    "title",
    "state",
    "points",
    "optional",
    "first_seen",
    "passed_at",
    "active_seconds",
    "wall_seconds",
    "attempts",
    "troubles",
    "hints",
    "solution_seen",
    "near_misses",
    "events_hash",
];

pub(super) fn write(export: &Export, words: Words) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());

    table.write_record(COLUMNS)?;
    for step in &export.steps {
        table.write_record(row(export, step, words))?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

fn row(export: &Export, step: &StepLine, words: Words) -> Vec<String> {
    let text = |text: &str| cell(text).into_owned();
    let time = |time: Option<jiff::Timestamp>| time.map(|time| time.to_string()).unwrap_or_default();
    let misses: Vec<String> = step.near_misses.iter().map(|miss| format!("{} ×{}", miss.id, miss.count)).collect();
    vec![
        text(&export.record),
        text(export.learner.as_deref().unwrap_or_default()),
        text(&export.course.id),
        text(&export.course.version),
        text(&export.course.content),
        text(&export.kesako),
        text(export.engine.as_ref().map_or("", |engine| &engine.version)),
        text(&step.id.chapter.0),
        text(&step.id.to_string()),
        text(title(&step.title, words.language(), &step.id.step)),
        step.state.name().to_owned(),
        step.points.to_string(),
        step.optional.to_string(),
        time(step.first_seen),
        time(step.passed_at),
        step.active_seconds.to_string(),
        step.wall_seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
        step.attempts.to_string(),
        step.troubles.to_string(),
        step.hints.to_string(),
        step.solution_seen.to_string(),
        text(&misses.join("; ")),
        text(&export.seal.events),
    ]
}
