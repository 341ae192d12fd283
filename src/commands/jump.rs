//! `kesako jump`: brings engine and workspace to where a step begins, by carrying out the solutions before it.

use std::path::Path;

use crate::cli::JumpArgs;
use crate::course::{AnswerSource, Attempt, ChapterId, Step, StepId};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::{Event, FOLDER};
use crate::ui::Question;
use crate::words::Words;

use super::reset::{self, ResetScope};
use super::script::{self, ScriptScope};
use super::{Services, begin, given, trust};

/// `kesako jump`.
pub(super) async fn run(services: &mut Services, args: &JumpArgs) -> Outcome {
    services.ensure_started()?;
    let id = services.find_step(Some(&args.step))?;
    let words = services.words();
    let doomed = reset::doomed(services, &ResetScope::All, false).await?;
    let chain = chain(services, &id)?;
    if !services.ui.is_json() {
        services.ui.say(&words.get("commands-jump-plan", &[("step", id.to_string().into())]));
        for thing in &doomed {
            services.ui.say(&format!("  - {}", thing.words(words)));
        }
        for step in &chain {
            services.ui.say(&format!("  + {}", step.id));
        }
    }
    let question = words.text("commands-jump-question");
    let needs_asking = !doomed.is_empty() || !chain.is_empty();
    if needs_asking && !services.prompt.confirm(Question { text: &question, instead: "--yes" }, false)? {
        return Ok(Exit::Interrupted);
    }
    let saved = to_beginning_of(services, &id).await?;
    if services.ui.is_json() {
        services.ui.json(
            &serde_json::json!({ "schema": 1, "step": id, "after": chain.iter().map(|s| &s.id).collect::<Vec<_>>() }),
        );
        return Ok(Exit::Done);
    }
    if let Some(saved) = saved {
        services.ui.say(&words.get("commands-jump-saved", &[("folder", saved.into())]));
    }
    services.ui.say(&words.get("commands-jump-done", &[("step", id.to_string().into())]));
    Ok(Exit::Done)
}

/// The steps whose end states lead to the beginning of `id`, in order, without itself.
pub(super) fn chain(services: &Services, id: &StepId) -> Result<Vec<Step>, CommandError> {
    let (_, step) = services.step(id)?;
    let mut chain: Vec<Step> = Vec::new();
    let mut before = step;
    while let Some(earlier) = before.after.clone() {
        let (_, step) = services.step(&earlier)?;
        if chain.iter().any(|seen| seen.id == step.id) {
            let said = services.words().get("error-course-loop", &[("step", step.id.to_string().into())]);
            return Err(CommandError::new(Exit::Course, said));
        }
        chain.push(step.clone());
        before = step;
    }
    chain.reverse();
    Ok(chain)
}

/// Clears the engine, sets files aside, carries the chain out and begins the step. Gives the folder that the learner's
/// files were moved to, if there were any.
pub(super) async fn to_beginning_of(services: &mut Services, id: &StepId) -> Result<Option<String>, CommandError> {
    services.ensure_started()?;
    super::foreign::note(services).await?;
    let doomed = reset::doomed(services, &ResetScope::All, false).await?;
    reset::carry_out(services, &ResetScope::All, &doomed).await?;
    let chain = chain(services, id)?;
    let mut chapters: Vec<ChapterId> = chain.iter().map(|step| step.id.chapter.clone()).collect();
    chapters.push(id.chapter.clone());
    chapters.dedup();
    let saved = set_aside(services, &chapters)?;
    for step in &chain {
        begin::begin(services, &step.id).await?;
        let (_, step) = services.step(&step.id)?;
        carry_out(services, &step, &step.solution).await?;
        super::made::note_builds(services, &step).await?;
        // What takes its time to come about must have come before the next step's solution builds on it.
        if step.checks.iter().any(|check| check.within.is_some()) {
            super::judge::judge(services, &step).await;
        }
    }
    begin::begin(services, id).await?;
    services.record.append(Event::Jumped { step: id.clone() })?;
    Ok(saved)
}

/// Carries out a way to do a step, its answers included.
pub(super) async fn carry_out(services: &mut Services, step: &Step, attempt: &Attempt) -> Result<(), CommandError> {
    if !attempt.run.trim().is_empty() {
        trust::agree(services, &attempt.run)?;
    }
    let in_the_way = services.record.progress().foreign.as_ref().is_some_and(|foreign| !foreign.is_empty());
    let adopt = services.words().text("commands-jump-adopt");
    let failed = |error| {
        let error = CommandError::new(Exit::CouldNotLook, error);
        // What bore the course's names before is kept, and may be what a solution runs into.
        if in_the_way { error.hint(adopt.clone()) } else { error }
    };
    let folder = services.folder(&step.id.chapter);
    super::witness::begin_at_once(services).await;
    script::attempt(attempt, &ScriptScope::of(services, &folder)).await.map_err(failed)?;
    for (check, source) in &attempt.answers {
        let answer = match source {
            AnswerSource::Text(text) => text.clone(),
            AnswerSource::Run(script) => {
                let scope = ScriptScope::of(services, &folder);
                script::run(script, &attempt.at, &scope).await.map_err(failed)?
            }
        };
        given::note(services, step, check, answer).await?;
    }
    Ok(())
}

/// Moves the learner's files of these chapters to a folder of their own: nothing is lost.
fn set_aside(services: &Services, chapters: &[ChapterId]) -> Result<Option<String>, CommandError> {
    let stamp = super::script::time_stamp();
    let target = services.workspace.join(FOLDER).join("saved").join(stamp);
    let mut moved = false;
    for chapter in chapters {
        let folder = services.folder(chapter);
        let is_empty = folder.read_dir().map_or(true, |mut entries| entries.next().is_none());
        if is_empty {
            continue;
        }
        move_folder(&folder, &target.join(&chapter.0), services.words())?;
        moved = true;
    }
    Ok(moved.then(|| target.display().to_string()))
}

/// Moves what is in a folder; the folder itself stays, since a shell may stand in it.
fn move_folder(from: &Path, to: &Path, words: Words) -> Result<(), CommandError> {
    let move_all = || -> std::io::Result<()> {
        std::fs::create_dir_all(to)?;
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            std::fs::rename(entry.path(), to.join(entry.file_name()))?;
        }
        Ok(())
    };
    move_all().map_err(|error| {
        let args = [("path", from.display().to_string().into()), ("why", words.io(&error).into())];
        CommandError::new(Exit::Progress, words.get("error-move", &args))
    })
}
