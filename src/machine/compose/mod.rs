//! What Compose makes of the files of a folder, asked of Compose itself: it has no API, and nothing else decides whether a
//! file is accepted and what it comes to. Probes in, a snapshot out.
//!
//! Compose is asked for its `config` and for nothing else, in the folder, as the learner would call it: `.env`, override
//! files and what is included count. Nothing is fetched from a network, no engine is asked, and nothing is written. The
//! answer is remembered for as long as the folder's files stay as they are, and for a few seconds at the most, since a file
//! may take from others elsewhere.

mod fingerprint;
mod model;
mod program;
mod refusal;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::probe::compose::FILE_NAMES;
use crate::probe::{Cause, Observation, Probe, Seen, Snapshot, Unseen};
use program::Program;

/// How long an answer counts where the folder stays as it is.
const LASTS: Duration = Duration::from_secs(5);

/// What surrounds a look.
#[derive(Debug, Clone)]
pub struct ComposeScope {
    /// The learner's workspace.
    pub workspace: PathBuf,
    /// Variables set for Compose beside those of this process: the engine's address, Docker's configuration.
    pub variables: Vec<(String, String)>,
    /// How long Compose may take.
    pub deadline: Duration,
    /// What it has said before.
    pub memory: ComposeMemory,
}

impl ComposeScope {
    /// How long Compose may take unless said otherwise. Version 1 takes a second by itself, on a busy machine several.
    pub const DEADLINE: Duration = Duration::from_secs(10);

    /// A scope over a workspace.
    pub fn new(workspace: impl Into<PathBuf>) -> Self {
        Self {
            workspace: workspace.into(),
            variables: Vec::new(),
            deadline: Self::DEADLINE,
            memory: ComposeMemory::default(),
        }
    }
}

/// What Compose has said, and which Compose it is. Clones share what they remember.
#[derive(Debug, Clone, Default)]
pub struct ComposeMemory(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    program: Option<Program>,
    answers: BTreeMap<Probe, (String, Instant, Seen)>,
}

impl ComposeMemory {
    fn with<T>(&self, work: impl FnOnce(&mut Memory) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Looks at everything asked for. Never fails: what could not be looked at is [`Seen::Unknown`], with the reason.
pub async fn collect(probes: &BTreeSet<Probe>, scope: &ComposeScope) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for probe in probes {
        let seen = match probe {
            Probe::Compose { folder, file } => look(probe, folder, file.as_deref(), scope).await,
            _ => Seen::Unknown(Unseen::new(Cause::Unsupported, "this look")),
        };
        snapshot.insert(probe.clone(), seen);
    }
    snapshot
}

async fn look(probe: &Probe, folder: &str, file: Option<&str>, scope: &ComposeScope) -> Seen {
    let Ok(folder) = std::fs::canonicalize(scope.workspace.join(folder)) else { return Seen::Absent };
    // Without a file of its own, Compose would look in the folders above.
    if !has_file(&folder, file) {
        return Seen::Absent;
    }
    let walked = folder.clone();
    let fingerprint = tokio::task::spawn_blocking(move || fingerprint::of(&walked)).await.unwrap_or_default();
    let remembered = scope.memory.with(|memory| memory.answers.get(probe).cloned());
    if let (Some(now), Some((then, at, seen))) = (&fingerprint, remembered)
        && *now == then
        && at.elapsed() < LASTS
    {
        return seen;
    }
    let known = scope.memory.with(|memory| memory.program);
    let asked = program::ask(&folder, file, known, scope);
    let seen = match tokio::time::timeout(scope.deadline, asked).await {
        Ok(Ok((program, answer))) => {
            scope.memory.with(|memory| memory.program = Some(program));
            Seen::Present(Observation::Compose(Box::new(answer)))
        }
        Ok(Err(unseen)) => Seen::Unknown(unseen),
        Err(_) => Seen::Unknown(Unseen::new(Cause::Compose, format!("{} s", scope.deadline.as_secs()))),
    };
    if let (Some(fingerprint), Seen::Present(_)) = (fingerprint, &seen) {
        let entry = (fingerprint, Instant::now(), seen.clone());
        scope.memory.with(|memory| memory.answers.insert(probe.clone(), entry));
    }
    seen
}

fn has_file(folder: &Path, file: Option<&str>) -> bool {
    match file {
        Some(file) => folder.join(file).is_file(),
        None => FILE_NAMES.iter().any(|name| folder.join(name).is_file()),
    }
}

#[cfg(all(test, unix))]
mod tests;
