//! Whether a folder is as it was: a folder in, a word out that differs once anything in it does. Files are read where they
//! are small; of others, length and time of change tell.

use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest as _, Sha256};

/// A folder with more entries is not walked through.
const MOST: usize = 400;
/// Larger files are not read.
const SMALL: u64 = 64 * 1024;

/// The folder's fingerprint; `None` if it can't be had, or the folder is too large for it.
pub(super) fn of(folder: &Path) -> Option<String> {
    let mut digest = Sha256::new();
    let mut left = MOST;
    walk(folder, &mut digest, &mut left).ok()?;
    Some(digest.finalize().iter().fold(String::new(), |word, byte| format!("{word}{byte:02x}")))
}

fn walk(folder: &Path, digest: &mut Sha256, left: &mut usize) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        *left = left.checked_sub(1).ok_or(io::ErrorKind::FileTooLarge)?;
        let path = entry.path();
        // A link counts as what it leads to; one that leads nowhere, as its name alone.
        let meta = fs::metadata(&path).or_else(|_| fs::symlink_metadata(&path))?;
        let changed = meta.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        digest.update(path.as_os_str().as_encoded_bytes());
        digest.update(format!("\0{}\0{}\0", meta.len(), changed.as_nanos()));
        if meta.is_dir() && !entry.file_type()?.is_symlink() {
            walk(&path, digest, left)?;
        } else if meta.is_file() && meta.len() <= SMALL {
            digest.update(fs::read(&path).unwrap_or_default());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_in_a_folder_changes_its_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let mut seen = vec![of(folder.path()).unwrap()];
        let mut changed = |what: &str| {
            let now = of(folder.path()).unwrap();
            assert_eq!(of(folder.path()), Some(now.clone()), "{what}: looking changes it");
            assert!(!seen.contains(&now), "{what} is not seen");
            seen.push(now);
        };
        fs::write(at("a"), "one").unwrap();
        changed("a new file");
        let stamp = fs::metadata(at("a")).unwrap().modified().unwrap();
        fs::write(at("a"), "two").unwrap();
        fs::File::options().write(true).open(at("a")).unwrap().set_modified(stamp).unwrap();
        changed("another content of the same length and time");
        fs::create_dir(at("b")).unwrap();
        fs::write(at("b/c"), "").unwrap();
        changed("a file further down");
        fs::rename(at("b/c"), at("b/d")).unwrap();
        changed("another name");
        for number in 0..MOST {
            fs::write(at(&format!("n{number}")), "").unwrap();
        }
        assert_eq!(of(folder.path()), None, "too many files are no fingerprint");
    }
}
