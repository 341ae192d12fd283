//! What may be wrong with a file.

use crate::course::subject::Subject;
use crate::probe::{FileKind, FilePlace, FileState};

use super::super::evaluate::mismatches;
use super::super::lookup::Looked;
use super::super::object::Object;
use super::super::verdict::NearMiss;
use super::Case;
use super::pasted::{self, Reader};
use super::similar::closest;

pub(super) fn find(case: &Case<'_, '_>, place: &FilePlace) -> Looked<Option<NearMiss>> {
    let FilePlace::Workspace { path } = place else {
        return Ok(case.is_missing().then(|| NearMiss::new("missing").with("path", place.path())));
    };
    match case.env.lookup.file(place.clone())? {
        None => missing(case, path).map(Some),
        Some(state) if state.kind == FileKind::File && state.size == 0 => {
            Ok(Some(NearMiss::new("empty").with("path", file_name(path))))
        }
        Some(state) => Ok(unreadable(case, path, state).or_else(|| content(case, path, state))),
    }
}

/// Why a file of the workspace is not where it is looked for.
pub(super) fn missing(case: &Case<'_, '_>, path: &str) -> Looked<NearMiss> {
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

/// What a text does not survive, where the text is what is wrong.
fn unreadable(case: &Case<'_, '_>, path: &str, state: &FileState) -> Option<NearMiss> {
    if state.kind != FileKind::File || !(case.wrong("content") || case.wrong("lines")) {
        return None;
    }
    let name = file_name(path);
    let is_yaml = [".yml", ".yaml"].iter().any(|ending| name.ends_with(ending));
    let reader = if is_yaml { Reader::Compose } else { Reader::Program };
    pasted_around(name, state, reader).or_else(|| {
        let is_meant = |text: &str| {
            let state = FileState { content: text.to_owned(), lines: lines_of(text), ..state.clone() };
            mismatches(case.check, &case.check.expect, &Object::File(&state), case.env)
                .is_ok_and(|list| list.len() < case.mismatches.len())
        };
        let unseen = pasted::unseen(name, (1..).zip(state.text().lines()))?;
        is_meant(&pasted::mended(&state.content)).then_some(unseen)
    })
}

/// What stands around a text that is read by no builder: no text at all, marks of Markdown, a prompt.
pub(super) fn pasted_around(name: &str, state: &FileState, reader: Reader) -> Option<NearMiss> {
    let is_prose = [".md", ".txt"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    let lines = (1..).zip(state.text().lines()).filter(|(_, line)| !line.trim_start().starts_with('#'));
    pasted::no_text(name, state, reader).or_else(|| (!is_prose).then(|| pasted::around(name, lines)).flatten())
}

/// What may be wrong inside a file that is there.
pub(super) fn content(case: &Case<'_, '_>, path: &str, state: &FileState) -> Option<NearMiss> {
    let name = file_name(path);
    let near_miss = |id: &str| NearMiss::new(id).with("path", name);
    if (case.wrong("executable") || case.wrong("mode")) && state.kind == FileKind::File && !state.executable {
        return Some(near_miss("not-executable"));
    }
    let at = |(index, _): &(usize, String)| {
        let line = state.lines.get(*index).map_or("", |line| line.trim());
        [("line", line.to_owned()), ("number", (index + 1).to_string())]
    };
    let code: Vec<(usize, String)> = state.lines.iter().map(|line| code_of(line)).enumerate().collect();
    let with_place = |id: &str, place: [(&str, String); 2]| {
        place.into_iter().fold(near_miss(id), |near_miss, (key, value)| near_miss.with(key, value))
    };
    if let Some(found) = code.iter().find(|(_, code)| code.contains(['“', '”', '„', '‘', '’', '«', '»'])) {
        return Some(with_place("curly-quotes", at(found)));
    }
    let dashed =
        |code: &str| code.split_whitespace().any(|word| word.starts_with(['–', '—']) && word.chars().count() > 1);
    if let Some(found) = code.iter().find(|(_, code)| dashed(code)) {
        return Some(with_place("long-dash", at(found)));
    }
    let only_line_ends = || {
        let unix =
            FileState { content: state.content.replace("\r\n", "\n"), lines: unix_lines(state), ..state.clone() };
        mismatches(case.check, &case.check.expect, &Object::File(&unix), case.env)
            .is_ok_and(|list| list.len() < case.mismatches.len())
    };
    if state.content.contains("\r\n") && matches!(case.check.subject, Subject::File(_)) && only_line_ends() {
        return Some(near_miss("crlf"));
    }
    let yaml = [".yml", ".yaml"].iter().any(|ending| name.ends_with(ending));
    let tab_first = |line: &String| line.trim_start_matches(' ').starts_with('\t') && !code_of(line).trim().is_empty();
    if yaml && state.lines.iter().any(tab_first) {
        return Some(near_miss("tabs"));
    }
    None
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn unix_lines(state: &FileState) -> Vec<String> {
    state.lines.iter().map(|line| line.trim_end_matches('\r').to_owned()).collect()
}

/// A line without comments and without what stands between straight quotes: there, any sign is meant as it is. An
/// apostrophe within a word is no quote.
fn code_of(line: &str) -> String {
    if ["#", "//", "*", "/*"].iter().any(|sign| line.trim_start().starts_with(sign)) {
        return String::new();
    }
    let mut code = String::new();
    let mut quote = None;
    let signs: Vec<char> = line.chars().collect();
    for (index, &sign) in signs.iter().enumerate() {
        let letter = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|sign| sign.is_alphanumeric());
        let in_word = letter(index.checked_sub(1)) && letter(Some(index + 1));
        match quote {
            Some(end) if sign == end => quote = None,
            Some(_) => {}
            None if matches!(sign, '"' | '\'' | '`') && !in_word && signs[index + 1..].contains(&sign) => {
                quote = Some(sign);
            }
            None if sign == '#' && (index == 0 || signs[index - 1].is_whitespace()) => break,
            None if sign == '’' && in_word => {}
            None => code.push(sign),
        }
    }
    code
}

pub(super) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}
