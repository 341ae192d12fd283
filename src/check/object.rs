//! From a subject to the objects it means.

use std::borrow::Cow;

use crate::course::subject::{Ask, EventSelect, Subject};
use crate::probe::{
    ContainerState, Event, EventKind, FileState, HttpAnswer, ImageFilter, ImageState, ImageSummary, LogText,
    NetworkState, RunOutcome, RunSpec, VolumeState, reference,
};

use super::context::Env;
use super::dockerfile::DockerfileState;
use super::lookup::Looked;
use super::select::{newest, select_containers};

/// One thing that expectations are held against.
#[derive(Clone)]
pub(crate) enum Object<'a> {
    Container(Box<Cow<'a, ContainerState>>),
    Image(&'a ImageState),
    Dangling(Vec<&'a ImageSummary>),
    Network(&'a NetworkState),
    Volume(&'a VolumeState),
    Events(Vec<&'a Event>),
    File(&'a FileState),
    Dockerfile(Box<DockerfileState>),
    Run(&'a RunOutcome),
    Logs(&'a LogText),
    Http { answer: &'a HttpAnswer, url: &'a str },
    Answer { ask: &'a Ask, text: Option<&'a str> },
}

/// What a subject means now.
pub(crate) enum Found<'a> {
    /// It is not there.
    Nothing,
    /// The one thing meant.
    One(Object<'a>),
    /// What a selector found, newest first; may be none.
    Many(Vec<Object<'a>>),
}

/// Finds what `subject` means.
pub(crate) fn find<'a>(subject: &'a Subject, env: Env<'a>) -> Looked<Found<'a>> {
    let lookup = env.lookup;
    let one = |object: Option<Object<'a>>| Ok(object.map_or(Found::Nothing, Found::One));
    match subject {
        Subject::Container(select) => {
            let found = select_containers(select, env)?;
            if select.only_name().is_some() {
                one(found.into_iter().next().map(|state| Object::Container(Box::new(state))))
            } else {
                Ok(Found::Many(found.into_iter().map(|state| Object::Container(Box::new(state))).collect()))
            }
        }
        Subject::Image(reference) => one(lookup.image(reference)?.map(Object::Image)),
        Subject::DanglingImages => {
            let list = lookup.images(ImageFilter { dangling: Some(true), reference: None })?;
            Ok(Found::One(Object::Dangling(list.iter().collect())))
        }
        Subject::Network(name) => one(lookup.network(name)?.map(Object::Network)),
        Subject::Volume(name) => one(lookup.volume(name)?.map(Object::Volume)),
        Subject::Event(select) => {
            let events = lookup.history()?.events.iter().filter(|event| matches_event(select, event)).collect();
            Ok(Found::One(Object::Events(events)))
        }
        Subject::File(place) => one(lookup.file(by_image_id(place, env)?)?.map(Object::File)),
        Subject::Dockerfile(path) => {
            let place = crate::probe::FilePlace::Workspace { path: path.clone() };
            let file = lookup.file(place)?;
            one(file.map(|file| Object::Dockerfile(Box::new(DockerfileState::parse(&file.content, &file.hash)))))
        }
        Subject::Run { image, args, seconds } => {
            let Some(state) = lookup.image(image)? else { return Ok(Found::Nothing) };
            let spec = RunSpec { image: state.id.clone(), args: args.clone(), seconds: *seconds };
            one(lookup.run(spec)?.map(Object::Run))
        }
        Subject::Logs(select) => {
            let found = select_containers(select, env)?;
            let Some(container) = newest(&found) else { return Ok(Found::Nothing) };
            one(lookup.logs(&container.id)?.map(Object::Logs))
        }
        Subject::Http(url) => one(lookup.http(url)?.map(|answer| Object::Http { answer, url })),
        Subject::Ask(ask) => {
            let text = env.context.answers.get(&ask.check).map(String::as_str);
            Ok(Found::One(Object::Answer { ask, text }))
        }
    }
}

/// A place in an image is looked at by the image's id: an image never changes, its name may move.
fn by_image_id(place: &crate::probe::FilePlace, env: Env<'_>) -> Looked<crate::probe::FilePlace> {
    use crate::probe::FilePlace::Image;
    let mut place = place.clone();
    if let Image { image, .. } = &mut place
        && let Some(state) = env.lookup.image(image)?
    {
        image.clone_from(&state.id);
    }
    Ok(place)
}

fn matches_event(select: &EventSelect, event: &Event) -> bool {
    let kind = match event.kind {
        EventKind::Container => "container",
        EventKind::Image => "image",
        EventKind::Network => "network",
        EventKind::Volume => "volume",
        EventKind::Other => "other",
    };
    let is = |wanted: &Option<String>, actual: &str| wanted.as_ref().is_none_or(|wanted| wanted == actual);
    let is_container = |wanted: &str| match event.kind {
        EventKind::Container => event.attribute("name") == wanted || event.id.starts_with(wanted),
        _ => event.attribute("container") == wanted,
    };
    let is_image = |wanted: &str| match event.kind {
        EventKind::Container => reference::same(event.attribute("image"), wanted),
        _ => reference::same(event.attribute("name"), wanted) || event.id == reference::strip_algorithm(wanted),
    };
    let is_volume = |wanted: &str| event.kind == EventKind::Volume && event.id == wanted;
    let is_network = |wanted: &str| event.kind == EventKind::Network && event.attribute("name") == wanted;
    is(&select.kind, kind)
        && is(&select.action, &event.action)
        && select.container.as_deref().is_none_or(is_container)
        && select.image.as_deref().is_none_or(is_image)
        && select.network.as_deref().is_none_or(is_network)
        && select.volume.as_deref().is_none_or(is_volume)
}
