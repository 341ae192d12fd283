//! Where steps are proven: a workspace of its own on a real engine, brought to the beginning of a step for each attempt.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::check::{Report, Verdict};
use crate::commands::judge::{Judgement, circumstances, judge, judge_once};
use crate::commands::{Services, begin, jump, made};
use crate::course::{Attempt, Attempts, Step, StepId};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::proof::{Evidence, Expected, findings, wrong_verdict};

use super::docker_config;
use super::files::Files;
use super::listing::Listing;

/// An engine on which nothing came or went for so long has come to rest.
const REST: Duration = Duration::from_secs(3);
/// How often that is looked at.
const GLANCE: Duration = Duration::from_millis(200);
/// How long rest is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where the engine and the workspace are.
enum Place {
    /// Unknown: anything may be there.
    Anywhere,
    /// As it was when this step began.
    BeginOf(StepId, Listing, Files),
    /// After this step's solution.
    EndOf(StepId),
}

/// How much is asked of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Points {
    /// That it is judged as it must be.
    Verdict,
    /// Also that a second check says the same, that checks leave the engine as it was, and that a reset is clean.
    All,
}

/// What came of an attempt, by the points of the proof: what went wrong, in words.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Whether its script failed on the way.
    was_cut_short: bool,
    /// Points 2 and 3: the verdict.
    pub(super) verdict: Vec<String>,
    /// Point 4: what a check changed.
    pub(super) changed: Vec<String>,
    /// Point 5: what a reset left, or took beyond what it should.
    pub(super) left: Vec<String>,
    /// What it was judged by.
    pub(super) evidence: Option<Evidence>,
}

/// Where the time of a proof goes, besides the course's own commands.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Spent {
    /// Coming to where steps begin.
    pub(super) beginning: Duration,
    /// Of that, all over again by the solutions before.
    pub(super) jumping: Duration,
    /// How often that was.
    pub(super) jumps: usize,
    /// Checks.
    pub(super) judging: Duration,
    /// Clearing away.
    pub(super) clearing: Duration,
}

impl Spent {
    /// Together with what another lane spent.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            beginning: self.beginning + other.beginning,
            jumping: self.jumping + other.jumping,
            jumps: self.jumps + other.jumps,
            judging: self.judging + other.judging,
            clearing: self.clearing + other.clearing,
        }
    }
}

pub(super) struct Bench {
    pub(super) services: Services,
    pub(super) spent: Spent,
    place: Place,
}

impl Bench {
    pub(super) fn new(services: Services) -> Self {
        Self { services, spent: Spent::default(), place: Place::Anywhere }
    }

    /// Brings everything to the beginning of a step, by the shortest way that is sure. A script that fails on the way is
    /// given a second chance, from the very beginning: an engine under load now and then fails to remove a container.
    pub(super) async fn rewind(&mut self, id: &StepId) -> Result<(), CommandError> {
        let started = Instant::now();
        let rewound = match self.rewind_by_any_way(id).await {
            Err(_) => self.rewind_by_any_way(id).await,
            done => done,
        };
        self.spent.beginning += started.elapsed();
        rewound
    }

    async fn rewind_by_any_way(&mut self, id: &StepId) -> Result<(), CommandError> {
        let now = self.listing(id).await?;
        match std::mem::replace(&mut self.place, Place::Anywhere) {
            Place::BeginOf(step, listing, files) if step == *id && listing == now => {
                files.put_back(&self.services.folder(&id.chapter)).map_err(file_error)?;
                begin::begin(&mut self.services, id).await?;
                self.place = Place::BeginOf(step, listing, files);
                return Ok(());
            }
            Place::EndOf(earlier) if self.services.step(id)?.1.after.as_ref() == Some(&earlier) => {
                begin::begin(&mut self.services, id).await?;
            }
            _ => {
                let started = Instant::now();
                docker_config::forget_logins(&self.services)?;
                jump::to_beginning_of(&mut self.services, id).await?;
                self.spent.jumping += started.elapsed();
                self.spent.jumps += 1;
            }
        }
        let listing = self.listing(id).await?;
        let files = Files::take(&self.services.folder(&id.chapter)).map_err(file_error)?;
        self.place = Place::BeginOf(id.clone(), listing, files);
        Ok(())
    }

    /// Point 1: before anything is done, the step does not pass.
    pub(super) async fn untouched(&mut self, id: &StepId) -> Result<Vec<String>, CommandError> {
        self.rewind(id).await?;
        let (_, step) = self.services.step(id)?;
        let judgement = judge_once(&self.services, &step).await;
        Ok(match judgement.report.verdict() {
            Verdict::Fail => Vec::new(),
            verdict => {
                vec![format!("before anything is done the verdict is {verdict:?}: {}", findings(&judgement.report))]
            }
        })
    }

    /// One attempt from the beginning of the step to its reset. If it could not be carried out, or the engine changed while
    /// it was checked, once more, and checked when the engine has come to rest: what a command started may come about after
    /// its end, but an attempt that can't be carried out can't a second time either, and a check that changes something
    /// does so again.
    pub(super) async fn attempt(
        &mut self,
        id: &StepId,
        pick: impl Fn(&Step, &Attempts) -> Option<Attempt>,
        expected: Expected<'_>,
        points: Points,
    ) -> Result<Outcome, CommandError> {
        let outcome = self.attempt_once(id, &pick, expected, (points, false)).await?;
        if outcome.changed.is_empty() && !outcome.was_cut_short {
            Ok(outcome)
        } else {
            self.attempt_once(id, &pick, expected, (points, true)).await
        }
    }

    async fn attempt_once(
        &mut self,
        id: &StepId,
        pick: &impl Fn(&Step, &Attempts) -> Option<Attempt>,
        expected: Expected<'_>,
        (points, at_rest): (Points, bool),
    ) -> Result<Outcome, CommandError> {
        self.rewind(id).await?;
        let before = self.listing(id).await?;
        let mut outcome = Outcome::default();
        let (_, step) = self.services.step(id)?;
        let Some(attempt) = pick(&step, &self.services.attempts(id)?) else { return Ok(outcome) };
        if let Err(error) = jump::carry_out(&mut self.services, &step, &attempt).await {
            outcome.was_cut_short = true;
            outcome.verdict.push(format!("the attempt could not be carried out: {error}"));
            self.clear(&before, id, &mut Outcome::default(), false).await?;
            return Ok(outcome);
        }
        let (_, step) = self.services.step(id)?;
        let judgement = match points {
            Points::Verdict => self.judge(&step).await,
            Points::All => self.judge_twice(id, &step, at_rest, &mut outcome).await?,
        };
        outcome.verdict.extend(wrong_verdict(&judgement.report, expected));
        outcome.evidence = Some(self.evidence(&step, &judgement));
        made::note(&mut self.services, &step, &judgement)?;
        let strictly = points == Points::All && expected == Expected::Pass;
        self.clear(&before, id, &mut outcome, strictly).await?;
        Ok(outcome)
    }

    pub(super) async fn judge(&mut self, step: &Step) -> Judgement {
        let started = Instant::now();
        let judgement = judge(&self.services, step).await;
        self.spent.judging += started.elapsed();
        judgement
    }

    /// Points 3 and 4: a second check says the same, and the engine is as before.
    async fn judge_twice(
        &mut self,
        id: &StepId,
        step: &Step,
        at_rest: bool,
        outcome: &mut Outcome,
    ) -> Result<Judgement, CommandError> {
        let untouched = if at_rest { self.rest(id).await? } else { self.listing(id).await? };
        let first = self.judge(step).await;
        let second = judge_once(&self.services, step).await;
        let afterwards = self.listing(id).await?;
        if !untouched.same_things(&afterwards) {
            outcome.changed.push(difference(&untouched, &afterwards));
        }
        if differ(step, &first.report, &second.report) {
            let (once, again) = (findings(&first.report), findings(&second.report));
            outcome.verdict.push(format!("a second check differs: {once} then {again}"));
        }
        Ok(first)
    }

    pub(super) fn evidence(&self, step: &Step, judgement: &Judgement) -> Evidence {
        let vars = self.services.record.progress().vars.clone();
        let all = (circumstances(&self.services, step), judgement.snapshot.clone());
        Evidence::of(step, &judgement.report, vars, all)
    }

    pub(super) async fn listing(&self, id: &StepId) -> Result<Listing, CommandError> {
        Listing::take(&self.services, Some(&id.chapter)).await
    }

    /// What is on the engine once nothing has come or gone for a while.
    async fn rest(&self, id: &StepId) -> Result<Listing, CommandError> {
        let deadline = Instant::now() + PATIENCE;
        let (mut last, mut since) = (self.listing(id).await?, Instant::now());
        while since.elapsed() < REST && Instant::now() < deadline {
            tokio::time::sleep(GLANCE).await;
            let now = self.listing(id).await?;
            if !now.same_things(&last) {
                (last, since) = (now, Instant::now());
            }
        }
        Ok(last)
    }

    /// Carries the solution out once more and stays at its end, where the next step begins.
    pub(super) async fn advance(&mut self, id: &StepId) -> Result<(), CommandError> {
        // Where nothing of this step was carried out, the next one is come to without it.
        if !matches!(&self.place, Place::BeginOf(step, ..) if step == id) {
            return Ok(());
        }
        self.rewind(id).await?;
        let (_, step) = self.services.step(id)?;
        jump::carry_out(&mut self.services, &step, &step.solution).await?;
        let judgement = self.judge(&step).await;
        made::note(&mut self.services, &step, &judgement)?;
        self.place = Place::EndOf(id.clone());
        Ok(())
    }
}

/// Whether two reports differ by more than what came true in between: a check that has time to, and what waited for it.
fn differ(step: &Step, once: &Report, again: &Report) -> bool {
    let mut came = BTreeSet::new();
    once.checks.iter().zip(&again.checks).any(|(once, again)| {
        let same = once.verdict == again.verdict && once.near_miss_id() == again.near_miss_id();
        let has_time = step.check(&once.id).is_some_and(|check| check.within.is_some());
        let waited = once.waits_for.as_ref().is_some_and(|need| came.contains(need));
        let may_differ = waited || has_time && once.verdict == Verdict::Fail && again.verdict == Verdict::Pass;
        if may_differ && !same {
            came.insert(once.id.clone());
        }
        !same && !may_differ
    })
}

fn file_error(error: std::io::Error) -> CommandError {
    CommandError::new(Exit::Progress, error)
}

fn difference(before: &Listing, after: &Listing) -> String {
    let added = after.added_since(before).join(", ");
    let removed = before.added_since(after).join(", ");
    format!("a check changed the engine: + {added} - {removed}")
}
