//! An export in each format: bytes out, nothing written anywhere.
//!
//! - `json`: the whole, as [`super`] describes it. `jsonl`: the same without chapters and steps: a line that says whose
//!   events these are and how they are sealed, then a line per event.
//! - `csv`: a row a step, RFC 4180 with a header; every text through [`super::cell`].
//! - `md`, `html`: for people, in the language asked for; one page, nothing from the network, no script.
//! - `junit`: a suite per chapter, a case per step: passed, failed (checked and not passed), in error (could not be
//!   looked at), skipped (not checked yet).
//! - `xapi`: statements of xAPI 1.0.3 about an opaque account, never with a name; the same event has the same id in
//!   every export of its record.

mod junit;
mod lines;
mod markdown;
mod page;
mod table;
mod view;
mod xapi;

use thiserror::Error;

use super::model::Export;
use crate::words::Words;

pub use markdown::Markdown;
pub use page::{end_page, policy};
pub use view::{ChapterView, Page, duration, period};

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The whole record.
    Json,
    /// The events, a line each.
    Jsonl,
    /// A row a step.
    Csv,
    /// A page in Markdown.
    Md,
    /// A page in HTML.
    Html,
    /// A JUnit report.
    Junit,
    /// Statements of xAPI.
    Xapi,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Json, Self::Jsonl, Self::Csv, Self::Md, Self::Html, Self::Junit, Self::Xapi];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Md => "md",
            Self::Html => "html",
            Self::Junit => "junit",
            Self::Xapi => "xapi",
        }
    }

    /// Whether the learner's name stands in it, if given.
    pub const fn has_name(self) -> bool {
        !matches!(self, Self::Xapi)
    }
}

/// Why an export could not be written. None of these is anybody's fault but the program's.
#[derive(Debug, Error)]
pub enum WriteError {
    /// As JSON.
    #[error("the export can't be written as JSON")]
    Json(#[from] serde_json::Error),
    /// As a table.
    #[error("the export can't be written as a table")]
    Csv(#[from] csv::Error),
    /// As a page.
    #[error("the export can't be written as a page")]
    Page(#[from] askama::Error),
    /// As a JUnit report.
    #[error("the export can't be written as a JUnit report")]
    Junit(#[from] quick_junit::SerializeError),
}

/// An export as a file's content, ending with a line end; pages and titles in the language of `words`.
pub fn write(export: &Export, format: Format, words: Words) -> Result<Vec<u8>, WriteError> {
    let mut bytes = match format {
        Format::Json => serde_json::to_vec_pretty(export)?,
        Format::Jsonl => lines::write(export)?,
        Format::Csv => table::write(export, words)?,
        Format::Md => page::markdown(export, words)?.into_bytes(),
        Format::Html => page::html(export, words)?.into_bytes(),
        Format::Junit => junit::write(export, words)?,
        Format::Xapi => serde_json::to_vec_pretty(&xapi::statements(export))?,
    };
    if !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
