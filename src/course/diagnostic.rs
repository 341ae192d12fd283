//! What is wrong with a course: a message with path, line, column and the span to underline.
//!
//! Pure data. How it looks on a terminal is `ui`'s business.

use std::fmt;
use std::ops::Range;

/// How many names a help lists at most.
const LISTED: usize = 12;

/// How bad a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The course can't be used as it is.
    Error,
    /// The course works, and its author should have a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is wrong with a file of a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file, from the course's folder: `checks/06-network.toml`.
    pub path: String,
    /// The bytes meant; empty at a point or when the whole file is meant.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, as a lowercase fragment.
    pub message: String,
    /// What stands beside the caret.
    pub label: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about a whole file, such as one that is missing.
    pub fn of_file(severity: Severity, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity,
            path: path.into(),
            span: 0..0,
            line: 1,
            column: 1,
            message: message.into(),
            label: None,
            help: None,
        }
    }

    /// A diagnostic about the bytes `span` of `text`, the content of `path`.
    pub fn at(
        severity: Severity,
        path: impl Into<String>,
        text: &str,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let span = within(text, &span);
        let (line, column) = line_column(text, span.start);
        Self { span, line, column, ..Self::of_file(severity, path, message) }
    }

    pub(super) fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }

    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Offers the candidate that is closest to `name`; says nothing when none is close.
    pub(super) fn suggest<'c>(&mut self, name: &str, candidates: impl IntoIterator<Item = &'c str>) -> &mut Self {
        match did_you_mean(name, candidates) {
            Some(candidate) => self.help(format!("did you mean `{candidate}`?")),
            None => self,
        }
    }

    /// Offers the candidate that is closest to `name`, or else lists them all.
    pub(super) fn suggest_or_list<'c, I>(&mut self, name: &str, candidates: I) -> &mut Self
    where
        I: IntoIterator<Item = &'c str> + Clone,
    {
        let all: Vec<&str> = candidates.clone().into_iter().collect();
        if self.suggest(name, candidates).help.is_none() && !all.is_empty() {
            let more = if all.len() > LISTED { ", …" } else { "" };
            self.help(format!("one of: {}{more}", all[..all.len().min(LISTED)].join(", ")));
        }
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `path:line:column: error: message`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}: {}", self.path, self.line, self.column, self.severity, self.message)
    }
}

/// Line and column, both from 1, of a byte offset. Columns count characters; a line ends with `\n` or `\r\n`. An
/// offset past the end is taken as the end.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let offset = floor_boundary(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, text[line_start..offset].chars().count() + 1)
}

/// The candidate that someone who wrote `name` most likely meant.
///
/// Letters' case does not count; a part of a name (`swapped` of `port-swapped`) is close as well.
pub fn did_you_mean<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = name.to_lowercase();
    let allowed = ((wanted.chars().count() + 1) / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = strsim::damerau_levenshtein(&wanted, &lower);
            let part = wanted.len() > 2 && lower.split(['-', '_', '/']).any(|part| part == wanted);
            (distance <= allowed || part).then_some((if part { distance.min(allowed) } else { distance }, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Collects what is wrong with one file.
pub(super) struct Problems<'t> {
    pub(super) path: &'t str,
    pub(super) text: &'t str,
    found: Vec<Diagnostic>,
}

impl<'t> Problems<'t> {
    pub(super) fn new(path: &'t str, text: &'t str) -> Self {
        Self { path, text, found: Vec::new() }
    }

    pub(super) fn error(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Error, span, message)
    }

    pub(super) fn warning(&mut self, span: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Warning, span, message)
    }

    fn add(&mut self, severity: Severity, span: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        let index = self.found.len();
        self.found.push(Diagnostic::at(severity, self.path, self.text, span, message));
        &mut self.found[index]
    }

    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }

    pub(super) fn line(&self, offset: usize) -> usize {
        line_column(self.text, offset).0
    }
}

/// The span, made to fit `text`: in order, inside, and between characters.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, span.start);
    let end = floor_boundary(text, span.end.max(start));
    start..end.max(start)
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
