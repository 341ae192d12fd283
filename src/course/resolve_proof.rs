//! Attempts as they are written → [`Attempt`]s: files put together, variables put in, findings and answers looked up in
//! the chapter that they belong to.

use std::collections::BTreeMap;

use super::attempt::{AnswerSource, Attempt, Attempts, GoodMutation, WrongAttempt};
use super::diagnostic::Problems;
use super::exercise_files::{ExerciseFiles, expand_content};
use super::id::StepId;
use super::model::{Chapter, CourseFile, Step};
use super::raw::{RawAttempt, RawChapter, RawEdit, RawProof, RawStep};
use super::resolve::{check_asks, check_finding};
use super::subject_parse::report_outside;
use super::vars::Vars;

/// What attempts are resolved against.
pub(super) struct ProofIn<'r> {
    pub(super) chapter: &'r Chapter,
    pub(super) raw: &'r RawChapter,
    pub(super) vars: &'r Vars,
    /// The chapter's files, variables not yet put in: an edit means what is written in them.
    pub(super) files: &'r ExerciseFiles,
}

/// The attempts of each step that the proof has.
pub(super) fn resolve_proof(
    input: &ProofIn<'_>,
    proof: &RawProof,
    problems: &mut Problems<'_>,
) -> BTreeMap<StepId, Attempts> {
    let mut all = BTreeMap::new();
    for of_step in &proof.steps {
        let id = &of_step.id;
        let step = input.chapter.steps.iter().find(|step| step.id.step == id.value);
        let raw = input.raw.steps.iter().find(|step| step.id.value == id.value);
        let (Some(step), Some(raw)) = (step, raw) else {
            let ids = input.raw.steps.iter().map(|step| step.id.value.as_str());
            problems
                .error(id.span.clone(), format!("chapter `{}` has no step `{}`", input.chapter.id, id.value))
                .suggest_or_list(&id.value, ids);
            continue;
        };
        let mut attempts = Attempts::default();
        for right in &of_step.right {
            let mut attempt = resolve_attempt(right, (step, raw), input, problems);
            for (check, answer) in &step.solution.answers {
                attempt.answers.entry(check.clone()).or_insert_with(|| answer.clone());
            }
            attempts.right.push(attempt);
        }
        for (wrong, gives) in &of_step.wrong {
            check_finding(gives, raw, problems);
            let attempt = Attempt { may_fail: true, ..resolve_attempt(wrong, (step, raw), input, problems) };
            attempts.wrong.push(WrongAttempt { attempt, gives: gives.value.clone() });
        }
        attempts.good.extend(of_step.good.iter().map(|good| GoodMutation {
            mutation: good.mutation.value.clone(),
            why: good.why.clone(),
            at: format!("{}:{}", problems.path, problems.line(good.mutation.span.start)),
        }));
        all.insert(step.id.clone(), attempts);
    }
    all
}

fn resolve_attempt(
    raw: &RawAttempt,
    (step, raw_step): (&Step, &RawStep),
    input: &ProofIn<'_>,
    problems: &mut Problems<'_>,
) -> Attempt {
    let is_table_of_files = raw.files || !raw.put.is_empty() || !raw.edit.is_empty();
    let run = match &raw.run {
        Some(run) => input.vars.expand(run).into_owned(),
        None if is_table_of_files => step.solution.run.clone(),
        None => String::new(),
    };
    let files = files(raw, step, input, problems);
    let answers = resolve_answers(raw, raw_step, input.vars, problems);
    if run.trim().is_empty() && files.is_empty() && answers.is_empty() {
        problems.error(raw.span.clone(), "this attempt does nothing").help("give it files, `run` or `answer`");
    }
    Attempt { files, run, may_fail: false, answers, at: place(raw, problems) }
}

/// Where an attempt stands: path and line.
pub(super) fn place(raw: &RawAttempt, problems: &Problems<'_>) -> String {
    format!("{}:{}", problems.path, problems.line(raw.span.start))
}

/// The answers of an attempt, each to a question that the step asks.
pub(super) fn resolve_answers(
    raw: &RawAttempt,
    step: &RawStep,
    vars: &Vars,
    problems: &mut Problems<'_>,
) -> BTreeMap<String, AnswerSource> {
    let mut answers = BTreeMap::new();
    for (check, text, is_script) in &raw.answers {
        check_asks(check, step, problems);
        let text = vars.expand(text).into_owned();
        let answer = if *is_script { AnswerSource::Run(text) } else { AnswerSource::Text(text) };
        answers.insert(check.value.clone(), answer);
    }
    answers
}

fn files(raw: &RawAttempt, step: &Step, input: &ProofIn<'_>, problems: &mut Problems<'_>) -> Vec<CourseFile> {
    let of_solution = || input.files.solution.get(&step.id.step).cloned().unwrap_or_default();
    let mut files = if raw.files || !raw.edit.is_empty() { of_solution() } else { Vec::new() };
    for edit in &raw.edit {
        carry_out(edit, &mut files, step, input, problems);
    }
    for (path, content) in &raw.put {
        if report_outside(path, problems) {
            continue;
        }
        // Writing a file anew leaves its mode as it was.
        let there = files.iter().chain(left_before(step, input)).find(|file| file.path == path.value);
        let executable = there.is_some_and(|file| file.executable);
        files.retain(|file| file.path != path.value);
        files.push(CourseFile { path: path.value.clone(), content: content.clone().into_bytes(), executable });
    }
    for file in &mut files {
        file.content = expand_content(std::mem::take(&mut file.content), input.vars);
    }
    files
}

fn carry_out(
    edit: &RawEdit,
    files: &mut Vec<CourseFile>,
    step: &Step,
    input: &ProofIn<'_>,
    problems: &mut Problems<'_>,
) {
    let path = &edit.path.value;
    if !files.iter().any(|file| file.path == *path) {
        let left = left_before(step, input);
        let Some(file) = left.iter().find(|file| file.path == *path) else {
            let known = files.iter().map(|file| file.path.as_str()).chain(left.iter().map(|file| file.path.as_str()));
            problems
                .error(edit.path.span.clone(), format!("there is no file `{path}` to edit"))
                .suggest_or_list(path, known);
            return;
        };
        files.push((*file).clone());
    }
    for file in files.iter_mut().filter(|file| file.path == *path) {
        let text = String::from_utf8_lossy(&file.content).into_owned();
        if edit.from.value.is_empty() || !text.contains(&edit.from.value) {
            problems
                .error(edit.from.span.clone(), format!("this does not stand in `{path}`"))
                .suggest(&edit.from.value, text.lines());
        } else if edit.from.value == edit.to {
            problems.error(edit.from.span.clone(), "this edit changes nothing");
        }
        file.content = text.replace(&edit.from.value, &edit.to).into_bytes();
    }
}

/// Files of the chapter as the steps before leave them; of each path the newest comes first.
fn left_before<'r>(step: &'r Step, input: &'r ProofIn<'_>) -> Vec<&'r CourseFile> {
    let mut left = Vec::new();
    let mut before = earlier(step, input);
    while let Some(step) = before {
        left.extend(input.files.solution.get(&step.id.step).into_iter().flatten());
        before = earlier(step, input);
    }
    left.extend(&input.files.start);
    left
}

fn earlier<'r>(step: &Step, input: &'r ProofIn<'_>) -> Option<&'r Step> {
    let id = step.after.as_ref()?;
    // Only towards the beginning, so that it ends whatever a broken course says.
    let steps = input.chapter.steps.iter().take_while(|other| other.id != step.id);
    steps.filter(|other| other.id == *id).last()
}
