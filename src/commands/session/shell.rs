//! What takes the terminal for a while: a shell in the step's folder, and the answer to a question.

use std::path::Path;

use tokio::process::Command;

use crate::course::Step;
use crate::engine::Engine;
use crate::error::CommandError;
use crate::ui::Question;

use super::super::{Services, answer};

/// Runs the learner's shell until they leave it. It finds the engine and the workspace that the session has.
pub(super) async fn run(folder: &Path, engine: &Engine) -> std::io::Result<()> {
    let usual = if cfg!(windows) { "cmd" } else { "sh" };
    let shell = std::env::var_os("SHELL").filter(|shell| !shell.is_empty()).unwrap_or_else(|| usual.into());
    let start = |program: &std::ffi::OsStr| {
        let mut command = Command::new(program);
        command.current_dir(folder).envs(engine.endpoint().variables());
        command.spawn()
    };
    let mut child = match start(&shell) {
        Err(_) => start(usual.as_ref())?,
        Ok(child) => child,
    };
    child.wait().await.map(|_| ())
}

/// Asks the step's open question; gives the check and the answer, `None` for an empty one.
pub(super) fn ask(services: &mut Services, step: &Step) -> Result<Option<(String, String)>, CommandError> {
    let check = answer::question(services, step, None)?;
    let Some(question) = step.words.get(&services.language).and_then(|words| words.questions.get(&check)).cloned()
    else {
        return Ok(None);
    };
    let words = services.words();
    services.ui.say("");
    services.ui.markdown(&question.text);
    let instead = "kesako answer";
    if question.choices.is_empty() {
        let text = words.text("session-answer");
        let answer = services.prompt.input(Question { text: &text, instead }, None)?;
        return Ok(Some((check, answer)).filter(|(_, answer)| !answer.is_empty()));
    }
    let items: Vec<String> = question.choices.iter().map(|(_, text)| text.clone()).collect();
    let last = services.record.progress().step(&step.id).and_then(|recorded| recorded.answers.get(&check));
    let default = last.and_then(|last| question.choices.iter().position(|(key, _)| key == last)).unwrap_or(0);
    let text = words.text("session-answer");
    let chosen = services.prompt.select(Question { text: &text, instead }, &items, default)?;
    Ok(question.choices.get(chosen).map(|(key, _)| (check, key.clone())))
}

/// A folder as a shell takes it: short, and quoted where it must be.
pub(super) fn tilde(folder: &Path) -> String {
    let home = etcetera::home_dir().ok().filter(|home| home.parent().is_some());
    let below = home.as_ref().and_then(|home| folder.strip_prefix(home).ok());
    let path = below.map_or_else(|| folder.display().to_string(), |below| below.display().to_string());
    let plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
    let path = if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) };
    if below.is_some() { format!("~/{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_can_be_pasted_into_a_shell() {
        for (folder, typed) in [("/x/docker-101", "/x/docker-101"), ("/x/my work/it's", r"'/x/my work/it'\''s'")] {
            assert_eq!(tilde(Path::new(folder)), typed);
        }
        if let Some(home) = etcetera::home_dir().ok().filter(|home| home.parent().is_some()) {
            assert_eq!(tilde(&home.join("docker-101/01-kesako")), "~/docker-101/01-kesako");
        }
    }
}
