//! Checks from text, for the tests of other modules.

use crate::course::checks::read_chapter;
use crate::course::diagnostic::Problems;
use crate::course::subject_parse::Reading;
use crate::course::{ChapterId, Check, Vars};

/// The checks of one step, written as in a checker file, with `[[check]]` for `[[step.check]]`. Panics at any slip.
pub(crate) fn checks_of(text: &str) -> Vec<Check> {
    let text =
        format!("[[step]]\nid = \"step\"\n{}\n[step.solution]\nrun = \"\"\n", text.replace("[[check", "[[step.check"));
    let mut problems = Problems::new("checks/test.toml", &text);
    let raw = read_chapter(&mut problems);
    let (chapter, vars) = (ChapterId("test".to_owned()), Vars::new());
    let mut reading = Reading { chapter: &chapter, vars: &vars, problems: &mut problems };
    let step = raw.steps.first().unwrap();
    let checks = step.checks.iter().filter_map(|check| reading.check(check, step)).collect();
    let found = problems.into_found();
    assert!(found.is_empty(), "{found:#?}\n{text}");
    checks
}
