//! A course is someone else's file: scripts of another course than the built-in one run only after they were shown and
//! agreed to.

use crate::course::CourseSource;
use crate::error::CommandError;
use crate::ui::Question;

use super::Services;

/// Has the learner agree to a script, unless the course is the built-in one.
pub(super) fn agree(services: &mut Services, script: &str) -> Result<(), CommandError> {
    if services.course.source == CourseSource::Embedded || services.scripts.agreed {
        return Ok(());
    }
    let words = services.words();
    services.ui.note(&words.text("commands-trust-shown"));
    services.ui.note(script.trim_end());
    let question = words.text("commands-trust-question");
    if services.prompt.confirm(Question { text: &question, instead: "--yes" }, false)? {
        return Ok(());
    }
    Err(CommandError::new(crate::exit_code::Exit::Interrupted, words.text("commands-trust-refused")))
}
