//! Raw chapter and lessons → [`Chapter`]: order, references between steps and checks, words for everything.
//!
//! Pure: files come in as values. Everything wrong is reported, with the checker's and each lesson's own [`Problems`];
//! what is given back is whole only if none of them is an error.

use std::collections::BTreeMap;

use super::attempt::Attempt;
use super::diagnostic::Problems;
use super::id::{ChapterId, Language, StepId};
use super::lesson::RawLesson;
use super::model::{Chapter, Check, CourseFile, Pin, PlantKind, Setup, Step};
use super::near_miss_ids::{PINNED, built_in};
use super::pins::pins;
use super::raw::{RawAttempt, RawChapter, RawCheck, RawStep};
use super::resolve_proof::{place, resolve_answers};
use super::resolve_words::{chapter_words, step_words};
use super::subject_parse::Reading;
use super::value::Spanned;
use super::vars::{Vars, is_name, places};

/// A lesson with its language and what is wrong with it.
pub(super) struct LessonIn<'t> {
    pub(super) language: Language,
    pub(super) raw: RawLesson,
    pub(super) problems: Problems<'t>,
}

/// What resolving a chapter takes, beside the raw files.
pub(super) struct ResolveIn<'r> {
    pub(super) chapter: &'r ChapterId,
    /// Chapters of the course in order.
    pub(super) chapters: &'r [ChapterId],
    /// Every variable of the course with its value, and those planted so far.
    pub(super) vars: &'r Vars,
    /// The course's own variables.
    pub(super) defaults: &'r Vars,
    /// Step names of another chapter; `None` if it can't be read.
    pub(super) outline: &'r dyn Fn(&ChapterId) -> Option<Vec<String>>,
    /// Checks of a step of another chapter; none if it can't be read.
    pub(super) checks_of: &'r dyn Fn(&StepId) -> Vec<Check>,
    /// Files of `start/`.
    pub(super) start_files: Vec<CourseFile>,
    /// Files of `solution/STEP/` by step.
    pub(super) solution_files: BTreeMap<String, Vec<CourseFile>>,
}

pub(super) fn resolve(
    input: ResolveIn<'_>,
    raw: &RawChapter,
    problems: &mut Problems<'_>,
    lessons: &mut [LessonIn<'_>],
) -> Chapter {
    let planted = planted_names(raw, input.defaults, problems);
    report_unknown_vars(problems, input.vars, &planted);
    for lesson in lessons.iter_mut() {
        report_unknown_vars(&mut lesson.problems, input.vars, &planted);
    }
    let words = lessons.iter_mut().map(|lesson| (lesson.language, chapter_words(lesson, raw, input.vars, problems)));
    let words = words.collect();
    let mut steps: Vec<Step> = Vec::new();
    for raw_step in &raw.steps {
        let step = resolve_step(&input, raw_step, &steps, raw, problems, lessons);
        steps.push(step);
    }
    Chapter { id: input.chapter.clone(), words, steps, start_files: input.start_files }
}

fn resolve_step(
    input: &ResolveIn<'_>,
    raw: &RawStep,
    earlier: &[Step],
    chapter: &RawChapter,
    problems: &mut Problems<'_>,
    lessons: &mut [LessonIn<'_>],
) -> Step {
    let after = match &raw.after {
        None => earlier.last().map(|step| step.id.clone()),
        Some(after) if after.value == "none" => None,
        Some(after) => earlier_step(after, raw, input, chapter, problems),
    };
    let mut pins = Vec::new();
    for named in &raw.builds_on {
        pins.extend(pins_of(named, raw, input, earlier, chapter, problems));
    }
    let setup = (raw.setup_run.is_some() || !raw.plant.is_empty()).then(|| Setup {
        run: raw.setup_run.as_ref().map(|run| input.vars.expand(&run.value).into_owned()).unwrap_or_default(),
        plant: raw.plant.iter().map(|(name, kind)| (name.value.clone(), *kind)).collect(),
    });
    let mut reading = Reading { chapter: input.chapter, vars: input.vars, problems: &mut *problems };
    let checks: Vec<_> = raw.checks.iter().filter_map(|check| reading.check(check, raw)).collect();
    let solution = raw.solution.as_ref().map(|attempt| resolve_solution(attempt, raw, input, problems));
    let solution = solution.unwrap_or_default();
    check_answered(raw, &solution, problems);
    let words = lessons.iter_mut().filter_map(|lesson| Some((lesson.language, step_words(lesson, raw, input.vars)?)));
    Step {
        id: StepId::new(input.chapter, &raw.id.value),
        after,
        points: raw.points,
        optional: raw.optional,
        prunes: raw.prunes.clone(),
        words: words.collect(),
        setup,
        pins,
        checks,
        solution,
    }
}

/// What an earlier step asked of its images.
fn pins_of(
    named: &Spanned<String>,
    raw: &RawStep,
    input: &ResolveIn<'_>,
    earlier: &[Step],
    chapter: &RawChapter,
    problems: &mut Problems<'_>,
) -> Vec<Pin> {
    let Some(id) = earlier_step(named, raw, input, chapter, problems) else { return Vec::new() };
    let here = earlier.iter().find(|step| step.id == id);
    let found = here.map_or_else(|| pins(&id, &(input.checks_of)(&id)), |step| pins(&id, &step.checks));
    if found.is_empty() {
        problems
            .error(named.span.clone(), format!("step `{}` asks nothing of an image that lasts", named.value))
            .help("name the step that builds the image");
    }
    found
}

/// A step that comes earlier in the course: of this chapter, or `CHAPTER/STEP`.
fn earlier_step(
    after: &Spanned<String>,
    raw: &RawStep,
    input: &ResolveIn<'_>,
    chapter: &RawChapter,
    problems: &mut Problems<'_>,
) -> Option<StepId> {
    if let Some((other, step)) = after.value.split_once('/') {
        let other = ChapterId(other.to_owned());
        let earlier: Vec<&ChapterId> = input.chapters.iter().take_while(|id| *id != input.chapter).collect();
        if earlier.contains(&&other) {
            let steps = (input.outline)(&other);
            if let Some(steps) = steps.filter(|steps| !steps.iter().any(|known| known == step)) {
                let message = format!("chapter `{other}` has no step `{step}`");
                problems.error(after.span.clone(), message).suggest_or_list(step, steps.iter().map(String::as_str));
            }
            return Some(StepId::new(&other, step));
        }
        if other != *input.chapter {
            let message = if input.chapters.contains(&other) {
                format!("chapter `{other}` comes after this one")
            } else {
                format!("the course has no chapter `{other}`")
            };
            let names = earlier.iter().map(|id| id.0.as_str());
            problems.error(after.span.clone(), message).suggest(&other.0, names);
            return None;
        }
    }
    let name = after.value.rsplit('/').next().unwrap_or_default();
    let earlier = chapter.steps.iter().map(|step| step.id.value.as_str()).take_while(|id| *id != raw.id.value);
    if earlier.clone().any(|id| id == name) {
        return Some(StepId::new(input.chapter, name));
    }
    let message = if name == raw.id.value {
        format!("step `{name}` starts from itself")
    } else if chapter.steps.iter().any(|step| step.id.value == name) {
        format!("step `{name}` comes after this one")
    } else {
        format!("this chapter has no step `{name}`")
    };
    problems.error(after.span.clone(), message).suggest_or_list(name, earlier);
    None
}

fn resolve_solution(raw: &RawAttempt, step: &RawStep, input: &ResolveIn<'_>, problems: &mut Problems<'_>) -> Attempt {
    let files = input.solution_files.get(&step.id.value).cloned().unwrap_or_default();
    let answers = resolve_answers(raw, step, input.vars, problems);
    let run = raw.run.as_ref().map(|run| input.vars.expand(run).into_owned()).unwrap_or_default();
    if run.trim().is_empty() && files.is_empty() && answers.is_empty() {
        problems.error(raw.span.clone(), "this attempt does nothing").help(format!(
            "give it `run` or `answer`, or put files in exercises/{}/solution/{}/",
            input.chapter, step.id.value
        ));
    }
    Attempt { files, run, may_fail: false, answers, at: place(raw, problems) }
}

/// The checks of a step that ask something.
pub(super) fn asks(step: &RawStep) -> impl Iterator<Item = &RawCheck> + Clone {
    step.checks.iter().filter(|check| check.subject.kind.key() == "ask")
}

/// Reports an answer to what the step does not ask.
pub(super) fn check_asks(check: &Spanned<String>, step: &RawStep, problems: &mut Problems<'_>) {
    if asks(step).any(|ask| ask.id.value == check.value) {
        return;
    }
    let message = if step.check_ids.contains(&check.value) {
        format!("check `{}` asks nothing", check.value)
    } else {
        format!("this step has no check `{}`", check.value)
    };
    problems.error(check.span.clone(), message).suggest(&check.value, asks(step).map(|ask| ask.id.value.as_str()));
}

fn check_answered(raw: &RawStep, solution: &Attempt, problems: &mut Problems<'_>) {
    let Some(attempt) = &raw.solution else { return };
    for ask in asks(raw).filter(|ask| !solution.answers.contains_key(&ask.id.value)) {
        let id = &ask.id.value;
        problems
            .error(attempt.span.clone(), format!("the solution does not answer `{id}`"))
            .help(format!("add `answer.{id} = …`"));
    }
}

/// Whether a check is one of an image that the step builds on; which there are, the earlier step says.
fn is_pinned(check_id: &str, step: &RawStep) -> bool {
    step.builds_on.iter().any(|on| {
        let name = on.value.rsplit('/').next().unwrap_or_default();
        check_id.strip_prefix(&format!("pinned-{name}-")).is_some_and(|check| !check.is_empty())
    })
}

/// Reports a `check` or `check/near-miss` that does not exist.
pub(super) fn check_finding(finding: &Spanned<String>, step: &RawStep, problems: &mut Problems<'_>) {
    let (check_id, near_miss) =
        finding.value.split_once('/').map_or((finding.value.as_str(), None), |(check, id)| (check, Some(id)));
    if is_pinned(check_id, step) {
        if let Some(near_miss) = near_miss.filter(|id| !PINNED.contains(id)) {
            problems
                .error(finding.span.clone(), format!("an image that is built on has no near miss `{near_miss}`"))
                .suggest_or_list(near_miss, PINNED.iter().copied());
        }
        return;
    }
    if !step.check_ids.iter().any(|id| id == check_id) {
        let ids = step.check_ids.iter().map(String::as_str);
        problems
            .error(finding.span.clone(), format!("step `{}` has no check `{check_id}`", step.id.value))
            .suggest_or_list(check_id, ids);
        return;
    }
    let Some(check) = step.checks.iter().find(|check| check.id.value == check_id) else { return };
    let Some(near_miss) = near_miss else { return };
    let declared = check.near_misses.iter().map(|rule| rule.id.value.as_str());
    let known: Vec<&str> = declared.chain(built_in(check.subject.kind).iter().copied()).collect();
    if !known.contains(&near_miss) {
        let subject = check.subject.kind.key();
        problems
            .error(finding.span.clone(), format!("check `{check_id}` ({subject}) has no near miss `{near_miss}`"))
            .suggest_or_list(near_miss, known);
    }
}

/// The variables that steps of a chapter plant.
pub(super) fn planted_names<'r>(raw: &'r RawChapter, defaults: &Vars, problems: &mut Problems<'_>) -> Vec<&'r str> {
    let mut names: Vec<&str> = Vec::new();
    let all: Vec<&(Spanned<String>, PlantKind)> = raw.steps.iter().flat_map(|step| &step.plant).collect();
    for (name, _) in all {
        if !is_name(&name.value) {
            problems.error(name.span.clone(), format!("`{}` can't be a variable", name.value));
        } else if defaults.get(&name.value).is_some() {
            problems.error(name.span.clone(), format!("`{}` is a variable of the course already", name.value));
        } else if names.contains(&name.value.as_str()) {
            problems
                .error(name.span.clone(), format!("`{}` is planted twice in this chapter", name.value))
                .help("a planted name means one value: take another name");
        } else {
            names.push(&name.value);
        }
    }
    names
}

pub(super) fn report_unknown_vars(problems: &mut Problems<'_>, vars: &Vars, planted: &[&str]) {
    let text = problems.text;
    for place in places(text) {
        let line_start = text[..place.span.start].rfind('\n').map_or(0, |at| at + 1);
        let is_comment = problems.path.starts_with("checks/") && text[line_start..].trim_start().starts_with('#');
        if is_comment || vars.get(place.name).is_some() || planted.contains(&place.name) {
            continue;
        }
        let known = vars.names().chain(planted.iter().copied());
        problems
            .error(place.span, format!("no variable is called `{}`", place.name))
            .suggest_or_list(place.name, known);
    }
}
