//! Questions on the terminal: single keys read raw, lines read by dialoguer.

use console::{Key, Term};
use dialoguer::Input;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};

use super::{Prompt, PromptError, Question};
use crate::ui::output::Ui;
use crate::ui::sanitize::clean;
use crate::ui::style::{Label, Palette};
use crate::ui::text::Line;
use crate::words::Words;

/// Asks on the terminal.
pub struct TerminalPrompt {
    term: Term,
    palette: Palette,
    words: Words,
}

impl TerminalPrompt {
    /// With the colours and the language of `ui`.
    pub fn new(ui: &Ui) -> Self {
        Self { term: Term::stdout(), palette: ui.palette(), words: ui.words() }
    }

    fn ask(&self, question: &str, choices: &str) -> Result<(), PromptError> {
        let mut line = Line::labelled(Label::Strong, question);
        line.push(Label::Dim, &format!(" {choices}"));
        self.term.write_str(&format!("{} ", self.palette.paint(&line)))?;
        Ok(())
    }

    /// Waits for a key that `accept` takes, shows it, and ends the line.
    fn key<T>(&self, accept: impl Fn(&Key) -> Option<(String, T)>) -> Result<T, PromptError> {
        loop {
            let key = self.term.read_key_raw()?;
            if matches!(key, Key::CtrlC | Key::Escape | Key::UnknownEscSeq(_) | Key::Char('\u{4}')) {
                self.term.write_line("")?;
                return Err(PromptError::Interrupted);
            }
            if let Some((shown, answer)) = accept(&key) {
                self.term.write_line(&shown)?;
                return Ok(answer);
            }
        }
    }
}

impl Prompt for TerminalPrompt {
    fn confirm(&mut self, question: Question<'_>, default: bool) -> Result<bool, PromptError> {
        let (yes, no) = (self.words.text("ui-prompt-yes"), self.words.text("ui-prompt-no"));
        let choices =
            if default { format!("[{}/{no}]", yes.to_uppercase()) } else { format!("[{yes}/{}]", no.to_uppercase()) };
        self.ask(question.text, &choices)?;
        let shown = |answer: bool| (if answer { yes.clone() } else { no.clone() }, answer);
        self.key(|key| match key {
            Key::Enter => Some(shown(default)),
            // `y` is understood in every language.
            Key::Char(c) if c.eq_ignore_ascii_case(&'y') || yes.eq_ignore_ascii_case(&c.to_string()) => {
                Some(shown(true))
            }
            Key::Char(c) if no.eq_ignore_ascii_case(&c.to_string()) => Some(shown(false)),
            _ => None,
        })
    }

    fn select(&mut self, question: Question<'_>, items: &[String], default: usize) -> Result<usize, PromptError> {
        self.term.write_line(&self.palette.paint(&Line::labelled(Label::Strong, question.text)))?;
        for (number, item) in items.iter().enumerate() {
            let mut line = Line::plain("  ");
            line.push(Label::Key, &(number + 1).to_string());
            line.push_plain(&format!("  {item}"));
            self.term.write_line(&self.palette.paint(&line))?;
        }
        let number = self.words.text("ui-prompt-number");
        let choice = |text: &str| text.parse::<usize>().ok().filter(|number| (1..=items.len()).contains(number));
        if items.len() <= 9 {
            self.ask(&number, &format!("[{}]", default + 1))?;
            return self.key(|key| match key {
                Key::Enter => Some(((default + 1).to_string(), default)),
                Key::Char(c) => choice(&c.to_string()).map(|number| (c.to_string(), number - 1)),
                _ => None,
            });
        }
        loop {
            let text = self.input(Question { text: &number, ..question }, Some(&(default + 1).to_string()))?;
            if let Some(number) = choice(&text) {
                return Ok(number - 1);
            }
        }
    }

    fn input(&mut self, question: Question<'_>, default: Option<&str>) -> Result<String, PromptError> {
        let theme: Box<dyn Theme> =
            if self.palette.is_colored() { Box::new(ColorfulTheme::default()) } else { Box::new(SimpleTheme) };
        let mut input = Input::<String>::with_theme(theme.as_ref()).with_prompt(clean(question.text)).report(true);
        if let Some(default) = default {
            input = input.default(default.to_owned());
        }
        match input.interact_text_on(&self.term) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(dialoguer::Error::IO(error)) => {
                self.term.write_line("")?;
                Err(error.into())
            }
        }
    }

    fn read_key(&mut self, question: Question<'_>, keys: &[char]) -> Result<char, PromptError> {
        let choices: Vec<String> = keys.iter().map(char::to_string).collect();
        self.ask(question.text, &format!("[{}]", choices.join("/")))?;
        self.key(|key| match key {
            Key::Char(c) => Some(c.to_ascii_lowercase()).filter(|c| keys.contains(c)).map(|c| (c.to_string(), c)),
            _ => None,
        })
    }
}
