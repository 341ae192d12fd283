//! What was heard of the engine's events while a session listens. The engine itself keeps the last 256 only; together
//! with a replay that was still whole, what came since makes a history that has no end of that kind.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::history::merge;
use super::notes::Notes;
use crate::probe::{Event, History, Witnessed};

/// So many events are kept at the most; with more of them, nobody claims to know all.
const KEPT: usize = 20_000;

/// A recording. Clones share what was heard. Nothing is recorded unless somebody listens.
#[derive(Debug, Clone, Default)]
pub struct Recording {
    heard: Arc<Mutex<Heard>>,
    notes: Notes,
}

#[derive(Debug, Default)]
struct Heard {
    listening: bool,
    events: Vec<Event>,
    /// Nothing is missing since then.
    whole_since: Option<Timestamp>,
}

impl Recording {
    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is noted of containers while they are there.
    pub(super) const fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Takes in what somebody else saw of containers.
    pub fn remember(&self, seen: impl IntoIterator<Item = Witnessed>) {
        seen.into_iter().for_each(|one| drop(self.notes.put(one)));
    }

    /// From now on every event is told by [`Recording::hear`].
    pub fn listen(&self) {
        *self.heard() = Heard { listening: true, ..Heard::default() };
    }

    /// One more event.
    pub fn hear(&self, event: &Event) {
        let mut heard = self.heard();
        if heard.listening {
            heard.events.push(event.clone());
        }
        if heard.events.len() > KEPT {
            (heard.whole_since, heard.events) = (None, Vec::new());
        }
    }

    /// Nobody listens any more: what comes now is missed.
    pub fn forget(&self) {
        *self.heard() = Heard::default();
    }

    /// A replay since `since`, completed by what was heard, and remembered if it is whole.
    pub fn complete(&self, since: Timestamp, replay: History) -> History {
        let mut heard = self.heard();
        if !heard.listening {
            return replay;
        }
        let is_whole = heard.whole_since.is_some_and(|whole| whole <= since);
        if is_whole {
            // What is older belongs to earlier steps.
            heard.events.retain(|event| event.at >= since);
        }
        let recorded = History { events: heard.events.clone(), complete: is_whole, ..History::default() };
        let recorded =
            History { events: recorded.events.into_iter().filter(|it| it.at >= since).collect(), ..recorded };
        let merged = merge(&recorded, &replay);
        if merged.complete {
            heard.events.clone_from(&merged.events);
            heard.whole_since = Some(since);
        }
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::EventKind;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn event(second: i64, action: &str) -> Event {
        let (detail, id, attributes) = (String::new(), "a".to_owned(), [].into());
        Event { at: at(second), kind: EventKind::Container, action: action.to_owned(), detail, id, attributes }
    }

    fn names(history: &History) -> Vec<&str> {
        history.events.iter().map(|event| event.action.as_str()).collect()
    }

    fn replay(events: &[(i64, &str)], complete: bool) -> History {
        History {
            events: events.iter().map(|(second, action)| event(*second, action)).collect(),
            complete,
            ..History::default()
        }
    }

    #[test]
    fn a_whole_replay_and_what_comes_after_it_stay_whole_when_the_engine_forgets() {
        let recording = Recording::default();
        recording.listen();
        let early = recording.complete(at(0), replay(&[(1, "create")], true));
        assert_eq!((names(&early), early.complete), (vec!["create"], true));
        recording.hear(&event(2, "start"));
        recording.hear(&event(3, "die"));
        let late = recording.complete(at(0), replay(&[(3, "die")], false));
        assert_eq!((names(&late), late.complete), (vec!["create", "start", "die"], true));
        let next = recording.complete(at(2), replay(&[(3, "die")], false));
        assert_eq!((names(&next), next.complete), (vec!["start", "die"], true));
    }

    #[test]
    fn what_was_missed_stays_missed() {
        let recording = Recording::default();
        assert!(!recording.complete(at(0), replay(&[], false)).complete, "nobody listens");
        recording.listen();
        recording.hear(&event(2, "start"));
        assert!(!recording.complete(at(0), replay(&[], false)).complete, "listening began too late");
        assert!(recording.complete(at(0), replay(&[], true)).complete);
        recording.forget();
        recording.listen();
        assert!(!recording.complete(at(0), replay(&[], false)).complete, "the connection broke");
        assert!(recording.complete(at(5), replay(&[], true)).complete);
        assert!(!recording.complete(at(0), replay(&[], false)).complete, "whole only since later");
    }
}
