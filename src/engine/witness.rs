//! Looking at every container while it is there: what it is made of when it is created, what it writes from its start on.
//! Once it is gone (`docker run --rm`), nobody else can tell.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use hyper::Method;
use jiff::Timestamp;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::notes::Notes;
use super::wire::path;
use super::{Engine, Recording, THROWAWAY_LABEL, convert};
use crate::probe::{ContainerState, Event, EventKind, LogText, Witnessed};

/// So much of what a container writes is kept; with more, nobody claims to know all.
const KEPT: usize = 64 * 1024;
/// How long a look may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks at containers until it is dropped, or the connection breaks.
#[derive(Debug)]
pub struct Witness {
    /// Closed when this is dropped.
    _alive: oneshot::Sender<()>,
    notes: Notes,
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.notes.end();
    }
}

type Tell = Arc<dyn Fn(&Witnessed) + Send + Sync>;

impl Engine {
    /// Begins to look at every container of which something is heard since `since`, on the engine's clock; without it, from
    /// now on. What is seen is noted in `recording`, and told.
    ///
    /// It has a thread and connections of its own: a container may be gone in a moment, and whoever else works here may be
    /// waiting for a key.
    pub fn witness(
        &self,
        recording: &Recording,
        since: Option<Timestamp>,
        tell: impl Fn(&Witnessed) + Send + Sync + 'static,
    ) -> Witness {
        let (alive, gone) = oneshot::channel();
        let notes = recording.notes().clone();
        if let Some(since) = since {
            notes.begin(since);
        }
        let (endpoint, own) = (self.endpoint().clone(), notes.clone());
        std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
            runtime.block_on(async move {
                let Ok(engine) = Self::at(endpoint) else { return };
                tokio::select! {
                    () = watch(&engine, &own, since, Arc::new(tell)) => {}
                    _ = gone => {}
                }
            });
        });
        Witness { _alive: alive, notes }
    }
}

async fn watch(engine: &Engine, notes: &Notes, since: Option<Timestamp>, tell: Tell) {
    let since = match since {
        Some(since) => since,
        None => match engine.state().await {
            Ok(state) => state.clock,
            Err(_) => return,
        },
    };
    notes.begin(since);
    let mut events = Box::pin(engine.watch(Some(since)));
    // They end with this, and not later.
    let mut looks = JoinSet::new();
    loop {
        let event = tokio::select! {
            event = events.next() => event,
            Some(_) = looks.join_next() => continue,
        };
        let Some(Ok(event)) = event else { break };
        let is_own = event.attributes.contains_key(THROWAWAY_LABEL);
        let is_start = event.action == "start";
        if event.kind == EventKind::Container && !is_own && (is_start || !notes.is_known(&event.id)) {
            notes.look_begins(&event.id, is_start);
            let (engine, notes, tell) = (engine.clone(), notes.clone(), tell.clone());
            looks.spawn(async move {
                look(&engine, &event, &notes, &tell).await;
                notes.look_ends(&event.id);
            });
        }
    }
    notes.end();
}

async fn look(engine: &Engine, event: &Event, notes: &Notes, tell: &Tell) {
    let id = &event.id;
    if event.action != "start" {
        if let Some(state) = inspect(engine, id).await {
            tell(&notes.put(Witnessed::of(state)));
        }
        return;
    }
    // Its log first: that is what goes soonest.
    let query = [("follow", "1"), ("stdout", "1"), ("stderr", "1")];
    let path = path(&["containers", id, "logs"], &query);
    let (log, state) = futures_util::future::join(
        engine.wire.within(PATIENCE, "a log", engine.wire.open(Method::GET, &path, None)),
        inspect(engine, id),
    )
    .await;
    let known = || notes.all().into_iter().find(|one| one.container.id == *id).map(|one| one.container);
    let Some(state) = state.or_else(known) else { return };
    let is_terminal = state.tty;
    tell(&notes.put(Witnessed::of(state.clone())));
    let Ok(log) = log else { return };
    // The log of a container that is being removed may end at once: then nothing was heard, which is not silence.
    let is_whole = |output: &LogText| !state.auto_remove || !output.output.is_empty();
    if let Ok(Some(output)) = engine.all_output(log.into_body(), is_terminal, KEPT).await
        && is_whole(&output)
    {
        tell(&notes.put(Witnessed { output: Some(output), ..Witnessed::of(state) }));
    }
}

async fn inspect(engine: &Engine, id: &str) -> Option<ContainerState> {
    let inspect = engine.wire.within(PATIENCE, "a container", engine.named("containers", id, "json")).await;
    inspect.ok().map(convert::container)
}
