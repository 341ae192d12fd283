//! What may be wrong with what is run in isolation.

use crate::course::subject::{Run, RunOf};
use crate::probe::{FilePlace, RunOutcome};

use super::super::dockerfile::{DockerfileState, Form};
use super::super::lookup::Looked;
use super::super::object::{Found, Object, find_expected};
use super::super::select::Builds;
use super::super::verdict::NearMiss;
use super::{Case, dockerfile, file, image, no_shell, start};

/// What a process was started as, and how it ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ended<'e> {
    /// What replaced ENTRYPOINT.
    pub(super) entrypoint: Option<&'e [String]>,
    /// What replaced CMD, if anything did.
    pub(super) args: &'e [String],
    pub(super) code: Option<i64>,
    pub(super) lines: &'e [String],
    pub(super) error: &'e str,
}

impl Ended<'_> {
    fn could_start(&self) -> bool {
        self.error.is_empty() && self.code.is_none_or(|code| code != 127)
    }

    /// Its last words, or the engine's about it.
    fn last_words(&self) -> String {
        if self.error.is_empty() { last_line(self.lines) } else { self.error.to_owned() }
    }
}

pub(super) fn find(case: &Case<'_, '_>, run: &Run) -> Looked<Option<NearMiss>> {
    let outcome = match find_expected(&case.check.subject, &case.check.expect, Builds::Current, case.env)? {
        Found::One(Object::Run(outcome)) => outcome.into_owned(),
        _ => RunOutcome::default(),
    };
    let ended = Ended {
        entrypoint: run.entrypoint.as_deref(),
        args: &run.args,
        code: outcome.exit_code.filter(|_| !outcome.timed_out),
        lines: &outcome.lines,
        error: &outcome.error,
    };
    let found = match &run.of {
        RunOf::Image(reference) if case.is_missing() => return image::missing(case, reference).map(Some),
        RunOf::Dockerfile { path, .. } if case.is_missing() => return dockerfile::find(case, path),
        RunOf::Image(reference) => of_image(case, reference, ended)?,
        RunOf::Dockerfile { path, .. } => of_dockerfile(case, path, &outcome, ended)?,
        RunOf::Built { .. } | RunOf::Health { .. } => return Ok(None),
    };
    let late = outcome.timed_out && (case.wrong("timed_out") || case.wrong("exit_code"));
    Ok(found.or_else(|| late.then(|| NearMiss::new("still-running").with("name", run.to_string()))))
}

/// What is wrong with an image that did not do what it should.
pub(super) fn of_image(case: &Case<'_, '_>, reference: &str, ended: Ended<'_>) -> Looked<Option<NearMiss>> {
    let Some(state) = case.env.lookup.image(reference)? else { return Ok(None) };
    if let Some(text) = image::json_in_shell_form(&state.cmd).or_else(|| image::json_in_shell_form(&state.entrypoint)) {
        return Ok(Some(NearMiss::new("cmd-not-json").with("image", reference).with("text", text)));
    }
    if let Some(near_miss) = image::without_own_command(case, state)? {
        return Ok(Some(near_miss));
    }
    // An entrypoint of the check's own leaves nothing of CMD.
    let cmd = if ended.entrypoint.is_some() { &[][..] } else { state.cmd.as_slice() };
    let args = if ended.args.is_empty() { cmd } else { ended.args };
    let words = [ended.entrypoint.unwrap_or(&state.entrypoint), args].concat();
    if let Some(near_miss) = no_shell::find(&words, ended.could_start()).or_else(|| not_started(ended)) {
        return Ok(Some(near_miss.with("image", reference)));
    }
    let about_end = ["exit_code", "status", "count", "running"].iter().any(|property| case.wrong(property));
    Ok(exited(reference, ended).filter(|_| about_end))
}

fn of_dockerfile(case: &Case<'_, '_>, path: &str, outcome: &RunOutcome, ended: Ended<'_>) -> Looked<Option<NearMiss>> {
    if let Some(near_miss) = dockerfile::find(case, path)? {
        return Ok(Some(near_miss));
    }
    if !outcome.failed.is_empty() {
        let failed = |id| NearMiss::new(id).with("path", file::file_name(path)).with("command", &outcome.failed);
        return Ok(match outcome.exit_code {
            None if outcome.timed_out => None,
            None => Some(failed("no-source").with("error", ended.error)),
            Some(code) => Some(failed("run-failed").with("code", code.to_string()).with("line", ended.last_words())),
        });
    }
    let Some(state) = case.env.lookup.file(FilePlace::Workspace { path: path.to_owned() })? else { return Ok(None) };
    let read = DockerfileState::parse(&state.content, "");
    let exec = |form: Form, words: &str| {
        let words = words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        (form == Form::Exec).then(|| no_shell::find(&words, ended.could_start())).flatten()
    };
    let no_shell = exec(read.cmd_form, &read.cmd).or_else(|| exec(read.entrypoint_form, &read.entrypoint));
    Ok(no_shell.or_else(|| not_started(ended)))
}

/// A process that could not be started at all, with the program that it is about.
fn not_started(ended: Ended<'_>) -> Option<NearMiss> {
    let said = if ended.error.is_empty() {
        start::ended(NearMiss::new("exited"), &last_line(ended.lines))
    } else {
        start::told(NearMiss::new("exited"), ended.error)
    };
    let word = |name: &str| said.args.get(name).map_or("", String::as_str);
    // As engines before 23 have it, which do not name the program.
    let nameless = word("line").contains("exec user process caused: ");
    let id = if nameless { "no-interpreter" } else { word("how") };
    let is_known = ["no-program", "not-executable", "no-interpreter"].contains(&id);
    is_known.then(|| NearMiss::new(id).with("path", word("key")).with("command", word("key")))
}

/// Ended badly, with its code and the last line that it wrote; none if it ended well or had to be ended.
fn exited(reference: &str, ended: Ended<'_>) -> Option<NearMiss> {
    let code = ended.code.filter(|code| *code != 0)?;
    let near_miss = NearMiss::new("exited").with("image", reference).with("code", code.to_string());
    Some(if ended.error.is_empty() {
        start::ended(near_miss, &last_line(ended.lines))
    } else {
        start::told(near_miss, ended.error)
    })
}

fn last_line(lines: &[String]) -> String {
    lines.iter().rev().find(|line| !line.trim().is_empty()).cloned().unwrap_or_default()
}
