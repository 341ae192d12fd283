//! Reading an export back: any bytes in, an export or the reason why not out. Never panics, never fails on an edit.

use serde::Deserialize;
use thiserror::Error;

use super::chain;
use super::model::{Export, SCHEMA};

/// Bytes of the largest export that is read: some hundred times what a learner's years would make.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// An export, and what its hashes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The export.
    pub export: Export,
    /// Whether it is as kesako wrote it.
    pub seal: Seal,
}

/// What the hashes of an export say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// Nothing was edited by somebody who left the hashes alone. No proof of more.
    Whole,
    /// Edited.
    Edited {
        /// The first event that does not fit, from 0; `None`: the events fit, something else does not.
        event: Option<usize>,
    },
}

/// Why bytes are no export that this program can use.
#[derive(Debug, Error)]
pub enum ExportError {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error("the file is larger than any export ({} MiB)", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// It begins like JSON and ends in the middle.
    #[error("the file breaks off in line {line}")]
    CutShort {
        /// Line, from 1.
        line: usize,
    },
    /// Not JSON.
    #[error("the file is not JSON")]
    NotJson(#[source] serde_json::Error),
    /// JSON of something else.
    #[error("the file is JSON, but no export of kesako")]
    NotAnExport,
    /// From an older program whose exports are no longer understood.
    #[error("the export has schema {schema}, older than the {SCHEMA} that this kesako reads")]
    OlderSchema {
        /// Its number.
        schema: u64,
    },
    /// From a newer program.
    #[error("the export has schema {schema}; this kesako reads up to {SCHEMA}")]
    FutureSchema {
        /// Its number.
        schema: u64,
    },
    /// An export with a field missing or of the wrong type.
    #[error("the export is broken")]
    Broken(#[source] serde_json::Error),
    /// An export of another course than the one in question.
    #[error("the export is of the course `{found}`, not `{expected}`")]
    OtherCourse {
        /// Whose it is.
        found: String,
        /// Whose it should be.
        expected: String,
    },
}

/// What tells an export from any other JSON.
#[derive(Deserialize)]
struct Head {
    schema: Option<serde_json::Number>,
    kesako: Option<String>,
}

impl Export {
    /// Reads an export, and looks whether its hashes fit.
    pub fn read(bytes: &[u8]) -> Result<Read, ExportError> {
        if bytes.is_empty() {
            return Err(ExportError::Empty);
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(ExportError::TooLarge);
        }
        // A terminal or an editor may have put a mark in front.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut export: Self = serde_json::from_slice(bytes).map_err(|error| why_not(bytes, error))?;
        if export.schema != SCHEMA {
            return Err(other_schema(u64::from(export.schema)));
        }
        let event = chain::first_edited(&export);
        let is_whole = event.is_none() && chain::document(&mut export) == export.seal.document;
        Ok(Read { export, seal: if is_whole { Seal::Whole } else { Seal::Edited { event } } })
    }

    /// Whether it is of this course.
    pub fn is_of(&self, course: &str) -> Result<(), ExportError> {
        if self.course.id == course {
            return Ok(());
        }
        Err(ExportError::OtherCourse { found: self.course.id.clone(), expected: course.to_owned() })
    }
}

/// Why bytes could not be read as an export.
fn why_not(bytes: &[u8], error: serde_json::Error) -> ExportError {
    if error.is_eof() {
        return ExportError::CutShort { line: error.line() };
    }
    match serde_json::from_slice::<Head>(bytes) {
        Ok(Head { schema: Some(schema), kesako: Some(_) }) => match schema.as_u64() {
            Some(schema) if schema != u64::from(SCHEMA) => other_schema(schema),
            _ => ExportError::Broken(error),
        },
        Err(wrong) if wrong.is_syntax() => ExportError::NotJson(wrong),
        _ => ExportError::NotAnExport,
    }
}

const fn other_schema(schema: u64) -> ExportError {
    if schema < SCHEMA as u64 { ExportError::OlderSchema { schema } } else { ExportError::FutureSchema { schema } }
}
