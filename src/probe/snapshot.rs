//! What was seen: one answer per probe, or the reason why there is none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    BuildStep, CallsOutcome, ComposeAnswer, ContainerState, ContainerSummary, EngineState, FileState, History,
    HttpAnswer, ImageState, ImageSummary, LogText, LoginState, NetworkState, Probe, Refusal, RegistryImage,
    RegistryState, RunOutcome, ServeOutcome, VolumeState,
};

/// The answer to a probe whose object is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "observed", content = "value", rename_all = "kebab-case")]
pub enum Observation {
    /// To [`Probe::Container`].
    Container(Box<ContainerState>),
    /// To [`Probe::Containers`].
    Containers(Vec<ContainerSummary>),
    /// To [`Probe::Image`].
    Image(Box<ImageState>),
    /// To [`Probe::Images`].
    Images(Vec<ImageSummary>),
    /// To [`Probe::BuildSteps`].
    BuildSteps(Vec<BuildStep>),
    /// To [`Probe::Network`].
    Network(Box<NetworkState>),
    /// To [`Probe::Networks`].
    Networks(Vec<NetworkState>),
    /// To [`Probe::Volume`].
    Volume(Box<VolumeState>),
    /// To [`Probe::Volumes`].
    Volumes(Vec<VolumeState>),
    /// To [`Probe::History`].
    History(History),
    /// To [`Probe::File`].
    File(Box<FileState>),
    /// To [`Probe::Run`].
    Run(RunOutcome),
    /// To [`Probe::Serve`].
    Serve(Box<ServeOutcome>),
    /// To [`Probe::Calls`].
    Calls(Box<CallsOutcome>),
    /// To [`Probe::Logs`].
    Logs(LogText),
    /// To [`Probe::Compose`].
    Compose(Box<ComposeAnswer>),
    /// To [`Probe::Http`].
    Http(HttpAnswer),
    /// To [`Probe::Registry`].
    Registry(RegistryState),
    /// To [`Probe::RegistryImage`].
    RegistryImage(Box<RegistryImage>),
    /// To [`Probe::RegistryTags`].
    RegistryTags(Vec<String>),
    /// To every probe of a registry that would not tell.
    Refused(Refusal),
    /// To [`Probe::Login`].
    Login(LoginState),
    /// To [`Probe::Engine`].
    Engine(EngineState),
}

/// Why something could not be looked at. Never to be confused with "nothing there".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Nobody listens at the engine's endpoint, or the connection broke.
    EngineGone,
    /// The engine did not answer in time.
    Timeout,
    /// The engine's socket, or a file, may not be opened.
    Permission,
    /// The engine answered with an error of its own.
    Engine,
    /// An image that is needed to look is not there and can't be had.
    ImageMissing,
    /// A file can't be read.
    Unreadable,
    /// What the step began with was not recorded, so a change can't be told.
    NoBaseline,
    /// A container is gone, and the history does not tell what is asked of it.
    Gone,
    /// It happened too long ago: the engine remembers its last events only.
    Forgotten,
    /// A registry can't be reached.
    Registry,
    /// There is no Compose on this machine.
    NoCompose,
    /// Compose did not say what it makes of a file.
    Compose,
    /// A part of a Compose file lies on a network, from where nothing is fetched.
    ComposeRemote,
    /// A stored credential can't be read.
    Credentials,
    /// A Dockerfile has an instruction that takes a build to be carried out.
    NeedsBuild,
    /// This engine or this build of kesako can't look at it.
    Unsupported,
}

/// A look that failed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unseen {
    /// The kind of trouble: decides the words and what to do next.
    pub cause: Cause,
    /// The lower layer's own words, one line.
    pub detail: String,
}

impl Unseen {
    /// A look that failed for `cause`.
    pub fn new(cause: Cause, detail: impl Into<String>) -> Self {
        Self { cause, detail: detail.into() }
    }
}

/// What came of one probe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// It is there.
    Present(Observation),
    /// It was looked for, and is not there.
    Absent,
    /// It could not be looked at.
    Unknown(Unseen),
}

/// Everything that was seen at one time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    seen: BTreeMap<Probe, Seen>,
}

impl Snapshot {
    /// What came of `probe`; `None` if it was not asked.
    pub fn get(&self, probe: &Probe) -> Option<&Seen> {
        self.seen.get(probe)
    }

    /// Notes what came of `probe`.
    pub fn insert(&mut self, probe: Probe, seen: Seen) {
        self.seen.insert(probe, seen);
    }

    /// Takes over everything of `other`, which is newer.
    pub fn extend(&mut self, other: Self) {
        self.seen.extend(other.seen);
    }

    /// All probes with their answers, in a stable order.
    pub fn iter(&self) -> impl Iterator<Item = (&Probe, &Seen)> {
        self.seen.iter()
    }

    /// Keeps only what `keep` agrees to.
    pub fn retain(&mut self, keep: impl Fn(&Probe, &Seen) -> bool) {
        self.seen.retain(|probe, seen| keep(probe, seen));
    }
}

impl FromIterator<(Probe, Seen)> for Snapshot {
    fn from_iter<T: IntoIterator<Item = (Probe, Seen)>>(iter: T) -> Self {
        Self { seen: iter.into_iter().collect() }
    }
}

/// Written as a list of pairs, since a probe is no JSON key.
impl Serialize for Snapshot {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.seen.iter())
    }
}

impl<'de> Deserialize<'de> for Snapshot {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<(Probe, Seen)>::deserialize(deserializer)?.into_iter().collect())
    }
}
