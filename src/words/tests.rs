use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use regex::Regex;

use super::*;

/// How keys are put together in the code: from the beginning and the end given here, and a name between them that
/// stands in quotes in the source (or, for exit codes, is a number).
const PUT_TOGETHER: &[(&str, &str)] = &[
    ("near-miss-", ""),
    ("near-miss-container-", ""),
    ("near-miss-image-", ""),
    ("near-miss-network-", ""),
    ("near-miss-volume-", ""),
    ("near-miss-file-", ""),
    ("near-miss-compose-file-", ""),
    ("near-miss-compose-", ""),
    ("near-miss-registry-", ""),
    ("near-miss-ask-", ""),
    ("near-miss-login-", ""),
    ("near-miss-code-", ""),
    ("check-state-", ""),
    ("check-end-", ""),
    ("check-event-", ""),
    ("check-attached-", ""),
    ("check-of-any-", ""),
    ("commands-verify-point-", ""),
    ("report-", ""),
    ("property-", ""),
    ("property-image-", ""),
    ("property-ends-", ""),
    ("property-networks-", ""),
    ("property-ports-", ""),
    ("property-mounts-", ""),
    ("property-copies-", ""),
    ("property-compose-", ""),
    ("property-services-", ""),
    ("property-registry-", ""),
    ("property-calls-", ""),
    ("property-login-", ""),
    ("property-platforms-", ""),
    ("", "-next"),
];

/// The names that a key may have been put together from.
fn names_in(key: &str) -> impl Iterator<Item = &str> {
    PUT_TOGETHER.iter().filter_map(|(begin, end)| key.strip_prefix(begin)?.strip_suffix(end))
}

/// Key → its text, as the file has it.
fn messages(source: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, rest)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            assert!(found.insert(key.to_owned(), rest.trim().to_owned()).is_none(), "`{key}` stands twice");
            current = Some(key.to_owned());
        } else if let Some(text) = current.as_ref().and_then(|key| found.get_mut(key)) {
            text.push('\n');
            text.push_str(line.trim());
        }
    }
    found
}

fn variables(text: &str) -> BTreeSet<&str> {
    let name = Regex::new(r"\$[a-z][a-z0-9-]*").unwrap();
    name.find_iter(text).map(|found| found.as_str()).collect()
}

fn sources(folder: &Path, all: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, all)?;
        } else if path.extension().is_some_and(|ending| ["rs", "html", "md"].iter().any(|known| ending == *known)) {
            all.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn source_code() -> String {
    let mut all = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all).unwrap();
    all
}

#[test]
fn every_file_is_valid_and_its_keys_begin_with_its_area() {
    for area in &AREAS {
        for source in area.sources {
            if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                panic!("{}: {errors:?}", area.name);
            }
            for key in messages(source).keys() {
                assert!(key.starts_with(&format!("{}-", area.name)), "`{key}` is in {}.ftl", area.name);
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_the_same_variables() {
    // English help stands in `cli.rs`; a test of `commands::help` keeps the two together.
    for area in AREAS.iter().filter(|area| area.name != "help") {
        let [english, french] = area.sources.map(messages);
        let keys = |of: &BTreeMap<String, String>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&english), keys(&french), "keys of {}.ftl", area.name);
        for (key, text) in &english {
            assert_eq!(variables(text), variables(&french[key]), "variables of `{key}`");
        }
    }
}

#[test]
fn every_key_is_used_and_every_used_key_exists() {
    let code = source_code();
    let mut keys = BTreeSet::new();
    let mut unused = Vec::new();
    for area in &AREAS {
        for key in messages(area.sources[0]).into_keys() {
            let is_code = |name: &str| key == format!("near-miss-code-{name}") && name.parse::<u8>().is_ok();
            let in_quotes = |name: &str| code.contains(&format!("\"{name}\""));
            if !in_quotes(&key) && !names_in(&key).any(|name| in_quotes(name) || is_code(name)) {
                unused.push(key.clone());
            }
        }
        keys.extend(area.sources.into_iter().flat_map(messages).map(|(key, _)| key));
    }
    assert!(unused.is_empty(), "keys that no source file names: {unused:?}");
    let areas = AREAS.map(|area| area.name).join("|");
    let call = Regex::new(&format!(r#"\.(?:text|get|find)\(\s*"((?:{areas})-[a-z0-9-]+)""#)).unwrap();
    for found in call.captures_iter(&code) {
        assert!(keys.contains(&found[1]), "`{}` is asked for, and no file has it", &found[1]);
    }
}

#[test]
fn french_has_no_break_spaces_where_its_typography_wants_them() {
    // A mark that ends a word needs a no-break space before it; code in backticks is left alone.
    let wrong = Regex::new(r"[^\s\u{a0}][;!?»:](?:\s|$)|\s[;!?»:](?:\s|$)|«[^\u{a0}]").unwrap();
    let code = Regex::new(r"`[^`]*`").unwrap();
    let no_break = Regex::new(r"\u{a0}[;!?»:]").unwrap();
    for area in &AREAS {
        for (key, text) in messages(area.sources[1]) {
            let text = no_break.replace_all(&code.replace_all(&text, "x"), "").replace("« ", "").replace("«\u{a0}", "");
            assert!(!wrong.is_match(&text), "`{key}`: {:?}", wrong.find(&text));
        }
    }
}

#[test]
fn apostrophes_are_straight_as_in_the_lessons() {
    for area in &AREAS {
        for (key, text) in area.sources.into_iter().flat_map(messages) {
            assert!(!text.contains('’'), "`{key}`: {text}");
        }
    }
}

#[test]
fn the_plural_follows_the_number_in_each_language() {
    let hints = |language, count: i64| Words::new(language).get("ui-list-steps", &[("count", count.into())]);
    assert_eq!([0, 1, 2].map(|count| hints(Language::En, count)), ["0 steps", "1 step", "2 steps"]);
    assert_eq!([0, 1, 2].map(|count| hints(Language::Fr, count)), ["0 étape", "1 étape", "2 étapes"]);
}

#[test]
fn an_unknown_key_shows_itself_and_a_missing_value_its_name() {
    let words = Words::new(Language::Fr);
    let unknown = "ui-no-such-words";
    assert_eq!(words.text(unknown), unknown);
    assert_eq!(words.text("nowhere"), "nowhere");
    assert_eq!(words.find("nowhere", &[]), None);
    assert!(words.text("ui-list-steps").contains("count"));
}

#[test]
fn values_are_not_wrapped_in_direction_marks() {
    let text = Words::new(Language::En).get("ui-waits-for", &[("check", Value::from("web"))]);
    assert!(!text.contains(['\u{2068}', '\u{2069}']), "{text:?}");
}
