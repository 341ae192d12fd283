//! Packages of Debian and Ubuntu, fetched and unpacked into a folder of kesako's own: nothing is installed, and no root
//! is needed.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use etcetera::BaseStrategy;
use thiserror::Error;
use tokio::process::Command;

use super::super::doctor::Machine;

/// Folders of programs in what was unpacked.
const PROGRAMS: [&str; 4] = ["usr/bin", "bin", "usr/sbin", "sbin"];

/// Why packages could not be had.
#[derive(Debug, Error)]
pub(in super::super) enum FetchError {
    /// The folder can't be made.
    #[error("cannot make `{}`", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A program can't be started.
    #[error("cannot run `{program}`")]
    Start {
        /// Which.
        program: &'static str,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A program failed.
    #[error("`{program}` failed: {output}")]
    Failed {
        /// Which.
        program: &'static str,
        /// The last thing it said.
        output: String,
    },
}

/// Where packages go.
#[derive(Debug, Clone)]
pub(super) struct Packages {
    folder: PathBuf,
}

impl Packages {
    /// The cache folder, where packages can be fetched at all.
    pub(super) fn of(machine: &Machine) -> Option<Self> {
        let can = machine.system().family.has_apt()
            && machine.program("apt-get").is_some()
            && machine.program("dpkg").is_some();
        let cache = etcetera::choose_base_strategy().ok()?.cache_dir();
        can.then(|| Self { folder: cache.join("kesako").join("packages") })
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A `PATH`, then the programs that were unpacked.
    pub(super) fn path_after(&self, path: &str) -> String {
        let own = PROGRAMS.map(|folder| self.folder.join("root").join(folder).display().to_string());
        [path.to_owned()].into_iter().chain(own).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
    }
}

/// Fetches packages with what they need that is not installed, and unpacks them.
pub(super) async fn fetch(packages: &Packages, names: &[&str], machine: &Machine) -> Result<(), FetchError> {
    let archives = packages.folder.join("archives");
    for folder in ["archives/partial", "lists/partial", "root"] {
        let path = packages.folder.join(folder);
        std::fs::create_dir_all(&path).map_err(|source| FetchError::Folder { path: path.clone(), source })?;
    }
    let mut lists = Vec::new();
    if download(names, &archives, &lists, machine).await.is_err() {
        // The machine's own lists are empty or old: fetch them into the folder as well.
        lists = private_lists(&packages.folder);
        apt(["update".to_owned()].into_iter().chain(lists.clone()), &archives, machine).await?;
        download(names, &archives, &lists, machine).await?;
    }
    // What they need besides: without it only those programs fail that need it.
    let needs = ["install", "--download-only", "--no-install-recommends", "-y", "-o", "Debug::NoLocking=1"];
    let cache = ["-o".to_owned(), format!("Dir::Cache::archives={}", archives.display())];
    let words =
        needs.map(str::to_owned).into_iter().chain(cache).chain(lists).chain(names.iter().map(ToString::to_string));
    drop(apt(words, &archives, machine).await);
    // Lists are large, and old the next time; should they stay, nothing is wrong but the room they take.
    let _ = std::fs::remove_dir_all(packages.folder.join("lists"));
    unpack(&archives, &packages.folder.join("root"), machine).await
}

async fn download(names: &[&str], archives: &Path, lists: &[String], machine: &Machine) -> Result<(), FetchError> {
    let words = ["download".to_owned()].into_iter().chain(lists.iter().cloned());
    apt(words.chain(names.iter().map(ToString::to_string)), archives, machine).await
}

/// Options that keep apt's lists in the folder.
fn private_lists(folder: &Path) -> Vec<String> {
    let options = [
        format!("Dir::State::lists={}", folder.join("lists").display()),
        "Dir::Cache::pkgcache=".to_owned(),
        "Dir::Cache::srcpkgcache=".to_owned(),
        "Debug::NoLocking=1".to_owned(),
    ];
    options.into_iter().flat_map(|option| ["-o".to_owned(), option]).collect()
}

async fn apt(words: impl Iterator<Item = String>, folder: &Path, machine: &Machine) -> Result<(), FetchError> {
    run("apt-get", words.collect(), folder, machine).await
}

async fn unpack(archives: &Path, root: &Path, machine: &Machine) -> Result<(), FetchError> {
    let unreadable = |source| FetchError::Folder { path: archives.to_owned(), source };
    let files = std::fs::read_dir(archives).map_err(unreadable)?;
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "deb")) {
        let words = vec!["-x".to_owned(), file.display().to_string(), root.display().to_string()];
        run("dpkg", words, archives, machine).await?;
    }
    Ok(())
}

async fn run(program: &'static str, words: Vec<String>, folder: &Path, machine: &Machine) -> Result<(), FetchError> {
    let path = machine.program(program).unwrap_or_else(|| PathBuf::from(program));
    let mut command = Command::new(path);
    command.args(words).current_dir(folder).env("LC_ALL", "C").stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.map_err(|source| FetchError::Start { program, source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = said.lines().rev().find(|line| line.starts_with("E:")).or_else(|| said.lines().last());
    Err(FetchError::Failed { program, output: last.unwrap_or_default().trim().to_owned() })
}
