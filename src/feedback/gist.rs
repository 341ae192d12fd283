//! A near miss in one sentence, without anybody's values: for a report about many learners.

use crate::course::subject::Subject;
use crate::course::{Check, Step};
use crate::words::{Value, Words};

use super::explain::subject_key;
use super::subject::subject_words;

/// What stands where a value of one learner would.
const SOME: &str = "…";

/// Values that near misses may name. Without them the words would show the names of their values.
const VALUES: &[&str] = &[
    "account",
    "actual",
    "alias",
    "argument",
    "base",
    "choices",
    "code",
    "command",
    "container",
    "destination",
    "digest",
    "error",
    "file",
    "found",
    "host",
    "how",
    "id",
    "image",
    "key",
    "kind",
    "line",
    "meaning",
    "name",
    "network",
    "number",
    "object",
    "other",
    "path",
    "port",
    "project",
    "property",
    "registry",
    "says",
    "service",
    "step",
    "text",
    "url",
    "user",
    "volume",
    "wanted",
];

/// The near miss `check/near-miss` of a step in a sentence of plain text; `None` if neither the lesson nor the program
/// has words for it.
pub fn gist(step: &Step, id: &str, words: Words) -> Option<String> {
    let (check_id, near_miss) = id.split_once('/')?;
    let check = step.check(check_id)?;
    let lesson = step.words.get(&words.language()).and_then(|lesson| lesson.near_misses.get(id));
    let text = match lesson {
        Some(text) => text.clone(),
        None => built_in(check, near_miss, words)?,
    };
    let sentence = first_sentence(&plain(&text));
    let about = subject_words(&check.subject, words);
    let says_what = matches!(check.subject, Subject::Ask(_)) || !sentence.contains(SOME);
    Some(if says_what {
        sentence
    } else {
        words.get("check-gist", &[("about", plain(&about).into()), ("sentence", sentence.into())])
    })
}

fn built_in(check: &Check, near_miss: &str, words: Words) -> Option<String> {
    let known: Option<(&str, &str)> = match &check.subject {
        Subject::Container(select) | Subject::Logs(select) => select.only_name().map(|name| ("name", name)),
        Subject::Image(image) => Some(("image", image)),
        Subject::Serve(serve) => Some(("image", &serve.image)),
        Subject::Calls(calls) => Some(("image", &calls.image)),
        Subject::Run(run) => run.reference().map(|image| ("image", image)),
        Subject::Network(name) | Subject::Volume(name) => Some(("name", name)),
        Subject::Dockerfile { path, .. } | Subject::ComposeFile { path, .. } => Some(("path", path)),
        Subject::Http(url) => Some(("url", url)),
        _ => None,
    };
    let args: Vec<(&str, Value<'_>)> = VALUES
        .iter()
        .map(|name| (*name, known.filter(|(known, _)| known == name).map_or(SOME, |(_, value)| value).into()))
        .collect();
    let key = format!("near-miss-{}-{near_miss}", subject_key(&check.subject));
    words.find(&key, &args).or_else(|| words.find(&format!("near-miss-{near_miss}"), &args))
}

/// Markdown without its marks, values of learners as [`SOME`], on one line.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{$") {
        plain.push_str(&rest[..start]);
        plain.push_str(SOME);
        rest = rest[start..].find('}').map_or("", |end| &rest[start + end + 1..]);
    }
    plain.push_str(rest);
    let unmarked = plain.replace(['`', '*'], "");
    unmarked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Up to the first mark that ends a sentence; a point within a name is none.
fn first_sentence(text: &str) -> String {
    let end = text.char_indices().find(|&(at, character)| {
        let follows = text[at + character.len_utf8()..].chars().next();
        // The mark in `#!` belongs to that sign.
        matches!(character, '.' | '!' | '?') && !text[..at].ends_with('#') && follows.is_none_or(char::is_whitespace)
    });
    end.map_or(text, |(at, character)| &text[..at + character.len_utf8()]).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gist_is_one_plain_sentence() {
        for (text, gist) in [
            ("`web` is paused. `docker unpause web` helps.", "web is paused"),
            ("It listens on {$actual}:\nnot on 0.0.0.0. Change that.", "It listens on …: not on 0.0.0.0"),
            ("Is it **saved**? Then build.", "Is it saved?"),
            ("no end {$x", "no end …"),
            ("A file starts with `#!` and a program. Write that.", "A file starts with #! and a program"),
        ] {
            assert_eq!(first_sentence(&plain(text)), gist);
        }
    }

    #[test]
    fn every_value_that_near_misses_name_is_known() {
        let name = regex::Regex::new(r"\$([a-z]+)").unwrap();
        let file = include_str!("../words/en/near-miss.ftl");
        let unknown: Vec<&str> = name
            .captures_iter(file)
            .filter_map(|found| found.get(1).map(|name| name.as_str()))
            .filter(|name| !VALUES.contains(name))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
