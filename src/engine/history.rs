//! What happened on the engine: the replay since the step began, and the live stream.
//!
//! The engine keeps its last 256 events and forgets them when it restarts, so a replay says whether it can have missed
//! something. What kesako did itself is left out: its throwaway containers are known by their label, and whatever
//! names one of them belongs to it. Reading a file of a container leaves the event `archive-path`, kesako's no other
//! than the learner's, so that action is left out altogether.

use std::collections::BTreeSet;

use bollard::query_parameters::EventsOptionsBuilder;
use futures_util::{Stream, StreamExt as _, future};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{Engine, EngineError, Scope, THROWAWAY_LABEL, convert};
use crate::probe::{Event, History};

/// As many events as docker's engine remembers.
const REMEMBERED: usize = 256;

impl Engine {
    /// The events since `scope.since`, as far as the engine remembers them.
    pub async fn history(&self, scope: &Scope<'_>) -> Result<History, EngineError> {
        // The engine answers at once only when the end lies in its past: so its clock, and no rounding up.
        let until = Timestamp::now() + SignedDuration::from_millis(scope.clock_offset_ms);
        let path = super::wire::path(&["events"], &[("since", &precise(scope.since)), ("until", &precise(until))]);
        let (answer, restarted) =
            future::join(self.wire.ask(hyper::Method::GET, &path, None), self.started_after(scope.since)).await;
        let mut answer = answer?;
        let is_podman = answer.headers.contains_key("libpod-api-version");
        if is_podman && answer.body.is_empty() {
            // Podman 4 has nothing to say of a time that is over, and another way to ask for no more than that.
            let path = super::wire::path(&["events"], &[("since", &precise(scope.since)), ("stream", "false")]);
            answer = self.wire.ask(hyper::Method::GET, &path, None).await?;
        }
        let mut events = Vec::new();
        for line in answer.body.split(|byte| *byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace)) {
            let line: Value = serde_json::from_slice(line)
                .map_err(|source| EngineError::Garbled { what: "GET /events".to_owned(), source: source.into() })?;
            events.extend(convert::event(&line));
        }
        let complete = is_podman || (events.len() < REMEMBERED && !restarted);
        let replay = History { events: without_own(events), complete, until: Some(until), witnessed: Vec::new() };
        let Some(recording) = scope.recording else { return Ok(replay) };
        let mut history = recording.complete(scope.since, replay);
        recording.notes().complete(&mut history).await;
        Ok(history)
    }

    /// Whether the engine started after `since`: it makes its default network anew then, and remembers no event.
    async fn started_after(&self, since: Timestamp) -> bool {
        let bridge = self.wire.get("/networks/bridge").await;
        bridge.is_ok_and(|bridge| convert::network(bridge).created.is_some_and(|created| created > since))
    }

    /// The events from now on, or since a time on the engine's clock, kesako's own included (see [`without_own`]); ends
    /// with an error when the connection breaks. To go on without a gap, watch again since the last event seen, which
    /// comes once more.
    pub fn watch(&self, since: Option<Timestamp>) -> impl Stream<Item = Result<Event, EngineError>> + Send + use<> {
        let wire = self.wire.clone();
        let options = EventsOptionsBuilder::new();
        let options = since.iter().fold(options, |options, since| options.since(&precise(*since)));
        let stream = self.docker.events(Some(options.build()));
        stream.filter_map(move |item| {
            let item = match item {
                Ok(message) => serde_json::to_value(message).ok().and_then(|line| convert::event(&line)).map(Ok),
                Err(error) => Some(Err(wire.bollard("GET /events", error))),
            };
            future::ready(item)
        })
    }
}

/// The events without those that kesako caused by looking.
pub fn without_own(events: Vec<Event>) -> Vec<Event> {
    let own: BTreeSet<String> = events
        .iter()
        .filter(|event| event.attributes.contains_key(THROWAWAY_LABEL))
        .map(|event| event.id.clone())
        .collect();
    let is_own = |event: &Event| {
        event.attributes.contains_key(THROWAWAY_LABEL)
            || own.contains(&event.id)
            || own.contains(event.attribute("container"))
            || event.action == "archive-path"
    };
    events.into_iter().filter(|event| !is_own(event)).collect()
}

/// What was recorded while the session ran and what the engine still remembers, as one: oldest first, nothing twice.
/// Nothing can be missing if nothing was missing in either of them.
pub(super) fn merge(recorded: &History, replay: &History) -> History {
    let mut events = [recorded.events.clone(), replay.events.clone()].concat();
    events.sort_by(|a, b| key(a).cmp(&key(b)));
    events.dedup_by(|a, b| key(a) == key(b));
    let until = recorded.until.max(replay.until);
    History {
        events: without_own(events),
        complete: recorded.complete || replay.complete,
        until,
        witnessed: Vec::new(),
    }
}

fn key(event: &Event) -> (Timestamp, &str, &str, &str, crate::probe::EventKind) {
    (event.at, &event.action, &event.id, &event.detail, event.kind)
}

/// A time as the engine takes it, to the nanosecond.
fn precise(time: Timestamp) -> String {
    format!("{}.{:09}", time.as_second(), time.subsec_nanosecond().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::EventKind;

    fn event(second: i64, action: &str, id: &str, attributes: &[(&str, &str)]) -> Event {
        Event {
            at: Timestamp::from_second(second).unwrap(),
            kind: EventKind::Container,
            action: action.to_owned(),
            detail: String::new(),
            id: id.to_owned(),
            attributes: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        }
    }

    fn actions(history: &History) -> Vec<String> {
        history.events.iter().map(|event| format!("{} {}", event.id, event.action)).collect()
    }

    #[test]
    fn what_names_a_throwaway_container_is_left_out() {
        let events = vec![
            event(1, "create", "mine", &[(THROWAWAY_LABEL, "x")]),
            event(2, "mount", "volume", &[("container", "mine")]),
            event(2, "connect", "none", &[("container", "mine")]),
            event(3, "mount", "volume", &[("container", "learners")]),
            event(3, "archive-path", "learners", &[]),
            event(4, "destroy", "mine", &[]),
        ];
        assert_eq!(actions(&History { events: without_own(events), ..History::default() }), ["volume mount"]);
    }

    #[test]
    fn a_recording_and_a_replay_make_one_history() {
        let events = |events: &[Event]| History { events: events.to_vec(), ..History::default() };
        let recorded = events(&[event(1, "create", "a", &[]), event(2, "start", "a", &[])]);
        let recorded = History { complete: true, ..recorded };
        let replay = events(&[event(2, "start", "a", &[]), event(3, "die", "a", &[])]);
        let merged = merge(&recorded, &replay);
        assert_eq!(actions(&merged), ["a create", "a start", "a die"]);
        assert!(merged.complete);
        assert!(!merge(&History::default(), &replay).complete);
    }

    #[test]
    fn times_are_precise_to_the_nanosecond() {
        let time: Timestamp = "2026-01-02T03:04:05.000000006Z".parse().unwrap();
        assert_eq!(precise(time), format!("{}.000000006", time.as_second()));
    }
}
