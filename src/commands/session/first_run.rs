//! The first time: language, folder, a look at engine and images. What was given on the command line is not asked.

use std::path::{Path, PathBuf};

use crate::course::Language;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::progress::{Event, Record};
use crate::ui::{Question, Sign};

use super::super::{Services, images, judge};

/// Leads a new learner to where the first step can be shown; says whether the images were looked at.
pub(super) async fn run(services: &mut Services) -> Result<bool, CommandError> {
    choose_language(services)?;
    let title = services.course.manifest.title.get(&services.language).cloned().unwrap_or_default();
    services.ui.markdown(&services.words().get("session-welcome", &[("course", title.into())]));
    services.ui.say("");
    choose_workspace(services)?;
    if Record::exists(&services.workspace) {
        return Ok(false);
    }
    services.ensure_started().map_err(|error| error.hint("`kesako --workspace DIR`"))?;
    services.ui.say("");
    // When it does not answer, the session says so, and what to do.
    let Ok(engine) = services.engine.state().await else { return Ok(false) };
    let engine = format!("{} {}", services.words().text("session-engine"), engine.version);
    services.ui.status(Sign::Pass, &engine);
    if images::offer(services).await? {
        let all = judge::base_images(services).join(", ");
        services.ui.status(Sign::Pass, &services.words().get("session-images", &[("images", all.into())]));
    }
    Ok(true)
}

/// Notes the language in use, unless the record knows it.
pub(super) fn note_language(services: &mut Services) -> Result<(), CommandError> {
    if services.record.progress().language != Some(services.language) {
        services.record.append(Event::Language { language: services.language })?;
    }
    Ok(())
}

fn choose_language(services: &mut Services) -> Result<(), CommandError> {
    let spoken = services.course.manifest.languages.clone();
    if services.options.lang.is_some() || spoken.len() < 2 {
        return Ok(());
    }
    let names: Vec<String> = spoken.iter().map(|language| name(*language).to_owned()).collect();
    let default = spoken.iter().position(|language| *language == services.language).unwrap_or(0);
    let question = Question { text: "Language / Langue", instead: "--lang en" };
    let chosen = services.prompt.select(question, &names, default)?;
    services.speak(spoken.get(chosen).copied().unwrap_or(services.language));
    services.ui.say("");
    Ok(())
}

const fn name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Fr => "Français",
    }
}

fn choose_workspace(services: &mut Services) -> Result<(), CommandError> {
    if services.options.workspace.is_some() {
        let folder = services.workspace.display().to_string();
        services.ui.markdown(&services.words().get("session-workspace", &[("folder", folder.into())]));
        return Ok(());
    }
    let words = services.words();
    services.ui.markdown(&words.text("session-workspace-ask"));
    let default = format!("./{}", services.course.manifest.id);
    let text = words.text("session-workspace-folder");
    let question = Question { text: &text, instead: "--workspace DIR" };
    let typed = services.prompt.input(question, Some(&default))?;
    if typed != default {
        let folder = expanded(&typed);
        let folder = std::path::absolute(&folder)
            .map_err(|error| CommandError::new(Exit::Progress, error).hint("`kesako --workspace DIR`"))?;
        services.move_to(folder)?;
    }
    Ok(())
}

/// `~/x` as a shell takes it.
fn expanded(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(below), Ok(home)) => home.join(below),
        _ => Path::new(typed).to_owned(),
    }
}
