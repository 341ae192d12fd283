//! `kesako list`: chapters, steps, states.

use crate::course::{BaseImage, Chapter};
use crate::error::Outcome;
use crate::exit_code::Exit;
use crate::progress::StepState;
use crate::ui::{ChapterRow, StepRow, render_list};

use super::Services;

/// `kesako list`.
pub(super) fn run(services: &mut Services) -> Outcome {
    let ids = services.course.manifest.chapters.clone();
    let chapters = ids.iter().map(|id| services.chapter(id)).collect::<Result<Vec<_>, _>>()?;
    if services.ui.is_json() {
        services.ui.json(&json(services, &chapters));
        return Ok(Exit::Done);
    }
    let rows: Vec<ChapterRow> = chapters.iter().map(|chapter| row(services, chapter)).collect();
    services.ui.page(&render_list(&rows, services.ui.markdown_options()));
    Ok(Exit::Done)
}

fn number(chapter: &Chapter) -> String {
    chapter.id.number().map_or_else(|| chapter.id.to_string(), |number| number.to_string())
}

pub(super) fn row(services: &Services, chapter: &Chapter) -> ChapterRow {
    let progress = services.record.progress();
    let current = services.current().ok();
    let words = chapter.words.get(&services.language).cloned().unwrap_or_default();
    let steps = chapter.steps.iter().enumerate().map(|(index, step)| StepRow {
        number: format!("{}.{}", number(chapter), index + 1),
        id: step.id.step.clone(),
        title: step.words.get(&services.language).map(|words| words.title.clone()).unwrap_or_default(),
        state: match progress.state(&step.id) {
            // Who has come back to a step is there, passed or not.
            _ if current.as_ref() == Some(&step.id) && !progress.has_just_passed(&step.id) => {
                crate::ui::StepState::Current
            }
            StepState::Passed => crate::ui::StepState::Passed,
            StepState::Current | StepState::Begun | StepState::Open => crate::ui::StepState::Open,
        },
        optional: step.optional,
    });
    ChapterRow {
        number: number(chapter),
        title: words.title,
        minutes: words.minutes,
        steps: steps.collect(),
        open: true,
    }
}

fn json(services: &Services, chapters: &[Chapter]) -> serde_json::Value {
    let progress = services.record.progress();
    let current = services.current().ok();
    let vars: serde_json::Map<String, serde_json::Value> =
        services.vars().iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let image = |image: &BaseImage| {
        (
            image.role.clone(),
            serde_json::json!({
                "reference": image.reference,
                "origin": progress.image_origins.get(&image.role),
            }),
        )
    };
    let images: serde_json::Map<String, serde_json::Value> =
        services.course.manifest.images.values().map(image).collect();
    let chapters: Vec<serde_json::Value> = chapters
        .iter()
        .map(|chapter| {
            let words = chapter.words.get(&services.language).cloned().unwrap_or_default();
            let steps: Vec<serde_json::Value> = chapter
                .steps
                .iter()
                .map(|step| {
                    let recorded = progress.step(&step.id);
                    serde_json::json!({
                        "id": step.id,
                        "title": step.words.get(&services.language).map(|words| words.title.as_str()),
                        "state": progress.state(&step.id),
                        "current": current.as_ref() == Some(&step.id),
                        "optional": step.optional,
                        "points": step.points,
                        "attempts": recorded.map_or(0, |step| step.attempts),
                        "hints": recorded.map_or(0, |step| step.hints),
                        "solution_seen": recorded.is_some_and(|step| step.solution_seen),
                        "passed_at": recorded.and_then(|step| step.passed),
                    })
                })
                .collect();
            serde_json::json!({
                "id": chapter.id, "title": words.title, "minutes": words.minutes, "steps": steps,
                "folder": services.folder(&chapter.id),
            })
        })
        .collect();
    serde_json::json!({
        "schema": 1,
        "course": services.course.manifest.id,
        "version": services.course.manifest.version,
        "language": services.language,
        "workspace": services.workspace,
        "current": current,
        "vars": vars,
        "images": images,
        "chapters": chapters,
    })
}
