//! The record on disk: `.kesako/log.jsonl` in the workspace, one [`Entry`] per line, appended and flushed.
//!
//! A torn last line (the machine went down in the middle of a write) costs that line alone: it is told, set aside by a
//! line end, and the record goes on. Writers take a lock on the file for the moment of writing, so that a command in
//! one terminal and a session in another can share a workspace; a session holds a lock of its own for as long as it
//! runs.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use thiserror::Error;

use super::{Entry, Event, Progress};

/// Folder of kesako's own files in the workspace.
pub const FOLDER: &str = ".kesako";
const LOG: &str = "log.jsonl";
const LOCK: &str = "session.lock";

/// Why progress can't be read or written.
#[derive(Debug, Error)]
pub enum RecordError {
    /// The folder or file can't be made.
    #[error("cannot make `{path}`")]
    Make {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The record can't be read.
    #[error("cannot read the record `{path}`")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The record can't be written.
    #[error("cannot write to the record `{path}`")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Another session has this workspace.
    #[error("another session is open on `{path}`")]
    Busy {
        /// The workspace.
        path: PathBuf,
    },
}

/// A line of the record that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// Line number, from 1.
    pub line: usize,
    /// Whether it is the last one: what a crash leaves.
    pub last: bool,
}

/// The record of a workspace.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    file: Option<File>,
    read_to: u64,
    progress: Progress,
    torn: Vec<Torn>,
    lines: usize,
}

impl Record {
    /// Whether there is a record in `workspace`.
    pub fn exists(workspace: &Path) -> bool {
        workspace.join(FOLDER).join(LOG).is_file()
    }

    /// Reads the record of `workspace`. Nothing is made: a workspace without a record has an empty one.
    pub fn load(workspace: &Path) -> Result<Self, RecordError> {
        let path = workspace.join(FOLDER).join(LOG);
        let mut record =
            Self { path, file: None, read_to: 0, progress: Progress::default(), torn: Vec::new(), lines: 0 };
        record.refresh()?;
        Ok(record)
    }

    /// What follows from everything recorded so far.
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Lines that could not be read.
    pub fn torn(&self) -> &[Torn] {
        &self.torn
    }

    /// Every entry in the order in which it was written. A line that can't be read is left out, as everywhere.
    pub fn entries(&self) -> Result<Vec<Entry>, RecordError> {
        let bytes = match std::fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(Vec::new());
            }
            Err(source) => return Err(RecordError::Read { path: self.path.clone(), source }),
        };
        let lines = bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| line.ends_with(b"\n"));
        Ok(lines.filter_map(|line| serde_json::from_slice(line).ok()).collect())
    }

    /// Takes in what others have written since. Gives whether there was anything.
    pub fn refresh(&mut self) -> Result<bool, RecordError> {
        let read_error = |source| RecordError::Read { path: self.path.clone(), source };
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            // What stands in the way is told by who has something to write.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(false),
            Err(error) => return Err(read_error(error)),
        };
        file.seek(SeekFrom::Start(self.read_to)).map_err(read_error)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(read_error)?;
        let complete = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let (whole, rest) = bytes.split_at(complete);
        for line in whole.split_inclusive(|&byte| byte == b'\n') {
            self.take(line, false);
        }
        self.read_to += whole.len() as u64;
        self.torn.retain(|torn| !torn.last);
        if !rest.is_empty() {
            self.torn.push(Torn { line: self.lines + 1, last: true });
        }
        Ok(!whole.is_empty())
    }

    fn take(&mut self, line: &[u8], last: bool) {
        self.lines += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        match serde_json::from_slice::<Entry>(line) {
            Ok(entry) => self.progress.apply(&entry),
            Err(_) => self.torn.push(Torn { line: self.lines, last }),
        }
    }

    /// Writes what happened, now, and takes it in.
    pub fn append(&mut self, event: Event) -> Result<(), RecordError> {
        self.append_all(&[Entry { at: Timestamp::now(), event }])
    }

    /// Writes what happened, at the times that it brings along, in one go, and takes it in.
    pub fn append_all(&mut self, entries: &[Entry]) -> Result<(), RecordError> {
        let mut line = Vec::new();
        for entry in entries {
            line.extend(serde_json::to_vec(entry).unwrap_or_default());
            line.push(b'\n');
        }
        self.open()?;
        let path = self.path.clone();
        let write_error = |source| RecordError::Write { path: path.clone(), source };
        let Some(file) = &mut self.file else { return Ok(()) };
        file.lock().map_err(write_error)?;
        let written = Self::write(file, &line);
        let unlocked = file.unlock();
        written.and(unlocked).map_err(write_error)?;
        self.refresh()?;
        Ok(())
    }

    fn write(file: &mut File, line: &[u8]) -> std::io::Result<()> {
        if !ends_in_line_end(file)? {
            file.write_all(b"\n")?;
        }
        file.write_all(line)?;
        file.flush()
    }

    /// Opens the record for writing; makes it, and the folders above, when it is not there.
    fn open(&mut self) -> Result<(), RecordError> {
        if self.file.is_some() {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| RecordError::Make { path: folder.to_owned(), source })?;
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(&self.path)
            .map_err(|source| RecordError::Write { path: self.path.clone(), source })?;
        self.file = Some(file);
        Ok(())
    }
}

fn ends_in_line_end(file: &mut File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

/// Held by a session for as long as it runs.
#[derive(Debug)]
pub struct SessionLock {
    _file: File,
}

impl SessionLock {
    /// Takes the workspace for one session.
    pub fn take(workspace: &Path) -> Result<Self, RecordError> {
        let folder = workspace.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|source| RecordError::Make { path: folder.clone(), source })?;
        let path = folder.join(LOCK);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|source| RecordError::Make { path: path.clone(), source })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(RecordError::Busy { path: workspace.to_owned() }),
            Err(TryLockError::Error(source)) => Err(RecordError::Make { path, source }),
        }
    }
}
