//! Images that a step builds on: before its own checks, what the earlier steps asked of them must still hold. Otherwise the
//! name has gone to another image, and everything that the step finds is about that one.

use crate::course::pins::image_of;
use crate::course::subject::{ContainerSelect, Subject};
use crate::course::{Check, Pin, Step, StepId};
use crate::probe::reference;

use super::context::Env;
use super::evaluate::compare;
use super::lookup::Stop;
use super::near_miss;
use super::verdict::{CheckReport, NearMiss, Verdict};

/// The first thing that is no longer true of an image that the step builds on; `None` when all of it is. An image that is
/// not there at all is the business of the step's own checks.
pub(super) fn broken<'a>(step: &'a Step, env: Env<'a>) -> Option<(&'a Pin, CheckReport)> {
    step.pins.iter().find_map(|pin| judge(pin, env).map(|report| (pin, report)))
}

fn judge<'a>(pin: &'a Pin, env: Env<'a>) -> Option<CheckReport> {
    let check = &pin.check;
    let report = |verdict| CheckReport::new(&check.id, check.subject.to_string(), verdict);
    let found = match env.lookup.image(&pin.image) {
        Ok(None) => return None,
        Ok(Some(_)) => compare(check, env),
        Err(stop) => Err(stop),
    };
    match found {
        Ok(mismatches) if mismatches.is_empty() => None,
        Ok(mismatches) => {
            let inner = near_miss::find(check, &mismatches, env).unwrap_or_default();
            // How an image came about says more than that it is another one.
            let of_origin = inner.filter(|inner| matches!(inner.id.as_str(), "tagged-base" | "committed" | "planted"));
            let other = || NearMiss::new("other-build").with("image", &pin.image).with("step", short(&pin.step));
            let near_miss = Some(of_origin.unwrap_or_else(other));
            Some(CheckReport { mismatches, near_miss, ..report(Verdict::Fail) })
        }
        Err(Stop::Missing) => Some(report(Verdict::Unknown)),
        Err(Stop::Unknown(unseen)) => Some(CheckReport { unseen: Some(unseen), ..report(Verdict::Unknown) }),
    }
}

/// The step as it is typed: `6/server-image`.
fn short(id: &StepId) -> String {
    let chapter = id.chapter.number().map_or_else(|| id.chapter.to_string(), |number| number.to_string());
    format!("{chapter}/{}", id.step)
}

/// Whether a check is about an image, or about what may run it.
pub(super) fn waits_on(check: &Check, image: &str) -> bool {
    let may_run = |select: &ContainerSelect| select.image.as_ref().is_none_or(|other| reference::same(other, image));
    match &check.subject {
        Subject::Container(select) | Subject::Logs(select) => may_run(select),
        Subject::Http(_) | Subject::ComposeProject { .. } => true,
        subject => image_of(subject).is_some_and(|other| reference::same(other, image)),
    }
}
