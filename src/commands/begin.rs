//! Beginning a step: its files, its setup, and what the engine shows at that moment.

use std::path::Path;

use jiff::Timestamp;

use crate::check::{Context, baseline_probes, compares_all};
use crate::course::{Chapter, Step, StepId};
use crate::engine::Scope;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::probe::{EngineState, Observation, Seen, Snapshot};
use crate::progress::Event;

use super::judge::base_images;
use super::names::Names;
use super::script::{self, ScriptScope};
use super::{Services, foreign, given, logins, random};

/// A clock that differs by less is the same clock.
const SAME_CLOCK_MS: i64 = 20;
/// Rounds of looking that a baseline takes at the most.
const ROUNDS: usize = 6;

/// Begins a step unless it has begun already and not passed since.
pub(super) async fn ensure_begun(services: &mut Services, id: &StepId) -> Result<(), CommandError> {
    if services.record.progress().step(id).is_some_and(|step| step.begun.is_some()) {
        return Ok(());
    }
    begin(services, id).await
}

/// Begins a step, again if need be.
pub(super) async fn begin(services: &mut Services, id: &StepId) -> Result<(), CommandError> {
    services.ensure_started()?;
    let (mut chapter, mut step) = services.step(id)?;
    if given::forget(services, &step)? {
        (chapter, step) = services.step(id)?;
    }
    give_start_files(services, &chapter)?;
    let asked = Timestamp::now();
    let engine = services.engine.state().await?;
    let offset_ms = offset_ms(engine.clock, asked, Timestamp::now());
    note_engine(services, &engine)?;
    foreign::note(services).await?;
    let step = set_up(services, step).await?;
    // The setup took its time: only what comes after it is the learner's.
    let clock = Timestamp::now() + jiff::SignedDuration::from_millis(offset_ms);
    let baseline = baseline(services, &chapter, &step, clock, offset_ms).await;
    let text = serde_json::to_string(&baseline).map_err(|error| CommandError::new(Exit::Bug, error))?;
    let baseline =
        serde_json::value::RawValue::from_string(text).map_err(|error| CommandError::new(Exit::Bug, error))?;
    services.record.append(Event::Begun { step: id.clone(), clock, offset_ms, baseline })?;
    Ok(())
}

/// Milliseconds that the engine's clock is ahead of this machine's. An engine on this machine has the same clock: its
/// answer lies between question and answer, and what happened a moment ago must not be missed for the time that took.
fn offset_ms(clock: Timestamp, asked: Timestamp, answered: Timestamp) -> i64 {
    let (clock, asked, answered) = (clock.as_millisecond(), asked.as_millisecond(), answered.as_millisecond());
    if (asked - SAME_CLOCK_MS..=answered + SAME_CLOCK_MS).contains(&clock) {
        return 0;
    }
    clock - i64::midpoint(asked, answered)
}

/// Copies the files that a chapter gives, where the learner does not have them yet.
pub(super) fn give_start_files(services: &Services, chapter: &Chapter) -> Result<(), CommandError> {
    give_files(chapter, &services.folder(&chapter.id))
}

/// The same in any folder.
pub(super) fn give_files(chapter: &Chapter, folder: &Path) -> Result<(), CommandError> {
    std::fs::create_dir_all(folder)
        .map_err(|source| CommandError::from(crate::progress::RecordError::Make { path: folder.to_owned(), source }))?;
    for file in &chapter.start_files {
        if !folder.join(&file.path).exists() {
            script::put(file, folder).map_err(|error| CommandError::new(Exit::Progress, error))?;
        }
    }
    Ok(())
}

/// Plants what the step plants; gives the step with the planted values filled in.
pub(super) async fn set_up(services: &mut Services, step: Step) -> Result<Step, CommandError> {
    let Some(setup) = &step.setup else { return Ok(step) };
    for (name, kind) in &setup.plant {
        services.record.append(Event::Variable { name: name.clone(), value: random::planted(*kind) })?;
    }
    let (_, step) = services.step(&step.id)?;
    if let Some(setup) = &step.setup
        && !setup.run.trim().is_empty()
    {
        super::trust::agree(services, &setup.run)?;
        let folder = services.folder(&step.id.chapter);
        let scope = ScriptScope::of(services, &folder);
        let at = format!("{} (setup)", step.id);
        script::run(&setup.run, &at, &scope).await.map_err(|error| CommandError::new(Exit::CouldNotLook, error))?;
    }
    Ok(step)
}

fn note_engine(services: &mut Services, engine: &EngineState) -> Result<(), CommandError> {
    let now = (engine.version.clone(), engine.api.clone(), engine.flavour.clone());
    if services.record.progress().engine.as_ref() != Some(&now) {
        let (version, api, flavour) = now;
        services.record.append(Event::Engine { version, api, flavour })?;
    }
    Ok(())
}

/// What is seen at the beginning of a step, trimmed to what later checks compare with.
async fn baseline(services: &Services, chapter: &Chapter, step: &Step, clock: Timestamp, offset_ms: i64) -> Snapshot {
    let answers = std::collections::BTreeMap::new();
    let bases = base_images(services);
    let context = Context {
        begun: Some(clock),
        baseline: None,
        answers: &answers,
        base_images: &bases,
        former_builds: services.record.progress().former_builds(),
    };
    let scope = Scope { clock_offset_ms: offset_ms, ..Scope::new(&services.workspace, clock) };
    // Whatever bears a name of the chapter now is not of this step: a reset of the step keeps it.
    let mut snapshot = services.engine.collect(&foreign::probes(&Names::of(&chapter.steps, &bases)), &scope).await;
    for _ in 0..ROUNDS {
        let missing = baseline_probes(step, &snapshot, &context);
        if missing.is_empty() {
            break;
        }
        snapshot.extend(services.engine.collect(&missing, &scope).await);
    }
    snapshot.extend(logins::at_beginning(services, &chapter.steps).await);
    if compares_all(step) {
        return snapshot;
    }
    snapshot.iter().map(|(probe, seen)| (probe.clone(), trimmed(seen))).collect()
}

/// Without what no check compares with: whole inspect answers, environments.
fn trimmed(seen: &Seen) -> Seen {
    let mut seen = seen.clone();
    if let Seen::Present(observation) = &mut seen {
        match observation {
            Observation::Container(state) => {
                state.inspect = serde_json::Value::Null;
                state.env.clear();
            }
            Observation::Image(state) => state.inspect = serde_json::Value::Null,
            Observation::Network(state) => state.inspect = serde_json::Value::Null,
            Observation::Volume(state) => state.inspect = serde_json::Value::Null,
            _ => {}
        }
    }
    seen
}
