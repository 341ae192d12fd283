//! Time that means something: active time, in which something happened at least every five minutes, and time by the
//! clock on the wall.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::told::Told;
use crate::course::StepId;

/// A longer silence is no work.
const SILENCE: SignedDuration = SignedDuration::from_mins(5);

/// Active time, in all and by step.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Active {
    /// All of it.
    pub(super) total: SignedDuration,
    /// Until each step first passed.
    pub(super) steps: BTreeMap<StepId, SignedDuration>,
}

/// Active time of events in order of time.
///
/// What lies between two events belongs to the step of the later one: it is what was worked at. Going somewhere is the
/// end of being elsewhere, and what is about no step (a reset, a language) belongs to where the learner was.
pub(super) fn active(events: &[(Timestamp, Told)]) -> Active {
    let mut active = Active::default();
    let mut here: Option<&StepId> = None;
    let mut before: Option<Timestamp> = None;
    let mut passed: Vec<&StepId> = Vec::new();
    for (at, event) in events {
        // Taking an export in, or the workspace that was made for it, is no work at a step.
        if matches!(event, Told::Imported { .. }) || before.is_some() && matches!(event, Told::Started { .. }) {
            continue;
        }
        let gap = before.map_or(SignedDuration::ZERO, |before| at.duration_since(before));
        before = Some(*at);
        let counted = if gap > SILENCE || gap.is_negative() { SignedDuration::ZERO } else { gap };
        active.total = active.total.saturating_add(counted);
        let (worked_at, next) = match event {
            Told::Went { step } | Told::Jumped { step } => (here, Some(step)),
            // The next step begins by itself when one passes, and a jump begins every step before.
            Told::Begun { .. } => (here, here),
            event => (event.step().or(here), event.step().or(here)),
        };
        if let Some(step) = worked_at.filter(|step| !passed.contains(step)) {
            let sum = active.steps.entry(step.clone()).or_default();
            *sum = sum.saturating_add(counted);
        }
        if let Told::Passed { step } = event {
            passed.push(step);
        }
        here = next;
    }
    active
}

/// Whole seconds, none if negative.
pub(super) fn seconds(duration: SignedDuration) -> u64 {
    u64::try_from(duration.as_secs()).unwrap_or(0)
}
