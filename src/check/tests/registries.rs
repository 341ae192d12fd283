//! Registries, logins and web servers of a world of plain values, and what they answer.

use std::collections::BTreeMap;

use super::kit::id;
use super::world::World;
use crate::probe::{
    Challenge, HttpAnswer, ImageState, LoginState, Observation, PlatformImage, Probe, Refusal, RegistryImage,
    RegistryState, Seen,
};

/// What registries and Docker's configuration tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Registries {
    /// Answers of other web servers, by address.
    pub(super) web: BTreeMap<String, HttpAnswer>,
    states: BTreeMap<String, RegistryState>,
    images: BTreeMap<String, RegistryImage>,
    logins: BTreeMap<String, LoginState>,
    refusal: Option<Refusal>,
}

impl Registries {
    pub(crate) fn see(&self, probe: &Probe) -> Seen {
        let refused = self.refusal.map(|refusal| Seen::Present(Observation::Refused(refusal)));
        let seen = |observation: Option<Observation>| observation.map_or(Seen::Absent, Seen::Present);
        match probe {
            Probe::Registry { host } => seen(self.states.get(host).cloned().map(Observation::Registry)),
            Probe::RegistryImage { reference } => refused.unwrap_or_else(|| {
                seen(self.images.get(reference).map(|image| Observation::RegistryImage(Box::new(image.clone()))))
            }),
            Probe::RegistryTags { repository } => refused.unwrap_or_else(|| {
                let tags = self.images.keys().filter_map(|name| name.strip_prefix(&format!("{repository}:")));
                let tags: Vec<String> = tags.map(str::to_owned).collect();
                seen((!tags.is_empty()).then_some(Observation::RegistryTags(tags)))
            }),
            Probe::Login { registry } => {
                let none = || login("", false);
                Seen::Present(Observation::Login(self.logins.get(registry).cloned().unwrap_or_else(none)))
            }
            _ => panic!("no registry can tell: {probe:?}"),
        }
    }
}

/// A login under this name; an empty one: none.
pub(crate) fn login(user: &str, works: bool) -> LoginState {
    let (stored, user) = (!user.is_empty(), user.to_owned());
    LoginState { stored, helper: false, user, works, failure: String::new(), others: Vec::new() }
}

/// A manifest of this word, with the configuration of an image.
pub(crate) fn manifest(word: &str, state: &ImageState) -> RegistryImage {
    let digest = format!("sha256:{}", id(word));
    let alone = PlatformImage { platform: String::new(), digest: digest.clone(), config: state.id.clone() };
    RegistryImage { digest, config: state.id.clone(), platforms: vec![alone] }
}

impl World {
    /// A registry that asks in this way, and takes the course's account or not.
    pub(crate) fn registry(mut self, host: &str, auth: Challenge, account: bool) -> Self {
        let status = if auth == Challenge::None { 200 } else { 401 };
        self.registries.states.insert(host.to_owned(), RegistryState { status, auth, account: Some(account) });
        self
    }

    /// Another server at a registry's address.
    pub(crate) fn other_server(mut self, host: &str) -> Self {
        self.registries
            .states
            .insert(host.to_owned(), RegistryState { status: 404, auth: Challenge::None, account: None });
        self
    }

    /// An image that a registry has.
    pub(crate) fn pushed(mut self, reference: &str, image: RegistryImage) -> Self {
        self.registries.images.insert(reference.to_owned(), image);
        self
    }

    /// What Docker's configuration knows.
    pub(crate) fn login(mut self, registry: &str, state: LoginState) -> Self {
        self.registries.logins.insert(registry.to_owned(), state);
        self
    }

    /// Every registry refuses to tell.
    pub(crate) fn refused(mut self, refusal: Refusal) -> Self {
        self.registries.refusal = Some(refusal);
        self
    }
}
