//! When to judge: at once when something happened, once for a burst, and in less of a hurry while nothing new is seen.

use std::time::Duration;

use crate::check::Verdict;

use super::{Action, Change, Direction, Event, Judged, Judging, Phase, Question, Sight, State};

/// A burst of events is over after so long a silence.
const SOON: Duration = Duration::from_millis(120);
/// The longest that an event waits, however many there are.
const LATE: Duration = Duration::from_secs(2);
/// After such a silence the next event is news again.
const QUIET: Duration = Duration::from_secs(4);
/// Until a second look at what may still come true.
const AGAIN: Duration = Duration::from_millis(300);

impl State {
    /// Takes an event in; gives what to do, in order.
    pub fn step(&mut self, event: Event) -> Vec<Action> {
        self.let_question_go(&event);
        match event {
            Event::Key(press) => self.key(press),
            Event::Happened { after } => self.happened(after),
            Event::EngineThere => self.engine_there(),
            Event::EngineGone => self.engine_gone(),
            Event::Entered { passed, begun, solution_seen } => {
                *self = Self {
                    phase: if passed { Phase::Passed } else { Phase::Reading },
                    engine: self.engine,
                    begun,
                    solution_seen,
                    ..Self::default()
                };
                let begins = self.engine == Sight::There && !passed;
                if begins { vec![Action::StopJudging, Action::Begin] } else { vec![Action::StopJudging] }
            }
            Event::Began => {
                self.begun = true;
                self.judge_now(false)
            }
            Event::Answered => self.judge_now(true),
            Event::Back => self.judge_now(false),
            Event::Due => self.due(),
            Event::Judged(judged) => self.judged(judged),
            Event::Record(change) => self.record(change),
        }
    }

    /// A question that nobody answers does not outlive what it was asked about: it goes with the next thing that
    /// happens. Not with a burst's further events, or nobody could answer it while a container talks.
    fn let_question_go(&mut self, event: &Event) {
        let is_news = match event {
            Event::Key(_) | Event::Due => false,
            Event::Happened { after } => *after >= QUIET,
            Event::Judged(judged) => judged.changed,
            _ => true,
        };
        if is_news {
            self.question = None;
        }
    }

    fn can_judge(&self) -> bool {
        self.engine == Sight::There && self.begun
    }

    fn happened(&mut self, after: Duration) -> Vec<Action> {
        if self.phase == Phase::Passed || !self.can_judge() {
            return Vec::new();
        }
        if after >= QUIET {
            self.calm = 0;
        }
        match &mut self.judging {
            Judging::Running { more, .. } | Judging::Waiting { more, again: true, .. } => *more = true,
            Judging::Waiting { .. } => {}
            Judging::Idle => return self.wait(),
        }
        Vec::new()
    }

    fn wait(&mut self) -> Vec<Action> {
        self.judging = Judging::Waiting { asked: false, again: false, more: false };
        vec![Action::Wake(LATE.min(SOON * 2_u32.pow(self.calm.min(8))))]
    }

    /// Judges without delay; after the one under way, if there is one.
    pub(super) fn judge_now(&mut self, wanted: bool) -> Vec<Action> {
        if !self.can_judge() || (self.phase == Phase::Passed && !wanted) {
            return Vec::new();
        }
        self.calm = 0;
        match &mut self.judging {
            // What it has seen so far may be from before: it starts over.
            Judging::Running { asked, .. } | Judging::Waiting { asked, .. } => {
                let asked = *asked || wanted;
                self.judging = Judging::Running { asked, more: false };
                vec![Action::StopJudging, Action::Judge { asked, again: false }]
            }
            Judging::Idle => {
                self.judging = Judging::Running { asked: wanted, more: false };
                vec![Action::Judge { asked: wanted, again: false }]
            }
        }
    }

    fn due(&mut self) -> Vec<Action> {
        let Judging::Waiting { asked, again, more } = self.judging else { return Vec::new() };
        self.judging = Judging::Running { asked, more };
        vec![Action::Judge { asked, again }]
    }

    fn judged(&mut self, judged: Judged) -> Vec<Action> {
        let Judging::Running { asked, more } = self.judging else { return Vec::new() };
        self.stale = judged.stale;
        self.calm = if judged.changed { 0 } else { self.calm.saturating_add(1) };
        if judged.verdict == Verdict::Pass {
            self.judging = Judging::Idle;
            let first = self.phase == Phase::Reading;
            self.phase = Phase::Passed;
            self.question = self.question.filter(|question| *question != Question::Skip);
            return if first { vec![Action::Debrief] } else { Vec::new() };
        }
        if !judged.settled {
            self.judging = Judging::Waiting { asked, again: true, more };
            return vec![Action::Wake(AGAIN)];
        }
        self.judging = Judging::Idle;
        if more { self.wait() } else { Vec::new() }
    }

    fn engine_there(&mut self) -> Vec<Action> {
        self.engine = Sight::There;
        match self.phase {
            Phase::Passed => Vec::new(),
            Phase::Reading if self.begun => self.judge_now(false),
            Phase::Reading => vec![Action::Begin],
        }
    }

    fn engine_gone(&mut self) -> Vec<Action> {
        self.engine = Sight::Gone;
        self.judging = Judging::Idle;
        vec![Action::StopJudging]
    }

    fn record(&mut self, change: Change) -> Vec<Action> {
        match change {
            Change::Elsewhere(step) => vec![Action::Go(Direction::To(step))],
            Change::Restarted => {
                self.phase = Phase::Reading;
                self.begun = true;
                self.stale = false;
                self.judge_now(false)
            }
            Change::Other => self.judge_now(false),
        }
    }
}
