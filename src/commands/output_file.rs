//! A file that a command writes: whole or not at all, and nothing of somebody else's over.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::ui::{Prompt, Question, Ui};

/// A file to write.
pub(super) struct OutputFile<'a> {
    /// Where.
    pub(super) path: &'a Path,
    /// What.
    pub(super) bytes: &'a [u8],
    /// The format's name, for `--json`.
    pub(super) format: &'a str,
    /// Whatever the file is now.
    pub(super) force: bool,
    /// Key of the question whether another file may be written over.
    pub(super) question: &'static str,
}

/// Writes the file and says so. One that `is_earlier` knows for an earlier edition, or an empty one, is no loss; whoever is
/// there is asked about any other. A pipe or a device takes what it is given, and no word beside it.
pub(super) fn put(
    ui: &Ui,
    prompt: &mut dyn Prompt,
    output: &OutputFile<'_>,
    is_earlier: impl Fn(&Path) -> bool,
) -> Outcome {
    let words = ui.words();
    let file = output.path.display().to_string();
    let failed = |error: io::Error| {
        let args = [("file", file.as_str().into()), ("error", words.io(&error).into())];
        CommandError::new(Exit::Progress, words.get("export-unwritable", &args))
    };
    // Through a link, to the file itself.
    let path = fs::canonicalize(output.path).unwrap_or_else(|_| output.path.to_owned());
    match fs::metadata(&path) {
        Ok(there) if there.is_dir() => {
            let said = words.get("export-is-folder", &[("file", file.as_str().into())]);
            return Err(CommandError::new(Exit::Progress, said));
        }
        Ok(there) if !there.is_file() => {
            let mut stream = fs::OpenOptions::new().write(true).open(&path).map_err(failed)?;
            stream.write_all(output.bytes).map_err(failed)?;
            return Ok(Exit::Done);
        }
        Ok(there) if !output.force && there.len() > 0 && !is_earlier(&path) => {
            let text = words.get(output.question, &[("file", file.as_str().into())]);
            if !prompt.confirm(Question { text: &text, instead: "--force" }, false)? {
                return Ok(Exit::Interrupted);
            }
        }
        _ => {}
    }
    replace(&path, output.bytes).map_err(failed)?;
    if ui.is_json() {
        ui.json(&serde_json::json!({ "schema": 1, "file": file, "format": output.format }));
    } else {
        ui.say(&words.get("export-written-to", &[("file", file.as_str().into())]));
    }
    Ok(Exit::Done)
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
