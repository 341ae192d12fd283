//! A Compose file as the judge sees it: what Compose says of it in, properties out.

use serde::Serialize;

use super::explain::explain;
use super::slip::Slip;
use crate::course::expect::Property;
use crate::probe::{ComposeAnswer, ComposeService, FileState};

/// What a Compose file comes to. Serialised field names are property names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ComposeFile {
    pub(crate) file: String,
    pub(crate) project: String,
    pub(crate) services: Vec<ComposeService>,
    pub(crate) networks: Vec<String>,
    pub(crate) volumes: Vec<String>,
    /// Compose's own words if it refuses the file; empty if it does not.
    pub(crate) error: String,
    pub(crate) hash: String,
    pub(crate) text: String,
    /// What Compose means, with its line, where that is recognised.
    #[serde(skip)]
    pub(crate) slip: Option<Slip>,
}

impl ComposeFile {
    /// The properties of the file `name`.
    pub(super) fn of(name: &str, state: &FileState, answer: &ComposeAnswer) -> Self {
        let own =
            Self { file: name.to_owned(), hash: state.hash.clone(), text: state.text().to_owned(), ..Self::default() };
        match answer {
            ComposeAnswer::Accepted(model) => Self {
                project: model.project.clone(),
                services: model.services.clone(),
                networks: model.networks.clone(),
                volumes: model.volumes.clone(),
                ..own
            },
            ComposeAnswer::Refused { words } => {
                Self { slip: explain(state.text(), words), error: words.clone(), ..own }
            }
        }
    }

    /// Whether a property can't be had because Compose refuses the file.
    pub(crate) fn hides(&self, property: &Property) -> bool {
        let known = |name: &String| matches!(name.as_str(), "error" | "file" | "hash" | "text");
        !self.error.is_empty() && !matches!(property, Property::Named(name) if known(name))
    }

    /// With this service alone; `None` if the file does not have it. Of a file that Compose refuses nobody can say.
    pub(crate) fn only(mut self, service: &str) -> Option<Self> {
        self.services.retain(|one| one.name == service);
        (!self.services.is_empty() || !self.error.is_empty()).then_some(self)
    }
}
