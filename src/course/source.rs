//! Where a course's files come from: the binary itself, or a folder (`--course DIR`). Bytes out, nothing parsed.
//!
//! Paths are relative to the course's folder, with forward slashes, and begin with one of [`TOPS`]. A path that would
//! leave the course is not found.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use rust_embed::Embed;

/// The folders that make a course.
pub const TOPS: [&str; 3] = ["lessons", "checks", "exercises"];

#[derive(Embed)]
#[folder = "lessons/"]
#[prefix = "lessons/"]
#[allow_missing = true]
struct Lessons;

#[derive(Embed)]
#[folder = "checks/"]
#[prefix = "checks/"]
#[allow_missing = true]
struct Checks;

#[derive(Embed)]
#[folder = "exercises/"]
#[prefix = "exercises/"]
#[allow_missing = true]
struct Exercises;

/// Where a course's files come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CourseSource {
    /// The course inside this binary.
    Embedded,
    /// A folder with `lessons/`, `checks/` and `exercises/`.
    Folder(PathBuf),
}

/// A file as it is in the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Whether it is a program: its owner may execute it, or it begins with `#!`. In the binary only the latter counts.
    pub executable: bool,
}

/// A file of the course could not be read, though it is there.
#[derive(Debug, thiserror::Error)]
#[error("can't read `{path}`")]
pub struct SourceError {
    /// The file or folder, from the course's folder.
    pub path: String,
    /// Why.
    #[source]
    pub cause: io::Error,
}

impl CourseSource {
    /// Reads one file; `None` if there is none.
    pub fn read(&self, path: &str) -> Result<Option<SourceFile>, SourceError> {
        if !is_inside(path) {
            return Ok(None);
        }
        match self {
            Self::Embedded => Ok(embedded(path).map(|bytes| {
                let executable = bytes.starts_with(b"#!");
                SourceFile { bytes, executable }
            })),
            Self::Folder(folder) => {
                read_file(&folder.join(path)).map_err(|cause| SourceError { path: path.to_owned(), cause })
            }
        }
    }

    /// Lists every file below a folder, at any depth, sorted by path; empty if the folder does not exist.
    pub fn list(&self, folder: &str) -> Result<Vec<String>, SourceError> {
        let mut files = match self {
            Self::Embedded => {
                let below = format!("{folder}/");
                let all = Lessons::iter().chain(Checks::iter()).chain(Exercises::iter());
                all.filter(|path| path.starts_with(&below)).map(Cow::into_owned).collect()
            }
            Self::Folder(root) if is_inside(folder) => {
                let mut files = Vec::new();
                walk(root, folder, &mut files)?;
                files
            }
            Self::Folder(_) => Vec::new(),
        };
        files.sort_unstable();
        Ok(files)
    }
}

fn embedded(path: &str) -> Option<Cow<'static, [u8]>> {
    let file = match path.split_once('/')?.0 {
        "lessons" => Lessons::get(path),
        "checks" => Checks::get(path),
        "exercises" => Exercises::get(path),
        _ => None,
    };
    file.map(|file| file.data)
}

fn is_inside(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next().is_some_and(|top| TOPS.contains(&top))
        && parts.all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains('\\'))
}

fn read_file(path: &Path) -> io::Result<Option<SourceFile>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let executable = bytes.starts_with(b"#!") || may_execute(path)?;
    Ok(Some(SourceFile { bytes: Cow::Owned(bytes), executable }))
}

#[cfg(unix)]
fn may_execute(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn may_execute(_path: &Path) -> io::Result<bool> {
    Ok(false)
}

fn walk(root: &Path, folder: &str, files: &mut Vec<String>) -> Result<(), SourceError> {
    let failed = |cause| SourceError { path: folder.to_owned(), cause };
    let entries = match std::fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
