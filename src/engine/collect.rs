//! Probes in, a snapshot out: everything is asked at the same time, each within its deadline, and trouble becomes an
//! observation of its own. Nothing on the engine is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{self, BoxFuture, FutureExt as _};
use jiff::Timestamp;

use super::look::seen;
use super::{Engine, workspace};
use crate::probe::{FilePlace, Probe, Seen, Snapshot};

/// What surrounds a look.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// When the step began, on the engine's clock.
    pub since: Timestamp,
    /// How far the engine's clock is ahead of this machine's, in milliseconds.
    pub clock_offset_ms: i64,
    /// The learner's workspace.
    pub workspace: PathBuf,
    /// How long the engine may take over each look.
    pub deadline: Duration,
    /// An image to look into volumes with; any other that is there if this one is not.
    pub helper_image: Option<String>,
    /// What is remembered of images, which never change.
    pub cache: Option<&'a Cache>,
}

impl Scope<'_> {
    /// How long the engine may take over a look unless said otherwise.
    pub const DEADLINE: Duration = Duration::from_secs(5);

    /// A scope over a workspace and everything that happened since `since`.
    pub fn new(workspace: impl Into<PathBuf>, since: Timestamp) -> Self {
        Self {
            since,
            clock_offset_ms: 0,
            workspace: workspace.into(),
            deadline: Self::DEADLINE,
            helper_image: None,
            cache: None,
        }
    }
}

/// What was seen of images by their id: their files, and what they do when run.
#[derive(Debug, Default)]
pub struct Cache(Mutex<BTreeMap<Probe, Seen>>);

impl Cache {
    /// What was seen of `probe`, if it is remembered.
    pub fn get(&self, probe: &Probe) -> Option<Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(probe).cloned()
    }

    /// Remembers what was seen, if it can't change. An image itself can: it gets tags, and is removed.
    pub fn put(&self, probe: &Probe, seen: &Seen) {
        let lasts = probe.is_immutable() && !matches!(probe, Probe::Image { .. }) && !matches!(seen, Seen::Unknown(_));
        if lasts {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(probe.clone(), seen.clone());
        }
    }
}

type Looks<'a> = BoxFuture<'a, Vec<(Probe, Seen)>>;

impl Engine {
    /// Looks at everything asked for. Never fails: what could not be looked at is [`Seen::Unknown`], with the reason.
    pub async fn collect(&self, probes: &BTreeSet<Probe>, scope: &Scope<'_>) -> Snapshot {
        let mut looks: Vec<Looks<'_>> = Vec::new();
        for probe in probes {
            looks.push(match probe {
                Probe::File(FilePlace::Workspace { path }) => {
                    let (root, path) = (scope.workspace.clone(), path.clone());
                    async move { vec![(probe.clone(), workspace::look(root, path).await)] }.boxed()
                }
                _ => async move { vec![(probe.clone(), self.look_within(probe, scope).await)] }.boxed(),
            });
        }
        future::join_all(looks).await.into_iter().flatten().collect()
    }

    async fn look_within(&self, probe: &Probe, scope: &Scope<'_>) -> Seen {
        let what: String = format!("{probe:?}").chars().take(80).collect();
        seen(self.wire.within(scope.deadline, &what, self.look(probe, scope)).await)
    }
}
