//! The interactive session as a machine: what happened goes in, what to do comes out. Pure: no clock, no words, no
//! terminal; who carries the actions out reports back with further events.
//!
//! One judgement is under way at the most. What happens meanwhile leads to one more when it is done; a burst leads to
//! one. Nothing is scheduled while nothing happens. The machine never goes to another step by itself.

mod judging;
mod keys;
mod state;

pub use state::{Action, Change, Direction, Event, Judged, Judging, Leave, Note, Phase, Press, Question, Sight, State};

#[cfg(test)]
mod tests;
