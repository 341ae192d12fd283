//! Small stand-ins of base images, for where no registry can be reached: made of programs of this machine with the
//! libraries they need, in an archive whose order and times depend on nothing but its content.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bytes::Bytes;
use tokio::sync::mpsc;

use super::{Engine, EngineError, Feature, STAND_IN_LABEL, libraries};
use crate::course::{Program, StandIn};

/// The time of every file: when it was made says nothing about a stand-in.
const TIME: u64 = 1_704_067_200;

/// A program that this machine lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its path in the image.
    pub program: String,
    /// The Debian package that has it.
    pub package: String,
}

/// What goes into a stand-in, and what is missing for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StandInPlan {
    /// Programs that this machine lacks: with any, the image can't be made.
    pub missing: Vec<Missing>,
    nodes: BTreeMap<String, Node>,
    config: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    kind: Kind,
    mode: u32,
    owner: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Folder,
    Copy(PathBuf),
    Text(String),
    Link(String),
}

impl StandInPlan {
    /// Looks for everything on this machine; `path` is the value of `PATH`.
    pub fn new(stand_in: &StandIn, path: &str) -> Self {
        let mut plan = Self { config: stand_in.config.clone(), ..Self::default() };
        for program in &stand_in.programs {
            match located(program, path) {
                Some(here) => plan.add_program(program, &here),
                None => plan.missing.push(Missing { program: program.to.clone(), package: program.package.clone() }),
            }
        }
        for (to, content) in &stand_in.files {
            plan.add(to, Kind::Text(content.clone()), 0o644);
        }
        for (to, content) in &stand_in.scripts {
            plan.add(to, Kind::Text(content.clone()), 0o755);
        }
        for (to, target) in &stand_in.links {
            plan.add(to, Kind::Link(target.clone()), 0o777);
        }
        for (to, mode) in &stand_in.folders {
            plan.add(to, Kind::Folder, *mode);
        }
        for (to, owner) in &stand_in.owners {
            if !plan.nodes.contains_key(inner(to)) {
                plan.add(to, Kind::Folder, 0o755);
            }
            if let Some(node) = plan.nodes.get_mut(inner(to)) {
                node.owner = *owner;
            }
        }
        plan
    }

    /// Every file that is copied from this machine: path in the image, path here.
    pub fn copies(&self) -> impl Iterator<Item = (String, &Path)> {
        self.nodes.iter().filter_map(|(path, node)| match &node.kind {
            Kind::Copy(here) => Some((format!("/{path}"), here.as_path())),
            _ => None,
        })
    }

    /// Writes the archive.
    pub fn write(&self, to: impl Write) -> io::Result<()> {
        let mut builder = tar::Builder::new(to);
        for (path, node) in &self.nodes {
            let mut header = tar::Header::new_gnu();
            header.set_mtime(TIME);
            header.set_uid(node.owner);
            header.set_gid(node.owner);
            header.set_mode(node.mode);
            header.set_size(0);
            match &node.kind {
                Kind::Folder => {
                    header.set_entry_type(tar::EntryType::Directory);
                    builder.append_data(&mut header, format!("{path}/"), io::empty())?;
                }
                Kind::Link(target) => {
                    header.set_entry_type(tar::EntryType::Symlink);
                    builder.append_link(&mut header, path, target)?;
                }
                Kind::Text(text) => {
                    header.set_size(text.len() as u64);
                    builder.append_data(&mut header, path, text.as_bytes())?;
                }
                Kind::Copy(from) => {
                    let file = std::fs::File::open(from)?;
                    header.set_size(file.metadata()?.len());
                    builder.append_data(&mut header, path, file)?;
                }
            }
        }
        builder.into_inner()?.flush()
    }

    fn add_program(&mut self, program: &Program, here: &Path) {
        self.add(&program.to, Kind::Copy(here.to_owned()), 0o755);
        for (there, here) in libraries::needed_by(here) {
            self.add(&there.to_string_lossy(), Kind::Copy(here), 0o755);
        }
        if program.applets {
            for applet in applets(here, &program.to) {
                if !self.nodes.contains_key(inner(&applet)) {
                    self.add(&applet, Kind::Link(program.to.clone()), 0o777);
                }
            }
        }
    }

    /// Adds an entry, and the folders above it.
    fn add(&mut self, path: &str, kind: Kind, mode: u32) {
        let path = inner(path);
        for (slash, _) in path.match_indices('/') {
            let folder = Node { kind: Kind::Folder, mode: 0o755, owner: 0 };
            self.nodes.entry(path[..slash].to_owned()).or_insert(folder);
        }
        self.nodes.insert(path.to_owned(), Node { kind, mode, owner: 0 });
    }
}

impl Engine {
    /// Makes the image of a plan under `reference`; tells of the bytes sent. Gives the image's id.
    pub async fn build_stand_in(
        &self,
        plan: StandInPlan,
        reference: &str,
        mut progress: impl FnMut(u64) + Send + 'static,
    ) -> Result<String, EngineError> {
        if let Some(missing) = plan.missing.first() {
            let (program, package) = (missing.program.clone(), missing.package.clone());
            let what = Feature::StandIn { reference: reference.to_owned(), program, package };
            return Err(EngineError::Unsupported { what });
        }
        let config = plan.config.clone();
        let (sender, receiver) = mpsc::channel(8);
        tokio::task::spawn_blocking(move || {
            let pieces = io::BufWriter::with_capacity(256 * 1024, Pieces(sender.clone()));
            if let Err(error) = plan.write(pieces) {
                // Should nobody read any more, the failure that made it so is told elsewhere.
                let _ = sender.blocking_send(Err(error));
            }
        });
        let body = futures_util::stream::unfold((receiver, 0), move |(mut receiver, done)| {
            let next = async move { receiver.recv().await.map(|piece: io::Result<Bytes>| (piece, receiver)) };
            async move {
                let (piece, receiver) = next.await?;
                let done = done + piece.as_ref().map_or(0, |piece| piece.len() as u64);
                Some(((piece, done), (receiver, done)))
            }
        });
        let body = futures_util::StreamExt::map(body, move |(piece, done)| {
            progress(done);
            piece
        });
        self.import_tar(body, reference, &config, &[(STAND_IN_LABEL, "1")]).await
    }
}

/// A writer whose pieces another task sends on.
struct Pieces(mpsc::Sender<io::Result<Bytes>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The path as an archive has it.
fn inner(path: &str) -> &str {
    path.trim_matches('/')
}

/// The first place where the program is: an absolute path, or a name to look up in `PATH`.
fn located(program: &Program, path: &str) -> Option<PathBuf> {
    let in_path = |name: &str| -> Vec<PathBuf> {
        path.split(':').filter(|folder| folder.starts_with('/')).map(|folder| Path::new(folder).join(name)).collect()
    };
    let candidates = program
        .from
        .iter()
        .flat_map(|from| if from.starts_with('/') { vec![PathBuf::from(from)] } else { in_path(from) });
    candidates.into_iter().find(|place| libraries::is_program(place))
}

/// The names that a program of many names answers to, as paths in the image.
fn applets(here: &Path, to: &str) -> Vec<String> {
    let ask = |option: &str| {
        let output = Command::new(here).arg(option).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        (output.status.success() && !text.trim().is_empty()).then_some(text)
    };
    let folder = to.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = inner(to).rsplit('/').next().unwrap_or_default();
    let full = ask("--list-full").map(|text| text.lines().map(|path| format!("/{path}")).collect::<Vec<_>>());
    let names = full.or_else(|| Some(ask("--list")?.lines().map(|name| format!("{folder}/{name}")).collect()));
    let is_other = |path: &String| path.rsplit('/').next() != Some(own) && !path.contains("/../");
    names.unwrap_or_default().into_iter().filter(is_other).collect()
}

#[cfg(test)]
#[cfg(target_os = "linux")]
#[path = "stand_in_tests.rs"]
mod tests;
