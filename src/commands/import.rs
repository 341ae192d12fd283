//! `kesako import`: continues an export of another machine here. Steps passed stay passed; what they made is not on this
//! engine, and `jump` brings it about.

use std::collections::HashSet;
use std::io::{self, Read as _};
use std::path::Path;

use crate::cli::ImportArgs;
use crate::course::StepId;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::feedback;
use crate::progress::export::{Export, ExportError, MAX_BYTES, Read, Seal, Told, record_of, tell};
use crate::progress::{Entry, Event};
use crate::ui::Question;

use super::{Services, jump, summary};

/// `kesako import`.
pub(super) fn run(services: &mut Services, args: &ImportArgs) -> Outcome {
    let Read { export, seal } = read(services, &args.file)?;
    if services.record.progress().course.is_some() {
        services.ensure_started()?;
    }
    if !agreed(services, &export, seal)? {
        return Ok(Exit::Interrupted);
    }
    let new = new_events(services, &export)?;
    if new.is_empty() {
        if !services.ui.is_json() {
            services.ui.say(&services.words().text("export-import-nothing-new"));
        }
    } else {
        take_in(services, &export, seal, &new)?;
    }
    tell_what_is_next(services, &export, seal, new.len())?;
    Ok(Exit::Done)
}

/// Reads the file, and no more of it than an export can have.
fn read(services: &Services, path: &Path) -> Result<Read, CommandError> {
    let words = services.words();
    let file = path.display().to_string();
    let load = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let limit = MAX_BYTES + 1;
        if path.as_os_str() == "-" {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        } else {
            std::fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    };
    let bytes = load().map_err(|error| {
        let args = [("file", file.clone().into()), ("error", words.io(&error).into())];
        let said = words.get("export-import-unreadable", &args);
        CommandError::new(Exit::Progress, said).hint(words.text("export-import-hint-json"))
    })?;
    let course = &services.course.manifest.id;
    let read = Export::read(&bytes).and_then(|read| read.export.is_of(course).map(|()| read));
    read.map_err(|error| refused(services, &file, &error))
}

/// What is wrong with a file, and what to do about it.
fn refused(services: &Services, file: &str, error: &ExportError) -> CommandError {
    let words = services.words();
    let file = || ("file", file.to_owned().into());
    let (said, hint) = match error {
        ExportError::Empty => (words.get("export-import-empty", &[file()]), "export-import-hint-again"),
        ExportError::TooLarge => (words.get("export-import-too-large", &[file()]), "export-import-hint-json"),
        ExportError::CutShort { line } => (
            words.get("export-import-cut-short", &[file(), ("line", line.to_string().into())]),
            "export-import-hint-again",
        ),
        ExportError::NotJson(cause) => (
            words.get("export-import-not-json", &[file(), ("error", words.json(cause).into())]),
            "export-import-hint-json",
        ),
        ExportError::NotAnExport => (words.get("export-import-not-an-export", &[file()]), "export-import-hint-json"),
        ExportError::OlderSchema { schema } => (
            words.get("export-import-older", &[file(), ("schema", schema.to_string().into())]),
            "export-import-hint-again",
        ),
        ExportError::FutureSchema { schema } => (
            words.get("export-import-future", &[file(), ("schema", schema.to_string().into())]),
            "export-import-hint-newer",
        ),
        ExportError::Broken(cause) => (
            words.get("export-import-broken", &[file(), ("error", words.json(cause).into())]),
            "export-import-hint-again",
        ),
        ExportError::OtherCourse { found, expected } => (
            words.get(
                "export-import-other-course",
                &[file(), ("found", found.as_str().into()), ("expected", expected.as_str().into())],
            ),
            "export-import-hint-course",
        ),
    };
    CommandError::new(Exit::Progress, said).hint(words.text(hint))
}

/// Whether the learner wants it, should there be anything to ask: the export was edited, or is not of this record.
fn agreed(services: &mut Services, export: &Export, seal: Seal) -> Result<bool, CommandError> {
    let words = services.words();
    if let Seal::Edited { event } = seal {
        let number = event.map_or(0, |event| event + 1);
        services.ui.warning(&words.get("export-import-edited", &[("event", number.into())]));
        let question = words.text("export-import-edited-question");
        if !services.prompt.confirm(Question { text: &question, instead: "--yes" }, false)? {
            return Ok(false);
        }
    }
    if export.course.version != services.course.manifest.version {
        let args = [
            ("there", export.course.version.as_str().into()),
            ("here", services.course.manifest.version.as_str().into()),
        ];
        services.ui.note(&words.get("export-import-other-version", &args));
    }
    let here = passed(services);
    let entries = services.record.entries()?;
    if here == 0 || record_of(&entries) == export.record {
        return Ok(true);
    }
    let folder = services.workspace.display().to_string();
    let args = [("folder", folder.into()), ("here", here.into()), ("there", export.totals.passed.into())];
    services.ui.note(&words.get("export-import-other-record", &args));
    let question = words.text("export-import-other-record-question");
    Ok(services.prompt.confirm(Question { text: &question, instead: "--yes" }, false)?)
}

fn passed(services: &Services) -> usize {
    services.record.progress().steps.values().filter(|step| step.passed.is_some()).count()
}

/// What the export tells that the record does not know, cleaned: it may come from anybody.
fn new_events(services: &Services, export: &Export) -> Result<Vec<Entry>, CommandError> {
    let key = |at: jiff::Timestamp, told: &Told| (at, serde_json::to_string(told).unwrap_or_default());
    let entries = services.record.entries()?;
    let mut known: HashSet<_> = entries.iter().filter_map(|entry| Some(key(entry.at, &tell(&entry.event)?))).collect();
    let mut new = Vec::new();
    for link in &export.events {
        let told = link.event.cleaned();
        if known.insert(key(link.at, &told)) {
            new.push(Entry { at: link.at, event: Event::Elsewhere(told) });
        }
    }
    Ok(new)
}

/// Writes it all in one go: it is in the record whole or not at all.
fn take_in(services: &mut Services, export: &Export, seal: Seal, new: &[Entry]) -> Result<(), CommandError> {
    services.ensure_started()?;
    let latest_of_mine = services.record.entries()?.iter().filter(|entry| is_step_s(entry)).map(|entry| entry.at).max();
    let latest = new.iter().filter(|entry| is_step_s(entry)).map(|entry| entry.at).max();
    let moves = services.record.progress().current.is_none() || latest > latest_of_mine;
    let imported = Event::Imported {
        document: export.seal.document.clone(),
        edited: seal != Seal::Whole,
        record: export.record.clone(),
        moves,
    };
    let mut entries = vec![Entry { at: jiff::Timestamp::now(), event: imported }];
    entries.extend_from_slice(new);
    Ok(services.record.append_all(&entries)?)
}

/// Whether something happened to a step.
fn is_step_s(entry: &Entry) -> bool {
    tell(&entry.event).is_some_and(|told| told.step().is_some())
}

/// How much was taken in, and how the learner gets to where they go on.
fn tell_what_is_next(services: &Services, export: &Export, seal: Seal, events: usize) -> Result<(), CommandError> {
    let words = services.words();
    let all = services.all_steps()?;
    let progress = services.record.progress();
    let passed = all.iter().filter(|step| progress.has_passed(step)).count();
    let next = if summary::is_finished(services)? { None } else { progress.position(&all).cloned() };
    let has_begun = |id: &StepId| progress.step(id).is_some_and(|step| step.begun.is_some());
    let needs_jump = match &next {
        Some(id) => !has_begun(id) && !jump::chain(services, id)?.is_empty(),
        None => false,
    };
    if services.ui.is_json() {
        services.ui.json(&serde_json::json!({
            "schema": 1, "record": export.record, "edited": seal != Seal::Whole, "events": events, "passed": passed,
            "next": next, "jump": needs_jump,
        }));
        return Ok(());
    }
    if events > 0 {
        let args = [("events", events.into()), ("passed", passed.into()), ("all", all.len().into())];
        services.ui.say(&words.get("export-import-done", &args));
    }
    let unknown = export.steps.iter().filter(|step| !all.contains(&step.id)).count();
    if unknown > 0 {
        services.ui.note(&words.get("export-import-unknown-steps", &[("count", unknown.into())]));
    }
    let Some(next) = next else {
        services.ui.markdown(&words.text("export-import-finished"));
        return Ok(());
    };
    let (_, step) = services.step(&next)?;
    let title = step.words.get(&services.language).map(|words| words.title.clone()).unwrap_or_default();
    let args = [("title", title.into()), ("step", feedback::short_step(&next).into())];
    let key = if needs_jump { "export-import-jump" } else { "export-import-go-on" };
    services.ui.markdown(&words.get(key, &args));
    Ok(())
}
