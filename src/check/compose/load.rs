//! Reading a Compose file and what it takes from elsewhere in the workspace: the judge asks for files, and takes what it
//! is given.

use std::collections::BTreeMap;

use super::file::ComposeFile;
use super::merge::merge;
use super::slip::{How, Slip};
use super::variables::{fill, of_env_file};
use super::yaml::{Key, Node, Yaml, parse};
use crate::check::lookup::{Looked, Lookup};
use crate::probe::compose::FILE_NAMES;
use crate::probe::{FileKind, FilePlace, FileState, Probe};

/// How many files may take from one another.
const MOST_FILES: usize = 8;

/// The files that count as `path`, first come first read: one of the usual names stands for all of them.
pub(crate) fn candidates(path: &str) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    if !FILE_NAMES.contains(&name) {
        return vec![path.to_owned()];
    }
    FILE_NAMES.iter().map(|name| join(folder, name)).collect()
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Reads the file that Compose would read; `None` if there is none.
pub(crate) fn load(path: &str, lookup: &Lookup<'_>) -> Looked<Option<ComposeFile>> {
    let all = candidates(path);
    for path in &all {
        lookup.want(Probe::File(FilePlace::Workspace { path: path.clone() }));
    }
    for path in &all {
        if let Some(state) = text_file(path, lookup)? {
            return read(path, state, lookup).map(Some);
        }
    }
    Ok(None)
}

fn text_file<'a>(path: &str, lookup: &Lookup<'a>) -> Looked<Option<&'a FileState>> {
    let state = lookup.file(FilePlace::Workspace { path: path.to_owned() })?;
    Ok(state.filter(|state| state.kind == FileKind::File))
}

/// Reads one file and whatever it takes from elsewhere.
pub(crate) fn read(path: &str, state: &FileState, lookup: &Lookup<'_>) -> Looked<ComposeFile> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut file = match parse(state.text()) {
        Err(error) => ComposeFile::unparsable(error),
        Ok(own) => {
            let mut reader = Reader { folder, lookup, missing: None, beyond: false, files: 1 };
            let whole = reader.whole(name, own.clone())?;
            let mut file = ComposeFile::read(&own, &whole, state.text(), reader.beyond);
            file.refuse(reader.missing);
            file
        }
    };
    name.clone_into(&mut file.file);
    state.text().clone_into(&mut file.text);
    file.hash.clone_from(&state.hash);
    Ok(file)
}

struct Reader<'r, 'a> {
    folder: &'r str,
    lookup: &'r Lookup<'a>,
    /// A file that is named and not there.
    missing: Option<Slip>,
    /// Whether something lies outside the workspace.
    beyond: bool,
    files: usize,
}

impl Reader<'_, '_> {
    /// The tree with override files, included ones, services of others and variables put in.
    fn whole(&mut self, name: &str, own: Node) -> Looked<Node> {
        let mut whole = own;
        if FILE_NAMES.contains(&name) {
            for over in self.overrides()? {
                whole = merge(whole, over);
            }
        }
        whole = self.included(whole)?;
        whole = self.extended(whole)?;
        if has_variables(&whole) {
            let env = text_file(&join(self.folder, ".env"), self.lookup)?;
            let values = env.map(|file| of_env_file(&file.content)).unwrap_or_default();
            substitute(&mut whole, &values);
        }
        Ok(whole)
    }

    /// The first override file that is there: Compose puts it over the file by itself.
    fn overrides(&self) -> Looked<Vec<Node>> {
        let names = [
            "compose.override.yaml",
            "compose.override.yml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml",
        ];
        let paths = names.map(|name| join(self.folder, name));
        for path in &paths {
            self.lookup.want(Probe::File(FilePlace::Workspace { path: path.clone() }));
        }
        for path in &paths {
            if let Some(state) = text_file(path, self.lookup)? {
                return Ok(parse(state.text()).into_iter().filter(Node::is_map).collect());
            }
        }
        Ok(Vec::new())
    }

    /// The tree of a file named in this one; nothing if it lies beyond the workspace, or is not there.
    fn other(&mut self, named: &Node) -> Looked<Option<Node>> {
        let Some(name) = named.text() else { return Ok(None) };
        let plain = name.strip_prefix("./").unwrap_or(name);
        let inside = !plain.is_empty()
            && plain.split('/').all(|part| !part.is_empty() && part != ".." && part != ".")
            && !plain.contains([':', '\\', '$']);
        self.files += 1;
        if !inside || self.files > MOST_FILES {
            self.beyond = true;
            return Ok(None);
        }
        if let Some(state) = text_file(&join(self.folder, plain), self.lookup)? {
            return Ok(parse(state.text()).ok().filter(Node::is_map));
        }
        let slip = Slip { line: named.line, how: How::File, key: name.to_owned(), other: String::new() };
        self.missing.get_or_insert(slip);
        Ok(None)
    }

    fn included(&mut self, whole: Node) -> Looked<Node> {
        let Some(include) = whole.get("include").cloned() else { return Ok(whole) };
        let mut base = Node { line: whole.line, value: Yaml::Map(Vec::new()) };
        for item in include.list() {
            let path = item.get("path").unwrap_or(item);
            let paths = if path.list().is_empty() { std::slice::from_ref(path) } else { path.list() };
            for path in paths {
                if let Some(other) = self.other(path)? {
                    base = merge(base, other);
                }
            }
        }
        Ok(merge(base, whole))
    }

    /// Puts what a service extends below it.
    fn extended(&mut self, mut whole: Node) -> Looked<Node> {
        let Some(services) = whole.get("services").cloned() else { return Ok(whole) };
        let mut read: Vec<(Key, Node)> = Vec::new();
        for (key, service) in services.map() {
            read.push((key.clone(), self.with_base(service.clone(), &services, 0)?));
        }
        if let Yaml::Map(entries) = &mut whole.value
            && let Some((_, node)) = entries.iter_mut().find(|(key, _)| key.name == "services")
            && services.is_map()
        {
            node.value = Yaml::Map(read);
        }
        Ok(whole)
    }

    fn with_base(&mut self, service: Node, services: &Node, depth: usize) -> Looked<Node> {
        let Some(extends) = service.get("extends").filter(|_| depth < MOST_FILES).cloned() else { return Ok(service) };
        let name = extends.text().map_or_else(|| extends.text_of("service"), str::to_owned);
        let others = match extends.get("file") {
            Some(file) => self.other(file)?.and_then(|other| other.get("services").cloned()),
            None => Some(services.clone()),
        };
        let Some(others) = others else { return Ok(service) };
        let Some(base) = others.get(&name).cloned() else { return Ok(service) };
        let mut base = self.with_base(base, &others, depth + 1)?;
        if let Yaml::Map(entries) = &mut base.value {
            // What a service waits for is its own affair.
            entries.retain(|(key, _)| key.name != "depends_on");
        }
        Ok(merge(base, service))
    }
}

fn has_variables(node: &Node) -> bool {
    match &node.value {
        Yaml::Null | Yaml::Plain(_) => false,
        Yaml::Text(text) => text.contains('$'),
        Yaml::List(items) => items.iter().any(has_variables),
        Yaml::Map(entries) => entries.iter().any(|(_, below)| has_variables(below)),
    }
}

fn substitute(node: &mut Node, values: &BTreeMap<String, String>) {
    node.each_text(&|text| *text = fill(text, values));
}
