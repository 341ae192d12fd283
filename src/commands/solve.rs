//! `kesako solve`: the reference solution beside the learner's files; `--run` carries it out.

use crate::check::Verdict;
use crate::cli::SolveArgs;
use crate::course::{AnswerSource, CourseFile, Step};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::{Event, FOLDER};
use crate::ui::{Named, Question, render_diff};

use super::{Services, begin, check, check_json, jump};

/// `kesako solve`.
pub(super) async fn run(services: &mut Services, args: &SolveArgs) -> Outcome {
    services.ensure_started()?;
    let id = services.find_step(args.step.as_deref())?;
    if args.run {
        begin::ensure_begun(services, &id).await?;
    }
    let (_, step) = services.step(&id)?;
    if services.ui.is_json() && !args.run {
        services.ui.json(&json(&step));
    } else {
        show(services, &step);
    }
    services.record.append(Event::Solved { step: id.clone(), run: args.run })?;
    if !args.run {
        return Ok(Exit::Done);
    }
    let words = services.words();
    let question = words.text("commands-solve-question");
    if !services.prompt.confirm(Question { text: &question, instead: "--yes" }, true)? {
        return Ok(Exit::Interrupted);
    }
    keep_copies(services, &step)?;
    jump::carry_out(services, &step, &step.solution).await?;
    let (step, judgement) = check::check_step(services, &id).await?;
    if services.ui.is_json() {
        services.ui.json(&check_json::json(services, &step, &judgement));
    } else {
        services.ui.say("");
        check::show(services, &step, &judgement);
    }
    Ok(if judgement.report.verdict() == Verdict::Pass { Exit::Done } else { Exit::of(judgement.report.verdict()) })
}

/// Files as differences to the learner's, then commands, then answers.
pub(super) fn show(services: &Services, step: &Step) {
    let words = services.words();
    let folder = services.folder(&step.id.chapter);
    for file in &step.solution.files {
        let solution = String::from_utf8_lossy(&file.content).into_owned();
        let mine = std::fs::read(folder.join(&file.path)).unwrap_or_default();
        let mine = String::from_utf8_lossy(&mine).into_owned();
        let (mine_name, solution_name) =
            (file.path.clone(), words.get("commands-solve-file", &[("path", file.path.as_str().into())]));
        services.ui.page(&render_diff(
            Named { name: &mine_name, text: &mine },
            Named { name: &solution_name, text: &solution },
            services.ui.palette(),
            words,
        ));
        services.ui.say("");
    }
    let script = step.solution.run.trim();
    if !script.is_empty() {
        services.ui.markdown(&format!("```sh\n{script}\n```"));
    }
    for (check, source) in &step.solution.answers {
        match source {
            AnswerSource::Text(text) => {
                let key = step
                    .words
                    .get(&services.language)
                    .and_then(|words| words.questions.get(check))
                    .and_then(|question| question.choices.iter().find(|(key, _)| key == text))
                    .map_or_else(|| text.clone(), |(_, words)| words.clone());
                services.ui.markdown(&words.get("commands-solve-answer", &[("answer", key.into())]));
            }
            AnswerSource::Run(script) => {
                services.ui.markdown(&words.text("commands-solve-answer-from"));
                services.ui.markdown(&format!("```sh\n{}\n```", script.trim()));
            }
        }
    }
}

fn json(step: &Step) -> serde_json::Value {
    let file = |file: &CourseFile| {
        serde_json::json!({
            "path": file.path,
            "content": String::from_utf8_lossy(&file.content),
            "executable": file.executable,
        })
    };
    let answers: serde_json::Map<String, serde_json::Value> = step
        .solution
        .answers
        .iter()
        .map(|(check, source)| {
            let value = match source {
                AnswerSource::Text(text) => serde_json::json!({ "text": text }),
                AnswerSource::Run(script) => serde_json::json!({ "run": script }),
            };
            (check.clone(), value)
        })
        .collect();
    serde_json::json!({
        "schema": 1,
        "step": step.id,
        "files": step.solution.files.iter().map(file).collect::<Vec<_>>(),
        "run": step.solution.run,
        "answers": answers,
    })
}

/// Copies of the learner's files that the solution writes over.
fn keep_copies(services: &Services, step: &Step) -> Result<(), CommandError> {
    let folder = services.folder(&step.id.chapter);
    let stamp = super::script::time_stamp();
    let target = services.workspace.join(FOLDER).join("saved").join(stamp).join(&step.id.chapter.0);
    for file in &step.solution.files {
        let mine = folder.join(&file.path);
        if !mine.is_file() {
            continue;
        }
        let copy = target.join(&file.path);
        let copied = copy
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::copy(&mine, &copy).map(|_| ()));
        copied.map_err(|error| {
            let words = services.words();
            let args = [("path", mine.display().to_string().into()), ("why", words.io(&error).into())];
            CommandError::new(Exit::Progress, words.get("error-copy", &args))
        })?;
    }
    Ok(())
}
