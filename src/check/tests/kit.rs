//! Builders of what probes see. Times are seconds after the step began; before it they are negative.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::probe::{
    Attachment, ContainerState, Encoding, Event, EventKind, FileKind, FileState, Health, ImageState, Mount, MountKind,
    NetworkState, PortMapping, RunOutcome, RunState, VolumeState,
};

/// When the step began.
const BEGUN: i64 = 1_000_000;

/// A time, in seconds after the step began.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(BEGUN + seconds).unwrap()
}

/// An id that belongs to a word: 64 hexadecimal digits.
pub(crate) fn id(word: &str) -> String {
    Sha256::digest(word.as_bytes()).iter().fold(String::new(), |id, byte| format!("{id}{byte:02x}"))
}

pub(crate) fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

pub(crate) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A container of `test-echo` that ran after the step began and ended with 0.
pub(crate) fn container(name: &str) -> ContainerState {
    ContainerState {
        id: id(name),
        name: name.to_owned(),
        image: "test-echo".to_owned(),
        image_id: None,
        created: at(10),
        started_at: Some(at(11)),
        finished_at: Some(at(12)),
        state: RunState::Exited,
        exit_code: Some(0),
        error: String::new(),
        command: texts(&["/bin/sh", "-c", "echo hello"]),
        cmd: texts(&["/bin/sh", "-c", "echo hello"]),
        entrypoint: Vec::new(),
        env: Vec::new(),
        labels: BTreeMap::new(),
        user: String::new(),
        workdir: String::new(),
        init: false,
        auto_remove: false,
        tty: false,
        interactive: false,
        network_mode: "bridge".to_owned(),
        networks: vec![on("bridge", &[])],
        ports: Vec::new(),
        exposed: Vec::new(),
        publish_all: false,
        mounts: Vec::new(),
        health: Health::None,
        restart: "no".to_owned(),
        signals: Vec::new(),
        execs: Vec::new(),
        inspect: serde_json::json!({ "HostConfig": { "Memory": 0 } }),
    }
}

impl ContainerState {
    /// With whatever `change` does to it.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Of the image of this name.
    pub(crate) fn of(self, image: &str) -> Self {
        self.with(|it| image.clone_into(&mut it.image))
    }

    /// Of a build that this word stands for, whatever the image's name means now.
    pub(crate) fn of_build(self, word: &str) -> Self {
        self.with(|it| it.image_id = Some(id(word)))
    }

    pub(crate) fn running(self) -> Self {
        self.in_state(RunState::Running).with(|it| (it.exit_code, it.finished_at) = (None, None))
    }

    pub(crate) fn exited(self, code: i64) -> Self {
        self.with(|it| it.exit_code = Some(code))
    }

    pub(crate) fn never_started(self) -> Self {
        self.in_state(RunState::Created).with(|it| (it.exit_code, it.started_at, it.finished_at) = (None, None, None))
    }

    pub(crate) fn in_state(self, state: RunState) -> Self {
        self.with(|it| it.state = state)
    }

    /// Created, started and ended before the step began.
    pub(crate) fn old(self) -> Self {
        self.with(|it| (it.created, it.started_at, it.finished_at) = (at(-90), Some(at(-89)), Some(at(-88))))
    }

    pub(crate) fn saying(self, cmd: &[&str]) -> Self {
        self.with(|it| (it.cmd, it.command) = (texts(cmd), texts(cmd)))
    }
}

pub(crate) fn on(network: &str, aliases: &[&str]) -> Attachment {
    let (ip, gateway) = ("172.17.0.2".to_owned(), "172.17.0.1".to_owned());
    Attachment { name: network.to_owned(), aliases: texts(aliases), ip, gateway }
}

pub(crate) fn port(host: u16, container: u16) -> PortMapping {
    PortMapping { host, container, protocol: "tcp".to_owned(), host_ip: String::new(), random: false }
}

pub(crate) fn volume_at(name: &str, destination: &str) -> Mount {
    Mount {
        kind: MountKind::Volume,
        name: name.to_owned(),
        anonymous: name.len() == 64,
        source: format!("/var/lib/docker/volumes/{name}/_data"),
        destination: destination.to_owned(),
        read_only: false,
    }
}

pub(crate) fn folder_at(source: &str, destination: &str) -> Mount {
    Mount { kind: MountKind::Bind, source: source.to_owned(), ..volume_at("", destination) }
}

/// An image built and named after the step began: `alpine` and one layer more. Its id is that of its name.
pub(crate) fn image(tag: &str) -> ImageState {
    ImageState {
        id: id(tag),
        tags: vec![crate::probe::reference::normalize(tag)],
        digests: Vec::new(),
        created: at(5),
        tagged: Some(at(5)),
        size: 8_000_000,
        layers: vec![id("alpine layer"), id(&format!("{tag} layer"))],
        cmd: texts(&["/bin/sh", "-c", "echo hello"]),
        entrypoint: Vec::new(),
        env: Vec::new(),
        labels: BTreeMap::new(),
        user: String::new(),
        workdir: String::new(),
        exposed: Vec::new(),
        healthcheck: false,
        inspect: serde_json::json!({ "RootFS": { "Layers": [id("alpine layer")] } }),
    }
}

/// The course's base image, there before the step began.
pub(crate) fn alpine() -> ImageState {
    image("alpine").old_image().image_with(|it| {
        it.layers = vec![id("alpine layer")];
        it.cmd = texts(&["/bin/sh"]);
    })
}

impl ImageState {
    pub(crate) fn image_with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Another build of the same name.
    pub(crate) fn build(self, word: &str) -> Self {
        self.image_with(|it| it.id = id(word))
    }

    /// Built and named before the step began.
    pub(crate) fn old_image(self) -> Self {
        self.image_with(|it| (it.created, it.tagged) = (at(-200), Some(at(-200))))
    }

    pub(crate) fn untagged(self) -> Self {
        self.image_with(|it| it.tags.clear())
    }
}

pub(crate) fn network(name: &str) -> NetworkState {
    NetworkState {
        id: id(name),
        name: name.to_owned(),
        driver: "bridge".to_owned(),
        created: Some(at(5)),
        internal: false,
        subnets: texts(&["172.18.0.0/16"]),
        labels: BTreeMap::new(),
        containers: Vec::new(),
        inspect: serde_json::Value::Null,
    }
}

pub(crate) fn volume(name: &str) -> VolumeState {
    VolumeState {
        name: name.to_owned(),
        anonymous: false,
        driver: "local".to_owned(),
        created: Some(at(5)),
        mountpoint: format!("/var/lib/docker/volumes/{name}/_data"),
        labels: BTreeMap::new(),
        inspect: serde_json::Value::Null,
    }
}

pub(crate) fn file(content: &str) -> FileState {
    FileState {
        kind: FileKind::File,
        mode: 0o644,
        executable: false,
        uid: 0,
        size: content.len() as u64,
        hash: id(content),
        content: content.to_owned(),
        encoding: Encoding::default(),
        decoded: String::new(),
        lines: lines(content),
        entries: Vec::new(),
    }
}

pub(crate) fn outcome(code: i64, output: &str) -> RunOutcome {
    let (output, lines) = (output.to_owned(), lines(output));
    RunOutcome { exit_code: Some(code), output, lines, took: Some(10), pause: Some(0), ..RunOutcome::default() }
}

/// An event from a line: `12s container create abc name=x image=y`. After a colon in the action comes its detail, with
/// underscores for spaces; the object is a word that stands for an id, or the id of an image written out.
pub(crate) fn event(line: &str) -> Event {
    let words: Vec<&str> = line.split(' ').collect();
    let [time, kind, action, object, attributes @ ..] = words.as_slice() else { panic!("no event: {line}") };
    let (action, detail) = action.split_once(':').unwrap_or((action, ""));
    let kind = match *kind {
        "container" => EventKind::Container,
        "image" => EventKind::Image,
        "network" => EventKind::Network,
        "volume" => EventKind::Volume,
        other => panic!("no kind of event: {other}"),
    };
    let is_name = kind == EventKind::Volume || object.len() == 64 || object.contains(':');
    Event {
        at: at(time.trim_end_matches('s').parse().unwrap()),
        kind,
        action: action.to_owned(),
        detail: detail.replace('_', " "),
        id: if is_name { (*object).to_owned() } else { id(object) },
        attributes: attributes
            .iter()
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    }
}
