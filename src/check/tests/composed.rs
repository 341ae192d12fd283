//! A Compose for tests: it reads plain files of few keys, and takes whatever is not said to be refused.

use super::world::World;
use crate::check::compose::{Node, parse};
use crate::probe::compose::FILE_NAMES;
use crate::probe::compose_model::{ComposeAttachment, ComposeDependency, familiar};
use crate::probe::{ComposeAnswer, ComposeModel, ComposeService, Observation, Seen};

/// What Compose says to the file of this name, or to the one that it looks for.
pub(super) fn see(world: &World, name: Option<&str>) -> Seen {
    let names: Vec<&str> = name.map_or_else(|| FILE_NAMES.to_vec(), |name| vec![name]);
    let Some(text) = names.into_iter().find_map(|name| world.content_of(name)) else { return Seen::Absent };
    let answer = world.refusal.map_or_else(
        || ComposeAnswer::Accepted(model(text)),
        |words| ComposeAnswer::Refused { words: words.to_owned() },
    );
    Seen::Present(Observation::Compose(Box::new(answer)))
}

/// What a plain file comes to; nothing of one that is no YAML.
pub(super) fn model(text: &str) -> ComposeModel {
    let root = parse(text).ok();
    let services = root.as_ref().and_then(|root| root.get("services")).map(Node::map).unwrap_or_default();
    let mut services: Vec<ComposeService> = services.iter().map(|(key, node)| service(&key.name, node)).collect();
    services.sort_by(|a, b| a.name.cmp(&b.name));
    let mut networks: Vec<String> =
        services.iter().flat_map(|service| &service.networks).map(|network| network.name.clone()).collect();
    networks.sort();
    networks.dedup();
    ComposeModel { project: "test".to_owned(), services, networks, volumes: Vec::new() }
}

fn service(name: &str, node: &Node) -> ComposeService {
    let image = familiar(&node.text_of("image"));
    let texts = |node: Option<&Node>| -> Vec<String> {
        let listed = node.map(Node::list).unwrap_or_default().iter().filter_map(|item| item.text().map(str::to_owned));
        let named = node.map(Node::map).unwrap_or_default().iter().map(|(key, _)| key.name.clone());
        listed.chain(named).collect()
    };
    let below = |key: &str, name: &str| node.get(key).and_then(|it| it.get(name));
    ComposeService {
        name: name.to_owned(),
        built_image: image.clone(),
        image,
        networks: texts(node.get("networks"))
            .into_iter()
            .map(|name| ComposeAttachment {
                aliases: texts(below("networks", &name).and_then(|network| network.get("aliases"))),
                name,
            })
            .collect(),
        depends_on: texts(node.get("depends_on"))
            .into_iter()
            .map(|service| ComposeDependency { service, condition: "service_started".to_owned() })
            .collect(),
        ..ComposeService::default()
    }
}
