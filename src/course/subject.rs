//! What a check can look at. One subject per check.

use std::collections::BTreeMap;
use std::fmt;

use crate::probe::compose::{PROJECT_LABEL, SERVICE_LABEL, member};
use crate::probe::{FilePlace, RunState};

pub use super::subject_run::{Run, RunOf};
pub use super::subject_talk::{Calls, Serve};

/// What a check looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A container by name, or those that a selector finds.
    Container(ContainerSelect),
    /// An image by reference.
    Image(String),
    /// Untagged images.
    DanglingImages,
    /// A network by name.
    Network(String),
    /// A volume by name.
    Volume(String),
    /// What happened since the step began.
    Event(EventSelect),
    /// A file or folder, wherever it is.
    File(FilePlace),
    /// A file of the workspace, parsed as a Dockerfile.
    Dockerfile {
        /// Its path.
        path: String,
        /// This stage of it, by name or number, in place of the last one.
        stage: Option<String>,
    },
    /// A Compose file of the workspace.
    ComposeFile {
        /// Its path; one of the four usual names stands for all of them.
        path: String,
        /// This service of it only.
        service: Option<String>,
    },
    /// A Compose project as it runs.
    ComposeProject {
        /// Its name.
        project: String,
        /// This service of it only.
        service: Option<String>,
    },
    /// What an image, or a Dockerfile, does when run in isolation.
    Run(Box<Run>),
    /// What an image answers as a server.
    Serve(Serve),
    /// Whether an image calls a server.
    Calls(Calls),
    /// What a container wrote; of several, the newest.
    Logs(ContainerSelect),
    /// The answer to a web request from this machine.
    Http(String),
    /// A registry by its host.
    Registry(String),
    /// What a registry has under a reference with its host in front.
    RegistryImage(String),
    /// What Docker's configuration knows about a registry: its host, and the repository where that matters.
    Login(String),
    /// An answer of the learner.
    Ask(Ask),
}

impl Subject {
    /// Whether it looks at what stands in the workspace, or is answered, and at nothing that the engine has.
    pub fn is_of_the_workspace(&self) -> bool {
        match self {
            Self::File(place) => matches!(place, FilePlace::Workspace { .. }),
            Self::Dockerfile { .. } | Self::ComposeFile { .. } => true,
            Self::Run(run) => run.reference().is_none() || !run.files.is_empty(),
            Self::Ask(ask) => ask.kind != AskKind::Image,
            _ => false,
        }
    }
}

/// Which container a check means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContainerSelect {
    /// By name. Without any other field this selects exactly one container.
    pub name: Option<String>,
    /// Created from the image that this reference names *now*.
    pub image: Option<String>,
    /// `key` or `key=value`, all of them.
    pub labels: Vec<String>,
    /// Attached to this network.
    pub network: Option<String>,
    /// Using this volume.
    pub volume: Option<String>,
    /// Of this Compose project.
    pub project: Option<String>,
    /// Of this service of a Compose project; those of `compose run` don't count.
    pub service: Option<String>,
    /// Created since the step began (`true`), or before (`false`).
    pub fresh: Option<bool>,
    /// Only those that run: paused and ever restarting ones do, too.
    pub running: bool,
    /// In one of these states; none: in whatever state.
    pub states: Vec<String>,
    /// Only the one created last, of all that fit.
    pub newest: bool,
    /// Whether containers that are gone count, as the history tells of them (`docker run --rm`). Of one name there may
    /// then be several.
    pub past: bool,
}

impl ContainerSelect {
    /// The container called `name`.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// The labels that the engine is asked for: those named, and those that Compose gives.
    pub fn all_labels(&self) -> Vec<String> {
        let of_compose = [(PROJECT_LABEL, &self.project), (SERVICE_LABEL, &self.service)];
        let of_compose = of_compose.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value.as_ref()?)));
        self.labels.iter().cloned().chain(of_compose).collect()
    }

    /// Whether a container with these labels may be meant as far as Compose goes: one that `compose run` made, or that
    /// merely inherited labels from its image, is of no service.
    pub fn fits_compose(&self, labels: &BTreeMap<String, String>) -> bool {
        self.project.is_none() && self.service.is_none() || member(labels).is_some_and(|member| !member.one_off)
    }

    /// Whether a container in this state may be meant.
    pub fn in_state(&self, state: RunState) -> bool {
        self.states.is_empty() || self.states.iter().any(|word| word == state.word())
    }

    /// The name, when that is all there is to go by: one container is meant, and its absence is a finding.
    pub fn only_name(&self) -> Option<&str> {
        let by_name = !self.past
            && self.image.is_none()
            && self.labels.is_empty()
            && self.network.is_none()
            && self.volume.is_none()
            && self.project.is_none()
            && self.service.is_none()
            && self.states.is_empty()
            && self.fresh.is_none();
        self.name.as_deref().filter(|_| by_name)
    }
}

/// Which events a check means: every field that is set must match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventSelect {
    /// `container`, `image`, `network`, `volume`.
    pub kind: Option<String>,
    /// Docker's word: `start`, `die`, `kill`, `pull`, `connect`, …
    pub action: Option<String>,
    /// Name of the container concerned.
    pub container: Option<String>,
    /// Image of the container concerned, or the image itself.
    pub image: Option<String>,
    /// Name of the network concerned.
    pub network: Option<String>,
    /// Name of the volume concerned.
    pub volume: Option<String>,
    /// Compose project of the container, network or volume concerned.
    pub project: Option<String>,
    /// Compose service of the container concerned.
    pub service: Option<String>,
}

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The check that it belongs to.
    pub check: String,
    /// How answers are compared.
    pub kind: AskKind,
    /// Keys to choose from, for [`AskKind::Choice`].
    pub choices: Vec<String>,
    /// The variable that a right answer sets, for [`AskKind::Image`].
    pub into: Option<String>,
}

/// How an answer is read and compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AskKind {
    /// Letters' case and the white space around and between words don't matter, nor do quotes around the whole.
    #[default]
    Text,
    /// A whole number.
    Number,
    /// An image's, container's or network's id: four digits or more of it are enough.
    Id,
    /// One of the choices, by key or by its number in the list.
    Choice,
    /// A path; a slash at the end does not matter.
    Path,
    /// An image's whole name: host, path and tag. Being one is enough.
    Image,
}

impl fmt::Display for Subject {
    /// As it is shown beside a verdict: `container test-echo`, `file Dockerfile`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(select) => write!(f, "container {select}"),
            Self::Image(reference) => write!(f, "image {reference}"),
            Self::DanglingImages => f.write_str("images <none>"),
            Self::Network(name) => write!(f, "network {name}"),
            Self::Volume(name) => write!(f, "volume {name}"),
            Self::Event(select) => write!(f, "event {select}"),
            Self::File(FilePlace::Workspace { path }) => write!(f, "file {}", file_in_chapter(path)),
            Self::File(FilePlace::Container { container, path }) => write!(f, "file {container}:{path}"),
            Self::File(FilePlace::Image { image, path }) => write!(f, "file {image}:{path}"),
            Self::File(FilePlace::Volume { volume, path }) => write!(f, "file {volume}:{path}"),
            Self::Dockerfile { path, stage: None } => write!(f, "dockerfile {}", file_in_chapter(path)),
            Self::Dockerfile { path, stage: Some(stage) } => {
                write!(f, "dockerfile {} ({stage})", file_in_chapter(path))
            }
            Self::ComposeFile { path, service: None } => write!(f, "compose {}", file_in_chapter(path)),
            Self::ComposeFile { path, service: Some(service) } => {
                write!(f, "compose {} {service}", file_in_chapter(path))
            }
            Self::ComposeProject { project, service: None } => write!(f, "compose {project}"),
            Self::ComposeProject { project, service: Some(service) } => write!(f, "compose {project} {service}"),
            Self::Run(run) => write!(f, "run {run}"),
            Self::Serve(serve) => write!(f, "serve {serve}"),
            Self::Calls(calls) => write!(f, "calls {calls}"),
            Self::Logs(select) => write!(f, "logs {select}"),
            Self::Http(url) => write!(f, "http {url}"),
            Self::Registry(name) | Self::RegistryImage(name) => write!(f, "registry {name}"),
            Self::Login(registry) => write!(f, "login {registry}"),
            Self::Ask(ask) => write!(f, "ask {}", ask.check),
        }
    }
}

/// A workspace path without its chapter's folder, as the learner who stands in that folder sees it.
pub(crate) fn file_in_chapter(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, rest)| rest)
}

impl fmt::Display for ContainerSelect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.only_name() {
            return f.write_str(name);
        }
        let fields = [
            ("name", &self.name),
            ("image", &self.image),
            ("network", &self.network),
            ("volume", &self.volume),
            ("project", &self.project),
            ("service", &self.service),
        ];
        let mut parts: Vec<String> =
            fields.iter().filter_map(|(key, value)| value.as_ref().map(|value| format!("{key}={value}"))).collect();
        parts.extend(self.labels.iter().map(|label| format!("label={label}")));
        parts.extend(self.running.then(|| "running".to_owned()));
        parts.extend(self.states.iter().map(|state| format!("state={state}")));
        if let (Some(name), 1) = (&self.name, parts.len()) {
            return f.write_str(name);
        }
        write!(f, "[{}]", parts.join(" "))
    }
}

impl fmt::Display for EventSelect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = [
            &self.kind,
            &self.action,
            &self.container,
            &self.image,
            &self.network,
            &self.volume,
            &self.project,
            &self.service,
        ];
        let parts: Vec<&str> = fields.iter().filter_map(|field| field.as_deref()).collect();
        f.write_str(&parts.join(" "))
    }
}
