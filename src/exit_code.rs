//! The exit codes, each with its meaning. Computed in one place, from what a command found.

use std::process::ExitCode;

use crate::check::Verdict;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Done, or all pass.
    Done = 0,
    /// Some check fails.
    Fail = 1,
    /// The command line is not understood.
    Usage = 2,
    /// Engine, registry or permission: could not look.
    CouldNotLook = 3,
    /// The course is invalid.
    Course = 4,
    /// Progress can't be read or written.
    Progress = 5,
    /// A bug.
    Bug = 70,
    /// Interrupted.
    Interrupted = 130,
}

impl Exit {
    /// The code of a verdict.
    pub const fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Done,
            Verdict::Fail => Self::Fail,
            Verdict::Unknown | Verdict::Skip => Self::CouldNotLook,
        }
    }

    /// The number.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
