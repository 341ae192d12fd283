//! The whole course in one sitting, and once more on the same engine. A program of its own, run by itself: any other container on the engine could be taken
//! for the learner's work.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, unreachable_pub)]

#[cfg(unix)]
mod again;
#[cfg(unix)]
mod journey;
#[cfg(unix)]
#[path = "../integration/learner.rs"]
#[expect(dead_code, reason = "what the other tests need of it")]
mod learner;
#[cfg(unix)]
mod shell;
#[cfg(unix)]
#[path = "../integration/terminal.rs"]
mod terminal;
