//! `kesako images`: the course's base images, there or not, and the ways to get them: a registry, a mirror, an offline
//! kit, stand-ins built here.

mod kit;
mod offer;
mod packages;
mod pull;
mod stand_in;

use std::collections::BTreeSet;
use std::future::Future;

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::cli::{ImagesAction, ImagesArgs};
use crate::engine::Scope;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::feedback::unseen_words;
use crate::probe::{Observation, Probe, Seen};
use crate::progress::Event;
use crate::ui::{Label, Line, Sign, Transfer};

use super::Services;
use super::base::{self, Base, Found, ImageOrigin};
use super::said::{self, Unlooked};

pub(super) use kit::{KitError, KitFault};
pub(super) use offer::offer;
pub(super) use packages::FetchError;
pub(super) use pull::why_not;

/// `kesako images`.
pub(super) async fn run(services: &mut Services, args: &ImagesArgs) -> Outcome {
    let nothing_done = match &args.action {
        None => true,
        Some(ImagesAction::Pull { mirror }) => {
            let wanted = look(services).await?.into_iter().filter(|base| base.is_missing() || base.is_stand_in());
            let wanted: Vec<Base> = wanted.collect();
            let nothing = wanted.is_empty();
            pull::pull(services, wanted, mirror.as_deref()).await?;
            nothing
        }
        Some(ImagesAction::Save { file }) => {
            kit::save(services, file).await?;
            false
        }
        Some(ImagesAction::Load { file }) => {
            kit::load(services, file).await?;
            false
        }
        Some(ImagesAction::StandIn { force }) => {
            let wanted = look(services).await?.into_iter().filter(|base| *force || base.is_missing());
            let wanted: Vec<Base> = wanted.collect();
            let nothing = wanted.is_empty();
            stand_in::build(services, wanted).await?;
            nothing
        }
    };
    if services.ui.is_json() {
        services.ui.json(&ImagesJson::of(services, &look(services).await?));
    } else if nothing_done {
        show(services, &look(services).await?);
    }
    Ok(Exit::Done)
}

/// Looks at all base images; an error if one can't be looked at.
async fn look(services: &Services) -> Result<Vec<Base>, CommandError> {
    // The engine's own error tells more than a look that failed.
    services.engine.has("kesako/no-such-image").await?;
    let bases = base::all(services).await;
    let unknown = bases.iter().find_map(|base| match &base.found {
        Found::Unknown(unseen) => Some(unseen.clone()),
        _ => None,
    });
    match unknown {
        Some(unseen) => Err(Unlooked::error(services, &unseen).await),
        None => Ok(bases),
    }
}

fn show(services: &Services, bases: &[Base]) {
    let words = services.words();
    let widest = bases.iter().map(|base| base.image.reference.chars().count()).max().unwrap_or(0);
    for base in bases {
        let (sign, state) = match &base.found {
            Found::There { size, origin, .. } => {
                (Sign::Pass, format!("{}, {}", words.text(origin.key()), words.size(*size)))
            }
            Found::Missing => (Sign::Fail, words.text("commands-images-missing")),
            Found::Unknown(unseen) => (Sign::Unknown, unseen_words(unseen, words)),
        };
        let mut line = Line::new();
        line.push_sign(services.ui.palette().signs(), sign);
        line.push_plain(" ");
        line.push(Label::Code, &base.image.reference);
        line.pad_to(line.width() + widest - base.image.reference.chars().count());
        line.push_plain(&format!("  {state}"));
        services.ui.line(&line);
        let mut line = Line::plain("    ");
        line.push(Label::Dim, base.purpose(services.language));
        services.ui.line(&line);
    }
    if bases.iter().any(Base::is_missing) {
        services.ui.say("");
        services.ui.markdown(&words.text("commands-images-ways"));
    }
}

/// Notes where an image came from. That a record can't be written is no reason to have no images.
fn note(services: &mut Services, base: &Base, origin: ImageOrigin) {
    let event = Event::Image {
        role: base.image.role.clone(),
        reference: base.image.reference.clone(),
        origin: origin.name().to_owned(),
    };
    let noted = services.ensure_started().and_then(|()| Ok(services.record.append(event)?));
    if let Err(error) = noted {
        services.ui.warning(&said::command(&error, services.words()));
    }
}

/// Takes away the stand-in that something else has replaced: a nameless image would be a riddle to the learner, and to
/// the lessons that are about such images. What it can't be taken away for is no trouble.
async fn sweep(services: &Services, before: &Base) {
    let Found::There { id, origin: ImageOrigin::StandIn, .. } = &before.found else { return };
    let probe = Probe::Image { reference: id.clone() };
    let scope = Scope::new(&services.workspace, Timestamp::now());
    let snapshot = services.engine.collect(&BTreeSet::from([probe.clone()]), &scope).await;
    if let Some(Seen::Present(Observation::Image(image))) = snapshot.get(&probe)
        && image.tags.is_empty()
    {
        let _ = services.engine.remove_image(id).await;
    }
}

/// Does some work while its progress is shown: bytes done, bytes in all or zero.
async fn with_progress<T>(
    transfer: &mut Transfer<'_>,
    what: &str,
    mut news: UnboundedReceiver<(u64, u64)>,
    work: impl Future<Output = T>,
) -> T {
    tokio::pin!(work);
    loop {
        tokio::select! {
            biased;
            Some((done, all)) = news.recv() => transfer.bytes(what, done, all),
            result = &mut work => return result,
        }
    }
}

/// What `images --json` prints.
#[derive(Debug, Serialize)]
struct ImagesJson {
    schema: u32,
    images: Vec<ImageJson>,
}

#[derive(Debug, Serialize)]
struct ImageJson {
    role: String,
    reference: String,
    purpose: String,
    present: bool,
    origin: Option<ImageOrigin>,
    id: Option<String>,
    size: Option<u64>,
}

impl ImagesJson {
    fn of(services: &Services, bases: &[Base]) -> Self {
        let image = |base: &Base| {
            let there = match &base.found {
                Found::There { id, size, origin } => Some((id.clone(), *size, *origin)),
                _ => None,
            };
            ImageJson {
                role: base.image.role.clone(),
                reference: base.image.reference.clone(),
                purpose: base.purpose(services.language).to_owned(),
                present: there.is_some(),
                origin: there.as_ref().map(|(_, _, origin)| *origin),
                size: there.as_ref().map(|(_, size, _)| *size),
                id: there.map(|(id, ..)| id),
            }
        };
        Self { schema: 1, images: bases.iter().map(image).collect() }
    }
}
