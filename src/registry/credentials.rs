//! What Docker's configuration knows about a registry: entries of `config.json` and credential helpers. Only read; a
//! credential is handed to the one who asks the registry, and to nobody else.

use std::path::{Path, PathBuf};
use std::time::Duration;

use docker_credential::{CredentialRetrievalError as Error, DockerCredential, get_credential_from_reader};
use serde_json::{Map, Value};

use super::client::Credential;
use crate::probe::reference::is_this_machine;
use crate::probe::{Cause, Unseen};

/// How long a credential helper may take: it may be asking for a password of its own.
const HELPING: Duration = Duration::from_secs(4);

/// Where Docker's configuration is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    file: Option<PathBuf>,
}

/// What is known about one registry.
pub(super) struct Known {
    pub(super) stored: Stored,
    /// Whether a helper keeps it.
    pub(super) helper: bool,
    /// Registries of this machine with a credential under another name.
    pub(super) others: Vec<String>,
}

/// A credential, or the lack of one.
pub(super) enum Stored {
    Nothing,
    Account(Credential),
    Unseen(Unseen),
}

impl Configuration {
    /// The one that the docker command of this process reads: `DOCKER_CONFIG`, else `.docker` in the home folder.
    pub fn of_process() -> Self {
        let set = std::env::var_os("DOCKER_CONFIG").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let folder = set.or_else(|| Some(etcetera::home_dir().ok()?.join(".docker")));
        Self { file: folder.map(|folder| folder.join("config.json")) }
    }

    /// The one in this folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { file: Some(folder.join("config.json")) }
    }

    /// The file itself.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// What it knows about the registry at `host`.
    pub(super) async fn ask(&self, host: &str) -> Known {
        let nothing = |stored| Known { stored, helper: false, others: Vec::new() };
        let unseen = |cause, detail: String| Stored::Unseen(Unseen::new(cause, detail));
        let Some(file) = &self.file else { return nothing(Stored::Nothing) };
        let text = match std::fs::read(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return nothing(Stored::Nothing),
            Err(error) => return nothing(unseen(Cause::Unreadable, format!("{}: {error}", file.display()))),
        };
        let Ok(Value::Object(config)) = serde_json::from_slice(&text) else {
            return nothing(unseen(Cause::Unreadable, format!("{} is no JSON", file.display())));
        };
        let helper = helper(&config, host);
        let others = others(&config, host);
        let stored = match retrieve(text, host).await {
            None => unseen(Cause::Credentials, format!("`{}` does not answer", helper.clone().unwrap_or_default())),
            Some(Ok(DockerCredential::UsernamePassword(user, secret))) => {
                Stored::Account(Credential::of(&user, &secret))
            }
            Some(Ok(DockerCredential::IdentityToken(_))) => {
                unseen(Cause::Unsupported, "a login by identity token".to_owned())
            }
            Some(Err(error)) => of_error(&error, helper.as_deref()),
        };
        Known { stored, helper: helper.is_some(), others }
    }
}

/// Asks for the credential on a thread of its own, which nobody waits for when a helper never answers. `None` if it did
/// not in time.
async fn retrieve(config: Vec<u8>, host: &str) -> Option<Result<DockerCredential, Error>> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let host = host.to_owned();
    std::thread::spawn(move || {
        // Nobody may listen any more.
        drop(sender.send(get_credential_from_reader(config.as_slice(), &host)));
    });
    tokio::time::timeout(HELPING, receiver).await.ok()?.ok()
}

/// What an error means. What a helper printed is never repeated: it may be anything.
fn of_error(error: &Error, helper: Option<&str>) -> Stored {
    let unseen = |detail: String| Stored::Unseen(Unseen::new(Cause::Credentials, detail));
    match error {
        // An entry without name or password is nothing that anybody could log in with.
        Error::NoCredentialConfigured | Error::ConfigNotFound | Error::CredentialDecodingError => Stored::Nothing,
        Error::HelperFailure { stdout, stderr, .. }
            if [stdout, stderr].iter().any(|text| text.to_lowercase().contains("not found")) =>
        {
            Stored::Nothing
        }
        Error::HelperFailure { .. } | Error::HelperCommunicationError | Error::MalformedHelperResponse => {
            unseen(format!("`{}` fails", helper.unwrap_or_default()))
        }
        Error::CredentialMismatchError | Error::ConfigReadError => unseen("config.json contradicts itself".to_owned()),
    }
}

/// The program that keeps the credential of `host`, if one does.
fn helper(config: &Map<String, Value>, host: &str) -> Option<String> {
    let own = config.get("credHelpers").and_then(|helpers| helpers.get(host)).and_then(Value::as_str);
    let name = own.or_else(|| config.get("credsStore").and_then(Value::as_str)).filter(|name| !name.is_empty());
    name.map(|name| format!("docker-credential-{name}"))
}

/// Registries of this machine that have an entry, other than `host`. With a helper the entries are empty, and count.
fn others(config: &Map<String, Value>, host: &str) -> Vec<String> {
    let has_store = config.get("credsStore").and_then(Value::as_str).is_some_and(|name| !name.is_empty());
    let entries = config.get("auths").and_then(Value::as_object);
    let is_login = |entry: &Value| has_store || entry.as_object().is_some_and(|fields| !fields.is_empty());
    let hosts = entries.into_iter().flatten().filter(|(_, entry)| is_login(entry)).map(|(name, _)| plain_host(name));
    hosts.filter(|name| *name != host && is_this_machine(name)).map(str::to_owned).collect()
}

/// The host of an entry, which old clients wrote with scheme and path.
fn plain_host(name: &str) -> &str {
    let name = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
    name.split('/').next().unwrap_or(name)
}
