//! What may be wrong with a container that is there.

use std::borrow::Cow;

use crate::course::expect::Matcher;
use crate::course::subject::ContainerSelect;
use crate::probe::{ContainerState, RunState, reference};

use super::super::context::Env;
use super::super::evaluate::closest_to;
use super::super::gone::witnessed;
use super::super::lookup::Looked;
use super::super::object::Object;
use super::super::property::is_image;
use super::super::select::{Builds, select_containers};
use super::super::verdict::NearMiss;
use super::{Case, missing_container, mounts, network, no_shell, ports, start};

/// Looks at the container of a failed check, of several the one that comes closest; when there is none, at why.
pub(super) fn find<'a>(case: &Case<'_, 'a>, select: &'a ContainerSelect) -> Looked<Option<NearMiss>> {
    let found: Vec<Object<'a>> = select_containers(select, Builds::Current, case.env)?
        .found
        .into_iter()
        .map(|state| Object::Container(Box::new(state)))
        .collect();
    if case.wrong("count") {
        return missing_container::too_few(case, select, found.len());
    }
    match closest_to(case.check, &found, case.env)? {
        Some(Object::Container(state)) => present(case, state),
        _ => missing_container::find(case, select),
    }
}

/// Looks at the container whose log is not as expected.
pub(super) fn find_logs<'a>(case: &Case<'_, 'a>, select: &'a ContainerSelect) -> Looked<Option<NearMiss>> {
    let found: Vec<Cow<'a, ContainerState>> = select_containers(select, Builds::Current, case.env)?.found;
    match found.first() {
        None => missing_container::find(case, select),
        Some(state) => match state.state {
            RunState::Created | RunState::Exited if no_shell_of(state).is_some() => Ok(no_shell_of(state)),
            RunState::Created | RunState::Paused | RunState::Restarting => run_state(state, case.env),
            RunState::Exited if state.exit_code.is_some_and(|code| code != 0) => exited(state, case.env).map(Some),
            _ => Ok(None),
        },
    }
}

fn present(case: &Case<'_, '_>, state: &ContainerState) -> Looked<Option<NearMiss>> {
    let named = |id: &str| NearMiss::new(id).with("name", &state.name);
    if let Some(near_miss) = port_taken(case, state) {
        return Ok(Some(near_miss));
    }
    if case.wrong("fresh") {
        return Ok(Some(named("stale")));
    }
    if case.wrong("image")
        && let Some(near_miss) = image(case, state)?
    {
        return Ok(Some(near_miss));
    }
    if let Some(dashed) = long_dash(state) {
        return Ok(Some(named("long-dash").with("argument", dashed)));
    }
    if let Some(near_miss) = no_shell(case, state) {
        return Ok(Some(near_miss));
    }
    if ["state", "exit_code", "started_fresh", "started_again"].iter().any(|property| case.wrong(property))
        && let Some(near_miss) = run_state(state, case.env)?
        && (near_miss.id != "exited" || case.wrong("state") || case.wrong("exit_code"))
    {
        return Ok(Some(near_miss));
    }
    let lies_still = state.started_at.zip(case.env.context.begun).is_some_and(|(started, begun)| started < begun);
    // Nothing can be done in a container that has not run since.
    let is_over = !matches!(state.state, RunState::Running | RunState::Paused | RunState::Restarting)
        && ["execs", "executed", "signals", "ends", "attached", "output"].iter().any(|property| case.wrong(property));
    if lies_still && (is_over || case.wrong("started_fresh") || case.wrong("started_again")) {
        return Ok(Some(named("stale")));
    }
    if let Some(near_miss) = ports::find(case, state) {
        return Ok(Some(near_miss));
    }
    if let Some(near_miss) = network::attachments(case, state) {
        return Ok(Some(near_miss));
    }
    if let Some(near_miss) = mounts::find(case, state) {
        return Ok(Some(near_miss));
    }
    if case.wrong("init") && !state.init {
        return Ok(Some(named("no-init")));
    }
    if case.wrong("auto_remove") && !state.auto_remove {
        return Ok(Some(named("kept")));
    }
    if other_command(case, state)? {
        return Ok(Some(named("other-command").with("command", state.command.join(" "))));
    }
    Ok(None)
}

/// A container's command that wants a shell and got none.
fn no_shell_of(state: &ContainerState) -> Option<NearMiss> {
    let could_start = state.error.is_empty() && state.exit_code.is_none_or(|code| code != 127);
    no_shell::find(&state.command, could_start).map(|found| found.with("name", &state.name))
}

/// The same, where what came of it is what is wrong.
fn no_shell(case: &Case<'_, '_>, state: &ContainerState) -> Option<NearMiss> {
    let about = ["state", "exit_code", "output", "command", "overridden", "ends"];
    about.iter().any(|property| case.wrong(property)).then(|| no_shell_of(state)).flatten()
}

/// Whether another command than the image's is what is wrong, or explains what it wrote.
fn other_command(case: &Case<'_, '_>, state: &ContainerState) -> Looked<bool> {
    let wants_other =
        matches!(case.matcher("overridden"), Some(Matcher::Equals(value)) if value.as_bool() == Some(true));
    if wants_other {
        return Ok(false);
    }
    if ["overridden", "command", "cmd", "entrypoint"].iter().any(|property| case.wrong(property)) {
        return Ok(true);
    }
    let Some(id) = state.image_id.as_ref().filter(|_| case.wrong("output")) else { return Ok(false) };
    let image = case.env.lookup.image(id)?;
    Ok(image.is_some_and(|image| state.cmd != image.cmd || state.entrypoint != image.entrypoint))
}

/// A container that could not start because its host port is in use.
fn port_taken(case: &Case<'_, '_>, state: &ContainerState) -> Option<NearMiss> {
    let taken = ["port is already allocated", "address already in use"].iter().any(|words| state.error.contains(words));
    let port = state.ports.first().map(|port| port.host.to_string()).unwrap_or_default();
    (taken && !case.mismatches.is_empty())
        .then(|| NearMiss::new("port-taken").with("name", &state.name).with("port", port))
}

/// Another image than expected, or an older build of the right one.
fn image(case: &Case<'_, '_>, state: &ContainerState) -> Looked<Option<NearMiss>> {
    let other = NearMiss::new("other-image").with("name", &state.name).with("image", &state.image);
    let Some(wanted) = case.wanted_text("image") else { return Ok(Some(other)) };
    // Without an image of that name none can be older than it.
    if case.env.lookup.image(wanted)?.is_none() || is_image(state, wanted, case.env)? {
        return Ok(None);
    }
    let earlier = reference::same(&state.image, wanted)
        || reference::is_id(&reference::normalize(&state.image)) && is_former_build(state, wanted, case.env);
    let near_miss = if earlier { NearMiss { id: "older-build".to_owned(), ..other } } else { other };
    Ok(Some(near_miss.with("wanted", wanted)))
}

/// Whether the image of a container once had the name that is wanted.
fn is_former_build(state: &ContainerState, wanted: &str, env: Env<'_>) -> bool {
    let mut builds = env.context.former_builds.iter().filter(|(name, _)| reference::same(name, wanted));
    state.image_id.as_ref().is_some_and(|id| builds.any(|(_, ids)| ids.contains(id)))
}

fn run_state(state: &ContainerState, env: Env<'_>) -> Looked<Option<NearMiss>> {
    let named = |id: &str| Ok(Some(NearMiss::new(id).with("name", &state.name)));
    match state.state {
        // A process that could not be started leaves an exit code behind: 126 or 127.
        RunState::Created if state.exit_code.is_some_and(|code| code != 0) || !state.error.is_empty() => {
            exited(state, env).map(Some)
        }
        RunState::Created => named("created-only"),
        RunState::Exited | RunState::Dead => exited(state, env).map(Some),
        RunState::Removed if state.exit_code.is_some_and(|code| code != 0) => exited(state, env).map(Some),
        RunState::Removed => named("removed"),
        RunState::Restarting => named("restarting"),
        RunState::Paused => named("paused"),
        RunState::Running | RunState::Removing => Ok(None),
    }
}

/// Exited, with its code and the last line that it wrote; or never started, and why.
pub(super) fn exited(state: &ContainerState, env: Env<'_>) -> Looked<NearMiss> {
    let code = state.exit_code.map(|code| code.to_string()).unwrap_or_default();
    let near_miss = NearMiss::new("exited").with("name", &state.name).with("code", code);
    if !state.error.is_empty() {
        return Ok(start::told(near_miss, &state.error));
    }
    let log = match state.state {
        RunState::Removed => witnessed(&state.id, env)?.and_then(|seen| seen.output.as_ref()),
        _ => env.lookup.logs(&state.id)?,
    };
    let last = log.and_then(|log| log.lines.iter().rev().find(|line| !line.trim().is_empty()).cloned());
    Ok(start::ended(near_miss, &last.unwrap_or_default()))
}

/// An argument that begins with a typographic dash: pasted from a text where two hyphens had become one long dash.
fn long_dash(state: &ContainerState) -> Option<&str> {
    state.cmd.iter().map(String::as_str).find(|argument| argument.starts_with(['–', '—']))
}
