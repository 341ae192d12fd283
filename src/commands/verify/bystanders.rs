//! Things that have nothing to do with the course, to see that nothing happens to them.

use std::time::{Duration, Instant};

use crate::commands::Services;
use crate::commands::judge::base_images;
use crate::commands::script::{self, ScriptScope};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::probe::RunState;

use super::listing::Listing;

const NAME: &str = "verify-bystander";
/// How often it is looked at whether they are as they are to be.
const GLANCE: Duration = Duration::from_millis(50);
/// How long that may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A container that runs and one that has ended, an image name, a network and a volume.
pub(super) struct Bystanders {
    placed: Listing,
}

impl Bystanders {
    /// Places them.
    pub(super) async fn place(services: &Services) -> Result<Self, CommandError> {
        Self::clear(services).await?;
        let before = Listing::take(services, None).await?;
        let image = base_images(services).into_iter().next().unwrap_or_default();
        let script = format!(
            "docker tag {image} {NAME}:1\n\
             docker network create {NAME}\n\
             docker volume create {NAME}\n\
             docker run -d --name {NAME}-runs -v {NAME}:/data {image} sleep 86400\n\
             docker run --name {NAME}-ended {image} true"
        );
        run(services, &script).await?;
        let mut placed = Self::at_rest(services).await?;
        placed.containers.retain(|one| !before.containers.contains(one));
        placed.images.retain(|(_, tags)| tags.iter().any(|tag| tag.starts_with(NAME)));
        placed.networks.retain(|one| !before.networks.contains(one));
        placed.volumes.retain(|one| !before.volumes.contains(one));
        Ok(Self { placed })
    }

    /// What is listed once the container that was to end has ended: the docker command may be back a moment before.
    async fn at_rest(services: &Services) -> Result<Listing, CommandError> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let listing = Listing::take(services, None).await?;
            let has_ended = |(_, name, state): &(String, String, RunState)| {
                *state == RunState::Exited && name.strip_prefix(NAME) == Some("-ended")
            };
            if listing.containers.iter().any(has_ended) || Instant::now() > deadline {
                return Ok(listing);
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Which of them are not as they were placed.
    pub(super) async fn harmed(&self, services: &Services) -> Result<Vec<String>, CommandError> {
        let now = Listing::take(services, None).await?;
        let mut harmed = Vec::new();
        let gone = self.placed.containers.iter().filter(|one| !now.containers.contains(*one));
        harmed.extend(gone.map(|(_, name, _)| format!("container {name} was touched")));
        let tags: Vec<&String> = now.images.iter().flat_map(|(_, tags)| tags).collect();
        if !tags.iter().any(|tag| tag.starts_with(NAME)) {
            harmed.push(format!("image {NAME}:1 was removed"));
        }
        let gone = self.placed.networks.difference(&now.networks);
        harmed.extend(gone.map(|(_, name)| format!("network {name} was removed")));
        harmed.extend(self.placed.volumes.difference(&now.volumes).map(|name| format!("volume {name} was removed")));
        Ok(harmed)
    }

    /// Takes them away again.
    pub(super) async fn remove(self, services: &Services) -> Result<(), CommandError> {
        Self::clear(services).await
    }

    async fn clear(services: &Services) -> Result<(), CommandError> {
        let script = format!(
            "docker rm -f {NAME}-runs {NAME}-ended 2>&1 || true\n\
             docker volume rm {NAME} 2>&1 || true\n\
             docker network rm {NAME} 2>&1 || true\n\
             docker rmi {NAME}:1 2>&1 || true"
        );
        run(services, &script).await
    }
}

async fn run(services: &Services, script: &str) -> Result<(), CommandError> {
    let scope = ScriptScope::of(services, &services.workspace);
    script::run(script, "bystanders", &scope).await.map_err(|error| CommandError::new(Exit::CouldNotLook, error))?;
    Ok(())
}
