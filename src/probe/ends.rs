//! How the runs of a container ended, as the history tells.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{EventKind, History, signal_name};

/// After this long nothing more is told of an end: a stop is told of only once it is over.
const SETTLED: SignedDuration = SignedDuration::from_secs(1);
/// Exit codes above this are those of a process that a signal ended.
const OF_SIGNALS: i64 = 128;

/// What ended a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EndedBy {
    /// Its process ended by itself.
    Itself,
    /// `docker stop`, or a restart.
    Stop,
    /// A signal: `docker kill`, `docker rm -f`.
    Kill,
    /// Too fresh to tell a stop from a signal.
    Unsettled,
}

/// One run that ended since the step began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct End {
    /// Exit code.
    pub code: Option<i64>,
    /// What ended it.
    pub by: EndedBy,
    /// From its start to its end, in milliseconds; from the beginning of the history if it started earlier.
    pub lasted: Option<i64>,
}

/// Every end of the container with this id, oldest first. `began` is when the history begins.
pub fn ends(history: &History, id: &str, began: Option<Timestamp>) -> Vec<End> {
    let mut ends: Vec<End> = Vec::new();
    let mut started = began;
    let mut signals: Vec<String> = Vec::new();
    let (mut running, mut stopped) = (true, false);
    for event in history.events.iter().filter(|event| event.kind == EventKind::Container && event.id == id) {
        match event.action.as_str() {
            "start" => {
                signals.clear();
                (started, running, stopped) = (Some(event.at), true, false);
            }
            "kill" => signals.push(signal_name(event.attribute("signal"))),
            // Engines tell of a stop after the end that it brought about, or just before.
            "stop" if running => stopped = true,
            "stop" => ends.iter_mut().last().into_iter().for_each(|end| end.by = EndedBy::Stop),
            "die" => {
                let code = event.attribute("exitCode").parse().ok();
                let is_fresh = history.until.is_some_and(|until| until.duration_since(event.at) < SETTLED);
                let by = match () {
                    () if stopped => EndedBy::Stop,
                    () if signals.is_empty() => EndedBy::Itself,
                    () if is_fresh => EndedBy::Unsettled,
                    // Not every signal ends a process, and none that it does not know ends the first one.
                    () if code.is_some_and(|code| code > OF_SIGNALS) => EndedBy::Kill,
                    () => EndedBy::Itself,
                };
                let lasted = started.map(|started| event.at.duration_since(started).as_millis());
                ends.push(End { code, by, lasted: lasted.and_then(|lasted| i64::try_from(lasted).ok()) });
                running = false;
            }
            _ => {}
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::Event;

    fn history(until: i64, lines: &[(i64, &str, &str)]) -> History {
        let event = |(second, action, value): &(i64, &str, &str)| Event {
            at: Timestamp::from_second(*second).unwrap(),
            kind: EventKind::Container,
            action: (*action).to_owned(),
            detail: String::new(),
            id: "x".to_owned(),
            attributes: match *action {
                "die" => [("exitCode".to_owned(), (*value).to_owned())].into(),
                "kill" => [("signal".to_owned(), (*value).to_owned())].into(),
                _ => [].into(),
            },
        };
        let until = Some(Timestamp::from_second(until).unwrap());
        History { events: lines.iter().map(event).collect(), complete: true, until, witnessed: Vec::new() }
    }

    fn by(until: i64, lines: &[(i64, &str, &str)]) -> Vec<EndedBy> {
        ends(&history(until, lines), "x", None).iter().map(|end| end.by).collect()
    }

    #[test]
    fn a_stop_a_kill_and_an_end_of_its_own_are_told_apart() {
        use EndedBy::{Itself, Kill, Stop, Unsettled};
        let stop = [(1, "start", ""), (2, "kill", "15"), (12, "kill", "9"), (12, "die", "137"), (12, "stop", "")];
        assert_eq!(by(20, &stop), [Stop]);
        assert_eq!(by(20, &[(1, "start", ""), (2, "kill", "15"), (2, "stop", ""), (2, "die", "143")]), [Stop]);
        assert_eq!(by(12, &stop[..4]), [Unsettled]);
        assert_eq!(by(20, &stop[..4]), [Kill]);
        assert_eq!(by(20, &[(1, "start", ""), (2, "kill", "9"), (2, "die", "137")]), [Kill]);
        assert_eq!(by(20, &[(1, "start", ""), (5, "die", "0")]), [Itself]);
        assert_eq!(by(5, &[(1, "start", ""), (5, "die", "0")]), [Itself]);
        // The first process of a container ignores what it does not know.
        assert_eq!(by(20, &[(1, "start", ""), (2, "kill", "28"), (5, "die", "0")]), [Itself]);
        assert_eq!(by(20, &[&stop[..], &[(13, "start", ""), (15, "die", "0")]].concat()), [Stop, Itself]);
    }

    #[test]
    fn a_run_lasts_from_its_start_or_as_long_as_is_known() {
        let lasted = |lines: &[(i64, &str, &str)], began| {
            let began = Timestamp::from_second(began).unwrap();
            ends(&history(90, lines), "x", Some(began)).iter().map(|end| end.lasted).collect::<Vec<_>>()
        };
        assert_eq!(lasted(&[(1, "start", ""), (5, "die", "0")], 0), [Some(4000)]);
        assert_eq!(lasted(&[(5, "die", "0"), (6, "start", ""), (8, "die", "0")], 2), [Some(3000), Some(2000)]);
    }
}
