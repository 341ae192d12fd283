//! `kesako` alone: the interactive session. One loop over keys, the engine's events, changed files and judgements;
//! what each leads to is decided in [`crate::session`], and carried out in `act`.

mod act;
mod aside;
mod block;
mod builds;
mod end;
mod files;
mod first_run;
mod link;
mod look;
mod shell;
mod trouble;

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::future::{LocalBoxFuture, pending};
use tokio::time::Instant;

use crate::course::{Chapter, Step, StepId};
use crate::engine::{ConnectOptions, Witness};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::{Record, RecordError, SessionLock, witnessed};
use crate::session::{Event, Leave, Press, Sight, State};
use crate::ui::{Key, Keys, Line, Screen, warning_page};
use crate::words::Words;

use super::{Services, judge, said, witness};
use block::{BlockView, block};
use builds::Builds;
pub(super) use builds::may_come_silently as may_build_silently;
use files::{Files, Touched};
use link::{Link, Word};

/// What the loop waits for.
enum Happening {
    Key(Option<Key>),
    Engine(Word),
    Files(Touched),
    Looked(Box<judge::Look>),
    Due,
}

/// A session under way.
struct Session<'a> {
    services: &'a mut Services,
    screen: Screen<'a>,
    keys: Keys,
    link: Link,
    /// Sees containers while they are there; none while the engine is away.
    witness: Option<Witness>,
    files: Files,
    state: State,
    chapter: Chapter,
    step: Step,
    view: BlockView,
    look: look::Look,
    looking: Option<LocalBoxFuture<'static, judge::Look>>,
    due: Option<Instant>,
    /// When something last changed on the engine or in the files.
    last_change: Option<Instant>,
    /// Whether the report did not fit the screen.
    cut: bool,
    /// Whether missing base images were spoken of.
    images_seen: bool,
    /// Images that came without an event.
    builds: Builds,
    /// Parts of the page at the end that were not shown yet.
    end: VecDeque<Vec<Line>>,
}

/// The session, from the first question to the last word.
pub(super) async fn run(services: &mut Services) -> Outcome {
    let is_new = !Record::exists(&services.workspace);
    let mut images_seen = false;
    if is_new {
        let ready = tokio::select! {
            ready = first_run::run(services) => ready,
            _ = tokio::signal::ctrl_c() => return Ok(Exit::Interrupted),
        };
        match ready {
            Err(error) if error.exit == Exit::Interrupted => return Ok(Exit::Interrupted),
            ready => images_seen = ready?,
        }
    }
    let _lock = SessionLock::take(&services.workspace).map_err(|error| refused(error, services.words()))?;
    witnessed::shorten(&services.workspace);
    services.record.refresh()?;
    services.ensure_started().map_err(|error| error.hint("`kesako --workspace DIR`"))?;
    first_run::note_language(services)?;
    let id = services.current()?;
    let (chapter, step) = services.step(&id)?;
    let ui = services.another_ui();
    let keys = Keys::open().map_err(aside::terminal)?;
    let screen = Screen::open(&ui).map_err(aside::terminal)?;
    let options = ConnectOptions { host: services.options.host.clone(), context: services.options.context.clone() };
    let link = Link::to(services.engine.clone(), options, services.recording.clone());
    let files = Files::of(&services.workspace, super::registries::scope(services).configuration.file());
    let mut session = Session {
        services,
        screen,
        keys,
        link,
        witness: None,
        files,
        state: State::default(),
        chapter,
        step,
        view: BlockView::default(),
        look: look::Look::default(),
        looking: None,
        due: None,
        last_change: None,
        cut: false,
        images_seen,
        builds: Builds::default(),
        end: VecDeque::new(),
    };
    let left = session.run(&id, is_new).await;
    session.screen.show(Vec::new());
    drop(session);
    match left? {
        Leave::Quit => {
            ui.say(&ui.words().text("session-bye"));
            Ok(Exit::Done)
        }
        Leave::Interrupted => Ok(Exit::Interrupted),
    }
}

fn refused(error: RecordError, words: Words) -> CommandError {
    let is_busy = matches!(error, RecordError::Busy { .. });
    let error = CommandError::from(error);
    if is_busy {
        return error.hint(words.text("error-record-beside"));
    }
    error.hint("`kesako --workspace DIR`")
}

impl Session<'_> {
    async fn run(&mut self, first: &StepId, is_new: bool) -> Result<Leave, CommandError> {
        let mut events = VecDeque::new();
        self.greet(is_new);
        self.enter(first, true, &mut events).await?;
        loop {
            while let Some(event) = events.pop_front() {
                for action in self.state.step(event) {
                    if let Some(leave) = self.act(action, &mut events).await? {
                        return Ok(leave);
                    }
                }
            }
            self.draw();
            match self.next().await {
                Happening::Key(key) => events.push_back(Event::Key(press(key))),
                Happening::Engine(word) => self.hear(word, &mut events),
                Happening::Files(Touched::Work) => events.push_back(self.happened()),
                Happening::Files(Touched::Record) => events.extend(self.take_in_record()?.map(Event::Record)),
                Happening::Looked(look) => {
                    self.looking = None;
                    events.push_back(Event::Judged(self.judged(*look).await?));
                }
                Happening::Due => {
                    self.due = None;
                    events.push_back(Event::Due);
                }
            }
            if self.screen.ui().is_closed() {
                return Ok(Leave::Quit);
            }
        }
    }

    /// Waits for whatever comes first. Nothing runs on a clock unless something was set.
    async fn next(&mut self) -> Happening {
        let version = self.services.record.progress().engine.as_ref().map(|(version, ..)| version.as_str());
        let waits = self.state.waits_for_work() && builds::may_come_silently(&self.step, version);
        let Self { keys, link, files, looking, due, builds, services, .. } = self;
        let built = async { if waits { builds.changed(&services.engine).await } else { pending().await } };
        let looked = async {
            match looking {
                Some(look) => look.await,
                None => pending().await,
            }
        };
        let due = async {
            match due {
                Some(due) => tokio::time::sleep_until(*due).await,
                None => pending().await,
            }
        };
        tokio::select! {
            key = keys.next() => Happening::Key(key),
            word = link.next() => Happening::Engine(word),
            touched = files.next() => Happening::Files(touched),
            look = looked => Happening::Looked(Box::new(look)),
            () = due => Happening::Due,
            () = built => Happening::Files(Touched::Work),
        }
    }

    fn hear(&mut self, word: Word, events: &mut VecDeque<Event>) {
        events.push_back(match word {
            Word::There(engine) => {
                self.services.engine = *engine;
                self.witness = Some(witness::begin(self.services, &self.services.engine));
                self.view.trouble = None;
                Event::EngineThere
            }
            Word::Gone(error) => {
                self.witness = None;
                self.view.trouble = Some(trouble::words(&error, self.services));
                Event::EngineGone
            }
            Word::Happened => self.happened(),
        });
    }

    fn happened(&mut self) -> Event {
        let now = Instant::now();
        let last = self.last_change.replace(now);
        Event::Happened { after: last.map_or(Duration::MAX, |last| now - last) }
    }

    fn draw(&mut self) {
        let (columns, rows) = self.screen.ui().size();
        let mut options = self.screen.ui().markdown_options();
        // The last column stays free: a terminal may break the line there.
        options.width = options.width.min(columns.saturating_sub(1).max(1));
        let (lines, cut) = block(&self.state, &self.view, options, rows);
        self.cut = cut;
        self.screen.show(lines);
    }

    /// Prints Markdown above the block.
    fn tell(&mut self, text: &str) {
        let options = self.screen.ui().markdown_options();
        let mut page = vec![Line::new()];
        page.extend(crate::ui::markdown::render(text, options));
        self.print(&page);
    }

    /// Prints lines above the block, which makes room for them.
    fn print(&mut self, page: &[Line]) {
        self.view.told = page.len();
        self.screen.update(page, Vec::new());
    }

    /// Says what went wrong and goes on; gives the error back when it can't.
    fn survive(&mut self, error: CommandError) -> Result<(), CommandError> {
        match error.exit {
            Exit::Interrupted => Ok(()),
            Exit::CouldNotLook | Exit::Usage if self.state.engine == Sight::Gone => Ok(()),
            Exit::CouldNotLook | Exit::Usage => {
                let ui = self.screen.ui();
                let mut page = vec![Line::new()];
                page.extend(warning_page(&said::said(error.error.as_ref(), ui.words()).join("\n"), ui.words()));
                self.print(&page);
                Ok(())
            }
            _ => Err(error),
        }
    }
}

const fn press(key: Option<Key>) -> Press {
    match key {
        Some(Key::Char(c)) => Press::Char(c),
        Some(Key::Enter) => Press::Enter,
        Some(Key::Esc) => Press::Esc,
        Some(Key::CtrlC) => Press::Interrupt,
        Some(Key::CtrlD | Key::Hangup) | None => Press::End,
        Some(Key::CtrlL | Key::Resize) => Press::Redraw,
        Some(Key::Paste) => Press::Paste,
        Some(_) => Press::Other,
    }
}
