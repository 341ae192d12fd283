//! What may be wrong with a Dockerfile.

use crate::probe::{FilePlace, FileState};

use super::super::dockerfile::{DockerfileState, Form};
use super::super::dockerfile_lines::{self, BadDirective, Read};
use super::super::evaluate::mismatches;
use super::super::lookup::Looked;
use super::super::object::Object;
use super::super::verdict::NearMiss;
use super::file::{content, file_name, missing};
use super::pasted::{self, Reader, is_fence, is_prompted};
use super::{Case, closest};

const INSTRUCTIONS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// What the command of a Dockerfile shows in, be it read or run.
const COMMAND: [&str; 8] =
    ["command", "cmd", "cmd_form", "entrypoint", "entrypoint_form", "output", "lines", "exit_code"];

pub(super) fn find(case: &Case<'_, '_>, path: &str) -> Looked<Option<NearMiss>> {
    let place = FilePlace::Workspace { path: path.to_owned() };
    let Some(file) = case.env.lookup.file(place)? else { return missing(case, path).map(Some) };
    let name = file_name(path);
    let state = DockerfileState::parse(&file.content, &file.hash);
    Ok(unreadable(name, file, &state)
        .or_else(|| unseen(case, name, file, &state))
        .or_else(|| content(case, path, file))
        .or_else(|| of_instructions(case, name, &state)))
}

/// Why Docker can't read the file as it is.
pub(super) fn unreadable(name: &str, file: &FileState, state: &DockerfileState) -> Option<NearMiss> {
    let near_miss = |id: &str| NearMiss::new(id).with("path", name);
    if let Some(no_text) = pasted::no_text(name, file, Reader::Docker) {
        return Some(no_text);
    }
    let says_nothing = |line: &String| line.trim().is_empty() || line.trim_start().starts_with('#');
    if file.lines.iter().all(says_nothing) {
        let id = if file.lines.iter().any(|line| !line.trim().is_empty()) { "only-comments" } else { "empty" };
        return Some(near_miss(id));
    }
    let read = match dockerfile_lines::read(&file.content) {
        Ok(read) => read,
        Err(bad) => return Some(bad_directive(near_miss("escape-directive"), &bad)),
    };
    if state.error.is_empty() {
        return None;
    }
    let (number, line) = stranger(&read)?;
    let at = |near_miss: NearMiss| near_miss.with("number", number.to_string()).with("line", line);
    if is_fence(line) {
        return Some(at(near_miss("markdown-fence")));
    }
    if is_prompted(line) {
        return Some(at(near_miss("prompt")));
    }
    other_escape(file, read.escape, number).map(|how| at(near_miss("escape-directive")).with("how", how))
}

fn bad_directive(near_miss: NearMiss, bad: &BadDirective) -> NearMiss {
    match bad {
        BadDirective::Sign { line, sign } => {
            near_miss.with("how", "sign").with("number", line.to_string()).with("line", sign)
        }
        BadDirective::Twice { line } => {
            near_miss.with("how", "twice").with("number", line.to_string()).with("line", "")
        }
    }
}

/// The first line that begins with no instruction.
fn stranger(read: &Read) -> Option<(usize, &str)> {
    let is_known = |line: &str| {
        let word = line.split([' ', '\t']).next().unwrap_or_default();
        INSTRUCTIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
    };
    read.lines.iter().find(|(_, line)| !is_known(line)).map(|(number, line)| (*number, line.as_str()))
}

/// The line before one that can't be read ends with the sign that would let it go on, were it the escape sign.
fn other_escape(file: &FileState, escape: char, number: usize) -> Option<&'static str> {
    let before = file.lines.get(number.checked_sub(2)?)?.trim_end();
    match escape {
        '`' if before.ends_with('\\') => Some("backslash"),
        '\\' if before.ends_with('`') => Some("backtick"),
        _ => None,
    }
}

/// A blank that is none, or a sign that nobody sees, where the file would be right without it.
fn unseen(case: &Case<'_, '_>, name: &str, file: &FileState, state: &DockerfileState) -> Option<NearMiss> {
    let text = pasted::mended(&file.content);
    if text == file.content {
        return None;
    }
    let mended = DockerfileState::parse(&text, &file.hash);
    let can_be_read = !state.error.is_empty() && mended.error.is_empty();
    let comes_closer = || {
        let object = Object::Dockerfile(Box::new(mended.clone()));
        mismatches(case.check, &case.check.expect, &object, case.env).is_ok_and(|it| it.len() < case.mismatches.len())
    };
    if !can_be_read && !comes_closer() {
        return None;
    }
    // A mark at the very top does no harm.
    let content = file.content.strip_prefix('\u{feff}').unwrap_or(&file.content);
    let lines = content.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    pasted::unseen(name, lines.filter(|(_, line)| !line.starts_with('#')))
}

/// What may be wrong with instructions that Docker can read, or almost.
fn of_instructions(case: &Case<'_, '_>, name: &str, state: &DockerfileState) -> Option<NearMiss> {
    let near_miss = |id: &str| NearMiss::new(id).with("path", name);
    let has = |word: &str| state.instructions.iter().any(|instruction| instruction == word);
    if !state.instructions.is_empty() && !has("FROM") {
        return Some(near_miss("no-from"));
    }
    if !state.error.is_empty() && state.instructions.is_empty() {
        return Some(unparsable(near_miss("unparsable").with("error", &state.error), &state.text));
    }
    let command_wrong = COMMAND.iter().any(|property| case.wrong(property));
    if command_wrong && has("RUN") && !has("CMD") && !has("ENTRYPOINT") {
        return Some(near_miss("run-not-cmd"));
    }
    let shell = |text: &str, form: Form| form == Form::Shell && text.trim_start().starts_with('[');
    let not_json = [(&state.cmd, state.cmd_form), (&state.entrypoint, state.entrypoint_form)];
    if let Some((text, _)) = not_json.into_iter().find(|(text, form)| command_wrong && shell(text, *form)) {
        return Some(near_miss("cmd-not-json").with("text", text));
    }
    (case.wrong("base") || case.wrong("bases")).then(|| NearMiss::new("other-base").with("base", &state.base))
}

/// With the line that begins with no instruction, and the one that it may be meant for.
fn unparsable(near_miss: NearMiss, text: &str) -> NearMiss {
    let read = dockerfile_lines::read(text).ok();
    let Some((number, line)) = read.as_ref().and_then(stranger) else { return near_miss.with("how", "other") };
    let word = line.split_whitespace().next().unwrap_or_default();
    let upper = word.trim_end_matches(':').to_uppercase();
    let near_miss = near_miss.with("number", number.to_string()).with("key", word);
    match INSTRUCTIONS.into_iter().find(|known| *known == upper).or_else(|| closest(&upper, INSTRUCTIONS)) {
        Some(known) => near_miss.with("how", "close").with("found", known),
        None => near_miss.with("how", "instruction").with("found", ""),
    }
}
