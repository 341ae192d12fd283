//! Bytes → what is kept of them: the text's beginning, its lines, and the hash of all of it.

use std::io;

use sha2::{Digest as _, Sha256};

use super::encoding;
use crate::probe::{Encoding, FileKind, FileState};

/// Takes in a content of any size and keeps its first part and the hash of the whole.
#[derive(Default)]
pub(super) struct Digested {
    hash: Sha256,
    size: u64,
    kept: Vec<u8>,
}

impl io::Write for Digested {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        let room = FileState::MAX_CONTENT - self.kept.len();
        self.kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Digested {
    /// Notes size, hash, content and lines.
    pub(super) fn into_state(self, state: &mut FileState) {
        state.size = self.size;
        state.hash = hex(&self.hash.finalize());
        state.content = String::from_utf8_lossy(&self.kept).into_owned();
        state.lines = lines(&state.content);
        state.encoding = encoding::of(&self.kept);
        state.decoded = encoding::decoded(&self.kept);
    }
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Lines without their ends.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A state without content.
pub(super) fn bare(kind: FileKind, mode: u32, uid: u64, size: u64) -> FileState {
    FileState {
        kind,
        mode,
        executable: mode & 0o100 != 0,
        uid,
        size,
        hash: String::new(),
        content: String::new(),
        encoding: Encoding::default(),
        decoded: String::new(),
        lines: Vec::new(),
        entries: Vec::new(),
    }
}
