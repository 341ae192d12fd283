//! What pages show of an export: texts in one language, cleaned, in the order of the page. Pure.

use jiff::Timestamp;

use super::super::model::{ChapterLine, Command, Export, Standing, StepLine, Titles};
use crate::course::Language;
use crate::sanitize::clean;
use crate::words::Words;

/// A record as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The page's language.
    pub language: Language,
    /// The course's title.
    pub course: String,
    /// The learner's name, if given.
    pub learner: Option<String>,
    /// Whether the course is finished.
    pub finished: bool,
    /// Steps passed, and all.
    pub passed: [u32; 2],
    /// Active time, in words.
    pub time: String,
    /// Failed attempts.
    pub attempts: u32,
    /// Different hints seen.
    pub hints: u32,
    /// From the first event to the last, as dates.
    pub period: String,
    /// Numbers with what they are, the weightiest first.
    pub figures: Vec<[String; 2]>,
    /// Chapters in order.
    pub chapters: Vec<ChapterView>,
    /// What a reader may want to compare, with its name.
    pub facts: Vec<[String; 2]>,
    /// That hashes are no proof.
    pub note: String,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterView {
    /// Its number, or nothing.
    pub number: String,
    /// Title.
    pub title: String,
    /// Steps passed, and all.
    pub passed: [usize; 2],
    /// Active time, in words.
    pub time: String,
    /// Failed attempts.
    pub attempts: u32,
    /// Commands known from it.
    pub commands: Vec<Command>,
    /// Dockerfile instructions known from it.
    pub instructions: Vec<String>,
    /// Steps in order.
    pub steps: Vec<StepView>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// `passed`, `current`, `seen`, `open`.
    pub state: &'static str,
    /// The state in words.
    pub state_words: String,
    /// Title.
    pub title: String,
    /// Id.
    pub id: String,
    /// Whether the course can be finished without it.
    pub optional: bool,
    /// Active time in words; empty if it was not begun.
    pub time: String,
    /// Failed attempts, hints; empty if none.
    pub attempts: String,
    /// Hints seen, and the solution.
    pub help: String,
    /// Near misses with how often, if more than once.
    pub near_misses: String,
}

impl Page {
    /// The page of an export in the language of `words`.
    pub fn of(export: &Export, words: Words) -> Self {
        let totals = &export.totals;
        let language = words.language();
        let figure = |value: String, key: &str| [value, words.text(key)];
        let mut figures = vec![
            figure(format!("{} / {}", totals.passed, totals.steps), "export-steps"),
            figure(format!("{} / {}", totals.points_passed, totals.points), "export-points"),
            figure(duration(totals.active_seconds), "export-active-time"),
            figure(totals.attempts.to_string(), "export-attempts"),
            figure(totals.hints.to_string(), "export-hints"),
            figure(totals.solutions_seen.to_string(), "export-solutions"),
        ];
        if totals.troubles > 0 {
            figures.push(figure(totals.troubles.to_string(), "export-troubles"));
        }
        let fact = |key: &str, value: &str| [words.text(key), clean(value).into_owned()];
        let mut facts = vec![
            fact("export-course", &format!("{} {}", export.course.id, export.course.version)),
            fact("export-content", &export.course.content),
            fact("export-record", &export.record),
            fact("export-events-hash", &export.seal.events),
        ];
        if let Some(engine) = &export.engine {
            facts.insert(1, fact("export-engine", &format!("{} {}", engine.flavour, engine.version)));
        }
        facts.push(fact("export-written", &format!("{} (kesako {})", date(export.exported_at), export.kesako)));
        Self {
            language,
            course: clean(title(&export.course.title, language, &export.course.id)).into_owned(),
            learner: export.learner.as_deref().map(|name| clean(name).into_owned()),
            finished: totals.finished,
            passed: [totals.passed, totals.steps],
            time: duration(totals.active_seconds),
            attempts: totals.attempts,
            hints: totals.hints,
            period: period(export),
            figures,
            chapters: export.chapters.iter().map(|chapter| ChapterView::of(chapter, export, words)).collect(),
            facts,
            note: words.text("export-no-proof"),
        }
    }
}

impl ChapterView {
    /// Whether a step of it has passed.
    pub const fn is_begun(&self) -> bool {
        self.passed[0] != 0
    }

    fn of(chapter: &ChapterLine, export: &Export, words: Words) -> Self {
        let steps: Vec<&StepLine> = export.steps.iter().filter(|step| step.id.chapter.0 == chapter.id).collect();
        let number = chapter.id.split_once('-').and_then(|(number, _)| number.parse::<u32>().ok());
        let cleaned = |texts: &[String]| texts.iter().map(|text| clean(text).into_owned()).collect();
        Self {
            number: number.map(|number| number.to_string()).unwrap_or_default(),
            title: clean(title(&chapter.title, words.language(), &chapter.id)).into_owned(),
            passed: [steps.iter().filter(|step| step.state == Standing::Passed).count(), steps.len()],
            time: duration(steps.iter().map(|step| step.active_seconds).sum()),
            attempts: steps.iter().map(|step| step.attempts).sum(),
            commands: chapter
                .commands
                .iter()
                .map(|command| Command { name: clean(&command.name).into_owned(), options: cleaned(&command.options) })
                .collect(),
            instructions: cleaned(&chapter.instructions),
            steps: steps.into_iter().map(|step| StepView::of(step, words)).collect(),
        }
    }
}

impl StepView {
    fn of(step: &StepLine, words: Words) -> Self {
        let some = |number: u32| if number == 0 { String::new() } else { number.to_string() };
        let mut help = Vec::new();
        if step.hints > 0 {
            help.push(words.get("export-hints-seen", &[("count", step.hints.into())]));
        }
        if step.solution_seen {
            help.push(words.text("export-solution-seen"));
        }
        let misses: Vec<String> = step
            .near_misses
            .iter()
            .map(|miss| if miss.count > 1 { format!("{} ×{}", miss.id, miss.count) } else { miss.id.clone() })
            .collect();
        Self {
            state: step.state.name(),
            state_words: words.text(match step.state {
                Standing::Passed => "export-state-passed",
                Standing::Current => "export-state-current",
                Standing::Seen => "export-state-seen",
                Standing::Open => "export-state-open",
            }),
            title: clean(title(&step.title, words.language(), &step.id.step)).into_owned(),
            id: clean(&step.id.to_string()).into_owned(),
            optional: step.optional,
            time: step.first_seen.map(|_| duration(step.active_seconds)).unwrap_or_default(),
            attempts: some(step.attempts),
            help: help.join(", "),
            near_misses: clean(&misses.join(", ")).into_owned(),
        }
    }
}

/// The title in a language, else in any, else the id.
pub(super) fn title<'t>(titles: &'t Titles, language: Language, id: &'t str) -> &'t str {
    titles.get(&language).or_else(|| titles.values().next()).map_or(id, String::as_str)
}

/// Seconds in words that need no translation: `45 s`, `12 min`, `3 h 05 min`.
pub fn duration(seconds: u64) -> String {
    match (seconds / 3600, seconds / 60 % 60) {
        (0, 0) => format!("{seconds}\u{a0}s"),
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}\u{a0}min"),
    }
}

/// The days of the first event and the last: `2026-11-20 – 2026-11-24`, or one. Of a course that is finished, until the
/// last step passed: a later look back is no part of it.
pub fn period(export: &Export) -> String {
    let last_pass = export.steps.iter().filter_map(|step| step.passed_at).max().filter(|_| export.totals.finished);
    let Some(first) = export.events.first().map(|event| date(event.at)) else { return String::new() };
    let last = last_pass.or(export.events.last().map(|event| event.at)).map_or_else(|| first.clone(), date);
    if first == last { first } else { format!("{first} – {last}") }
}

/// A day, in UTC.
fn date(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}
