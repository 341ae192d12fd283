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

    /// Puts everything back as it was: what has come since goes. Folders and files that were there stay the same ones,
    /// since a container may have them mounted.
    pub(super) fn put_back(&self, folder: &Path) -> io::Result<()> {
        self.clear(folder, Path::new(""))?;
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

    /// Removes what was not there from a folder, given by its path below the whole.
    fn clear(&self, top: &Path, below: &Path) -> io::Result<()> {
        for entry in std::fs::read_dir(top.join(below))? {
            let path = below.join(entry?.file_name());
            let whole = top.join(&path);
            let is_folder = whole.is_dir() && !whole.is_symlink();
            if is_folder && self.0.keys().any(|file| file.starts_with(&path)) {
                self.clear(top, &path)?;
            } else if is_folder {
                std::fs::remove_dir_all(&whole)?;
            } else if whole.is_symlink() || !self.0.contains_key(&path) {
                std::fs::remove_file(&whole)?;
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_goes_and_what_was_there_stays_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path();
        std::fs::create_dir_all(top.join("auth")).unwrap();
        std::fs::write(top.join("auth/htpasswd"), "learner").unwrap();
        let files = Files::take(top).unwrap();
        std::fs::write(top.join("auth/htpasswd"), "other").unwrap();
        std::fs::write(top.join("auth/more"), "").unwrap();
        std::fs::create_dir_all(top.join("new/deep")).unwrap();
        std::fs::write(top.join("new/deep/file"), "").unwrap();
        let open = std::fs::File::open(top.join("auth/htpasswd")).unwrap();
        files.put_back(top).unwrap();
        assert_eq!(io::read_to_string(open).unwrap(), "learner");
        assert!(!top.join("auth/more").exists() && !top.join("new").exists());
        std::fs::remove_dir_all(top.join("auth")).unwrap();
        files.put_back(top).unwrap();
        assert_eq!(std::fs::read_to_string(top.join("auth/htpasswd")).unwrap(), "learner");
    }
}
