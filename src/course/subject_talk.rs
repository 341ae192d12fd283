//! `serve` and `calls`: an image that is asked, and one that asks. Values in a checker file → [`Serve`], [`Calls`].
//!
//! ```toml
//! serve = { image = "server-node", port = 9001, path = "/", args = ["…"], within = "5s" }   # path: default "/"
//! serve = { project = "10-compose", service = "web", port = 9001 }     # the image of a service's container
//! calls = { image = "pinger", alias = "test-server-node", port = 9001, args = ["…"], times = 2, within = "5s" }
//! ```
//!
//! `serve` starts the image and asks it from outside of it, so that a server on 127.0.0.1 alone does not answer. `calls`
//! starts a server that is reached under `alias` (`localhost`: from within the container), and waits for so many requests
//! (default 1; with 2, `interval` is told). Both without any other network.

use std::fmt;

use super::checks::read_span;
use super::raw::RawSubject;
use super::subject_parse::Reading;
use super::value::{Fields, NodeKind};

/// How long an answer, or a call, may take unless the course says otherwise.
const SECONDS: u32 = 5;

/// A server to start and to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serve {
    /// Its image, by reference; of a service of a project, the service's name.
    pub image: String,
    /// The project, where the image is that of a service's container.
    pub project: Option<String>,
    /// Arguments in place of CMD; empty: as it says itself.
    pub args: Vec<String>,
    /// The port that it is asked on.
    pub port: u16,
    /// What is asked for.
    pub path: String,
    /// Seconds until it has to answer.
    pub seconds: u32,
}

/// An image that is to call a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calls {
    /// The image, by reference.
    pub image: String,
    /// Arguments in place of CMD; empty: as it says itself.
    pub args: Vec<String>,
    /// The server's name.
    pub alias: String,
    /// The server's port.
    pub port: u16,
    /// So many calls are waited for.
    pub times: u32,
    /// Seconds that they may take.
    pub seconds: u32,
}

impl Serve {
    /// Its image, if it is named.
    pub fn reference(&self) -> Option<&str> {
        self.project.is_none().then_some(self.image.as_str())
    }
}

impl fmt::Display for Serve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} :{}{}", self.image, self.port, self.path)
    }
}

impl fmt::Display for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}:{}", self.image, self.alias, self.port)
    }
}

impl Reading<'_, '_> {
    pub(super) fn serve(&mut self, raw: &RawSubject) -> Option<Serve> {
        let mut fields = Fields::of(&raw.node, "serve", self.problems)?;
        let project = self.value(&mut fields, "project");
        let image = match project {
            Some(_) => fields.required_text("service", "this server", self.problems),
            None => fields.required_text("image", "this server", self.problems),
        };
        let args = self.words(&mut fields, "args");
        let port = self.port(raw, &mut fields);
        let path = self.value(&mut fields, "path").unwrap_or_else(|| "/".to_owned());
        let seconds = self.seconds(&mut fields, "within").unwrap_or(SECONDS);
        fields.finish("a server", self.problems);
        if !path.starts_with('/') || path.contains(char::is_whitespace) {
            self.problems.error(raw.node.span.clone(), format!("`{path}` is no path of a web address"));
            return None;
        }
        Some(Serve { image: self.expand(image?).value, project, args, port: port?, path, seconds })
    }

    pub(super) fn calls(&mut self, raw: &RawSubject) -> Option<Calls> {
        let mut fields = Fields::of(&raw.node, "calls", self.problems)?;
        let image = fields.required_text("image", "this call", self.problems);
        let alias = fields.required_text("alias", "this call", self.problems);
        let args = self.words(&mut fields, "args");
        let port = self.port(raw, &mut fields);
        let times = fields.get("times").map_or(Some(1), |entry| {
            if let NodeKind::Int(times @ 1..=10) = entry.node.kind {
                u32::try_from(times).ok()
            } else {
                entry.node.mismatch("times", "a whole number from 1 to 10", self.problems);
                None
            }
        });
        let seconds = self.seconds(&mut fields, "within").unwrap_or(SECONDS);
        fields.finish("a call", self.problems);
        let (image, alias) = (self.expand(image?).value, self.expand(alias?).value);
        Some(Calls { image, args, alias, port: port?, times: times?, seconds })
    }

    fn port(&mut self, raw: &RawSubject, fields: &mut Fields<'_>) -> Option<u16> {
        let Some(entry) = fields.get("port") else {
            self.problems.error(raw.node.span.clone(), format!("this `{}` has no `port`", raw.kind.key()));
            return None;
        };
        let number = match &entry.node.kind {
            NodeKind::Int(number) => u16::try_from(*number).ok(),
            NodeKind::Text(text) => self.vars.expand(text).parse().ok(),
            _ => None,
        };
        if number.is_none_or(|port| port == 0) {
            entry.node.mismatch("port", "the number of a port", self.problems);
            return None;
        }
        number
    }

    pub(super) fn words(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
        let words = fields.texts(key, self.problems);
        words.into_iter().map(|word| self.expand(word).value).collect()
    }

    /// Whole seconds of a span.
    pub(super) fn seconds(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<u32> {
        let span = fields.text(key, self.problems)?;
        let span = read_span(&self.expand(span), self.problems)?;
        Some(u32::try_from(span.div_ceil(1000)).unwrap_or(u32::MAX))
    }
}
