//! Writing a report to a file: whole or not at all, and nothing but an earlier report over.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use crate::cli::Global;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::ui::{Question, Ui, prompt};

/// Writes `bytes`. A file that begins as reports of this kind do (`begins`, if they have such a beginning), or an empty
/// one, is no loss; whoever is there is asked about any other.
pub(super) fn write(ui: &Ui, global: &Global, path: &Path, bytes: &[u8], begins: &[u8], force: bool) -> Outcome {
    let words = ui.words();
    let file = path.display().to_string();
    let failed = |error: io::Error| {
        let said =
            words.get("report-unwritable", &[("file", file.as_str().into()), ("error", error.to_string().into())]);
        CommandError::new(Exit::Progress, said)
    };
    // Through a link, to the file itself.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&real) {
        Ok(there) if there.is_dir() => {
            let said = words.get("report-is-folder", &[("file", file.as_str().into())]);
            return Err(CommandError::new(Exit::Progress, said));
        }
        Ok(there) if !there.is_file() => {
            // A pipe or a device takes what it is given.
            let mut stream = fs::OpenOptions::new().write(true).open(&real).map_err(failed)?;
            stream.write_all(bytes).map_err(failed)?;
            return Ok(Exit::Done);
        }
        Ok(there) if !force && there.len() > 0 && !is_earlier(&real, begins) => {
            let text = words.get("report-overwrite-question", &[("file", file.as_str().into())]);
            let question = Question { text: &text, instead: "--force" };
            if !prompt(ui, global.yes).confirm(question, false)? {
                return Ok(Exit::Interrupted);
            }
        }
        _ => {}
    }
    replace(&real, bytes).map_err(failed)?;
    if ui.is_json() {
        ui.json(&serde_json::json!({ "schema": 1, "file": file }));
    } else {
        ui.say(&words.get("report-written", &[("file", file.as_str().into())]));
    }
    Ok(Exit::Done)
}

fn is_earlier(path: &Path, begins: &[u8]) -> bool {
    let mut there = Vec::new();
    let length = begins.len() as u64;
    let read = File::open(path).and_then(|file| file.take(length).read_to_end(&mut there));
    !begins.is_empty() && read.is_ok() && there == begins
}

/// Puts a file in place in one go, with the permissions that the one before had.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut part = tempfile::Builder::new();
    part.prefix(".kesako-");
    #[cfg(unix)]
    part.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut part = part.tempfile_in(folder)?;
    part.write_all(bytes)?;
    if let Ok(before) = fs::metadata(path) {
        if before.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        part.as_file().set_permissions(before.permissions())?;
    }
    part.as_file().sync_all()?;
    part.persist(path).map(drop).map_err(|error| error.error)
}
