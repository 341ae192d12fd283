//! The files of a report: as named, in folders, by pattern, from standard input. One is read at a time, none beyond the
//! size of an export; what is no regular file is not opened, so that no pipe or device is waited for.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use regex::Regex;

use crate::progress::export::{Export, ExportError, MAX_BYTES, Read};
use crate::report::{Reason, Roster};

/// Folders in folders that are looked into.
const DEEPEST: usize = 32;

/// Gives everything that `named` names to the roster, each file once.
pub(super) fn read_all(named: &[PathBuf], roster: &mut Roster) {
    let mut gathering = Gathering { roster, seen: BTreeSet::new() };
    for path in named {
        gathering.named(path);
    }
}

struct Gathering<'r> {
    roster: &'r mut Roster,
    /// Files that were read, by their one true path.
    seen: BTreeSet<PathBuf>,
}

impl Gathering<'_> {
    fn named(&mut self, path: &Path) {
        if path.as_os_str() == "-" {
            let read = read(io::stdin().lock());
            self.roster.add("-", read);
            return;
        }
        let name = path.display().to_string();
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && is_pattern(path) => {
                let fitting = expand(path);
                if fitting.is_empty() {
                    self.roster.leave_out(&name, Reason::NoMatch);
                }
                for path in fitting {
                    self.found(&path);
                }
            }
            _ => self.found(path),
        }
    }

    /// A file, or a folder with whatever is in it.
    fn found(&mut self, path: &Path) {
        let is_folder = fs::metadata(path).is_ok_and(|there| there.is_dir());
        if !is_folder {
            self.file(path);
        } else if !self.folder(path, 0) {
            self.roster.leave_out(&path.display().to_string(), Reason::EmptyFolder);
        }
    }

    /// Whether there was anything to read, or to say, in the folder. Links to folders are not followed.
    fn folder(&mut self, path: &Path, depth: usize) -> bool {
        let entries = match fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => {
                self.roster.leave_out(&path.display().to_string(), Reason::Unreadable(error));
                return true;
            }
        };
        let mut paths: Vec<(PathBuf, bool)> = entries
            .iter()
            .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
            .map(|entry| (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir())))
            .collect();
        paths.sort();
        let mut any = false;
        for (path, is_folder) in paths {
            let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
            if is_folder {
                any |= depth < DEEPEST && self.folder(&path, depth + 1);
            } else if is_json && !fs::metadata(&path).is_ok_and(|there| there.is_dir()) {
                self.file(&path);
                any = true;
            }
        }
        any
    }

    fn file(&mut self, path: &Path) {
        let name = path.display().to_string();
        if fs::canonicalize(path).is_ok_and(|real| !self.seen.insert(real)) {
            return;
        }
        let read = open(path).and_then(read);
        self.roster.add(&name, read);
    }
}

fn open(path: &Path) -> Result<File, Reason> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Reason::NotFound,
        _ => Reason::Unreadable(error),
    };
    let there = fs::metadata(path).map_err(failed)?;
    if !there.is_file() {
        return Err(Reason::NotAFile);
    }
    if there.len() > MAX_BYTES {
        return Err(Reason::Export(ExportError::TooLarge));
    }
    File::open(path).map_err(failed)
}

/// An export from any stream, read up to the size that exports have.
fn read(stream: impl io::Read) -> Result<Read, Reason> {
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(Reason::Unreadable)?;
    Export::read(&bytes).map_err(Reason::Export)
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?'])
}

/// Paths that fit a pattern, in order: `*` for any characters of one name, `?` for one. Some shells leave that to the
/// program. As in a shell, no wildcard stands for the point that hides a name.
fn expand(pattern: &Path) -> Vec<PathBuf> {
    let mut fitting = vec![PathBuf::new()];
    for part in pattern.components() {
        let name = part.as_os_str().to_string_lossy();
        if !matches!(part, Component::Normal(_)) || !name.contains(['*', '?']) {
            for path in &mut fitting {
                path.push(part);
            }
            continue;
        }
        let expression = regex::escape(&name).replace(r"\*", ".*").replace(r"\?", ".");
        let Ok(expression) = Regex::new(&format!("(?s)^{expression}$")) else { return Vec::new() };
        fitting = fitting.iter().flat_map(|folder| names_in(folder, &expression)).collect();
    }
    fitting.retain(|path| path.symlink_metadata().is_ok());
    fitting.sort();
    fitting
}

fn names_in(folder: &Path, expression: &Regex) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name());
    let fits = |name: &std::ffi::OsString| {
        let name = name.to_string_lossy();
        !name.starts_with('.') && expression.is_match(&name)
    };
    names.filter(fits).map(|name| folder.join(name)).collect()
}
