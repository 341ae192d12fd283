//! `kesako summary`: what the learner knows now; the page at the end of the course.

use crate::cli::SummaryArgs;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::export::{self, Page};
use crate::ui::{Line, render_end};

use super::Services;
use super::export as exporting;
use super::output_file::OutputFile;

/// `kesako summary`.
pub(super) fn run(services: &mut Services, args: &SummaryArgs) -> Outcome {
    exporting::ensure_progress(services)?;
    let Some(path) = args.html.clone() else {
        let export = exporting::make(services, None)?;
        if services.ui.is_json() {
            services.ui.json(&serde_json::json!({
                "schema": 1, "finished": export.totals.finished, "totals": export.totals, "chapters": export.chapters,
            }));
            return Ok(Exit::Done);
        }
        for part in parts(services, &Page::of(&export, services.words())) {
            services.ui.page(&part);
        }
        return Ok(Exit::Done);
    };
    let learner = exporting::learner(services, args.name.as_deref())?;
    let export = exporting::make(services, learner)?;
    let page = export::end_page(&export, services.words()).map_err(|error| CommandError::new(Exit::Bug, error))?;
    let (format, question) = (export::Format::Html.name(), exporting::QUESTION);
    let file = OutputFile { path: &path, bytes: page.as_bytes(), format, force: args.force, question };
    exporting::put(services, &export.record, &file)
}

/// The page in parts that belong together: its head, each chapter, its last words.
pub(super) fn parts(services: &Services, page: &Page) -> Vec<Vec<Line>> {
    render_end(page, next_title(services).as_deref(), services.ui.markdown_options())
}

/// Whether every step has passed that the course can't be finished without.
pub(super) fn is_finished(services: &Services) -> Result<bool, CommandError> {
    let progress = services.record.progress();
    for id in services.all_steps()? {
        if !progress.has_passed(&id) && !services.step(&id)?.1.optional {
            return Ok(false);
        }
    }
    Ok(true)
}

fn next_title(services: &Services) -> Option<String> {
    let current = services.current().ok()?;
    let (_, step) = services.step(&current).ok()?;
    step.words.get(&services.language).map(|words| words.title.clone())
}
