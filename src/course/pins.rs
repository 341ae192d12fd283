//! What an earlier step asked of its image, as it must still be true where a later step builds on it. Pure.
//!
//! Of a step's checks, those count that look at the image itself: what it is, what it does, what is in it. What they ask of
//! the time when the earlier step was at work (`fresh`, `changed`, what came from the cache) is left out.

use super::expect::{Expectation, Matcher, Property};
use super::id::StepId;
use super::model::{Check, Pin};
use super::subject::Subject;
use crate::probe::FilePlace;

/// Properties that tell of the time since a step began.
const OF_THE_TIME: [&str; 7] = ["fresh", "created", "tagged", "dropped", "kept_runs", "cached_runs", "count"];

/// What `step`, which has these checks, asked of its images.
pub(crate) fn pins(step: &StepId, checks: &[Check]) -> Vec<Pin> {
    let of_image = checks.iter().filter(|check| !check.absent).filter_map(|check| {
        let image = image_of(&check.subject)?.to_owned();
        let expect: Vec<Expectation> = check.expect.iter().filter(|it| lasts(it)).cloned().collect();
        // Nothing is left to ask, beyond being there.
        if expect.is_empty() && !check.expect.is_empty() {
            return None;
        }
        let id = format!("pinned-{}-{}", step.step, check.id);
        let (needs, near_misses) = (Vec::new(), Vec::new());
        let check = Check { id, needs, near_misses, within: None, expect, ..check.clone() };
        Some(Pin { step: step.clone(), image, check })
    });
    of_image.collect()
}

/// The image that a subject looks at, if it looks at nothing else.
pub(crate) fn image_of(subject: &Subject) -> Option<&str> {
    match subject {
        Subject::Image(image) | Subject::File(FilePlace::Image { image, .. }) => Some(image),
        // What is put in from the workspace may be another file by now.
        Subject::Run(run) if run.files.is_empty() => run.reference(),
        Subject::Serve(serve) => serve.reference(),
        Subject::Calls(calls) => Some(&calls.image),
        _ => None,
    }
}

fn lasts(expectation: &Expectation) -> bool {
    let of_the_time = matches!(&expectation.property, Property::Named(name) if OF_THE_TIME.contains(&name.as_str()));
    !of_the_time && expectation.property != Property::Count && !compares(&expectation.matcher)
}

/// Whether a matcher looks at anything but the image: what the step began with, another object.
fn compares(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Changed(_) | Matcher::Of(..) | Matcher::Than(..) => true,
        Matcher::Not(inner) | Matcher::Len(inner) => compares(inner),
        Matcher::All(all) => all.iter().any(compares),
        _ => false,
    }
}
