//! `kesako course lint`: everything that is wrong with a course, all files at once. Needs no engine and no workspace.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::course::{CourseSource, Diagnostic, LintReport, RestampError, Severity, lint, restamp};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::ui::{Sign, Ui};
use crate::words::Words;

/// `kesako course lint`; with `stamp`, a course without errors is stamped before what is left is shown.
pub(super) fn run(ui: &Ui, source: &CourseSource, stamp: bool) -> Outcome {
    let mut report = lint(source);
    if stamp && !report.has_errors() {
        write_stamps(source, ui.words())?;
        report = lint(source);
    }
    if ui.is_json() {
        ui.json(&LintJson::of(&report));
    } else {
        show(ui, &report);
    }
    Ok(if report.has_errors() { Exit::Course } else { Exit::Done })
}

fn write_stamps(source: &CourseSource, words: Words) -> Result<(), CommandError> {
    let CourseSource::Folder(folder) = source else {
        return Err(CommandError::usage(words.text("error-course-embedded")).hint("`--course DIR`"));
    };
    restamp(folder).map_err(|error| match error {
        RestampError::Broken(diagnostics) => diagnostics.into(),
        error @ RestampError::Write(_) => CommandError::new(Exit::Course, error),
    })
}

fn show(ui: &Ui, report: &LintReport) {
    for diagnostic in &report.diagnostics {
        ui.diagnostic(diagnostic, report.text(diagnostic));
    }
    let words = ui.words();
    let (errors, warnings) = counts(report);
    if errors + warnings == 0 {
        return ui.status(Sign::Pass, &words.text("commands-lint-clean"));
    }
    let files: BTreeSet<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.path.as_str()).collect();
    let count = |key: &str, count: usize| words.get(key, &[("count", count.into())]);
    let parts = [
        count("commands-lint-errors", errors),
        count("commands-lint-warnings", warnings),
        count("commands-lint-files", files.len()),
    ];
    ui.status(if errors > 0 { Sign::Fail } else { Sign::Remark }, &parts.join(", "));
}

/// Errors and warnings.
fn counts(report: &LintReport) -> (usize, usize) {
    let of = |severity| report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    (of(Severity::Error), of(Severity::Warning))
}

/// What `course lint --json` prints.
#[derive(Debug, Serialize)]
struct LintJson<'r> {
    schema: u32,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<DiagnosticJson<'r>>,
}

#[derive(Debug, Serialize)]
struct DiagnosticJson<'r> {
    severity: String,
    path: &'r str,
    line: usize,
    column: usize,
    message: &'r str,
    label: Option<&'r str>,
    help: Option<&'r str>,
}

impl<'r> LintJson<'r> {
    fn of(report: &'r LintReport) -> Self {
        let (errors, warnings) = counts(report);
        Self { schema: 1, errors, warnings, diagnostics: report.diagnostics.iter().map(DiagnosticJson::of).collect() }
    }
}

impl<'r> DiagnosticJson<'r> {
    fn of(diagnostic: &'r Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.to_string(),
            path: &diagnostic.path,
            line: diagnostic.line,
            column: diagnostic.column,
            message: &diagnostic.message,
            label: diagnostic.label.as_deref(),
            help: diagnostic.help.as_deref(),
        }
    }
}
