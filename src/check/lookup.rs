//! Looking into a snapshot: typed answers, and a note of every probe that is still missing.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::probe::{
    BuildStep, CallsOutcome, CallsSpec, Cause, ComposeAnswer, ContainerFilter, ContainerState, ContainerSummary,
    FilePlace, FileState, History, HttpAnswer, ImageFilter, ImageState, ImageSummary, LogText, LoginState,
    NetworkState, Observation, Probe, Refusal, RegistryImage, RegistryState, RunOutcome, RunSpec, Seen, ServeOutcome,
    ServeSpec, Snapshot, Unseen, VolumeState,
};

/// Why a value can't be had from the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    /// It has to be looked at first; the probe is noted.
    Missing,
    /// It was looked at in vain.
    Unknown(Unseen),
}

/// What the judge gets when it looks: a value, or a reason to stop.
pub(crate) type Looked<T> = Result<T, Stop>;

/// A snapshot and the probes that were missed in it.
pub(crate) struct Lookup<'a> {
    snapshot: &'a Snapshot,
    missing: RefCell<BTreeSet<Probe>>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, missing: RefCell::default() }
    }

    /// Every probe that was asked for and is not in the snapshot.
    pub(crate) fn into_missing(self) -> BTreeSet<Probe> {
        self.missing.into_inner()
    }

    /// Notes that `probe` will be wanted, so that it can be collected together with others.
    pub(crate) fn want(&self, probe: Probe) {
        if self.snapshot.get(&probe).is_none() {
            self.missing.borrow_mut().insert(probe);
        }
    }

    fn get(&self, probe: Probe) -> Looked<Option<&'a Observation>> {
        match self.snapshot.get(&probe) {
            Some(Seen::Present(observation)) => Ok(Some(observation)),
            Some(Seen::Absent) => Ok(None),
            Some(Seen::Unknown(unseen)) => Err(Stop::Unknown(unseen.clone())),
            None => {
                self.missing.borrow_mut().insert(probe);
                Err(Stop::Missing)
            }
        }
    }

    pub(crate) fn container(&self, key: &str) -> Looked<Option<&'a ContainerState>> {
        pick(self.get(Probe::Container { key: key.to_owned() })?, |observation| match observation {
            Observation::Container(state) => Some(state.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn containers(&self, filter: ContainerFilter) -> Looked<&'a [ContainerSummary]> {
        Ok(pick(self.get(Probe::Containers(filter))?, |observation| match observation {
            Observation::Containers(list) => Some(list.as_slice()),
            _ => None,
        })?
        .unwrap_or_default())
    }

    pub(crate) fn image(&self, reference: &str) -> Looked<Option<&'a ImageState>> {
        pick(self.get(Probe::Image { reference: reference.to_owned() })?, |observation| match observation {
            Observation::Image(state) => Some(state.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn images(&self, filter: ImageFilter) -> Looked<&'a [ImageSummary]> {
        Ok(pick(self.get(Probe::Images(filter))?, |observation| match observation {
            Observation::Images(list) => Some(list.as_slice()),
            _ => None,
        })?
        .unwrap_or_default())
    }

    pub(crate) fn build_steps(&self, image: &str) -> Looked<&'a [BuildStep]> {
        Ok(pick(self.get(Probe::BuildSteps { image: image.to_owned() })?, |observation| match observation {
            Observation::BuildSteps(steps) => Some(steps.as_slice()),
            _ => None,
        })?
        .unwrap_or_default())
    }

    pub(crate) fn network(&self, name: &str) -> Looked<Option<&'a NetworkState>> {
        pick(self.get(Probe::Network { name: name.to_owned() })?, |observation| match observation {
            Observation::Network(state) => Some(state.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn networks(&self) -> Looked<&'a [NetworkState]> {
        Ok(pick(self.get(Probe::Networks)?, |observation| match observation {
            Observation::Networks(list) => Some(list.as_slice()),
            _ => None,
        })?
        .unwrap_or_default())
    }

    pub(crate) fn volume(&self, name: &str) -> Looked<Option<&'a VolumeState>> {
        pick(self.get(Probe::Volume { name: name.to_owned() })?, |observation| match observation {
            Observation::Volume(state) => Some(state.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn volumes(&self) -> Looked<&'a [VolumeState]> {
        Ok(pick(self.get(Probe::Volumes)?, |observation| match observation {
            Observation::Volumes(list) => Some(list.as_slice()),
            _ => None,
        })?
        .unwrap_or_default())
    }

    pub(crate) fn history(&self) -> Looked<&'a History> {
        pick(self.get(Probe::History)?, |observation| match observation {
            Observation::History(history) => Some(history),
            _ => None,
        })?
        .ok_or_else(|| Stop::Unknown(Unseen::new(Cause::Engine, "the engine tells no history")))
    }

    pub(crate) fn file(&self, place: FilePlace) -> Looked<Option<&'a FileState>> {
        pick(self.get(Probe::File(place))?, |observation| match observation {
            Observation::File(state) => Some(state.as_ref()),
            _ => None,
        })
    }

    /// What Compose makes of a file; `None` if it finds none.
    pub(crate) fn compose(&self, probe: Probe) -> Looked<Option<&'a ComposeAnswer>> {
        pick(self.get(probe)?, |observation| match observation {
            Observation::Compose(answer) => Some(answer.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn run(&self, spec: RunSpec) -> Looked<Option<&'a RunOutcome>> {
        pick(self.get(Probe::Run(spec))?, |observation| match observation {
            Observation::Run(outcome) => Some(outcome),
            _ => None,
        })
    }

    pub(crate) fn serve(&self, spec: ServeSpec) -> Looked<Option<&'a ServeOutcome>> {
        pick(self.get(Probe::Serve(spec))?, |observation| match observation {
            Observation::Serve(outcome) => Some(outcome.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn calls(&self, spec: CallsSpec) -> Looked<Option<&'a CallsOutcome>> {
        pick(self.get(Probe::Calls(spec))?, |observation| match observation {
            Observation::Calls(outcome) => Some(outcome.as_ref()),
            _ => None,
        })
    }

    pub(crate) fn logs(&self, container: &str) -> Looked<Option<&'a LogText>> {
        pick(self.get(Probe::Logs { container: container.to_owned() })?, |observation| match observation {
            Observation::Logs(text) => Some(text),
            _ => None,
        })
    }

    pub(crate) fn registry(&self, host: &str) -> Looked<Option<&'a RegistryState>> {
        pick(self.get(Probe::Registry { host: host.to_owned() })?, |observation| match observation {
            Observation::Registry(state) => Some(state),
            _ => None,
        })
    }

    /// The image under a reference, or why the registry would not tell.
    pub(crate) fn registry_image(&self, reference: &str) -> Looked<Told<&'a RegistryImage>> {
        let told = self.get(Probe::RegistryImage { reference: reference.to_owned() })?;
        pick(told.filter(|it| !matches!(it, Observation::Refused(_))), |observation| match observation {
            Observation::RegistryImage(image) => Some(image.as_ref()),
            _ => None,
        })
        .map(|image| refused(told).map_or(Told::Yes(image), Told::Refused))
    }

    /// The tags of a repository, or why the registry would not tell.
    pub(crate) fn registry_tags(&self, repository: &str) -> Looked<Told<&'a [String]>> {
        let told = self.get(Probe::RegistryTags { repository: repository.to_owned() })?;
        pick(told.filter(|it| !matches!(it, Observation::Refused(_))), |observation| match observation {
            Observation::RegistryTags(tags) => Some(tags.as_slice()),
            _ => None,
        })
        .map(|tags| refused(told).map_or(Told::Yes(tags), Told::Refused))
    }

    pub(crate) fn login(&self, registry: &str) -> Looked<&'a LoginState> {
        pick(self.get(Probe::Login { registry: registry.to_owned() })?, |observation| match observation {
            Observation::Login(state) => Some(state),
            _ => None,
        })?
        .ok_or_else(|| Stop::Unknown(Unseen::new(Cause::Unsupported, "nobody looked for a login")))
    }

    pub(crate) fn http(&self, url: &str) -> Looked<Option<&'a HttpAnswer>> {
        pick(self.get(Probe::Http { url: url.to_owned() })?, |observation| match observation {
            Observation::Http(answer) => Some(answer),
            _ => None,
        })
    }
}

/// What a registry says when it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told<T> {
    /// It answered; `None` if it has no such thing.
    Yes(Option<T>),
    /// It would not tell.
    Refused(Refusal),
}

fn refused(told: Option<&Observation>) -> Option<Refusal> {
    match told {
        Some(Observation::Refused(refusal)) => Some(*refusal),
        _ => None,
    }
}

/// The answer as the type that its probe promises; anything else is a look that failed.
fn pick<'a, T: ?Sized>(
    observation: Option<&'a Observation>,
    select: impl Fn(&'a Observation) -> Option<&'a T>,
) -> Looked<Option<&'a T>> {
    match observation {
        None => Ok(None),
        Some(observation) => select(observation).map(Some).ok_or_else(|| {
            Stop::Unknown(Unseen::new(Cause::Unsupported, "the snapshot answers another question than was asked"))
        }),
    }
}
