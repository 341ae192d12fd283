//! Where steps are proven: a workspace of its own on a real engine, brought to the beginning of a step for each attempt.

use std::time::Duration;

use tokio::time::Instant;

use crate::check::Verdict;
use crate::commands::judge::{Judgement, judge, judge_once};
use crate::commands::reset::{self, ResetScope};
use crate::commands::{Services, begin, jump, made, restore};
use crate::course::{Attempt, Attempts, Step, StepId};
use crate::error::CommandError;
use crate::exit_code::Exit;

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

/// What must come of an attempt.
#[derive(Debug, Clone, Copy)]
pub(super) enum Expected<'a> {
    Pass,
    /// With this check, or this near miss of it: `check/near-miss`.
    Fail(&'a str),
}

/// What came of an attempt, by the points of the proof: what went wrong, in words.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Points 2 and 3: the verdict.
    pub(super) verdict: Vec<String>,
    /// Point 4: what a check changed.
    pub(super) changed: Vec<String>,
    /// Point 5: what a reset left, or took beyond what it should.
    pub(super) left: Vec<String>,
}

pub(super) struct Bench {
    pub(super) services: Services,
    place: Place,
}

impl Bench {
    pub(super) const fn new(services: Services) -> Self {
        Self { services, place: Place::Anywhere }
    }

    /// Brings everything to the beginning of a step, by the shortest way that is sure.
    async fn rewind(&mut self, id: &StepId) -> Result<(), CommandError> {
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
                docker_config::forget_logins(&self.services)?;
                jump::to_beginning_of(&mut self.services, id).await?;
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
            verdict => vec![format!("before anything is done the verdict is {verdict:?}: {}", findings(&judgement))],
        })
    }

    /// One attempt from the beginning of the step to its reset. If the engine changed while it was checked, once more, and
    /// checked when the engine has come to rest: what a command started may come about after its end, but a check that
    /// changes something does so again.
    pub(super) async fn attempt(
        &mut self,
        id: &StepId,
        pick: impl Fn(&Step, &Attempts) -> Option<Attempt>,
        expected: Expected<'_>,
    ) -> Result<Outcome, CommandError> {
        let outcome = self.attempt_once(id, &pick, expected, false).await?;
        if outcome.changed.is_empty() { Ok(outcome) } else { self.attempt_once(id, &pick, expected, true).await }
    }

    async fn attempt_once(
        &mut self,
        id: &StepId,
        pick: &impl Fn(&Step, &Attempts) -> Option<Attempt>,
        expected: Expected<'_>,
        at_rest: bool,
    ) -> Result<Outcome, CommandError> {
        self.rewind(id).await?;
        let before = self.listing(id).await?;
        let mut outcome = Outcome::default();
        let (_, step) = self.services.step(id)?;
        let Some(attempt) = pick(&step, &self.services.attempts(id)?) else { return Ok(outcome) };
        if let Err(error) = jump::carry_out(&mut self.services, &step, &attempt).await {
            outcome.verdict.push(format!("the attempt could not be carried out: {error}"));
            self.clear(&before, id, &mut Outcome::default(), false).await?;
            return Ok(outcome);
        }
        let (_, step) = self.services.step(id)?;
        let untouched = if at_rest { self.rest(id).await? } else { self.listing(id).await? };
        let first = judge(&self.services, &step).await;
        let second = judge_once(&self.services, &step).await;
        let afterwards = self.listing(id).await?;
        if !untouched.same_things(&afterwards) {
            outcome.changed.push(difference(&untouched, &afterwards));
        }
        outcome.verdict.extend(wrong_verdict(&first, expected));
        if findings(&first) != findings(&second) {
            outcome.verdict.push(format!("a second check differs: {} then {}", findings(&first), findings(&second)));
        }
        made::note(&mut self.services, &step, &first)?;
        self.clear(&before, id, &mut outcome, matches!(expected, Expected::Pass)).await?;
        Ok(outcome)
    }

    async fn listing(&self, id: &StepId) -> Result<Listing, CommandError> {
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
        self.rewind(id).await?;
        let (_, step) = self.services.step(id)?;
        jump::carry_out(&mut self.services, &step, &step.solution).await?;
        let judgement = judge(&self.services, &step).await;
        made::note(&mut self.services, &step, &judgement)?;
        self.place = Place::EndOf(id.clone());
        Ok(())
    }

    /// Point 5: the reset leaves nothing of a right attempt, and gives back the names that the step began with. What a wrong attempt made under names that nobody knows is
    /// the learner's own; here it is cleared away all the same.
    async fn clear(
        &mut self,
        before: &Listing,
        id: &StepId,
        outcome: &mut Outcome,
        strictly: bool,
    ) -> Result<(), CommandError> {
        let scope = ResetScope::Step(id.clone());
        let doomed = reset::doomed(&self.services, &scope, false).await?;
        reset::remove(&mut self.services, &scope, &doomed).await?;
        let given_back = restore::plan(&self.services, id).await?;
        restore::carry_out(&self.services, &given_back).await?;
        let after = self.listing(id).await?;
        let left = after.added_since(before);
        if strictly && !left.is_empty() {
            outcome.left.push(format!("left after the reset: {}", left.join(", ")));
        }
        if !left.is_empty() {
            self.remove_added(before, &after).await?;
        }
        Ok(())
    }

    async fn remove_added(&self, before: &Listing, after: &Listing) -> Result<(), CommandError> {
        let engine = &self.services.engine;
        for (id, ..) in &after.containers {
            if !before.containers.iter().any(|(old, ..)| old == id) {
                engine.remove_container(id).await?;
            }
        }
        for (id, tags) in &after.images {
            let old = before.images.iter().find(|(old, _)| old == id).map(|(_, tags)| tags.as_slice());
            for tag in tags.iter().filter(|tag| !old.is_some_and(|old| old.contains(tag))) {
                engine.remove_image(tag).await?;
            }
            if tags.is_empty() && old.is_none() {
                engine.remove_image(id).await?;
            }
        }
        for (id, _) in after.networks.difference(&before.networks) {
            engine.remove_network(id).await?;
        }
        for name in after.volumes.difference(&before.volumes) {
            engine.remove_volume(name).await?;
        }
        Ok(())
    }
}

fn file_error(error: std::io::Error) -> CommandError {
    CommandError::new(Exit::Progress, error)
}

fn difference(before: &Listing, after: &Listing) -> String {
    let added = after.added_since(before).join(", ");
    let removed = before.added_since(after).join(", ");
    format!("a check changed the engine: + {added} - {removed}")
}

/// Every check with its verdict and near miss, in one line.
fn findings(judgement: &Judgement) -> String {
    let line = |check: &crate::check::CheckReport| {
        let verdict = format!("{:?}", check.verdict).to_lowercase();
        match (check.near_miss_id(), &check.unseen) {
            (Some(near_miss), _) => format!("{near_miss} {verdict}"),
            (None, Some(unseen)) => format!("{} {verdict} ({:?}: {})", check.id, unseen.cause, unseen.detail),
            (None, None) => format!("{} {verdict}", check.id),
        }
    };
    judgement.report.checks.iter().map(line).collect::<Vec<_>>().join(", ")
}

fn wrong_verdict(judgement: &Judgement, expected: Expected<'_>) -> Option<String> {
    match expected {
        Expected::Pass if judgement.report.verdict() == Verdict::Pass => None,
        Expected::Pass => Some(format!("must pass, and does not: {}", findings(judgement))),
        Expected::Fail(gives) => {
            let found = judgement.report.checks.iter().any(|check| {
                check.verdict == Verdict::Fail && (check.id == gives || check.near_miss_id().as_deref() == Some(gives))
            });
            (!found).then(|| format!("must fail with `{gives}`: {}", findings(judgement)))
        }
    }
}
