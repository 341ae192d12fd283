//! What exactly is wrong, where an error of the engine's has several reasons: typed, so that they can be said in any
//! language.

use std::fmt;

/// What is wrong with an engine's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// `unix://` and nothing behind it.
    NoSocket,
    /// No host and port can be read from it.
    NoHost,
    /// TLS without certificates.
    NoCertificates,
    /// `ssh://` without a machine's name.
    NoMachine,
    /// It begins like no address that is known.
    Scheme,
}

impl fmt::Display for AddressFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSocket => "the path of the socket is missing",
            Self::NoHost => "no host and port",
            Self::NoCertificates => "the folder of certificates is missing: set `DOCKER_CERT_PATH`",
            Self::NoMachine => "no machine",
            Self::Scheme => "it begins with none of `unix://`, `tcp://`, `ssh://`, `npipe://`",
        })
    }
}

/// What this engine or this build of kesako can't do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feature {
    /// Following links that lead on and on.
    Links {
        /// Where they begin.
        path: String,
    },
    /// An address with TLS.
    Tls {
        /// The address.
        address: String,
    },
    /// An address of another system: a pipe on Linux.
    Connection {
        /// The address.
        address: String,
    },
    /// A web request that is no plain one.
    Request {
        /// Its address.
        url: String,
    },
    /// A stand-in that lacks one of its programs.
    StandIn {
        /// The image.
        reference: String,
        /// The program.
        program: String,
        /// The package that has it.
        package: String,
    },
    /// A look by an image that lacks a program for it.
    Helper {
        /// The program.
        program: String,
    },
    /// More files than go into a throwaway container.
    Folder,
    /// The log of a container whose log driver keeps nothing.
    Log,
    /// A look that the engine is not the one to ask for.
    Look,
    /// A registry asked of the engine.
    RegistryLook,
    /// A look after the program's end.
    Runtime,
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Links { path } => write!(f, "following the links from `{path}`"),
            Self::Tls { address } => write!(f, "TLS to `{address}`"),
            Self::Connection { address } => write!(f, "a connection to `{address}`"),
            Self::Request { url } => write!(f, "a request to `{url}`"),
            Self::StandIn { reference, program, package } => {
                write!(f, "a stand-in of `{reference}` without `{program}` ({package})")
            }
            Self::Helper { program } => write!(f, "looking with an image without `{program}`"),
            Self::Folder => f.write_str("trying a folder of this size"),
            Self::Log => f.write_str("reading this container's log"),
            Self::Look => f.write_str("this look"),
            Self::RegistryLook => f.write_str("a look at a registry"),
            Self::Runtime => f.write_str("a look without a runtime"),
        }
    }
}
