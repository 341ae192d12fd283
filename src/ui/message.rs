//! Warnings and errors as lines: a label, what happened, why, what to do. Pure.

use super::sanitize::clean;
use super::style::Label;
use super::text::Line;
use crate::words::Words;

/// The lines of an error: what failed and every cause, already in words; then what to do.
pub fn error_page(said: &[String], hints: &[String], words: Words) -> Vec<Line> {
    let mut page = Vec::new();
    for (number, text) in said.iter().enumerate() {
        let (label, name) = if number == 0 { (Label::Error, "ui-error") } else { (Label::Dim, "ui-caused-by") };
        page.extend(message(label, &words.text(name), text));
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
