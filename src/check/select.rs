//! Finding the containers that a selector means.

use std::borrow::Cow;
use std::cmp::Reverse;

use jiff::SignedDuration;

use crate::course::subject::ContainerSelect;
use crate::probe::{ContainerFilter, ContainerState, ContainerSummary, Probe, RunState, Unseen, lives, reference};

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::partial::forgotten;
use super::past::{former_ids, gone};

/// What a selector found.
pub(crate) struct Selection<'a> {
    /// The containers, newest first.
    pub(crate) found: Vec<Cow<'a, ContainerState>>,
    /// Why there may be more than these.
    pub(crate) unseen: Option<Unseen>,
}

/// Which containers are of the image that a selector names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Builds {
    /// Those of the image that has the name now.
    Current,
    /// Those of earlier builds too, for what must not be there.
    Any,
}

/// Every container that `select` means.
pub(crate) fn select_containers<'a>(select: &ContainerSelect, builds: Builds, env: Env<'a>) -> Looked<Selection<'a>> {
    let mut selection = match select.only_name() {
        Some(name) => {
            Selection { found: live_by_name(name, env)?.into_iter().map(Cow::Borrowed).collect(), unseen: None }
        }
        None => live_by_filter(select, builds, env)?,
    };
    if select.past {
        match gone(select, builds, env) {
            Ok(gone) => {
                selection.found.extend(gone.into_iter().map(Cow::Owned));
                if !env.lookup.history()?.complete {
                    selection.unseen.get_or_insert_with(forgotten);
                }
            }
            Err(Stop::Unknown(unseen)) => selection.unseen = Some(unseen),
            Err(Stop::Missing) => return Err(Stop::Missing),
        }
    }
    selection.found.sort_by_key(|state| Reverse(state.created));
    if select.running {
        selection.found.retain(|it| matches!(it.state, RunState::Running | RunState::Paused | RunState::Restarting));
    }
    if select.newest {
        selection.found.truncate(1);
    }
    Ok(selection)
}

/// The container of exactly this name. The engine also takes id prefixes where a name is meant: those don't count.
fn live_by_name<'a>(name: &str, env: Env<'a>) -> Looked<Option<&'a ContainerState>> {
    Ok(env.lookup.container(name)?.filter(|state| state.name == name || state.id == name))
}

fn live_by_filter<'a>(select: &ContainerSelect, builds: Builds, env: Env<'a>) -> Looked<Selection<'a>> {
    let current = builds == Builds::Current;
    let filter = ContainerFilter {
        image: select.image.clone().filter(|_| current),
        labels: select.all_labels(),
        network: select.network.clone(),
        volume: select.volume.clone(),
        publish: None,
    };
    let image_id = match &select.image {
        Some(image) => env.lookup.image(image)?.map(|state| state.id.as_str()),
        None => None,
    };
    if select.image.is_some() && image_id.is_none() && current {
        return Ok(Selection { found: Vec::new(), unseen: None });
    }
    let begun = select.fresh.map(|_| env.context.begun()).transpose()?;
    let from_history = match select.fresh {
        Some(true) if filter == ContainerFilter::default() && current => fresh_ids(select, env)?,
        _ => None,
    };
    let former = match &select.image {
        Some(image) if !current => former_ids(image, env)?,
        _ => Vec::new(),
    };
    let wanted = |summary: &&ContainerSummary| {
        let long_ago = begun.is_some_and(|begun| summary.created + SignedDuration::from_secs(1) < begun);
        let image_fits = select.image.as_ref().is_none_or(|image| {
            // A list names the image by id once its name has moved on; only the container itself tells the old name.
            image_id == Some(summary.image_id.as_str())
                || former.contains(&summary.image_id)
                || !current
                    && (reference::same(&summary.image, image)
                        || reference::names_id(&summary.image, &summary.image_id))
        });
        select.name.as_ref().is_none_or(|name| *name == summary.name)
            && image_fits
            && select.in_state(summary.state)
            && select.fits_compose(&summary.labels)
            && !(select.fresh == Some(true) && long_ago)
    };
    let ids: Vec<String> = match from_history {
        Some(ids) => ids,
        None => env.lookup.containers(filter)?.iter().filter(wanted).map(|summary| summary.id.clone()).collect(),
    };
    let fits = |state: &ContainerState| {
        let image_fits = select.image.as_ref().is_none_or(|image| {
            current
                || state.image_id.as_deref() == image_id
                || state.image_id.as_ref().is_some_and(|id| former.contains(id))
                || reference::same(&state.image, image)
        });
        image_fits
            && select.in_state(state.state)
            && select.fresh.is_none_or(|fresh| begun.is_some_and(|begun| (state.created >= begun) == fresh))
    };
    look_at_each(&ids, fits, env)
}

/// Looks at the containers of a list, all at the same time.
fn look_at_each<'a>(ids: &[String], fits: impl Fn(&ContainerState) -> bool, env: Env<'a>) -> Looked<Selection<'a>> {
    for id in ids {
        env.lookup.want(Probe::Container { key: id.clone() });
    }
    let mut selection = Selection { found: Vec::new(), unseen: None };
    for id in ids {
        match env.lookup.container(id) {
            // One that went between the list and the look is gone, which is what the history is for.
            Ok(state) => selection.found.extend(state.filter(|state| fits(state)).map(Cow::Borrowed)),
            Err(Stop::Unknown(unseen)) => selection.unseen = Some(unseen),
            Err(Stop::Missing) => return Err(Stop::Missing),
        }
    }
    Ok(selection)
}

/// The containers that the history saw made, which spares a list of everything; `None` if it may have missed some.
fn fresh_ids(select: &ContainerSelect, env: Env<'_>) -> Looked<Option<Vec<String>>> {
    let history = match env.lookup.history() {
        Ok(history) if history.complete => history,
        Err(Stop::Missing) => return Err(Stop::Missing),
        Ok(_) | Err(Stop::Unknown(_)) => return Ok(None),
    };
    let there = lives(history).into_iter().filter(|life| life.created.is_some() && life.removed.is_none());
    Ok(Some(
        there.filter(|life| select.name.as_ref().is_none_or(|name| *name == life.name)).map(|life| life.id).collect(),
    ))
}

/// The reason to stop when nothing was found and there may be something.
pub(crate) fn none_or_unseen(unseen: Option<Unseen>) -> Looked<()> {
    unseen.map_or(Ok(()), |unseen| Err(Stop::Unknown(unseen)))
}
