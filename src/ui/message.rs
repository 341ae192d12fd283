//! Warnings and errors as lines: a label, what happened, why, what to do. Pure.

use std::error::Error;

use super::sanitize::clean;
use super::style::Label;
use super::text::Line;
use crate::words::Words;

/// The lines of an error: what failed, every cause that says something new, what to do.
pub fn error_page(error: &dyn Error, hints: &[String], words: Words) -> Vec<Line> {
    let mut said = error.to_string();
    let mut page = message(Label::Error, &words.text("ui-error"), &said);
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !said.ends_with(&text) {
            page.extend(message(Label::Dim, &words.text("ui-caused-by"), &text));
        }
        said = text;
        cause = error.source();
    }
    for hint in hints {
        page.extend(message(Label::Hint, &words.text("ui-hint"), hint));
    }
    page
}

/// The lines of a warning.
pub fn warning_page(text: &str, words: Words) -> Vec<Line> {
    message(Label::Warning, &words.text("ui-warning"), text)
}

/// `label: text`, further lines of the text under its first.
fn message(label: Label, name: &str, text: &str) -> Vec<Line> {
    let mut page = Vec::new();
    for (number, words) in clean(text).lines().enumerate() {
        let mut line = Line::new();
        if number == 0 {
            line.push(label, name);
            line.push_plain(" ");
        } else {
            line.push_plain("  ");
        }
        line.push_plain(words);
        page.push(line);
    }
    page
}
