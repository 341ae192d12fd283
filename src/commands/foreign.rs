//! What bore the course's names before the course came: noted once, so that no reset ever touches it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::compose::PROJECT_LABEL;
use crate::probe::{ContainerFilter, Observation, Probe, Seen, Snapshot};
use crate::progress::{Event, Inventory};

use super::Services;
use super::names::Names;

/// Notes it unless it was noted already. When the engine can't be asked, the next beginning asks again.
pub(super) async fn note(services: &mut Services) -> Result<(), CommandError> {
    if services.record.progress().foreign.is_some() {
        return Ok(());
    }
    let names = Names::of_course(services)?;
    let scope = Scope::new(&services.workspace, Timestamp::now());
    let snapshot = services.engine.collect(&probes(&names), &scope).await;
    if snapshot.iter().any(|(_, seen)| matches!(seen, Seen::Unknown(_))) {
        return Ok(());
    }
    services.record.append(Event::Foreign(inventory(&snapshot, &names)))?;
    Ok(())
}

/// A look at everything of these names.
pub(super) fn probes(names: &Names) -> BTreeSet<Probe> {
    let containers = names.containers.iter().map(|name| Probe::Container { key: name.clone() });
    let images = names.images.iter().map(|name| Probe::Image { reference: name.clone() });
    let networks = names.networks.iter().map(|name| Probe::Network { name: name.clone() });
    let volumes = names.volumes.iter().map(|name| Probe::Volume { name: name.clone() });
    let mut all: BTreeSet<Probe> = containers.chain(images).chain(networks).chain(volumes).collect();
    for project in &names.projects {
        let labels = vec![format!("{PROJECT_LABEL}={project}")];
        all.insert(Probe::Containers(ContainerFilter { labels, ..ContainerFilter::default() }));
    }
    if !names.projects.is_empty() {
        all.extend([Probe::Networks, Probe::Volumes]);
    }
    all
}

/// Everything of these names that a snapshot shows to be there.
pub(super) fn inventory(snapshot: &Snapshot, names: &Names) -> Inventory {
    let mut inventory = Inventory::default();
    for (probe, seen) in snapshot.iter() {
        let Seen::Present(observation) = seen else { continue };
        match (probe, observation) {
            (_, Observation::Container(state)) => {
                inventory.containers.insert(state.id.clone());
            }
            (Probe::Image { reference }, Observation::Image(state)) => {
                let reference = crate::probe::reference::normalize(reference);
                inventory.images.entry(reference).or_default().insert(state.id.clone());
            }
            (_, Observation::Containers(list)) => {
                let ours = list.iter().filter(|it| names.has_project(&it.labels));
                inventory.containers.extend(ours.map(|it| it.id.clone()));
            }
            (_, Observation::Networks(list)) => {
                let ours = list.iter().filter(|it| names.has_project(&it.labels));
                inventory.networks.extend(ours.map(|it| it.id.clone()));
            }
            (_, Observation::Volumes(list)) => {
                let ours = list.iter().filter(|it| names.has_project(&it.labels));
                inventory.volumes.extend(ours.map(|it| it.name.clone()));
            }
            (_, Observation::Network(state)) => {
                inventory.networks.insert(state.id.clone());
            }
            (_, Observation::Volume(state)) => {
                inventory.volumes.insert(state.name.clone());
            }
            _ => {}
        }
    }
    inventory
}
