//! One check's report in words.

use crate::check::{CheckReport, NearMiss, Shown, Verdict};
use crate::course::subject::{ContainerSelect, Subject};
use crate::course::{Check, Step};
use crate::probe::{Cause, Unseen};
use crate::words::{Value, Words};

use super::fill::fill;

/// Why a check did not pass, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explanation {
    /// What differs, property by property.
    pub differences: Vec<Difference>,
    /// The slip or the cause, as Markdown.
    pub says: String,
    /// What to try next, as Markdown, one line each.
    pub next: Vec<String>,
}

/// Expected and actual of one property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The property; empty when it is about the whole object.
    pub property: String,
    /// What was expected.
    pub expected: Side,
    /// What is there.
    pub actual: Side,
}

/// One side of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// A value: data.
    Value(String),
    /// Words about it.
    Words(String),
}

impl Side {
    /// The text, whatever it is.
    pub fn text(&self) -> &str {
        match self {
            Self::Value(text) | Self::Words(text) => text,
        }
    }
}

/// Explains a check that failed or could not be looked at; `None` for one that passed or waits.
pub fn explain(step: &Step, report: &CheckReport, words: Words) -> Option<Explanation> {
    let check = step.check(&report.id)?;
    match report.verdict {
        Verdict::Pass | Verdict::Skip => None,
        Verdict::Fail => Some(failed(step, check, report, words)),
        Verdict::Unknown => {
            Some(report.unseen.as_ref().map_or_else(Explanation::default, |unseen| could_not_look(step, unseen, words)))
        }
    }
}

fn failed(step: &Step, check: &Check, report: &CheckReport, words: Words) -> Explanation {
    let mut differences: Vec<Difference> = report
        .mismatches
        .iter()
        .map(|mismatch| Difference {
            property: mismatch.property.clone(),
            expected: side(&mismatch.expected, !mismatch.property.is_empty(), words),
            actual: side(&mismatch.actual, !mismatch.property.is_empty(), words),
        })
        .collect();
    let is_question = matches!(check.subject, Subject::Ask(_));
    let unanswered = report.mismatches.iter().any(|mismatch| mismatch.actual == Shown::Unanswered);
    if is_question {
        // The expected answer is not given away, and nobody needs to be told what they typed.
        differences.clear();
    }
    let says = report.near_miss.as_ref().map_or_else(
        || plain_words(check, report, unanswered, words),
        |near_miss| near_miss_words(step, check, near_miss, words),
    );
    let next = if unanswered {
        vec![words.get("check-answer-next", &[("step", short_step(step).into())])]
    } else {
        Vec::new()
    };
    Explanation { differences, says, next }
}

/// What is said when nothing precise is known.
fn plain_words(check: &Check, report: &CheckReport, unanswered: bool, words: Words) -> String {
    let subject = subject_words(&check.subject, words);
    let property = report.mismatches.first().map(|mismatch| mismatch.property.as_str()).unwrap_or_default();
    let is_question = matches!(check.subject, Subject::Ask(_));
    let key = match (is_question, unanswered, property.is_empty(), check.absent) {
        (true, true, ..) => "check-fail-unanswered",
        (true, false, ..) => "check-fail-wrong-answer",
        (false, _, true, true) => "check-fail-present",
        (false, _, true, false) => "check-fail-missing",
        (false, _, false, _) => "check-fail-differs",
    };
    words.get(key, &[("subject", subject.as_str().into()), ("property", property.into())])
}

/// The lesson's words for a near miss, else the built-in ones.
fn near_miss_words(step: &Step, check: &Check, near_miss: &NearMiss, words: Words) -> String {
    let id = format!("{}/{}", check.id, near_miss.id);
    let lesson = step.words.get(&words.language()).and_then(|lesson| lesson.near_misses.get(&id));
    match lesson {
        Some(text) => fill(text, &near_miss.args),
        None => built_in(check, near_miss, words).unwrap_or_else(|| near_miss.id.clone()),
    }
}

fn built_in(check: &Check, near_miss: &NearMiss, words: Words) -> Option<String> {
    let mut args: Vec<(&str, Value<'_>)> =
        near_miss.args.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    let arg = |name: &str| near_miss.args.get(name).map_or("", String::as_str);
    let meaning = match near_miss.id.as_str() {
        "exited" => exit_code_words(arg("code"), words),
        _ => String::new(),
    };
    args.push(("meaning", meaning.into()));
    let of_subject = match (&check.subject, near_miss.id.as_str()) {
        (Subject::Container(_) | Subject::Logs(_), "not-found") if arg("name").is_empty() => {
            if arg("image").is_empty() { "container-none" } else { "container-of-image" }.to_owned()
        }
        (Subject::Container(_) | Subject::Logs(_), "stale") if arg("name").is_empty() => {
            "container-stale-image".to_owned()
        }
        (subject, id) => format!("{}-{id}", subject_key(subject)),
    };
    let mut text = words
        .find(&format!("near-miss-{of_subject}"), &args)
        .or_else(|| words.find(&format!("near-miss-{}", near_miss.id), &args))?;
    if near_miss.id == "exited" && !arg("line").is_empty() {
        text.push(' ');
        text.push_str(&words.get("near-miss-exited-line", &args));
    }
    Some(text)
}

fn exit_code_words(code: &str, words: Words) -> String {
    words.find(&format!("near-miss-code-{code}"), &[]).unwrap_or_else(|| words.text("near-miss-code-other"))
}

const fn subject_key(subject: &Subject) -> &'static str {
    match subject {
        Subject::Container(_) | Subject::Logs(_) => "container",
        Subject::Image(_) | Subject::Run { .. } | Subject::DanglingImages => "image",
        Subject::Network(_) => "network",
        Subject::Volume(_) => "volume",
        Subject::File(_) | Subject::Dockerfile(_) => "file",
        Subject::Event(_) => "event",
        Subject::Http(_) => "http",
        Subject::Ask(_) => "ask",
    }
}

/// Why it could not be looked at, and what to do: one arm per cause.
fn could_not_look(step: &Step, unseen: &Unseen, words: Words) -> Explanation {
    let key = match unseen.cause {
        Cause::EngineGone => "check-unknown-engine-gone",
        Cause::Timeout => "check-unknown-timeout",
        Cause::Permission => "check-unknown-permission",
        Cause::Engine => "check-unknown-engine",
        Cause::ImageMissing => "check-unknown-image-missing",
        Cause::Unreadable => "check-unknown-unreadable",
        Cause::NoBaseline => "check-unknown-no-baseline",
        Cause::Gone => "check-unknown-gone",
        Cause::Registry => "check-unknown-registry",
        Cause::Unsupported => "check-unknown-unsupported",
    };
    let step = short_step(step);
    let args: &[(&str, Value<'_>)] = &[("detail", unseen.detail.as_str().into()), ("step", step.into())];
    Explanation {
        differences: Vec::new(),
        says: words.get(key, args),
        next: vec![words.get(&format!("{key}-next"), args)],
    }
}

/// The step as it is typed: `1/build`.
fn short_step(step: &Step) -> String {
    let chapter = step.id.chapter.number().map_or_else(|| step.id.chapter.to_string(), |number| number.to_string());
    format!("{chapter}/{}", step.id.step)
}

fn side(shown: &Shown, of_property: bool, words: Words) -> Side {
    match shown {
        Shown::Value(text) => Side::Value(text.clone()),
        Shown::Present => Side::Words(words.text("check-present")),
        Shown::Absent if of_property => Side::Words(words.text("check-no-value")),
        Shown::Absent => Side::Words(words.text("check-absent")),
        Shown::Unanswered => Side::Words(words.text("check-unanswered")),
        Shown::Before(value) => Side::Words(words.get("check-before", &[("value", short_value(value).into())])),
        Shown::Changed(value) if value.is_empty() => Side::Words(words.text("check-changed-any")),
        Shown::Changed(value) => Side::Words(words.get("check-changed", &[("value", short_value(value).into())])),
    }
}

/// Ids and digests as the docker command shows them.
fn short_value(value: &str) -> String {
    let hexadecimal = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hexadecimal { value[..12].to_owned() } else { value.to_owned() }
}

/// What a check looks at, in words.
pub fn subject_words(subject: &Subject, words: Words) -> String {
    let named = |key: &str, name: &str| words.get(key, &[("name", name.into())]);
    let selected = |key: &str, select: &ContainerSelect| match (select.only_name(), &select.image) {
        (Some(name), _) => named(key, name),
        (None, Some(image)) => named(key, &format!("({image})")),
        (None, None) => words.text("check-containers"),
    };
    match subject {
        Subject::Container(select) => selected("check-container", select),
        Subject::Image(reference) => named("check-image", reference),
        Subject::DanglingImages => words.text("check-dangling"),
        Subject::Network(name) => named("check-network", name),
        Subject::Volume(name) => named("check-volume", name),
        Subject::Event(_) => words.text("check-event"),
        Subject::File(place) => {
            let shown = Subject::File(place.clone()).to_string();
            named("check-file", shown.strip_prefix("file ").unwrap_or(&shown))
        }
        Subject::Dockerfile(path) => named("check-dockerfile", path.rsplit('/').next().unwrap_or(path)),
        Subject::Run { image, args, .. } => named("check-run", format!("{image} {}", args.join(" ")).trim()),
        Subject::Logs(select) => selected("check-logs", select),
        Subject::Http(url) => named("check-http", url),
        Subject::Ask(_) => words.text("check-ask"),
    }
}
