//! Images moved as a whole: is it there, save, load, import.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use http_body_util::{Either, StreamBody};
use hyper::Method;
use hyper::body::Frame;
use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::lines::Lines;
use super::wire::{Body, path};
use super::{Engine, EngineError};
use crate::probe::reference;

const PIECE: usize = 256 * 1024;
/// How long an engine that is alive may take to look for an image.
const ANSWER: Duration = Duration::from_secs(5);

/// A list of images in the engine's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageList(Bytes);

impl ImageList {
    /// Whether both lists have the same images under the same names, in whatever order they come.
    pub fn is_same(&self, other: &Self) -> bool {
        self == other || self.names().is_some_and(|names| Some(names) == other.names())
    }

    fn names(&self) -> Option<BTreeSet<Named>> {
        serde_json::from_slice(&self.0).ok()
    }
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "PascalCase")]
struct Named {
    id: String,
    /// Null where there is none.
    repo_tags: Option<BTreeSet<String>>,
}

impl Engine {
    /// Whether the image is on the engine.
    pub async fn has(&self, reference: &str) -> Result<bool, EngineError> {
        match self.wire.within(ANSWER, "an image", self.named("images", reference, "json")).await {
            Ok(_) => Ok(true),
            Err(EngineError::Absent { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The list of images as the engine words it: two that are equal to the byte need no reading.
    pub async fn image_list(&self) -> Result<ImageList, EngineError> {
        let answer = self.wire.within(ANSWER, "the images", self.wire.ask(Method::GET, "/images/json", None)).await?;
        Ok(ImageList(answer.body))
    }

    /// Gives an image one more name.
    pub async fn tag(&self, image: &str, reference: &str) -> Result<(), EngineError> {
        let (repository, tag) = reference::split(reference);
        let path = path(&["images", image, "tag"], &[("repo", &repository), ("tag", &tag)]);
        self.wire.ask(Method::POST, &path, None).await.map(drop)
    }

    /// Writes images into one archive, as `docker save` does; tells of the bytes written so far. The file appears only
    /// when it is whole.
    pub async fn save(
        &self,
        references: &[&str],
        to: &Path,
        mut progress: impl FnMut(u64),
    ) -> Result<u64, EngineError> {
        let unwritable = |source| EngineError::File { path: to.to_owned(), source };
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let part = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
        let mut file = tokio::fs::File::from_std(part.reopen().map_err(unwritable)?);
        let mut stream = Box::pin(self.docker.export_images(references));
        let mut size = 0;
        while let Some(piece) = stream.next().await {
            let piece = piece.map_err(|error| self.wire.bollard("saving images", error))?;
            file.write_all(&piece).await.map_err(unwritable)?;
            size += piece.len() as u64;
            progress(size);
        }
        file.flush().await.map_err(unwritable)?;
        part.persist(to).map_err(|error| unwritable(error.error))?;
        Ok(size)
    }

    /// Loads an archive of images, as `docker load` does; tells of bytes done and bytes in all. Gives the engine's last
    /// words.
    pub async fn load(
        &self,
        from: &Path,
        progress: impl FnMut(u64, u64) + Send + 'static,
    ) -> Result<String, EngineError> {
        let unreadable = |source| EngineError::File { path: from.to_owned(), source };
        let file = tokio::fs::File::open(from).await.map_err(unreadable)?;
        let all = file.metadata().await.map_err(unreadable)?.len();
        let body = pieces(file, all, progress);
        let what = "loading images";
        let path = path(&["images", "load"], &[("quiet", "1")]);
        let response = self.wire.send(Method::POST, &path, "application/x-tar", body_of(body)).await?;
        let words = Lines::new(&self.wire, what, response.into_body()).last("stream").await?;
        Ok(words.unwrap_or_default().trim().to_owned())
    }

    /// Makes an image of a root filesystem, as `docker import` does; gives its id. `changes` are Dockerfile
    /// instructions for its configuration.
    pub async fn import_tar(
        &self,
        tar: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
        reference: &str,
        changes: &[String],
        labels: &[(&str, &str)],
    ) -> Result<String, EngineError> {
        let (repository, tag) = reference::split(reference);
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("LABEL {name}={value}")).collect();
        let mut query = vec![("fromSrc", "-"), ("repo", repository.as_str()), ("tag", tag.as_str())];
        query.extend(changes.iter().chain(&labels).map(|change| ("changes", change.as_str())));
        let path = path(&["images", "create"], &query);
        let what = "importing an image";
        let response = self.wire.send(Method::POST, &path, "application/x-tar", body_of(tar)).await?;
        let id = Lines::new(&self.wire, what, response.into_body()).last("status").await?.unwrap_or_default();
        Ok(reference::strip_algorithm(id.trim()).to_owned())
    }
}

fn body_of(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Body {
    Either::Right(StreamBody::new(Box::pin(stream.map(|piece| piece.map(Frame::data)))))
}

/// A file piece by piece.
fn pieces(
    file: tokio::fs::File,
    all: u64,
    progress: impl FnMut(u64, u64) + Send + 'static,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
    futures_util::stream::try_unfold((file, 0, progress), move |(mut file, done, mut progress)| async move {
        let mut piece = vec![0; PIECE];
        let size = file.read(&mut piece).await?;
        if size == 0 {
            return Ok(None);
        }
        piece.truncate(size);
        let done = done + size as u64;
        progress(done, all);
        Ok(Some((Bytes::from(piece), (file, done, progress))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_differ_by_images_and_names_and_not_by_their_order() {
        let list = |text: &'static str| ImageList(Bytes::from_static(text.as_bytes()));
        let both = r#"[{"Id":"a","RepoTags":["x:1","y:1"]},{"Id":"b","RepoTags":null}]"#;
        let turned = r#"[{"Id":"b","RepoTags":null},{"Id":"a","RepoTags":["y:1","x:1"],"Size":1}]"#;
        assert!(list(both).is_same(&list(both)) && list(both).is_same(&list(turned)));
        for other in [r#"[{"Id":"a","RepoTags":["x:1","y:1"]}]"#, &both.replace("y:1", "z:1"), "[]", "not a list"] {
            assert!(!list(both).is_same(&ImageList(Bytes::from(other.to_owned()))), "{other}");
        }
    }
}
