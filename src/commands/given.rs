//! An answer on its way into the record.
//!
//! Where an image's whole name is asked for, what is no such name may be anything, a password included: then only the slip
//! is written down. A name becomes the value of the variable that the question names, until the step begins anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::Step;
use crate::course::subject::{Ask, AskKind, Subject};
use crate::error::CommandError;
use crate::probe::{ImageSummary, Observation, Seen, Snapshot, image_name, reference};
use crate::progress::{Begun, Event, Inventory};

use super::{Services, begin};

/// Writes down an answer to a question of `step`, and what follows from it.
pub(super) async fn note(
    services: &mut Services,
    step: &Step,
    check: &str,
    answer: String,
) -> Result<(), CommandError> {
    let answered = |answer| Event::Answered { step: step.id.clone(), check: check.to_owned(), answer };
    let Some(ask) = asks(step).find(|ask| ask.check == check && ask.kind == AskKind::Image) else {
        services.record.append(answered(answer))?;
        return Ok(());
    };
    let name = match image_name::read(&answer) {
        Ok(name) => name.to_owned(),
        Err(slip) => {
            services.record.append(answered(slip.note()))?;
            return Ok(());
        }
    };
    if let Some(variable) = &ask.into {
        // What had this name before the step is somebody's: that is only known of a step that has begun.
        begin::ensure_begun(services, &step.id).await?;
        if services.vars().get(variable) != Some(&name) {
            note_earlier(services, step, &name)?;
            services.record.append(Event::Variable { name: variable.clone(), value: name.clone() })?;
        }
    }
    services.record.append(answered(name))?;
    Ok(())
}

/// Gives the variables that answers of `step` have set their placeholders back; whether there was any.
pub(super) fn forget(services: &mut Services, step: &Step) -> Result<bool, CommandError> {
    let (now, defaults) = (services.vars(), services.course.default_vars());
    let mut forgotten = false;
    for name in asks(step).filter_map(|ask| ask.into.as_deref()) {
        if let Some(default) = defaults.get(name).filter(|default| now.get(name) != Some(default)) {
            services.record.append(Event::Variable { name: name.to_owned(), value: default.to_owned() })?;
            forgotten = true;
        }
    }
    Ok(forgotten)
}

fn asks(step: &Step) -> impl Iterator<Item = &Ask> {
    step.checks.iter().filter_map(|check| match &check.subject {
        Subject::Ask(ask) => Some(ask),
        _ => None,
    })
}

/// Notes the image that had this name when the step began: no reset ever touches it.
fn note_earlier(services: &mut Services, step: &Step, name: &str) -> Result<(), CommandError> {
    let progress = services.record.progress();
    // What has yet to be noted will be noted with this name.
    if progress.foreign.is_none() {
        return Ok(());
    }
    let begun = progress.step(&step.id).and_then(|step| step.begun.as_ref());
    let Some(baseline) = begun.and_then(Begun::baseline) else { return Ok(()) };
    let ids: BTreeSet<String> = called(&baseline, name).collect();
    if !ids.is_empty() {
        let images = BTreeMap::from([(reference::normalize(name), ids)]);
        services.record.append(Event::Foreign(Inventory { images, ..Inventory::default() }))?;
    }
    Ok(())
}

/// Names that answers of a step have given and that an image had when the step began, each with that image's id.
pub(super) fn earlier(services: &Services, step: &Step, baseline: &Snapshot) -> Vec<(String, String)> {
    let vars = services.vars();
    let names = asks(step).filter_map(|ask| vars.get(ask.into.as_deref()?));
    names.filter_map(|name| Some((name.to_owned(), called(baseline, name).next()?))).collect()
}

/// The id of the image that had a name in a list of images.
fn called<'s>(snapshot: &'s Snapshot, name: &'s str) -> impl Iterator<Item = String> + 's {
    let lists = snapshot.iter().filter_map(|(_, seen)| match seen {
        Seen::Present(Observation::Images(list)) => Some(list),
        _ => None,
    });
    let has_name = move |image: &&ImageSummary| image.tags.iter().any(|tag| reference::same(tag, name));
    lists.flatten().filter(has_name).map(|image| image.id.clone())
}
