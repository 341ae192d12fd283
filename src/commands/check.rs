//! `kesako check`: looks once, prints verdicts.

use crate::check::{CheckReport, Report, Shown, Verdict};
use crate::cli::CheckArgs;
use crate::course::{Step, StepId};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::feedback::{self, check_note, check_words};
use crate::probe::Cause;
use crate::progress::{CheckLine, Event};
use crate::ui::{self, CheckView, ReportView, Sign, render_report};
use crate::words::Words;

use super::check_json::json;
use super::judge::{Judgement, judge};
use super::untouched::is_untouched;
use super::{Services, begin, doctor, images, made, show};

/// Near misses that only say that nothing is there.
const NOTHING_YET: [&str; 6] = ["not-found", "missing", "down", "not-logged-in", "not-pushed", "not-tagged"];

/// `kesako check`.
pub(super) async fn run(services: &mut Services, args: &CheckArgs) -> Outcome {
    services.ensure_started()?;
    if args.all || args.chapter.is_some() {
        return several(services, args).await;
    }
    let id = services.find_step(args.step.as_deref())?;
    if args.accept {
        services.record.append(Event::Accepted { step: id.clone() })?;
    }
    let (mut step, mut judgement) = check_step(services, &id).await?;
    if could_not_look(&judgement.report, &[Cause::ImageMissing]).is_some() && images::offer(services).await? {
        (step, judgement) = check_step(services, &id).await?;
    }
    if services.ui.is_json() {
        services.ui.json(&json(services, &step, &judgement));
    } else {
        show(services, &step, &judgement);
    }
    let engine = [Cause::EngineGone, Cause::Permission, Cause::Timeout];
    if let Some(cause) = could_not_look(&judgement.report, &engine) {
        for line in doctor::remedy(services, cause) {
            services.ui.note(&line);
        }
    }
    Ok(Exit::of(judgement.report.verdict()))
}

/// The first of these causes that kept a check from being looked at.
fn could_not_look(report: &Report, causes: &[Cause]) -> Option<Cause> {
    let unseen = report.checks.iter().filter_map(|check| check.unseen.as_ref()).map(|unseen| unseen.cause);
    unseen.into_iter().find(|cause| causes.contains(cause))
}

/// Judges a step and records what came of it; a pass begins the next step.
pub(super) async fn check_step(services: &mut Services, id: &StepId) -> Result<(Step, Judgement), CommandError> {
    let (_, step) = services.step(id)?;
    let judgement = judge(services, &step).await;
    note(services, &step, &judgement, true).await?;
    Ok((step, judgement))
}

/// Records a judgement when it differs from the last one; `asked`: the learner wanted it, so a failure is an attempt.
pub(super) async fn note(
    services: &mut Services,
    step: &Step,
    judgement: &Judgement,
    asked: bool,
) -> Result<(), CommandError> {
    let verdict = judgement.report.verdict();
    let lines = CheckLine::of(&judgement.report);
    let recorded = services.record.progress().step(&step.id);
    let last = recorded.and_then(|recorded| recorded.last.as_ref());
    let differs = last.is_none_or(|(last, checks)| *last != verdict || *checks != lines);
    let untouched = is_untouched(services, step, &judgement.snapshot);
    let attempt = verdict == Verdict::Fail && !untouched && is_attempt(&judgement.report) && (asked || differs);
    let first_pass = verdict == Verdict::Pass && recorded.is_none_or(|recorded| recorded.passed.is_none());
    let progress = services.record.progress();
    let passes_here = verdict == Verdict::Pass && progress.current.as_ref() == Some(&step.id) && !progress.passed_here;
    made::note(services, step, judgement)?;
    if differs || attempt || passes_here {
        let event = Event::Checked { step: step.id.clone(), verdict, attempt, checks: lines };
        services.record.append(event)?;
    }
    if first_pass {
        services.record.append(Event::Passed { step: step.id.clone() })?;
        begin_next(services, &step.id).await?;
    }
    Ok(())
}

/// Whether something was tried: an open question, or nothing there at all, is no attempt yet.
pub(super) fn is_attempt(report: &Report) -> bool {
    let tried = |check: &CheckReport| {
        check.near_miss.as_ref().is_some_and(|near_miss| !NOTHING_YET.contains(&near_miss.id.as_str()))
            || check
                .mismatches
                .iter()
                .any(|mismatch| !mismatch.property.is_empty() && mismatch.actual != Shown::Unanswered)
    };
    report.checks.iter().any(|check| check.verdict == Verdict::Pass)
        || report.checks.iter().filter(|check| check.verdict == Verdict::Fail).any(tried)
}

/// What the learner does from now on counts for the next step, should they run ahead of its text.
async fn begin_next(services: &mut Services, passed: &StepId) -> Result<(), CommandError> {
    let Some(next) = services.next_after(passed)? else { return Ok(()) };
    let (_, step) = services.step(&next)?;
    if step.setup.is_some() {
        return Ok(());
    }
    match begin::ensure_begun(services, &next).await {
        // Then it begins when it is gone to.
        Err(error) if error.exit == Exit::CouldNotLook => Ok(()),
        begun => begun,
    }
}

async fn several(services: &mut Services, args: &CheckArgs) -> Outcome {
    let chapter = args
        .chapter
        .as_deref()
        .map(|name| services.course.find_chapter(name).map_err(|error| super::find_error(error, services.words())));
    let chapter = chapter.transpose()?;
    let begun: Vec<StepId> = services
        .all_steps()?
        .into_iter()
        .filter(|id| chapter.as_ref().is_none_or(|chapter| id.chapter == *chapter))
        .filter(|id| services.record.progress().step(id).is_some_and(|step| step.begun.is_some()))
        .collect();
    let mut reports = Vec::new();
    let mut worst = Exit::Done;
    for id in begun {
        let (step, judgement) = check_step(services, &id).await?;
        let exit = Exit::of(judgement.report.verdict());
        // A failure is certain, whatever else could not be looked at.
        worst = match (worst, exit) {
            (Exit::Fail, _) | (_, Exit::Fail) => Exit::Fail,
            (_, Exit::CouldNotLook) => Exit::CouldNotLook,
            (worst, _) => worst,
        };
        if services.ui.is_json() {
            reports.push(json(services, &step, &judgement));
        } else {
            let title = step.words.get(&services.language).map(|words| words.title.clone()).unwrap_or_default();
            services.ui.status(sign(judgement.report.verdict()), &format!("{id}  {title}"));
        }
    }
    if services.ui.is_json() {
        services.ui.json(&serde_json::json!({ "schema": 1, "steps": reports }));
    }
    Ok(worst)
}

pub(super) const fn sign(verdict: Verdict) -> Sign {
    match verdict {
        Verdict::Pass => Sign::Pass,
        Verdict::Fail => Sign::Fail,
        Verdict::Unknown => Sign::Unknown,
        Verdict::Skip => Sign::Wait,
    }
}

/// Prints a report, and what to do next.
pub(super) fn show(services: &Services, step: &Step, judgement: &Judgement) {
    let (words, report) = (services.words(), &judgement.report);
    let untouched = is_untouched(services, step, &judgement.snapshot);
    let view = view(step, report, untouched, words);
    services.ui.page(&render_report(&view, services.ui.markdown_options()));
    if report.verdict() == Verdict::Pass {
        services.ui.say("");
        services.ui.status(Sign::Pass, &words.text("commands-check-passed"));
        if let Some(lesson) = step.words.get(&services.language) {
            services.ui.say("");
            services.ui.markdown(&lesson.why);
        }
        services.ui.say("");
        services.ui.markdown(&show::goes_on(services, false, "commands-check-next"));
        return;
    }
    let attempts = services.record.progress().step(&step.id).map_or(0, |recorded| recorded.attempts);
    if report.verdict() == Verdict::Fail && !untouched && attempts > 0 && attempts.is_multiple_of(3) {
        services.ui.say("");
        services.ui.markdown(&words.text("commands-check-hint"));
    }
}

/// A report as the screen takes it. Of a step that is still untouched no check has failed: what it waits for is to come.
pub(super) fn view(step: &Step, report: &Report, untouched: bool, words: Words) -> ReportView {
    let subject = |id: &str| step.check(id).map(|check| check_words(step, check, words)).unwrap_or_default();
    let mut checks: Vec<CheckView> = report
        .checks
        .iter()
        .map(|check| CheckView {
            verdict: check.verdict,
            what: subject(&check.id),
            note: step.check(&check.id).map(|check| check_note(step, check, words)).unwrap_or_default(),
            waits_for: check.waits_for.as_deref().map(subject).filter(|other| *other != subject(&check.id)),
            details: feedback::explain(step, check, words).map(details),
        })
        .collect();
    let failed = checks.iter_mut().zip(&report.checks).filter(|(view, _)| untouched && view.verdict == Verdict::Fail);
    for (number, (view, check)) in failed.enumerate() {
        view.verdict = Verdict::Skip;
        view.details = view.details.take().filter(|_| number == 0);
        if let Some(details) = &mut view.details {
            details.differences.clear();
            // That something differs from what is to come goes without saying.
            if check.near_miss.is_none() && check.mismatches.iter().any(|mismatch| !mismatch.property.is_empty()) {
                let is_open = check.mismatches.iter().any(|mismatch| mismatch.actual == Shown::Unanswered);
                details.says = details.says.take().filter(|_| is_open).or_else(|| Some(words.text("check-not-yet")));
            }
        }
    }
    ReportView { checks }
}

fn details(explanation: feedback::Explanation) -> ui::Details {
    ui::Details {
        differences: explanation.differences.iter().map(difference).collect(),
        says: Some(explanation.says).filter(|says| !says.is_empty()),
        next: explanation.next,
    }
}

fn difference(difference: &feedback::Difference) -> ui::Difference {
    let side = |side: &feedback::Side| match side {
        feedback::Side::Value(text) => ui::Side::Value(text.clone()),
        feedback::Side::Words(text) => ui::Side::Words(text.clone()),
    };
    ui::Difference {
        label: difference.label.clone(),
        expected: difference.expected.as_ref().map(side),
        actual: side(&difference.actual),
    }
}
