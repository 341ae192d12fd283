//! `images save` and `images load`: the offline kit, an archive of all base images as `docker save` makes it.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use thiserror::Error;

use crate::engine::EngineError;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::probe::reference;
use crate::ui::{Sign, Transfer};

use super::super::Services;
use super::super::base::{Base, ImageOrigin};
use super::{look, note, pull, sweep, with_progress};

/// The file in an archive that names its images.
const CONTENTS: &str = "manifest.json";
/// No list of contents is longer.
const MAX_CONTENTS: u64 = 16 * 1024 * 1024;

/// Why a file is no kit.
#[derive(Debug, Error)]
pub(in super::super) enum KitError {
    /// It can't be read.
    #[error("`{}` can't be read", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It is no archive of images, or not a whole one.
    #[error("`{}` is no kit of images: {why}", path.display())]
    NoKit {
        /// Which.
        path: PathBuf,
        /// Why.
        why: KitFault,
    },
    /// None of the course's images is in it.
    #[error("`{}` holds other images than the course's: {}", path.display(), tags.join(", "))]
    Others {
        /// Which.
        path: PathBuf,
        /// What is in it.
        tags: Vec<String>,
    },
}

/// What makes a file no kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum KitFault {
    /// No archive, or half of one.
    NoArchive,
    /// No list of the images in it.
    NoList,
    /// The list is broken.
    BadList,
    /// The engine does not take it: in its words.
    Refused(String),
    /// An image that was loaded, and is not there.
    Lost(String),
}

impl fmt::Display for KitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoArchive => f.write_str("it is no tar archive, or it is cut short"),
            Self::NoList => f.write_str("it has no `manifest.json`, or it is cut short"),
            Self::BadList => f.write_str("its `manifest.json` can't be read"),
            Self::Refused(message) => write!(f, "the engine says: {message}"),
            Self::Lost(image) => write!(f, "{image} was loaded, and is not there"),
        }
    }
}

impl From<KitError> for CommandError {
    fn from(error: KitError) -> Self {
        Self::new(Exit::CouldNotLook, error).hint("`kesako images save FILE`")
    }
}

/// Saves all base images into one file.
pub(super) async fn save(services: &mut Services, file: &Path) -> Result<(), CommandError> {
    let bases = look(services).await?;
    let missing: Vec<&str> = bases.iter().filter(|b| b.is_missing()).map(|b| b.image.reference.as_str()).collect();
    if !missing.is_empty() {
        let message = services.words().get("commands-kit-incomplete", &[("images", missing.join(", ").into())]);
        return Err(CommandError::new(Exit::CouldNotLook, message).hint("`kesako images pull`"));
    }
    let references: Vec<&str> = bases.iter().map(|base| base.image.reference.as_str()).collect();
    let about: u64 = bases
        .iter()
        .map(|base| match base.found {
            super::Found::There { size, .. } => size,
            _ => 0,
        })
        .sum();
    let name = file.display().to_string();
    let what = services.words().text("commands-kit-saving");
    let mut transfer = Transfer::begin(&services.ui, &name);
    let saved = services.engine.save(&references, file, |done| transfer.bytes(&what, done, about.max(done))).await;
    transfer.end();
    let size = saved?;
    share(file);
    let values = [("file", name.into()), ("size", services.words().size(size).into())];
    services.ui.status(Sign::Pass, &services.words().get("commands-kit-saved", &values));
    Ok(())
}

/// Lets others read it: a kit is made to be handed around. Where that can't be, it is still a kit.
fn share(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// Loads a kit, after making sure that it is one.
pub(super) async fn load(services: &mut Services, file: &Path) -> Result<(), CommandError> {
    let path = file.to_owned();
    let tags = tokio::task::spawn_blocking(move || contents(&path)).await;
    let tags = tags.map_err(|error| CommandError::new(Exit::Bug, error))??;
    let has = |base: &Base| tags.iter().any(|tag| reference::same(tag, &base.image.reference));
    let bases = look(services).await?;
    if !bases.iter().any(has) {
        return Err(KitError::Others { path: file.to_owned(), tags }.into());
    }
    let (sender, news) = tokio::sync::mpsc::unbounded_channel();
    let name = file.display().to_string();
    let what = services.words().text("commands-kit-loading");
    let mut transfer = Transfer::begin(&services.ui, &name);
    // Nobody reads the news any more once the bars are gone.
    let work = services.engine.load(file, move |done, all| _ = sender.send((done, all)));
    let loaded = with_progress(&mut transfer, &what, news, work).await;
    transfer.end();
    match loaded {
        Ok(_) => {}
        Err(EngineError::Answer { message, .. }) => {
            return Err(KitError::NoKit { path: file.to_owned(), why: KitFault::Refused(message) }.into());
        }
        Err(error) => return Err(error.into()),
    }
    let lacking: Vec<String> =
        bases.iter().filter(|base| !has(base)).map(|base| base.image.reference.clone()).collect();
    for base in look(services).await?.iter().filter(|base| has(base)) {
        if base.is_missing() {
            let why = KitFault::Lost(base.image.reference.clone());
            return Err(pull::other_ways(KitError::NoKit { path: file.to_owned(), why }.into()));
        }
        let says = services.words().get("commands-kit-loaded", &[("reference", base.image.reference.as_str().into())]);
        services.ui.status(Sign::Pass, &says);
        note(services, base, ImageOrigin::Kit);
    }
    for base in &bases {
        sweep(services, base).await;
    }
    if !lacking.is_empty() {
        let says = services.words().get("commands-kit-lacks", &[("images", lacking.join(", ").into())]);
        services.ui.warning(&says);
    }
    Ok(())
}

/// The names of the images in an archive, compressed or not.
fn contents(path: &Path) -> Result<Vec<String>, KitError> {
    let unreadable = |source| KitError::Read { path: path.to_owned(), source };
    let no_kit = |why| KitError::NoKit { path: path.to_owned(), why };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut start = [0; 2];
    let size = file.read(&mut start).map_err(unreadable)?;
    io::Seek::rewind(&mut file).map_err(unreadable)?;
    let list = if size == 2 && start == [0x1f, 0x8b] {
        let mut archive = tar::Archive::new(GzDecoder::new(io::BufReader::new(file)));
        archive.entries().and_then(find_list)
    } else {
        let mut archive = tar::Archive::new(io::BufReader::new(file));
        archive.entries_with_seek().and_then(find_list)
    };
    // What the archive's reader complains of is a piece of the file: of no use to anybody.
    let list = list.map_err(|_| no_kit(KitFault::NoArchive))?;
    let list = list.ok_or_else(|| no_kit(KitFault::NoList))?;
    let list: serde_json::Value = serde_json::from_slice(&list).map_err(|_| no_kit(KitFault::BadList))?;
    let images = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let tags = images.iter().filter_map(|image| image["RepoTags"].as_array()).flatten();
    Ok(tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect())
}

fn find_list<R: Read>(entries: tar::Entries<'_, R>) -> io::Result<Option<Vec<u8>>> {
    for entry in entries {
        let mut entry = entry?;
        if entry.path()?.as_os_str() == CONTENTS {
            let mut list = Vec::new();
            let wanted = entry.size().min(MAX_CONTENTS);
            entry.by_ref().take(wanted).read_to_end(&mut list)?;
            return Ok((list.len() as u64 == wanted).then_some(list));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn kit(list: &str) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (path, content) in [("abc/layer.tar", "x".repeat(5000).as_str()), (CONTENTS, list)] {
            let mut header = tar::Header::new_gnu();
            header.set_size(content.len() as u64);
            builder.append_data(&mut header, path, content.as_bytes()).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Vec<String>, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        contents(file.path()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_names_in_a_kit_are_read_compressed_or_not() {
        let bytes = kit(r#"[{"RepoTags":["alpine:latest"]},{"RepoTags":null},{"RepoTags":["node:24-slim"]}]"#);
        assert_eq!(read(&bytes).unwrap(), ["alpine:latest", "node:24-slim"]);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&bytes).unwrap();
        assert_eq!(read(&packed.finish().unwrap()).unwrap(), ["alpine:latest", "node:24-slim"]);
    }

    #[test]
    fn other_files_and_cut_ones_are_no_kit() {
        let whole = kit("[]");
        for bytes in [&b""[..], b"not an archive at all", &whole[..3000], &whole[..6000], b"\x1f\x8bnonsense"] {
            assert!(read(bytes).unwrap_err().contains("is no kit of images"), "{} bytes", bytes.len());
        }
        assert!(read(&kit("{")).unwrap_err().contains("is no kit of images"));
        assert!(contents(Path::new("/no/such/kit.tar")).unwrap_err().to_string().contains("can't be read"));
    }
}
