//! What came of a step's checks: a line for each, and below the first that is open, what was expected, what is there,
//! the slip in plain words, and what to do next. Everything after it waits, dimmed, each with no more than a line on why
//! it did not pass. Pure.

use super::markdown::{self, MarkdownOptions};
use super::sanitize::visible;
use super::signs::Sign;
use super::style::Label;
use super::text::{Line, Span};
use super::wrap::{fold, wrap};
use crate::check::Verdict;

/// Columns that a value has at least, however long the labels are.
const LEAST_VALUE: usize = 16;
const INDENT: &str = "    ";

/// A report, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportView {
    /// Checks in order. Of those with details the first is opened, of the others only the first sentence is shown.
    pub checks: Vec<CheckView>,
}

/// One check, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckView {
    /// Verdict.
    pub verdict: Verdict,
    /// What is looked at: `container test-server-node`.
    pub what: String,
    /// What tells it from another check that looks at the same thing; mostly empty.
    pub note: String,
    /// What it waits for, in words; only on `skip`.
    pub waits_for: Option<String>,
    /// What there is to say when it is the first to mend.
    pub details: Option<Details>,
}

/// Why a check did not pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// What differs, property by property.
    pub differences: Vec<Difference>,
    /// The slip or the cause in plain words, as Markdown.
    pub says: Option<String>,
    /// What to try next, each one a line of Markdown; the last is the most likely command.
    pub next: Vec<String>,
}

/// Expected and actual of one property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The property, in words; may be empty.
    pub label: String,
    /// What was expected; `None` where nothing says it.
    pub expected: Option<Side>,
    /// What is there.
    pub actual: Side,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// A value: data, shown whole, its invisible characters made visible.
    Value(String),
    /// Words about it: `nothing`, `any other value than before`.
    Words(String),
}

/// The lines of a report.
pub fn render_report(view: &ReportView, options: MarkdownOptions) -> Vec<Line> {
    let mut page = Vec::new();
    let what_width = view.checks.iter().map(|check| Line::plain(&check.what).width()).max().unwrap_or(0);
    let opened = view.checks.iter().position(|check| check.details.is_some());
    for (number, check) in view.checks.iter().enumerate() {
        let waits = opened.is_some_and(|opened| opened < number) && check.verdict != Verdict::Pass;
        page.extend(check_lines(check, what_width, waits, options));
        let Some(details) = &check.details else { continue };
        if opened == Some(number) {
            page.push(Line::new());
            page.extend(details_lines(details, options));
            if number + 1 < view.checks.len() {
                page.push(Line::new());
            }
        } else if let Some(says) = &details.says {
            page.extend(brief_lines(says, options));
        }
    }
    page
}

/// The first sentence, dimmed: the rest has its turn when what stands above is mended.
fn brief_lines(says: &str, options: MarkdownOptions) -> Vec<Line> {
    let inner = MarkdownOptions { width: options.width.saturating_sub(INDENT.len()).max(1), ..options };
    let dimmed = |line: Line| {
        let labels = |span: &Span| [&[Label::Dim], span.labels()].concat();
        let spans = line.spans().iter().map(|span| Span::new(span.text(), &labels(span)));
        Line::from(spans.collect::<Vec<_>>()).after(&Line::plain(INDENT))
    };
    markdown::render(first_sentence(says), inner).into_iter().map(dimmed).collect()
}

/// The text up to the end of its first sentence; what stands in backticks ends none.
fn first_sentence(text: &str) -> &str {
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    let mut in_code = false;
    let mut ended = None;
    for (at, c) in paragraph.char_indices() {
        match c {
            '`' => in_code = !in_code,
            _ if in_code => {}
            '.' | '?' | '!' => {
                ended = Some(at + c.len_utf8());
                continue;
            }
            _ if c.is_whitespace() => {
                if let Some(end) = ended {
                    return &paragraph[..end];
                }
            }
            _ => {}
        }
        ended = None;
    }
    paragraph
}

/// One check on one line, or hanging under its sign when the line is too short; dimmed when its turn is yet to come.
fn check_lines(check: &CheckView, what_width: usize, waits: bool, options: MarkdownOptions) -> Vec<Line> {
    let sign = match check.verdict {
        Verdict::Pass => Sign::Pass,
        Verdict::Fail => Sign::Fail,
        Verdict::Unknown => Sign::Unknown,
        Verdict::Skip => Sign::Wait,
    };
    let mut head = Line::new();
    head.push_sign(options.palette.signs(), sign);
    head.push_plain(" ");
    let hanging = Line::plain(&" ".repeat(head.width()));
    let what_labels: &[Label] = if waits || check.verdict == Verdict::Skip { &[Label::Dim] } else { &[] };
    let mut rest = check.note.clone();
    if let Some(waits_for) = &check.waits_for {
        let words = options.words.get("ui-waits-for", &[("check", waits_for.as_str().into())]);
        rest = if rest.is_empty() { words } else { format!("{rest} ({words})") };
    }
    let mut line = Line::from(vec![Span::new(&check.what, what_labels)]);
    if !rest.is_empty() {
        line.pad_to(what_width);
        line.push_plain("  ");
        line.push(Label::Dim, &rest);
    }
    if hanging.width() + line.width() <= options.width {
        return vec![line.after(&head)];
    }
    let inner = options.width.saturating_sub(hanging.width());
    let parts = [Span::new(&check.what, what_labels), Span::new(&rest, &[Label::Dim])];
    let wrapped = parts.into_iter().flat_map(|part| wrap(&[part], inner)).enumerate();
    wrapped.map(|(number, line)| line.after(if number == 0 { &head } else { &hanging })).collect()
}

/// What was expected and what is there, the slip, what to try; blank lines between.
pub fn details_lines(details: &Details, options: MarkdownOptions) -> Vec<Line> {
    let indent = Line::plain(INDENT);
    let inner = MarkdownOptions { width: options.width.saturating_sub(INDENT.len()).max(1), ..options };
    let mut parts: Vec<Vec<Line>> =
        details.differences.iter().map(|difference| difference_lines(difference, inner)).collect();
    parts.extend(details.says.as_ref().map(|says| markdown::render(says, inner)));
    parts.push(details.next.iter().flat_map(|next| next_lines(next, inner)).collect());
    let mut page = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !page.is_empty() {
            page.push(Line::new());
        }
        page.extend(part.into_iter().map(|line| if line.is_empty() { line } else { line.after(&indent) }));
    }
    page
}

fn next_lines(next: &str, options: MarkdownOptions) -> Vec<Line> {
    let arrow = Line::labelled(Label::Hint, options.palette.signs().pick("→ ", "> "));
    let hanging = Line::plain(&" ".repeat(arrow.width()));
    let inner = MarkdownOptions { width: options.width.saturating_sub(arrow.width()).max(1), ..options };
    let lines = markdown::render(next, inner).into_iter().enumerate();
    lines.map(|(number, line)| line.after(if number == 0 { &arrow } else { &hanging })).collect()
}

fn difference_lines(difference: &Difference, options: MarkdownOptions) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut indent = Line::new();
    if !difference.label.is_empty() {
        lines.extend(wrap(&[Span::new(&difference.label, &[Label::Strong])], options.width));
        indent = Line::plain("  ");
    }
    let actual = (&difference.actual, "ui-actual", Label::Actual);
    let sides: Vec<(&Side, String, Label)> = (difference.expected.iter())
        .map(|expected| (expected, "ui-expected", Label::Expected))
        .chain([actual])
        .map(|(side, name, label)| (side, options.words.text(name), label))
        .collect();
    let name_width = sides.iter().map(|(_, name, _)| Line::plain(name).width()).max().unwrap_or(0);
    let shown: Vec<String> = sides.iter().map(|(side, ..)| side_text(side, options)).collect();
    let value_width = options.width.saturating_sub(indent.width() + name_width + 2).max(LEAST_VALUE);
    for (number, (side, name, label)) in sides.into_iter().enumerate() {
        let own = &shown[number];
        let changed = match (&difference.expected, &difference.actual) {
            (Some(Side::Value(_)), Side::Value(_)) => changed_part(own, &shown[1 - number]),
            _ => own.len()..own.len(),
        };
        let base: &[Label] = if matches!(side, Side::Value(_)) { &[label] } else { &[Label::Dim] };
        let mut head = indent.clone();
        head.push(Label::Dim, &name);
        head.pad_to(indent.width() + name_width + 2);
        let hanging = Line::plain(&" ".repeat(head.width()));
        let mut at = 0;
        let mut first = true;
        for text in own.split('\n') {
            let mut line = Line::new();
            let cut = |position: usize| position.clamp(at, at + text.len()) - at;
            let (start, end) = (cut(changed.start), cut(changed.end));
            line.push_with(&text[..start], base);
            line.push_with(&text[start..end], &[label, Label::Changed]);
            line.push_with(&text[end..], base);
            for piece in fold(&line, value_width) {
                lines.push(piece.after(if first { &head } else { &hanging }));
                first = false;
            }
            at += text.len() + 1;
        }
    }
    lines
}

fn side_text(side: &Side, options: MarkdownOptions) -> String {
    match side {
        Side::Value(value) if value.is_empty() => options.words.text("ui-empty"),
        Side::Value(value) => visible(value, options.palette.signs()),
        Side::Words(words) => words.clone(),
    }
}

/// The part of `own` that `other` has differently; empty when they have nothing in common to set it off from.
fn changed_part(own: &str, other: &str) -> std::ops::Range<usize> {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = own.chars().zip(other.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (own_rest, other_rest) = (&own[start..], &other[start..]);
    let pairs = own_rest.chars().rev().zip(other_rest.chars().rev());
    let end: usize = pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    if start + end == 0 { own.len()..own.len() } else { start..own.len() - end }
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
