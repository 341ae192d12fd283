//! Asking one registry: in clear on this machine, as Docker does, with TLS everywhere else.

use std::sync::Once;
use std::time::Duration;

use futures_util::future::join_all;
use oci_client::client::{ClientConfig, ClientProtocol};
use oci_client::secrets::RegistryAuth;
use oci_client::{Client, Reference, RegistryOperation};
use serde_json::Value;

use super::trouble::Trouble;
use crate::probe::image_name::is_nobodys;
use crate::probe::reference::{is_this_machine, strip_algorithm};
use crate::probe::{Cause, Challenge, PlatformImage, RegistryImage, Unseen};

/// Manifests that Docker pushes, and lists of them.
const MANIFESTS: [&str; 4] = [
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
];
/// Platforms of an index that are looked at.
const PLATFORMS: usize = 16;
/// How long a connection may take to come about.
const CONNECTING: Duration = Duration::from_secs(3);
/// A repository to ask a token server about when a login is for none in particular.
const ANY_REPOSITORY: &str = "kesako/login";

/// A name and a secret. Knows no way to be shown.
#[derive(Clone)]
pub(super) struct Credential {
    user: String,
    secret: String,
}

impl Credential {
    pub(super) fn of(user: &str, secret: &str) -> Self {
        Self { user: user.to_owned(), secret: secret.to_owned() }
    }

    pub(super) fn user(&self) -> &str {
        &self.user
    }

    fn auth(self) -> RegistryAuth {
        RegistryAuth::Basic(self.user, self.secret)
    }
}

/// Asks one registry.
pub(super) struct Caller<'h> {
    host: &'h str,
    web: reqwest::Client,
}

impl<'h> Caller<'h> {
    pub(super) fn new(host: &'h str) -> Result<Self, Trouble> {
        if is_nobodys(host) {
            return Err(Trouble::odd(format!("{host}: that is nobody's address")));
        }
        install_provider();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("kesako/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECTING)
            .redirect(reqwest::redirect::Policy::none());
        if is_this_machine(host) {
            // Docker never asks a proxy for this machine's own ports.
            builder = builder.no_proxy();
        }
        let web = builder.build().map_err(|error| Trouble::odd(error.to_string()))?;
        Ok(Self { host, web })
    }

    fn base(&self) -> String {
        let scheme = if is_this_machine(self.host) { "http" } else { "https" };
        format!("{scheme}://{}/v2/", self.host)
    }

    /// Status of a call without a credential, and how a login is asked for.
    pub(super) async fn greet(&self) -> Result<(u16, Challenge), Trouble> {
        let answer = self.web.get(self.base()).send().await;
        let answer = answer.map_err(|error| Trouble::of_request(&error, self.host))?;
        let status = answer.status().as_u16();
        if status != 401 {
            return Ok((status, Challenge::None));
        }
        let asks: Vec<String> = answer
            .headers()
            .get_all("www-authenticate")
            .iter()
            .filter_map(|value| value.to_str().ok()?.split_whitespace().next().map(str::to_ascii_lowercase))
            .collect();
        let asks = |scheme: &str| asks.iter().any(|asked| asked == scheme);
        Ok((
            status,
            if asks("bearer") {
                Challenge::Bearer
            } else if asks("basic") {
                Challenge::Basic
            } else {
                Challenge::Other
            },
        ))
    }

    /// Whether the registry takes a credential; `registry` may name the repository that it is for.
    pub(super) async fn takes(
        &self,
        registry: &str,
        challenge: Challenge,
        credential: &Credential,
    ) -> Result<bool, Trouble> {
        match challenge {
            // One that asks nobody takes everybody.
            Challenge::None => Ok(true),
            Challenge::Basic => {
                let request = self.web.get(self.base()).basic_auth(&credential.user, Some(&credential.secret));
                let answer = request.send().await.map_err(|error| Trouble::of_request(&error, self.host))?;
                match answer.status().as_u16() {
                    200 => Ok(true),
                    408 | 429 => Err(Trouble::odd(format!("{}: it is too busy", self.host))),
                    400..=499 => Ok(false),
                    status => Err(Trouble::odd(format!("{}: status {status}", self.host))),
                }
            }
            Challenge::Bearer => {
                let repository = registry.split_once('/').map_or(ANY_REPOSITORY, |(_, repository)| repository);
                let reference = parse(&format!("{}/{repository}", self.host))?;
                match self.authorize(&reference, Some(credential.clone())).await {
                    Ok(_) => Ok(true),
                    Err(Trouble::Unauthorized) => Ok(false),
                    Err(trouble) => Err(trouble),
                }
            }
            Challenge::Other => {
                Err(Trouble::Unseen(Unseen::new(Cause::Unsupported, format!("the login of {}", self.host))))
            }
        }
    }

    /// The image that the registry has under a reference.
    pub(super) async fn image(
        &self,
        reference: &str,
        credential: Option<Credential>,
    ) -> Result<RegistryImage, Trouble> {
        let reference = parse(reference)?;
        let (client, auth) = self.authorize(&reference, credential).await?;
        let (manifest, digest) = self.manifest(&client, &reference, &auth).await?;
        let Some(entries) = manifest["manifests"].as_array() else {
            let config = config_of(&manifest);
            let alone = PlatformImage { platform: String::new(), digest: digest.clone(), config: config.clone() };
            return Ok(RegistryImage { digest, config, platforms: vec![alone] });
        };
        let looks = entries.iter().filter_map(entry).take(PLATFORMS).map(|(platform, digest)| {
            let (client, auth, of_entry) = (&client, &auth, reference.clone_with_digest(digest.clone()));
            async move {
                // An index may name platforms that were never pushed.
                let config = match self.manifest(client, &of_entry, auth).await {
                    Ok((manifest, _)) => config_of(&manifest),
                    Err(Trouble::Absent) => String::new(),
                    Err(trouble) => return Err(trouble),
                };
                Ok(PlatformImage { platform, digest, config })
            }
        });
        let platforms = join_all(looks).await.into_iter().collect::<Result<Vec<_>, Trouble>>()?;
        let config = platforms.first().map(|first| first.config.clone()).unwrap_or_default();
        Ok(RegistryImage { digest, config, platforms })
    }

    /// The tags that the registry has of a repository.
    pub(super) async fn tags(&self, repository: &str, credential: Option<Credential>) -> Result<Vec<String>, Trouble> {
        let reference = parse(repository)?;
        let (client, auth) = self.authorize(&reference, credential).await?;
        let answer = client.list_tags(&reference, &auth, None, None).await;
        Ok(answer.map_err(|error| Trouble::of(&error, self.host))?.tags)
    }

    async fn manifest(
        &self,
        client: &Client,
        reference: &Reference,
        auth: &RegistryAuth,
    ) -> Result<(Value, String), Trouble> {
        let answer = client.pull_manifest_raw(reference, auth, &MANIFESTS).await;
        let (body, digest) = answer.map_err(|error| Trouble::of(&error, self.host))?;
        let manifest = serde_json::from_slice(&body);
        Ok((manifest.map_err(|_| Trouble::odd(format!("{}: its manifest is none", self.host)))?, digest))
    }

    /// A client that has been let in, as far as that can be told beforehand.
    async fn authorize(
        &self,
        reference: &Reference,
        credential: Option<Credential>,
    ) -> Result<(Client, RegistryAuth), Trouble> {
        let auth = credential.map_or(RegistryAuth::Anonymous, Credential::auth);
        let client = Client::try_from(self.config()).map_err(|error| Trouble::of(&error, self.host))?;
        let let_in = client.auth(reference, &auth, RegistryOperation::Pull).await;
        let_in.map_err(|error| Trouble::of(&error, self.host))?;
        Ok((client, auth))
    }

    fn config(&self) -> ClientConfig {
        let config = ClientConfig {
            connect_timeout: Some(CONNECTING),
            user_agent: concat!("kesako/", env!("CARGO_PKG_VERSION")),
            ..ClientConfig::default()
        };
        if !is_this_machine(self.host) {
            return config;
        }
        // Naming a proxy, for TLS and for no host at all, is how this library is kept from asking the environment's.
        let none = Some("http://proxy.invalid".to_owned());
        ClientConfig { protocol: ClientProtocol::Http, https_proxy: none, no_proxy: Some("*".to_owned()), ..config }
    }
}

/// TLS needs to be told once which cryptography to use.
fn install_provider() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}

fn parse(reference: &str) -> Result<Reference, Trouble> {
    let refuse = |_| Trouble::Unseen(Unseen::new(Cause::Unsupported, format!("the reference `{reference}`")));
    Reference::try_from(reference).map_err(refuse)
}

/// Digest of a manifest's configuration, as image ids are written; empty if it has none.
fn config_of(manifest: &Value) -> String {
    strip_algorithm(manifest["config"]["digest"].as_str().unwrap_or_default()).to_owned()
}

/// Platform and digest of an index's entry; `None` for what is no image: attestations.
fn entry(entry: &Value) -> Option<(String, String)> {
    let text = |field: &Value| field.as_str().unwrap_or_default().to_owned();
    let platform = &entry["platform"];
    let (os, arch, variant) = (text(&platform["os"]), text(&platform["architecture"]), text(&platform["variant"]));
    let parts: Vec<String> = [os.clone(), arch, variant].into_iter().filter(|part| !part.is_empty()).collect();
    (os != "unknown").then(|| (parts.join("/"), text(&entry["digest"])))
}
