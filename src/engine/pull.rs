//! Pulling an image, layer by layer, and why it may fail.

use std::fmt;
use std::time::Duration;

use hyper::Method;
use serde_json::Value;

use super::lines::Lines;
use super::wire::path;
use super::{Engine, EngineError};
use crate::probe::reference;

/// How long a pull may stand still.
const STILL: Duration = Duration::from_secs(90);

/// A piece of news about a pull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullProgress {
    /// Short digest of the layer; empty for news about the whole.
    pub layer: String,
    /// The engine's words: `Downloading`, `Extracting`, `Pull complete`.
    pub status: String,
    /// Bytes done and bytes in all, where the engine tells.
    pub bytes: Option<(u64, u64)>,
}

/// Why a pull failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PullTrouble {
    /// The registry's name can't be resolved, or there is no way to it: this machine is offline.
    Offline,
    /// The registry's machine refuses the connection.
    Refused,
    /// The registry wants no more pulls for now.
    RateLimit,
    /// There is no such image, or it may not be seen without logging in: registries make no difference.
    NotFound,
    /// The registry wants a login.
    Denied,
    /// The registry does not answer.
    Timeout,
    /// The registry's certificate is not accepted, or it speaks no TLS.
    Certificate,
    /// The engine's disk is full.
    Disk,
    /// Something else: see the engine's words.
    Other,
}

impl fmt::Display for PullTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Offline => "the registry can't be reached from here",
            Self::Refused => "the registry refuses the connection",
            Self::RateLimit => "the registry wants no more pulls for now",
            Self::NotFound => "there is no such image, or it wants a login",
            Self::Denied => "the registry wants a login",
            Self::Timeout => "the registry does not answer",
            Self::Certificate => "the registry's certificate is not accepted",
            Self::Disk => "the engine's disk is full",
            Self::Other => "the engine says",
        })
    }
}

impl PullTrouble {
    /// From the engine's words.
    pub fn of(message: &str) -> Self {
        const WORDS: [(PullTrouble, &[&str]); 8] = [
            (PullTrouble::RateLimit, &["toomanyrequests", "rate limit", "429"]),
            (PullTrouble::Disk, &["no space left"]),
            (
                PullTrouble::Offline,
                &[
                    "no such host",
                    "network is unreachable",
                    "no route to host",
                    "server misbehaving",
                    "name resolution",
                ],
            ),
            (PullTrouble::Refused, &["connection refused"]),
            (PullTrouble::Timeout, &["timeout", "timed out", "deadline exceeded"]),
            (PullTrouble::Certificate, &["x509", "certificate", "gave http response to https"]),
            (PullTrouble::Denied, &["unauthorized", "authentication required", "no basic auth"]),
            (
                PullTrouble::NotFound,
                &["not found", "manifest unknown", "repository does not exist", "access denied", "requested access"],
            ),
        ];
        let message = message.to_lowercase();
        // Docker Hub answers for an image that does not exist with both: denied, and perhaps not there.
        let unclear = message.contains("repository does not exist");
        let found = WORDS.iter().find(|(trouble, words)| {
            (!unclear || *trouble == Self::NotFound) && words.iter().any(|word| message.contains(word))
        });
        found.map_or(Self::Other, |(trouble, _)| *trouble)
    }
}

impl Engine {
    /// Pulls an image; tells of each layer's progress.
    pub async fn pull(&self, reference: &str, mut progress: impl FnMut(PullProgress)) -> Result<(), EngineError> {
        let trouble = |message: String| EngineError::Pull {
            reference: reference.to_owned(),
            why: PullTrouble::of(&message),
            message,
        };
        let said = |error| match error {
            EngineError::Answer { message, .. } | EngineError::Absent { message } => trouble(message),
            EngineError::Timeout { .. } => trouble("timeout: the pull stood still".to_owned()),
            other => other,
        };
        let (repository, tag) = from_and_tag(reference);
        let path = path(&["images", "create"], &[("fromImage", &repository), ("tag", &tag)]);
        let what = "a pull";
        let open = self.wire.open(Method::POST, &path, None);
        let response = self.wire.within(STILL, what, open).await.map_err(said)?;
        let mut lines = Lines::new(&self.wire, what, response.into_body());
        while let Some(line) = self.wire.within(STILL, what, lines.next()).await.map_err(said)? {
            progress(news(&line));
        }
        Ok(())
    }
}

/// Repository and tag; a digest goes in the place of the tag. Without a tag the engine would pull all of them.
fn from_and_tag(reference: &str) -> (String, String) {
    if let Some((repository, digest)) = reference.split_once('@') {
        return (repository.to_owned(), digest.to_owned());
    }
    let (_, tag) = reference::split(reference);
    // The repository as it was written: the registry's name matters here.
    let repository = reference.strip_suffix(&format!(":{tag}")).unwrap_or(reference);
    (repository.to_owned(), tag)
}

fn news(line: &Value) -> PullProgress {
    let number = |name: &str| line["progressDetail"][name].as_u64();
    PullProgress {
        layer: line["id"].as_str().unwrap_or_default().to_owned(),
        status: line["status"].as_str().unwrap_or_default().to_owned(),
        bytes: number("current").zip(number("total")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engines_words_tell_the_trouble() {
        for (words, trouble) in [
            (
                "Get \"https://registry.example/v2/\": dial tcp: lookup registry.example on 10.0.0.2:53: no such host",
                PullTrouble::Offline,
            ),
            ("Get \"http://localhost:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused", PullTrouble::Refused),
            ("toomanyrequests: You have reached your pull rate limit.", PullTrouble::RateLimit),
            ("manifest for alpine:nope not found: manifest unknown: manifest unknown", PullTrouble::NotFound),
            (
                "pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
                PullTrouble::NotFound,
            ),
            ("Get \"https://r/v2/\": unauthorized: authentication required", PullTrouble::Denied),
            (
                "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
                PullTrouble::Timeout,
            ),
            ("Get \"https://10.0.0.1:5000/v2/\": x509: cannot validate certificate", PullTrouble::Certificate),
            ("write /var/lib/docker/tmp/x: no space left on device", PullTrouble::Disk),
            ("anything else", PullTrouble::Other),
        ] {
            assert_eq!(PullTrouble::of(words), trouble, "{words}");
        }
    }

    #[test]
    fn a_pull_always_names_a_tag_or_a_digest() {
        for (reference, repository, tag) in [
            ("alpine", "alpine", "latest"),
            ("node:24-slim", "node", "24-slim"),
            ("localhost:5000/web", "localhost:5000/web", "latest"),
            ("localhost:5000/a/web:1", "localhost:5000/a/web", "1"),
            ("alpine@sha256:ab", "alpine", "sha256:ab"),
        ] {
            assert_eq!(from_and_tag(reference), (repository.to_owned(), tag.to_owned()), "{reference}");
        }
    }
}
