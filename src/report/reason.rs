//! Why a file is left out of a report, or marked in it: typed, with a stable name and words.

use crate::progress::export::{ExportError, SCHEMA};
use crate::words::Words;

/// A file that is not in the report.
#[derive(Debug)]
pub struct LeftOut {
    /// As it was named.
    pub file: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file is not in a report.
#[derive(Debug)]
pub enum Reason {
    /// It is no export that can be used.
    Export(ExportError),
    /// It has more steps than any course.
    TooManySteps,
    /// A newer file, or the same once more, tells of the same record.
    Duplicate {
        /// The file that is shown instead.
        shown: String,
    },
    /// It is of another course than the report.
    OtherCourse {
        /// Its course.
        found: String,
        /// The report's.
        expected: String,
    },
    /// There is no such file.
    NotFound,
    /// It can't be read.
    Unreadable(std::io::Error),
    /// A pipe, a device, or a socket.
    NotAFile,
    /// A folder without any `.json` in it.
    EmptyFolder,
    /// A pattern that no file fits.
    NoMatch,
}

impl Reason {
    /// Its stable name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Export(error) => match error {
                ExportError::Empty => "empty",
                ExportError::TooLarge => "too-large",
                ExportError::CutShort { .. } => "cut-short",
                ExportError::NotJson(_) => "not-json",
                ExportError::NotAnExport => "not-an-export",
                ExportError::OlderSchema { .. } => "older-schema",
                ExportError::FutureSchema { .. } => "future-schema",
                ExportError::OtherCourse { .. } => "other-course",
                ExportError::Broken(_) => "broken",
            },
            Self::TooManySteps => "too-many-steps",
            Self::Duplicate { .. } => "duplicate",
            Self::OtherCourse { .. } => "other-course",
            Self::NotFound => "not-found",
            Self::Unreadable(_) => "unreadable",
            Self::NotAFile => "not-a-file",
            Self::EmptyFolder => "empty-folder",
            Self::NoMatch => "no-match",
        }
    }

    /// It in words.
    pub fn says(&self, words: Words) -> String {
        let get = |key: &str, name: &str, value: &str| words.get(key, &[(name, value.into())]);
        match self {
            Self::Export(error) => match error {
                ExportError::Empty => words.text("report-why-empty"),
                ExportError::TooLarge => words.text("report-why-too-large"),
                ExportError::CutShort { line } => words.get("report-why-cut-short", &[("line", (*line).into())]),
                ExportError::NotJson(_) => words.text("report-why-not-json"),
                ExportError::NotAnExport => words.text("report-why-not-an-export"),
                ExportError::OlderSchema { schema } => {
                    words.get("report-why-older-schema", &[("schema", (*schema).into()), ("known", SCHEMA.into())])
                }
                ExportError::FutureSchema { schema } => {
                    words.get("report-why-future-schema", &[("schema", (*schema).into()), ("known", SCHEMA.into())])
                }
                ExportError::OtherCourse { found, expected } => {
                    words.get("report-why-other-course", &[("found", found.into()), ("expected", expected.into())])
                }
                ExportError::Broken(error) => get("report-why-broken", "error", &words.json(error)),
            },
            Self::TooManySteps => words.text("report-why-too-many-steps"),
            Self::Duplicate { shown } => get("report-why-duplicate", "shown", shown),
            Self::OtherCourse { found, expected } => {
                words.get("report-why-other-course", &[("found", found.into()), ("expected", expected.into())])
            }
            Self::NotFound => words.text("report-why-not-found"),
            Self::Unreadable(error) => get("report-why-unreadable", "error", &words.io(error)),
            Self::NotAFile => words.text("report-why-not-a-file"),
            Self::EmptyFolder => words.text("report-why-empty-folder"),
            Self::NoMatch => words.text("report-why-no-match"),
        }
    }
}

/// What is said of a learner who is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The file's hashes don't fit: somebody edited it.
    Edited,
    /// The export is of another version of the course.
    OtherVersion(String),
}

impl Mark {
    /// Its stable name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::OtherVersion(_) => "other-version",
        }
    }

    /// It in words.
    pub fn says(&self, words: Words) -> String {
        match self {
            Self::Edited => words.text("report-mark-edited"),
            Self::OtherVersion(version) => words.get("report-mark-version", &[("version", version.into())]),
        }
    }
}
