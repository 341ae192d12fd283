//! The property tables: what can be expected of each subject, and of what kind it is.
//!
//! The names are the serialised field names of the states of this module, and those computed by the judge
//! (`fresh`, `served_by`, …). A test keeps the two together.

mod compose;
mod files;
mod happened;
mod registry;

/// The subjects of a checker file, by their key there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// `container`
    Container,
    /// `image`
    Image,
    /// `network`
    Network,
    /// `volume`
    Volume,
    /// `event`
    Event,
    /// `file`
    File,
    /// `dockerfile`
    Dockerfile,
    /// `compose`, of a file
    ComposeFile,
    /// `compose`, of a project
    ComposeProject,
    /// `run`
    Run,
    /// `serve`
    Serve,
    /// `calls`
    Calls,
    /// `logs`
    Logs,
    /// `http`
    Http,
    /// `registry`
    Registry,
    /// `login`
    Login,
    /// `ask`
    Ask,
}

impl SubjectKind {
    /// Every subject.
    pub const ALL: [Self; 17] = [
        Self::Container,
        Self::Image,
        Self::Network,
        Self::Volume,
        Self::Event,
        Self::File,
        Self::Dockerfile,
        Self::ComposeFile,
        Self::ComposeProject,
        Self::Run,
        Self::Serve,
        Self::Calls,
        Self::Logs,
        Self::Http,
        Self::Registry,
        Self::Login,
        Self::Ask,
    ];

    /// Its key in a checker file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Image => "image",
            Self::Network => "network",
            Self::Volume => "volume",
            Self::Event => "event",
            Self::File => "file",
            Self::Dockerfile => "dockerfile",
            Self::ComposeFile | Self::ComposeProject => "compose",
            Self::Run => "run",
            Self::Serve => "serve",
            Self::Calls => "calls",
            Self::Logs => "logs",
            Self::Http => "http",
            Self::Registry => "registry",
            Self::Login => "login",
            Self::Ask => "ask",
        }
    }

    /// Its properties.
    pub const fn properties(self) -> &'static [PropertyDef] {
        match self {
            Self::Container => CONTAINER,
            Self::Image => IMAGE,
            Self::Network => NETWORK,
            Self::Volume => VOLUME,
            Self::Event => happened::EVENT,
            Self::File => files::FILE,
            Self::Dockerfile => files::DOCKERFILE,
            Self::ComposeFile => compose::FILE,
            Self::ComposeProject => compose::PROJECT,
            Self::Run => happened::RUN,
            Self::Serve => happened::SERVE,
            Self::Calls => happened::CALLS,
            Self::Logs => happened::LOGS,
            Self::Http => happened::HTTP,
            Self::Registry => registry::REGISTRY,
            Self::Login => registry::LOGIN,
            Self::Ask => happened::ASK,
        }
    }

    /// The property called `name`.
    pub fn property(self, name: &str) -> Option<&'static PropertyDef> {
        self.properties().iter().find(|property| property.name == name)
    }
}

/// Of what kind a property's value is, which decides the matchers that go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// True or false.
    Bool,
    /// Whole number.
    Int,
    /// Bytes; written `20MB`, `1GiB`.
    Size,
    /// A length of time in milliseconds; written `30s`, `500ms`.
    Span,
    /// A point in time.
    Time,
    /// The reference of an image; equal when both name the same image id now.
    ImageRef,
    /// The words of a command: its program and what stands behind it.
    Words,
    /// List of texts.
    Texts,
    /// List of whole numbers.
    Ints,
    /// List of things with fields.
    Records(&'static [PropertyDef]),
    /// Texts by key: `labels.tier = "front"`.
    Map,
    /// The whole inspect answer, reached by JSON pointer: `inspect."/HostConfig/Memory" = 0`.
    Json,
}

/// One property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PropertyDef {
    /// Name.
    pub name: &'static str,
    /// Kind of its value.
    pub kind: Kind,
    /// What it is, for the authors' reference.
    pub doc: &'static str,
}

const fn def(name: &'static str, kind: Kind, doc: &'static str) -> PropertyDef {
    PropertyDef { name, kind, doc }
}

const CONTAINER: &[PropertyDef] = &[
    def("id", Kind::Text, "full id"),
    def("name", Kind::Text, "name"),
    def("image", Kind::ImageRef, "image it was created from; equal when that reference names the same image now"),
    def("image_id", Kind::Text, "full id of the image it was created from"),
    def("created", Kind::Time, "creation time"),
    def("started_at", Kind::Time, "last start"),
    def("finished_at", Kind::Time, "last end"),
    def(
        "state",
        Kind::Text,
        "created, running, paused, restarting, removing, exited, dead; removed if only history knows it",
    ),
    def("exit_code", Kind::Int, "exit code of the last run, once it ended"),
    def("error", Kind::Text, "the engine's words when it could not start"),
    def("command", Kind::Words, "process and arguments as started"),
    def("cmd", Kind::Words, "CMD, or what replaced it at run"),
    def("entrypoint", Kind::Words, "ENTRYPOINT, or what replaced it at run"),
    def("env", Kind::Texts, "NAME=value lines"),
    def("labels", Kind::Map, "labels"),
    def("user", Kind::Text, "user; empty for root"),
    def("workdir", Kind::Text, "working directory"),
    def("init", Kind::Bool, "--init"),
    def("auto_remove", Kind::Bool, "--rm"),
    def("tty", Kind::Bool, "-t"),
    def("interactive", Kind::Bool, "-i"),
    def("network_mode", Kind::Text, "network given at creation; bridge by default"),
    def("networks", Kind::Records(ATTACHMENT), "networks it is attached to"),
    def("ports", Kind::Records(PORT), "published ports"),
    def("exposed", Kind::Ints, "exposed container ports, published or not"),
    def("publish_all", Kind::Bool, "-P"),
    def("mounts", Kind::Records(MOUNT), "mounts"),
    def("health", Kind::Text, "none, starting, healthy, unhealthy"),
    def("restart", Kind::Text, "restart policy"),
    def("signals", Kind::Texts, "signals sent to it since the step began: TERM, KILL"),
    def("execs", Kind::Texts, "commands that were to be executed in it since the step began"),
    def("executed", Kind::Texts, "those of them that could be started"),
    def("attached", Kind::Text, "who saw its output live: at-start (run in the foreground), later, never (-d)"),
    def("joined", Kind::Texts, "networks it was connected to while it ran, since the step began"),
    def("left", Kind::Texts, "networks it was taken off while it ran, since the step began"),
    def("ends", Kind::Records(END), "its runs that ended since the step began"),
    def("inspect", Kind::Json, "anything else of docker inspect, by JSON pointer"),
    def("fresh", Kind::Bool, "created since the step began"),
    def("started_fresh", Kind::Bool, "started since the step began"),
    def("started_again", Kind::Bool, "started since the step began, and not for the first time"),
    def("overridden", Kind::Bool, "its CMD is not the image's: another command was given at run"),
    def("output", Kind::Text, "what it wrote, without the last line end"),
    def("count", Kind::Int, "how many the selector finds"),
];

const END: &[PropertyDef] = &[
    def("code", Kind::Int, "exit code"),
    def("by", Kind::Text, "what ended it: itself, stop, kill; unsettled while that can't be told yet"),
    def("lasted", Kind::Span, "from its start, or from when the step began, to its end"),
];

const ATTACHMENT: &[PropertyDef] = &[
    def("name", Kind::Text, "network"),
    def("aliases", Kind::Texts, "aliases on that network"),
    def("ip", Kind::Text, "IPv4 address"),
    def("gateway", Kind::Text, "gateway"),
];

const PORT: &[PropertyDef] = &[
    def("host", Kind::Int, "port on the host"),
    def("container", Kind::Int, "port in the container"),
    def("protocol", Kind::Text, "tcp, udp, sctp"),
    def("host_ip", Kind::Text, "address it listens on; empty for all"),
    def("random", Kind::Bool, "whether the engine chose the host port"),
];

const MOUNT: &[PropertyDef] = &[
    def("kind", Kind::Text, "bind, volume, tmpfs, other"),
    def("name", Kind::Text, "volume name"),
    def("anonymous", Kind::Bool, "whether the engine made the volume's name up"),
    def("source", Kind::Text, "path on the host"),
    def("destination", Kind::Text, "path in the container"),
    def("read_only", Kind::Bool, "mounted read-only"),
];

const IMAGE: &[PropertyDef] = &[
    def("id", Kind::Text, "full id"),
    def("tags", Kind::Texts, "repository:tag names"),
    def("digests", Kind::Texts, "repository digests"),
    def("created", Kind::Time, "when its configuration was made"),
    def("tagged", Kind::Time, "when it was last given a tag"),
    def("size", Kind::Size, "bytes"),
    def("layers", Kind::Texts, "layer digests, base first"),
    def("cmd", Kind::Words, "CMD"),
    def("entrypoint", Kind::Words, "ENTRYPOINT"),
    def("command", Kind::Words, "ENTRYPOINT and CMD together: what a container of it runs"),
    def("env", Kind::Texts, "NAME=value lines"),
    def("labels", Kind::Map, "labels"),
    def("user", Kind::Text, "USER; empty for root"),
    def("workdir", Kind::Text, "WORKDIR"),
    def("exposed", Kind::Ints, "EXPOSEd ports"),
    def("healthcheck", Kind::Bool, "whether it has a HEALTHCHECK"),
    def("inspect", Kind::Json, "anything else of docker image inspect, by JSON pointer"),
    def("fresh", Kind::Bool, "built or tagged since the step began"),
    def("origin", Kind::Text, "how it came about: built, tagged, committed, imported, pulled, loaded"),
    def("from", Kind::Text, "the base image that it is another name of, if it was only tagged"),
    def("base", Kind::ImageRef, "an image whose layers it starts with"),
    def("added_layers", Kind::Int, "layers on top of the course's base image that it starts with"),
    def(
        "added_size",
        Kind::Size,
        "bytes on top of the course's base image that it starts with, covered files included",
    ),
    def("runs", Kind::Texts, "commands of its RUNs, oldest first"),
    def(
        "recipe",
        Kind::Texts,
        "what made its layers on top of the course's base image: RUN with its command, COPY, ADD",
    ),
    def("dropped", Kind::Int, "how many images lost its name since the step began, and have been removed"),
    def("kept_runs", Kind::Int, "how many of them, from the first on, are as when the step began"),
    def("cached_runs", Kind::Texts, "those of them that came from the cache"),
    def("cmd_form", Kind::Text, "shell, exec or none"),
    def("entrypoint_form", Kind::Text, "shell, exec or none"),
    def("count", Kind::Int, "how many untagged images there are (dangling)"),
];

const NETWORK: &[PropertyDef] = &[
    def("id", Kind::Text, "full id"),
    def("name", Kind::Text, "name"),
    def("driver", Kind::Text, "bridge, host, overlay"),
    def("created", Kind::Time, "creation time"),
    def("internal", Kind::Bool, "no way out"),
    def("subnets", Kind::Texts, "subnets"),
    def("labels", Kind::Map, "labels"),
    def("containers", Kind::Texts, "running containers attached to it"),
    def("inspect", Kind::Json, "anything else of docker network inspect, by JSON pointer"),
    def("fresh", Kind::Bool, "created since the step began"),
];

const VOLUME: &[PropertyDef] = &[
    def("name", Kind::Text, "name"),
    def("anonymous", Kind::Bool, "whether the engine made the name up"),
    def("driver", Kind::Text, "driver"),
    def("created", Kind::Time, "creation time"),
    def("mountpoint", Kind::Text, "where its data lives"),
    def("labels", Kind::Map, "labels"),
    def("inspect", Kind::Json, "anything else of docker volume inspect, by JSON pointer"),
    def("fresh", Kind::Bool, "created since the step began"),
    def("kept", Kind::Bool, "whether none of this name was removed since the step began"),
    def("made_by", Kind::Text, "hand, or container: made in passing, since a container named it"),
];
