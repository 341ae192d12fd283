//! Containers that kesako makes to look into something, and removes at once: labelled, without a network, and gone
//! whatever happens: after the look, when the look is broken off, or, when the whole process was, at the next sweep.

use hyper::Method;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::connect::PATIENCE;
use super::wire::{Wire, path};
use super::{Engine, EngineError, Feature, THROWAWAY_LABEL, convert, mark};

/// A throwaway container. Dropping it removes it in the background; [`Throwaway::remove`] does so at once.
pub(super) struct Throwaway {
    engine: Engine,
    id: Option<String>,
}

impl Engine {
    /// Creates a throwaway container from `body`, which gets the label, and no network unless the body names one. It is
    /// needed for at most `seconds`.
    pub(super) async fn throwaway(&self, mut body: Value, seconds: u64) -> Result<Throwaway, EngineError> {
        body["Labels"] = json!({ THROWAWAY_LABEL: mark::own(seconds) });
        // One that is started has its own addresses and a table of names all the same, and may share another throwaway's,
        // which leads nowhere either.
        if body.get("NetworkDisabled").is_none() {
            body["NetworkDisabled"] = json!(true);
        }
        if body.pointer("/HostConfig/NetworkMode").is_none() {
            body["HostConfig"]["NetworkMode"] = json!("none");
        }
        let engine = self.clone();
        let (made, wait) = oneshot::channel();
        // In the background, since giving up on the wait must not leave a container whose id nobody knows.
        self.chores.spawn(async move {
            let answer = engine.wire.json(Method::POST, "/containers/create", Some(&body)).await;
            let made_it = answer.map(|answer| {
                let id = answer["Id"].as_str().map(str::to_owned);
                Throwaway { engine: engine.clone(), id }
            });
            if let Err(Ok(unwanted)) = made.send(made_it) {
                // The failure to remove what nobody waits for is the next sweep's business.
                let _ = unwanted.remove().await;
            }
        });
        wait.await.unwrap_or_else(|_| Err(EngineError::Unsupported { what: Feature::Runtime }))
    }

    /// Removes the throwaway containers that an interrupted kesako left behind; how many there were.
    pub async fn sweep(&self) -> Result<usize, EngineError> {
        let filters = json!({ "label": [THROWAWAY_LABEL] }).to_string();
        let query = path(&["containers", "json"], &[("all", "1"), ("filters", &filters)]);
        let answer = self.wire.ask(Method::GET, &query, None).await?;
        let now = answered_at(&answer.headers).unwrap_or_else(Timestamp::now);
        let list: Value = serde_json::from_slice(&answer.body)
            .map_err(|source| EngineError::Garbled { what: query, source: source.into() })?;
        let mut swept = 0;
        for line in list.as_array().map_or(&[][..], Vec::as_slice) {
            let one = convert::summary(line);
            let mark = one.labels.get(THROWAWAY_LABEL).map_or("", String::as_str);
            if mark::is_stale(mark, now.as_second() - one.created.as_second()) {
                remove(&self.wire, &one.id).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Waits until the containers of looks that were broken off are removed, no longer than `limit`.
    pub async fn settle(&self, limit: std::time::Duration) {
        self.chores.done(limit).await;
    }
}

impl Throwaway {
    pub(super) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }

    /// Removes it, with the unnamed volumes that its image asked for.
    pub(super) async fn remove(mut self) -> Result<(), EngineError> {
        let Some(id) = self.id.clone() else { return Ok(()) };
        let removed = remove(&self.engine.wire, &id).await;
        self.id = None;
        removed
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        if let Some(id) = self.id.take() {
            let wire = self.engine.wire.clone();
            self.engine.chores.spawn(async move {
                // As above: what can't be removed now is swept later.
                let _ = remove(&wire, &id).await;
            });
        }
    }
}

async fn remove(wire: &Wire, id: &str) -> Result<(), EngineError> {
    let path = path(&["containers", id], &[("force", "1"), ("v", "1")]);
    match wire.within(PATIENCE, "a removal", wire.ask(Method::DELETE, &path, None)).await {
        // 409: somebody else is removing it already.
        Ok(_) | Err(EngineError::Absent { .. } | EngineError::Answer { status: 409, .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The engine's clock as the answer's date tells it, to the second.
fn answered_at(headers: &hyper::HeaderMap) -> Option<Timestamp> {
    let date = headers.get(hyper::header::DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::parse(date).ok().map(|date| date.timestamp())
}
