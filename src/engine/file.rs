//! Files of containers, images and volumes.
//!
//! A container's are read as they are. For those of an image or a volume a throwaway container is created, and never
//! started; all the files of one image, and all those of volumes, share one.

use serde_json::{Map, Value, json};

use super::look::seen;
use super::wire::path;
use super::{Engine, EngineError, Scope, convert};
use crate::probe::{FilePlace, FileState, Observation, Probe, Seen};

type Asked<'a> = (&'a Probe, &'a str);

impl Engine {
    /// The file of a container.
    pub(super) async fn container_file(&self, container: &str, path: &str) -> Result<Observation, EngineError> {
        let inspect = self.named("containers", container, "json").await?;
        let id = inspect["Id"].as_str().unwrap_or(container);
        Ok(observation(self.file_of(id, "/", path).await?))
    }

    /// The files of one image, remembered by its id.
    pub(super) async fn image_files(
        &self,
        image: &str,
        asked: &[Asked<'_>],
        scope: &Scope<'_>,
    ) -> Result<Vec<Seen>, EngineError> {
        let inspect = self.named("images", image, "json").await?;
        let volumes: Map<String, Value> =
            inspect.pointer("/Config/Volumes").and_then(Value::as_object).cloned().unwrap_or_default();
        let id = convert::image(inspect).id;
        let by_id = |path: &str| Probe::File(FilePlace::Image { image: id.clone(), path: path.to_owned() });
        let known = |path: &str| scope.cache.and_then(|cache| cache.get(&by_id(path)));
        let mut all: Vec<Option<Seen>> = asked.iter().map(|(_, path)| known(path)).collect();
        if all.iter().all(Option::is_some) {
            return Ok(all.into_iter().flatten().collect());
        }
        // Memory in the place of the volumes that the image asks for: otherwise they would be made, and shown.
        let tmpfs: Map<String, Value> = volumes.into_iter().map(|(path, _)| (path, json!(""))).collect();
        let body = json!({ "Image": id, "Entrypoint": ["/kesako"], "HostConfig": { "Tmpfs": tmpfs } });
        let it = self.throwaway(body, lifetime(scope)).await?;
        for (seen_before, (_, path)) in all.iter_mut().zip(asked).filter(|(seen, _)| seen.is_none()) {
            let mut file = self.file_of(it.id(), "/", path).await;
            if let Ok(state) = &mut file {
                // Made by the engine for the container.
                state.entries.retain(|name| name != ".dockerenv");
            }
            let seen = seen(file.map(observation));
            if let Some(cache) = scope.cache {
                cache.put(&by_id(path), &seen);
            }
            *seen_before = Some(seen);
        }
        it.remove().await?;
        Ok(all.into_iter().flatten().collect())
    }

    /// The files of one volume.
    pub(super) async fn volume_files(
        &self,
        volume: &str,
        asked: &[Asked<'_>],
        scope: &Scope<'_>,
    ) -> Result<Vec<Seen>, EngineError> {
        let inspect = self.named("volumes", volume, "").await?;
        let image = self.helper(scope).await?;
        let root = "/kesako";
        let by_name = json!({
            "Type": "volume", "Source": volume, "Target": root, "ReadOnly": true, "VolumeOptions": { "NoCopy": true },
        });
        let create = |mount: Value| {
            let body = json!({ "Image": image, "Entrypoint": ["/kesako"], "HostConfig": { "Mounts": [mount] } });
            self.throwaway(body, lifetime(scope))
        };
        // By its folder where it has one: mounting by name tells the world that the volume was created, and would
        // create it if it went away just now.
        let is_plain = inspect["Driver"] == "local" && inspect["Options"].as_object().is_none_or(Map::is_empty);
        let made = match inspect["Mountpoint"].as_str().filter(|folder| is_plain && !folder.is_empty()) {
            Some(folder) => {
                let bind = json!({ "Type": "bind", "Source": folder, "Target": root, "ReadOnly": true });
                match create(bind).await {
                    Err(EngineError::Answer { .. }) => create(by_name).await,
                    made => made,
                }
            }
            None => create(by_name).await,
        };
        let it = made.map_err(|error| match error {
            EngineError::Absent { message } => EngineError::ImageMissing { reference: message },
            other => other,
        })?;
        let mut all = Vec::new();
        for (_, path) in asked {
            all.push(seen(self.file_of(it.id(), root, path).await.map(observation)));
        }
        it.remove().await?;
        Ok(all)
    }

    /// An image to look into volumes with: the one proposed, or any.
    pub(super) async fn helper(&self, scope: &Scope<'_>) -> Result<String, EngineError> {
        if let Some(reference) = &scope.helper_image {
            match self.named("images", reference, "json").await {
                Ok(inspect) => return Ok(convert::image(inspect).id),
                Err(EngineError::Absent { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let list = self.wire.get(&path(&["images", "json"], &[])).await?;
        let smallest = list.as_array().into_iter().flatten().map(convert::image_summary).min_by_key(|image| image.size);
        let reference = || scope.helper_image.clone().unwrap_or_else(|| "alpine".to_owned());
        smallest.map(|image| image.id).ok_or_else(|| EngineError::ImageMissing { reference: reference() })
    }
}

fn observation(state: FileState) -> Observation {
    Observation::File(Box::new(state))
}

/// How long a container that is only read may live.
fn lifetime(scope: &Scope<'_>) -> u64 {
    3 * scope.deadline.as_secs() + 5
}
