//! The report as one JSON object: its shape is in the module's description.

use serde_json::{Value, json};

use super::class::{Class, StepView};

use super::kept::Cell;
use super::learner::LearnerView;
use crate::words::Words;

/// The schema's number.
const SCHEMA: u32 = 1;

/// The report as one JSON object.
pub fn json(class: &Class, words: Words) -> Value {
    let left_out = class
        .left_out
        .iter()
        .map(|left| json!({ "file": left.file, "reason": left.reason.name(), "says": left.reason.says(words) }));
    let marked = class.learners.iter().flat_map(|learner| {
        learner.marks.iter().map(move |mark| {
            json!({ "file": learner.file, "learner": learner.name, "mark": mark.name(), "says": mark.says(words) })
        })
    });
    json!({
        "schema": SCHEMA,
        "report": "class",
        "kesako": env!("CARGO_PKG_VERSION"),
        "now": class.now,
        "course": { "id": class.course, "title": class.title, "versions": class.versions },
        "files": {
            "read": class.read,
            "left_out": left_out.collect::<Vec<_>>(),
            "marked": marked.collect::<Vec<_>>(),
        },
        "overview": {
            "learners": class.overview.learners,
            "finished": class.overview.finished,
            "steps": class.steps.len(),
            "median_passed": class.overview.median,
        },
        "steps": class.steps.iter().map(step).collect::<Vec<_>>(),
        "learners": class.learners.iter().map(|one| learner(class, one)).collect::<Vec<_>>(),
        "stuck": stuck(class),
    })
}

fn step(step: &StepView) -> Value {
    let slips = step
        .slips
        .iter()
        .map(|slip| json!({ "id": slip.id, "says": slip.says, "count": slip.count, "learners": slip.learners }));
    json!({
        "id": step.id,
        "number": step.number,
        "title": step.title,
        "points": step.points,
        "optional": step.optional,
        "reached": step.reached,
        "passed": step.passed,
        "median_seconds": step.median,
        "p90_seconds": step.p90,
        "attempts": step.attempts,
        "hints": step.hints,
        "solutions": step.solutions,
        "troubles": step.troubles,
        "near_misses": slips.collect::<Vec<_>>(),
    })
}

fn learner(class: &Class, learner: &LearnerView) -> Value {
    json!({
        "name": learner.name,
        "named": learner.given.is_some(),
        "record": learner.record,
        "passed": learner.passed,
        "points_passed": learner.points_passed,
        "finished": learner.finished,
        "active_seconds": learner.active,
        "attempts": learner.attempts,
        "hints": learner.hints,
        "solutions_seen": learner.solutions,
        "last_seen": learner.last_seen,
        "edited": learner.is_edited(),
        "steps": learner.cells.iter().map(|it| cell(class, it)).collect::<Vec<_>>(),
    })
}

fn cell(class: &Class, cell: &Cell) -> Value {
    let slips = cell.slips.iter().map(|(slip, count)| json!({ "id": class.slip_id(*slip), "count": count }));
    json!({
        "id": class.steps[cell.step as usize].id,
        "state": cell.state.name(),
        "active_seconds": cell.active,
        "attempts": cell.attempts,
        "hints": cell.hints,
        "solution_seen": cell.solution,
        "troubles": cell.troubles,
        "near_misses": slips.collect::<Vec<_>>(),
    })
}

fn stuck(class: &Class) -> Vec<Value> {
    let one = |stuck: &super::learner::Stuck| {
        let slip =
            stuck.slip.map(|slip| json!({ "id": class.slip_id(slip), "says": class.slip_says(stuck.column, slip) }));
        json!({
            "learner": class.learners[stuck.learner].name,
            "record": class.learners[stuck.learner].record,
            "step": class.steps[stuck.column].id,
            "active_seconds": stuck.active,
            "attempts": stuck.attempts,
            "idle_seconds": stuck.idle,
            "near_miss": slip,
        })
    };
    class.stuck.iter().map(one).collect()
}
