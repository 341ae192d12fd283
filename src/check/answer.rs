//! Comparing answers as a teacher would: what does not matter is forgiven.

use serde_json::Value;

use crate::course::subject::{Ask, AskKind};
use crate::probe::image_name;
use crate::probe::reference::strip_algorithm;

/// Fewest digits of an id that count as an answer.
const MIN_ID_DIGITS: usize = 4;

/// Whether the learner's answer is the expected one, or one of several.
pub(crate) fn equal(ask: &Ask, answer: &Value, expected: &Value) -> bool {
    if let Value::Array(all) = expected {
        return all.iter().any(|one| equal(ask, answer, one));
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let (answer, expected) = (text(answer), text(expected));
    match ask.kind {
        // `docker inspect` prints a container's name with a slash in front.
        AskKind::Text => {
            let (answer, expected) = (plain(&answer), plain(&expected));
            // What has no value, such as the address of a container that has ended, is nobody's answer.
            !expected.is_empty() && answer == expected || answer.strip_prefix('/') == Some(expected.as_str())
        }
        AskKind::Number => number(&answer).is_some() && number(&answer) == number(&expected),
        AskKind::Id => same_id(&answer, &expected),
        AskKind::Choice => choice(ask, &answer) == expected.trim(),
        AskKind::Path => path(&answer) == path(&expected),
        AskKind::Image => image_name::read(&answer).is_ok_and(|name| name == expected.trim()),
    }
}

/// Whether an answer can be read at all as what is asked for.
pub(crate) fn is_well_formed(ask: &Ask, answer: &str) -> bool {
    match ask.kind {
        AskKind::Text => !answer.trim().is_empty(),
        AskKind::Number => number(answer).is_some(),
        AskKind::Id => {
            let digits = id(answer);
            digits.len() >= MIN_ID_DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit())
        }
        AskKind::Choice => ask.choices.iter().any(|key| key == choice(ask, answer)),
        AskKind::Path => answer.contains('/'),
        AskKind::Image => image_name::read(answer).is_ok(),
    }
}

fn plain(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let quotes = ['"', '\'', '`', '“', '”', '«', '»', '‘', '’', ' ', '\u{a0}'];
    words.trim_matches(quotes).to_lowercase()
}

/// The one number of an answer, whatever words or unit stand around it.
fn number(text: &str) -> Option<i64> {
    let close: String = text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    let sign = |c: char| matches!(c, '-' | '−');
    let mut runs = close.split(|c: char| !c.is_ascii_digit() && !sign(c)).filter(|run| run.contains(char::is_numeric));
    let run = runs.next().filter(|_| runs.next().is_none())?;
    run.replace('−', "-").parse().ok()
}

fn id(text: &str) -> String {
    strip_algorithm(text.trim().trim_matches(['"', '\'', '`'])).trim_end_matches(['.', '…']).to_ascii_lowercase()
}

fn same_id(answer: &str, expected: &str) -> bool {
    let (answer, expected) = (id(answer), id(expected));
    answer.len() >= MIN_ID_DIGITS && !expected.is_empty() && expected.starts_with(&answer)
}

/// The key that an answer chooses: itself, or the key at its number.
fn choice<'a>(ask: &'a Ask, answer: &'a str) -> &'a str {
    let answer = answer.trim().trim_matches('`');
    let by_number = answer.parse::<usize>().ok().and_then(|number| ask.choices.get(number.wrapping_sub(1)));
    let by_name = || ask.choices.iter().find(|key| key.eq_ignore_ascii_case(answer));
    by_number.or_else(by_name).map_or(answer, String::as_str)
}

fn path(text: &str) -> String {
    // A comma is left over from a line of JSON.
    let trimmed = text.trim().trim_end_matches(',').trim_matches(['"', '\'', '`']);
    if trimmed.len() > 1 { trimmed.trim_end_matches('/').to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(kind: AskKind, choices: &[&str]) -> Ask {
        Ask { check: "q".into(), kind, choices: choices.iter().map(|&key| key.to_owned()).collect(), into: None }
    }

    #[test]
    fn what_does_not_matter_is_forgiven_and_what_matters_is_not() {
        let long = "f40e76f3bac8b21247d8113d2df23a934e60f40e76f3bac8b21247d8113d2df2";
        for (kind, answer, expected, same) in [
            (AskKind::Text, " Hello   World ", "hello world", true),
            (AskKind::Text, "\"hello world\"", "hello world", true),
            (AskKind::Text, "« hello world »", "hello world", true),
            (AskKind::Text, "hello worl", "hello world", false),
            (AskKind::Text, "/busy", "busy", true),
            (AskKind::Text, "\"/busy\"", "busy", true),
            (AskKind::Number, " 3 ", "3", true),
            (AskKind::Number, "three", "3", false),
            (AskKind::Number, "1 000", "1000", true),
            (AskKind::Number, "3 containers", "3", true),
            (AskKind::Number, "il y en a 3.", "3", true),
            (AskKind::Number, "2 or 3", "3", false),
            (AskKind::Number, "2 of 3", "3", false),
            (AskKind::Number, "-3", "3", false),
            (AskKind::Number, "13", "3", false),
            (AskKind::Id, "f40e76f3bac8", long, true),
            (AskKind::Id, "sha256:F40E76F3BAC8", long, true),
            (AskKind::Id, "f40", long, false),
            (AskKind::Id, "", long, false),
            (AskKind::Id, "f40e76f3bac9", long, false),
            (AskKind::Path, "/var/lib/x/", "/var/lib/x", true),
            (AskKind::Path, "\"/var/lib/x\",", "/var/lib/x", true),
            (AskKind::Path, "/var/lib", "/var/lib/x", false),
            (AskKind::Path, "/", "/", true),
        ] {
            let verdict = equal(&ask(kind, &[]), &answer.into(), &expected.into());
            assert_eq!(verdict, same, "{answer:?} against {expected:?}");
        }
    }

    #[test]
    fn of_several_values_one_is_enough_and_no_value_is_no_answer() {
        let addresses = serde_json::json!(["", "172.17.0.2", "172.18.0.2"]);
        for (answer, right) in [("172.18.0.2", true), ("172.17.0.2", true), ("172.19.0.2", false), ("\"\"", false)] {
            assert_eq!(equal(&ask(AskKind::Text, &[]), &answer.into(), &addresses), right, "{answer}");
        }
    }

    #[test]
    fn a_choice_is_made_by_key_or_by_number() {
        let ask = ask(AskKind::Choice, &["cache", "magic"]);
        for (answer, same) in [("magic", true), ("2", true), ("Magic", true), ("1", false), ("3", false), ("0", false)]
        {
            assert_eq!(equal(&ask, &answer.into(), &"magic".into()), same, "{answer}");
        }
        assert!(!is_well_formed(&ask, "3"));
        assert!(is_well_formed(&ask, "1"));
    }
}
