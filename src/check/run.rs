//! What is run in isolation: from a subject to the probe that answers it, and the outcome as the judge sees it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::course::subject::{Calls, Run, RunOf, Serve, file_in_chapter};
use crate::probe::recipe::Recipe;
use crate::probe::{CallsSpec, Cause, Content, FilePlace, Put, RANDOM, RunOutcome, RunSpec, ServeSpec, Unseen};

use super::compose::{self, health_test};
use super::context::Env;
use super::lookup::{Looked, Stop};
use super::object::{Found, Object};
use super::recipe::{Asked, Planned, recipe};

/// Words of programs that did not get where they wanted to: there is no network inside.
const OFFLINE: [&str; 10] = [
    "bad address",
    "could not resolve",
    "couldn't resolve",
    "temporary failure",
    "temporary error",
    "name resolution",
    "network is unreachable",
    "network unreachable",
    "EAI_AGAIN",
    "ENOTFOUND",
];

/// What came of running it.
pub(super) fn find<'a>(run: &'a Run, env: Env<'a>) -> Looked<Found<'a>> {
    let spec = match &run.of {
        RunOf::Image(image) => match env.lookup.image(image)? {
            Some(state) => spec(run, state.id.clone(), None),
            None => return Ok(Found::Nothing),
        },
        RunOf::Health { project, service } => match health(project, service, env)? {
            Some((image, words)) => RunSpec { entrypoint: Some(words), ..spec(run, image, None) },
            None => return Ok(Found::Nothing),
        },
        RunOf::Built { path, service } => {
            let Some(path) = built(path, service, env)? else { return Ok(Found::Nothing) };
            match planned(run, &path, None, false, env)? {
                None => return Ok(refused(format!("`{}` is not there", file_in_chapter(&path)))),
                Some(Planned::Refused(error)) => return Ok(refused(error)),
                Some(Planned::Ready(image, recipe)) => spec(run, image, Some(recipe)),
            }
        }
        RunOf::Dockerfile { path, stage, instructions_only } => {
            match planned(run, path, stage.as_deref(), *instructions_only, env)? {
                None => return Ok(Found::Nothing),
                Some(Planned::Refused(error)) => return Ok(refused(error)),
                Some(Planned::Ready(image, recipe)) => spec(run, image, Some(recipe)),
            }
        }
    };
    let Some(outcome) = env.lookup.run(spec)? else { return Ok(Found::Nothing) };
    if let Some(text) = offline(outcome) {
        return Err(Stop::Unknown(Unseen::new(Cause::NeedsBuild, text)));
    }
    Ok(one(as_expected(outcome)))
}

/// What came of asking a server.
pub(super) fn find_serve<'a>(serve: &'a Serve, env: Env<'a>) -> Looked<Found<'a>> {
    let of_service = match &serve.project {
        Some(project) => {
            let project = compose::project(project, Some(&serve.image), env)?;
            let image = project.as_ref().and_then(|project| project.containers.first()?.image_id.clone());
            let Some(image) = image else { return Ok(Found::Nothing) };
            Some(image)
        }
        None => None,
    };
    let Some(state) = env.lookup.image(of_service.as_ref().unwrap_or(&serve.image))? else {
        return Ok(Found::Nothing);
    };
    let Serve { args, port, path, seconds, .. } = serve.clone();
    let spec = ServeSpec { image: state.id.clone(), args, port, path, seconds };
    Ok(env.lookup.serve(spec)?.map_or(Found::Nothing, |outcome| Found::One(Object::Serve(outcome))))
}

/// Whether an image calls.
pub(super) fn find_calls<'a>(calls: &'a Calls, env: Env<'a>) -> Looked<Found<'a>> {
    let Some(state) = env.lookup.image(&calls.image)? else { return Ok(Found::Nothing) };
    let Calls { args, alias, port, times, seconds, .. } = calls.clone();
    let spec = CallsSpec { image: state.id.clone(), args, alias, port, times, seconds };
    Ok(env.lookup.calls(spec)?.map_or(Found::Nothing, |outcome| Found::One(Object::Calls(outcome))))
}

/// What running a Dockerfile takes; `None` if it is not there.
fn planned<'a>(
    run: &'a Run,
    path: &str,
    stage: Option<&str>,
    instructions_only: bool,
    env: Env<'a>,
) -> Looked<Option<Planned>> {
    let Some(file) = env.lookup.file(FilePlace::Workspace { path: path.to_owned() })? else { return Ok(None) };
    let instead: BTreeMap<String, String> =
        run.put.iter().filter(|(path, _)| !path.starts_with('/')).map(owned).collect();
    let entrypoint = run.entrypoint.as_deref();
    let asked = Asked { path, stage, entrypoint, args: &run.args, instructions_only, instead: &instead };
    recipe(&file.content, asked, env).map(Some)
}

/// The Dockerfile that Compose builds a service from; `None` for another folder than that of its file.
fn built(path: &str, service: &str, env: Env<'_>) -> Looked<Option<String>> {
    let file = compose::load(path, env.lookup)?.and_then(|file| file.only(service));
    let Some(service) = file.and_then(|mut file| file.services.pop()) else { return Ok(None) };
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let is_here = service.build == "." && !service.dockerfile.is_empty();
    Ok(is_here.then(|| format!("{folder}{}", service.dockerfile.trim_start_matches("./"))))
}

/// The image of a service's container, and the command that tells whether it is well.
fn health(project: &str, service: &str, env: Env<'_>) -> Looked<Option<(String, Vec<String>)>> {
    let project = compose::project(project, Some(service), env)?;
    let newest = project.as_ref().and_then(|project| project.containers.first());
    Ok(newest.and_then(|state| Some((state.image_id.clone()?, health_test(state)?))))
}

fn refused<'a>(error: String) -> Found<'a> {
    one(Cow::Owned(RunOutcome { error, ..RunOutcome::default() }))
}

fn one(outcome: Cow<'_, RunOutcome>) -> Found<'_> {
    Found::One(Object::Run(Box::new(outcome)))
}

fn owned((path, text): (&String, &String)) -> (String, String) {
    (path.clone(), text.clone())
}

fn spec(run: &Run, image: String, recipe: Option<Recipe>) -> RunSpec {
    let files = run.files.iter().map(|(to, path)| (to, Content::Workspace(path.clone())));
    let texts = run.put.iter().filter(|(to, _)| recipe.is_none() || to.starts_with('/'));
    let texts = texts.map(|(to, text)| (to, Content::Text(text.clone())));
    RunSpec {
        put: files.chain(texts).map(|(to, what)| Put { to: to.clone(), what }).collect(),
        replace: run.replace.clone(),
        full_seconds: run.full_seconds,
        seconds: run.seconds,
        args: if recipe.is_some() { Vec::new() } else { run.args.clone() },
        entrypoint: run.entrypoint.clone().filter(|_| recipe.is_none()),
        recipe: recipe.map(Box::new),
        image,
    }
}

/// A RUN that failed since it did not get out: whether it is right takes a build to be known.
fn offline(outcome: &RunOutcome) -> Option<String> {
    let failed = outcome.failed.starts_with("RUN ");
    let offline = || OFFLINE.iter().any(|words| outcome.output.to_lowercase().contains(&words.to_lowercase()));
    (failed && offline()).then(|| outcome.failed.clone())
}

/// The outcome with the random word written as the course writes it. Who writes the course's words instead knows
/// nothing.
fn as_expected(outcome: &RunOutcome) -> Cow<'_, RunOutcome> {
    if outcome.word.is_empty() {
        return Cow::Borrowed(outcome);
    }
    let text = |text: &String| text.replace(RANDOM, "{{ random }}").replace(&outcome.word, RANDOM);
    Cow::Owned(RunOutcome {
        output: text(&outcome.output),
        lines: outcome.lines.iter().map(text).collect(),
        error: text(&outcome.error),
        ..outcome.clone()
    })
}

/// A value as it is shown: with the word that it was this time.
pub(super) fn with_word(object: &Object<'_>, shown: String) -> String {
    match object {
        Object::Run(outcome) if !outcome.word.is_empty() => shown.replace(RANDOM, &outcome.word),
        _ => shown,
    }
}
