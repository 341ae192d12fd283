//! Writing a file whole or not at all, and nothing of somebody else's over.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::commands::Services;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::progress::export::MAX_BYTES;
use crate::ui::Question;

/// A file to write.
pub(in crate::commands) struct Writing {
    /// Where.
    pub(in crate::commands) path: PathBuf,
    /// What.
    pub(in crate::commands) bytes: Vec<u8>,
    /// The opaque name of the record that it is about: it stands in every export.
    pub(in crate::commands) record: String,
    /// Whatever the file is now.
    pub(in crate::commands) force: bool,
}

/// Writes the file; `false` if it would take the place of another and the learner would rather keep that. An earlier
/// export of the same record, or an empty file, is no loss.
pub(in crate::commands) fn write(services: &mut Services, writing: &Writing) -> Result<bool, CommandError> {
    let words = services.words();
    let file = writing.path.display().to_string();
    let failed = |error: io::Error| {
        let said = words.get("export-unwritable", &[("file", file.clone().into())]);
        // A temporary file's path is nothing to tell.
        let cause =
            error.get_ref().and_then(|inner| inner.source()).map_or_else(|| error.to_string(), ToString::to_string);
        CommandError::new(Exit::Progress, format!("{said}: {cause}"))
    };
    // Through a link, to the file itself.
    let path = fs::canonicalize(&writing.path).unwrap_or_else(|_| writing.path.clone());
    match fs::metadata(&path) {
        Ok(there) if there.is_dir() => {
            let said = words.get("export-is-folder", &[("file", file.into())]);
            return Err(CommandError::new(Exit::Progress, said));
        }
        Ok(there) if !there.is_file() => {
            // A pipe or a device takes what it is given.
            let mut stream = fs::OpenOptions::new().write(true).open(&path).map_err(failed)?;
            stream.write_all(&writing.bytes).map_err(failed)?;
            return Ok(true);
        }
        Ok(there) if !writing.force && !is_earlier(&path, there.len(), &writing.record) => {
            let question = words.get("export-overwrite-question", &[("file", file.clone().into())]);
            if !services.prompt.confirm(Question { text: &question, instead: "--force" }, false)? {
                return Ok(false);
            }
        }
        _ => {}
    }
    replace(&path, &writing.bytes).map_err(failed)?;
    Ok(true)
}

/// Whether a file is an earlier export of the same record.
fn is_earlier(path: &Path, length: u64, record: &str) -> bool {
    if length == 0 {
        return true;
    }
    length <= MAX_BYTES
        && fs::read(path).is_ok_and(|bytes| bytes.windows(record.len()).any(|window| window == record.as_bytes()))
}

/// Puts a file in place in one go, with the permissions that the one before had.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut part = tempfile::Builder::new();
    part.prefix(".kesako-");
    #[cfg(unix)]
    let public: Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    part.permissions(public);
    let mut part = part.tempfile_in(folder)?;
    part.write_all(bytes)?;
    if let Ok(before) = fs::metadata(path) {
        let kept: Permissions = before.permissions();
        if kept.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        part.as_file().set_permissions(kept)?;
    }
    part.as_file().sync_all()?;
    part.persist(path).map(drop).map_err(|error| error.error)
}
