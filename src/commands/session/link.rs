//! The way to the engine: whether it answers, and what happens on it. While it is away, it is tried again after a
//! pause that grows; while it is there, nothing is asked: it tells.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::LocalBoxStream;
use jiff::Timestamp;
use tokio::time::Instant;

use crate::engine::{ConnectOptions, Engine, EngineError, Recording, THROWAWAY_LABEL};
use crate::probe::Event;

const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// A stream that breaks sooner was never one.
const A_WHILE: Duration = Duration::from_secs(1);
/// So many of kesako's own containers are remembered.
const REMEMBERED: usize = 512;

/// What the engine tells.
pub(super) enum Word {
    /// It answers.
    There(Box<Engine>),
    /// It does not.
    Gone(EngineError),
    /// Something changed on it that was not kesako's doing.
    Happened,
}

enum Stage {
    Asking(Box<Engine>, LocalBoxFuture<'static, Result<Timestamp, EngineError>>),
    Watching(LocalBoxStream<'static, Result<Event, EngineError>>, Instant),
    Pausing(Instant),
}

/// The way to the engine.
pub(super) struct Link {
    options: ConnectOptions,
    stage: Stage,
    pause: Duration,
    told_gone: bool,
    own: BTreeSet<String>,
    recording: Recording,
}

impl Link {
    /// Begins to ask `engine`; later ones are found as `options` say.
    pub(super) fn to(engine: Engine, options: ConnectOptions, recording: Recording) -> Self {
        Self { recording, options, stage: asking(engine), pause: FIRST_PAUSE, told_gone: false, own: BTreeSet::new() }
    }

    /// The next thing to know. Dropping the future loses nothing.
    pub(super) async fn next(&mut self) -> Word {
        loop {
            match &mut self.stage {
                Stage::Asking(engine, answer) => match answer.await {
                    Ok(clock) => {
                        let engine = Engine::clone(engine);
                        self.told_gone = false;
                        self.stage = Stage::Watching(engine.watch(Some(clock)).boxed_local(), Instant::now());
                        self.recording.listen();
                        return Word::There(Box::new(engine));
                    }
                    Err(error) => {
                        self.pause();
                        if !std::mem::replace(&mut self.told_gone, true) {
                            return Word::Gone(error);
                        }
                    }
                },
                Stage::Watching(events, since) => {
                    if let Some(Ok(event)) = events.next().await {
                        self.recording.hear(&event);
                        if self.matters(&event) {
                            return Word::Happened;
                        }
                        continue;
                    }
                    self.recording.forget();
                    if since.elapsed() > A_WHILE {
                        self.pause = FIRST_PAUSE;
                        self.ask();
                    } else {
                        self.pause();
                    }
                }
                Stage::Pausing(until) => {
                    tokio::time::sleep_until(*until).await;
                    self.ask();
                }
            }
        }
    }

    fn pause(&mut self) {
        self.stage = Stage::Pausing(Instant::now() + self.pause);
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
    }

    /// Asks again; another socket may be the one by now.
    fn ask(&mut self) {
        match Engine::connect(&self.options) {
            Ok(engine) => self.stage = asking(engine),
            Err(_) => self.pause(),
        }
    }

    /// Whether an event may change a verdict, and is not kesako's own. What health checks do all day is no news.
    fn matters(&mut self, event: &Event) -> bool {
        if event.attributes.contains_key(THROWAWAY_LABEL) {
            if self.own.len() >= REMEMBERED {
                self.own.clear();
            }
            self.own.insert(event.id.clone());
            return false;
        }
        let is_own = self.own.contains(&event.id) || self.own.contains(event.attribute("container"));
        !is_own && !matches!(event.action.as_str(), "archive-path" | "exec_start" | "exec_die" | "top" | "resize")
    }
}

fn asking(engine: Engine) -> Stage {
    let asked = engine.clone();
    Stage::Asking(Box::new(engine), Box::pin(async move { asked.state().await.map(|state| state.clock) }))
}
