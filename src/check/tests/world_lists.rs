//! What a world lists: which containers a filter means, and the lines of `docker ps` and `docker image ls`.

use super::world::World;
use crate::probe::{ContainerFilter, ContainerState, ContainerSummary, ImageState, ImageSummary, RunState};

impl World {
    pub(super) fn fits(&self, filter: &ContainerFilter, it: &ContainerState) -> bool {
        let wanted = filter.image.as_ref().map(|image| self.image_called(image).map(|image| image.id.clone()));
        let label = |label: &String| match label.split_once('=') {
            Some((key, value)) => it.labels.get(key).is_some_and(|actual| actual == value),
            None => it.labels.contains_key(label),
        };
        wanted.is_none_or(|id| id.is_some() && it.image_id == id)
            && filter.labels.iter().all(label)
            && filter.network.as_ref().is_none_or(|name| it.networks.iter().any(|network| network.name == *name))
            && filter.volume.as_ref().is_none_or(|name| it.mounts.iter().any(|mount| mount.name == *name))
            && filter.publish.is_none_or(|port| it.ports.iter().any(|mapping| mapping.host == port))
            && it.state != RunState::Removed
    }

    /// A list names the image by id once its name has moved on.
    pub(super) fn summary(&self, it: &ContainerState) -> ContainerSummary {
        let image_id = it.image_id.clone().unwrap_or_default();
        let still = self.image_called(&it.image).is_some_and(|image| image.id == image_id);
        ContainerSummary {
            id: it.id.clone(),
            name: it.name.clone(),
            image: if still { it.image.clone() } else { image_id.clone() },
            image_id,
            created: it.created,
            state: it.state,
            labels: it.labels.clone(),
        }
    }
}

pub(super) fn image_summary(it: &ImageState) -> ImageSummary {
    let (id, tags, labels) = (it.id.clone(), it.tags.clone(), it.labels.clone());
    ImageSummary { id, tags, created: it.created, size: it.size, labels }
}
