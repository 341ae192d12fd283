//! Labelled text: lines made of spans. Whatever goes into a span is cleaned of control characters on the way, so that
//! everything built from these types is safe to show, and as wide as it says.

use unicode_width::UnicodeWidthStr;

use super::sanitize::clean;
use super::signs::{Sign, Signs};
use super::style::Label;

/// What a tab is shown as.
const TAB: &str = "    ";

/// A piece of one line, with the labels that apply to it, outer ones first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    text: String,
    labels: Vec<Label>,
}

impl Span {
    /// Cleaned `text` with these labels; tabs and line breaks become spaces.
    pub fn new(text: &str, labels: &[Label]) -> Self {
        let text = clean(text).replace('\t', TAB).replace('\n', " ");
        Self { text, labels: labels.to_vec() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The labels, outer ones first.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Columns that it takes.
    pub fn width(&self) -> usize {
        self.text.width()
    }
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    spans: Vec<Span>,
}

impl Line {
    /// An empty line.
    pub const fn new() -> Self {
        Self { spans: Vec::new() }
    }

    /// A line with one label.
    pub fn labelled(label: Label, text: &str) -> Self {
        let mut line = Self::new();
        line.push(label, text);
        line
    }

    /// A line without labels.
    pub fn plain(text: &str) -> Self {
        let mut line = Self::new();
        line.push_plain(text);
        line
    }

    /// Adds text with a label.
    pub fn push(&mut self, label: Label, text: &str) {
        self.push_with(text, &[label]);
    }

    /// Adds text without labels.
    pub fn push_plain(&mut self, text: &str) {
        self.push_with(text, &[]);
    }

    /// Adds text with any labels.
    pub fn push_with(&mut self, text: &str, labels: &[Label]) {
        self.push_span(Span::new(text, labels));
    }

    /// Adds a sign, in its colour, as wide as every other sign.
    pub fn push_sign(&mut self, signs: Signs, sign: Sign) {
        self.push(sign.label(), signs.padded(sign));
    }

    /// Adds a span, joined with the one before if the labels are the same.
    pub fn push_span(&mut self, span: Span) {
        match self.spans.last_mut() {
            Some(last) if last.labels == span.labels => last.text.push_str(&span.text),
            _ if span.text.is_empty() => {}
            _ => self.spans.push(span),
        }
    }

    /// Adds the spans of another line.
    pub fn extend(&mut self, other: Self) {
        for span in other.spans {
            self.push_span(span);
        }
    }

    /// Adds spaces until the line is `width` columns wide.
    pub fn pad_to(&mut self, width: usize) {
        self.push_plain(&" ".repeat(width.saturating_sub(self.width())));
    }

    /// This line with `prefix` in front.
    #[must_use]
    pub fn after(self, prefix: &Self) -> Self {
        let mut line = prefix.clone();
        line.extend(self);
        line
    }

    /// The spans.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Columns that it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(Span::width).sum()
    }

    /// Whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

impl From<Vec<Span>> for Line {
    fn from(spans: Vec<Span>) -> Self {
        let mut line = Self::new();
        for span in spans {
            line.push_span(span);
        }
        line
    }
}

/// A text of several lines with one label; a last line break opens no further line.
pub fn lines(label: Label, text: &str) -> Vec<Line> {
    clean(text).lines().map(|line| Line::labelled(label, line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_cleaned_and_stay_on_their_line() {
        let line = Line::plain("a\u{1b}[31m\tb\nc\u{7}");
        assert_eq!(line.spans()[0].text(), "a    b c");
        assert_eq!(line.width(), 8);
    }

    #[test]
    fn neighbours_with_the_same_labels_are_one_span() {
        let mut line = Line::labelled(Label::Dim, "a");
        line.push(Label::Dim, "b");
        line.push_plain("");
        line.push_plain("c");
        assert_eq!(line.spans().len(), 2);
        line.pad_to(6);
        assert_eq!(line.width(), 6);
    }

    #[test]
    fn wide_characters_count_for_two_columns() {
        assert_eq!(Line::plain("日本 🐳").width(), 7);
    }

    #[test]
    fn every_line_of_a_text_keeps_the_label() {
        assert_eq!(lines(Label::Dim, "one\r\n\ntwo\n").len(), 3);
    }
}
