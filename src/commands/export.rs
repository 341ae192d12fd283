//! `kesako export`: the record as a file that can leave the machine.

use std::fs;
use std::path::Path;

use jiff::Timestamp;

use crate::cli::{ExportArgs, ExportFormat};
use crate::course::{Chapter, CourseFiles};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::export::{self, About, CourseFacts, Export, Format, MAX_BYTES};
use crate::ui::Question;

use super::Services;
use super::output_file::{self, OutputFile};

/// Asked before something else is written over.
pub(super) const QUESTION: &str = "export-overwrite-question";

/// `kesako export`.
pub(super) fn run(services: &mut Services, args: &ExportArgs) -> Outcome {
    let format = format(args.format);
    let output = args.output.clone().filter(|path| path.as_os_str() != "-");
    if services.ui.is_json() && output.is_none() && format != Format::Json {
        let said = services.words().get("export-json-alone", &[("format", format.name().into())]);
        return Err(CommandError::usage(said));
    }
    ensure_progress(services)?;
    let learner = if format.has_name() { learner(services, args.name.as_deref())? } else { None };
    let export = make(services, learner)?;
    let bytes =
        export::write(&export, format, services.words()).map_err(|error| CommandError::new(Exit::Bug, error))?;
    let Some(path) = output else {
        services.ui.data(&bytes);
        return Ok(Exit::Done);
    };
    let format = format.name();
    let file = OutputFile { path: &path, bytes: &bytes, format, force: args.force, question: QUESTION };
    put(services, &export.record, &file)
}

/// Writes a file about a record, whose opaque name stands in every export: an earlier one is no loss.
pub(super) fn put(services: &mut Services, record: &str, file: &OutputFile<'_>) -> Outcome {
    let is_earlier = |path: &Path| {
        fs::metadata(path).is_ok_and(|there| there.len() <= MAX_BYTES)
            && fs::read(path).is_ok_and(|bytes| bytes.windows(record.len()).any(|window| window == record.as_bytes()))
    };
    output_file::put(&services.ui, services.prompt.as_mut(), file, is_earlier)
}

/// The export of this workspace's record.
pub(super) fn make(services: &Services, learner: Option<String>) -> Result<Export, CommandError> {
    let entries = services.record.entries()?;
    let course = facts(&services.course)?;
    let about = About { learner, at: Timestamp::now(), kesako: env!("CARGO_PKG_VERSION").to_owned() };
    Ok(export::make(&entries, &course, &about))
}

/// Everything that exports tell of a course. Variables have the course's values, not this workspace's: its ports and
/// planted values are nobody else's affair.
fn facts(course: &CourseFiles) -> Result<CourseFacts, CommandError> {
    let vars = course.default_vars();
    let chapters: Vec<Chapter> =
        course.manifest.chapters.iter().map(|id| course.chapter(id, &vars)).collect::<Result<_, _>>()?;
    let content = course.content_hash().map_err(|error| CommandError::new(Exit::Course, error))?;
    Ok(CourseFacts::of(&course.manifest, content, &chapters))
}

/// Whether there is anything to tell, of this course.
pub(super) fn ensure_progress(services: &mut Services) -> Result<(), CommandError> {
    if services.record.progress().course.is_some() {
        // Of another course, that says so.
        return services.ensure_started();
    }
    let folder = services.workspace.display().to_string();
    let said = services.words().get("export-nothing-yet", &[("folder", folder.into())]);
    Err(CommandError::new(Exit::Progress, said).hint("`kesako --workspace DIR`").hint("`kesako`"))
}

/// The learner's name: as given, or as answered by who is there to be asked; `None` if they would rather not.
pub(super) fn learner(services: &mut Services, given: Option<&str>) -> Result<Option<String>, CommandError> {
    let name = match given {
        Some(name) => name.to_owned(),
        None if services.ui.is_interactive() && !services.options.yes => {
            let text = services.words().text("export-name-question");
            services.prompt.input(Question { text: &text, instead: "--name NAME" }, Some(""))?
        }
        None => String::new(),
    };
    Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty()))
}

const fn format(format: ExportFormat) -> Format {
    match format {
        ExportFormat::Json => Format::Json,
        ExportFormat::Jsonl => Format::Jsonl,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Md => Format::Md,
        ExportFormat::Html => Format::Html,
        ExportFormat::Junit => Format::Junit,
        ExportFormat::Xapi => Format::Xapi,
    }
}
