//! What may be wrong with what is run in isolation.

use crate::course::subject::{Run, RunOf};
use crate::probe::RunOutcome;

use super::super::lookup::Looked;
use super::super::object::{Found, Object, find_expected};
use super::super::select::Builds;
use super::super::verdict::NearMiss;
use super::{Case, dockerfile, image};

pub(super) fn find(case: &Case<'_, '_>, run: &Run) -> Looked<Option<NearMiss>> {
    match &run.of {
        RunOf::Image(reference) => of_image(case, reference),
        RunOf::Dockerfile { path, .. } => of_dockerfile(case, path),
    }
}

fn of_image(case: &Case<'_, '_>, reference: &str) -> Looked<Option<NearMiss>> {
    if case.is_missing() {
        return image::missing(case, reference).map(Some);
    }
    let Some(state) = case.env.lookup.image(reference)? else { return Ok(None) };
    if let Some(text) = image::json_in_shell_form(&state.cmd).or_else(|| image::json_in_shell_form(&state.entrypoint)) {
        return Ok(Some(NearMiss::new("cmd-not-json").with("image", reference).with("text", text)));
    }
    if let Some(near_miss) = image::without_own_command(case, state)? {
        return Ok(Some(near_miss));
    }
    if !case.wrong("exit_code") {
        return Ok(None);
    }
    match find_expected(&case.check.subject, &case.check.expect, Builds::Current, case.env)? {
        Found::One(Object::Run(outcome)) => Ok(exited(reference, &outcome)),
        _ => Ok(None),
    }
}

fn of_dockerfile(case: &Case<'_, '_>, path: &str) -> Looked<Option<NearMiss>> {
    dockerfile::find(case, path)
}

/// Ended badly, with its code and the last line that it wrote; none if it ended well or had to be ended.
fn exited(reference: &str, outcome: &RunOutcome) -> Option<NearMiss> {
    let code = outcome.exit_code.filter(|code| *code != 0 && !outcome.timed_out)?;
    let last = outcome.lines.iter().rev().find(|line| !line.trim().is_empty()).cloned().unwrap_or_default();
    let line = if outcome.error.is_empty() { last } else { outcome.error.clone() };
    Some(NearMiss::new("exited").with("image", reference).with("code", code.to_string()).with("line", line))
}
