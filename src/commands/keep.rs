//! What a reset keeps whatever its name.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::{ContainerSummary, Observation, Probe, Seen, reference};
use crate::progress::{Begun, Inventory};

use super::names::Names;
use super::reset::ResetScope;
use super::said::Unlooked;
use super::{Services, foreign};

/// What stays whatever its name: what was there before the course, and, for one step, before the step.
pub(super) struct Keep {
    kept: Inventory,
    /// What was there before the course.
    pub(super) foreign: Inventory,
}

impl Keep {
    pub(super) fn of(services: &Services, scope: &ResetScope, adopt: bool, names: &Names) -> Self {
        let progress = services.record.progress();
        let foreign = if adopt { Inventory::default() } else { progress.foreign.clone().unwrap_or_default() };
        let mut kept = foreign.clone();
        if let ResetScope::Step(id) = scope
            && let Some(baseline) = progress.step(id).and_then(|step| step.begun.as_ref()).and_then(Begun::baseline)
        {
            kept.extend(&foreign::inventory(&baseline, names));
        }
        Self { kept, foreign }
    }

    /// Keeps the containers that were there before `begun`, on the engine's clock, whatever their names. A list tells their age to the
    /// second; those of that very second are asked for themselves.
    pub(super) async fn older_containers(
        &mut self,
        services: &Services,
        begun: Timestamp,
        listed: impl Iterator<Item = &ContainerSummary>,
    ) -> Result<(), CommandError> {
        let (second, mut close) = (begun.as_second(), BTreeSet::new());
        for container in listed {
            match container.created.as_second().cmp(&second) {
                Ordering::Less => drop(self.kept.containers.insert(container.id.clone())),
                Ordering::Equal => drop(close.insert(Probe::Container { key: container.id.clone() })),
                Ordering::Greater => {}
            }
        }
        let seen = services.engine.collect(&close, &Scope::new(&services.workspace, Timestamp::now())).await;
        for (_, seen) in seen.iter() {
            match seen {
                Seen::Present(Observation::Container(state)) if state.created < begun => {
                    self.kept.containers.insert(state.id.clone());
                }
                Seen::Unknown(unseen) => {
                    return Err(Unlooked::error(services, unseen).await);
                }
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn containers(&self, id: &str) -> bool {
        self.kept.containers.contains(id)
    }

    pub(super) fn images(&self, id: &str) -> bool {
        self.kept.has_image(id)
    }

    /// Whether an image had this name.
    pub(super) fn names(&self, tag: &str, id: &str) -> bool {
        self.kept.images.get(&reference::normalize(tag)).is_some_and(|ids| ids.contains(id))
    }

    pub(super) fn networks(&self, id: &str) -> bool {
        self.kept.networks.contains(id)
    }

    pub(super) fn volumes(&self, name: &str) -> bool {
        self.kept.volumes.contains(name)
    }
}
