//! What Compose makes of a file: plain data, the same for every version of Compose. Serialised field names are property
//! names.

use serde::{Deserialize, Serialize};

use super::reference;

/// What Compose says when it is asked for the `config` of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "compose", rename_all = "kebab-case")]
pub enum ComposeAnswer {
    /// It takes the file.
    Accepted(ComposeModel),
    /// It refuses the file.
    Refused {
        /// Compose's own words, on one line.
        words: String,
    },
}

/// What a file comes to, with everything put in that it takes from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposeModel {
    /// The project's name, from the file, its `.env` or the folder.
    pub project: String,
    /// Services by name, those of every profile among them.
    pub services: Vec<ComposeService>,
    /// Networks that services are on, by name, without `default`.
    pub networks: Vec<String>,
    /// Volumes that services mount, by name.
    pub volumes: Vec<String>,
}

/// A service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposeService {
    /// Its name.
    pub name: String,
    /// Image as one would type it, without `:latest`; empty if none is named.
    pub image: String,
    /// The image that Compose runs: the one named, else the name that a built one is given; empty if there is neither.
    pub built_image: String,
    /// Folder that it is built from, seen from the file's folder; empty if it is not built.
    pub build: String,
    /// The build's Dockerfile, seen from the folder that it is built from; empty if it is not built.
    pub dockerfile: String,
    /// Command as one line.
    pub command: String,
    /// Entrypoint as one line.
    pub entrypoint: String,
    /// `NAME=value`, those of an `env_file` among them.
    pub environment: Vec<String>,
    /// Networks it is on; `default` if it names none.
    pub networks: Vec<ComposeAttachment>,
    /// Services it waits for.
    pub depends_on: Vec<ComposeDependency>,
    /// `HOST:CONTAINER`, `/udp` behind if it is.
    pub ports: Vec<String>,
    /// `SOURCE:TARGET`, `:ro` behind if it is.
    pub volumes: Vec<String>,
    /// The command that tells whether it is well; empty if there is none or it is switched off.
    pub healthcheck: String,
    /// `init: true`.
    pub init: bool,
    /// A fixed name of its container; empty if none is given.
    pub container_name: String,
    /// Its profiles.
    pub profiles: Vec<String>,
}

/// A network of a service.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposeAttachment {
    /// The network's name in the file.
    pub name: String,
    /// Aliases there.
    pub aliases: Vec<String>,
}

/// A service that another waits for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposeDependency {
    /// The service waited for.
    pub service: String,
    /// `service_started`, `service_healthy`, `service_completed_successfully`.
    pub condition: String,
}

/// An image as one would type it: without what goes without saying.
pub fn familiar(image: &str) -> String {
    if image.is_empty() {
        return String::new();
    }
    let full = reference::normalize(image);
    full.strip_suffix(":latest").unwrap_or(&full).to_owned()
}
