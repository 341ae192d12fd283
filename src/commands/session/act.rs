//! Carrying out what the session decided.

use std::collections::VecDeque;

use tokio::time::Instant;

use crate::course::subject::Subject;
use crate::course::{CourseSource, StepId};
use crate::error::CommandError;
use crate::progress::Event as Recorded;
use crate::session::{Action, Change, Direction, Event, Leave, Note, Phase, Sight};
use crate::ui::{Key, Line, Sign, key_list, render_list, render_report};

use super::super::{begin, hint, list, prunes, show};
use super::block::Ending;
use super::look::Look;
use super::{BlockView, Session, shell};

pub(super) type Events = VecDeque<Event>;

impl Session<'_> {
    pub(super) async fn act(&mut self, action: Action, events: &mut Events) -> Result<Option<Leave>, CommandError> {
        match action {
            Action::Leave(leave) => return Ok(Some(leave)),
            Action::Begin => return self.begin(events).await,
            Action::Judge { asked, again } => self.start_look(asked, again),
            Action::Wake(after) => self.due = Some(Instant::now() + after),
            Action::StopJudging => (self.looking, self.due, self.view.waiting) = (None, None, None),
            Action::Go(direction) => self.go(direction, events).await?,
            Action::Debrief => self.debrief()?,
            Action::Hint => self.hint()?,
            Action::Answer => self.answer(events).await?,
            Action::Shell => return self.shell(events).await,
            Action::Diff => self.diff()?,
            Action::List => self.list()?,
            Action::Reset => self.reset(events).await?,
            Action::Accept => {
                self.services.record.append(Recorded::Accepted { step: self.step.id.clone() })?;
                events.push_back(Event::Record(Change::Other));
            }
            Action::Help => self.help(),
            Action::Say(note) => {
                let key = match note {
                    Note::NothingToAccept => "session-nothing-to-accept",
                    Note::NeedsEngine => "session-needs-engine",
                    Note::Pasted => "session-pasted",
                };
                let text = self.services.words().text(key);
                self.tell(&text);
            }
            Action::Redraw => {
                self.draw();
                self.screen.redraw();
            }
        }
        Ok(None)
    }

    async fn go(&mut self, direction: Direction, events: &mut Events) -> Result<(), CommandError> {
        let words = self.services.words();
        match direction {
            Direction::To(id) => return self.enter(&id, false, events).await,
            Direction::Next => match self.services.next_after(&self.step.id)? {
                Some(id) => return self.enter(&id, false, events).await,
                None => self.go_on_at_the_end()?,
            },
            Direction::Back => {
                let all = self.services.all_steps()?;
                let at = all.iter().position(|id| *id == self.step.id);
                match at.and_then(|at| at.checked_sub(1)).and_then(|before| all.get(before)) {
                    Some(id) => return self.enter(&id.clone(), false, events).await,
                    None => self.tell(&words.text("session-first")),
                }
            }
        }
        Ok(())
    }

    /// Shows a step: its files are put in place, its text is printed, the record knows.
    pub(super) async fn enter(&mut self, id: &StepId, first: bool, events: &mut Events) -> Result<(), CommandError> {
        let progress = self.services.record.progress();
        if progress.current.as_ref() != Some(id) || progress.passed_here {
            self.services.record.append(Recorded::Went { step: id.clone() })?;
        }
        let (chapter, step) = self.services.step(id)?;
        begin::give_start_files(self.services, &chapter)?;
        let folder = self.services.folder(&id.chapter);
        let where_to = first || chapter.id != self.chapter.id;
        let next = match self.services.next_after(id)? {
            Some(next) => self.services.step(&next)?.1.words.get(&self.services.language).map(|w| w.title.clone()),
            None => None,
        };
        (self.chapter, self.step) = (chapter, step);
        self.files.watch(folder.clone());
        self.look = Look::default();
        let asks = self.step.checks.iter().any(|check| matches!(check.subject, Subject::Ask(_)));
        let optional = self.step.optional;
        self.view = BlockView { trouble: self.view.trouble.take(), asks, optional, next, ..BlockView::default() };
        self.end.clear();
        if self.view.next.is_none() {
            self.view.end = self.ending()?;
        }
        self.update_stuck();
        let care = if self.state.engine == Sight::Gone { None } else { prunes::care(self.services, &self.step).await };
        let mut text = show::text(self.services, &self.chapter, &self.step, care.as_deref());
        if where_to {
            let words = self.services.words();
            let folder = shell::tilde(&folder);
            text.push_str("\n\n");
            text.push_str(&words.get("session-where", &[("folder", folder.into())]));
        }
        self.tell(&text);
        let recorded = self.services.record.progress().step(id);
        events.push_back(Event::Entered {
            passed: self.services.record.progress().passed_since_jump.contains(id),
            begun: recorded.is_some_and(|step| step.begun.is_some()),
            solution_seen: recorded.is_some_and(|step| step.solution_seen),
        });
        Ok(())
    }

    async fn begin(&mut self, events: &mut Events) -> Result<Option<Leave>, CommandError> {
        self.offer_images().await?;
        let has_setup = self.step.setup.is_some();
        let asks = has_setup && self.services.course.source != CourseSource::Embedded;
        if asks {
            self.screen.suspend(&mut self.keys);
        } else if has_setup {
            self.view.waiting = Some(self.services.words().text("session-preparing"));
            self.draw();
        }
        let begun = {
            let Self { services, keys, step, .. } = self;
            tokio::select! {
                begun = begin::ensure_begun(services, &step.id) => begun,
                leave = way_out(keys, events) => return Ok(Some(leave)),
            }
        };
        if asks {
            self.screen.resume(&mut self.keys).map_err(super::aside::terminal)?;
        }
        self.view.waiting = None;
        match begun {
            Ok(()) => {
                // What the setup planted is known now.
                (self.chapter, self.step) = self.services.step(&self.step.id)?;
                events.push_back(Event::Began);
            }
            Err(error) => self.survive(error)?,
        }
        Ok(None)
    }

    fn debrief(&mut self) -> Result<(), CommandError> {
        self.print_report();
        (self.view.looked_at, self.view.report, self.view.debriefed) = (None, None, true);
        let options = self.screen.ui().markdown_options();
        let mut line = Line::new();
        line.push_sign(options.palette.signs(), Sign::Pass);
        line.push_plain(&format!(" {}", self.services.words().text("commands-check-passed")));
        self.print(&[Line::new(), line]);
        if let Some(words) = self.step.words.get(&self.services.language) {
            let why = words.why.clone();
            self.tell(&why);
        }
        // Its title may have come with a new value; and the course may end here.
        self.view.next = match self.services.next_after(&self.step.id)? {
            Some(next) => self.services.step(&next)?.1.words.get(&self.services.language).map(|w| w.title.clone()),
            None => None,
        };
        self.view.end = self.ending()?;
        if self.view.next.is_some() && self.view.end == Ending::Ready {
            let text = self.services.words().text("session-all-passed");
            self.tell(&text);
        }
        Ok(())
    }

    /// Prints the whole report above the block.
    pub(super) fn print_report(&mut self) {
        if let Some(report) = &self.view.report {
            let mut page = vec![Line::new()];
            page.extend(render_report(report, self.screen.ui().markdown_options()));
            self.print(&page);
        }
    }

    fn hint(&mut self) -> Result<(), CommandError> {
        let words = self.services.words();
        let Some(hint) = hint::next(self.services, &self.step.id)? else {
            self.tell(&words.text("session-no-hint"));
            return Ok(());
        };
        let mut text = hint::markdown(&hint, words);
        if hint.level == hint.of {
            let key = if hint.again { "session-hint-again" } else { "session-last-hint" };
            text = format!("{text}\n\n{}", words.text(key));
            if self.view.asks {
                text = format!("{text} {}", words.text("session-hint-answer"));
            }
        }
        self.tell(&text);
        self.update_stuck();
        Ok(())
    }

    fn list(&mut self) -> Result<(), CommandError> {
        let mut rows = Vec::new();
        for id in self.services.course.manifest.chapters.clone() {
            let chapter = self.services.chapter(&id)?;
            let open = id == self.chapter.id;
            rows.push(crate::ui::ChapterRow { open, ..list::row(self.services, &chapter) });
        }
        let mut page = vec![Line::new()];
        page.extend(render_list(&rows, self.screen.ui().markdown_options()));
        self.print(&page);
        Ok(())
    }

    fn help(&mut self) {
        let words = self.services.words();
        let mut page = vec![Line::new()];
        page.extend(key_list(words));
        self.print(&page);
        self.tell(&words.text("session-help"));
    }

    /// One line that says where the learner is.
    pub(super) fn greet(&mut self, is_new: bool) {
        let words = self.services.words();
        if !is_new {
            let passed = self.services.record.progress().steps.values().filter(|step| step.passed.is_some()).count();
            let all = self.services.all_steps().map_or(0, |all| all.len());
            let text = words.get("session-welcome-back", &[("passed", passed.into()), ("all", all.into())]);
            self.tell(&text);
        }
        let torn = self.services.record.torn().len();
        if torn > 0 {
            self.tell(&words.get("session-torn", &[("count", torn.into())]));
        }
        debug_assert!(self.state.phase == Phase::Reading);
    }
}

/// The key that ends the session while something else goes on; the others have their turn afterwards.
async fn way_out(keys: &mut crate::ui::Keys, events: &mut Events) -> Leave {
    loop {
        let key = keys.next().await;
        match key {
            Some(Key::CtrlC) => return Leave::Interrupted,
            Some(Key::CtrlD | Key::Hangup) | None => return Leave::Quit,
            Some(_) => events.push_back(Event::Key(super::press(key))),
        }
    }
}
