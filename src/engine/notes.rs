//! What is noted of containers while they are there, and whether all is noted that was to be had of one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::watch;

use crate::probe::{History, Life, Witnessed, lives};

/// So many containers are remembered, those that were made last.
const KEPT: usize = 400;
/// What is still to be heard of a container that is gone comes within this time.
const LATE: Duration = Duration::from_millis(500);

/// The notes. Clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    all: Arc<Mutex<Noted>>,
    changed: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Noted {
    seen: BTreeMap<String, Witnessed>,
    /// Since when every container is looked at; `None` while nobody does.
    since: Option<Timestamp>,
    under_way: BTreeMap<String, UnderWay>,
}

/// What was heard of a container, and how many looks at it are not over.
#[derive(Debug, Default)]
struct UnderWay {
    looks: usize,
    starts: usize,
}

impl Notes {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that was seen of containers.
    pub(super) fn all(&self) -> Vec<Witnessed> {
        self.noted().seen.values().cloned().collect()
    }

    /// Notes what was seen; what it wrote is kept when a later look does not know it.
    pub(super) fn put(&self, mut seen: Witnessed) -> Witnessed {
        let mut noted = self.noted();
        let id = seen.container.id.clone();
        if seen.output.is_none() {
            seen.output = noted.seen.get(&id).and_then(|earlier| earlier.output.clone());
        }
        noted.seen.insert(id, seen.clone());
        while noted.seen.len() > KEPT {
            let oldest =
                noted.seen.values().min_by_key(|one| one.container.created).map(|one| one.container.id.clone());
            if let Some(id) = oldest {
                noted.seen.remove(&id);
            }
        }
        seen
    }

    /// From `since` on, every container is looked at.
    pub(super) fn begin(&self, since: Timestamp) {
        let mut noted = self.noted();
        (noted.since, noted.under_way) = (Some(since), BTreeMap::new());
    }

    /// Nobody looks any more.
    pub(super) fn end(&self) {
        self.noted().since = None;
        self.changed.send_replace(());
    }

    pub(super) fn is_known(&self, id: &str) -> bool {
        self.noted().under_way.contains_key(id)
    }

    /// A look at a container begins.
    pub(super) fn look_begins(&self, id: &str, at_start: bool) {
        let mut noted = self.noted();
        let one = noted.under_way.entry(id.to_owned()).or_default();
        one.looks += 1;
        one.starts += usize::from(at_start);
    }

    /// A look is over, whether it saw something or not.
    pub(super) fn look_ends(&self, id: &str) {
        if let Some(one) = self.noted().under_way.get_mut(id) {
            one.looks = one.looks.saturating_sub(1);
        }
        self.changed.send_replace(());
    }

    /// Adds to a history what was seen of the containers that are gone, once all is noted that is still to come.
    pub(super) async fn complete(&self, history: &mut History) {
        let gone: Vec<Life> = lives(history).into_iter().filter(|life| life.removed.is_some()).collect();
        if gone.is_empty() {
            return;
        }
        let mut changed = self.changed.subscribe();
        let settled = changed.wait_for(|()| gone.iter().all(|life| self.has_settled(life)));
        // What does not come in time was not seen.
        drop(tokio::time::timeout(LATE, settled).await);
        let noted = self.noted();
        history.witnessed = gone.iter().filter_map(|life| noted.seen.get(&life.id).cloned()).collect();
    }

    fn has_settled(&self, life: &Life) -> bool {
        let noted = self.noted();
        let is_watched = noted.since.zip(life.created).is_some_and(|(since, created)| created >= since);
        let is_done = |one: &UnderWay| one.looks == 0 && one.starts >= life.starts.len();
        !is_watched || noted.under_way.get(&life.id).is_some_and(is_done)
    }
}
