//! `kesako hint`: the next hint; what a near miss says comes with the check, not here.

use crate::cli::StepArgs;
use crate::course::StepId;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::Event;
use crate::words::Words;

use super::Services;

/// A hint to show.
pub(super) struct Hint {
    /// 1 for the first.
    pub(super) level: usize,
    /// How many there are.
    pub(super) of: usize,
    /// Whether it was shown before: there is no further one.
    pub(super) again: bool,
    /// Markdown.
    pub(super) text: String,
}

/// `kesako hint`.
pub(super) fn run(services: &mut Services, args: &StepArgs) -> Outcome {
    services.ensure_started()?;
    let id = services.find_step(args.step.as_deref())?;
    let Some(hint) = next(services, &id)? else { return Ok(Exit::Done) };
    if services.ui.is_json() {
        services.ui.json(&serde_json::json!({
            "schema": 1, "step": id, "level": hint.level, "of": hint.of, "hint": hint.text,
        }));
        return Ok(Exit::Done);
    }
    let mut text = markdown(&hint, services.words());
    if hint.level == hint.of {
        let key = if hint.again { "commands-hint-again" } else { "commands-hint-last" };
        text = format!("{text}\n\n{}", services.words().text(key));
    }
    services.ui.markdown(&text);
    Ok(Exit::Done)
}

/// The next hint of a step, noted as shown; the last one again when all were; `None` if it has none.
pub(super) fn next(services: &mut Services, id: &StepId) -> Result<Option<Hint>, CommandError> {
    let (_, step) = services.step(id)?;
    let hints = step.words.get(&services.language).map(|words| words.hints.clone()).unwrap_or_default();
    let shown = services.record.progress().step(id).map_or(0, |recorded| recorded.hints);
    let level = (shown + 1).min(hints.len());
    let Some(text) = level.checked_sub(1).and_then(|index| hints.get(index)) else { return Ok(None) };
    if level > shown {
        services.record.append(Event::Hinted { step: id.clone(), level })?;
    }
    Ok(Some(Hint { level, of: hints.len(), again: level <= shown, text: text.clone() }))
}

/// A hint under its heading.
pub(super) fn markdown(hint: &Hint, words: Words) -> String {
    let heading = words.get("commands-hint-heading", &[("level", hint.level.into()), ("of", hint.of.into())]);
    format!("**{heading}**\n\n{}", hint.text)
}
