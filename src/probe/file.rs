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

/// How the bytes of a file stand for text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, which takes in ASCII.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 with a byte order mark in front.
    #[serde(rename = "utf-8-bom")]
    Utf8Mark,
    /// UTF-16, the lower byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, the higher byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Bytes that stand for no text.
    #[serde(rename = "binary")]
    Binary,
    /// Another one, such as Latin-1.
    #[serde(rename = "other")]
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
    /// How the bytes stand for text.
    #[serde(default)]
    pub encoding: Encoding,
    /// The text of a file in UTF-16 that begins with its byte order mark; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decoded: String,
    /// Lines of the content, without line ends.
    pub lines: Vec<String>,
    /// Names of what is in a folder, ascending; empty for a file.
    pub entries: Vec<String>,
}

impl FileState {
    /// Content beyond this many bytes is counted in `size` and `hash`, and not kept.
    pub const MAX_CONTENT: usize = 256 * 1024;

    /// The text for a reader that heeds a byte order mark, as those of YAML do.
    pub fn text(&self) -> &str {
        if self.decoded.is_empty() { self.content.trim_start_matches('\u{feff}') } else { &self.decoded }
    }
}
