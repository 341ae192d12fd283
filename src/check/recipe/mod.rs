//! What a stage of a Dockerfile comes to without a build: the base image, what is done to it, and what runs in the end.
//!
//! Docker's rules, not the shell's: what an instruction *says* to a shell is carried out by that shell later. What can't
//! be carried out without a build is named, and never guessed.

mod copy;
mod stage;
mod words;

use std::collections::BTreeMap;

use parse_dockerfile::{Dockerfile, Stage};

use crate::probe::recipe::Recipe;
use crate::probe::{Cause, FilePlace, Unseen};

use super::context::Env;
use super::lookup::{Looked, Stop};
use stage::{Base, Stuck};

/// What is asked of a Dockerfile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'s> {
    /// The Dockerfile's path in the workspace.
    pub(crate) path: &'s str,
    /// The stage, by name or number; `None`: the last one.
    pub(crate) stage: Option<&'s str>,
    /// What replaces ENTRYPOINT.
    pub(crate) entrypoint: Option<&'s [String]>,
    /// What replaces CMD; empty: as the Dockerfile says.
    pub(crate) args: &'s [String],
    /// Whether the stage's own instructions are all that is meant, and nothing is run in the end.
    pub(crate) instructions_only: bool,
    /// Files of the build's folder that have another content.
    pub(crate) instead: &'s BTreeMap<String, String>,
}

/// What a stage comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Planned {
    /// It can be carried out in a container of this image, by its id.
    Ready(String, Recipe),
    /// Docker refuses the Dockerfile, for this reason.
    Refused(String),
}

/// Reads what is asked out of a Dockerfile.
pub(crate) fn recipe(text: &str, asked: Asked<'_>, env: Env<'_>) -> Looked<Planned> {
    let text = match super::dockerfile_text::readable(text) {
        Ok(text) => text,
        Err(bad) => return Ok(Planned::Refused(bad.to_string())),
    };
    let file = match parse_dockerfile::parse(&text) {
        Ok(file) => file,
        Err(error) => return Ok(Planned::Refused(error.to_string())),
    };
    match planned(&file, asked, env)? {
        Ok((image, recipe)) => Ok(Planned::Ready(image, recipe)),
        Err(Stuck::Refused(why)) => Ok(Planned::Refused(why)),
        Err(Stuck::Needs(what)) => Err(Stop::Unknown(Unseen::new(Cause::NeedsBuild, what))),
    }
}

fn planned(file: &Dockerfile<'_>, asked: Asked<'_>, env: Env<'_>) -> Looked<Result<(String, Recipe), Stuck>> {
    let escape = file.parser_directives.escape.as_ref().map_or('\\', |directive| directive.value.value);
    let stages: Vec<Stage<'_, '_>> = file.stages().collect();
    let globals = match stage::globals(file, escape) {
        Ok(globals) => globals,
        Err(stuck) => return Ok(Err(stuck)),
    };
    let (chain, base) = match found(&stages, asked.stage).and_then(|index| chain(&stages, index, &globals, escape)) {
        Ok(found) => found,
        Err(stuck) => return Ok(Err(stuck)),
    };
    let Some(image) = env.lookup.image(&base)? else {
        return Err(Stop::Unknown(Unseen::new(Cause::ImageMissing, format!("`{base}`"))));
    };
    let mut state = match Base::of(image, &globals, escape) {
        Ok(base) => base.begin(),
        Err(stuck) => return Ok(Err(stuck)),
    };
    for stage in chain {
        if let Err(stuck) = state.stage(stage) {
            return Ok(Err(stuck));
        }
    }
    let context = asked.path.split('/').next().unwrap_or_default().to_owned();
    let ignore = if state.copies() { ignored(&context, asked.path, env)? } else { Vec::new() };
    let recipe = Recipe { context, ignore, instead: asked.instead.clone(), ..state.finish(asked) };
    Ok(Ok((image.id.clone(), recipe)))
}

/// The place of a stage.
fn found(stages: &[Stage<'_, '_>], wanted: Option<&str>) -> Result<usize, Stuck> {
    let last = stages.len().checked_sub(1).ok_or_else(|| Stuck::Refused("no FROM".to_owned()))?;
    let Some(wanted) = wanted else { return Ok(last) };
    let by_name = stages
        .iter()
        .rposition(|stage| stage.from.as_.as_ref().is_some_and(|(_, name)| name.value.eq_ignore_ascii_case(wanted)));
    let by_number = || wanted.parse().ok().filter(|number| *number < stages.len());
    by_name.or_else(by_number).ok_or_else(|| Stuck::Refused(format!("no stage is called `{wanted}`")))
}

/// The stages that stage `index` is made of, the first one first, and the image that they stand on.
fn chain<'f, 't, 's>(
    stages: &'s [Stage<'t, 'f>],
    mut index: usize,
    globals: &BTreeMap<String, String>,
    escape: char,
) -> Result<(Vec<&'s Stage<'t, 'f>>, String), Stuck> {
    let mut chain = Vec::new();
    loop {
        let stage = &stages[index];
        chain.insert(0, stage);
        let base = words::expand(&stage.from.image.value, escape, &|name| globals.get(name).cloned())?;
        let earlier = stages[..index]
            .iter()
            .rposition(|other| other.from.as_.as_ref().is_some_and(|(_, name)| name.value.eq_ignore_ascii_case(&base)));
        match earlier {
            Some(earlier) => index = earlier,
            None if base == "scratch" => return Err(Stuck::Needs("FROM scratch".to_owned())),
            None if base.is_empty() => return Err(Stuck::Refused("FROM names no image".to_owned())),
            None => return Ok((chain, base)),
        }
    }
}

/// The lines of the `.dockerignore` that counts for a Dockerfile.
fn ignored(context: &str, dockerfile: &str, env: Env<'_>) -> Looked<Vec<String>> {
    for path in [format!("{dockerfile}.dockerignore"), format!("{context}/.dockerignore")] {
        env.lookup.want(crate::probe::Probe::File(FilePlace::Workspace { path }));
    }
    let own = env.lookup.file(FilePlace::Workspace { path: format!("{dockerfile}.dockerignore") })?;
    let file = match own {
        Some(file) => Some(file),
        None => env.lookup.file(FilePlace::Workspace { path: format!("{context}/.dockerignore") })?,
    };
    let lines = file.map_or(&[][..], |file| file.lines.as_slice()).iter().map(|line| line.trim());
    Ok(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
