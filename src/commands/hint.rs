//! `kesako hint`: the next hint; what a near miss says comes with the check, not here.

use crate::cli::StepArgs;
use crate::error::Outcome;
use crate::exit_code::Exit;
use crate::progress::Event;

use super::Services;

/// `kesako hint`.
pub(super) fn run(services: &mut Services, args: &StepArgs) -> Outcome {
    services.ensure_started()?;
    let id = services.find_step(args.step.as_deref())?;
    let (_, step) = services.step(&id)?;
    let hints = step.words.get(&services.language).map(|words| words.hints.clone()).unwrap_or_default();
    let shown = services.record.progress().step(&id).map_or(0, |recorded| recorded.hints);
    let level = (shown + 1).min(hints.len());
    let Some(hint) = level.checked_sub(1).and_then(|index| hints.get(index)) else { return Ok(Exit::Done) };
    if level > shown {
        services.record.append(Event::Hinted { step: id.clone(), level })?;
    }
    if services.ui.is_json() {
        services.ui.json(&serde_json::json!({
            "schema": 1, "step": id, "level": level, "of": hints.len(), "hint": hint,
        }));
        return Ok(Exit::Done);
    }
    let words = services.words();
    let heading = words.get("commands-hint-heading", &[("level", level.into()), ("of", hints.len().into())]);
    services.ui.markdown(&format!("**{heading}**\n\n{hint}"));
    if level == hints.len() {
        services.ui.markdown(&words.text("commands-hint-last"));
    }
    Ok(Exit::Done)
}
