//! What takes the terminal for a while: the screen lets go of it, something else asks or shows, the screen comes back.

use crate::cli::ResetArgs;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::progress::Event as Recorded;
use crate::session::{Change, Event, Leave};

use super::super::{base, given, images, reset, solve};
use super::act::Events;
use super::look::Look;
use super::{Session, shell};

impl Session<'_> {
    /// Speaks of missing base images, once: no step can be done without them.
    pub(super) async fn offer_images(&mut self) -> Result<(), CommandError> {
        if std::mem::replace(&mut self.images_seen, true) {
            return Ok(());
        }
        if !base::all(self.services).await.iter().any(base::Base::is_missing) {
            return Ok(());
        }
        self.screen.suspend(&mut self.keys);
        self.services.ui.say("");
        let offered = images::offer(self.services).await;
        self.screen.resume(&mut self.keys).map_err(terminal)?;
        offered.map(|_| ()).or_else(|error| self.survive(error))
    }

    pub(super) async fn answer(&mut self, events: &mut Events) -> Result<(), CommandError> {
        if !self.view.asks {
            let text = self.services.words().text("session-no-question");
            self.tell(&text);
            return Ok(());
        }
        self.screen.suspend(&mut self.keys);
        let asked = shell::ask(self.services, &self.step);
        self.screen.resume(&mut self.keys).map_err(terminal)?;
        match asked {
            Ok(Some((check, answer))) => {
                if let Err(error) = given::note(self.services, &self.step, &check, answer).await {
                    return self.survive(error);
                }
                // A variable may have its value from the answer.
                (self.chapter, self.step) = self.services.step(&self.step.id)?;
                events.push_back(Event::Answered);
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(error) => self.survive(error),
        }
    }

    pub(super) async fn shell(&mut self, events: &mut Events) -> Result<Option<Leave>, CommandError> {
        let folder = self.services.folder(&self.step.id.chapter);
        self.screen.suspend(&mut self.keys);
        self.services.ui.say("");
        self.services.ui.markdown(&self.services.words().text("session-shell"));
        let ended = tokio::select! {
            ended = shell::run(&folder, &self.services.engine) => ended,
            // While suspended, only what ends the program is a key.
            _ = self.keys.next() => return Ok(Some(Leave::Quit)),
        };
        self.screen.resume(&mut self.keys).map_err(terminal)?;
        if let Err(error) = ended {
            self.survive(CommandError::new(Exit::CouldNotLook, error))?;
        }
        let change = self.take_in_record()?;
        events.push_back(change.map_or(Event::Back, Event::Record));
        Ok(None)
    }

    pub(super) fn diff(&mut self) -> Result<(), CommandError> {
        self.services.record.append(Recorded::Solved { step: self.step.id.clone(), run: false })?;
        self.screen.suspend(&mut self.keys);
        self.services.ui.say("");
        solve::show(self.services, &self.step);
        self.screen.resume(&mut self.keys).map_err(terminal)
    }

    pub(super) async fn reset(&mut self, events: &mut Events) -> Result<(), CommandError> {
        self.screen.suspend(&mut self.keys);
        self.services.ui.say("");
        let scope = Some(self.step.id.to_string());
        let args = ResetArgs { scope, all: false, adopt: false, dry_run: false };
        let done = reset::run(self.services, &args).await;
        self.screen.resume(&mut self.keys).map_err(terminal)?;
        match done {
            Ok(Exit::Done) => {
                self.look = Look::default();
                self.view.looked_at = None;
                events.push_back(Event::Record(Change::Restarted));
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(error) => self.survive(error),
        }
    }
}

/// The terminal could not be taken back.
pub(super) fn terminal(error: std::io::Error) -> CommandError {
    CommandError::new(Exit::CouldNotLook, error)
}
