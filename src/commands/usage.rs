//! A command line that is not understood, in words of another language than the parser's own, which is English.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::course::Language;
use crate::ui::{ColorChoice, Ui, UiOptions};
use crate::words::{Value, Words};

/// Says what is wrong, how the command is used, and what to try; whether it could be said in this language.
pub(super) fn say(error: &Error, language: Language) -> bool {
    let words = Words::new(language);
    if language == Language::En {
        return false;
    }
    let Some(said) = said(error, words) else { return false };
    let ui = Ui::from_env(UiOptions { color: ColorChoice::Auto, language, json: false });
    let mut hints = hints(error, words);
    hints.push("`kesako --help`".to_owned());
    ui.error(&[said], &hints);
    if let Some(usage) = one(error, ContextKind::Usage) {
        let (_, usage) = usage.split_once(": ").unwrap_or(("", &usage));
        ui.note(&format!("\n{} {usage}", words.text("help-usage")));
    }
    true
}

/// What is wrong.
fn said(error: &Error, words: Words) -> Option<String> {
    let get = |key: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, Value<'_>)> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        words.get(key, &args)
    };
    let arg = || one(error, ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => get("error-usage-unknown", &[("arg", &arg()?)]),
        ErrorKind::InvalidSubcommand => {
            get("error-usage-command", &[("command", &one(error, ContextKind::InvalidSubcommand)?)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match one(error, ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => get("error-usage-value", &[("value", &value), ("arg", &arg()?)]),
            _ => get("error-usage-no-value", &[("arg", &arg()?)]),
        },
        ErrorKind::MissingRequiredArgument => {
            let missing = all(error, ContextKind::InvalidArg);
            let missing: Vec<String> = missing.iter().map(|arg| format!("`{arg}`")).collect();
            get("error-usage-missing", &[("args", &missing.join(", "))])
        }
        ErrorKind::ArgumentConflict => {
            let (arg, others) = (arg()?, all(error, ContextKind::PriorArg));
            if others == [arg.as_str()] {
                get("error-usage-twice", &[("arg", &arg)])
            } else {
                get("error-usage-conflict", &[("arg", &arg), ("other", &others.join("`, `"))])
            }
        }
        _ => return None,
    })
}

/// What was most likely meant, or is possible.
fn hints(error: &Error, words: Words) -> Vec<String> {
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let meant = suggested.into_iter().flat_map(|kind| all(error, kind));
    let mut hints: Vec<String> =
        meant.map(|meant| words.get("error-did-you-mean", &[("meant", meant.into())])).collect();
    let possible = all(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        let values = possible.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        hints.push(words.get("error-usage-possible", &[("values", values.into())]));
    }
    hints
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    all(error, kind).into_iter().next()
}

fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::help;

    #[test]
    fn what_is_wrong_with_a_command_line_is_said_in_french_with_its_names() {
        for (line, expected) in [
            (&["kesako", "shwo"][..], "il n'y a pas de commande `shwo`"),
            (&["kesako", "show", "--nope"], "il n'y a pas d'argument `--nope` ici"),
            (&["kesako", "jump"], "il manque\u{a0}: `<ÉTAPE>`"),
            (&["kesako", "export", "--format", "pdf"], "`pdf` n'est pas une valeur de `--format <FORMAT>`"),
            (&["kesako", "--lang"], "`--lang <LANGUE>` veut une valeur"),
            (&["kesako", "--yes", "--yes"], "`--yes` ne peut être donné qu'une fois"),
        ] {
            let error = help::command(Language::Fr).try_get_matches_from(line).unwrap_err();
            let said = said(&error, Words::new(Language::Fr));
            assert_eq!(said.as_deref(), Some(expected), "{line:?}: {:?}", error.kind());
        }
    }

    #[test]
    fn what_was_meant_and_what_is_possible_are_hints() {
        let command = help::command(Language::Fr);
        let error = command.try_get_matches_from(["kesako", "export", "--format", "jsn"]).unwrap_err();
        let hints = hints(&error, Words::new(Language::Fr)).join("\n");
        assert!(hints.contains("tu voulais dire `json`") && hints.contains("choisis parmi `json`"), "{hints}");
    }
}
