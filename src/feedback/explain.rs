//! One check's report in words.

use crate::check::{CheckReport, Mismatch, NearMiss, Shown, Verdict};
use crate::course::expect::Expectation;
use crate::course::subject::Subject;
use crate::course::{Check, Step, StepId};
use crate::probe::schema::PropertyDef;
use crate::probe::{Cause, Unseen};
use crate::words::{Value, Words};

use super::expected::expected;
use super::fill::fill;
use super::property::{definition, property_words};
use super::subject::{check_label, looked_at};
use super::value::{short_ids, value_text};

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
    /// The property in words; empty when it is about the whole object.
    pub label: String,
    /// What was expected; `None` where there are no words for it.
    pub expected: Option<Side>,
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
    let mut differences: Vec<Difference> =
        report.mismatches.iter().map(|mismatch| difference(step, check, mismatch, words)).collect();
    let is_question = matches!(check.subject, Subject::Ask(_));
    let unanswered = report.mismatches.iter().any(|mismatch| mismatch.actual == Shown::Unanswered);
    if is_question {
        // The expected answer is not given away, and nobody needs to be told what they typed.
        differences.clear();
    }
    let says = report.near_miss.as_ref().map_or_else(
        || plain_words(check, report, unanswered, words),
        |near_miss| near_miss_words(step, check, report, &shortened(near_miss), words),
    );
    // Compose's own words are said already, and what it refuses comes to nothing that could differ.
    if report.near_miss.as_ref().is_some_and(is_refusal) {
        differences.clear();
    }
    let next = if unanswered {
        vec![words.get("check-answer-next", &[("step", short_step(&step.id).into())])]
    } else {
        Vec::new()
    };
    Explanation { differences, says, next }
}

/// What is said when nothing precise is known.
fn plain_words(check: &Check, report: &CheckReport, unanswered: bool, words: Words) -> String {
    let subject = looked_at(check, words);
    let property = report.mismatches.first().map(|mismatch| label(check, mismatch, words)).unwrap_or_default();
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

/// Whether a near miss is about a file that Compose refuses.
fn is_refusal(near_miss: &NearMiss) -> bool {
    near_miss.args.get("says").is_some_and(|says| !says.is_empty())
}

/// A near miss with its ids as the docker command shows them.
fn shortened(near_miss: &NearMiss) -> NearMiss {
    let args = near_miss.args.iter().map(|(name, value)| (name.clone(), short_ids(value))).collect();
    NearMiss { args, ..near_miss.clone() }
}

/// The lesson's words for a near miss, else the built-in ones.
fn near_miss_words(step: &Step, check: &Check, report: &CheckReport, near_miss: &NearMiss, words: Words) -> String {
    let id = format!("{}/{}", check.id, near_miss.id);
    let lesson = step.words.get(&words.language()).and_then(|lesson| lesson.near_misses.get(&id));
    match lesson {
        Some(text) => fill(text, &near_miss.args),
        None => built_in(check, near_miss, words).unwrap_or_else(|| plain_words(check, report, false, words)),
    }
}

fn built_in(check: &Check, near_miss: &NearMiss, words: Words) -> Option<String> {
    let mut args: Vec<(&str, Value<'_>)> =
        near_miss.args.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    let arg = |name: &str| near_miss.args.get(name).map_or("", String::as_str);
    let meaning = match near_miss.id.as_str() {
        "exited" | "service-exited" => exit_code_words(arg("code"), words),
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
    if matches!(near_miss.id.as_str(), "exited" | "service-exited" | "unhealthy" | "run-failed" | "no-call")
        && !arg("line").is_empty()
        && matches!(arg("how"), "" | "ended")
    {
        text.push(' ');
        text.push_str(&words.get("near-miss-exited-line", &args));
    }
    if is_refusal(near_miss) && near_miss.id != "refused" {
        text.push(' ');
        text.push_str(&words.get("near-miss-compose-says", &args));
    }
    Some(text)
}

fn exit_code_words(code: &str, words: Words) -> String {
    words.find(&format!("near-miss-code-{code}"), &[]).unwrap_or_else(|| words.text("near-miss-code-other"))
}

pub(super) fn subject_key(subject: &Subject) -> &'static str {
    match subject {
        Subject::Container(_) | Subject::Logs(_) => "container",
        Subject::Run(run) if run.reference().is_none() => "file",
        Subject::Image(_) | Subject::Run(_) | Subject::Serve(_) | Subject::Calls(_) | Subject::DanglingImages => {
            "image"
        }
        Subject::Network(_) => "network",
        Subject::Volume(_) => "volume",
        Subject::File(_) | Subject::Dockerfile { .. } => "file",
        Subject::ComposeFile { .. } => "compose-file",
        Subject::ComposeProject { .. } => "compose",
        Subject::Event(_) => "event",
        Subject::Http(_) => "http",
        Subject::Registry(_) | Subject::RegistryImage(_) => "registry",
        Subject::Login(_) => "login",
        Subject::Ask(_) => "ask",
    }
}

/// Why it could not be looked at, and what to do.
fn could_not_look(step: &Step, unseen: &Unseen, words: Words) -> Explanation {
    let key = unseen_key(unseen.cause);
    let step = short_step(&step.id);
    let args: &[(&str, Value<'_>)] = &[("detail", unseen.detail.as_str().into()), ("step", step.into())];
    Explanation {
        differences: Vec::new(),
        says: words.get(key, args),
        next: vec![words.get(&format!("{key}-next"), args)],
    }
}

/// Why something could not be looked at, whatever the step.
pub fn unseen_words(unseen: &Unseen, words: Words) -> String {
    words.get(unseen_key(unseen.cause), &[("detail", unseen.detail.as_str().into())])
}

const fn unseen_key(cause: Cause) -> &'static str {
    match cause {
        Cause::EngineGone => "check-unknown-engine-gone",
        Cause::Timeout => "check-unknown-timeout",
        Cause::Permission => "check-unknown-permission",
        Cause::Engine => "check-unknown-engine",
        Cause::ImageMissing => "check-unknown-image-missing",
        Cause::Unreadable => "check-unknown-unreadable",
        Cause::NoBaseline => "check-unknown-no-baseline",
        Cause::Gone => "check-unknown-gone",
        Cause::Forgotten => "check-unknown-forgotten",
        Cause::Registry => "check-unknown-registry",
        Cause::NoCompose => "check-unknown-no-compose",
        Cause::Compose => "check-unknown-compose",
        Cause::ComposeRemote => "check-unknown-compose-remote",
        Cause::Credentials => "check-unknown-credentials",
        Cause::NeedsBuild => "check-unknown-needs-build",
        Cause::Unsupported => "check-unknown-unsupported",
    }
}

/// The step as it is typed: `1/build`.
pub fn short_step(id: &StepId) -> String {
    let chapter = id.chapter.number().map_or_else(|| id.chapter.to_string(), |number| number.to_string());
    format!("{chapter}/{}", id.step)
}

fn difference(step: &Step, check: &Check, mismatch: &Mismatch, words: Words) -> Difference {
    let expectation = expectation(check, mismatch);
    let definition = expectation.and_then(|it| definition(&check.subject, &it.property));
    let of_property = !mismatch.property.is_empty();
    let expected = match (&mismatch.expected, expectation) {
        // Only the judge knows what it was.
        (shown @ (Shown::Before(_) | Shown::Changed(_)), _) | (shown, None) => {
            Some(side(shown, of_property, definition, words))
        }
        // A pattern has no words of its own: the lesson's label of the check says what is asked for, if it has one.
        (_, Some(it)) => expected(&check.subject, &it.property, &it.matcher, words)
            .or_else(|| check_label(step, check, words).map(Side::Words)),
    };
    let actual = side(&mismatch.actual, of_property, definition, words);
    // Both sides read the same where a name has moved on since.
    let actual = match (&expected, actual) {
        (Some(Side::Value(wanted)), Side::Value(there)) if *wanted == there && mismatch.property == "image" => {
            Side::Words(words.get("check-older-build", &[("value", there.into())]))
        }
        (_, actual) => actual,
    };
    Difference { label: label(check, mismatch, words), expected, actual }
}

/// What the course expects of the property that a mismatch is about.
fn expectation<'c>(check: &'c Check, mismatch: &Mismatch) -> Option<&'c Expectation> {
    check.expect.iter().find(|expectation| expectation.property.to_string() == mismatch.property)
}

fn label(check: &Check, mismatch: &Mismatch, words: Words) -> String {
    let expectation = expectation(check, mismatch);
    expectation.map_or_else(String::new, |it| property_words(&check.subject, &it.property, words))
}

fn side(shown: &Shown, of_property: bool, definition: Option<&PropertyDef>, words: Words) -> Side {
    let value = |text: &str| value_text(text, definition, words);
    match shown {
        Shown::Value(text) => Side::Value(value(text)),
        Shown::Present => Side::Words(words.text("check-present")),
        Shown::Absent if of_property => Side::Words(words.text("check-no-value")),
        Shown::Absent => Side::Words(words.text("check-absent")),
        Shown::Unanswered => Side::Words(words.text("check-unanswered")),
        Shown::Before(text) => Side::Words(words.get("check-before", &[("value", value(text).into())])),
        Shown::Changed(text) if text.is_empty() => Side::Words(words.text("check-changed-any")),
        Shown::Changed(text) => Side::Words(words.get("check-changed", &[("value", value(text).into())])),
    }
}

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
