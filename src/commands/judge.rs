//! Judging a step: collect what is missing, evaluate, and again until nothing is.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::check::{Circumstances, Report, evaluate, patience, plan};
use crate::course::Step;
use crate::course::subject::Subject;
use crate::engine::{Cache, Engine, Recording, Scope};
use crate::machine::compose::ComposeScope;
use crate::probe::{FilePlace, Probe, Snapshot};
use crate::progress::witnessed;
use crate::registry::RegistryScope;

use super::session::may_build_silently;
use super::untouched::image_lists;
use super::{Services, registries};

/// Rounds of looking that a judgement takes at the most; each names what it found out to be missing.
const ROUNDS: usize = 24;
/// How long to wait before looking again at what may still come true.
const AGAIN: Duration = Duration::from_millis(150);
/// How long a sweep may take before it is left to the next check.
const SWEEPING: Duration = Duration::from_secs(2);

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

/// Judges a step. Looks again while every check that fails may still come true by itself.
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
    let ((), mut look) = futures_util::future::join(sweep, case.look()).await;
    while look.patience.is_some_and(|patience| started.elapsed() < patience) {
        tokio::time::sleep(AGAIN).await;
        look = case.look().await;
    }
    Judgement { report: look.report, snapshot: look.snapshot, elapsed: started.elapsed() }
}

/// Whether looking at a step takes throwaway containers.
fn makes_throwaways(step: &Step) -> bool {
    let pinned = step.pins.iter().map(|pin| &pin.check);
    step.checks.iter().chain(pinned).any(|check| match &check.subject {
        Subject::Run(_) | Subject::Serve(_) | Subject::Calls(_) => true,
        Subject::File(place) => !matches!(place, FilePlace::Workspace { .. }),
        _ => false,
    })
}

/// Judges a step by one look.
pub(super) async fn judge_once(services: &Services, step: &Step) -> Judgement {
    let started = Instant::now();
    let Look { report, snapshot, .. } = Case::of(services, step).look().await;
    Judgement { report, snapshot, elapsed: started.elapsed() }
}

/// What came of one look.
pub(super) struct Look {
    /// The report.
    pub(super) report: Report,
    /// Everything that was seen.
    pub(super) snapshot: Snapshot,
    /// For how long after the first look it may still come true by itself; `None`: it won't.
    pub(super) patience: Option<Duration>,
}

/// Everything that a judgement needs: taken from the services at one moment, so that they are free while it looks.
pub(super) struct Case {
    step: Step,
    engine: Engine,
    registries: RegistryScope,
    compose: ComposeScope,
    cache: Cache,
    recording: Recording,
    workspace: PathBuf,
    circumstances: Circumstances,
    clock_offset_ms: i64,
    lists_images: bool,
}

impl Case {
    /// The case of a step, as the record has it now.
    pub(super) fn of(services: &Services, step: &Step) -> Self {
        let progress = services.record.progress();
        services.recording.remember(witnessed::load(&services.workspace));
        let begun = progress.step(&step.id).and_then(|step| step.begun.as_ref());
        Self {
            step: step.clone(),
            engine: services.engine.clone(),
            registries: registries::scope(services),
            compose: registries::compose_scope(services),
            cache: services.cache.clone(),
            recording: services.recording.clone(),
            workspace: services.workspace.clone(),
            circumstances: circumstances(services, step),
            clock_offset_ms: begun.map_or(0, |begun| begun.offset_ms),
            lists_images: may_build_silently(step, progress.engine.as_ref().map(|(version, ..)| version.as_str())),
        }
    }

    /// One look.
    pub(super) async fn look(&self) -> Look {
        let context = self.circumstances.context();
        let scope = Scope {
            clock_offset_ms: self.clock_offset_ms,
            cache: Some(&self.cache),
            recording: Some(&self.recording),
            helper_image: context.base_images.first().cloned(),
            ..Scope::new(&self.workspace, context.begun.unwrap_or_else(Timestamp::now))
        };
        let mut wanted = plan(&self.step, &context);
        // What names an image had in the meantime is only told by the history.
        wanted.insert(Probe::History);
        if self.lists_images {
            wanted.extend(image_lists());
        }
        let mut snapshot = Snapshot::default();
        let mut rounds = 0;
        let report = loop {
            rounds += 1;
            snapshot.extend(registries::collect(&self.engine, &wanted, &scope, &self.registries, &self.compose).await);
            let evaluation = evaluate(&self.step, &snapshot, &context);
            wanted = evaluation.missing.into_iter().filter(|probe| snapshot.get(probe).is_none()).collect();
            if wanted.is_empty() || rounds == ROUNDS {
                break evaluation.report;
            }
        };
        let patience = patience(&self.step, &report, &snapshot, &context);
        Look { report, snapshot, patience }
    }
}

/// What the record says about how a step began, and what of it counts.
pub(super) fn circumstances(services: &Services, step: &Step) -> Circumstances {
    let progress = services.record.progress();
    let recorded = progress.step(&step.id);
    let begun = recorded.and_then(|step| step.begun.as_ref());
    let accepted = recorded.is_some_and(|step| step.accepted);
    Circumstances {
        // A step that nobody saw begin counts from the day the workspace was made.
        begun: if accepted { Some(Timestamp::UNIX_EPOCH) } else { begun.map(|b| b.clock).or(progress.started) },
        baseline: begun.and_then(crate::progress::Begun::baseline),
        answers: recorded.map(|step| step.answers.clone()).unwrap_or_default(),
        base_images: base_images(services),
        former_builds: progress.former_builds().clone(),
    }
}
