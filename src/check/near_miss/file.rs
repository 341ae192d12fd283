//! What may be wrong with a file.

use crate::probe::{FilePlace, FileState};

use super::super::dockerfile::DockerfileState;
use super::super::lookup::Looked;
use super::super::verdict::NearMiss;
use super::Case;
use super::similar::closest;

pub(super) fn find(case: &Case<'_, '_>, place: &FilePlace) -> Looked<Option<NearMiss>> {
    let FilePlace::Workspace { path } = place else {
        return Ok(case.is_missing().then(|| NearMiss::new("missing").with("path", place.path())));
    };
    match case.env.lookup.file(place.clone())? {
        None => missing(case, path).map(Some),
        Some(state) => Ok(content(case, path, state)),
    }
}

pub(super) fn find_dockerfile(case: &Case<'_, '_>, path: &str) -> Looked<Option<NearMiss>> {
    let place = FilePlace::Workspace { path: path.to_owned() };
    let Some(file) = case.env.lookup.file(place)? else { return missing(case, path).map(Some) };
    if let Some(near_miss) = content(case, path, file) {
        return Ok(Some(near_miss));
    }
    let name = file_name(path);
    let state = DockerfileState::parse(&file.content, &file.hash);
    let has = |word: &str| state.instructions.iter().any(|instruction| instruction == word);
    if file.content.trim().is_empty() {
        return Ok(Some(NearMiss::new("empty").with("path", name)));
    }
    if !state.instructions.is_empty() && !has("FROM") {
        return Ok(Some(NearMiss::new("no-from").with("path", name)));
    }
    if !state.error.is_empty() && state.instructions.is_empty() {
        return Ok(Some(NearMiss::new("unparsable").with("path", name).with("error", &state.error)));
    }
    let command_wrong = ["command", "cmd", "cmd_form", "entrypoint"].iter().any(|property| case.wrong(property));
    if command_wrong && has("RUN") && !has("CMD") && !has("ENTRYPOINT") {
        return Ok(Some(NearMiss::new("run-not-cmd").with("path", name)));
    }
    if command_wrong && state.cmd.trim_start().starts_with('[') {
        return Ok(Some(NearMiss::new("cmd-not-json").with("path", name).with("text", &state.cmd)));
    }
    Ok(case.wrong("base").then(|| NearMiss::new("other-base").with("base", &state.base)))
}

/// Why a file of the workspace is not where it is looked for.
fn missing(case: &Case<'_, '_>, path: &str) -> Looked<NearMiss> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let neighbours = case.env.lookup.file(FilePlace::Workspace { path: folder.to_owned() })?;
    let entries = neighbours.map(|state| state.entries.as_slice()).unwrap_or_default();
    let near_miss = |id: &str, found: &str| NearMiss::new(id).with("path", name).with("found", found);
    if let Some(found) = entries.iter().find(|entry| entry.eq_ignore_ascii_case(name)) {
        return Ok(near_miss("other-case", found));
    }
    let stem = |entry: &str| entry.split('.').next().unwrap_or_default().to_lowercase();
    let with_extension = |entry: &&String| {
        let lower = entry.to_lowercase();
        let extended = lower.strip_prefix(&name.to_lowercase()).is_some_and(|rest| rest.starts_with('.'));
        let replaced = name.contains('.') && stem(entry) == stem(name) && !entry.starts_with('.');
        // `dockerfile.server` is no slip of `Dockerfile`: an editor adds an ending that says text.
        let text_ending = [".txt", ".text", ".md", ".doc", ".docx", ".rtf", ".yml", ".yaml", ".sh", ".bak"]
            .iter()
            .any(|ending| lower.ends_with(ending));
        (extended || replaced) && text_ending
    };
    if let Some(found) = entries.iter().find(with_extension) {
        return Ok(near_miss("other-extension", found));
    }
    Ok(match closest(name, entries.iter().map(String::as_str)) {
        Some(found) => near_miss("close-name", found),
        None => near_miss("missing", ""),
    })
}

/// What may be wrong inside a file that is there.
fn content(case: &Case<'_, '_>, path: &str, state: &FileState) -> Option<NearMiss> {
    let name = file_name(path);
    let near_miss = |id: &str| NearMiss::new(id).with("path", name);
    if case.wrong("executable") || case.wrong("mode") {
        return Some(near_miss("not-executable"));
    }
    // A sign in a comment does no harm.
    let code = || state.lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#'));
    let line_with = |signs: &[char]| {
        code().find(|(_, line)| line.contains(signs)).map(|(index, line)| (index + 1, line.trim().to_owned()))
    };
    if let Some((number, line)) = line_with(&['“', '”', '„', '‘', '’', '«', '»']) {
        return Some(near_miss("curly-quotes").with("line", line).with("number", number.to_string()));
    }
    if let Some((number, line)) = code().find_map(|(index, line)| {
        line.split_whitespace().any(|word| word.starts_with(['–', '—'])).then(|| (index + 1, line.trim().to_owned()))
    }) {
        return Some(near_miss("long-dash").with("line", line).with("number", number.to_string()));
    }
    if state.content.contains("\r\n") {
        return Some(near_miss("crlf"));
    }
    let yaml = [".yml", ".yaml"].iter().any(|ending| name.ends_with(ending));
    if yaml && code().any(|(_, line)| line.starts_with('\t') || line.trim_start_matches(' ').starts_with('\t')) {
        return Some(near_miss("tabs"));
    }
    None
}

fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
