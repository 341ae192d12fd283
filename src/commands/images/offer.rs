//! What to do when base images are missing: asked once, of whoever is there to answer.

use std::path::PathBuf;

use crate::error::CommandError;
use crate::ui::{PromptError, Question};

use super::super::Services;
use super::super::base::{self, Base};
use super::super::said;
use super::pull::PullFailed;
use super::{kit, look, pull, stand_in};

/// A way to get images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Pull,
    Mirror,
    Kit,
    StandIns,
    Later,
}

const WAYS: [Way; 5] = [Way::Pull, Way::Mirror, Way::Kit, Way::StandIns, Way::Later];

impl Way {
    const fn key(self) -> &'static str {
        match self {
            Self::Pull => "commands-offer-pull",
            Self::Mirror => "commands-offer-mirror",
            Self::Kit => "commands-offer-kit",
            Self::StandIns => "commands-offer-stand-ins",
            Self::Later => "commands-offer-later",
        }
    }
}

/// Offers to get the base images that are missing; whether all are there in the end. With `--yes` they are pulled, or
/// built here where no registry can be reached; where nobody can answer, the ways are told.
pub(in super::super) async fn offer(services: &mut Services) -> Result<bool, CommandError> {
    let wanted: Vec<Base> = look(services).await?.into_iter().filter(Base::is_missing).collect();
    if wanted.is_empty() {
        return Ok(true);
    }
    let names: Vec<&str> = wanted.iter().map(|base| base.image.reference.as_str()).collect();
    let says = services.words().get("commands-offer-missing", &[("images", names.join(", ").into())]);
    if services.options.yes {
        services.ui.note(&says);
        return pull_or_stand_in(services, wanted).await.map(|()| true);
    }
    if !services.ui.is_interactive() {
        services.ui.note(&says);
        services.ui.note(&services.words().text("commands-images-ways"));
        return Ok(false);
    }
    services.ui.say(&says);
    for base in &wanted {
        services.ui.say(&format!("  {}  {}", base.image.reference, base.purpose(services.language)));
    }
    ask(services).await
}

async fn missing(services: &Services) -> Vec<Base> {
    base::all(services).await.into_iter().filter(Base::is_missing).collect()
}

async fn pull_or_stand_in(services: &mut Services, wanted: Vec<Base>) -> Result<(), CommandError> {
    let Err(error) = pull::pull(services, wanted, None).await else { return Ok(()) };
    if !error.error.downcast_ref::<PullFailed>().is_some_and(PullFailed::lacks_network) {
        return Err(error);
    }
    services.ui.warning(&said::command(&error, services.words()));
    let wanted = missing(services).await;
    stand_in::build(services, wanted).await
}

/// Asks until all is there, or the learner wants to go on without.
async fn ask(services: &mut Services) -> Result<bool, CommandError> {
    let mut default = Way::Pull;
    loop {
        let wanted = missing(services).await;
        if wanted.is_empty() {
            return Ok(true);
        }
        let words = services.words();
        let items: Vec<String> = WAYS.iter().map(|way| words.text(way.key())).collect();
        let text = words.text("commands-offer-question");
        let question = Question { text: &text, instead: "--yes" };
        let position = WAYS.iter().position(|way| *way == default).unwrap_or(0);
        let chosen = services.prompt.select(question, &items, position)?;
        let way = WAYS.get(chosen).copied().unwrap_or(Way::Later);
        if way == Way::Later {
            services.ui.markdown(&words.text("commands-images-ways"));
            return Ok(false);
        }
        if let Err(error) = go(services, way, wanted).await {
            services.ui.error(&said::said(error.error.as_ref(), words), &[]);
            default = Way::StandIns;
        }
    }
}

async fn go(services: &mut Services, way: Way, wanted: Vec<Base>) -> Result<(), CommandError> {
    match way {
        Way::Pull => pull::pull(services, wanted, None).await,
        Way::Mirror => match input(services, "commands-offer-prefix", None)? {
            Some(mirror) => pull::pull(services, wanted, Some(&mirror)).await,
            None => Ok(()),
        },
        Way::Kit => match input(services, "commands-offer-file", Some("kesako-images.tar"))? {
            Some(file) => kit::load(services, &PathBuf::from(file)).await,
            None => Ok(()),
        },
        Way::StandIns => stand_in::build(services, wanted).await,
        Way::Later => Ok(()),
    }
}

/// A line of text; `None` when the learner thinks better of it.
fn input(services: &mut Services, key: &str, default: Option<&str>) -> Result<Option<String>, CommandError> {
    let text = services.words().text(key);
    match services.prompt.input(Question { text: &text, instead: "--yes" }, default) {
        Ok(line) => Ok(Some(line).filter(|line| !line.is_empty())),
        Err(PromptError::Interrupted) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
