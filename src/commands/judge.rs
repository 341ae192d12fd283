//! Judging a step: collect what is missing, evaluate, and again until nothing is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use crate::check::{Context, Report, Verdict, evaluate, plan};
use crate::course::Step;
use crate::course::subject::Subject;
use crate::engine::{Cache, Engine, Recording, Scope};
use crate::probe::{FilePlace, Observation, Probe, RunState, Seen, Snapshot};
use crate::progress::Progress;
use crate::registry::RegistryScope;

use super::session::may_build_silently;
use super::untouched::image_lists;
use super::{Services, registries};

/// Rounds of looking that a judgement takes at the most; each names what it found out to be missing.
const ROUNDS: usize = 12;
/// How long to wait before looking again at what may still come true.
const AGAIN: Duration = Duration::from_millis(150);
/// How long a sweep may take before it is left to the next check.
const SWEEPING: Duration = Duration::from_secs(2);
/// After this long without an event nothing more comes of what happened.
const SETTLED: SignedDuration = SignedDuration::from_secs(1);

/// What came of judging a step.
pub(super) struct Judgement {
    /// The report.
    pub(super) report: Report,
    /// Everything that was seen.
    pub(super) snapshot: Snapshot,
    /// How long it took.
    pub(super) elapsed: Duration,
}

/// References of the course's base images.
pub(super) fn base_images(services: &Services) -> Vec<String> {
    services.course.manifest.images.values().map(|image| image.reference.clone()).collect()
}

/// Judges a step. Looks again while a check that has time to come true fails.
pub(super) async fn judge(services: &Services, step: &Step) -> Judgement {
    let started = Instant::now();
    let case = Case::of(services, step);
    // What an interrupted check left behind goes with the next one that makes throwaway containers itself; that it could
    // not is no matter of this check. The others are spared a list of containers.
    let sweep = async {
        if makes_throwaways(step) {
            drop(tokio::time::timeout(SWEEPING, services.engine.sweep()).await);
        }
    };
    let ((), mut looked) = futures_util::future::join(sweep, case.look()).await;
    loop {
        let (report, snapshot) = looked;
        let elapsed = started.elapsed();
        if !may_come_true(step, &report, elapsed) || !is_under_way(&snapshot) {
            return Judgement { report, snapshot, elapsed };
        }
        tokio::time::sleep(AGAIN).await;
        looked = case.look().await;
    }
}

/// Whether looking at a step takes throwaway containers.
fn makes_throwaways(step: &Step) -> bool {
    step.checks.iter().any(|check| match &check.subject {
        Subject::Run { .. } => true,
        Subject::File(place) => !matches!(place, FilePlace::Workspace { .. }),
        _ => false,
    })
}

/// Judges a step by one look.
pub(super) async fn judge_once(services: &Services, step: &Step) -> Judgement {
    let started = Instant::now();
    let (report, snapshot) = Case::of(services, step).look().await;
    Judgement { report, snapshot, elapsed: started.elapsed() }
}

/// Whether a failing check has time left, and none fails that has none.
pub(super) fn may_come_true(step: &Step, report: &Report, elapsed: Duration) -> bool {
    let mut failing = report.checks.iter().filter(|check| check.verdict == Verdict::Fail).peekable();
    let within = |id: &str| step.check(id).and_then(|check| check.within);
    failing.peek().is_some() && failing.all(|check| within(&check.id).is_some_and(|within| elapsed < within))
}

/// Whether anything seen may still change by itself: a container that runs or is going, or something that happened
/// only just now.
fn is_under_way(snapshot: &Snapshot) -> bool {
    snapshot.iter().any(|(probe, seen)| match (probe, seen) {
        (_, Seen::Present(Observation::Container(state))) => {
            matches!(state.state, RunState::Running | RunState::Restarting | RunState::Removing)
        }
        (_, Seen::Present(Observation::Containers(list))) => list
            .iter()
            .any(|container| matches!(container.state, RunState::Running | RunState::Restarting | RunState::Removing)),
        (_, Seen::Present(Observation::History(history))) => {
            history.events.last().is_some_and(|event| Timestamp::now().duration_since(event.at).abs() < SETTLED)
        }
        (Probe::Http { .. } | Probe::Registry { .. }, _) => true,
        _ => false,
    })
}

/// Everything that a judgement needs: taken from the services at one moment, so that they are free while it looks.
pub(super) struct Case {
    step: Step,
    engine: Engine,
    registries: RegistryScope,
    cache: Cache,
    recording: Recording,
    workspace: PathBuf,
    bases: Vec<String>,
    former_builds: BTreeMap<String, BTreeSet<String>>,
    surroundings: Surroundings,
    lists_images: bool,
}

impl Case {
    /// The case of a step, as the record has it now.
    pub(super) fn of(services: &Services, step: &Step) -> Self {
        let progress = services.record.progress();
        Self {
            step: step.clone(),
            engine: services.engine.clone(),
            registries: registries::scope(services),
            cache: services.cache.clone(),
            recording: services.recording.clone(),
            workspace: services.workspace.clone(),
            bases: base_images(services),
            former_builds: progress.former_builds().clone(),
            lists_images: may_build_silently(step, progress.engine.as_ref().map(|(version, ..)| version.as_str())),
            surroundings: Surroundings::of(progress, step),
        }
    }

    /// One look.
    pub(super) async fn look(&self) -> (Report, Snapshot) {
        let context = self.surroundings.context(&self.bases, &self.former_builds);
        let scope = Scope {
            clock_offset_ms: self.surroundings.offset_ms,
            cache: Some(&self.cache),
            recording: Some(&self.recording),
            helper_image: self.bases.first().cloned(),
            ..Scope::new(&self.workspace, self.surroundings.since())
        };
        let mut wanted = plan(&self.step, &context);
        // What names an image had in the meantime is only told by the history.
        wanted.insert(Probe::History);
        if self.lists_images {
            wanted.extend(image_lists());
        }
        let mut snapshot = Snapshot::default();
        for _ in 0..ROUNDS {
            snapshot.extend(registries::collect(&self.engine, &wanted, &scope, &self.registries).await);
            let evaluation = evaluate(&self.step, &snapshot, &context);
            let unasked: BTreeSet<Probe> =
                evaluation.missing.into_iter().filter(|probe| snapshot.get(probe).is_none()).collect();
            if unasked.is_empty() {
                return (evaluation.report, snapshot);
            }
            wanted = unasked;
        }
        (evaluate(&self.step, &snapshot, &context).report, snapshot)
    }
}

/// What the record says about how a step began.
struct Surroundings {
    begun: Option<Timestamp>,
    offset_ms: i64,
    baseline: Option<Snapshot>,
    answers: BTreeMap<String, String>,
}

impl Surroundings {
    fn of(progress: &Progress, step: &Step) -> Self {
        let recorded = progress.step(&step.id);
        let begun = recorded.and_then(|step| step.begun.as_ref());
        let accepted = recorded.is_some_and(|step| step.accepted);
        Self {
            // A step that nobody saw begin counts from the day the workspace was made.
            begun: if accepted { Some(Timestamp::UNIX_EPOCH) } else { begun.map(|b| b.clock).or(progress.started) },
            offset_ms: begun.map_or(0, |begun| begun.offset_ms),
            baseline: begun.and_then(crate::progress::Begun::baseline),
            answers: recorded.map(|step| step.answers.clone()).unwrap_or_default(),
        }
    }

    fn context<'a>(
        &'a self,
        bases: &'a [String],
        former_builds: &'a BTreeMap<String, BTreeSet<String>>,
    ) -> Context<'a> {
        Context {
            begun: self.begun,
            baseline: self.baseline.as_ref(),
            answers: &self.answers,
            base_images: bases,
            former_builds,
        }
    }

    fn since(&self) -> Timestamp {
        self.begun.unwrap_or_else(Timestamp::now)
    }
}
