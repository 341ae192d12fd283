//! Prepared answers, for tests.

use std::collections::VecDeque;

use super::{Prompt, PromptError, Question};

/// A prepared answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To `confirm`.
    Confirm(bool),
    /// To `select`.
    Select(usize),
    /// To `input`.
    Input(String),
    /// To `read_key`.
    Key(char),
    /// Ctrl+C, whatever was asked.
    Interrupt,
}

/// Gives prepared answers in order, and remembers the questions. An answer of another kind than the question, or none
/// at all, is an error as if nobody were there.
#[derive(Debug, Clone, Default)]
pub struct Scripted {
    answers: VecDeque<Answer>,
    asked: Vec<String>,
}

impl Scripted {
    /// With these answers.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: answers.into_iter().collect(), asked: Vec::new() }
    }

    /// The questions so far.
    pub fn asked(&self) -> &[String] {
        &self.asked
    }

    fn answer<T>(&mut self, question: Question<'_>, pick: impl FnOnce(Answer) -> Option<T>) -> Result<T, PromptError> {
        self.asked.push(question.text.to_owned());
        match self.answers.pop_front() {
            Some(Answer::Interrupt) => Err(PromptError::Interrupted),
            Some(answer) => pick(answer).ok_or_else(|| PromptError::refused(question)),
            None => Err(PromptError::refused(question)),
        }
    }
}

impl Prompt for Scripted {
    fn confirm(&mut self, question: Question<'_>, _: bool) -> Result<bool, PromptError> {
        self.answer(question, |answer| if let Answer::Confirm(yes) = answer { Some(yes) } else { None })
    }

    fn select(&mut self, question: Question<'_>, items: &[String], _: usize) -> Result<usize, PromptError> {
        let choice = |answer| if let Answer::Select(item) = answer { Some(item) } else { None };
        self.answer(question, |answer| choice(answer).filter(|item| *item < items.len()))
    }

    fn input(&mut self, question: Question<'_>, _: Option<&str>) -> Result<String, PromptError> {
        self.answer(question, |answer| if let Answer::Input(text) = answer { Some(text) } else { None })
    }

    fn read_key(&mut self, question: Question<'_>, keys: &[char]) -> Result<char, PromptError> {
        let choice = |answer| if let Answer::Key(key) = answer { Some(key) } else { None };
        self.answer(question, |answer| choice(answer).filter(|key| keys.contains(key)))
    }
}
