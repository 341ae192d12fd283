//! What a reset keeps whatever its name.

use crate::progress::{Begun, Inventory};

use super::reset::ResetScope;
use super::{Services, foreign};

/// What stays whatever its name: what was there before the course, and, for one step, before the step.
pub(super) struct Keep {
    kept: Inventory,
    /// What was there before the course.
    pub(super) foreign: Inventory,
}

impl Keep {
    pub(super) fn of(services: &Services, scope: &ResetScope, adopt: bool) -> Self {
        let progress = services.record.progress();
        let foreign = if adopt { Inventory::default() } else { progress.foreign.clone().unwrap_or_default() };
        let mut kept = foreign.clone();
        if let ResetScope::Step(id) = scope
            && let Some(baseline) = progress.step(id).and_then(|step| step.begun.as_ref()).and_then(Begun::baseline)
        {
            kept.extend(&foreign::inventory(&baseline));
        }
        Self { kept, foreign }
    }

    pub(super) fn containers(&self, id: &str) -> bool {
        self.kept.containers.contains(id)
    }

    pub(super) fn images(&self, id: &str) -> bool {
        self.kept.has_image(id)
    }

    pub(super) fn networks(&self, id: &str) -> bool {
        self.kept.networks.contains(id)
    }

    pub(super) fn volumes(&self, name: &str) -> bool {
        self.kept.volumes.contains(name)
    }
}
