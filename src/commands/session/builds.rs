//! Builds that nobody announces: engines before 23 send no event for what buildx builds. Only while a step waits for an
//! image on such an engine, the list of images is looked at once a second.

use std::time::Duration;

use crate::course::Step;
use crate::course::subject::Subject;
use crate::engine::{Engine, ImageList};

/// How often the images are looked at.
const EVERY: Duration = Duration::from_secs(1);
/// The first engine that announces every build.
const ANNOUNCES: u32 = 23;

/// The images as they were when looked at last.
#[derive(Debug, Default)]
pub(super) struct Builds {
    known: Option<ImageList>,
}

impl Builds {
    /// Returns when an image may have come, gone, or changed its names.
    pub(super) async fn changed(&mut self, engine: &Engine) {
        loop {
            tokio::time::sleep(EVERY).await;
            let Ok(now) = engine.image_list().await else { continue };
            // The first list may already hold what came after the first look at the step.
            let differs = self.known.as_ref().is_none_or(|known| !known.is_same(&now));
            self.known = Some(now);
            if differs {
                return;
            }
        }
    }
}

/// Whether a step waits for an image that this version of the engine may not announce.
pub(in super::super) fn may_come_silently(step: &Step, version: Option<&str>) -> bool {
    let major = version.and_then(|version| version.split('.').next()).and_then(|major| major.parse::<u32>().ok());
    let is_old = major.is_some_and(|major| major < ANNOUNCES);
    is_old
        && step.checks.iter().any(|check| match &check.subject {
            Subject::Image(_) | Subject::Serve(_) | Subject::Calls(_) => true,
            // What runs straight from a Dockerfile waits for a file.
            Subject::Run(run) => run.reference().is_some(),
            _ => false,
        })
}
