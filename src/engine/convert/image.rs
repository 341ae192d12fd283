//! `GET /images/NAME/json` and the lines of `GET /images/json`.

use jiff::Timestamp;
use serde_json::Value;

use super::{entries, id, map, ports, seconds, text, texts, time};
use crate::probe::{BuildStep, ImageState, ImageSummary, reference};

/// An inspected image.
pub(in crate::engine) fn image(inspect: Value) -> ImageState {
    let it = &inspect;
    let healthcheck = [texts(it, "/Config/Healthcheck/Test"), texts(it, "/HealthCheck/Test")].concat();
    ImageState {
        id: id(it, "/Id"),
        tags: tags(it),
        digests: texts(it, "/RepoDigests").into_iter().filter(|digest| !digest.starts_with("<none>")).collect(),
        created: time(it, "/Created").unwrap_or(Timestamp::UNIX_EPOCH),
        tagged: time(it, "/Metadata/LastTagTime"),
        size: size(it),
        layers: texts(it, "/RootFS/Layers"),
        cmd: texts(it, "/Config/Cmd"),
        entrypoint: texts(it, "/Config/Entrypoint"),
        env: texts(it, "/Config/Env"),
        labels: map(it, "/Config/Labels"),
        user: text(it, "/Config/User"),
        workdir: text(it, "/Config/WorkingDir"),
        exposed: ports(entries(it, "/Config/ExposedPorts").into_iter().map(|(key, _)| key)),
        healthcheck: healthcheck.first().is_some_and(|word| word != "NONE"),
        inspect,
    }
}

/// A line of an image's history.
pub(in crate::engine) fn build_step(line: &Value) -> BuildStep {
    BuildStep {
        created: seconds(line, "/Created"),
        by: text(line, "/CreatedBy"),
        comment: text(line, "/Comment"),
        image: Some(id(line, "/Id")).filter(|id| reference::is_id(id)),
    }
}

/// A line of a list of images.
pub(in crate::engine) fn image_summary(line: &Value) -> ImageSummary {
    ImageSummary {
        id: id(line, "/Id"),
        tags: tags(line),
        created: seconds(line, "/Created"),
        size: size(line),
        labels: map(line, "/Labels"),
    }
}

/// Names as docker shows them: podman writes the default registry out.
fn tags(value: &Value) -> Vec<String> {
    texts(value, "/RepoTags")
        .into_iter()
        .filter(|tag| !tag.starts_with("<none>"))
        .map(|tag| {
            let short = ["docker.io/library/", "docker.io/"].iter().find_map(|prefix| tag.strip_prefix(prefix));
            short.map_or_else(|| tag.clone(), str::to_owned)
        })
        .collect()
}

fn size(value: &Value) -> u64 {
    value.pointer("/Size").and_then(Value::as_u64).unwrap_or_default()
}
