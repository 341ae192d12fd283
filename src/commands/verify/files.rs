//! A chapter's folder as it was when a step began, to be put back between attempts.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Content and permissions of every file below a folder.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<PathBuf, (Vec<u8>, std::fs::Permissions)>);

impl Files {
    pub(super) fn take(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        collect(folder, folder, &mut files)?;
        Ok(Self(files))
    }

    /// Puts everything back as it was: what has come since goes.
    pub(super) fn put_back(&self, folder: &Path) -> io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() && !path.is_symlink() {
                std::fs::remove_dir_all(&path)?;
            } else {
                std::fs::remove_file(&path)?;
            }
        }
        for (path, (content, permissions)) in &self.0 {
            let path = folder.join(path);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(&path, content)?;
            std::fs::set_permissions(&path, permissions.clone())?;
        }
        Ok(())
    }
}

fn collect(
    top: &Path,
    folder: &Path,
    files: &mut BTreeMap<PathBuf, (Vec<u8>, std::fs::Permissions)>,
) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            collect(top, &path, files)?;
        } else if path.is_file() {
            let relative = path.strip_prefix(top).unwrap_or(&path).to_owned();
            files.insert(relative, (std::fs::read(&path)?, path.metadata()?.permissions()));
        }
    }
    Ok(())
}
