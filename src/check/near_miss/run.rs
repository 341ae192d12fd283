//! What may be wrong with what is run in isolation.

use crate::course::subject::{Run, RunOf};
use crate::probe::RunOutcome;

use super::super::lookup::Looked;
use super::super::object::{Found, Object, find_expected};
use super::super::select::Builds;
use super::super::verdict::NearMiss;
use super::{Case, dockerfile, image, no_shell, start};

pub(super) fn find(case: &Case<'_, '_>, run: &Run) -> Looked<Option<NearMiss>> {
    match &run.of {
        RunOf::Image(reference) => of_image(case, run, reference),
        RunOf::Dockerfile { path, .. } => of_dockerfile(case, path),
    }
}

fn of_image(case: &Case<'_, '_>, run: &Run, reference: &str) -> Looked<Option<NearMiss>> {
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
    let found = find_expected(&case.check.subject, &case.check.expect, Builds::Current, case.env)?;
    let Found::One(Object::Run(outcome)) = found else { return Ok(None) };
    let could_start = outcome.error.is_empty() && outcome.exit_code.is_none_or(|code| code != 127);
    // An entrypoint of the check's own leaves nothing of CMD.
    let cmd = if run.entrypoint.is_some() { &[][..] } else { state.cmd.as_slice() };
    let args = if run.args.is_empty() { cmd } else { &run.args };
    let words = [run.entrypoint.as_deref().unwrap_or(&state.entrypoint), args].concat();
    if let Some(near_miss) = no_shell::find(&words, could_start) {
        return Ok(Some(near_miss.with("image", reference)));
    }
    Ok(exited(reference, &outcome).filter(|_| case.wrong("exit_code")))
}

fn of_dockerfile(case: &Case<'_, '_>, path: &str) -> Looked<Option<NearMiss>> {
    dockerfile::find(case, path)
}

/// Ended badly, with its code and the last line that it wrote; none if it ended well or had to be ended.
fn exited(reference: &str, outcome: &RunOutcome) -> Option<NearMiss> {
    let code = outcome.exit_code.filter(|code| *code != 0 && !outcome.timed_out)?;
    let last = outcome.lines.iter().rev().find(|line| !line.trim().is_empty()).cloned().unwrap_or_default();
    let near_miss = NearMiss::new("exited").with("image", reference).with("code", code.to_string());
    Some(if outcome.error.is_empty() { start::ended(near_miss, &last) } else { start::told(near_miss, &outcome.error) })
}
