//! Files of the learner's workspace. Never leaves it, and opens nothing that could block or be endless.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::look::unknown;
use super::text::Digested;
use crate::probe::{Cause, FileKind, FileState, Observation, Seen};

/// Looks at a file or folder, off the event loop.
pub(super) async fn look(root: PathBuf, path: String) -> Seen {
    let looked = tokio::task::spawn_blocking(move || at(&root, &path)).await;
    looked.unwrap_or_else(|error| unknown(Cause::Unreadable, error.to_string()))
}

/// Looks at `path` below `root`.
fn at(root: &Path, path: &str) -> Seen {
    let outside = || unknown(Cause::Unreadable, format!("`{path}` leads out of the workspace"));
    let relative = Path::new(path);
    if relative.components().any(|part| !matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir))
    {
        return outside();
    }
    let (Ok(root), wanted) = (fs::canonicalize(root), root.join(relative)) else { return Seen::Absent };
    match fs::canonicalize(&wanted) {
        Ok(real) if !real.starts_with(&root) => outside(),
        Ok(real) => read(&real).unwrap_or_else(|error| failed(path, &error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::symlink_metadata(&wanted) {
            // A link to nowhere is there; where it would lead is nobody's business.
            Ok(meta) => Seen::Present(Observation::File(Box::new(bare(FileKind::Link, &meta)))),
            Err(_) => Seen::Absent,
        },
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Seen::Absent,
        Err(error) => failed(path, &error),
    }
}

fn failed(path: &str, error: &io::Error) -> Seen {
    let cause = match error.kind() {
        io::ErrorKind::PermissionDenied => Cause::Permission,
        _ => Cause::Unreadable,
    };
    unknown(cause, format!("`{path}`: {error}"))
}

fn read(real: &Path) -> io::Result<Seen> {
    let meta = fs::metadata(real)?;
    let state = if meta.is_dir() {
        let mut state = bare(FileKind::Folder, &meta);
        for entry in fs::read_dir(real)? {
            state.entries.push(entry?.file_name().to_string_lossy().into_owned());
        }
        state.entries.sort();
        state
    } else if meta.is_file() {
        let mut state = bare(FileKind::File, &meta);
        let mut digested = Digested::default();
        io::copy(&mut fs::File::open(real)?, &mut digested)?;
        digested.into_state(&mut state);
        state
    } else {
        bare(FileKind::Other, &meta)
    };
    Ok(Seen::Present(Observation::File(Box::new(state))))
}

#[cfg(unix)]
fn bare(kind: FileKind, meta: &fs::Metadata) -> FileState {
    use std::os::unix::fs::MetadataExt as _;
    let mode = meta.mode() & 0o7777;
    super::text::bare(kind, mode, meta.uid().into(), meta.len())
}

#[cfg(not(unix))]
fn bare(kind: FileKind, meta: &fs::Metadata) -> FileState {
    let mode = if meta.permissions().readonly() { 0o444 } else { 0o644 };
    super::text::bare(kind, mode, 0, meta.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(seen: Seen) -> FileState {
        match seen {
            Seen::Present(Observation::File(state)) => *state,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_is_read_and_hashed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "one\ntwo\n").unwrap();
        let state = state(at(folder.path(), "a.txt"));
        assert_eq!(
            (state.kind, state.size, state.lines.clone()),
            (FileKind::File, 8, vec!["one".into(), "two".into()])
        );
        assert_eq!(state.hash, "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8");
        assert_eq!(state.content, "one\ntwo\n");
        assert!(!state.executable);
    }

    #[test]
    fn a_folder_lists_its_entries_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b", "a", "c"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(state(at(folder.path(), ".")).entries, ["a", "b", "c"]);
    }

    #[test]
    fn what_is_not_there_is_absent() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        for path in ["nope", "no/pe", "file/below"] {
            assert_eq!(at(folder.path(), path), Seen::Absent, "{path}");
        }
    }

    #[test]
    fn a_huge_file_is_hashed_and_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let size = FileState::MAX_CONTENT + 10;
        fs::write(folder.path().join("huge"), vec![b'x'; size]).unwrap();
        let state = state(at(folder.path(), "huge"));
        assert_eq!((state.size, state.hash.len(), state.content.len()), (size as u64, 64, FileState::MAX_CONTENT));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_leads_out_of_the_workspace() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("out")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("dangling")).unwrap();
        for path in ["out", "../x", "/etc/passwd", "a/../../x"] {
            let Seen::Unknown(unseen) = at(folder.path(), path) else { panic!("{path}") };
            assert_eq!(unseen.cause, Cause::Unreadable, "{path}");
        }
        assert_eq!(state(at(folder.path(), "dangling")).kind, FileKind::Link);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap();
        assert!(made.success());
        assert_eq!(state(at(folder.path(), "pipe")).kind, FileKind::Other);
    }
}
