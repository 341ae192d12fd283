//! Removing single things, by id or exact name, and the lists to see that nothing else went. What is gone already counts
//! as removed.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use hyper::Method;
use serde_json::{Value, json};

use super::connect::PATIENCE;
use super::wire::path;
use super::{Engine, EngineError, convert};

/// How long to wait before looking again whether something has gone.
const AGAIN: Duration = Duration::from_millis(50);

/// All that lives on an engine, by id or name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Containers: id → name.
    pub containers: BTreeMap<String, String>,
    /// Images: id → tags, ascending.
    pub images: BTreeMap<String, Vec<String>>,
    /// Networks: id → name.
    pub networks: BTreeMap<String, String>,
    /// Names of volumes.
    pub volumes: BTreeSet<String>,
}

impl Engine {
    /// Removes a container, running or not, with its unnamed volumes.
    pub async fn remove_container(&self, id: &str) -> Result<(), EngineError> {
        match self.delete(path(&["containers", id], &[("force", "1"), ("v", "1")])).await {
            // With `--rm` the engine is at it already: then there is nothing to do but to see it go.
            Err(EngineError::Answer { status: 409, message, .. }) if message.contains("already in progress") => {
                self.see_go(id).await
            }
            done => done,
        }
    }

    async fn see_go(&self, id: &str) -> Result<(), EngineError> {
        let gone = async {
            loop {
                match self.named("containers", id, "json").await {
                    Ok(_) => tokio::time::sleep(AGAIN).await,
                    Err(EngineError::Absent { .. }) => return Ok(()),
                    Err(error) => return Err(error),
                }
            }
        };
        self.wire.within(PATIENCE, "a removal", gone).await
    }

    /// Takes a name off an image, and removes the image with its last name; by id, an untagged image. An image that a
    /// container uses stays, and that is an error.
    pub async fn remove_image(&self, reference: &str) -> Result<(), EngineError> {
        self.delete(path(&["images", reference], &[])).await
    }

    /// Removes a network. Containers that are on it and stay are taken off it first.
    pub async fn remove_network(&self, id: &str) -> Result<(), EngineError> {
        match self.delete(path(&["networks", id], &[])).await {
            Err(EngineError::Answer { message, .. }) if message.contains("active endpoints") => {}
            done => return done,
        }
        let network = self.wire.get(&path(&["networks", id], &[])).await?;
        let containers = network.get("Containers").and_then(Value::as_object);
        for container in containers.into_iter().flat_map(serde_json::Map::keys) {
            self.disconnect(id, container).await?;
        }
        self.delete(path(&["networks", id], &[])).await
    }

    /// Takes a container off a network, if it is on it.
    pub async fn disconnect(&self, network: &str, container: &str) -> Result<(), EngineError> {
        let body = json!({ "Container": container, "Force": true });
        let path = path(&["networks", network, "disconnect"], &[]);
        match self.wire.within(PATIENCE, "a disconnection", self.wire.ask(Method::POST, &path, Some(&body))).await {
            Ok(_) | Err(EngineError::Absent { .. }) => Ok(()),
            Err(EngineError::Answer { message, .. }) if message.contains("is not connected") => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Removes a volume that nothing uses.
    pub async fn remove_volume(&self, name: &str) -> Result<(), EngineError> {
        self.delete(path(&["volumes", name], &[])).await
    }

    /// All that lives on the engine.
    pub async fn inventory(&self) -> Result<Inventory, EngineError> {
        let (containers, images, networks, volumes) = futures_util::future::try_join4(
            self.wire.get("/containers/json?all=1"),
            self.wire.get("/images/json?all=1"),
            self.wire.get("/networks"),
            self.wire.get("/volumes"),
        )
        .await?;
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        Ok(Inventory {
            containers: list(&containers).iter().map(convert::summary).map(|one| (one.id, one.name)).collect(),
            images: list(&images)
                .iter()
                .map(convert::image_summary)
                .map(|mut one| {
                    one.tags.sort();
                    (one.id, one.tags)
                })
                .collect(),
            networks: list(&networks).into_iter().map(convert::network).map(|one| (one.id, one.name)).collect(),
            volumes: list(&volumes["Volumes"]).into_iter().map(convert::volume).map(|one| one.name).collect(),
        })
    }

    async fn delete(&self, path: String) -> Result<(), EngineError> {
        match self.wire.within(PATIENCE, "a removal", self.wire.ask(Method::DELETE, &path, None)).await {
            Ok(_) | Err(EngineError::Absent { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
