//! One look at one thing by name, or at a list: a request or two, nothing changed.

use hyper::Method;
use serde_json::{Value, json};

use super::wire::path;
use super::{Engine, EngineError, Feature, Scope, THROWAWAY_LABEL, convert};
use crate::probe::reference::{self, strip_algorithm};
use crate::probe::{
    ContainerFilter, ContainerSummary, FilePlace, ImageFilter, ImageSummary, Observation, Probe, Seen, Unseen,
};

/// Shorter prefixes of ids don't count: a name like `db` would find whatever id begins so.
const SHORTEST_ID: usize = 4;

impl Engine {
    /// What came of a probe that needs no throwaway container, and is no file of the workspace.
    pub(super) async fn look(&self, probe: &Probe, scope: &Scope<'_>) -> Result<Observation, EngineError> {
        Ok(match probe {
            Probe::Container { key } => {
                let inspect = self.named("containers", key, "json").await?;
                Observation::Container(Box::new(convert::container(inspect)))
            }
            Probe::Containers(filter) => Observation::Containers(self.containers(filter).await?),
            Probe::Image { reference } => {
                let inspect = self.named("images", reference, "json").await?;
                Observation::Image(Box::new(convert::image(inspect)))
            }
            Probe::BuildSteps { image } => {
                let steps = array(self.wire.get(&path(&["images", image, "history"], &[])).await?)?;
                // The engine gives the newest first.
                Observation::BuildSteps(steps.iter().rev().map(convert::build_step).collect())
            }
            Probe::Images(filter) => Observation::Images(self.images(filter).await?),
            Probe::Network { name } => {
                let inspect = self.named("networks", name, "").await?;
                Observation::Network(Box::new(convert::network(inspect)))
            }
            Probe::Networks => {
                let list = self.wire.get("/networks").await?;
                Observation::Networks(array(list)?.into_iter().map(without_containers).map(convert::network).collect())
            }
            Probe::Volume { name } => {
                let inspect = self.named("volumes", name, "").await?;
                Observation::Volume(Box::new(convert::volume(inspect)))
            }
            Probe::Volumes => {
                let answer = self.wire.get("/volumes").await?;
                let list = answer.get("Volumes").cloned().ok_or_else(|| other_shape("GET /volumes"))?;
                Observation::Volumes(array(list)?.into_iter().map(convert::volume).collect())
            }
            Probe::History => Observation::History(self.history(scope).await?),
            Probe::Engine => Observation::Engine(self.state().await?),
            Probe::Logs { container } => Observation::Logs(self.logs(container).await?),
            Probe::File(FilePlace::Container { container, path }) => self.container_file(container, path).await?,
            Probe::Http { url } => Observation::Http(super::http::get(url).await?),
            // Registries are asked by another module.
            Probe::Registry { .. } | Probe::RegistryImage { .. } | Probe::RegistryTags { .. } | Probe::Login { .. } => {
                return Err(EngineError::Unsupported { what: Feature::RegistryLook });
            }
            Probe::File(_) | Probe::Run(_) | Probe::Serve(_) | Probe::Calls(_) | Probe::Compose { .. } => {
                return Err(EngineError::Unsupported { what: Feature::Look });
            }
        })
    }

    /// The inspect answer for one object by name or id; an id that only happens to begin like the name is not it.
    pub(super) async fn named(&self, kind: &str, name: &str, tail: &str) -> Result<Value, EngineError> {
        let absent = || EngineError::Absent { message: format!("no such {}: {name}", kind.trim_end_matches('s')) };
        if name.is_empty() {
            return Err(absent());
        }
        let segments: &[&str] = if tail.is_empty() { &[kind, name] } else { &[kind, name, tail] };
        let found = self.wire.json(Method::GET, &path(segments, &[]), None).await?;
        if found["Id"].as_str().or(found["Name"].as_str()).is_none() {
            return Err(other_shape(&format!("GET {}", path(segments, &[]))));
        }
        let id = strip_algorithm(found["Id"].as_str().unwrap_or_default());
        let by_prefix = id.starts_with(strip_algorithm(name)) && id.len() > name.len();
        if by_prefix && name.len() < SHORTEST_ID && !is_called(&found, name) {
            return Err(absent());
        }
        Ok(found)
    }

    async fn containers(&self, filter: &ContainerFilter) -> Result<Vec<ContainerSummary>, EngineError> {
        let mut filters = json!({});
        let mut image_id = None;
        if let Some(image) = &filter.image {
            // The engine's own filter takes in what was built upon the image: ask which image is meant.
            match self.named("images", image, "json").await {
                Ok(inspect) => image_id = Some(convert::image(inspect).id),
                Err(EngineError::Absent { .. }) => return Ok(Vec::new()),
                Err(error) => return Err(error),
            }
            filters["ancestor"] = json!([image]);
        }
        if !filter.labels.is_empty() {
            filters["label"] = json!(filter.labels);
        }
        if let Some(network) = &filter.network {
            filters["network"] = json!([network]);
        }
        if let Some(volume) = &filter.volume {
            filters["volume"] = json!([volume]);
        }
        if let Some(port) = filter.publish {
            filters["publish"] = json!([format!("{port}/tcp")]);
        }
        let query = path(&["containers", "json"], &[("all", "1"), ("filters", &filters.to_string())]);
        let list = match self.wire.get(&query).await {
            // Podman knows no filter by a network that is not there.
            Err(EngineError::Absent { .. }) => return Ok(Vec::new()),
            Err(EngineError::Answer { message, .. })
                if filter.network.is_some() && message.contains("network not found") =>
            {
                return Ok(Vec::new());
            }
            list => list?,
        };
        let list = array(list)?;
        let publishing = list.iter().filter(|line| filter.publish.is_none_or(|port| publishes(line, port)));
        let mut all: Vec<ContainerSummary> = publishing.map(convert::summary).collect();
        all.retain(|one| {
            !one.labels.contains_key(THROWAWAY_LABEL) && image_id.as_ref().is_none_or(|id| one.image_id == *id)
        });
        all.sort_by_key(|one| std::cmp::Reverse(one.created));
        Ok(all)
    }

    async fn images(&self, filter: &ImageFilter) -> Result<Vec<ImageSummary>, EngineError> {
        let mut filters = json!({});
        if let Some(dangling) = filter.dangling {
            filters["dangling"] = json!([dangling.to_string()]);
        }
        if let Some(reference) = &filter.reference {
            filters["reference"] = json!([reference]);
        }
        let query = path(&["images", "json"], &[("filters", &filters.to_string())]);
        let mut all: Vec<ImageSummary> =
            array(self.wire.get(&query).await?)?.iter().map(convert::image_summary).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.created));
        Ok(all)
    }
}

/// The result of a look in a snapshot's terms.
pub(super) fn seen(result: Result<Observation, EngineError>) -> Seen {
    match result {
        Ok(observation) => Seen::Present(observation),
        Err(EngineError::Absent { .. }) => Seen::Absent,
        Err(error) => Seen::Unknown(error.unseen()),
    }
}

/// A look that failed for a reason that is no engine error.
pub(super) fn unknown(cause: crate::probe::Cause, detail: impl Into<String>) -> Seen {
    Seen::Unknown(Unseen::new(cause, detail))
}

fn is_called(inspect: &Value, name: &str) -> bool {
    let own = inspect["Name"].as_str().is_some_and(|own| own.trim_start_matches('/') == name);
    let tags = inspect["RepoTags"].as_array().map_or(&[][..], Vec::as_slice);
    own || tags.iter().filter_map(Value::as_str).any(|tag| reference::same(tag, name))
}

/// The items of a list; null is an empty one.
fn array(value: Value) -> Result<Vec<Value>, EngineError> {
    match value {
        Value::Array(items) => Ok(items),
        Value::Null => Ok(Vec::new()),
        _ => Err(other_shape("a list")),
    }
}

fn other_shape(what: &str) -> EngineError {
    let source = std::io::Error::other("it is of another shape than an engine's");
    EngineError::Garbled { what: what.to_owned(), source: source.into() }
}

/// Whether a line of the list of containers has this TCP port of the host now, and not only once it runs.
fn publishes(line: &Value, port: u16) -> bool {
    let ports = line["Ports"].as_array().map_or(&[][..], Vec::as_slice);
    ports.iter().any(|one| one["PublicPort"].as_u64() == Some(port.into()) && one["Type"] == "tcp")
}

/// Old engines list containers with the networks, newer ones don't.
fn without_containers(mut network: Value) -> Value {
    if let Some(fields) = network.as_object_mut() {
        fields.remove("Containers");
    }
    network
}
