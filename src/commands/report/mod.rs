//! `kesako report FILE…`: many learners' exports in one.

mod files;
mod words;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use jiff::Timestamp;

use crate::cli::{Global, ReportArgs, ReportFormat, ReportLayout};
use crate::course::CourseSource;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::report::{Class, Layout, Roster, csv, html, json};
use crate::ui::{Palette, Ui, prompt, render_class};
use crate::words::Words;

use super::output_file::{self, OutputFile};
use words::CourseWords;

/// `kesako report`.
pub(super) fn run(ui: &Ui, global: &Global, source: &CourseSource, args: &ReportArgs) -> Outcome {
    let words = ui.words();
    let format = format(ui, args)?;
    let mut roster = Roster::default();
    files::read_all(&args.files, &mut roster);
    let class = class(roster, global, source, ui);
    // The JSON report tells of them itself.
    let is_told = output(args).is_none() && format == ReportFormat::Json && !class.learners.is_empty();
    if !is_told {
        say_files(ui, &class, words);
    }
    if class.learners.is_empty() {
        let error = CommandError::new(Exit::Progress, words.text("report-nothing"));
        return Err(error.hint(words.text("report-nothing-hint")));
    }
    write(ui, global, args, format, &class)
}

/// The file to write, if it is not standard output.
fn output(args: &ReportArgs) -> Option<&Path> {
    args.output.as_deref().filter(|path| path.as_os_str() != "-")
}

/// What to write: as asked; `--json` and `--layout` ask, too.
fn format(ui: &Ui, args: &ReportArgs) -> Result<ReportFormat, CommandError> {
    let implied = if ui.is_json() {
        ReportFormat::Json
    } else if args.layout.is_some() {
        ReportFormat::Csv
    } else {
        ReportFormat::Terminal
    };
    let format = args.format.unwrap_or(implied);
    if args.layout.is_some() && format != ReportFormat::Csv {
        return Err(CommandError::usage(ui.words().text("report-layout-alone")).hint("`--format csv`"));
    }
    if ui.is_json() && format != ReportFormat::Json && output(args).is_none() {
        return Err(CommandError::usage(ui.words().text("report-json-alone")).hint("`--format json`"));
    }
    Ok(format)
}

fn class(roster: Roster, global: &Global, source: &CourseSource, ui: &Ui) -> Class {
    let words = ui.words();
    let course = CourseWords::open(source, words);
    let own = course.as_ref().map(CourseWords::id).unwrap_or_default();
    let asked = global.course.as_ref().map(|_| own).filter(|own| !own.is_empty());
    let id = roster.course(asked, own).unwrap_or_else(|| own.to_owned());
    let course = course.as_ref().filter(|course| course.id() == id);
    let facts = course.map(CourseWords::facts);
    if course.is_none() && !own.is_empty() && asked.is_some() {
        ui.warning(&words.text("report-missing-words"));
    }
    let collected = roster.close(&id, facts);
    Class::of(collected, words.language(), Timestamp::now(), &|step, near_miss| course?.says(step, near_miss))
}

/// Names the files that are left out, and those that are marked.
fn say_files(ui: &Ui, class: &Class, words: Words) {
    for left in &class.left_out {
        let why = left.reason.says(words);
        ui.warning(&words.get("report-left-out", &[("file", left.file.as_str().into()), ("why", why.into())]));
    }
    for learner in &class.learners {
        for mark in &learner.marks {
            let args = [
                ("file", learner.file.as_str().into()),
                ("learner", learner.name.as_str().into()),
                ("why", mark.says(words).into()),
            ];
            ui.warning(&words.get("report-marked", &args));
        }
    }
}

fn write(ui: &Ui, global: &Global, args: &ReportArgs, format: ReportFormat, class: &Class) -> Outcome {
    let words = ui.words();
    let bug = |error: &dyn std::error::Error| CommandError::new(Exit::Bug, error.to_string());
    let (bytes, begins) = match format {
        ReportFormat::Terminal if output(args).is_none() => {
            ui.page(&render_class(class, ui.size().0, ui.markdown_options()));
            return Ok(Exit::Done);
        }
        ReportFormat::Terminal => {
            let page = render_class(class, 80, ui.markdown_options());
            let plain = Palette::new(false, ui.palette().signs());
            let text: String = page.iter().map(|line| plain.paint(line) + "\n").collect();
            (text.into_bytes(), 0)
        }
        ReportFormat::Csv => {
            let layout = layout(args.layout);
            if matches!(layout, Layout::Moodle | Layout::Canvas) {
                say_names(ui, class, words);
            }
            let bytes = csv(class, layout).map_err(|error| bug(&error))?;
            let head = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
            (bytes, head)
        }
        ReportFormat::Json => {
            let value = json(class, words);
            if output(args).is_none() {
                ui.json(&value);
                return Ok(Exit::Done);
            }
            let text = serde_json::to_string_pretty(&value).map_err(|error| bug(&error))? + "\n";
            let head = text.find("\"kesako\"").unwrap_or(0);
            (text.into_bytes(), head)
        }
        ReportFormat::Html => {
            let text = html(class, words).map_err(|error| bug(&error))?;
            let head = text.find("<html").unwrap_or(0);
            (text.into_bytes(), head)
        }
    };
    let Some(path) = output(args) else {
        ui.data(&bytes);
        return Ok(Exit::Done);
    };
    let question = "report-overwrite-question";
    let file = OutputFile { path, bytes: &bytes, format: name(format), force: args.force, question };
    output_file::put(ui, prompt(ui, global.yes).as_mut(), &file, |path| begins_with(path, &bytes[..begins]))
}

const fn name(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Terminal => "terminal",
        ReportFormat::Csv => "csv",
        ReportFormat::Json => "json",
        ReportFormat::Html => "html",
    }
}

/// Whether a file begins as reports of this kind do, if they have such a beginning.
fn begins_with(path: &Path, beginning: &[u8]) -> bool {
    let mut there = Vec::new();
    let read = File::open(path).and_then(|file| file.take(beginning.len() as u64).read_to_end(&mut there));
    !beginning.is_empty() && read.is_ok() && there == beginning
}

/// What whoever imports a gradebook has to put right by hand.
fn say_names(ui: &Ui, class: &Class, words: Words) {
    let nameless = class.learners.iter().filter(|learner| learner.given.is_none()).count();
    if nameless > 0 {
        ui.warning(&words.get("report-gradebook-nameless", &[("count", nameless.into())]));
    }
    let is_twin = |name: &&str| class.learners.iter().filter(|other| other.given.as_deref() == Some(*name)).count() > 1;
    let mut twins: Vec<&str> = class
        .learners
        .iter()
        .filter(|learner| learner.given.as_deref() != Some(&learner.name))
        .filter_map(|learner| learner.given.as_deref())
        .filter(is_twin)
        .collect();
    twins.sort_unstable();
    twins.dedup();
    if !twins.is_empty() {
        ui.warning(&words.get("report-gradebook-twins", &[("names", twins.join(", ").into())]));
    }
}

const fn layout(layout: Option<ReportLayout>) -> Layout {
    match layout {
        None | Some(ReportLayout::Long) => Layout::Long,
        Some(ReportLayout::Matrix) => Layout::Matrix,
        Some(ReportLayout::Moodle) => Layout::Moodle,
        Some(ReportLayout::Canvas) => Layout::Canvas,
    }
}
