//! Questions to the person at the terminal: a trait, so that what asks can be tested, and so that nothing waits for an
//! answer where nobody is.
//!
//! Single keys and numbers instead of menus that move: they read well aloud and work in any terminal. Ctrl+C and Esc
//! come back as [`PromptError::Interrupted`]; what to do then is for the command.

mod scripted;
mod terminal;

use std::io;

use thiserror::Error;

use super::output::Ui;
use crate::words::Words;

pub use scripted::{Answer, Scripted};
pub use terminal::TerminalPrompt;

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question<'a> {
    /// Its words, with their question mark.
    pub text: &'a str,
    /// What to type on the command line to have it answered beforehand: `--yes`, `--lang fr`.
    pub instead: &'a str,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum PromptError {
    /// Nobody to ask.
    #[error("there is no terminal to ask `{question}`")]
    Refused {
        /// What would have been asked.
        question: String,
        /// What answers it on the command line.
        instead: String,
    },
    /// Ctrl+C, Ctrl+D or Esc.
    #[error("interrupted")]
    Interrupted,
    /// The terminal failed.
    #[error("could not read from the terminal")]
    Terminal(#[source] io::Error),
}

impl PromptError {
    /// What to do about it, for the `hint:` lines.
    pub fn hint(&self, words: Words) -> Option<String> {
        match self {
            Self::Refused { instead, .. } => Some(words.get("ui-prompt-instead", &[("flag", instead.as_str().into())])),
            Self::Interrupted | Self::Terminal(_) => None,
        }
    }

    fn refused(question: Question<'_>) -> Self {
        Self::Refused { question: question.text.to_owned(), instead: question.instead.to_owned() }
    }
}

impl From<io::Error> for PromptError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof => Self::Interrupted,
            _ => Self::Terminal(error),
        }
    }
}

/// Someone who answers.
pub trait Prompt: Send {
    /// Yes or no; Enter means `default`.
    fn confirm(&mut self, question: Question<'_>, default: bool) -> Result<bool, PromptError>;

    /// One of `items`, by its position; Enter means `default`.
    fn select(&mut self, question: Question<'_>, items: &[String], default: usize) -> Result<usize, PromptError>;

    /// A line of text, trimmed; Enter alone means `default`, if there is one.
    fn input(&mut self, question: Question<'_>, default: Option<&str>) -> Result<String, PromptError>;

    /// One of `keys`, lower-case.
    fn read_key(&mut self, question: Question<'_>, keys: &[char]) -> Result<char, PromptError>;
}

/// Whoever can answer here: the person at the terminal, or nobody; with `yes`, every confirmation is given.
pub fn prompt(ui: &Ui, yes: bool) -> Box<dyn Prompt> {
    let inner: Box<dyn Prompt> =
        if ui.is_interactive() { Box::new(TerminalPrompt::new(ui)) } else { Box::new(Refusing) };
    if yes { Box::new(Agreeing(inner)) } else { inner }
}

/// Agrees to every confirmation (`--yes`), and leaves other questions to someone else.
pub struct Agreeing(pub Box<dyn Prompt>);

impl Prompt for Agreeing {
    fn confirm(&mut self, _: Question<'_>, _: bool) -> Result<bool, PromptError> {
        Ok(true)
    }

    fn select(&mut self, question: Question<'_>, items: &[String], default: usize) -> Result<usize, PromptError> {
        self.0.select(question, items, default)
    }

    fn input(&mut self, question: Question<'_>, default: Option<&str>) -> Result<String, PromptError> {
        self.0.input(question, default)
    }

    fn read_key(&mut self, question: Question<'_>, keys: &[char]) -> Result<char, PromptError> {
        self.0.read_key(question, keys)
    }
}

/// Nobody: every question is an error that names what to type instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusing;

impl Prompt for Refusing {
    fn confirm(&mut self, question: Question<'_>, _: bool) -> Result<bool, PromptError> {
        Err(PromptError::refused(question))
    }

    fn select(&mut self, question: Question<'_>, _: &[String], _: usize) -> Result<usize, PromptError> {
        Err(PromptError::refused(question))
    }

    fn input(&mut self, question: Question<'_>, _: Option<&str>) -> Result<String, PromptError> {
        Err(PromptError::refused(question))
    }

    fn read_key(&mut self, question: Question<'_>, _: &[char]) -> Result<char, PromptError> {
        Err(PromptError::refused(question))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::ui::Palette;

    const QUESTION: Question<'_> = Question { text: "Remove them?", instead: "--yes" };

    #[test]
    fn without_a_terminal_the_error_names_the_flag() {
        let (ui, _) = Ui::captured(Language::En, 80, Palette::plain());
        let error = prompt(&ui, false).confirm(QUESTION, true).unwrap_err();
        assert_eq!(error.to_string(), "there is no terminal to ask `Remove them?`");
        assert_eq!(error.hint(ui.words()).unwrap(), "give --yes to answer it beforehand");
    }

    #[test]
    fn yes_agrees_and_answers_nothing_else() {
        let (ui, _) = Ui::captured(Language::En, 80, Palette::plain());
        let mut prompt = prompt(&ui, true);
        assert!(prompt.confirm(QUESTION, false).unwrap());
        assert!(matches!(prompt.input(QUESTION, None), Err(PromptError::Refused { .. })));
    }

    #[test]
    fn scripted_answers_come_in_order_and_must_fit() {
        let mut prompt =
            Scripted::new([Answer::Confirm(false), Answer::Select(5), Answer::Interrupt, Answer::Key('n')]);
        assert!(!prompt.confirm(QUESTION, true).unwrap());
        assert!(prompt.select(QUESTION, &["one".to_owned()], 0).is_err());
        assert!(matches!(prompt.input(QUESTION, None), Err(PromptError::Interrupted)));
        assert_eq!(prompt.read_key(QUESTION, &['y', 'n']).unwrap(), 'n');
        assert!(prompt.confirm(QUESTION, true).is_err());
        assert_eq!(prompt.asked().len(), 5);
    }
}
