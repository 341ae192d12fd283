//! What may be wrong with an answer over HTTP.

use super::super::lookup::Looked;
use super::super::served::{port_of, served_by};
use super::super::verdict::NearMiss;
use super::Case;

pub(super) fn find(case: &Case<'_, '_>, url: &str) -> Looked<Option<NearMiss>> {
    let Some(answer) = case.env.lookup.http(url)? else { return Ok(None) };
    let port = port_of(url).map(|port| port.to_string()).unwrap_or_default();
    let near_miss = |id: &str| NearMiss::new(id).with("url", url).with("port", &port);
    let server = served_by(url, case.env)?.and_then(|name| name.as_str().map(str::to_owned));
    Ok(match (answer.status, answer.failure.as_str()) {
        // The engine's proxy takes the call, and nobody behind it does; without the proxy the container itself refuses.
        (None, "refused" | "reset" | "protocol") if server.is_some() => {
            Some(near_miss("not-listening").with("name", server.unwrap_or_default()))
        }
        (None, "refused") => Some(near_miss("refused")),
        (None, _) => None,
        _ if case.wrong("served_by") => Some(near_miss("other-process").with("actual", server.unwrap_or_default())),
        (Some(status), _) if case.wrong("status") => Some(near_miss("other-status").with("actual", status.to_string())),
        _ if case.wrong("body") => {
            let line = answer.body.lines().next().unwrap_or_default();
            Some(near_miss("other-body").with("actual", line))
        }
        _ => None,
    })
}
