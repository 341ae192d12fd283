//! `kesako reset`: removes what the tutorial made, after listing it; nothing else, ever.

use std::collections::BTreeSet;

use crate::cli::ResetArgs;
use crate::course::{ChapterId, Step, StepId};
use crate::engine::EngineError;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::probe::{ContainerSummary, ImageSummary, reference};
use crate::progress::{Event, Inventory};
use crate::ui::Question;

use super::doomed::Doomed;
use super::everything::{Everything, everything};
use super::judge::base_images;
use super::keep::Keep;
use super::names::Names;
use super::restore::{self, Restore};
use super::{Services, begin, foreign, leftovers, logins};

/// Label of what a course's setup plants.
pub(super) const PLANTED_LABEL: &str = "kesako";

/// What a reset is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ResetScope {
    Step(StepId),
    Chapter(ChapterId),
    All,
}

impl std::fmt::Display for ResetScope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Step(id) => id.fmt(f),
            Self::Chapter(id) => id.fmt(f),
            Self::All => f.write_str("all"),
        }
    }
}

/// `kesako reset`.
pub(super) async fn run(services: &mut Services, args: &ResetArgs) -> Outcome {
    services.ensure_started()?;
    if args.adopt && !args.dry_run {
        foreign::note(services).await?;
        services.record.append(Event::Adopted)?;
    }
    let scope = scope(services, args)?;
    let doomed = doomed(services, &scope, args.adopt).await?;
    let restore = restore_of(services, &scope).await?;
    let words = services.words();
    if services.ui.is_json() {
        let list: Vec<String> = doomed.iter().map(ToString::to_string).collect();
        services.ui.json(
            &serde_json::json!({ "schema": 1, "scope": scope.to_string(), "removes": list, "dry_run": args.dry_run,
                "gives_back": restore.names.iter().map(|(name, _)| name).collect::<Vec<_>>(), "lost": restore.lost }),
        );
    } else if doomed.is_empty() && restore.names.is_empty() {
        services.ui.say(&words.text("commands-reset-nothing"));
    } else {
        if !doomed.is_empty() {
            services.ui.say(&words.get("commands-reset-list", &[("count", doomed.len().into())]));
        }
        for thing in &doomed {
            services.ui.say(&format!("  {}", thing.words(words)));
        }
        for (name, id) in &restore.names {
            let id = id.get(..12).unwrap_or(id);
            services.ui.say(&words.get("commands-reset-gives-back", &[("image", name.into()), ("id", id.into())]));
        }
    }
    if args.dry_run {
        return Ok(Exit::Done);
    }
    if !doomed.is_empty() {
        let question = words.text("commands-reset-question");
        if !services.prompt.confirm(Question { text: &question, instead: "--yes" }, false)? {
            return Ok(Exit::Interrupted);
        }
    }
    let first = leftovers::first(services).filter(|_| scope == ResetScope::All && !services.ui.is_json());
    carry_out(services, &scope, &doomed).await?;
    if !doomed.is_empty() || !restore.names.is_empty() {
        services.ui.say(&words.text("commands-reset-done"));
    }
    if let Some(first) = first {
        let left = leftovers::find(services, &first).await?;
        if !left.is_empty() {
            let args = [("count", left.len().into()), ("images", left.join(" ").into())];
            services.ui.markdown(&words.get("commands-reset-left", &args));
        }
    }
    if let ResetScope::Step(id) = &scope
        && !restore.lost.is_empty()
    {
        let lost = restore.lost.join(", ");
        services.ui.say(&words.get("commands-reset-lost", &[("lost", lost.into()), ("step", id.to_string().into())]));
    }
    Ok(Exit::Done)
}

fn scope(services: &Services, args: &ResetArgs) -> Result<ResetScope, CommandError> {
    let Some(typed) = &args.scope else {
        return if args.all { Ok(ResetScope::All) } else { Ok(ResetScope::Step(services.current()?)) };
    };
    match services.course.find_chapter(typed) {
        Ok(chapter) => Ok(ResetScope::Chapter(chapter)),
        Err(_) => Ok(ResetScope::Step(services.find_step(Some(typed))?)),
    }
}

/// What a reset of one step gives back.
async fn restore_of(services: &Services, scope: &ResetScope) -> Result<Restore, CommandError> {
    match scope {
        ResetScope::Step(id) => restore::plan(services, id).await,
        ResetScope::Chapter(_) | ResetScope::All => Ok(Restore::default()),
    }
}

/// Removes what was listed; one step's reset also gives back the names that it began with.
pub(super) async fn carry_out(
    services: &mut Services,
    scope: &ResetScope,
    doomed: &[Doomed],
) -> Result<(), CommandError> {
    remove(services, scope, doomed).await?;
    if let ResetScope::Step(id) = scope {
        let restore = restore::plan(services, id).await?;
        restore::carry_out(services, &restore).await?;
        let has_begun = services.record.progress().step(id).is_some_and(|step| step.begun.is_some());
        match services.step(id)?.1 {
            // The beginning stays what it was, or what an attempt has changed for good would count as given.
            step if has_begun && !restore.lost.is_empty() => drop(begin::set_up(services, step).await?),
            step if has_begun && step.setup.is_none() => {}
            _ => begin::begin(services, id).await?,
        }
    }
    Ok(())
}

/// Removes what was listed.
pub(super) async fn remove(services: &mut Services, scope: &ResetScope, doomed: &[Doomed]) -> Result<(), CommandError> {
    for thing in doomed {
        match thing {
            Doomed::Container { id, .. } => services.engine.remove_container(id).await?,
            Doomed::Image { reference } => match services.engine.remove_image(reference).await {
                // A container that stays was made from it: the rest goes all the same.
                Err(EngineError::Answer { status: 409, message, .. }) if message.contains("container") => {
                    let text = services.words().get("commands-reset-used", &[("image", reference.as_str().into())]);
                    services.ui.warning(&text);
                }
                done => done?,
            },
            Doomed::Network { id, .. } => services.engine.remove_network(id).await?,
            Doomed::Volume { name } => match services.engine.remove_volume(name).await {
                // A container that stays uses it: the rest goes all the same.
                Err(EngineError::Answer { status: 409, .. }) => {
                    let text = services.words().get("commands-reset-in-use", &[("volume", name.as_str().into())]);
                    services.ui.warning(&text);
                }
                done => done?,
            },
            Doomed::Login { registry } => logins::log_out(services, registry).await?,
        }
    }
    services.record.append(Event::Reset { scope: scope.to_string() })?;
    Ok(())
}

/// Everything that a reset of `scope` removes, in the order in which it must go.
pub(super) async fn doomed(services: &Services, scope: &ResetScope, adopt: bool) -> Result<Vec<Doomed>, CommandError> {
    let steps = steps(services, scope)?;
    let names = Names::of(&steps, &base_images(services));
    let everything = everything(services).await?;
    let mut keep = Keep::of(services, scope, adopt, &names);
    let made = made(services, scope);
    let has_setup = |id: &StepId| steps.iter().any(|step| step.id == *id && step.setup.is_some());
    let planted = match scope {
        ResetScope::Step(id) => has_setup(id),
        ResetScope::Chapter(_) | ResetScope::All => true,
    };
    let progress = services.record.progress();
    let begun = match scope {
        ResetScope::Step(id) => progress.step(id).and_then(|step| step.begun.as_ref()).map(|begun| begun.clock),
        // A build that comes out the same has the image of somebody who was here before.
        ResetScope::Chapter(_) | ResetScope::All => progress.started.filter(|_| !adopt),
    };
    if let Some(begun) = begun {
        let of_step = matches!(scope, ResetScope::Step(_));
        let is_plant = |it: &&ContainerSummary| of_step && planted && it.labels.contains_key(PLANTED_LABEL);
        keep.older_containers(services, begun, everything.containers.iter().filter(|it| !is_plant(it))).await?;
    }
    let mut doomed = logins::doomed(services, scope, &steps).await;
    doomed.extend(containers(&everything, &names, &made, &keep, planted));
    doomed.extend(images(&everything, &names, &made, &keep));
    for network in &everything.networks {
        let ours = names.networks.contains(&network.name)
            || names.has_project(&network.labels)
            || made.networks.contains(&network.id)
            || planted && network.labels.contains_key(PLANTED_LABEL);
        if ours && !keep.networks(&network.id) {
            doomed.push(Doomed::Network { id: network.id.clone(), name: network.name.clone() });
        }
    }
    for volume in &everything.volumes {
        let ours = names.volumes.contains(&volume.name)
            || names.has_project(&volume.labels)
            || made.volumes.contains(&volume.name)
            || planted && volume.labels.contains_key(PLANTED_LABEL);
        if ours && !keep.volumes(&volume.name) {
            doomed.push(Doomed::Volume { name: volume.name.clone() });
        }
    }
    Ok(doomed)
}

fn containers(everything: &Everything, names: &Names, made: &Inventory, keep: &Keep, planted: bool) -> Vec<Doomed> {
    let ours: BTreeSet<&str> = everything
        .images
        .iter()
        .filter(|image| !keep.foreign.has_image(&image.id) && is_ours_alone(image, names, made))
        .map(|image| image.id.as_str())
        .collect();
    let is_ours = |container: &&ContainerSummary| {
        names.containers.contains(&container.name)
            || names.has_project(&container.labels)
            || names.images.contains(&reference::normalize(&container.image))
            || ours.contains(container.image_id.as_str())
            || made.containers.contains(&container.id)
            || planted && container.labels.contains_key(PLANTED_LABEL)
    };
    let doomed = everything.containers.iter().filter(is_ours).filter(|container| !keep.containers(&container.id));
    doomed.map(|container| Doomed::Container { id: container.id.clone(), name: container.name.clone() }).collect()
}

/// Whether nobody else has a name for an image: it was built by the tutorial, and no other's was merely renamed.
fn is_ours_alone(image: &ImageSummary, names: &Names, made: &Inventory) -> bool {
    let is_our_name = |tag: &String| {
        let tag = reference::normalize(tag);
        names.images.contains(&tag) || names.is_project_image(image, &tag) || made.images.contains_key(&tag)
    };
    if image.tags.is_empty() { made.has_image(&image.id) } else { image.tags.iter().all(is_our_name) }
}

fn images(everything: &Everything, names: &Names, made: &Inventory, keep: &Keep) -> Vec<Doomed> {
    let mut doomed = BTreeSet::new();
    for image in &everything.images {
        // Of what is kept, a name given since can go as long as one of those that it had stays.
        let is_safe = !keep.images(&image.id) || image.tags.iter().any(|tag| keep.names(tag, &image.id));
        for tag in image.tags.iter().filter(|tag| is_safe && !keep.names(tag, &image.id)) {
            let tag = reference::normalize(tag);
            let slip = made.images.get(&tag).is_some_and(|ids| ids.contains(&image.id));
            if names.images.contains(&tag) || names.is_project_image(image, &tag) || slip {
                doomed.insert(Doomed::Image { reference: tag });
            }
        }
        if image.tags.is_empty() && made.has_image(&image.id) && !keep.images(&image.id) {
            doomed.insert(Doomed::Image { reference: image.id.clone() });
        }
    }
    doomed.into_iter().collect()
}

fn steps(services: &Services, scope: &ResetScope) -> Result<Vec<Step>, CommandError> {
    Ok(match scope {
        // A step may move names of its whole chapter; what was there when it began is kept.
        ResetScope::Step(id) => services.chapter(&id.chapter)?.steps,
        ResetScope::Chapter(id) => services.chapter(id)?.steps,
        ResetScope::All => {
            let mut steps = Vec::new();
            for id in &services.course.manifest.chapters {
                steps.extend(services.chapter(id)?.steps);
            }
            steps
        }
    })
}

/// What the record says that attempts within the scope left behind.
fn made(services: &Services, scope: &ResetScope) -> Inventory {
    let progress = services.record.progress();
    let mut made = Inventory::default();
    for (id, step) in &progress.steps {
        let within = match scope {
            ResetScope::Step(step) => step == id,
            ResetScope::Chapter(chapter) => *chapter == id.chapter,
            ResetScope::All => true,
        };
        if within {
            made.extend(&step.made);
        }
    }
    made
}
