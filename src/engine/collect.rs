//! Probes in, a snapshot out: everything is asked at the same time, each within its deadline, and trouble becomes an
//! observation of its own. Nothing on the engine is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{self, BoxFuture, FutureExt as _};
use jiff::Timestamp;

use super::look::seen;
use super::{Engine, Recording, workspace};
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
    /// What a session has heard of the engine's events.
    pub recording: Option<&'a Recording>,
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
            recording: None,
        }
    }
}

/// What was seen of images by their id: their files, and what they do when run.
/// Clones share what they remember.
#[derive(Debug, Clone, Default)]
pub struct Cache(Arc<Mutex<BTreeMap<(Probe, String), Seen>>>);

impl Cache {
    /// What was seen of `probe`, if it is remembered.
    pub fn get(&self, probe: &Probe) -> Option<Seen> {
        self.get_with(probe, "")
    }

    /// Remembers what was seen, if it can't change. An image itself can: it gets tags, and is removed.
    pub fn put(&self, probe: &Probe, seen: &Seen) {
        self.put_with(probe, "", seen);
    }

    /// What was seen of `probe` with this content of the workspace.
    pub(super) fn get_with(&self, probe: &Probe, content: &str) -> Option<Seen> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(probe.clone(), content.to_owned())).cloned()
    }

    /// Remembers what was seen with this content of the workspace.
    pub(super) fn put_with(&self, probe: &Probe, content: &str, seen: &Seen) {
        let lasts = probe.is_immutable() && !matches!(probe, Probe::Image { .. }) && !matches!(seen, Seen::Unknown(_));
        if lasts {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert((probe.clone(), content.to_owned()), seen.clone());
        }
    }
}

type Looks<'a> = BoxFuture<'a, Vec<(Probe, Seen)>>;

/// Files that are looked at together: those of one image or one volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shared<'a> {
    Image(&'a str),
    Volume(&'a str),
}

impl Engine {
    /// Looks at everything asked for. Never fails: what could not be looked at is [`Seen::Unknown`], with the reason.
    pub async fn collect(&self, probes: &BTreeSet<Probe>, scope: &Scope<'_>) -> Snapshot {
        let mut looks: Vec<Looks<'_>> = Vec::new();
        let mut shared: BTreeMap<Shared<'_>, Vec<(&Probe, &str)>> = BTreeMap::new();
        for probe in probes {
            looks.push(match probe {
                Probe::File(FilePlace::Workspace { path }) => {
                    let (root, path) = (scope.workspace.clone(), path.clone());
                    async move { vec![(probe.clone(), workspace::look(root, path).await)] }.boxed()
                }
                Probe::File(FilePlace::Image { image, path }) => {
                    shared.entry(Shared::Image(image)).or_default().push((probe, path));
                    continue;
                }
                Probe::File(FilePlace::Volume { volume, path }) => {
                    shared.entry(Shared::Volume(volume)).or_default().push((probe, path));
                    continue;
                }
                Probe::Run(_) | Probe::Serve(_) | Probe::Calls(_) => async move {
                    let tried = self.tried(probe, scope).await;
                    tried.into_iter().map(|tried| (probe.clone(), seen(tried))).collect()
                }
                .boxed(),
                _ => async move { vec![(probe.clone(), self.look_within(probe, scope).await)] }.boxed(),
            });
        }
        for (place, asked) in shared {
            looks.push(self.look_together(place, asked, scope).boxed());
        }
        let snapshot = future::join_all(looks).await.into_iter().flatten().collect();
        // A look that ran out of time has left its container to be removed.
        self.settle(scope.deadline.min(Duration::from_secs(2))).await;
        snapshot
    }

    async fn look_within(&self, probe: &Probe, scope: &Scope<'_>) -> Seen {
        let what: String = format!("{probe:?}").chars().take(80).collect();
        seen(self.wire.within(scope.deadline, &what, self.look(probe, scope)).await)
    }

    async fn look_together(
        &self,
        place: Shared<'_>,
        asked: Vec<(&Probe, &str)>,
        scope: &Scope<'_>,
    ) -> Vec<(Probe, Seen)> {
        let work = async {
            match place {
                Shared::Image(image) => self.image_files(image, &asked, scope).await,
                Shared::Volume(volume) => self.volume_files(volume, &asked, scope).await,
            }
        };
        let all = match self.wire.within(scope.deadline, &format!("files of {place:?}"), work).await {
            Ok(all) => all,
            Err(error) => vec![seen(Err(error)); asked.len()],
        };
        asked.into_iter().map(|(probe, _)| probe.clone()).zip(all).collect()
    }
}
