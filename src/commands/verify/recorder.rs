//! `--record DIR`: what each attempt was judged by, one file per step, and how long a step's attempts take.
//!
//! `DIR/06-network/publish.json.gz` is described at `proof::packed`; `DIR/seconds.json` has the seconds of an attempt by step.
//! What was recorded before and is still an attempt of the step stays, so that a sample can be recorded anew alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::commands::Services;
use crate::course::{Attempts, Step, StepId, Vars};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::proof::{Evidence, Recorded, Replay, cases, key, needs_engine};

/// File of the seconds.
const SECONDS: &str = "seconds.json";

/// Where a proof is recorded.
#[derive(Debug, Clone)]
pub(super) struct Recorder(PathBuf);

impl Recorder {
    /// In this folder, which is made if need be.
    pub(super) const fn in_folder(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Writes what was recorded of a step; `evidence` has one entry for each attempt, in the order of [`cases`].
    pub(super) fn write(
        &self,
        services: &Services,
        id: &StepId,
        evidence: Vec<Option<Evidence>>,
        elapsed: Duration,
    ) -> Result<(), CommandError> {
        let carried_out = u32::try_from(evidence.iter().flatten().count()).unwrap_or(u32::MAX);
        let (step, attempts) = plain(services, id, None)?;
        let cases = cases(&step, &attempts);
        let keys: Vec<Option<String>> =
            cases.iter().map(|case| needs_engine(&step, case.attempt).then(|| key(case.attempt))).collect();
        let path = self.path(id);
        let mut recorded = self.read(id);
        let known: BTreeSet<&String> = keys.iter().flatten().collect();
        recorded.attempts.retain(|key, _| known.contains(key));
        for (key, evidence) in keys.iter().zip(evidence) {
            if let (Some(key), Some(evidence)) = (key, evidence) {
                recorded.attempts.insert(key.clone(), evidence);
            }
        }
        let written = if recorded.attempts.is_empty() {
            Ok(())
        } else {
            std::fs::create_dir_all(self.0.join(&id.chapter.0))
                .and_then(|()| recorded.pack())
                .and_then(|bytes| std::fs::write(&path, bytes))
        };
        let seconds = elapsed.as_secs_f64() / f64::from(carried_out.max(1));
        let noted = written.and_then(|()| if carried_out > 0 { self.note_seconds(id, seconds) } else { Ok(()) });
        noted.map_err(|error| CommandError::new(Exit::Progress, error))
    }

    /// For each attempt whether there is no recording by which it is judged as it must be.
    pub(super) fn wanted(&self, services: &Services, id: &StepId) -> Result<Vec<bool>, CommandError> {
        let (step, attempts) = plain(services, id, None)?;
        let with = |vars: &BTreeMap<String, String>| {
            let vars: Vars = vars.clone().into_iter().collect();
            plain(services, id, Some(vars)).map(|(step, _)| step).map_err(|error| error.diagnostics)
        };
        Ok(Replay { step: &step, attempts: &attempts, with }.wanted(&self.read(id)))
    }

    fn path(&self, id: &StepId) -> PathBuf {
        self.0.join(&id.chapter.0).join(format!("{}.json.gz", id.step))
    }

    /// What was recorded before; nothing, if it can't be read any more.
    fn read(&self, id: &StepId) -> Recorded {
        let bytes = std::fs::read(self.path(id)).ok();
        bytes.and_then(|bytes| Recorded::unpack(&bytes).ok()).unwrap_or_else(|| Recorded::new(id.clone()))
    }

    fn note_seconds(&self, id: &StepId, seconds: f64) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        let path = self.0.join(SECONDS);
        let mut known = read_seconds(&path);
        known.insert(id.clone(), (seconds * 10.0).round() / 10.0);
        std::fs::write(path, serde_json::to_string_pretty(&known)? + "\n")
    }
}

/// The seconds that an attempt takes, by step, as they were measured; empty if nobody did.
pub(super) fn read_seconds(path: &Path) -> BTreeMap<StepId, f64> {
    let text = std::fs::read(path).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// A step with the variables' defaults, by which attempts are known, or with other values.
fn plain(services: &Services, id: &StepId, vars: Option<Vars>) -> Result<(Step, Attempts), CommandError> {
    let defaults = services.course.default_vars();
    let vars = vars.map_or_else(|| defaults.clone(), |vars| vars.or(&defaults));
    let chapter = services.course.chapter_in(&id.chapter, &vars, services.language)?;
    let attempts = services.course.proof(&id.chapter, &vars)?.remove(id).unwrap_or_default();
    let step = chapter.steps.into_iter().find(|step| step.id == *id);
    step.map(|step| (step, attempts)).ok_or_else(|| CommandError::new(Exit::Course, id.to_string()))
}
