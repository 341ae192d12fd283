//! A Compose file and what Compose makes of it: the judge asks for both, and takes what it is given.

use super::file::ComposeFile;
use super::names::is_remote;
use super::yaml::parse;
use crate::check::lookup::{Looked, Lookup, Stop};
use crate::probe::compose::FILE_NAMES;
use crate::probe::{Cause, FileKind, FilePlace, FileState, Probe, Unseen};

/// The files that count as `path`, first come first read: one of the usual names stands for all of them.
pub(crate) fn candidates(path: &str) -> Vec<String> {
    let (folder, name) = split(path);
    if !FILE_NAMES.contains(&name) {
        return vec![path.to_owned()];
    }
    let join = |name: &&str| if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") };
    FILE_NAMES.iter().map(join).collect()
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The file that Compose would read, and what it makes of it; `None` if there is none.
pub(crate) fn load(path: &str, lookup: &Lookup<'_>) -> Looked<Option<ComposeFile>> {
    let all = candidates(path);
    for path in &all {
        lookup.want(Probe::File(FilePlace::Workspace { path: path.clone() }));
    }
    for candidate in &all {
        let state = lookup.file(FilePlace::Workspace { path: candidate.clone() })?;
        if let Some(state) = state.filter(|state| state.kind == FileKind::File) {
            let by_name = (all.len() == 1).then_some(split(path).1);
            return judged(candidate, by_name, state, lookup);
        }
    }
    Ok(None)
}

/// What Compose makes of one file when it is told to read that one.
pub(crate) fn read(path: &str, state: &FileState, lookup: &Lookup<'_>) -> Looked<Option<ComposeFile>> {
    judged(path, Some(split(path).1), state, lookup)
}

fn judged(path: &str, by_name: Option<&str>, state: &FileState, lookup: &Lookup<'_>) -> Looked<Option<ComposeFile>> {
    let (folder, name) = split(path);
    if parse(state.text()).is_ok_and(|root| is_remote(&root)) {
        return Err(Stop::Unknown(Unseen::new(Cause::ComposeRemote, name)));
    }
    let probe = Probe::Compose { folder: folder.to_owned(), file: by_name.map(str::to_owned) };
    Ok(lookup.compose(probe)?.map(|answer| ComposeFile::of(name, state, answer)))
}
