//! Why a command could not do its work. Prints nothing: `main` gives it to the screen.

use std::error::Error;
use std::fmt;

use crate::course::Diagnostic;
use crate::engine::EngineError;
use crate::exit_code::Exit;
use crate::probe::Cause;
use crate::progress::RecordError;
use crate::ui::PromptError;

/// What went wrong, how to end, and what to type next.
#[derive(Debug)]
pub struct CommandError {
    /// How the command ends.
    pub exit: Exit,
    /// What went wrong, with its causes.
    pub error: Box<dyn Error + Send + Sync>,
    /// What to do, one line of Markdown each.
    pub hints: Vec<String>,
    /// What is wrong with the course's files; each is shown with its place.
    pub diagnostics: Vec<Diagnostic>,
}

impl CommandError {
    /// An error that ends the command with `exit`.
    pub fn new(exit: Exit, error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { exit, error: error.into(), hints: Vec::new(), diagnostics: Vec::new() }
    }

    /// A command line that is not understood.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message.into())
    }

    /// With one more thing to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl From<RecordError> for CommandError {
    fn from(error: RecordError) -> Self {
        Self::new(Exit::Progress, error)
    }
}

impl From<EngineError> for CommandError {
    fn from(error: EngineError) -> Self {
        let hint = match error.cause() {
            _ if matches!(error, EngineError::Context { .. }) => Some("docker context ls"),
            Cause::EngineGone | Cause::Timeout | Cause::Permission => Some("kesako doctor"),
            Cause::ImageMissing => Some("kesako images"),
            _ => None,
        };
        let error = Self::new(Exit::CouldNotLook, error);
        match hint {
            Some(hint) => error.hint(format!("`{hint}`")),
            None => error,
        }
    }
}

impl From<PromptError> for CommandError {
    fn from(error: PromptError) -> Self {
        let exit = match error {
            PromptError::Refused { .. } => Exit::Usage,
            PromptError::Interrupted => Exit::Interrupted,
            PromptError::Terminal(_) => Exit::CouldNotLook,
        };
        let hint = match &error {
            PromptError::Refused { instead, .. } => Some(format!("`{instead}`")),
            _ => None,
        };
        let error = Self::new(exit, error);
        match hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }
}

impl From<Vec<Diagnostic>> for CommandError {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::new(Exit::Course, InvalidCourse) }.hint("`kesako course lint`")
    }
}

/// A course that can't be used; what is wrong with it are the diagnostics beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the course is invalid")]
pub struct InvalidCourse;

/// What a command comes to: how it ends, or why it could not.
pub type Outcome = Result<Exit, CommandError>;
