//! What may be wrong with a Compose file.

use super::super::compose::{self, ComposeFile, How, Slip};
use super::super::evaluate::mismatches;
use super::super::lookup::Looked;
use super::super::object::Object;
use super::super::verdict::NearMiss;
use super::compose::literal;
use super::pasted::{self, Reader};
use super::ports::fields;
use super::{Case, file};
use crate::probe::{FileKind, FilePlace, FileState};

pub(super) fn find(case: &Case<'_, '_>, path: &str, service: Option<&str>) -> Looked<Option<NearMiss>> {
    let mut found: Vec<(String, &FileState)> = Vec::new();
    for candidate in compose::candidates(path) {
        let state = case.env.lookup.file(FilePlace::Workspace { path: candidate.clone() })?;
        found.extend(state.filter(|state| state.kind == FileKind::File).map(|state| (candidate, state)));
    }
    let Some((read, state)) = found.first() else { return missing(case, path).map(Some) };
    let name = file::file_name(read);
    for (other, state) in &found[1..] {
        // The work was done in a file that Compose passes over.
        let theirs = compose::read(other, state, case.env.lookup)?;
        if theirs.is_some_and(|theirs| fits(case, theirs, service)) {
            return Ok(Some(NearMiss::new("two-files").with("path", name).with("found", file::file_name(other))));
        }
    }
    let says_nothing = |line: &String| line.trim().is_empty() || line.trim_start().starts_with('#');
    if state.lines.iter().all(says_nothing) {
        return Ok(Some(NearMiss::new("empty").with("path", name)));
    }
    let Some(own) = compose::load(path, case.env.lookup)? else { return Ok(None) };
    if !own.error.is_empty() {
        return Ok(Some(refused(case, read, state, &own).with("says", &own.error)));
    }
    if let Some(near_miss) = file::content(case, read, state).filter(|near_miss| near_miss.id != "tabs") {
        return Ok(Some(near_miss));
    }
    let wanted = case.matcher("services").filter(|_| case.wrong("services")).into_iter();
    let wanted = wanted.flat_map(super::compose::items).filter_map(fields).filter_map(|it| literal(it, "name"));
    let is_gone = |name: &&str| !own.services.iter().any(|one| one.name == *name);
    Ok(service.into_iter().chain(wanted).find(is_gone).map(|name| no_service(name, &own)))
}

fn fits(case: &Case<'_, '_>, file: ComposeFile, service: Option<&str>) -> bool {
    let file = match service {
        Some(service) => file.only(service),
        None => Some(file),
    };
    file.is_some_and(|file| {
        mismatches(case.check, &case.check.expect, &Object::ComposeFile(Box::new(file)), case.env)
            .is_ok_and(|list| list.is_empty())
    })
}

/// What Compose means when it refuses the file; its own words say it where nothing is recognised.
fn refused(case: &Case<'_, '_>, path: &str, state: &FileState, own: &ComposeFile) -> NearMiss {
    let name = file::file_name(path);
    let is_broken = own.slip.as_ref().is_some_and(|slip| slip.how.is_of_syntax());
    let tabbed = || tabs(name, state).filter(|_| is_broken);
    let of_content = || file::content(case, path, state).filter(|near_miss| near_miss.id != "tabs");
    file::pasted_around(name, state, Reader::Compose)
        .or_else(|| own.slip.as_ref().and_then(|_| unseen(name, state, &own.error)))
        .or_else(tabbed)
        .or_else(|| own.slip.as_ref().map(|slip| of_slip(name, slip, state)))
        .or_else(of_content)
        .unwrap_or_else(|| NearMiss::new("refused").with("path", name))
}

/// The nearest thing to one of the names that Compose looks for.
fn missing(case: &Case<'_, '_>, path: &str) -> Looked<NearMiss> {
    for candidate in compose::candidates(path) {
        let near_miss = file::missing(case, &candidate)?;
        if near_miss.id != "missing" {
            return Ok(near_miss);
        }
    }
    Ok(NearMiss::new("missing").with("path", file::file_name(path)))
}

/// A blank that is none, or a sign that nobody sees, where the slip is none without it.
fn unseen(name: &str, state: &FileState, error: &str) -> Option<NearMiss> {
    let near_miss = pasted::unseen(name, (1..).zip(state.text().lines()))?;
    compose::explain(&pasted::mended(state.text()), error).is_none().then_some(near_miss)
}

fn tabs(name: &str, state: &FileState) -> Option<NearMiss> {
    let tabbed = |line: &String| {
        let indent = &line[..line.len() - line.trim_start().len()];
        indent.contains('\t') && !line.trim().is_empty() && !line.trim_start().starts_with('#')
    };
    let number = state.lines.iter().position(tabbed)? + 1;
    Some(NearMiss::new("tabs").with("path", name).with("number", number.to_string()))
}

fn of_slip(name: &str, slip: &Slip, state: &FileState) -> NearMiss {
    let (id, how) = match slip.how {
        How::Unparsable => ("unparsable", ""),
        How::NoColon => ("unparsable", "colon"),
        How::NoSpace => ("unparsable", "space"),
        How::Indent => ("unparsable", "indent"),
        How::Twice => ("wrong-key", "twice"),
        How::Strange => ("wrong-key", "strange"),
        How::Again => ("wrong-value", "again"),
        How::Top => ("wrong-key", "top"),
        How::Inside => ("wrong-key", "inside"),
        How::Beside => ("wrong-key", "beside"),
        How::Close => ("wrong-key", "close"),
        How::NoMap => ("wrong-key", "no-map"),
        How::ListedMap => ("wrong-key", "listed-map"),
        How::Aliases => ("wrong-key", "aliases"),
        How::Condition => ("wrong-key", "condition"),
        How::NotList => ("wrong-value", "list"),
        How::NotTrue => ("wrong-value", "truth"),
        How::NotText if slip.other.is_empty() => ("wrong-value", "text"),
        How::NotText => ("wrong-value", "quotes"),
        How::NoUnit => ("wrong-value", "unit"),
        How::Empty => ("wrong-value", "empty"),
        How::Unsettled if slip.other.is_empty() => ("wrong-value", "list-of-settings"),
        How::Unsettled => ("wrong-value", "settings"),
        How::Item => ("wrong-value", "item"),
        How::NoCondition => ("wrong-value", "no-condition"),
        How::HealthTest => ("wrong-value", "health-test"),
        How::Circle => ("wrong-value", "circle"),
        How::NoImage => ("no-image", ""),
        How::Network => ("undeclared", "network"),
        How::Volume => ("undeclared", "volume"),
        How::Service => ("undeclared", "service"),
        How::File => ("undeclared", "file"),
    };
    let index = usize::try_from(slip.line).unwrap_or(usize::MAX).saturating_sub(1);
    let line = state.lines.get(index).map_or("", |line| line.trim());
    NearMiss::new(id)
        .with("path", name)
        .with("number", slip.line.to_string())
        .with("line", line)
        .with("how", how)
        .with("key", &slip.key)
        .with("other", &slip.other)
}

fn no_service(service: &str, file: &ComposeFile) -> NearMiss {
    let names: Vec<&str> = file.services.iter().map(|one| one.name.as_str()).collect();
    match super::closest(service, names.iter().copied()) {
        Some(close) => NearMiss::new("close-service").with("name", service).with("found", close),
        None => NearMiss::new("no-service").with("name", service).with("found", names.join(", ")),
    }
}
