//! What is on an engine at one moment, for "as before".

use std::collections::BTreeSet;

use crate::commands::Services;
use crate::commands::everything::everything;
use crate::commands::{logins, registries};
use crate::course::ChapterId;
use crate::error::CommandError;
use crate::probe::{Observation, Probe, RunState, Seen, Snapshot};
use crate::registry;

/// Everything on an engine, by what makes it the same thing later.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listing {
    pub(super) containers: BTreeSet<(String, String, RunState)>,
    pub(super) images: BTreeSet<(String, Vec<String>)>,
    pub(super) networks: BTreeSet<(String, String)>,
    pub(super) volumes: BTreeSet<String>,
    /// Registries of the course that there is a login for.
    pub(super) logins: BTreeSet<String>,
    /// What registries of the course have: a reset can't take it back, and the next attempt must not find it.
    pub(super) pushed: BTreeSet<String>,
}

impl Listing {
    /// Lists everything, and what the registries of a chapter have.
    pub(super) async fn take(services: &Services, chapter: Option<&ChapterId>) -> Result<Self, CommandError> {
        let all = everything(services).await?;
        let (mut logins, mut pushed) = (BTreeSet::new(), BTreeSet::new());
        for (probe, seen) in told(services, chapter).await?.iter() {
            match (probe, seen) {
                (Probe::Login { registry }, Seen::Present(Observation::Login(state))) => {
                    logins.extend(state.stored.then(|| registry.clone()));
                    logins.extend(state.others.clone());
                }
                (_, Seen::Present(seen @ (Observation::RegistryImage(_) | Observation::RegistryTags(_)))) => {
                    pushed.insert(format!("{seen:?}"));
                }
                _ => {}
            }
        }
        Ok(Self {
            containers: all.containers.into_iter().map(|c| (c.id, c.name, c.state)).collect(),
            images: all
                .images
                .into_iter()
                .map(|mut image| {
                    image.tags.sort();
                    (image.id, image.tags)
                })
                .collect(),
            networks: all.networks.into_iter().map(|network| (network.id, network.name)).collect(),
            volumes: all.volumes.into_iter().map(|volume| volume.name).collect(),
            logins,
            pushed,
        })
    }

    /// Whether the same things are there; a container may have ended by itself meanwhile.
    pub(super) fn same_things(&self, other: &Self) -> bool {
        let containers = |listing: &Self| -> BTreeSet<(String, String)> {
            listing.containers.iter().map(|(id, name, _)| (id.clone(), name.clone())).collect()
        };
        containers(self) == containers(other)
            && self.images == other.images
            && self.networks == other.networks
            && self.volumes == other.volumes
            && self.logins == other.logins
            && self.pushed == other.pushed
    }

    /// What is here and was not in `before`, in words; a container that only changed its state is the same one.
    pub(super) fn added_since(&self, before: &Self) -> Vec<String> {
        let old_containers: BTreeSet<&str> = before.containers.iter().map(|(id, ..)| id.as_str()).collect();
        let old_tags: BTreeSet<(&str, &str)> = before.tags().collect();
        let old_images: BTreeSet<&str> = before.images.iter().map(|(id, _)| id.as_str()).collect();
        let mut added: Vec<String> = Vec::new();
        let containers = self.containers.iter().filter(|(id, ..)| !old_containers.contains(id.as_str()));
        added.extend(containers.map(|(_, name, _)| format!("container {name}")));
        for (id, tags) in &self.images {
            let new_tags = tags.iter().filter(|tag| !old_tags.contains(&(id.as_str(), tag.as_str())));
            added.extend(new_tags.map(|tag| format!("image {tag}")));
            if tags.is_empty() && !old_images.contains(id.as_str()) {
                added.push(format!("image {id}"));
            }
        }
        let networks = self.networks.difference(&before.networks);
        added.extend(networks.map(|(_, name)| format!("network {name}")));
        added.extend(self.volumes.difference(&before.volumes).map(|name| format!("volume {name}")));
        added.extend(self.logins.difference(&before.logins).map(|registry| format!("login {registry}")));
        added
    }

    fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.images.iter().flat_map(|(id, tags)| tags.iter().map(move |tag| (id.as_str(), tag.as_str())))
    }
}

/// What Docker's configuration and the registries of a chapter tell, as far as the course gives the account.
async fn told(services: &Services, chapter: Option<&ChapterId>) -> Result<Snapshot, CommandError> {
    let Some(chapter) = chapter else { return Ok(Snapshot::default()) };
    let steps = services.chapter(chapter)?.steps;
    let mut probes = logins::probes(services, &steps);
    probes.extend(registries::contents(services, &steps));
    Ok(registry::collect(&probes, &registries::scope(services)).await)
}
