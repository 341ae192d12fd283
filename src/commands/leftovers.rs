//! What a reset of everything leaves because its name is not the tutorial's, and may be the tutorial's all the same: an
//! image built under a mistyped name. It is told, never removed.
//!
//! Told is only what three things speak for at once: the name was not there when the workspace first looked at the
//! images; the image stands on one of the course's base images, without being one; and it came from no registry. Its
//! creation time tells nothing: a build that adds no layer has its base's.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::{ImageState, ImageSummary, Observation, Probe, Seen, Snapshot, reference};
use crate::progress::Begun;

use super::everything::everything;
use super::judge::base_images;
use super::{Services, untouched};

/// The names of images that the workspace saw when it first looked; `None` if it never did. A reset of everything
/// forgets them.
pub(super) fn first(services: &Services) -> Option<BTreeSet<String>> {
    let begun = services.record.progress().steps.values().filter_map(|step| step.begun.as_ref());
    let mut begun: Vec<&Begun> = begun.collect();
    begun.sort_by_key(|begun| begun.clock);
    begun.into_iter().find_map(|begun| tags_in(&begun.baseline()?))
}

fn tags_in(baseline: &Snapshot) -> Option<BTreeSet<String>> {
    let [_, tagged] = untouched::image_lists();
    match baseline.get(&tagged)? {
        Seen::Present(Observation::Images(list)) => Some(list.iter().flat_map(|image| image.tags.clone()).collect()),
        Seen::Absent => Some(BTreeSet::new()),
        _ => None,
    }
}

/// Names of images that are left and may be the learner's own slips.
pub(super) async fn find(services: &Services, first: &BTreeSet<String>) -> Result<Vec<String>, CommandError> {
    let images = everything(services).await?.images;
    let bases = base_images(services);
    let candidates = candidates(&images, first, &bases);
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    let all = candidates.iter().chain(&bases);
    let probes: BTreeSet<Probe> = all.map(|name| Probe::Image { reference: name.clone() }).collect();
    let snapshot = services.engine.collect(&probes, &Scope::new(&services.workspace, Timestamp::now())).await;
    Ok(built_on(&bases, &candidates, &snapshot))
}

/// Those of `candidates` that were built here on one of the base images.
fn built_on(bases: &[String], candidates: &[String], snapshot: &Snapshot) -> Vec<String> {
    let image = |name: &String| match snapshot.get(&Probe::Image { reference: name.clone() }) {
        Some(Seen::Present(Observation::Image(state))) => Some(state),
        _ => None,
    };
    let is_built = |name: &&String| {
        let Some(own) = image(name).filter(|own| own.digests.is_empty()) else { return false };
        let stands_on = |base: &ImageState| !base.layers.is_empty() && own.layers.starts_with(&base.layers);
        let mut bases = bases.iter().filter_map(image);
        bases.clone().all(|base| base.id != own.id) && bases.any(|base| stands_on(base))
    };
    candidates.iter().filter(is_built).cloned().collect()
}

fn candidates(images: &[ImageSummary], first: &BTreeSet<String>, bases: &[String]) -> Vec<String> {
    let is_base = |tag: &&String| bases.iter().any(|base| reference::same(base, tag));
    let tags = images.iter().flat_map(|image| &image.tags);
    tags.filter(|tag| !first.contains(*tag) && !is_base(tag)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(name: &str, id: &str, layers: &[&str], digests: &[&str]) -> (Probe, Seen) {
        let texts = |all: &[&str]| all.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
        let state = serde_json::json!({
            "id": id, "tags": [name], "digests": texts(digests), "created": "2026-01-01T00:00:00Z", "tagged": null,
            "size": 1, "layers": texts(layers), "cmd": [], "entrypoint": [], "env": [], "labels": {}, "user": "",
            "workdir": "", "exposed": [], "healthcheck": false
        });
        let state = Observation::Image(Box::new(serde_json::from_value(state).unwrap()));
        (Probe::Image { reference: name.to_owned() }, Seen::Present(state))
    }

    #[test]
    fn what_was_built_here_on_a_base_image_is_told_and_nothing_else() {
        let snapshot = Snapshot::from_iter([
            seen("alpine", "a", &["1"], &[]),
            seen("slip", "b", &["1"], &[]),
            seen("layered", "c", &["1", "2"], &[]),
            seen("renamed", "a", &["1"], &[]),
            seen("pulled", "d", &["1", "3"], &["pulled@sha256:0"]),
            seen("other", "e", &["9"], &[]),
        ]);
        let names = ["slip", "layered", "renamed", "pulled", "other", "gone"].map(str::to_owned);
        assert_eq!(built_on(&["alpine".to_owned()], &names, &snapshot), ["slip", "layered"]);
    }

    #[test]
    fn names_that_were_there_before_and_base_images_are_nobody_s_slips() {
        let image = |tags: &[&str]| ImageSummary {
            id: "x".to_owned(),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            created: Timestamp::UNIX_EPOCH,
            size: 1,
            labels: std::collections::BTreeMap::new(),
        };
        let images = [image(&["test-ehco:latest", "known:1"]), image(&["alpine:latest"]), image(&[])];
        let first = BTreeSet::from(["known:1".to_owned()]);
        assert_eq!(candidates(&images, &first, &["alpine".to_owned()]), ["test-ehco:latest"]);
    }
}
