//! The steps as a JUnit report, for what already shows those.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::super::model::{ChapterLine, Export, LastCheck, Standing, StepLine};
use super::view::title;
use crate::check::Verdict;
use crate::sanitize::clean;
use crate::words::Words;

pub(super) fn write(export: &Export, words: Words) -> Result<Vec<u8>, SerializeError> {
    let course = title(&export.course.title, words.language(), &export.course.id);
    let mut report = Report::new(&*clean(course));
    for chapter in &export.chapters {
        report.add_test_suite(suite(export, chapter, words));
    }
    let mut bytes = Vec::new();
    report.serialize(&mut bytes)?;
    Ok(bytes)
}

fn suite(export: &Export, chapter: &ChapterLine, words: Words) -> TestSuite {
    let mut suite = TestSuite::new(&*clean(&chapter.id));
    let engine = export.engine.as_ref().map(|engine| engine.version.as_str());
    let facts = [
        ("title", Some(title(&chapter.title, words.language(), &chapter.id))),
        ("course", Some(&*export.course.id)),
        ("course.version", Some(&*export.course.version)),
        ("course.content", Some(&*export.course.content)),
        ("record", Some(&*export.record)),
        ("learner", export.learner.as_deref()),
        ("engine", engine),
        ("events.hash", Some(&*export.seal.events)),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            suite.add_property(Property::new(name, &*clean(value)));
        }
    }
    let steps: Vec<&StepLine> = export.steps.iter().filter(|step| step.id.chapter.0 == chapter.id).collect();
    suite.set_time(steps.iter().map(|step| Duration::from_secs(step.active_seconds)).sum());
    suite.add_test_cases(steps.into_iter().map(|step| case(step, words)));
    suite
}

fn case(step: &StepLine, words: Words) -> TestCase {
    let mut case = TestCase::new(&*clean(&step.id.step), status(step));
    case.set_classname(&*clean(&step.id.chapter.0));
    case.set_time(Duration::from_secs(step.active_seconds));
    let misses: Vec<String> = step.near_misses.iter().map(|miss| format!("{} x{}", miss.id, miss.count)).collect();
    for (name, value) in [
        ("title", title(&step.title, words.language(), &step.id.step).to_owned()),
        ("attempts", step.attempts.to_string()),
        ("hints", step.hints.to_string()),
        ("solution_seen", step.solution_seen.to_string()),
        ("near_misses", misses.join("; ")),
    ] {
        case.add_property(Property::new(name, &*clean(&value)));
    }
    case
}

fn status(step: &StepLine) -> TestCaseStatus {
    let (kind, last) = match &step.last {
        _ if step.state == Standing::Passed => return TestCaseStatus::success(),
        Some(last) if last.verdict == Verdict::Unknown => (NonSuccessKind::Error, last),
        Some(last) => (NonSuccessKind::Failure, last),
        None => {
            let mut skipped = TestCaseStatus::skipped();
            skipped.set_message(step.state.name());
            return skipped;
        }
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(if kind == NonSuccessKind::Error { "unknown" } else { "fail" });
    status.set_message(&*clean(&findings(last)));
    status
}

/// What the last check found: near misses by id, else the checks.
fn findings(last: &LastCheck) -> String {
    let names = last.findings.iter().map(|finding| finding.near_miss.as_ref().unwrap_or(&finding.check).as_str());
    names.collect::<Vec<_>>().join(", ")
}
