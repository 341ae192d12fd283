//! A look at the step's work: started, and what came of it shown and recorded.

use std::time::Duration;

use tokio::time::Instant;

use crate::check::{Report, Verdict};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::progress::CheckLine;
use crate::session::{Change, Judged};
use crate::ui::ReportView;

use super::super::check;
use super::super::judge::{Case, Judgement, Look as Looked};
use super::super::untouched::is_untouched;
use super::Session;

/// The looks at one step.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// When the series of looks began that may still come true.
    since: Option<Instant>,
    /// Whether the learner asked for the one under way.
    asked: bool,
    /// Whether the learner asked at this step: from then on nothing is held back.
    pub(super) frank: bool,
    /// The last outcome that could not change by itself.
    settled: Option<Vec<CheckLine>>,
    /// What was to be mended first then: check and near miss.
    cause: Option<(String, Option<String>)>,
}

impl Session<'_> {
    pub(super) fn start_look(&mut self, asked: bool, again: bool) {
        if !again || self.look.since.is_none() {
            self.look.since = Some(Instant::now());
        }
        self.look.asked = asked;
        self.look.frank |= asked;
        let case = Case::of(self.services, &self.step);
        self.looking = Some(Box::pin(async move { case.look().await }));
    }

    /// Shows and records what was seen.
    pub(super) async fn judged(&mut self, look: Looked) -> Result<Judged, CommandError> {
        let Looked { report, snapshot, patience } = look;
        let elapsed = self.look.since.map_or(Duration::ZERO, |since| since.elapsed());
        let settled = patience.is_none_or(|patience| elapsed >= patience);
        let verdict = report.verdict();
        let stale = is_stale(&report);
        let lines = CheckLine::of(&report);
        let cause = cause(&report);
        // An explanation stays until its cause is gone, whatever else has happened.
        let same = self.look.settled.as_ref() == Some(&lines) || (cause.is_some() && self.look.cause == cause);
        let words = self.services.words();
        let untouched = is_untouched(self.services, &self.step, &snapshot);
        let view = check::view(&self.step, &report, untouched, words);
        let nothing_yet = !check::is_attempt(&report) || (untouched && !stale);
        let held_back = !self.look.frank && verdict == Verdict::Fail && nothing_yet;
        let view = if held_back || (!settled && !same) { quiet(view) } else { view };
        let changed = self.view.report.as_ref() != Some(&view);
        if changed || self.look.asked {
            self.view.told = 0;
        }
        self.view.report = Some(view);
        self.view.waiting = (!settled && self.look.asked).then(|| words.text("session-looking-again"));
        if settled || verdict == Verdict::Pass {
            self.look.settled = Some(lines);
            self.look.cause = cause;
            if self.look.asked {
                let time = jiff::ZonedDateTime::now().strftime("%H:%M:%S").to_string();
                self.view.looked_at = Some(words.get("session-looked", &[("time", time.into())]));
            }
            let judgement = Judgement { report, snapshot, elapsed };
            match check::note(self.services, &self.step, &judgement, self.look.asked).await {
                Ok(()) => {}
                // The next step begins when it is gone to.
                Err(error) if error.exit == Exit::CouldNotLook => {}
                Err(error) => return Err(error),
            }
            if self.look.asked && self.cut {
                self.print_report();
            }
        }
        self.update_stuck();
        Ok(Judged { verdict, settled, changed, stale })
    }

    /// After every third failed attempt hints are mentioned, as long as there are some left.
    pub(super) fn update_stuck(&mut self) {
        let hints = self.step.words.get(&self.services.language).map_or(0, |words| words.hints.len());
        let recorded = self.services.record.progress().step(&self.step.id);
        self.view.stuck = recorded.is_some_and(|step| step.attempts >= 3 && step.hints < hints);
    }

    /// Takes in what commands in other terminals wrote; says what it means for this step.
    pub(super) fn take_in_record(&mut self) -> Result<Option<Change>, CommandError> {
        let id = self.step.id.clone();
        let begun = |session: &Self| {
            let step = session.services.record.progress().step(&id);
            step.and_then(|step| step.begun.as_ref()).map(|begun| begun.clock)
        };
        let before = begun(self);
        let vars = self.services.record.progress().vars.clone();
        if !self.services.record.refresh()? {
            return Ok(None);
        }
        if self.services.record.progress().vars != vars {
            (self.chapter, self.step) = self.services.step(&id)?;
        }
        self.update_stuck();
        let current = self.services.record.progress().current.clone();
        Ok(Some(match current {
            Some(current) if current != id => Change::Elsewhere(current),
            _ if begun(self) != before => {
                self.look = Look::default();
                Change::Restarted
            }
            _ => Change::Other,
        }))
    }
}

/// The report with nothing opened: what has not come true yet, without a word about it.
fn quiet(mut view: ReportView) -> ReportView {
    for check in &mut view.checks {
        if matches!(check.verdict, Verdict::Fail | Verdict::Skip) {
            check.verdict = Verdict::Skip;
            check.details = None;
        }
        check.waits_for = None;
    }
    view
}

/// What is to be mended first: check and near miss.
fn cause(report: &Report) -> Option<(String, Option<String>)> {
    report.root_cause().map(|check| (check.id.clone(), check.near_miss_id()))
}

/// Whether the first thing to mend is state from before the step.
fn is_stale(report: &Report) -> bool {
    let near_miss = report.root_cause().and_then(|check| check.near_miss.as_ref());
    near_miss.is_some_and(|near_miss| near_miss.id == "stale")
}
