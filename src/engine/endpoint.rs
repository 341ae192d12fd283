//! Which engine: what `--host`, `--context`, the environment, docker's configuration and the usual sockets say, in the
//! order in which the docker command asks them.
//!
//! Only files are read here; nothing is connected to.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::EngineError;

/// What the command line says about the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectOptions {
    /// `--host`.
    pub host: Option<String>,
    /// `--context`.
    pub context: Option<String>,
}

/// The part of the process's surroundings that decides the endpoint.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// Environment variables.
    pub variables: BTreeMap<String, String>,
    /// Home folder.
    pub home: Option<PathBuf>,
    /// Folder in front of the system-wide sockets (`/`, another one in tests).
    pub root: PathBuf,
}

impl Environment {
    /// That of this process. `KESAKO_SYSTEM_ROOT` (tests) puts a folder in front of the system's own files.
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let root = std::env::var_os("KESAKO_SYSTEM_ROOT").map_or_else(|| PathBuf::from("/"), PathBuf::from);
        Self { variables, home: etcetera::home_dir().ok(), root }
    }

    /// A variable; an empty one counts as unset.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn config_folder(&self) -> Option<PathBuf> {
        self.get("DOCKER_CONFIG").map(PathBuf::from).or_else(|| Some(self.home.as_ref()?.join(".docker")))
    }
}

/// Where an engine listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A Unix socket.
    Unix(PathBuf),
    /// A TCP port, in clear.
    Tcp {
        /// Name or address.
        host: String,
        /// Port.
        port: u16,
    },
    /// A TCP port with TLS.
    Tls {
        /// Name or address.
        host: String,
        /// Port.
        port: u16,
        /// Folder with `ca.pem`, `cert.pem` and `key.pem`.
        folder: PathBuf,
        /// Whether the engine's certificate is verified.
        verify: bool,
    },
    /// A named pipe of Windows.
    Pipe(String),
    /// Another machine, reached by ssh.
    Ssh {
        /// `user@machine`, or just the machine.
        destination: String,
        /// Port, if not the usual one.
        port: Option<u16>,
        /// The engine's socket there, if not the usual one.
        socket: Option<String>,
    },
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix://{}", path.display()),
            Self::Tcp { host, port } | Self::Tls { host, port, .. } if host.contains(':') => {
                write!(f, "tcp://[{host}]:{port}")
            }
            Self::Tcp { host, port } | Self::Tls { host, port, .. } => write!(f, "tcp://{host}:{port}"),
            Self::Pipe(path) => write!(f, "npipe://{}", path.replace('\\', "/")),
            Self::Ssh { destination, port, socket } => {
                write!(f, "ssh://{destination}")?;
                if let Some(port) = port {
                    write!(f, ":{port}")?;
                }
                f.write_str(socket.as_deref().unwrap_or(""))
            }
        }
    }
}

/// What named the endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `--host`.
    Option,
    /// A variable of the environment.
    Variable(&'static str),
    /// A docker context.
    Context(String),
    /// A socket that is usually there.
    Usual,
    /// Nothing named one and no usual socket is there: docker's default.
    Default,
}

/// An engine's endpoint, and why this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Where it listens.
    pub address: Address,
    /// What named it.
    pub origin: Origin,
}

impl Endpoint {
    /// Finds the endpoint as the docker command does, then where the docker command would not look: Docker Desktop's,
    /// rootless and podman's sockets.
    pub fn resolve(options: &ConnectOptions, environment: &Environment) -> Result<Self, EngineError> {
        let host = options.host.as_deref().filter(|host| !host.is_empty());
        let context = options.context.as_deref().filter(|context| !context.is_empty());
        match (host, context) {
            (Some(_), Some(_)) => return Err(EngineError::HostAndContext),
            (Some(host), None) => return Self::new(host, Origin::Option, environment),
            (None, Some(name)) => return Self::of_context(name, environment),
            (None, None) => {}
        }
        if let Some(host) = environment.get("DOCKER_HOST") {
            return Self::new(host, Origin::Variable("DOCKER_HOST"), environment);
        }
        if let Some(name) = environment.get("DOCKER_CONTEXT") {
            return Self::of_context(name, environment);
        }
        match current_context(environment)? {
            Some(name) => Self::of_context(&name, environment),
            None => Ok(Self::usual(environment)),
        }
    }

    /// The value of `DOCKER_HOST` that leads a script to this engine.
    pub fn docker_host(&self) -> String {
        self.address.to_string()
    }

    /// The variables that lead a script's docker command to this engine and no other.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("DOCKER_HOST", self.docker_host()), ("DOCKER_CONTEXT", String::new())];
        if let Address::Tls { folder, verify, .. } = &self.address {
            all.push(("DOCKER_CERT_PATH", folder.display().to_string()));
            all.push(("DOCKER_TLS", "1".to_owned()));
            all.push(("DOCKER_TLS_VERIFY", if *verify { "1" } else { "" }.to_owned()));
        }
        all
    }

    fn new(host: &str, origin: Origin, environment: &Environment) -> Result<Self, EngineError> {
        let verify = environment.get("DOCKER_TLS_VERIFY").is_some();
        let folder = (verify || environment.get("DOCKER_TLS").is_some())
            .then(|| environment.get("DOCKER_CERT_PATH").map(PathBuf::from).or_else(|| environment.config_folder()))
            .flatten();
        Ok(Self { address: super::address::parse(host, folder, verify)?, origin })
    }

    fn of_context(name: &str, environment: &Environment) -> Result<Self, EngineError> {
        if name == "default" {
            return match environment.get("DOCKER_HOST") {
                Some(host) => Self::new(host, Origin::Variable("DOCKER_HOST"), environment),
                None => Ok(Self::usual(environment)),
            };
        }
        let id = super::text::hex(&Sha256::digest(name.as_bytes()));
        let contexts = environment.config_folder().unwrap_or_default().join("contexts");
        let path = contexts.join("meta").join(&id).join("meta.json");
        let Some(meta) = read_json(&path)? else {
            return Err(EngineError::Context { name: name.to_owned(), path });
        };
        let endpoint = &meta["Endpoints"]["docker"];
        let folder = Some(contexts.join("tls").join(&id).join("docker")).filter(|folder| folder.is_dir());
        let verify = endpoint["SkipTLSVerify"] != Value::Bool(true);
        let host = endpoint["Host"].as_str().filter(|host| !host.is_empty());
        let Some(host) = host else { return Ok(Self::usual(environment)) };
        Ok(Self { address: super::address::parse(host, folder, verify)?, origin: Origin::Context(name.to_owned()) })
    }

    /// The first usual socket that is there; docker's default, should there be none.
    fn usual(environment: &Environment) -> Self {
        if cfg!(windows) {
            return Self { address: Address::Pipe(r"\\.\pipe\docker_engine".to_owned()), origin: Origin::Default };
        }
        let default = environment.root.join("var/run/docker.sock");
        let runtime = environment.get("XDG_RUNTIME_DIR").map(PathBuf::from);
        let sockets = [
            Some(default.clone()),
            runtime.as_ref().map(|folder| folder.join("docker.sock")),
            environment.home.as_ref().map(|home| home.join(".docker/run/docker.sock")),
            environment.home.as_ref().map(|home| home.join(".docker/desktop/docker.sock")),
            runtime.as_ref().map(|folder| folder.join("podman/podman.sock")),
            Some(environment.root.join("run/podman/podman.sock")),
        ];
        match sockets.into_iter().flatten().find(|path| path.exists()) {
            Some(path) => {
                let origin = if path == default { Origin::Default } else { Origin::Usual };
                Self { address: Address::Unix(path), origin }
            }
            None => Self { address: Address::Unix(default), origin: Origin::Default },
        }
    }
}

fn current_context(environment: &Environment) -> Result<Option<String>, EngineError> {
    let Some(folder) = environment.config_folder() else { return Ok(None) };
    let config = read_json(&folder.join("config.json"))?.unwrap_or_default();
    Ok(config["currentContext"].as_str().filter(|name| !name.is_empty()).map(str::to_owned))
}

/// A JSON file; `None` if there is none.
fn read_json(path: &Path) -> Result<Option<Value>, EngineError> {
    match std::fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Some(value)),
            Err(source) => Err(EngineError::Config { path: path.to_owned(), source }),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(EngineError::File { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
