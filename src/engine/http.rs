//! A GET request from this machine, as a browser on it would make: the answer, or why nobody gave one.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty};
use hyper::Request;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::{EngineError, Feature};
use crate::probe::HttpAnswer;

const LIMIT: Duration = Duration::from_secs(3);
const MAX_BODY: usize = 64 * 1024;

/// Why nobody answered, in the words of [`HttpAnswer::failure`].
type Failure = &'static str;

/// Asks for `url`. Redirects are not followed.
pub(super) async fn get(url: &str) -> Result<HttpAnswer, EngineError> {
    let unsupported = || EngineError::Unsupported { what: Feature::Request { url: url.to_owned() } };
    let url = url::Url::parse(url).map_err(|_| unsupported())?;
    if url.scheme() != "http" || !url.has_host() {
        return Err(unsupported());
    }
    let answer = tokio::time::timeout(LIMIT, answer(&url)).await.unwrap_or(Err("timeout"));
    Ok(answer.unwrap_or_else(|failure| HttpAnswer {
        status: None,
        body: String::new(),
        headers: BTreeMap::new(),
        failure: failure.to_owned(),
    }))
}

async fn answer(url: &url::Url) -> Result<HttpAnswer, Failure> {
    let stream = connect(url).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|error| class(&error))?;
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    let query = url.query().map_or_else(String::new, |query| format!("?{query}"));
    let request = Request::get(format!("{}{query}", url.path()))
        .header("host", format!("{}{port}", url.host_str().unwrap_or_default()))
        .header("user-agent", "kesako")
        .header("accept", "*/*")
        .header("connection", "close")
        .body(Empty::<Bytes>::new())
        .map_err(|_| "protocol")?;
    let exchange = async {
        let response = sender.send_request(request).await.map_err(|error| class(&error))?;
        let (head, mut incoming) = response.into_parts();
        let mut body = Vec::new();
        while let Some(frame) = incoming.frame().await {
            if let Ok(data) = frame.map_err(|error| class(&error))?.into_data() {
                body.extend_from_slice(&data[..data.len().min(MAX_BODY - body.len())]);
            }
            if body.len() == MAX_BODY {
                break;
            }
        }
        let mut headers = BTreeMap::new();
        for (name, value) in &head.headers {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            headers.entry(name.as_str().to_owned()).and_modify(|all| *all = format!("{all}, {value}")).or_insert(value);
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(HttpAnswer { status: Some(head.status.as_u16()), body, headers, failure: String::new() })
    };
    // The connection has to be driven while the exchange goes on, and may end before it does.
    tokio::pin!(exchange);
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        _ = connection => exchange.await,
    }
}

/// The first of the host's addresses that takes a connection. `localhost` is both of the usual ones, whatever the
/// machine's own table says: a published port may listen on either.
async fn connect(url: &url::Url) -> Result<TcpStream, Failure> {
    let port = url.port_or_known_default().unwrap_or(80);
    let addresses: Vec<SocketAddr> = match url.host() {
        Some(url::Host::Ipv4(ip)) => vec![(ip, port).into()],
        Some(url::Host::Ipv6(ip)) => vec![(ip, port).into()],
        Some(url::Host::Domain("localhost")) => {
            [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)].map(|ip| (ip, port).into()).into()
        }
        Some(url::Host::Domain(name)) => tokio::net::lookup_host((name, port)).await.map_err(|_| "resolve")?.collect(),
        None => Vec::new(),
    };
    let mut failure = "resolve";
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            // A machine without IPv6 can't reach `::1`: that says nothing about the port.
            Err(error) if failure == "resolve" || error.kind() == io::ErrorKind::ConnectionRefused => {
                failure = of_io(&error);
            }
            Err(_) => {}
        }
    }
    Err(failure)
}

fn of_io(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::TimedOut => "timeout",
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => "reset",
        _ => "refused",
    }
}

fn class(error: &hyper::Error) -> Failure {
    if error.is_parse() {
        return "protocol";
    }
    let system = std::error::Error::source(error).and_then(|source| source.downcast_ref::<io::Error>());
    system.map_or("reset", of_io)
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
