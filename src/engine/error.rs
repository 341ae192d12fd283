//! What can go wrong when talking to an engine. Never to be confused with "it is not there": only
//! [`EngineError::Absent`] says that.

use std::error::Error as StdError;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::{AddressFault, Feature, PullTrouble};
use crate::probe::{Cause, Unseen};

/// An engine could not be found, asked or understood.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// Nobody listens at the endpoint, or the connection broke.
    #[error("no engine answers at `{endpoint}`")]
    Gone {
        /// Address of the engine.
        endpoint: String,
        /// What the system says.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
    /// The endpoint may not be opened by this user.
    #[error("the engine's socket `{endpoint}` may not be opened")]
    Permission {
        /// Address of the engine.
        endpoint: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The engine took too long.
    #[error("the engine at `{endpoint}` did not answer `{what}` within {after:?}")]
    Timeout {
        /// Address of the engine.
        endpoint: String,
        /// What it was asked.
        what: String,
        /// How long it was waited for.
        after: Duration,
    },
    /// The engine answered with an error of its own.
    #[error("the engine answered `{what}` with {status}: {message}")]
    Answer {
        /// What it was asked.
        what: String,
        /// HTTP status.
        status: u16,
        /// The engine's words.
        message: String,
    },
    /// The very object asked for is not there.
    #[error("{message}")]
    Absent {
        /// The engine's words.
        message: String,
    },
    /// What came back is no answer of an engine.
    #[error("the answer to `{what}` can't be understood")]
    Garbled {
        /// What was asked.
        what: String,
        /// Where it stops making sense.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },
    /// An image that is needed to go on is not on the engine.
    #[error("the image `{reference}` is not on the engine")]
    ImageMissing {
        /// The image.
        reference: String,
    },
    /// A registry, or the way to it, failed.
    #[error("`{reference}` can't be pulled: {why}: {message}")]
    Pull {
        /// The image.
        reference: String,
        /// What kind of trouble.
        why: PullTrouble,
        /// The engine's words.
        message: String,
    },
    /// No context of this name is known.
    #[error("the context `{name}` is not known (looked for `{}`)", path.display())]
    Context {
        /// Its name.
        name: String,
        /// Where its file would be.
        path: PathBuf,
    },
    /// Both an endpoint and a context were given.
    #[error("`--host` and `--context` can't be given together")]
    HostAndContext,
    /// A file can't be read or written.
    #[error("`{}` can't be used", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A file of docker's configuration can't be understood.
    #[error("`{}` can't be understood", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// Where it stops making sense.
        #[source]
        source: serde_json::Error,
    },
    /// The address is of a form that is not known.
    #[error("the engine's address `{address}` is not valid: {why}")]
    Address {
        /// As given.
        address: String,
        /// What is wrong with it.
        why: AddressFault,
    },
    /// This engine or this build of kesako can't do it.
    #[error("{what} is not supported here")]
    Unsupported {
        /// What was wanted.
        what: Feature,
    },
}

impl EngineError {
    /// The kind of trouble, for a snapshot.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Gone { .. } => Cause::EngineGone,
            Self::Permission { .. } => Cause::Permission,
            Self::Timeout { .. } => Cause::Timeout,
            Self::ImageMissing { .. } => Cause::ImageMissing,
            Self::Pull { .. } => Cause::Registry,
            Self::File { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => Cause::Permission,
            Self::File { .. } | Self::Config { .. } => Cause::Unreadable,
            Self::Address { .. } | Self::Unsupported { .. } | Self::Context { .. } | Self::HostAndContext => {
                Cause::Unsupported
            }
            Self::Answer { .. } | Self::Absent { .. } | Self::Garbled { .. } => Cause::Engine,
        }
    }

    /// The failed look it makes of a probe.
    pub fn unseen(&self) -> Unseen {
        Unseen::new(self.cause(), self.detail())
    }

    /// What a sentence about the kind of trouble, in whatever language, leaves to be told; on one line.
    fn detail(&self) -> String {
        match self {
            Self::Answer { message, .. } | Self::Absent { message } if !message.is_empty() => {
                message.replace(['\n', '\r'], " ")
            }
            Self::ImageMissing { reference } => format!("`{reference}`"),
            Self::Unsupported { what: Feature::Helper { program } } => format!("`{program}`"),
            Self::Unsupported { what: Feature::Links { path: name } | Feature::Request { url: name } } => {
                format!("`{name}`")
            }
            Self::File { path, source } => format!("`{}`: {source}", path.display()),
            _ => self.chain(),
        }
    }

    /// The error and what caused it, on one line.
    pub fn chain(&self) -> String {
        let mut words = self.to_string();
        let mut source = self.source();
        while let Some(error) = source {
            let said = error.to_string();
            if !words.contains(&said) {
                words.push_str(": ");
                words.push_str(&said);
            }
            source = error.source();
        }
        words.replace(['\n', '\r'], " ")
    }
}
