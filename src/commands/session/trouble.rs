//! Why the engine does not answer, in a learner's words, with the one command that mends it.

use crate::engine::EngineError;
use crate::probe::Cause;

use super::super::{Services, doctor};

/// Markdown for the block.
pub(super) fn words(error: &EngineError, services: &Services) -> String {
    let words = services.words();
    let endpoint = services.engine.endpoint().address.to_string();
    let key = match error.cause() {
        Cause::Permission => "session-engine-permission",
        Cause::Timeout => "session-engine-silent",
        _ => "session-engine-gone",
    };
    let mut text = words.get(key, &[("endpoint", endpoint.into())]);
    for line in doctor::remedy(services, error.cause()) {
        let line = match line.strip_prefix('`') {
            Some(_) => words.get("session-engine-mend", &[("command", line.as_str().into())]),
            None => line,
        };
        text.push(' ');
        text.push_str(&line);
    }
    format!("{text}\n\n{}", words.text("session-engine-waits"))
}
