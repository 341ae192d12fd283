//! Before a step that prunes: what a plain prune would take that is not the tutorial's. Only looks, and says nothing when
//! there is nothing to say or nobody to ask.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;

use crate::course::{Prune, Step};
use crate::engine::Scope;
use crate::probe::{
    ContainerFilter, ContainerSummary, ImageSummary, Observation, Probe, RunState, Seen, VolumeState, reference,
};
use crate::progress::Inventory;

use super::Services;
use super::everything::{Everything, everything};
use super::names::Names;
use super::reset::PLANTED_LABEL;

/// An engine that takes longer is not waited for.
const PATIENCE: Duration = Duration::from_secs(3);
/// So many are named; of the others only the number is said.
const NAMED: usize = 8;
/// From this API on, that of version 23, a prune of volumes leaves those with a name alone.
const KEEPS_NAMED: (u32, u32) = (1, 42);

/// What a learner should know before a prune, as Markdown; `None` if it would take nothing of anybody else.
pub(super) async fn care(services: &Services, step: &Step) -> Option<String> {
    if step.prunes.is_empty() {
        return None;
    }
    tokio::time::timeout(PATIENCE, found(services, step)).await.ok().flatten()
}

async fn found(services: &Services, step: &Step) -> Option<String> {
    let everything = everything(services).await.ok()?;
    let ours = Ours::of(services)?;
    let mut paragraphs = Vec::new();
    for prune in &step.prunes {
        let taken = match prune {
            Prune::Containers => containers(&everything.containers, &ours),
            Prune::Images => images(&everything.images, &everything.containers, &ours),
            Prune::Volumes => volumes(services, &everything, &ours).await?,
        };
        if !taken.is_empty() {
            paragraphs.push(said(services, *prune, &taken));
        }
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

fn said(services: &Services, prune: Prune, taken: &[String]) -> String {
    let names: Vec<String> = taken.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let args = [
        ("command", prune.command().into()),
        ("names", names.join(", ").into()),
        ("count", taken.len().into()),
        ("more", (taken.len() - names.len()).into()),
    ];
    format!("> [!WARNING]\n> {}", services.words().get("commands-show-prune", &args))
}

/// What the tutorial made, or plants, or will make.
#[derive(Debug, Default)]
struct Ours {
    names: Names,
    made: Inventory,
}

impl Ours {
    fn of(services: &Services) -> Option<Self> {
        let names = Names::of_course(services).ok()?;
        let progress = services.record.progress();
        let mut made = Inventory::default();
        for step in progress.steps.values() {
            made.extend(&step.made);
        }
        for (name, ids) in progress.former_builds() {
            made.images.entry(name.clone()).or_default().extend(ids.iter().cloned());
        }
        Some(Self { names, made })
    }

    fn has_container(&self, one: &ContainerSummary) -> bool {
        one.labels.contains_key(PLANTED_LABEL)
            || self.names.containers.contains(&one.name)
            || self.names.images.contains(&reference::normalize(&one.image))
            || self.made.containers.contains(&one.id)
            || self.made.has_image(&one.image_id)
    }

    fn has_volume(&self, one: &VolumeState) -> bool {
        one.labels.contains_key(PLANTED_LABEL)
            || self.names.volumes.contains(&one.name)
            || self.made.volumes.contains(&one.name)
    }
}

/// Containers that do not run, by name.
fn containers(all: &[ContainerSummary], ours: &Ours) -> Vec<String> {
    let stopped = |one: &&ContainerSummary| matches!(one.state, RunState::Created | RunState::Exited | RunState::Dead);
    all.iter().filter(stopped).filter(|one| !ours.has_container(one)).map(|one| one.name.clone()).collect()
}

/// Untagged images that no container uses, by short id.
fn images(all: &[ImageSummary], containers: &[ContainerSummary], ours: &Ours) -> Vec<String> {
    let in_use: BTreeSet<&str> = containers.iter().map(|one| one.image_id.as_str()).collect();
    all.iter()
        .filter(|image| image.tags.is_empty() && !in_use.contains(image.id.as_str()) && !ours.made.has_image(&image.id))
        .map(|image| image.id.chars().take(12).collect())
        .collect()
}

/// Volumes that no container uses and that this engine's prune takes, by name.
async fn volumes(services: &Services, everything: &Everything, ours: &Ours) -> Option<Vec<String>> {
    let named_too = !keeps_named(&services.engine.state().await.ok()?.api);
    let others: Vec<&VolumeState> =
        everything.volumes.iter().filter(|one| (named_too || one.anonymous) && !ours.has_volume(one)).collect();
    let users =
        |name: &str| Probe::Containers(ContainerFilter { volume: Some(name.to_owned()), ..ContainerFilter::default() });
    let probes = others.iter().map(|one| users(&one.name)).collect();
    let snapshot = services.engine.collect(&probes, &Scope::new(&services.workspace, Timestamp::now())).await;
    let unused = |one: &&&VolumeState| matches!(snapshot.get(&users(&one.name)), Some(Seen::Present(Observation::Containers(list))) if list.is_empty());
    Some(others.iter().filter(unused).map(|one| one.name.clone()).collect())
}

/// Whether the engine that speaks this API leaves named volumes alone.
fn keeps_named(api: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    let version = api.split_once('.').and_then(|(major, minor)| Some((number(major)?, number(minor)?)));
    version.is_some_and(|version| version >= KEEPS_NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(name: &str, state: RunState, labels: &[&str]) -> ContainerSummary {
        ContainerSummary {
            id: format!("id-{name}"),
            name: name.to_owned(),
            image: "alpine".to_owned(),
            image_id: "base".to_owned(),
            created: Timestamp::UNIX_EPOCH,
            state,
            labels: labels.iter().map(|&label| (label.to_owned(), String::new())).collect(),
        }
    }

    #[test]
    fn only_what_does_not_run_and_is_not_the_tutorials_is_named() {
        let all = [
            container("theirs", RunState::Exited, &[]),
            container("waiting", RunState::Created, &[]),
            container("busy", RunState::Running, &[]),
            container("planted", RunState::Exited, &[PLANTED_LABEL]),
            container("stopped", RunState::Exited, &[]),
            container("slip", RunState::Exited, &[]),
        ];
        let mut ours = Ours::default();
        ours.names.containers.insert("stopped".to_owned());
        ours.made.containers.insert("id-slip".to_owned());
        assert_eq!(containers(&all, &ours), ["theirs", "waiting"]);
    }

    #[test]
    fn an_untagged_image_is_taken_unless_a_container_uses_it() {
        let image = |id: &str, tags: &[&str]| ImageSummary {
            id: id.repeat(16),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
            created: Timestamp::UNIX_EPOCH,
            size: 0,
            labels: [].into(),
        };
        let all = [image("aaaa", &[]), image("bbbb", &["x:1"]), image("cccc", &[]), image("dddd", &[])];
        let mut user = container("user", RunState::Exited, &[]);
        user.image_id = "cccc".repeat(16);
        let mut ours = Ours::default();
        ours.made.images.entry("test-echo:latest".to_owned()).or_default().insert("dddd".repeat(16));
        assert_eq!(images(&all, &[user], &ours), ["aaaaaaaaaaaa"]);
    }

    #[test]
    fn volumes_with_a_name_are_left_alone_from_version_23_on() {
        for (api, keeps) in [("1.41", false), ("1.42", true), ("1.51", true), ("2.0", true), ("", false)] {
            assert_eq!(keeps_named(api), keeps, "{api}");
        }
    }
}
