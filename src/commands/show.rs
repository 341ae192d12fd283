//! `kesako show`: a step's text; showing a step begins it.

use crate::cli::StepArgs;
use crate::course::{Chapter, Language, Step, StepId};
use crate::engine::EngineError;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::feedback;
use crate::progress::Event;

use super::{Services, begin, doctor, images, prunes, said, summary};

/// `kesako show`.
pub(super) async fn run(services: &mut Services, args: &StepArgs) -> Outcome {
    let id = services.find_step(args.step.as_deref())?;
    let (chapter, step) = services.step(&id)?;
    let care = prunes::care(services, &step).await;
    if services.ui.is_json() {
        services.ui.json(&json(services, &step, care.as_deref()));
    } else {
        print(services, &chapter, &step, care.as_deref());
    }
    let passed = services.record.progress().passed_since_jump.contains(&id);
    match enter(services, &id).await {
        Ok(()) => {
            if passed && !services.ui.is_json() {
                services.ui.say("");
                services.ui.markdown(&goes_on(services, true, "commands-show-passed"));
            }
            Ok(Exit::Done)
        }
        // The text stays readable without an engine, and from a folder that can't be written to.
        Err(error) if matches!(error.exit, Exit::CouldNotLook | Exit::Progress) => {
            let error = doctor::with_remedy(services, error);
            warn(services, &error);
            Ok(error.exit)
        }
        Err(error) => Err(error),
    }
}

fn warn(services: &Services, error: &CommandError) {
    services.ui.warning(&said::line(error.error.as_ref(), services.words()));
    for hint in &error.hints {
        services.ui.note(&said::hint(hint, services.words()));
    }
}

/// Goes to a step and begins it; the base images that are missing are offered before. It begins without them, too.
async fn enter(services: &mut Services, id: &StepId) -> Result<(), CommandError> {
    go(services, id)?;
    if services.record.progress().step(id).is_none_or(|step| step.begun.is_none()) {
        match images::offer(services).await {
            Ok(_) => {}
            // An engine that does not answer is not asked again.
            Err(error) if error.exit == Exit::CouldNotLook && !error.error.is::<EngineError>() => {
                warn(services, &error);
            }
            Err(error) => return Err(error),
        }
    }
    begin::ensure_begun(services, id).await
}

fn go(services: &mut Services, id: &StepId) -> Result<(), CommandError> {
    services.ensure_started()?;
    let progress = services.record.progress();
    // Who asks for a step that they have just passed wants to be there again.
    if progress.current.as_ref() != Some(id) || progress.passed_here {
        services.record.append(Event::Went { step: id.clone() })?;
    }
    Ok(())
}

/// What `kesako show` shows next, in words: `key` for a step, else that there is none left. `leaving`: the current step,
/// passed before, is left behind.
pub(super) fn goes_on(services: &Services, leaving: bool, key: &str) -> String {
    let progress = services.record.progress();
    let all = services.all_steps().unwrap_or_default();
    let next = if leaving || progress.passed_here { progress.position_after(&all) } else { progress.position(&all) };
    let Some((_, step)) = next.and_then(|next| services.step(next).ok()) else {
        let key = if summary::is_finished(services).unwrap_or(false) {
            "commands-check-finished"
        } else {
            "commands-check-last"
        };
        return services.words().text(key);
    };
    let title = step.words.get(&services.language).map(|words| words.title.clone()).unwrap_or_default();
    let short = feedback::short_step(&step.id);
    services.words().get(key, &[("step", short.into()), ("title", title.into())])
}

/// Prints a step: title, text, what to take care of, task, questions.
pub(super) fn print(services: &Services, chapter: &Chapter, step: &Step, care: Option<&str>) {
    services.ui.markdown(&text(services, chapter, step, care));
}

/// A step as one Markdown text.
pub(super) fn text(services: &Services, chapter: &Chapter, step: &Step, care: Option<&str>) -> String {
    let language = services.language;
    let Some(words) = step.words.get(&language) else { return String::new() };
    let mut parts = Vec::new();
    let first = chapter.steps.first().is_some_and(|first| first.id == step.id);
    if let Some(chapter_words) = chapter.words.get(&language).filter(|_| first) {
        parts.push(format!("# {}\n\n{}", chapter_words.title, chapter_words.intro));
    }
    parts.push(format!("## {}\n\n{}", words.title, words.prose));
    parts.extend(care.map(str::to_owned));
    let task = services.words().text("commands-show-task");
    parts.push(format!("**{task}** {}", words.task));
    for question in step.checks.iter().filter_map(|check| words.questions.get(&check.id)) {
        let choices = question.choices.iter().enumerate();
        let choices: Vec<String> = choices.map(|(index, (_, choice))| format!("{}. {choice}", index + 1)).collect();
        parts.push(question.text.clone());
        parts.push(choices.join("\n"));
    }
    parts.join("\n\n")
}

fn json(services: &Services, step: &Step, care: Option<&str>) -> serde_json::Value {
    let words = step.words.get(&services.language).cloned().unwrap_or_default();
    let folder = services.folder(&step.id.chapter);
    serde_json::json!({
        "schema": 1,
        "step": step.id,
        "language": Language::code(services.language),
        "title": words.title,
        "prose": words.prose,
        "care": care,
        "task": words.task,
        "hints": words.hints.len(),
        "folder": folder,
        "questions": words.questions.iter().map(|(check, question)| serde_json::json!({
            "check": check,
            "text": question.text,
            "choices": question.choices.iter().map(|(key, text)| serde_json::json!({ "key": key, "text": text })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}
