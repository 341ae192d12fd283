//! `kesako answer`: answers a step's question, then looks.

use crate::check::Verdict;
use crate::cli::AnswerArgs;
use crate::course::subject::Subject;
use crate::course::{Step, StepId};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;

use super::{Services, check, check_json, given};

/// `kesako answer`.
pub(super) async fn run(services: &mut Services, args: &AnswerArgs) -> Outcome {
    services.ensure_started()?;
    let (id, answer) = step_and_answer(services, args)?;
    let (_, step) = services.step(&id)?;
    let question = question(services, &step, args.question.as_deref())?;
    given::note(services, &step, &question, answer).await?;
    let (step, judgement) = check::check_step(services, &id).await?;
    if services.ui.is_json() {
        services.ui.json(&check_json::json(services, &step, &judgement));
    } else {
        check::show(services, &step, &judgement);
    }
    Ok(Exit::of(judgement.report.verdict()))
}

/// The first word may name the step; everything else is the answer.
fn step_and_answer(services: &Services, args: &AnswerArgs) -> Result<(StepId, String), CommandError> {
    let [first, rest @ ..] = args.words.as_slice() else {
        return Err(CommandError::usage(services.words().text("error-answer-missing")));
    };
    if rest.is_empty() {
        return Ok((services.current()?, first.clone()));
    }
    // `1/build …` is meant as a step even when there is none; `hello world` is an answer of two words.
    // What may hold a password is never repeated.
    let looks_like_step = (first.contains('/') && !first.contains([':', '@']))
        || first.split_once('.').is_some_and(|(a, b)| {
            !a.is_empty() && !b.is_empty() && (a.to_owned() + b).bytes().all(|byte| byte.is_ascii_digit())
        });
    match services.course.find_step(first) {
        Ok(id) => Ok((id, rest.join(" "))),
        Err(error) if looks_like_step => Err(super::find_error(error, services.words())),
        Err(_) => Ok((services.current()?, args.words.join(" "))),
    }
}

/// The question meant: as named, else the first that is not answered rightly.
pub(super) fn question(services: &Services, step: &Step, named: Option<&str>) -> Result<String, CommandError> {
    let questions: Vec<&str> = step
        .checks
        .iter()
        .filter(|check| matches!(check.subject, Subject::Ask(_)))
        .map(|check| check.id.as_str())
        .collect();
    if let Some(named) = named {
        if questions.contains(&named) {
            return Ok(named.to_owned());
        }
        let args = [("step", step.id.to_string().into()), ("question", named.into())];
        let error = CommandError::usage(services.words().get("error-answer-other-question", &args));
        return Err(questions.iter().fold(error, |error, question| error.hint(format!("`--question {question}`"))));
    }
    let last = services.record.progress().step(&step.id).and_then(|recorded| recorded.last.as_ref());
    let passed = |question: &str| {
        last.is_some_and(|(_, lines)| lines.iter().any(|line| line.id == question && line.verdict == Verdict::Pass))
    };
    let open = questions.iter().find(|question| !passed(question)).or_else(|| questions.first());
    open.map(|question| (*question).to_owned()).ok_or_else(|| {
        let args = [("step", step.id.to_string().into())];
        CommandError::usage(services.words().get("error-answer-no-question", &args)).hint("`kesako check`")
    })
}
