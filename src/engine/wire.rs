//! Requests and answers: one pooled HTTP client per endpoint, shared with bollard.
//!
//! What kesako looks at is asked for here and kept as the JSON that the engine sent, since typed models drop what they
//! do not know; bollard has the streams (logs, events, pull, load).

use std::error::Error as StdError;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use http_body_util::{BodyExt as _, Either, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::dial::Dial;
use super::{Endpoint, EngineError, Feature};

/// A request's body: bollard's own type, so that both can use the same client.
pub(super) type Body = Either<Full<Bytes>, StreamBody<Pin<Box<dyn Stream<Item = io::Result<Frame<Bytes>>> + Send>>>>;

/// So many connections are kept for the next look. A first look at a whole course opens ten times as many.
const IDLE: usize = 8;

/// Left as they are in a path: references have slashes, colons and an at sign.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'@').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The connection to one engine. Clones share their connections.
#[derive(Clone)]
pub(super) struct Wire {
    client: Client<Dial, Body>,
    endpoint: Arc<Endpoint>,
}

/// An answer's body, read to its end, and the headers that tell who answered.
pub(super) struct Answer {
    pub(super) headers: hyper::HeaderMap,
    pub(super) body: Bytes,
}

impl Wire {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        let client =
            Client::builder(TokioExecutor::new()).pool_max_idle_per_host(IDLE).build(Dial(endpoint.address.clone()));
        Self { client, endpoint: Arc::new(endpoint) }
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Passes on a request that bollard made.
    pub(super) fn forward(
        &self,
        request: Request<Body>,
    ) -> impl Future<Output = Result<Response<Incoming>, bollard::errors::Error>> + Send + use<> {
        let sent = self.client.request(request);
        async move { sent.await.map_err(bollard::errors::Error::from) }
    }

    /// `GET path`, the answer as JSON.
    pub(super) async fn get(&self, path: &str) -> Result<Value, EngineError> {
        self.json(Method::GET, path, None).await
    }

    /// A request with a body of JSON; the answer as JSON, null when it has no body.
    pub(super) async fn json(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, EngineError> {
        let what = format!("{method} {path}");
        let answer = self.ask(method, path, body).await?;
        if answer.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer.body).map_err(|source| EngineError::Garbled { what, source: source.into() })
    }

    /// A request, and the whole answer when it is one of success.
    pub(super) async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer, EngineError> {
        let what = format!("{method} {path}");
        let response = self.open(method, path, body).await?;
        let (head, incoming) = response.into_parts();
        let body = incoming.collect().await.map_err(|error| self.failed(&what, error))?.to_bytes();
        Ok(Answer { headers: head.headers, body })
    }

    /// A request, and the answer as it begins to come when it is one of success.
    pub(super) async fn open(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Response<Incoming>, EngineError> {
        let bytes = body.map_or_else(Bytes::new, |body| Bytes::from(body.to_string()));
        self.send(method, path, "application/json", Either::Left(Full::new(bytes))).await
    }

    /// As [`Wire::open`], with any body.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        content_type: &str,
        body: Body,
    ) -> Result<Response<Incoming>, EngineError> {
        let what = format!("{method} {path}");
        let request = Request::builder()
            .method(method)
            .uri(format!("http://localhost{path}"))
            .header(hyper::header::CONTENT_TYPE, content_type)
            .body(body)
            .map_err(|source| EngineError::Garbled { what: what.clone(), source: source.into() })?;
        let response = self.client.request(request).await.map_err(|error| self.failed(&what, error))?;
        let status = response.status();
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return Ok(response);
        }
        let body = response.into_body().collect().await.map_err(|error| self.failed(&what, error))?.to_bytes();
        Err(refusal(what, status.as_u16(), &String::from_utf8_lossy(&body)))
    }

    /// What a failure of the connection means.
    pub(super) fn failed(&self, what: &str, error: impl StdError + Send + Sync + 'static) -> EngineError {
        let endpoint = self.endpoint.address.to_string();
        let system = chain(&error).find_map(|error| error.downcast_ref::<io::Error>());
        if let Some(system) = system {
            let source = io::Error::new(system.kind(), system.to_string());
            return match system.kind() {
                io::ErrorKind::PermissionDenied => EngineError::Permission { endpoint, source },
                io::ErrorKind::Unsupported => {
                    EngineError::Unsupported { what: Feature::Connection { address: endpoint } }
                }
                _ => EngineError::Gone { endpoint, source: Box::new(source) },
            };
        }
        let garbled =
            chain(&error).filter_map(|error| error.downcast_ref::<hyper::Error>()).any(hyper::Error::is_parse);
        if garbled {
            EngineError::Garbled { what: what.to_owned(), source: Box::new(error) }
        } else {
            EngineError::Gone { endpoint, source: Box::new(error) }
        }
    }

    /// An error of bollard's in our terms.
    pub(super) fn bollard(&self, what: &str, error: bollard::errors::Error) -> EngineError {
        use bollard::errors::Error;
        match error {
            Error::DockerResponseServerError { status_code, message } => {
                refusal(what.to_owned(), status_code, &message)
            }
            Error::DockerStreamError { error } => {
                EngineError::Answer { what: what.to_owned(), status: 200, message: error }
            }
            Error::JsonDataError { .. } | Error::JsonSerdeError { .. } => {
                EngineError::Garbled { what: what.to_owned(), source: Box::new(error) }
            }
            other => self.failed(what, other),
        }
    }

    /// Waits for `work` no longer than `limit`.
    pub(super) async fn within<T>(
        &self,
        limit: Duration,
        what: &str,
        work: impl Future<Output = Result<T, EngineError>>,
    ) -> Result<T, EngineError> {
        tokio::time::timeout(limit, work).await.unwrap_or_else(|_| {
            let endpoint = self.endpoint.address.to_string();
            Err(EngineError::Timeout { endpoint, what: what.to_owned(), after: limit })
        })
    }
}

/// An error and all that caused it.
fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn StdError + 'static)| (*error).source())
}

/// What an answer that is none of success means. "Not there" is only what an engine says of the object asked for: a
/// page that is not found, or any other server's words, are no such thing.
fn refusal(what: String, status: u16, body: &str) -> EngineError {
    let json = serde_json::from_str::<Value>(body).ok();
    let said = json.as_ref().and_then(|json| json["message"].as_str().or_else(|| json["cause"].as_str()));
    let message = said.unwrap_or(body).trim().chars().take(600).collect::<String>();
    let lower = message.to_lowercase();
    let names_it = lower.contains("no such") || lower.contains("not found") || lower.contains("could not find");
    // bollard has taken the words out of the JSON already: then they are no page of some web server.
    let engine = said.is_some() || !lower.contains('<');
    if status == 404 && engine && names_it && !lower.contains("page not found") && lower != "not found" {
        return EngineError::Absent { message };
    }
    EngineError::Answer { what, status, message }
}

/// A path of segments that may hold anything, and a query.
pub(super) fn path(segments: &[&str], query: &[(&str, &str)]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        path.extend(utf8_percent_encode(segment, PATH));
    }
    for (index, (name, value)) in query.iter().enumerate() {
        path.push(if index == 0 { '?' } else { '&' });
        path.push_str(name);
        path.push('=');
        path.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_engines_word_about_the_object_means_absent() {
        let absent = |status, body: &str| matches!(refusal(String::new(), status, body), EngineError::Absent { .. });
        assert!(absent(404, r#"{"message":"No such container: nope"}"#));
        assert!(absent(404, r#"{"message":"network nope not found"}"#));
        assert!(absent(404, r#"{"cause":"no such volume","message":"no such volume","response":404}"#));
        assert!(absent(404, r#"{"message":"Could not find the file /x in container y"}"#));
        assert!(!absent(404, r#"{"message":"page not found"}"#));
        assert!(!absent(404, "<html>404 Not Found</html>"));
        assert!(!absent(404, "Not Found"));
        assert!(!absent(500, r#"{"message":"no such image"}"#));
        assert!(!absent(403, r#"{"message":"no such luck"}"#));
    }

    #[test]
    fn paths_hold_names_as_data() {
        assert_eq!(path(&["containers", "a b?x", "json"], &[]), "/containers/a%20b%3Fx/json");
        assert_eq!(path(&["images", "localhost:5000/web:1", "json"], &[]), "/images/localhost:5000/web:1/json");
        assert_eq!(path(&["x"], &[("filters", r#"{"a":["b"]}"#)]), "/x?filters=%7B%22a%22%3A%5B%22b%22%5D%7D");
    }
}
