//! From a subject to the objects it means.

use std::borrow::Cow;

use crate::course::expect::{Expectation, Matcher, Property};
use crate::course::subject::{Ask, Subject};
use crate::probe::{
    CallsOutcome, Cause, ContainerState, Event, FilePlace, FileState, HttpAnswer, ImageFilter, ImageState,
    ImageSummary, LogText, LoginState, NetworkState, RegistryImage, RegistryState, RunOutcome, RunState, ServeOutcome,
    Unseen, VolumeState, reference,
};

use super::compose::{self, ComposeFile, Project};
use super::context::Env;
use super::dockerfile::DockerfileState;
use super::events::chosen;
use super::gone::{gone, witnessed};
use super::lookup::{Looked, Stop, Told};
use super::select::{Builds, Selection, none_or_unseen, select_containers};

/// One thing that expectations are held against.
#[derive(Clone)]
pub(crate) enum Object<'a> {
    Container(Box<Cow<'a, ContainerState>>),
    Image { state: &'a ImageState, reference: &'a str },
    Dangling(Vec<&'a ImageSummary>),
    Network(&'a NetworkState),
    Volume(&'a VolumeState),
    Events { events: Vec<&'a Event>, complete: bool },
    File(&'a FileState),
    Dockerfile(Box<DockerfileState>),
    ComposeFile(Box<ComposeFile>),
    Project(Box<Project<'a>>),
    Run(Box<Cow<'a, RunOutcome>>),
    Serve(&'a ServeOutcome),
    Calls(&'a CallsOutcome),
    Logs(&'a LogText),
    Http { answer: &'a HttpAnswer, url: &'a str },
    Registry(&'a RegistryState),
    RegistryImage { image: &'a RegistryImage, reference: &'a str },
    Login(&'a LoginState),
    Answer { ask: &'a Ask, text: Option<&'a str> },
}

/// What a subject means now.
pub(crate) enum Found<'a> {
    /// It is not there.
    Nothing,
    /// The one thing meant.
    One(Object<'a>),
    /// What a selector found, newest first; may be none.
    Many {
        /// What was found.
        objects: Vec<Object<'a>>,
        /// Why there may be more.
        unseen: Option<Unseen>,
    },
}

/// Finds what `subject` means.
pub(crate) fn find<'a>(subject: &'a Subject, env: Env<'a>) -> Looked<Found<'a>> {
    find_builds(subject, Builds::Current, env)
}

/// Finds what `subject` means, taking in containers of other builds of its image if asked to.
pub(crate) fn find_builds<'a>(subject: &'a Subject, builds: Builds, env: Env<'a>) -> Looked<Found<'a>> {
    let lookup = env.lookup;
    let one = |object: Option<Object<'a>>| Ok(object.map_or(Found::Nothing, Found::One));
    match subject {
        Subject::Container(select) => {
            let Selection { found, unseen } = select_containers(select, builds, env)?;
            let mut objects = found.into_iter().map(|state| Object::Container(Box::new(state)));
            if select.only_name().is_none() {
                return Ok(Found::Many { objects: objects.collect(), unseen });
            }
            match objects.next() {
                Some(object) => Ok(Found::One(object)),
                None => none_or_unseen(unseen).map(|()| Found::Nothing),
            }
        }
        Subject::Image(reference) => {
            let state = lookup.image(reference)?.filter(|state| is_called(state, reference));
            one(state.map(|state| Object::Image { state, reference }))
        }
        Subject::DanglingImages => {
            let list = lookup.images(ImageFilter { dangling: Some(true), reference: None })?;
            Ok(Found::One(Object::Dangling(list.iter().collect())))
        }
        Subject::Network(name) => {
            one(lookup.network(name)?.filter(|state| state.name == *name || state.id == *name).map(Object::Network))
        }
        Subject::Volume(name) => one(lookup.volume(name)?.map(Object::Volume)),
        Subject::Event(select) => {
            let history = lookup.history()?;
            Ok(Found::One(Object::Events { events: chosen(select, history, env)?, complete: history.complete }))
        }
        Subject::File(place) => match by_image_id(place, env)? {
            Some(place) => one(lookup.file(place)?.map(Object::File)),
            None => Ok(Found::Nothing),
        },
        Subject::Dockerfile { path, stage } => {
            let file = lookup.file(FilePlace::Workspace { path: path.clone() })?;
            let read = |file: &FileState| DockerfileState::parse_stage(&file.content, &file.hash, stage.as_deref());
            one(file.map(|file| Object::Dockerfile(Box::new(read(file)))))
        }
        Subject::ComposeFile { path, service } => {
            let file = compose::load(path, lookup)?;
            let file = match service {
                Some(service) => file.and_then(|file| file.only(service)),
                None => file,
            };
            one(file.map(|file| Object::ComposeFile(Box::new(file))))
        }
        Subject::ComposeProject { project, service } => {
            let project = compose::project(project, service.as_deref(), env)?;
            one(project.map(|project| Object::Project(Box::new(project))))
        }
        Subject::Run(run) => super::run::find(run, env),
        Subject::Serve(serve) => super::run::find_serve(serve, env),
        Subject::Calls(calls) => super::run::find_calls(calls, env),
        Subject::Logs(select) => {
            let Selection { found, unseen } = select_containers(select, builds, env)?;
            match found.first() {
                // Its log went with it, unless somebody listened.
                Some(container) if container.state == RunState::Removed => {
                    let heard = witnessed(&container.id, env)?.and_then(|seen| seen.output.as_ref());
                    heard.map(|text| Found::One(Object::Logs(text))).ok_or_else(|| gone(&container.name))
                }
                Some(container) => one(lookup.logs(&container.id)?.map(Object::Logs)),
                None => none_or_unseen(unseen).map(|()| Found::Nothing),
            }
        }
        Subject::Http(url) => one(lookup.http(url)?.map(|answer| Object::Http { answer, url })),
        Subject::Registry(host) => one(lookup.registry(host)?.filter(|it| it.is_registry()).map(Object::Registry)),
        Subject::RegistryImage(reference) => match lookup.registry_image(reference)? {
            Told::Yes(image) => one(image.map(|image| Object::RegistryImage { image, reference })),
            Told::Refused(_) => Ok(Found::Nothing),
        },
        Subject::Login(registry) => one(Some(lookup.login(registry)?).filter(|it| it.stored).map(Object::Login)),
        Subject::Ask(ask) => {
            let text = env.context.answers.get(&ask.check).map(String::as_str);
            Ok(Found::One(Object::Answer { ask, text }))
        }
    }
}

/// Finds what `subject` means for these expectations: of untagged images, only those made since the step began where
/// `fresh = true` is expected.
pub(crate) fn find_expected<'a>(
    subject: &'a Subject,
    expect: &[Expectation],
    builds: Builds,
    env: Env<'a>,
) -> Looked<Found<'a>> {
    let is_fresh = |expectation: &Expectation| {
        expectation.property == Property::Named("fresh".to_owned())
            && expectation.matcher == Matcher::Equals(serde_json::Value::Bool(true))
    };
    match find_builds(subject, builds, env)? {
        Found::One(Object::Dangling(images)) if expect.iter().any(is_fresh) => {
            let begun = env.context.begun()?.as_second();
            let fresh = images.into_iter().filter(|image| image.created.as_second() >= begun);
            Ok(Found::One(Object::Dangling(fresh.collect())))
        }
        found => Ok(found),
    }
}

/// Why nobody can say that what `subject` means is not there: a registry that is down or lets nobody in has what it has.
pub(crate) fn hidden(subject: &Subject, env: Env<'_>) -> Looked<()> {
    if let Subject::RegistryImage(reference) = subject
        && let Told::Refused(refusal) = env.lookup.registry_image(reference)?
    {
        let detail = format!("{reference} ({})", format!("{refusal:?}").to_lowercase());
        return Err(Stop::Unknown(Unseen::new(Cause::Registry, detail)));
    }
    Ok(())
}

/// Whether an image really has the name that it was found by, and not only an id that begins so.
fn is_called(state: &ImageState, name: &str) -> bool {
    reference::is_id(name)
        || !reference::names_id(name, &state.id)
        || state.tags.iter().any(|tag| reference::same(tag, name))
}

/// A place in an image is looked at by the image's id: an image never changes, its name may move. `None` if there is no
/// such image.
fn by_image_id(place: &FilePlace, env: Env<'_>) -> Looked<Option<FilePlace>> {
    let mut place = place.clone();
    if let FilePlace::Image { image, .. } = &mut place {
        let Some(state) = env.lookup.image(image)? else { return Ok(None) };
        image.clone_from(&state.id);
    }
    Ok(Some(place))
}
