//! The course's base images as they are on the engine: there or not, and where each came from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use crate::course::{BaseImage, Language};
use crate::engine::{Engine, STAND_IN_LABEL, Scope};
use crate::probe::{Cause, Observation, Probe, Seen, Unseen};

use super::Services;

/// Where a base image came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ImageOrigin {
    /// A registry.
    Registry,
    /// An offline kit.
    Kit,
    /// Built here.
    StandIn,
    /// It was there before.
    Present,
}

impl ImageOrigin {
    /// As the record has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Kit => "kit",
            Self::StandIn => "stand-in",
            Self::Present => "present",
        }
    }

    /// Key of its words.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Registry => "commands-images-registry",
            Self::Kit => "commands-images-kit",
            Self::StandIn => "commands-images-stand-in",
            Self::Present => "commands-images-present",
        }
    }
}

/// Whether a base image is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// It is.
    There {
        /// Image id.
        id: String,
        /// Bytes.
        size: u64,
        /// Where it came from.
        origin: ImageOrigin,
    },
    /// It is not.
    Missing,
    /// Could not be looked at.
    Unknown(Unseen),
}

/// A base image and what was found of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// The course's words on it.
    pub(super) image: BaseImage,
    /// What was found.
    pub(super) found: Found,
}

impl Base {
    /// Whether it is not there.
    pub(super) fn is_missing(&self) -> bool {
        self.found == Found::Missing
    }

    /// Whether what is there was built here.
    pub(super) fn is_stand_in(&self) -> bool {
        matches!(self.found, Found::There { origin: ImageOrigin::StandIn, .. })
    }

    /// What it is for.
    pub(super) fn purpose(&self, language: Language) -> &str {
        let purpose = self.image.purpose.get(&language).or_else(|| self.image.purpose.values().next());
        purpose.map(String::as_str).unwrap_or_default()
    }
}

/// Looks at every base image at the same time; `origins` is what the record says, by role.
pub(super) async fn look<'i>(
    engine: &Engine,
    images: impl IntoIterator<Item = &'i BaseImage>,
    origins: &BTreeMap<String, String>,
) -> Vec<Base> {
    let images: Vec<&BaseImage> = images.into_iter().collect();
    let probe = |image: &BaseImage| Probe::Image { reference: image.reference.clone() };
    let probes: BTreeSet<Probe> = images.iter().map(|image| probe(image)).collect();
    let here = std::path::Path::new("");
    let snapshot = engine.collect(&probes, &Scope::new(here, Timestamp::now())).await;
    let base = |image: &&BaseImage| {
        let found = match snapshot.get(&probe(image)) {
            Some(Seen::Present(Observation::Image(state))) => {
                let origin = if state.labels.contains_key(STAND_IN_LABEL) {
                    ImageOrigin::StandIn
                } else {
                    match origins.get(&image.role).map(String::as_str) {
                        Some("registry") => ImageOrigin::Registry,
                        Some("kit") => ImageOrigin::Kit,
                        _ => ImageOrigin::Present,
                    }
                };
                Found::There { id: state.id.clone(), size: state.size, origin }
            }
            Some(Seen::Absent) => Found::Missing,
            Some(Seen::Unknown(unseen)) => Found::Unknown(unseen.clone()),
            _ => Found::Unknown(Unseen::new(Cause::Engine, "")),
        };
        Base { image: (*image).clone(), found }
    };
    images.iter().map(base).collect()
}

/// Every base image of the course.
pub(super) async fn all(services: &Services) -> Vec<Base> {
    let origins = &services.record.progress().image_origins;
    look(&services.engine, services.course.manifest.images.values(), origins).await
}
