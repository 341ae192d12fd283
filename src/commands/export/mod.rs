//! `kesako export`: the record as a file that can leave the machine.

mod facts;
mod file;

use jiff::Timestamp;

use crate::cli::{ExportArgs, ExportFormat};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::export::{self, About, Export, Format};
use crate::ui::Question;

use super::Services;

pub(super) use file::{Writing, write};

/// `kesako export`.
pub(super) fn run(services: &mut Services, args: &ExportArgs) -> Outcome {
    let format = format(args.format);
    let output = args.output.clone().filter(|path| path.as_os_str() != "-");
    if services.ui.is_json() && output.is_none() && format != Format::Json {
        let said = services.words().get("export-json-alone", &[("format", name(format).into())]);
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
    put(services, &Writing { path, bytes, record: export.record, force: args.force }, name(format))
}

/// Writes a file, after asking if it would be lost, and says so.
pub(super) fn put(services: &mut Services, writing: &Writing, format: &str) -> Outcome {
    if !write(services, writing)? {
        return Ok(Exit::Interrupted);
    }
    let file = writing.path.display().to_string();
    if services.ui.is_json() {
        services.ui.json(&serde_json::json!({ "schema": 1, "file": file, "format": format }));
    } else {
        services.ui.say(&services.words().get("export-written-to", &[("file", file.into())]));
    }
    Ok(Exit::Done)
}

/// The export of this workspace's record.
pub(super) fn make(services: &Services, learner: Option<String>) -> Result<Export, CommandError> {
    let entries = services.record.entries()?;
    let course = facts::gather(&services.course)?;
    let about = About { learner, at: Timestamp::now(), kesako: env!("CARGO_PKG_VERSION").to_owned() };
    Ok(export::make(&entries, &course, &about))
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

const fn name(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Jsonl => "jsonl",
        Format::Csv => "csv",
        Format::Md => "md",
        Format::Html => "html",
        Format::Junit => "junit",
        Format::Xapi => "xapi",
    }
}
