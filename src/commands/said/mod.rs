//! Errors in the language in use. The typed errors of every module say in English what they are, for logs and for
//! whoever reads a chain of causes; here each is known and has its words. What is not known says itself.

mod engine;
mod others;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::io;

use crate::engine::EngineError;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::feedback::unseen_words;
use crate::probe::Unseen;
use crate::words::{Value, Words};

use super::Services;

/// An error, then every cause that says something new.
pub(super) fn said(error: &(dyn Error + 'static), words: Words) -> Vec<String> {
    let mut all = vec![one(error, words)];
    if let Some(Unlooked(unseen)) = error.downcast_ref() {
        all.push(unseen_words(unseen, words));
    }
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = one(error, words);
        if all.last().is_none_or(|before| !before.ends_with(&text)) {
            all.push(text);
        }
        cause = error.source();
    }
    all
}

/// An error without its causes.
pub(super) fn one(error: &(dyn Error + 'static), words: Words) -> String {
    let known = error.downcast_ref::<EngineError>().map(|error| engine::said(error, words));
    known.or_else(|| others::said(error, words)).unwrap_or_else(|| error.to_string())
}

/// An error and its causes on one line.
pub(super) fn line(error: &(dyn Error + 'static), words: Words) -> String {
    let colon = if words.text("ui-error").ends_with("\u{a0}:") { "\u{a0}: " } else { ": " };
    said(error, words).join(colon).replace(['\n', '\r'], " ")
}

/// What failed in a command, without its causes.
pub(super) fn command(error: &CommandError, words: Words) -> String {
    one(error.error.as_ref(), words)
}

/// A hint, the placeholders in its commands as the help calls them: `DIR`, in French `DOSSIER`.
pub(super) fn hint(hint: &str, words: Words) -> String {
    let word = |word: &str| {
        let name = word.trim_end_matches(|c: char| !c.is_ascii_uppercase());
        let is_placeholder = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
        let said = is_placeholder.then(|| words.find(&format!("help-value-{}", name.to_lowercase()), &[])).flatten();
        said.map_or_else(|| word.to_owned(), |said| word.replace(name, &said))
    };
    hint.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// What could not be looked at is told by its cause.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.detail)]
pub(super) struct Unlooked(pub(super) Unseen);

impl Unlooked {
    /// What a command says of a look that failed. An engine that answers nobody tells more itself: it is asked again.
    pub(super) async fn error(services: &Services, unseen: &Unseen) -> CommandError {
        match services.engine.has("kesako/no-such-image").await {
            Err(error) => {
                let error = CommandError::from(error);
                if error.hints.is_empty() { error.hint("`kesako doctor`") } else { error }
            }
            Ok(_) => CommandError::new(Exit::CouldNotLook, Self(unseen.clone())).hint("`kesako doctor`"),
        }
    }
}

/// The words of what the system says.
fn io(error: &io::Error, words: Words) -> String {
    words.io(error)
}

/// The words of `key` with texts filled in.
fn get(words: Words, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Value<'_>)> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
    words.get(key, &args)
}
