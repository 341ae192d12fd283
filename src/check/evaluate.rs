//! From a step and a snapshot to a report. Pure: what is not in the snapshot is named, never fetched.

use std::collections::BTreeSet;

use crate::course::expect::{Expectation, Property};
use crate::course::subject::{Ask, AskKind};
use crate::course::{Check, Step};
use crate::probe::{Cause, Probe, Snapshot, Unseen};

use super::answer;
use super::context::{Context, Env};
use super::lived::is_later;
use super::lookup::{Looked, Lookup, Stop};
use super::matcher::{self, holds};
use super::near_miss;
use super::object::{Found, Object, find_expected, hidden};
use super::partial::{forgotten, partial, stands};
use super::past::under_other_name;
use super::pinned;
use super::property::value;
use super::select::Builds;
use super::show;
use super::verdict::{CheckReport, Mismatch, Report, Shown, Verdict};

/// What came of an evaluation.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The report; final when nothing is missing.
    pub report: Report,
    /// What has to be looked at before the report is final.
    pub missing: BTreeSet<Probe>,
}

/// Judges `step` by what `snapshot` holds.
///
/// Looking is driven by need: a check that others wait for is looked at first, and what it takes to name a near miss
/// only once something fails. Collect what is `missing`, add it to the snapshot, and evaluate again until nothing is.
pub fn evaluate(step: &Step, snapshot: &Snapshot, context: &Context<'_>) -> Evaluation {
    let lookup = Lookup::new(snapshot);
    let checks = {
        let env = Env { lookup: &lookup, context: *context };
        let broken = pinned::broken(step, env);
        let mut done: Vec<CheckReport> = broken.iter().map(|(_, report)| report.clone()).collect();
        for check in &step.checks {
            let waits = broken.as_ref().filter(|(pin, _)| pinned::waits_on(check, &pin.image));
            let report = waits.map_or_else(|| judge(check, &done, env), |(pin, _)| waiting(check, &pin.check.id));
            done.push(report);
        }
        done
    };
    Evaluation { report: Report { step: step.id.clone(), checks }, missing: lookup.into_missing() }
}

fn waiting(check: &Check, need: &str) -> CheckReport {
    let report = CheckReport::new(&check.id, check.subject.to_string(), Verdict::Skip);
    CheckReport { waits_for: Some(need.to_owned()), ..report }
}

fn judge<'a>(check: &'a Check, done: &[CheckReport], env: Env<'a>) -> CheckReport {
    let report = |verdict| CheckReport::new(&check.id, check.subject.to_string(), verdict);
    let unmet = check
        .needs
        .iter()
        .find(|need| !done.iter().any(|earlier| earlier.id == **need && earlier.verdict == Verdict::Pass));
    if let Some(need) = unmet {
        return waiting(check, need);
    }
    match compare(check, env) {
        Ok(mismatches) if mismatches.is_empty() => report(Verdict::Pass),
        Ok(mismatches) => {
            // What it takes to explain a failure may not be visible: then it stays unexplained, never unjudged.
            let near_miss = near_miss::find(check, &mismatches, env).unwrap_or_default();
            CheckReport { mismatches, near_miss, ..report(Verdict::Fail) }
        }
        Err(Stop::Missing) => report(Verdict::Unknown),
        Err(Stop::Unknown(unseen)) => CheckReport { unseen: Some(unseen), ..report(Verdict::Unknown) },
    }
}

/// What is not as expected; empty when all is.
pub(crate) fn compare<'a>(check: &'a Check, env: Env<'a>) -> Looked<Vec<Mismatch>> {
    if check.absent {
        hidden(&check.subject, env)?;
        let found = match find_expected(&check.subject, &check.expect, Builds::Any, env)? {
            Found::Nothing => under_other_name(&check.subject, env)?.map_or(Found::Nothing, Found::One),
            found => found,
        };
        return absent(check, found, env);
    }
    match find_expected(&check.subject, &check.expect, Builds::Current, env)? {
        Found::Nothing => Ok(vec![missing_object()]),
        Found::One(Object::Answer { ask, text }) if !is_answered(ask, text) => Ok(vec![unreadable(text)]),
        Found::One(object) => mismatches(check, &check.expect, &object, env),
        Found::Many { objects, unseen } => some_of(check, &objects, unseen, env),
    }
}

/// Whether a question that asks for no answer in particular has one that can be read.
fn is_answered(ask: &Ask, text: Option<&str>) -> bool {
    ask.kind != AskKind::Image || text.is_some_and(|text| answer::is_well_formed(ask, text))
}

fn unreadable(text: Option<&str>) -> Mismatch {
    let actual = text.map_or(Shown::Unanswered, |_| Shown::Absent);
    Mismatch { property: "answer".to_owned(), expected: Shown::Present, actual }
}

fn missing_object() -> Mismatch {
    Mismatch { property: String::new(), expected: Shown::Present, actual: Shown::Absent }
}

/// What must not be there: nothing at all, or nothing that meets the expectations.
fn absent<'a>(check: &'a Check, found: Found<'a>, env: Env<'a>) -> Looked<Vec<Mismatch>> {
    let (objects, unseen) = match found {
        Found::Nothing => return Ok(Vec::new()),
        Found::One(object @ Object::Events { complete: false, .. }) => (vec![object], Some(forgotten())),
        Found::One(object) => (vec![object], None),
        Found::Many { objects, unseen } => (objects, unseen),
    };
    let mut names = Vec::new();
    let mut stopped = unseen.map(Stop::Unknown);
    for object in &objects {
        let countable = !matches!(object, Object::Events { events, .. } if events.is_empty())
            && !matches!(object, Object::Dangling(images) if images.is_empty());
        match mismatches(check, &check.expect, object, env) {
            Ok(list) if countable && list.is_empty() => names.push(name_of(object)),
            Ok(_) => {}
            Err(stop) => stopped = Some(stop),
        }
    }
    if names.is_empty() {
        return stopped.map_or(Ok(Vec::new()), Err);
    }
    let actual = names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let actual = if actual.is_empty() { Shown::Present } else { Shown::Value(actual) };
    Ok(vec![Mismatch { property: String::new(), expected: Shown::Absent, actual }])
}

/// The name an object is shown by.
pub(crate) fn name_of(object: &Object<'_>) -> String {
    match object {
        Object::Container(state) => state.name.clone(),
        Object::Image { reference, .. } => (*reference).to_owned(),
        Object::Network(state) => state.name.clone(),
        Object::Volume(state) => state.name.clone(),
        Object::Project(project) => project.parts().join(", "),
        Object::Dangling(images) => images.iter().map(|image| short(&image.id)).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// The first twelve digits of an id, as the docker command shows it.
pub(crate) fn short(id: &str) -> String {
    id.chars().take(12).collect()
}

/// Of what a selector found, one has to meet everything; `count` is about all of them.
fn some_of<'a>(
    check: &'a Check,
    objects: &[Object<'a>],
    unseen: Option<Unseen>,
    env: Env<'a>,
) -> Looked<Vec<Mismatch>> {
    let (counts, others): (Vec<_>, Vec<_>) =
        check.expect.iter().partition(|expectation| expectation.property == Property::Count);
    for expectation in counts {
        let holds = matcher::count_holds(&expectation.matcher, objects.len(), &check.subject, env)?;
        if let Some(unseen) = unseen.as_ref().filter(|_| !stands(&expectation.matcher, holds)) {
            return Err(Stop::Unknown(unseen.clone()));
        }
        if !holds {
            let actual = Shown::Value(objects.len().to_string());
            let property = Property::Count.to_string();
            return Ok(vec![Mismatch { property, expected: show::expected(&expectation.matcher), actual }]);
        }
    }
    if others.is_empty() && !check.expect.is_empty() {
        return Ok(Vec::new());
    }
    let others: Vec<Expectation> = others.into_iter().cloned().collect();
    match (closest(check, &others, objects, env)?, unseen) {
        (Some((_, mismatches)), _) if mismatches.is_empty() => Ok(mismatches),
        // What the engine has forgotten is older than what is there: the newest decides.
        (Some((_, mismatches)), Some(unseen)) if unseen.cause == Cause::Forgotten => Ok(mismatches),
        (_, Some(unseen)) => Err(Stop::Unknown(unseen)),
        (closest, None) => Ok(closest.map_or_else(|| vec![missing_object()], |(_, mismatches)| mismatches)),
    }
}

/// The one of `objects` that comes closest to what `check` expects of each.
pub(crate) fn closest_to<'s, 'a>(
    check: &'a Check,
    objects: &'s [Object<'a>],
    env: Env<'a>,
) -> Looked<Option<&'s Object<'a>>> {
    let others: Vec<Expectation> =
        check.expect.iter().filter(|expectation| expectation.property != Property::Count).cloned().collect();
    Ok(closest(check, &others, objects, env)?.and_then(|(index, _)| objects.get(index)))
}

/// The object that comes closest, by its place, and its mismatches; no mismatches if it meets everything.
fn closest<'a>(
    check: &'a Check,
    expect: &[Expectation],
    objects: &[Object<'a>],
    env: Env<'a>,
) -> Looked<Option<(usize, Vec<Mismatch>)>> {
    let mut best: Option<(usize, Vec<Mismatch>)> = None;
    let mut stopped = None;
    for (index, object) in objects.iter().enumerate() {
        match mismatches(check, expect, object, env) {
            Ok(list) if list.is_empty() => return Ok(Some((index, list))),
            Ok(list) => {
                let is_better = match &best {
                    None => true,
                    Some((other, best)) if list.len() == best.len() => is_later(object, objects.get(*other), env)?,
                    Some((_, best)) => list.len() < best.len(),
                };
                if is_better {
                    best = Some((index, list));
                }
            }
            Err(Stop::Missing) => stopped = Some(Stop::Missing),
            // Of a gone one little can be known; it only matters if nothing newer is certainly wrong.
            Err(Stop::Unknown(unseen)) if unseen.cause == Cause::Gone && best.is_some() => {}
            Err(stop) => stopped = stopped.or(Some(stop)),
        }
    }
    // One that could not be looked at might have been the right one.
    stopped.map_or(Ok(best), Err)
}

fn subject<'s, 'a>(
    check: &'a Check,
    object: &'s Object<'a>,
    expectation: &'s Expectation,
    env: Env<'a>,
) -> matcher::Held<'s, 'a> {
    matcher::Held { object, property: &expectation.property, subject: &check.subject, env }
}

/// What of `expect` does not hold of `object`.
pub(crate) fn mismatches<'a>(
    check: &'a Check,
    expect: &[Expectation],
    object: &Object<'a>,
    env: Env<'a>,
) -> Looked<Vec<Mismatch>> {
    let mut list = Vec::new();
    let mut stopped = None;
    for expectation in expect {
        if let Object::ComposeFile(file) = object
            && file.hides(&expectation.property)
        {
            list.push(refused(&file.error));
            continue;
        }
        match mismatch(subject(check, object, expectation, env), expectation, env) {
            Ok(mismatch) => list.extend(mismatch),
            Err(stop) => stopped = stopped.or(Some(stop)),
        }
    }
    list.dedup();
    // What is certainly wrong is wrong, whatever else could not be looked at.
    match stopped {
        Some(Stop::Missing) => Err(Stop::Missing),
        Some(stop) if list.is_empty() => Err(stop),
        _ => Ok(list),
    }
}

/// A file that Compose refuses comes to nothing, whatever is expected of it.
fn refused(words: &str) -> Mismatch {
    Mismatch {
        property: "error".to_owned(),
        expected: Shown::Value(String::new()),
        actual: Shown::Value(words.to_owned()),
    }
}

fn mismatch(subject: matcher::Held<'_, '_>, expectation: &Expectation, env: Env<'_>) -> Looked<Option<Mismatch>> {
    let actual = value(subject.object, &expectation.property, env)?;
    let holds = holds(&expectation.matcher, actual.as_ref(), subject)?;
    if !stands(&expectation.matcher, holds)
        && let Some(unseen) = partial(subject.object, &expectation.property, &expectation.matcher, env)?
    {
        return Err(Stop::Unknown(unseen));
    }
    if holds {
        return Ok(None);
    }
    let shown = |shown: String| Shown::Value(super::run::with_word(subject.object, shown));
    let expected = match show::expected(&expectation.matcher) {
        Shown::Value(text) => shown(text),
        Shown::Before(_) => Shown::Before(shown_before(subject, env)?),
        Shown::Changed(_) => Shown::Changed(shown_before(subject, env)?),
        other => other,
    };
    let actual = match (&actual, subject.object) {
        (None, Object::Answer { .. }) => Shown::Unanswered,
        (None, _) => Shown::Absent,
        (Some(value), _) => shown(show::show(value)),
    };
    Ok(Some(Mismatch { property: expectation.property.to_string(), expected, actual }))
}

fn shown_before(subject: matcher::Held<'_, '_>, env: Env<'_>) -> Looked<String> {
    let before = matcher::before(subject.subject, subject.property, env)?;
    Ok(before.as_ref().map(show::show).unwrap_or_default())
}
