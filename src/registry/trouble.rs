//! Why a registry gave no answer to what it was asked.

use oci_client::errors::{OciDistributionError as Error, OciErrorCode as Code};

use crate::probe::{Cause, Unseen};

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no such thing.
    Absent,
    /// It lets nobody in without a login, or not with this one.
    Unauthorized,
    /// Nobody listens, or the connection broke.
    Silent(String),
    /// Anything else.
    Unseen(Unseen),
}

impl Trouble {
    /// An answer that can't be made use of.
    pub(super) fn odd(detail: impl Into<String>) -> Self {
        Self::Unseen(Unseen::new(Cause::Registry, detail))
    }

    /// What came of a request to `host`.
    pub(super) fn of_request(error: &reqwest::Error, host: &str) -> Self {
        let asked = error.url().map(url::Url::authority).unwrap_or_default();
        // A token server, a proxy or storage behind the registry is not the registry.
        if error.is_timeout() || asked != host {
            return Self::odd(format!("{}: {}", if asked.is_empty() { host } else { asked }, innermost(error)));
        }
        Self::Silent(format!("{host}: {}", innermost(error)))
    }

    pub(super) fn of(error: &Error, host: &str) -> Self {
        match error {
            Error::ImageManifestNotFoundError(_) | Error::ServerError { code: 404, .. } => Self::Absent,
            Error::UnauthorizedError { .. }
            | Error::AuthenticationFailure(_)
            | Error::ServerError { code: 401 | 403, .. } => Self::Unauthorized,
            Error::ServerError { code, .. } => Self::odd(format!("{host}: status {code}")),
            Error::RegistryError { envelope, .. } => {
                let has = |codes: &[Code]| envelope.errors.iter().any(|error| codes.contains(&error.code));
                if has(&[Code::ManifestUnknown, Code::NameUnknown, Code::NotFound, Code::ManifestBlobUnknown]) {
                    Self::Absent
                } else if has(&[Code::Unauthorized, Code::Denied]) {
                    Self::Unauthorized
                } else {
                    Self::odd(format!("{host}: {envelope}"))
                }
            }
            Error::RequestError(error) => Self::of_request(error, host),
            // What a library says of a shape that it does not know: never a header or a credential.
            other => Self::odd(format!("{host}: {other}")),
        }
    }
}

/// The words of the cause that lies deepest, which says most: `connection refused`.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
