//! Everything that is on the engine, as lists.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::{
    ContainerFilter, ContainerSummary, ImageFilter, ImageSummary, NetworkState, Observation, Probe, Seen, Snapshot,
    Unseen, VolumeState,
};

use super::Services;
use super::said::Unlooked;

/// All that is on the engine.
pub(super) struct Everything {
    pub(super) containers: Vec<ContainerSummary>,
    pub(super) images: Vec<ImageSummary>,
    pub(super) networks: Vec<NetworkState>,
    pub(super) volumes: Vec<VolumeState>,
}

/// Lists everything on the engine; an error if any of it can't be listed.
pub(super) async fn everything(services: &Services) -> Result<Everything, CommandError> {
    let probes = BTreeSet::from([
        Probe::Containers(ContainerFilter::default()),
        Probe::Images(ImageFilter::default()),
        Probe::Networks,
        Probe::Volumes,
    ]);
    let snapshot = services.engine.collect(&probes, &Scope::new(&services.workspace, Timestamp::now())).await;
    let mut all = Everything { containers: Vec::new(), images: Vec::new(), networks: Vec::new(), volumes: Vec::new() };
    match fill(&mut all, &snapshot) {
        Ok(()) => Ok(all),
        Err(unseen) => Err(Unlooked::error(services, unseen).await),
    }
}

fn fill<'s>(all: &mut Everything, snapshot: &'s Snapshot) -> Result<(), &'s Unseen> {
    for (_, seen) in snapshot.iter() {
        match seen {
            Seen::Present(Observation::Containers(list)) => all.containers.clone_from(list),
            Seen::Present(Observation::Images(list)) => all.images.clone_from(list),
            Seen::Present(Observation::Networks(list)) => all.networks.clone_from(list),
            Seen::Present(Observation::Volumes(list)) => all.volumes.clone_from(list),
            Seen::Unknown(unseen) => {
                return Err(unseen);
            }
            _ => {}
        }
    }
    Ok(())
}
