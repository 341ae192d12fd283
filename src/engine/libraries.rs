//! The shared libraries that a program of this machine needs to run elsewhere: read from the program itself, nothing
//! is executed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use goblin::elf::Elf;

/// Where the loader looks of its own accord, the table of the machine left aside.
const DEFAULTS: [&str; 4] = ["/lib", "/usr/lib", "/lib64", "/usr/lib64"];

/// What a program needs: path in the image → path here. Empty for a static program.
pub(super) fn needed_by(program: &Path) -> BTreeMap<PathBuf, PathBuf> {
    let mut found = BTreeMap::new();
    let mut names = BTreeSet::new();
    walk(program, &mut found, &mut names);
    found
}

/// Whether this is a program for Linux.
pub(super) fn is_program(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| Elf::parse(&bytes).is_ok())
}

fn walk(object: &Path, found: &mut BTreeMap<PathBuf, PathBuf>, names: &mut BTreeSet<String>) {
    let Ok(bytes) = fs::read(object) else { return };
    let Ok(elf) = Elf::parse(&bytes) else { return };
    if let Some(loader) = elf.interpreter {
        found.insert(PathBuf::from(loader), PathBuf::from(loader));
    }
    let own: Vec<PathBuf> = elf
        .runpaths
        .iter()
        .chain(&elf.rpaths)
        .flat_map(|paths| paths.split(':'))
        .filter(|path| !path.is_empty())
        .map(|path| expanded(path, object))
        .collect();
    for name in &elf.libraries {
        if !names.insert((*name).to_owned()) {
            continue;
        }
        let defaults = default_folders();
        let table = table_folders();
        let beside = folders_beside(object);
        let Some(here) = own
            .iter()
            .chain(&beside)
            .chain(&defaults)
            .chain(&table)
            .map(|folder| folder.join(name))
            .find(|p| p.is_file())
        else {
            continue;
        };
        // The machine's table of folders does not come along: what only it knows goes where the loader looks anyway.
        let is_reached = here.parent().is_some_and(|folder| own.iter().chain(&defaults).any(|own| own == folder));
        let there = if is_reached { here.clone() } else { Path::new("/usr/lib").join(name) };
        walk(&here, found, names);
        found.insert(there, here);
    }
}

fn expanded(path: &str, object: &Path) -> PathBuf {
    let origin = fs::canonicalize(object).ok().and_then(|real| Some(real.parent()?.display().to_string()));
    PathBuf::from(path.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", origin.as_deref().unwrap_or("/")))
}

fn default_folders() -> Vec<PathBuf> {
    let triplet = match std::env::consts::ARCH {
        "x86" => "i386-linux-gnu".to_owned(),
        "arm" => "arm-linux-gnueabihf".to_owned(),
        "powerpc64" => "powerpc64le-linux-gnu".to_owned(),
        other => format!("{other}-linux-gnu"),
    };
    let multiarch = ["/lib", "/usr/lib"].map(|folder| Path::new(folder).join(&triplet));
    multiarch.into_iter().chain(DEFAULTS.map(PathBuf::from)).collect()
}

/// The loader's folders below the one that a program was unpacked into with the libraries it needs.
fn folders_beside(object: &Path) -> Vec<PathBuf> {
    let top = object.ancestors().skip(1).find(|top| *top != Path::new("/") && top.join("usr/bin").is_dir());
    let below =
        |top: &Path| default_folders().iter().filter_map(|f| Some(top.join(f.strip_prefix("/").ok()?))).collect();
    top.map(below).unwrap_or_default()
}

/// The folders that `/etc/ld.so.conf.d` adds.
fn table_folders() -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir("/etc/ld.so.conf.d") else { return Vec::new() };
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.sort();
    let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
    texts
        .flat_map(|text| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>())
        .filter(|line| line.starts_with('/'))
        .map(PathBuf::from)
        .collect()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn a_dynamic_program_needs_its_loader_and_the_c_library() {
        let needed = needed_by(&std::env::current_exe().unwrap());
        let names: Vec<String> =
            needed.keys().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
        assert!(names.iter().any(|name| name.starts_with("libc.so")), "{names:?}");
        assert!(names.iter().any(|name| name.starts_with("ld-linux")), "{names:?}");
        assert!(needed.values().all(|path| path.is_file()));
    }

    #[test]
    fn a_script_needs_nothing_and_is_no_program() {
        let script = tempfile::NamedTempFile::new().unwrap();
        fs::write(script.path(), "#!/bin/sh\n").unwrap();
        assert!(needed_by(script.path()).is_empty() && !is_program(script.path()));
    }
}
