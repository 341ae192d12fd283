//! Removing single things, by id or exact name. What is gone already counts as removed.

use hyper::Method;

use super::wire::path;
use super::{Engine, EngineError};

impl Engine {
    /// Removes a container, running or not, and its anonymous volumes.
    pub async fn remove_container(&self, id: &str) -> Result<(), EngineError> {
        self.remove(&path(&["containers", id], &[("force", "1"), ("v", "1")])).await
    }

    /// Takes a name from an image, and the image away with its last name; an id takes an untagged image away.
    pub async fn remove_image(&self, reference: &str) -> Result<(), EngineError> {
        self.remove(&path(&["images", reference], &[])).await
    }

    /// Removes a network that nothing is attached to.
    pub async fn remove_network(&self, id: &str) -> Result<(), EngineError> {
        self.remove(&path(&["networks", id], &[])).await
    }

    /// Removes a volume that nothing uses.
    pub async fn remove_volume(&self, name: &str) -> Result<(), EngineError> {
        self.remove(&path(&["volumes", name], &[])).await
    }

    async fn remove(&self, path: &str) -> Result<(), EngineError> {
        match self.wire.ask(Method::DELETE, path, None).await {
            Ok(_) | Err(EngineError::Absent { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
