//! Who made a volume: somebody by hand, or a container in passing. A volume, the history, the containers → [`made_by`].
//! And whether it is still the one of before.
//!
//! A volume itself does not tell. But a container is given its time of creation before its volumes are made, so one that
//! is older than the volume it uses has made it.

use jiff::Timestamp;

use crate::course::subject::ContainerSelect;
use crate::probe::{Event, EventKind, Life, VolumeState, lives};

use super::context::Env;
use super::gone::{gone, witnessed};
use super::lookup::{Looked, Stop};
use super::partial::forgotten;
use super::select::{Builds, none_or_unseen, select_containers};

const HAND: &str = "hand";
const CONTAINER: &str = "container";

/// Whether nobody has removed the volume of this name since the step began. Its time of creation does not tell: engines
/// before 23 take that of the last change in its folder for it.
pub(crate) fn is_kept(volume: &VolumeState, env: Env<'_>) -> Looked<bool> {
    let is_removal =
        |event: &Event| event.kind == EventKind::Volume && event.action == "destroy" && event.id == volume.name;
    Ok(!env.lookup.history()?.events.iter().any(is_removal))
}

/// `hand` or `container`; `None` if it was made before the step began.
pub(crate) fn made_by(volume: &VolumeState, env: Env<'_>) -> Looked<Option<&'static str>> {
    let history = env.lookup.history()?;
    let of_volume = |event: &&Event| event.kind == EventKind::Volume && event.id == volume.name;
    let events: Vec<&Event> = history.events.iter().filter(of_volume).collect();
    let destroyed = events.iter().rposition(|event| event.action == "destroy").map_or(0, |at| at + 1);
    let creations: Vec<Timestamp> =
        events[destroyed..].iter().filter(|event| event.action == "create").map(|event| event.at).collect();
    let Some(made) = creations.first().copied() else {
        return if history.complete { Ok(None) } else { Err(Stop::Unknown(forgotten())) };
    };
    let select = ContainerSelect { volume: Some(volume.name.clone()), ..ContainerSelect::default() };
    let there = select_containers(&select, Builds::Current, env)?;
    none_or_unseen(there.unseen)?;
    if there.found.iter().any(|container| container.created < made) {
        return Ok(Some(CONTAINER));
    }
    let uses =
        |life: &Life| events.iter().any(|event| event.action == "mount" && event.attribute("container") == life.id);
    // Only the first that came after it can have made it.
    let first = lives(history).into_iter().filter(|life| life.created.is_some_and(|created| created > made)).find(uses);
    let Some(life) = first.filter(|life| life.removed.is_some()) else { return Ok(Some(HAND)) };
    if let Some(seen) = witnessed(&life.id, env)? {
        return Ok(Some(if seen.container.created < made { CONTAINER } else { HAND }));
    }
    // Some engines tell of a volume that is there already as of a new one, right before the container that takes it.
    let taken = creations.iter().skip(1).any(|again| life.created.is_some_and(|created| *again < created));
    if taken { Ok(Some(HAND)) } else { Err(gone(&life.name)) }
}
