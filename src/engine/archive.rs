//! One file or folder out of a container's archive: nothing is executed in it.

use std::io::{self, Read};

use base64::Engine as _;
use bytes::{Buf as _, Bytes};
use http_body_util::BodyExt as _;
use hyper::Method;
use tokio::sync::mpsc;

use super::text::{Digested, bare};
use super::wire::path as request_path;
use super::{Engine, EngineError, Feature};
use crate::probe::{FileKind, FileState};

/// No more of a folder is read to learn its first level: the engine sends all that is below it.
const MAX_FOLDER: u64 = 256 * 1024 * 1024;
const MAX_LINKS: usize = 16;

/// What the archive has at one path.
enum Entry {
    State(Box<FileState>),
    Link { state: Box<FileState>, target: String },
}

impl Engine {
    /// The file at `path` of a container; links are followed as long as they stay below `root`.
    pub(super) async fn file_of(&self, container: &str, root: &str, path: &str) -> Result<FileState, EngineError> {
        let absolute = |path: &str| format!("{}/{}", root.trim_end_matches('/'), path.trim_start_matches('/'));
        let mut at = absolute(path);
        let mut link = None;
        for _ in 0..MAX_LINKS {
            match self.entry(container, &at).await {
                Ok(Entry::State(state)) => return Ok(*state),
                Ok(Entry::Link { state, target }) => {
                    let inside = root == "/" || target.starts_with(&format!("{}/", root.trim_end_matches('/')));
                    link = Some(*state);
                    if !inside {
                        break;
                    }
                    at = target;
                }
                // A link to nowhere is there all the same.
                Err(error @ EngineError::Absent { .. }) => return link.ok_or(error),
                Err(error) => return Err(error),
            }
        }
        link.ok_or(EngineError::Unsupported { what: Feature::Links { path: path.to_owned() } })
    }

    async fn entry(&self, container: &str, path: &str) -> Result<Entry, EngineError> {
        let what = format!("the file `{path}`");
        let query = request_path(&["containers", container, "archive"], &[("path", path)]);
        let response = self.wire.open(Method::GET, &query, None).await.map_err(not_a_folder)?;
        let target =
            response.headers().get("x-docker-container-path-stat").and_then(|stat| link_target(stat.as_bytes()));
        let mut body = response.into_body();
        let (sender, chunks) = mpsc::channel::<Bytes>(8);
        let at = path.to_owned();
        let reader = tokio::task::spawn_blocking(move || first(Chunks { chunks, now: Bytes::new() }, &at));
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.wire.failed(&what, error))?;
            let Ok(data) = frame.into_data() else { continue };
            // The reader has seen enough.
            if sender.send(data).await.is_err() {
                break;
            }
        }
        drop(sender);
        let entry = reader.await.map_err(io::Error::other).and_then(|entry| entry);
        let entry = entry.map_err(|source| EngineError::Garbled { what, source: source.into() })?;
        Ok(match (entry, target) {
            (Entry::Link { state, .. }, Some(target)) => Entry::Link { state, target },
            (entry, _) => entry,
        })
    }
}

/// A path that leads through a file leads nowhere.
fn not_a_folder(error: EngineError) -> EngineError {
    match error {
        EngineError::Answer { message, .. } if message.to_lowercase().contains("not a directory") => {
            EngineError::Absent { message }
        }
        other => other,
    }
}

/// Where a link leads in the end, as the engine sees it, which also knows the links on the way.
fn link_target(header: &[u8]) -> Option<String> {
    let json = base64::engine::general_purpose::STANDARD.decode(header).ok()?;
    let stat: serde_json::Value = serde_json::from_slice(&json).ok()?;
    stat["linkTarget"].as_str().filter(|target| target.starts_with('/')).map(str::to_owned)
}

/// Reads the first entry of an archive; of a folder, the names of its first level too.
fn first(source: impl Read, path: &str) -> io::Result<Entry> {
    let mut archive = tar::Archive::new(source);
    let mut entries = archive.entries()?;
    let mut entry = entries.next().ok_or(io::ErrorKind::UnexpectedEof)??;
    let header = entry.header();
    let (mode, uid, size) = (header.mode()? & 0o7777, header.uid()?, header.size()?);
    match header.entry_type() {
        kind if kind.is_file() => {
            let mut state = bare(FileKind::File, mode, uid, size);
            let mut digested = Digested::default();
            if io::copy(&mut entry, &mut digested)? != size {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            digested.into_state(&mut state);
            Ok(Entry::State(Box::new(state)))
        }
        kind if kind.is_dir() => {
            let mut state = bare(FileKind::Folder, mode, uid, size);
            let base = parts(&entry.path()?).len();
            drop(entry);
            for entry in entries {
                let entry = entry?;
                if entry.raw_file_position() > MAX_FOLDER {
                    return Err(io::Error::other("the folder is too large to be listed"));
                }
                if let [.., name] = &parts(&entry.path()?)[..]
                    && parts(&entry.path()?).len() == base + 1
                {
                    state.entries.push(name.clone());
                }
            }
            state.entries.sort();
            Ok(Entry::State(Box::new(state)))
        }
        kind if kind.is_symlink() => {
            let state = Box::new(bare(FileKind::Link, mode, uid, size));
            let target = entry.link_name()?.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            Ok(Entry::Link { state, target: resolved(path, &target) })
        }
        _ => Ok(Entry::State(Box::new(bare(FileKind::Other, mode, uid, size)))),
    }
}

fn parts(path: &std::path::Path) -> Vec<String> {
    path.components()
        .filter_map(|part| match part {
            std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}

/// Where a link at `path` with this target leads, taken by the letter.
fn resolved(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    parts.pop();
    if target.starts_with('/') {
        parts.clear();
    }
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    format!("/{}", parts.join("/"))
}

/// What comes over the wire, as a reader for another thread.
struct Chunks {
    chunks: mpsc::Receiver<Bytes>,
    now: Bytes,
}

impl Read for Chunks {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.now.is_empty() {
            match self.chunks.blocking_recv() {
                Some(next) => self.now = next,
                None => return Ok(0),
            }
        }
        let size = into.len().min(self.now.len());
        self.now.copy_to_slice(&mut into[..size]);
        Ok(size)
    }
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
