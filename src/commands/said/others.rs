//! The errors of everything but the engine in words: one arm per variant.

use std::error::Error;
use std::path::Path;

use crate::commands::images::{FetchError, KitError, KitFault};
use crate::commands::script::ScriptError;
use crate::course::{FindStepError, RestampError, SourceError};
use crate::error::InvalidCourse;
use crate::progress::RecordError;
use crate::ui::PromptError;
use crate::words::Words;

use super::{Unlooked, get, io};

/// The words of an error that is known here.
pub(super) fn said(error: &(dyn Error + 'static), words: Words) -> Option<String> {
    if let Some(error) = error.downcast_ref() {
        return Some(io(error, words));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(words.json(error));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(record(error, words));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(find(error, words));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(prompt(error, words));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(script(error, words));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(kit(error, words));
    }
    if let Some(error) = error.downcast_ref() {
        return Some(fetch(error, words));
    }
    if let Some(SourceError { path, .. }) = error.downcast_ref() {
        return Some(get(words, "error-course-read", &[("path", path)]));
    }
    if let Some(error) = error.downcast_ref::<RestampError>() {
        return Some(words.text(match error {
            RestampError::Broken(_) => "error-course-broken",
            RestampError::Write(_) => "error-course-stamps",
        }));
    }
    if error.is::<Unlooked>() {
        return Some(words.text("error-unseen"));
    }
    error.is::<InvalidCourse>().then(|| words.text("error-course-invalid"))
}

fn with_path(words: Words, key: &str, path: &Path) -> String {
    get(words, key, &[("path", &path.display().to_string())])
}

fn record(error: &RecordError, words: Words) -> String {
    match error {
        RecordError::Make { path, .. } => with_path(words, "error-record-make", path),
        RecordError::Read { path, .. } => with_path(words, "error-record-read", path),
        RecordError::Write { path, .. } => with_path(words, "error-record-write", path),
        RecordError::Busy { path } => with_path(words, "error-record-busy", path),
    }
}

fn find(error: &FindStepError, words: Words) -> String {
    match error {
        FindStepError::NoChapter { wanted, .. } => get(words, "error-no-chapter", &[("wanted", wanted)]),
        FindStepError::NoStep { wanted, .. } => get(words, "error-no-step", &[("wanted", wanted)]),
        FindStepError::NoPosition { chapter, wanted, steps } => {
            let (wanted, steps) = (wanted.to_string(), steps.to_string());
            get(words, "error-no-position", &[("chapter", &chapter.0), ("wanted", &wanted), ("steps", &steps)])
        }
        FindStepError::Ambiguous { wanted, .. } => get(words, "error-ambiguous", &[("wanted", wanted)]),
        FindStepError::Broken(_) => words.text("error-course-broken"),
    }
}

fn prompt(error: &PromptError, words: Words) -> String {
    match error {
        PromptError::Refused { question, .. } => get(words, "error-prompt-refused", &[("question", question)]),
        PromptError::Interrupted => words.text("error-prompt-interrupted"),
        PromptError::Terminal(_) => words.text("error-prompt-terminal"),
    }
}

fn script(error: &ScriptError, words: Words) -> String {
    match error {
        ScriptError::Endless { at, after } => {
            get(words, "error-script-endless", &[("at", at), ("seconds", &after.as_secs().to_string())])
        }
        ScriptError::Shell(_) => words.text("error-script-shell"),
        ScriptError::Write { path, .. } => with_path(words, "error-script-write", path),
        ScriptError::Failed { at, code: Some(code), output } => {
            let code = code.to_string();
            get(words, "error-script-failed", &[("at", at), ("code", &code), ("output", output)])
        }
        ScriptError::Failed { at, code: None, output } => {
            get(words, "error-script-killed", &[("at", at), ("output", output)])
        }
    }
}

fn kit(error: &KitError, words: Words) -> String {
    match error {
        KitError::Read { path, .. } => with_path(words, "error-kit-read", path),
        KitError::NoKit { path, why } => {
            let why = match why {
                KitFault::NoArchive => words.text("error-kit-no-archive"),
                KitFault::NoList => words.text("error-kit-no-list"),
                KitFault::BadList => words.text("error-kit-bad-list"),
                KitFault::Refused(message) => get(words, "error-engine-absent", &[("message", message)]),
                KitFault::Lost(image) => get(words, "commands-kit-lost", &[("image", image)]),
            };
            get(words, "error-kit-none", &[("path", &path.display().to_string()), ("why", &why)])
        }
        KitError::Others { path, tags } if tags.is_empty() => with_path(words, "error-kit-empty", path),
        KitError::Others { path, tags } => {
            get(words, "error-kit-others", &[("path", &path.display().to_string()), ("tags", &tags.join(", "))])
        }
    }
}

fn fetch(error: &FetchError, words: Words) -> String {
    match error {
        FetchError::Folder { path, .. } => with_path(words, "error-fetch-folder", path),
        FetchError::Start { program, .. } => get(words, "error-fetch-start", &[("program", program)]),
        FetchError::Failed { program, output } => {
            get(words, "error-fetch-failed", &[("program", program), ("output", output)])
        }
    }
}
