//! Words of a chapter in one language: do they pair with its steps and checks, and are they complete?

use super::diagnostic::Problems;
use super::lesson::RawLessonStep;
use super::lesson_quote::RawQuestion;
use super::model::{ChapterWords, Question, StepWords};
use super::near_miss_ids::built_in;
use super::raw::{RawChapter, RawStep};
use super::resolve::{LessonIn, asks, check_finding};
use super::value::{NodeKind, Spanned};
use super::vars::Vars;

/// The chapter's own words; reports steps that are missing, unknown or in another order.
pub(super) fn chapter_words(
    lesson: &mut LessonIn<'_>,
    raw: &RawChapter,
    vars: &Vars,
    checks: &mut Problems<'_>,
) -> ChapterWords {
    let ids: Vec<&str> = raw.steps.iter().map(|step| step.id.value.as_str()).collect();
    let problems = &mut lesson.problems;
    let mut last = 0;
    for step in lesson.raw.steps.iter().filter(|step| !step.id.value.is_empty()) {
        match ids.iter().position(|id| *id == step.id.value) {
            None => {
                let message = format!("no step is called `{}` in {}", step.id.value, checks.path);
                problems.error(step.id.span.clone(), message).suggest_or_list(&step.id.value, ids.iter().copied());
            }
            Some(position) if position < last => {
                problems.error(step.id.span.clone(), format!("step `{}` comes too late", step.id.value)).help(format!(
                    "the order is that of {}: {}",
                    checks.path,
                    ids.join(", ")
                ));
            }
            Some(position) => last = position,
        }
    }
    for step in &raw.steps {
        if !lesson.raw.steps.iter().any(|words| words.id.value == step.id.value) {
            let id = &step.id.value;
            checks
                .error(step.id.span.clone(), format!("step `{id}` has no words in {}", problems.path))
                .help(format!("open it there with `## … {{#{id}}}`"));
        }
    }
    ChapterWords {
        title: vars.expand(&lesson.raw.title).into_owned(),
        minutes: lesson.raw.minutes,
        intro: vars.expand(&lesson.raw.intro).into_owned(),
    }
}

/// The words of one step; `None` if the lesson has none.
pub(super) fn step_words(lesson: &mut LessonIn<'_>, step: &RawStep, vars: &Vars) -> Option<StepWords> {
    let words = lesson.raw.steps.iter().find(|words| words.id.value == step.id.value)?;
    let problems = &mut lesson.problems;
    report_missing(words, step, problems);
    for (id, _) in &words.near_misses {
        check_finding(id, step, problems);
    }
    for (check, _) in words.labels.iter().filter(|(check, _)| !step.check_ids.contains(&check.value)) {
        let message = format!("step `{}` has no check `{}`", step.id.value, check.value);
        let known = step.check_ids.iter().map(String::as_str);
        problems.error(check.span.clone(), message).suggest_or_list(&check.value, known);
    }
    for question in &words.questions {
        if !asks(step).any(|ask| ask.id.value == question.check.value) {
            let message = format!("step `{}` has no question `{}`", step.id.value, question.check.value);
            let known = asks(step).map(|ask| ask.id.value.as_str());
            problems.error(question.check.span.clone(), message).suggest_or_list(&question.check.value, known);
        }
    }
    let text = |raw: &Option<Spanned<String>>| {
        raw.as_ref().map(|text| vars.expand(&text.value).into_owned()).unwrap_or_default()
    };
    let mut questions = std::collections::BTreeMap::new();
    for ask in asks(step) {
        let Some(raw) = words.questions.iter().find(|raw| raw.check.value == ask.id.value) else { continue };
        questions.insert(ask.id.value.clone(), question(raw, &choices_of(ask), vars, problems));
    }
    let near_misses = words.near_misses.iter().map(|(id, text)| (id.value.clone(), vars.expand(text).into_owned()));
    let labels = words.labels.iter();
    let labels = labels.map(|(check, text)| (check.value.clone(), vars.expand(&text.value).into_owned()));
    Some(StepWords {
        labels: labels.collect(),
        title: vars.expand(&words.title).into_owned(),
        prose: vars.expand(&words.prose).into_owned(),
        task: text(&words.task),
        hints: words.hints.iter().map(|hint| vars.expand(&hint.value).into_owned()).collect(),
        near_misses: near_misses.collect(),
        questions,
        why: text(&words.why),
    })
}

fn report_missing(words: &RawLessonStep, step: &RawStep, problems: &mut Problems<'_>) {
    let id = &words.id;
    let name = &id.value;
    if words.task.is_none() {
        problems.error(id.span.clone(), format!("step `{name}` has no task")).help("add a quote with `> [!TASK]`");
    }
    if words.hints.len() < 2 {
        let message = format!("step `{name}` has {} of the two hints it needs at least", words.hints.len());
        problems.error(id.span.clone(), message).help("add quotes with `> [!HINT]`");
    }
    if words.why.is_none() {
        problems.error(id.span.clone(), format!("step `{name}` has no debrief")).help("add a quote with `> [!WHY]`");
    }
    for ask in asks(step).filter(|ask| !words.questions.iter().any(|raw| raw.check.value == ask.id.value)) {
        let check = &ask.id.value;
        problems
            .error(id.span.clone(), format!("step `{name}` does not word the question of `{check}`"))
            .help(format!("add a quote with `> [!ASK {check}]`"));
    }
    for check in &step.checks {
        for rule in check.near_misses.iter().filter(|rule| !built_in(check.subject.kind).contains(&&*rule.id.value)) {
            let finding = format!("{}/{}", check.id.value, rule.id.value);
            if !words.near_misses.iter().any(|(known, _)| known.value == finding) {
                problems
                    .error(id.span.clone(), format!("step `{name}` has no words for the near miss `{finding}`"))
                    .help(format!("add a quote with `> [!HINT {finding}]`"));
            }
        }
    }
}

/// The choices of a question, in order; empty if an answer is typed.
fn choices_of(ask: &super::raw::RawCheck) -> Vec<String> {
    let entries = ask.subject.node.as_table().into_iter().flatten();
    let lists = entries.filter(|entry| entry.key == "choices").map(|entry| &entry.node.kind);
    let items = lists.filter_map(|kind| if let NodeKind::List(items) = kind { Some(items) } else { None });
    items.flatten().filter_map(|item| item.as_text().cloned()).collect()
}

fn question(raw: &RawQuestion, choices: &[String], vars: &Vars, problems: &mut Problems<'_>) -> Question {
    if choices.is_empty() {
        return Question { text: vars.expand(&raw.text).into_owned(), choices: Vec::new() };
    }
    for (key, _) in raw.choices.iter().filter(|(key, _)| !choices.contains(&key.value)) {
        let message = format!("question `{}` has no choice `{}`", raw.check.value, key.value);
        let known = choices.iter().map(String::as_str);
        problems.error(key.span.clone(), message).suggest_or_list(&key.value, known);
    }
    let mut worded = Vec::new();
    for choice in choices {
        if let Some((_, text)) = raw.choices.iter().find(|(key, _)| key.value == *choice) {
            worded.push((choice.clone(), vars.expand(text).into_owned()));
        } else {
            let message = format!("question `{}` has no words for the choice `{choice}`", raw.check.value);
            problems
                .error(raw.check.span.clone(), message)
                .help(format!("end the quote with a list that has an item `- {choice} …`, the key in backticks"));
        }
    }
    Question { text: vars.expand(&raw.before_choices).into_owned(), choices: worded }
}
