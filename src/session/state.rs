//! The state of a session, what can happen to it, and what it asks to be done.

use std::time::Duration;

use crate::check::Verdict;
use crate::course::StepId;

/// Where the learner is within a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// At work: what happens is judged.
    Reading,
    /// It passed: the debrief is there, and `n` goes on. Nothing is judged unasked.
    Passed,
}

/// What is known of the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// It was not asked yet.
    Unknown,
    /// It answers.
    There,
    /// It does not.
    Gone,
}

/// How far a judgement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judging {
    /// None is wanted.
    Idle,
    /// One begins when the time set is over.
    Waiting {
        /// The learner wants it.
        asked: bool,
        /// It looks again at what may still come true.
        again: bool,
        /// Something happened that a second look may not have seen.
        more: bool,
    },
    /// One is under way.
    Running {
        /// The learner wants it.
        asked: bool,
        /// Something happened since it began.
        more: bool,
    },
}

/// A question that the learner answers by the same key once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// To go on though the step has not passed.
    Skip,
    /// To see the solution.
    Solution,
}

/// What the session knows of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each shown in its own place")]
pub struct State {
    /// Where the learner is within the step.
    pub phase: Phase,
    /// What is known of the engine.
    pub engine: Sight,
    /// Whether the step has begun: without a beginning nothing is judged.
    pub begun: bool,
    /// How far a judgement is.
    pub judging: Judging,
    /// The question that is open.
    pub question: Option<Question>,
    /// Whether the last judgement saw state from before the step.
    pub stale: bool,
    /// Whether the solution was seen.
    pub solution_seen: bool,
    /// Whether the learner seems to type commands here: keys are taken for text until Enter.
    pub typing: bool,
    /// Judgements in a row that showed nothing new: the next one is in less of a hurry.
    pub calm: u32,
    /// The character typed last.
    pub last_key: Option<char>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            phase: Phase::Reading,
            engine: Sight::Unknown,
            begun: false,
            judging: Judging::Idle,
            question: None,
            stale: false,
            solution_seen: false,
            typing: false,
            calm: 0,
            last_key: None,
        }
    }
}

impl State {
    /// Whether the learner is at work on a step that has begun, with an engine to work on.
    pub fn waits_for_work(&self) -> bool {
        self.phase == Phase::Reading && self.begun && self.engine == Sight::There
    }
}

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A character.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Ctrl+C.
    Interrupt,
    /// Ctrl+D, or the terminal is gone.
    End,
    /// The terminal has another size, or Ctrl+L.
    Redraw,
    /// Text was pasted.
    Paste,
    /// Any other.
    Other,
}

/// What another command wrote into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The learner went to another step there.
    Elsewhere(StepId),
    /// The step began anew.
    Restarted,
    /// Something else: an answer, a hint, a check.
    Other,
}

/// What came of a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Verdict.
    pub verdict: Verdict,
    /// Whether nothing can still come true by itself.
    pub settled: bool,
    /// Whether it differs from the one before.
    pub changed: bool,
    /// Whether it saw state from before the step.
    pub stale: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Press),
    /// Something changed on the engine or in the step's folder.
    Happened {
        /// Time since the last such event.
        after: Duration,
    },
    /// The engine answers.
    EngineThere,
    /// The engine does not answer, or the connection broke.
    EngineGone,
    /// Another step is shown.
    Entered {
        /// Whether it has passed before.
        passed: bool,
        /// Whether it has begun before.
        begun: bool,
        /// Whether its solution was seen.
        solution_seen: bool,
    },
    /// The step began on the engine.
    Began,
    /// The learner answered a question.
    Answered,
    /// The learner comes back from a shell.
    Back,
    /// The time set is over.
    Due,
    /// A judgement is done.
    Judged(Judged),
    /// Another command wrote into the record.
    Record(Change),
}

/// Which way to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Direction {
    /// To the next step.
    Next,
    /// To the step before.
    Back,
    /// To this one.
    To(StepId),
}

/// How a session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// The learner quits.
    Quit,
    /// Ctrl+C.
    Interrupted,
}

/// Something to tell that needs no more than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// There is nothing to accept.
    NothingToAccept,
    /// That needs the engine.
    NeedsEngine,
    /// Pasted text is no keys.
    Pasted,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Begin the step on the engine, unless it has begun.
    Begin,
    /// Judge the step.
    Judge {
        /// The learner wants it: a failure is an attempt.
        asked: bool,
        /// It looks again at what may still come true.
        again: bool,
    },
    /// Send [`Event::Due`] after this time.
    Wake(Duration),
    /// Forget the judgement under way and the time set.
    StopJudging,
    /// Show another step.
    Go(Direction),
    /// Say that the step passed, and why.
    Debrief,
    /// Show the next hint.
    Hint,
    /// Ask for the answer to the step's question.
    Answer,
    /// Open a shell in the step's folder.
    Shell,
    /// Show the solution beside the learner's files.
    Diff,
    /// List chapters and steps.
    List,
    /// List what a reset would remove, ask, remove it.
    Reset,
    /// Let state from before the step count.
    Accept,
    /// Show every key.
    Help,
    /// Say something.
    Say(Note),
    /// Draw everything again.
    Redraw,
    /// End the session.
    Leave(Leave),
}
