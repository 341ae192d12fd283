//! A world of plain values that answers probes as an engine would.

use std::collections::{BTreeMap, BTreeSet};

use super::kit::{at, event, file, id, lines};
use super::registries::Registries;
use super::world_lists::image_summary;
use crate::probe::{
    BuildStep, Cause, ContainerState, Event, FileKind, FilePlace, FileState, History, HttpAnswer, ImageState, LogText,
    NetworkState, Observation, Probe, RunOutcome, Seen, Unseen, VolumeState, Witnessed, reference,
};

/// Which looks fail, and why.
type Blind = (fn(&Probe) -> bool, Cause);

/// All that is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct World {
    pub(crate) containers: Vec<ContainerState>,
    pub(crate) images: Vec<ImageState>,
    pub(crate) networks: Vec<NetworkState>,
    pub(crate) volumes: Vec<VolumeState>,
    pub(crate) events: Vec<Event>,
    pub(crate) witnessed: Vec<Witnessed>,
    files: BTreeMap<FilePlace, FileState>,
    runs: BTreeMap<(String, Vec<String>), RunOutcome>,
    tried: Option<Observation>,
    logs: BTreeMap<String, LogText>,
    build_steps: BTreeMap<String, Vec<BuildStep>>,
    pub(super) registries: Box<Registries>,
    /// What Compose says to the files of the chapter's folder, where it refuses them.
    pub(super) refusal: Option<&'static str>,
    blind: Vec<Blind>,
    forgetful: bool,
    pub(crate) answers: BTreeMap<String, String>,
    pub(crate) baseline: Option<Box<World>>,
    pub(crate) former: BTreeMap<String, BTreeSet<String>>,
}

impl World {
    /// The steps of an image's build: the second, the words, whose they are.
    pub(crate) fn steps(mut self, image: &str, steps: &[(i64, &str, &str)]) -> Self {
        let step = |(second, by, comment): &(i64, &str, &str)| BuildStep {
            created: at(*second),
            by: (*by).to_owned(),
            comment: (*comment).to_owned(),
            image: None,
        };
        self.build_steps.insert(id(image), steps.iter().map(step).collect());
        self
    }

    /// The image that a step of an image's build ended with.
    pub(crate) fn ended_by(mut self, image: &str, step: usize, ended: &str) -> Self {
        self.build_steps.get_mut(&id(image)).unwrap()[step].image = Some(id(ended));
        self
    }

    /// The RUNs of an image's build, by the second in which each was carried out.
    pub(crate) fn ran(self, image: &str, runs: &[(i64, &str)]) -> Self {
        let lines: Vec<String> = runs.iter().map(|(_, run)| format!("RUN /bin/sh -c {run} # buildkit")).collect();
        let steps: Vec<_> = runs.iter().zip(&lines).map(|((second, _), line)| (*second, line.as_str(), "")).collect();
        self.steps(image, &steps)
    }

    /// A container, with the events of its making when that was after the step began.
    pub(crate) fn container(mut self, mut state: ContainerState) -> Self {
        if state.image_id.is_none() {
            state.image_id = self.image_called(&state.image).map(|image| image.id.clone());
        }
        let ids = |it: &ContainerState| (it.name.clone(), it.image.clone());
        let (name, image) = ids(&state);
        if state.created >= at(0) {
            self.events.push(event(&format!("10s container create {} name={name} image={image}", state.id)));
            if state.started_at.is_some() {
                self.events.push(event(&format!("11s container start {} name={name} image={image}", state.id)));
            }
        }
        self.containers.push(state);
        self
    }

    /// A container, without the events of its making.
    pub(crate) fn there(mut self, mut state: ContainerState) -> Self {
        if state.image_id.is_none() {
            state.image_id = self.image_called(&state.image).map(|image| image.id.clone());
        }
        self.containers.push(state);
        self
    }

    /// A container that was made, ran, ended with `code`, and is gone.
    pub(crate) fn gone(mut self, name: &str, image: &str, code: i64) -> Self {
        for (second, action) in [(20, "create"), (21, "start"), (22, "die"), (23, "destroy")] {
            let code = if action == "die" { format!(" exitCode={code}") } else { String::new() };
            self.events
                .push(event(&format!("{second}s container {action} gone-{name} name={name} image={image}{code}")));
        }
        self
    }

    /// The same, and somebody saw it while it was there, and heard what it wrote if `output` is given.
    pub(crate) fn seen_gone(self, mut state: ContainerState, code: i64, output: Option<&str>) -> Self {
        if state.image_id.is_none() {
            state.image_id = self.image_called(&state.image).map(|image| image.id.clone());
        }
        state.id = id(&format!("gone-{}", state.name));
        let mut world = self.gone(&state.name, &state.image, code);
        let output = output.map(|text| LogText::of(text.to_owned()));
        world.witnessed.push(Witnessed { output, ..Witnessed::of(state) });
        world
    }

    /// An image, with the event of its naming when that was after the step began.
    pub(crate) fn image(mut self, state: ImageState) -> Self {
        if state.tagged.is_some_and(|tagged| tagged >= at(0)) {
            for tag in &state.tags {
                self.events.push(event(&format!("5s image tag {} name={tag}", state.id)));
            }
        }
        self.images.push(state);
        self
    }

    pub(crate) fn network(mut self, state: NetworkState) -> Self {
        self.networks.push(state);
        self
    }

    pub(crate) fn volume(mut self, state: VolumeState) -> Self {
        self.volumes.push(state);
        self
    }

    pub(crate) fn event(mut self, line: &str) -> Self {
        self.events.push(event(line));
        self
    }

    /// A file in the chapter's folder of the workspace.
    pub(crate) fn file(self, name: &str, content: &str) -> Self {
        self.file_at(FilePlace::Workspace { path: format!("test/{name}") }, file(content))
    }

    /// Compose refuses the files of the chapter's folder.
    pub(crate) fn compose_refuses(mut self, words: &'static str) -> Self {
        self.refusal = Some(words);
        self
    }

    /// The content of a file in the chapter's folder.
    pub(super) fn content_of(&self, name: &str) -> Option<&str> {
        let state = self.files.get(&FilePlace::Workspace { path: format!("test/{name}") });
        state.map(FileState::text)
    }

    pub(crate) fn file_at(mut self, place: FilePlace, state: FileState) -> Self {
        self.files.insert(place, state);
        self
    }

    /// What the image of this name does when run with these arguments.
    pub(crate) fn run(mut self, image: &str, args: &[&str], outcome: RunOutcome) -> Self {
        let args = args.iter().map(|&arg| arg.to_owned()).collect();
        let key = self.image_called(image).map_or_else(|| id(image), |image| image.id.clone());
        self.runs.insert((key, args), outcome);
        self
    }

    /// What comes of everything that is tried.
    pub(crate) fn tried(mut self, outcome: Observation) -> Self {
        self.tried = Some(outcome);
        self
    }

    pub(crate) fn log(mut self, container: &str, output: &str) -> Self {
        self.logs.insert(id(container), LogText { output: output.to_owned(), lines: lines(output) });
        self
    }

    pub(crate) fn http(mut self, url: &str, status: Option<u16>, text: &str) -> Self {
        let (body, failure) = if status.is_some() { (text, "") } else { ("", text) };
        let answer = HttpAnswer { status, body: body.into(), headers: BTreeMap::new(), failure: failure.into() };
        self.registries.web.insert(url.to_owned(), answer);
        self
    }

    pub(crate) fn answer(mut self, check: &str, text: &str) -> Self {
        self.answers.insert(check.to_owned(), text.to_owned());
        self
    }

    /// Looks at what `which` says fail.
    pub(crate) fn blind(mut self, which: fn(&Probe) -> bool, cause: Cause) -> Self {
        self.blind.push((which, cause));
        self
    }

    /// The engine no longer knows all that happened.
    pub(crate) fn forgetful(mut self) -> Self {
        self.forgetful = true;
        self
    }

    /// What the step began with.
    pub(crate) fn began_with(mut self, before: Self) -> Self {
        self.baseline = Some(Box::new(before));
        self
    }

    pub(super) fn image_called(&self, name: &str) -> Option<&ImageState> {
        let by_name = self.images.iter().find(|it| it.tags.iter().any(|tag| reference::same(tag, name)));
        by_name.or_else(|| self.images.iter().find(|it| reference::names_id(name, &it.id)))
    }

    /// What comes of a probe. One that the world has no answer to fails the test.
    pub(crate) fn see(&self, probe: &Probe) -> Seen {
        if let Some((_, cause)) = self.blind.iter().find(|(which, _)| which(probe)) {
            return Seen::Unknown(Unseen::new(*cause, "blind"));
        }
        let seen = |observation: Option<Observation>| observation.map_or(Seen::Absent, Seen::Present);
        match probe {
            Probe::Container { key } => {
                let mut by_name = self.containers.iter().filter(|it| it.name == *key || it.id == *key);
                let by_id = || self.containers.iter().find(|it| reference::names_id(key, &it.id));
                seen(by_name.next().or_else(by_id).map(|it| Observation::Container(Box::new(it.clone()))))
            }
            Probe::Containers(filter) => Seen::Present(Observation::Containers(
                self.containers.iter().filter(|it| self.fits(filter, it)).map(|it| self.summary(it)).collect(),
            )),
            Probe::Image { reference } => {
                seen(self.image_called(reference).map(|it| Observation::Image(Box::new(it.clone()))))
            }
            Probe::Images(filter) => {
                let fits = |it: &&ImageState| filter.dangling.is_none_or(|dangling| it.tags.is_empty() == dangling);
                Seen::Present(Observation::Images(self.images.iter().filter(fits).map(image_summary).collect()))
            }
            Probe::BuildSteps { image } => seen(
                self.image_called(image)
                    .map(|_| Observation::BuildSteps(self.build_steps.get(image).cloned().unwrap_or_default())),
            ),
            Probe::Network { name } => {
                let found = self.networks.iter().find(|it| it.name == *name || reference::names_id(name, &it.id));
                seen(found.map(|it| Observation::Network(Box::new(it.clone()))))
            }
            Probe::Networks => Seen::Present(Observation::Networks(self.networks.clone())),
            Probe::Volume { name } => {
                let found = self.volumes.iter().find(|it| it.name == *name);
                seen(found.map(|it| Observation::Volume(Box::new(it.clone()))))
            }
            Probe::Volumes => Seen::Present(Observation::Volumes(self.volumes.clone())),
            Probe::History => {
                let mut events = self.events.clone();
                events.sort_by_key(|event| event.at);
                Seen::Present(Observation::History(History {
                    events,
                    complete: !self.forgetful,
                    until: Some(at(100)),
                    witnessed: self.witnessed.clone(),
                }))
            }
            Probe::File(place) => seen(self.file_or_folder(place).map(|it| Observation::File(Box::new(it)))),
            Probe::Run(_) | Probe::Serve(_) | Probe::Calls(_) if self.tried.is_some() => seen(self.tried.clone()),
            Probe::Run(spec) => {
                let outcome = self.runs.get(&(spec.image.clone(), spec.args.clone()));
                let outcome = outcome.unwrap_or_else(|| panic!("nobody said what it does when run: {spec:?}"));
                Seen::Present(Observation::Run(outcome.clone()))
            }
            Probe::Serve(_) | Probe::Calls(_) => panic!("nobody said what came of it: {probe:?}"),
            Probe::Logs { container } => {
                let there = self.containers.iter().find(|it| it.id == *container);
                let none = || LogText { output: String::new(), lines: Vec::new() };
                seen(there.map(|it| Observation::Logs(self.logs.get(&it.id).cloned().unwrap_or_else(none))))
            }
            Probe::Http { url } => {
                let answer = self.registries.web.get(url).unwrap_or_else(|| panic!("nobody said who answers at {url}"));
                Seen::Present(Observation::Http(answer.clone()))
            }
            Probe::Registry { .. } | Probe::RegistryImage { .. } | Probe::RegistryTags { .. } | Probe::Login { .. } => {
                self.registries.see(probe)
            }
            Probe::Compose { folder, file } => {
                assert_eq!(folder, "test", "a folder that no test has");
                super::composed::see(self, file.as_deref())
            }
            Probe::Engine => panic!("the judge has no question about the engine itself"),
        }
    }

    fn file_or_folder(&self, place: &FilePlace) -> Option<FileState> {
        if let Some(state) = self.files.get(place) {
            return Some(state.clone());
        }
        let FilePlace::Workspace { path } = place else { return None };
        let inside = |other: &FilePlace| other.path().strip_prefix(&format!("{path}/")).map(str::to_owned);
        let entries: Vec<String> = self.files.keys().filter_map(inside).collect();
        (path == "test").then(|| FileState { kind: FileKind::Folder, entries, ..file("") })
    }
}
