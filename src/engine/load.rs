//! Files and folders of the workspace that go into a container: read off the disk, never from outside of the workspace.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::EngineError;
use super::ignore::{Ignore, pattern};
use crate::probe::recipe::{Act, CopySource, Recipe};
use crate::probe::{Content, RunSpec};

/// So many bytes and files at the most: what has more takes a build.
const MOST: (u64, usize) = (64 * 1024 * 1024, 5000);

/// What there is at a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Item {
    Folder { mode: u32 },
    File { mode: u32, data: Vec<u8> },
    Link { target: String },
}

/// A file, or a folder with all that is in it: paths below it (its own is empty), folders before what is in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Tree {
    pub(super) name: String,
    pub(super) items: Vec<(String, Item)>,
}

impl Tree {
    /// A file of this content.
    pub(super) fn text(name: &str, text: &str) -> Self {
        // What says who is to read it is a program.
        let mode = if text.starts_with("#!") { 0o755 } else { 0o644 };
        let file = Item::File { mode, data: text.as_bytes().to_vec() };
        Self { name: name.to_owned(), items: vec![(String::new(), file)] }
    }

    pub(super) fn is_folder(&self) -> bool {
        self.items.iter().any(|(path, item)| path.is_empty() && matches!(item, Item::Folder { .. }))
    }
}

/// Everything of the workspace that a run needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Loaded {
    /// Of `put`, in its order; `None` for a text.
    pub(super) put: Vec<Option<Tree>>,
    /// Of each COPY of the recipe, in order.
    pub(super) copies: Vec<Vec<Tree>>,
}

/// Why it can't be loaded.
#[derive(Debug)]
pub(super) enum LoadTrouble {
    /// There is no such file: the instruction, or the path.
    Missing { instruction: String, path: String },
    /// It can't be read.
    Unread(EngineError),
    /// It is more than can be taken in.
    TooMuch,
}

impl Loaded {
    /// What tells it from any other.
    pub(super) fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for tree in self.put.iter().flatten().chain(self.copies.iter().flatten()) {
            for (path, item) in &tree.items {
                let (kind, mode, data) = match item {
                    Item::Folder { mode } => ('d', *mode, &[][..]),
                    Item::File { mode, data } => ('f', *mode, data.as_slice()),
                    Item::Link { target } => ('l', 0, target.as_bytes()),
                };
                hash.update(format!("{kind} {mode} {} {}/{path}\0", data.len(), tree.name));
                hash.update(data);
            }
        }
        super::text::hex(&hash.finalize())
    }

    /// Reads what `spec` puts in or copies.
    pub(super) fn read(spec: &RunSpec, workspace: &Path) -> Result<Self, LoadTrouble> {
        let mut disk = Loader { root: workspace.to_owned(), left: MOST };
        let mut loaded = Self::default();
        for put in &spec.put {
            loaded.put.push(match &put.what {
                Content::Text(_) => None,
                Content::Workspace(path) => {
                    let missing = || LoadTrouble::Missing { instruction: String::new(), path: path.clone() };
                    Some(disk.tree(Path::new(path), &|_| false)?.ok_or_else(missing)?)
                }
            });
        }
        if let Some(recipe) = &spec.recipe {
            loaded.copies = copies(recipe, &mut disk)?;
        }
        Ok(loaded)
    }
}

fn copies(recipe: &Recipe, disk: &mut Loader) -> Result<Vec<Vec<Tree>>, LoadTrouble> {
    let ignore = Ignore::of(&recipe.ignore);
    let mut copies = Vec::new();
    for act in &recipe.acts {
        let Act::Copy { sources, text, .. } = act else { continue };
        let mut trees = Vec::new();
        for source in sources {
            match source {
                CopySource::Text { name, content } => trees.push(Tree::text(name, content)),
                CopySource::Path(path) => {
                    let found = disk.of_context(recipe, path, &ignore)?;
                    if found.is_empty() {
                        return Err(LoadTrouble::Missing { instruction: text.clone(), path: path.clone() });
                    }
                    trees.extend(found);
                }
            }
        }
        copies.push(trees);
    }
    Ok(copies)
}

struct Loader {
    root: PathBuf,
    left: (u64, usize),
}

impl Loader {
    /// What a source of a COPY finds in the build's folder.
    fn of_context(&mut self, recipe: &Recipe, path: &str, ignore: &Ignore) -> Result<Vec<Tree>, LoadTrouble> {
        let folder = PathBuf::from(&recipe.context);
        let mut names = vec![path.to_owned()];
        if path.contains(['*', '?']) {
            let fits = pattern(path);
            let all = self.tree(&folder, &|path| ignore.leaves_out(path))?.unwrap_or_default();
            let inside = all.items.iter().map(|(path, _)| path).chain(recipe.instead.keys());
            names = inside.filter(|path| fits.as_ref().is_some_and(|it| it.is_match(path))).cloned().collect();
            names.sort();
            names.dedup();
        }
        let mut trees = Vec::new();
        for name in names {
            let below = |path: &str| [name.as_str(), path].join("/").trim_matches('/').to_owned();
            let found = self.tree(&folder.join(&name), &|path| ignore.leaves_out(&below(path)))?;
            trees.extend(with_instead(found, &name, &recipe.instead));
        }
        Ok(trees)
    }

    /// Reads a file or folder; `None` if there is none.
    fn tree(&mut self, path: &Path, leave: &dyn Fn(&str) -> bool) -> Result<Option<Tree>, LoadTrouble> {
        let unread = |source: io::Error| LoadTrouble::Unread(EngineError::File { path: path.to_owned(), source });
        let (Ok(root), wanted) = (fs::canonicalize(&self.root), self.root.join(path)) else { return Ok(None) };
        let real = match fs::canonicalize(wanted) {
            Ok(real) if !real.starts_with(root) => {
                return Err(unread(io::Error::other("it leads out of the workspace")));
            }
            Ok(real) => real,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(error) => return Err(unread(error)),
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut tree = Tree { name, items: Vec::new() };
        self.walk(&real, String::new(), leave, &mut tree.items).map_err(|trouble| match trouble {
            Trouble::Unread(error) => unread(error),
            Trouble::TooMuch => LoadTrouble::TooMuch,
        })?;
        // A folder that is left out, and so is all that is in it.
        let only_left_out = leave("") && tree.items.len() == 1;
        Ok((!tree.items.is_empty() && !only_left_out).then_some(tree))
    }

    fn walk(
        &mut self,
        real: &Path,
        path: String,
        leave: &dyn Fn(&str) -> bool,
        items: &mut Vec<(String, Item)>,
    ) -> Result<(), Trouble> {
        let meta = fs::symlink_metadata(real)?;
        let (bytes, files) = (self.left.0.checked_sub(meta.len()), self.left.1.checked_sub(1));
        self.left = (bytes.ok_or(Trouble::TooMuch)?, files.ok_or(Trouble::TooMuch)?);
        let left_out = leave(&path);
        if meta.is_symlink() && !left_out {
            items.push((path, Item::Link { target: fs::read_link(real)?.to_string_lossy().into_owned() }));
        } else if meta.is_dir() {
            // What is left out may hold something that is kept.
            if !left_out || path.is_empty() {
                items.push((path.clone(), Item::Folder { mode: mode(&meta) }));
            }
            let mut entries = fs::read_dir(real)?.collect::<Result<Vec<_>, _>>()?;
            entries.sort_by_key(fs::DirEntry::file_name);
            for entry in entries {
                let name = entry.file_name().to_string_lossy().into_owned();
                let below = if path.is_empty() { name } else { format!("{path}/{name}") };
                self.walk(&entry.path(), below, leave, items)?;
            }
        } else if meta.is_file() && !left_out {
            items.push((path, Item::File { mode: mode(&meta), data: fs::read(real)? }));
        }
        Ok(())
    }
}

enum Trouble {
    Unread(io::Error),
    TooMuch,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Unread(error)
    }
}

/// A source with the files that are to have another content.
fn with_instead(found: Option<Tree>, name: &str, instead: &BTreeMap<String, String>) -> Option<Tree> {
    let mut tree = found;
    for (path, text) in instead {
        let data = text.as_bytes().to_vec();
        let below = if name.is_empty() { Some(path.as_str()) } else { path.strip_prefix(name) };
        match below {
            Some("") => {
                let last = name.rsplit('/').next().unwrap_or_default();
                let tree = tree.get_or_insert_with(|| Tree::text(last, ""));
                tree.items.iter_mut().for_each(|(_, item)| set(item, &data));
            }
            Some(below) if name.is_empty() || below.starts_with('/') => {
                let below = below.trim_start_matches('/').to_owned();
                let Some(tree) = tree.as_mut() else { continue };
                match tree.items.iter_mut().find(|(path, _)| *path == below) {
                    Some((_, item)) => set(item, &data),
                    None => tree.items.push((below, Item::File { mode: 0o644, data })),
                }
            }
            _ => {}
        }
    }
    tree
}

fn set(item: &mut Item, content: &[u8]) {
    match item {
        Item::File { data, .. } => *data = content.to_vec(),
        other => *other = Item::File { mode: 0o644, data: content.to_vec() },
    }
}

#[cfg(unix)]
fn mode(meta: &fs::Metadata) -> u32 {
    use std::os::unix::fs::MetadataExt as _;
    meta.mode() & 0o7777
}

/// As Docker takes files from a system that knows no such bits.
#[cfg(not(unix))]
fn mode(_: &fs::Metadata) -> u32 {
    0o755
}
