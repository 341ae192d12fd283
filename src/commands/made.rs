//! What attempts leave behind: builds that lost their name, slips under a wrong name, throwaway containers of a base
//! image. Noted when a check sees it, so that a reset can clear it away, and nothing else.

use crate::course::Step;
use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::{
    ContainerState, EventKind, History, Life, Observation, Probe, RunState, Seen, Snapshot, lives, reference,
};
use crate::progress::{Event, Inventory};

use super::Services;
use super::judge::{Judgement, base_images};
use super::names::Names;

/// Notes what the judgement saw of a step's attempts.
pub(super) fn note(services: &mut Services, step: &Step, judgement: &Judgement) -> Result<(), CommandError> {
    let bases = base_images(services);
    let names = Names::of([step], &bases);
    let begun = services.record.progress().step(&step.id).and_then(|step| step.begun.as_ref()).map(|b| b.clock);
    let Some(begun) = begun else { return Ok(()) };
    let mut made = builds(&judgement.snapshot, &names);
    if let Some(history) = history(&judgement.snapshot) {
        slips(judgement, history, &mut made);
    }
    let baseline = services.record.progress().step(&step.id).and_then(|step| step.begun.as_ref()?.baseline());
    if let Some(baseline) = baseline {
        unannounced_slips(judgement, &baseline, &mut made);
    }
    for (_, seen) in judgement.snapshot.iter() {
        if let Seen::Present(Observation::Container(state)) = seen
            && state.created >= begun
            && is_throwaway(state, &bases)
        {
            made.containers.insert(state.id.clone());
        }
    }
    without_foreign(services, &mut made);
    append(services, step, made)
}

/// Notes what a solution built, when nobody judges it: its images, which may lose their names in later steps.
pub(super) async fn note_builds(services: &mut Services, step: &Step) -> Result<(), CommandError> {
    let names = Names::of([step], &base_images(services));
    let images = Names { images: names.images.clone(), ..Names::default() };
    let scope = Scope::new(&services.workspace, jiff::Timestamp::now());
    let snapshot = services.engine.collect(&super::foreign::probes(&images), &scope).await;
    let mut made = builds(&snapshot, &names);
    without_foreign(services, &mut made);
    append(services, step, made)
}

fn append(services: &mut Services, step: &Step, made: Inventory) -> Result<(), CommandError> {
    let known = services.record.progress().step(&step.id).is_some_and(|recorded| recorded.made.contains(&made));
    if !known && !made.is_empty() {
        services.record.append(Event::Made { step: step.id.clone(), made })?;
    }
    Ok(())
}

fn history(snapshot: &Snapshot) -> Option<&History> {
    match snapshot.get(&Probe::History) {
        Some(Seen::Present(Observation::History(history))) => Some(history),
        _ => None,
    }
}

/// Every image id that a name of the step names or has named.
fn builds(snapshot: &Snapshot, names: &Names) -> Inventory {
    let mut made = Inventory::default();
    for (probe, seen) in snapshot.iter() {
        if let (Probe::Image { reference }, Seen::Present(Observation::Image(state))) = (probe, seen) {
            let name = reference::normalize(reference);
            if names.images.contains(&name) {
                made.images.entry(name).or_default().insert(state.id.clone());
            }
        }
    }
    for event in history(snapshot).iter().flat_map(|history| &history.events) {
        let name = reference::normalize(event.attribute("name"));
        if event.kind == EventKind::Image && event.action == "tag" && names.images.contains(&name) {
            made.images.entry(name).or_default().insert(event.id.clone());
        }
    }
    made
}

/// What was made since the step began under a name that a near miss recognised.
fn slips(judgement: &Judgement, history: &History, made: &mut Inventory) {
    let near_misses = judgement.report.checks.iter().filter_map(|check| check.near_miss.as_ref());
    for near_miss in near_misses {
        if let Some(id) = near_miss.args.get("id") {
            let full = judgement.snapshot.iter().find_map(|(_, seen)| match seen {
                Seen::Present(Observation::Images(images)) => {
                    images.iter().find(|image| image.id.starts_with(id)).map(|image| image.id.clone())
                }
                _ => None,
            });
            made.images.entry(String::new()).or_default().extend(full);
        }
        let arg = |name: &str| near_miss.args.get(name).map(String::as_str).unwrap_or_default();
        if matches!(near_miss.id.as_str(), "close-name" | "other-tag") {
            for event in history.events.iter().filter(|event| event.kind == EventKind::Image && event.action == "tag") {
                if reference::same(event.attribute("name"), arg("found")) {
                    made.images.entry(reference::normalize(arg("found"))).or_default().insert(event.id.clone());
                }
            }
        }
        // Someone else's container may have been looked at too: only what Docker named and what has ended is a slip.
        let is_slip = |life: &Life| {
            (near_miss.id == "close-name" && life.name == arg("found"))
                || (life.name == arg("name") && is_generated_name(&life.name) && has_ended(life))
        };
        let fresh = lives(history).into_iter().filter(|life| life.created.is_some() && is_slip(life));
        made.containers.extend(fresh.map(|life| life.id));
    }
}

/// The same for builds of which no event tells: images under a recognised wrong name that the step did not begin with.
fn unannounced_slips(judgement: &Judgement, baseline: &Snapshot, made: &mut Inventory) {
    let near_misses = judgement.report.checks.iter().filter_map(|check| check.near_miss.as_ref());
    for near_miss in near_misses.filter(|it| matches!(it.id.as_str(), "close-name" | "other-tag")) {
        let Some(found) = near_miss.args.get("found") else { continue };
        let was_listed = baseline.iter().any(|(_, seen)| {
            matches!(seen, Seen::Present(Observation::Images(list)) if list.iter().any(|image| !image.tags.is_empty()))
        });
        if was_listed && image_called(baseline, found).is_none() {
            let id = image_called(&judgement.snapshot, found);
            made.images.entry(reference::normalize(found)).or_default().extend(id);
        }
    }
    made.images.retain(|_, ids| !ids.is_empty());
}

/// The id of the image that a listed name names.
fn image_called(snapshot: &Snapshot, name: &str) -> Option<String> {
    snapshot.iter().find_map(|(_, seen)| match seen {
        Seen::Present(Observation::Images(list)) => {
            let called = |image: &&crate::probe::ImageSummary| image.tags.iter().any(|tag| reference::same(tag, name));
            list.iter().find(called).map(|image| image.id.clone())
        }
        _ => None,
    })
}

fn has_ended(life: &Life) -> bool {
    life.starts.last() <= life.ends.last().map(|(at, _)| at)
}

/// A container of a base image that ended and whose name Docker made up: what `docker run alpine …` leaves.
fn is_throwaway(state: &ContainerState, bases: &[String]) -> bool {
    state.state == RunState::Exited
        && bases.iter().any(|base| reference::same(base, &state.image))
        && is_generated_name(&state.name)
}

/// Whether a name looks like those that Docker makes up: `reverent_wilson`, `quirky_swartz2`.
fn is_generated_name(name: &str) -> bool {
    let Some((left, right)) = name.trim_end_matches(|c: char| c.is_ascii_digit()).split_once('_') else { return false };
    let word = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    word(left) && word(right)
}

fn without_foreign(services: &Services, made: &mut Inventory) {
    let Some(foreign) = &services.record.progress().foreign else { return };
    made.containers.retain(|id| !foreign.containers.contains(id));
    for ids in made.images.values_mut() {
        ids.retain(|id| !foreign.has_image(id));
    }
    made.images.retain(|_, ids| !ids.is_empty());
    made.networks.retain(|id| !foreign.networks.contains(id));
    made.volumes.retain(|name| !foreign.volumes.contains(name));
}
