//! `check --json`: one object. Ids, properties and expectations stand there as the course writes them, whatever the
//! learner's language; only what is said is in words.

use serde::Serialize;

use crate::check::{CheckReport, Mismatch, Shown, Verdict};
use crate::course::Step;
use crate::course::subject::Subject;
use crate::feedback;
use crate::words::Words;

use super::Services;
use super::judge::Judgement;

/// What `check --json` prints.
#[derive(Debug, Serialize)]
pub(super) struct StepJson {
    schema: u32,
    step: String,
    verdict: Verdict,
    checks: Vec<CheckJson>,
    engine: EngineJson,
    elapsed_ms: u64,
}

#[derive(Debug, Serialize)]
struct CheckJson {
    id: String,
    subject: String,
    verdict: Verdict,
    expected: Option<String>,
    actual: Option<String>,
    near_miss: Option<String>,
    says: Option<String>,
}

#[derive(Debug, Serialize)]
struct EngineJson {
    version: Option<String>,
    api: Option<String>,
}

/// A judgement as `check --json` prints it.
pub(super) fn json(services: &Services, step: &Step, judgement: &Judgement) -> StepJson {
    let words = services.words();
    let check = |check: &CheckReport| {
        // The answer to a question is not given away.
        let is_question = step.check(&check.id).is_some_and(|check| matches!(check.subject, Subject::Ask(_)));
        let sides = |pick: fn(&Mismatch) -> &Shown| {
            let shown = !is_question && !check.mismatches.is_empty();
            shown.then(|| check.mismatches.iter().map(|it| side(it, pick(it), words)).collect::<Vec<_>>().join("\n"))
        };
        CheckJson {
            id: check.id.clone(),
            subject: check.subject.clone(),
            verdict: check.verdict,
            expected: sides(|mismatch| &mismatch.expected),
            actual: sides(|mismatch| &mismatch.actual),
            near_miss: check.near_miss_id(),
            says: feedback::explain(step, check, words).map(|explanation| explanation.says),
        }
    };
    let engine = services.record.progress().engine.clone();
    StepJson {
        schema: 1,
        step: step.id.to_string(),
        verdict: judgement.report.verdict(),
        checks: judgement.report.checks.iter().map(check).collect(),
        engine: EngineJson {
            version: engine.as_ref().map(|(version, ..)| version.clone()),
            api: engine.map(|(_, api, _)| api),
        },
        elapsed_ms: u64::try_from(judgement.elapsed.as_millis()).unwrap_or(u64::MAX),
    }
}

/// One side of a mismatch: `exit_code: 1`.
fn side(mismatch: &Mismatch, shown: &Shown, words: Words) -> String {
    let text = match shown {
        Shown::Value(text) => text.clone(),
        Shown::Present => words.text("check-present"),
        Shown::Absent => words.text("check-absent"),
        Shown::Unanswered => words.text("check-unanswered"),
        Shown::Before(value) => words.get("check-before", &[("value", value.as_str().into())]),
        Shown::Changed(value) if value.is_empty() => words.text("check-changed-any"),
        Shown::Changed(value) => words.get("check-changed", &[("value", value.as_str().into())]),
    };
    if mismatch.property.is_empty() { text } else { format!("{}: {text}", mismatch.property) }
}
