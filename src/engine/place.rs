//! Files and folders into a container, as COPY does: a file into a folder that is there or that a slash promises, else
//! under the name given; of a folder, what is in it. Folders on the way are made.

use std::io;

use base64::Engine as _;
use bytes::Bytes;
use http_body_util::Either;
use hyper::Method;
use serde_json::Value;

use super::load::{Item, Tree};
use super::wire::path as request_path;
use super::{Engine, EngineError};

/// The bit of a folder among those of a mode as the engine tells it.
const FOLDER: u64 = 1 << 31;

/// Who owns what is placed, and its permission bits if not its own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Owned {
    pub(super) user: u64,
    pub(super) group: u64,
    pub(super) mode: Option<u32>,
}

impl Engine {
    /// Places `trees` at `to`, an absolute path; a slash at its end means a folder.
    pub(super) async fn place(
        &self,
        container: &str,
        trees: &[Tree],
        to: &str,
        owned: Owned,
    ) -> Result<(), EngineError> {
        let into_folder = to.ends_with('/') || self.is_folder(container, to).await?;
        let to = to.trim_end_matches('/');
        let mut entries: Vec<(String, Item)> = Vec::new();
        for tree in trees {
            let top = if into_folder && !tree.is_folder() { format!("{to}/{}", tree.name) } else { to.to_owned() };
            for (below, item) in &tree.items {
                match (below.as_str(), item) {
                    // What is there already stays as it is.
                    ("", Item::Folder { .. }) => {}
                    ("", item) => entries.push((top.clone(), item.clone())),
                    (below, item) => entries.push((format!("{top}/{below}"), item.clone())),
                }
            }
        }
        let folder = if into_folder || trees.iter().any(Tree::is_folder) { to } else { parent(to) };
        let mut all = self.missing_folders(container, folder).await?;
        all.extend(entries);
        self.unpack(container, &all, owned).await
    }

    /// Makes a folder, and those above it, unless they are there.
    pub(super) async fn make_folder(&self, container: &str, path: &str, owned: Owned) -> Result<(), EngineError> {
        let missing = self.missing_folders(container, path).await?;
        self.unpack(container, &missing, owned).await
    }

    /// Those of a folder and the folders above it that are not there, the topmost first.
    async fn missing_folders(&self, container: &str, path: &str) -> Result<Vec<(String, Item)>, EngineError> {
        let mut missing = Vec::new();
        let mut at = path.trim_end_matches('/');
        while !at.is_empty() && self.mode_of(container, at).await?.is_none() {
            missing.insert(0, (at.to_owned(), Item::Folder { mode: 0o755 }));
            at = parent(at);
        }
        Ok(missing)
    }

    async fn is_folder(&self, container: &str, path: &str) -> Result<bool, EngineError> {
        Ok(path == "/" || self.mode_of(container, path).await?.is_some_and(|mode| mode & FOLDER != 0))
    }

    /// The mode of what is at a path, links followed; `None` if nothing is.
    async fn mode_of(&self, container: &str, path: &str) -> Result<Option<u64>, EngineError> {
        // The answer of a link is about the link: its target is one more question.
        let mut at = path.to_owned();
        for _ in 0..8 {
            let query = request_path(&["containers", container, "archive"], &[("path", &at)]);
            let answer = match self.wire.ask(Method::HEAD, &query, None).await {
                Ok(answer) => answer,
                Err(EngineError::Answer { status: 404, .. } | EngineError::Absent { .. }) => return Ok(None),
                Err(error) => return Err(error),
            };
            let stat = answer.headers.get("x-docker-container-path-stat");
            let json = stat.and_then(|stat| base64::engine::general_purpose::STANDARD.decode(stat.as_bytes()).ok());
            let stat: Option<Value> = json.and_then(|json| serde_json::from_slice(&json).ok());
            let garbled = || EngineError::Garbled { what: query.clone(), source: "no stat".into() };
            let stat = stat.ok_or_else(garbled)?;
            match stat["linkTarget"].as_str().filter(|target| target.starts_with('/') && *target != at) {
                Some(target) => at = target.to_owned(),
                None => return stat["mode"].as_u64().map(Some).ok_or_else(garbled),
            }
        }
        Ok(None)
    }

    async fn unpack(&self, container: &str, entries: &[(String, Item)], owned: Owned) -> Result<(), EngineError> {
        if entries.is_empty() {
            return Ok(());
        }
        let what = "files for a container";
        let archive = archive(entries, owned)
            .map_err(|source| EngineError::Garbled { what: what.to_owned(), source: source.into() })?;
        let query = request_path(&["containers", container, "archive"], &[("path", "/")]);
        let body = Either::Left(http_body_util::Full::new(Bytes::from(archive)));
        self.wire.send(Method::PUT, &query, "application/x-tar", body).await.map(drop)
    }

    /// The numbers of an owner as a Dockerfile writes it: names are looked up in the container.
    pub(super) async fn owner(&self, container: &str, owner: &str) -> Result<Option<(u64, u64)>, EngineError> {
        let (user, group) = owner.split_once(':').unwrap_or((owner, owner));
        let mut numbers = Vec::new();
        for (name, file) in [(user, "/etc/passwd"), (group, "/etc/group")] {
            if name.is_empty() {
                numbers.push(0);
                continue;
            }
            if let Ok(number) = name.parse() {
                numbers.push(number);
                continue;
            }
            let known = match self.file_of(container, "/", file).await {
                Ok(known) => known,
                Err(EngineError::Absent { .. }) => return Ok(None),
                Err(error) => return Err(error),
            };
            let fields = known.lines.iter().map(|line| line.split(':').collect::<Vec<_>>());
            let number =
                fields.filter(|fields| fields.first() == Some(&name)).find_map(|fields| fields.get(2)?.parse().ok());
            match number {
                Some(number) => numbers.push(number),
                None => return Ok(None),
            }
        }
        Ok(Some((numbers[0], numbers[1])))
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

fn archive(entries: &[(String, Item)], owned: Owned) -> io::Result<Vec<u8>> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, item) in entries {
        let path = path.trim_matches('/');
        let mut header = tar::Header::new_gnu();
        header.set_uid(owned.user);
        header.set_gid(owned.group);
        header.set_mtime(u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default());
        header.set_size(0);
        match item {
            Item::Folder { mode } => {
                header.set_entry_type(tar::EntryType::Directory);
                header.set_mode(*mode);
                builder.append_data(&mut header, format!("{path}/"), io::empty())?;
            }
            Item::File { mode, data } => {
                header.set_mode(owned.mode.unwrap_or(*mode));
                header.set_size(data.len() as u64);
                builder.append_data(&mut header, path, data.as_slice())?;
            }
            Item::Link { target } => {
                header.set_entry_type(tar::EntryType::Symlink);
                header.set_mode(0o777);
                builder.append_link(&mut header, path, target)?;
            }
        }
    }
    builder.into_inner()
}
