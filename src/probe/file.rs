//! Files, wherever they are. Serialised field names of [`FileState`] are property names.

use serde::{Deserialize, Serialize};

/// Where a file or folder is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "lowercase")]
pub enum FilePlace {
    /// In the learner's workspace.
    Workspace {
        /// Relative to the workspace, with forward slashes: `01-kesako/Dockerfile`. Never leaves it.
        path: String,
    },
    /// In a container, running or not.
    Container {
        /// Name or id.
        container: String,
        /// Absolute path in the container.
        path: String,
    },
    /// In an image.
    Image {
        /// Reference or id.
        image: String,
        /// Absolute path in the image.
        path: String,
    },
    /// In a volume.
    Volume {
        /// Name.
        volume: String,
        /// Path from the volume's root, with a leading slash.
        path: String,
    },
}

impl FilePlace {
    /// The path within its place.
    pub fn path(&self) -> &str {
        match self {
            Self::Workspace { path }
            | Self::Container { path, .. }
            | Self::Image { path, .. }
            | Self::Volume { path, .. } => path,
        }
    }
}

/// What kind of entry is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link that could not be followed.
    Link,
    /// A socket, device or pipe.
    Other,
}

/// A file or folder as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileState {
    /// What kind of entry it is.
    pub kind: FileKind,
    /// Permission bits, `0o755`.
    pub mode: u32,
    /// Whether the owner may execute it.
    pub executable: bool,
    /// Owner's user id.
    pub uid: u64,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the whole content, in hexadecimal; empty for a folder.
    pub hash: String,
    /// The content as text, bytes that are no UTF-8 replaced; at most [`FileState::MAX_CONTENT`] bytes.
    pub content: String,
    /// Lines of the content, without line ends.
    pub lines: Vec<String>,
    /// Names of what is in a folder, ascending; empty for a file.
    pub entries: Vec<String>,
}

impl FileState {
    /// Content beyond this many bytes is counted in `size` and `hash`, and not kept.
    pub const MAX_CONTENT: usize = 256 * 1024;
}
