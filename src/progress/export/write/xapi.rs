//! The events as statements of xAPI 1.0.3, with verbs and activity types of the ADL vocabulary.
//!
//! ```text
//! started          initialized  course        attempt failed  failed       step
//! first seen       attempted    step          passed          passed       step
//! hint shown       asked        step          last step       completed    chapter, course
//! solution seen    experienced  the step's solution           taken in elsewhere  resumed  course
//! ```
//!
//! The actor is an account called after the record's opaque name; nobody's name, address or machine is told. Ids are
//! made from the events' hashes: a statement that was stored already is recognised as the same one.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::super::model::{Export, Link, StepLine, Titles};
use super::super::told::Told;
use crate::check::Verdict;
use crate::course::StepId;

/// Whose accounts these are. The name is reserved for what exists nowhere: an account is the export's own.
const HOME_PAGE: &str = "https://kesako.invalid/records";
const VERBS: &str = "http://adlnet.gov/expapi/verbs";
const TYPES: &str = "http://adlnet.gov/expapi/activities";
/// Kept as they are in a name within an IRI.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'/');

/// The statements, in order of time.
pub(super) fn statements(export: &Export) -> Vec<Value> {
    let mut writer = Writer { export, seen: BTreeSet::new(), passed: BTreeSet::new(), statements: Vec::new() };
    for link in &export.events {
        writer.take(link);
    }
    writer.statements
}

struct Writer<'e> {
    export: &'e Export,
    seen: BTreeSet<&'e StepId>,
    passed: BTreeSet<&'e StepId>,
    statements: Vec<Value>,
}

/// What a statement is about.
enum About<'s> {
    Course,
    Chapter(&'s str),
    Step(&'s StepId),
    Solution(&'s StepId),
}

impl<'e> Writer<'e> {
    fn take(&mut self, link: &'e Link) {
        match &link.event {
            Told::Started { .. } => self.say(link, "initialized", &About::Course, None),
            Told::Imported { .. } => self.say(link, "resumed", &About::Course, None),
            // Neither is the learner's doing at the step.
            Told::Begun { .. } | Told::Answered { .. } => {}
            event => {
                if let Some(step) = event.step()
                    && self.seen.insert(step)
                {
                    self.say(link, "attempted", &About::Step(step), None);
                }
                self.take_step(link);
            }
        }
    }

    fn take_step(&mut self, link: &'e Link) {
        match &link.event {
            Told::Checked { step, verdict: Verdict::Fail, attempt: true, checks } => {
                let misses: Vec<&str> = checks.iter().filter_map(|check| check.near_miss.as_deref()).collect();
                let result = json!({
                    "success": false, "completion": false,
                    "extensions": { extension("near-misses"): misses },
                });
                self.say(link, "failed", &About::Step(step), Some(result));
            }
            Told::Passed { step } if self.passed.insert(step) => {
                let seconds = self.line(step).map_or(0, |line| line.active_seconds);
                let result = json!({ "success": true, "completion": true, "duration": format!("PT{seconds}S") });
                self.say(link, "passed", &About::Step(step), Some(result));
                self.complete(link, step);
            }
            Told::Hinted { step, level } => {
                let result = json!({ "extensions": { extension("hint"): level } });
                self.say(link, "asked", &About::Step(step), Some(result));
            }
            Told::Solved { step, .. } => self.say(link, "experienced", &About::Solution(step), None),
            _ => {}
        }
    }

    /// What a pass completes: its chapter, the course.
    fn complete(&mut self, link: &Link, step: &StepId) {
        let export = self.export;
        if self.line(step).is_none_or(|found| found.optional) {
            return;
        }
        let open = |other: &&StepLine| !other.optional && !self.passed.contains(&other.id);
        let chapter = &step.chapter;
        let chapter_done = !export.steps.iter().filter(|other| other.id.chapter == *chapter).any(|other| open(&other));
        let course_done = !export.steps.iter().any(|other| open(&other));
        let result = || Some(json!({ "completion": true }));
        if chapter_done {
            self.say(link, "completed", &About::Chapter(&chapter.0), result());
        }
        if course_done {
            let total = &export.totals;
            let score = json!({ "raw": total.points_passed, "min": 0, "max": total.points });
            let result = json!({ "completion": true, "success": true, "score": score });
            self.say(link, "completed", &About::Course, Some(result));
        }
    }

    fn line(&self, step: &StepId) -> Option<&'e StepLine> {
        self.export.steps.iter().find(|line| line.id == *step)
    }

    fn say(&mut self, link: &Link, verb: &str, about: &About<'_>, result: Option<Value>) {
        let object = self.activity(about);
        let mut statement = json!({
            "id": uuid(&[&link.hash, verb, object["id"].as_str().unwrap_or_default()]),
            "timestamp": link.at,
            "actor": { "objectType": "Agent", "account": { "homePage": HOME_PAGE, "name": self.export.record } },
            "verb": { "id": format!("{VERBS}/{verb}"), "display": { "en": verb } },
            "object": object,
            "context": self.context(link, about),
        });
        if let Some(result) = result {
            statement["result"] = result;
        }
        self.statements.push(statement);
    }

    fn context(&self, link: &Link, about: &About<'_>) -> Value {
        let export = self.export;
        let mut parents = Map::new();
        match about {
            About::Course => {}
            About::Chapter(_) => drop(parents.insert("parent".into(), json!([self.activity(&About::Course)]))),
            About::Step(step) | About::Solution(step) => {
                parents.insert("parent".into(), json!([self.activity(&About::Chapter(&step.chapter.0))]));
                parents.insert("grouping".into(), json!([self.activity(&About::Course)]));
            }
        }
        let mut extensions = Map::new();
        extensions.insert(extension("content"), json!(export.course.content));
        extensions.insert(extension("event-hash"), json!(link.hash));
        if let Some(engine) = &export.engine {
            extensions.insert(extension("engine"), json!(engine.version));
        }
        let mut context = json!({
            "platform": format!("kesako {}", export.kesako),
            "revision": export.course.version,
            "extensions": extensions,
        });
        if !parents.is_empty() {
            context["contextActivities"] = parents.into();
        }
        if let Some(language) = export.language {
            context["language"] = json!(language);
        }
        context
    }

    fn activity(&self, about: &About<'_>) -> Value {
        let export = self.export;
        let course = format!("urn:kesako:course:{}", name(&export.course.id));
        let (id, kind, titles) = match about {
            About::Course => (course, "course", Some(&export.course.title)),
            About::Chapter(chapter) => {
                let titles = export.chapters.iter().find(|line| line.id == *chapter).map(|line| &line.title);
                (format!("{course}:{}", name(chapter)), "module", titles)
            }
            About::Step(step) => {
                let titles = self.line(step).map(|line| &line.title);
                (format!("{course}:{}", name(&step.to_string())), "performance", titles)
            }
            About::Solution(step) => (format!("{course}:{}/solution", name(&step.to_string())), "media", None),
        };
        let mut definition = json!({ "type": format!("{TYPES}/{kind}") });
        if let Some(titles) = titles.filter(|titles| !titles.is_empty()) {
            definition["name"] = language_map(titles);
        }
        json!({ "objectType": "Activity", "id": id, "definition": definition })
    }
}

fn language_map(titles: &Titles) -> Value {
    let cleaned = titles
        .iter()
        .map(|(language, title)| (language.code().to_owned(), Value::from(crate::sanitize::clean(title).into_owned())));
    cleaned.collect::<Map<_, _>>().into()
}

fn name(text: &str) -> String {
    utf8_percent_encode(text, NAME).to_string()
}

fn extension(name: &str) -> String {
    format!("urn:kesako:extension:{name}")
}

/// A UUID in the form of version 5, made from a hash of `parts`.
fn uuid(parts: &[&str]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(parts.join("\n"))[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = super::super::chain::hex(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
