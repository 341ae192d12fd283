//! What a container wrote.

use http_body_util::BodyExt as _;
use hyper::Method;
use hyper::body::Incoming;

use super::pieces::{KEPT, Pieces, Spoken};
use super::wire::path;
use super::{Engine, EngineError, Feature, text};
use crate::probe::LogText;

impl Engine {
    /// The log of a container, both streams as they came.
    pub(super) async fn logs(&self, container: &str) -> Result<LogText, EngineError> {
        let inspect = self.named("containers", container, "json").await?;
        let is_terminal = inspect.pointer("/Config/Tty").and_then(serde_json::Value::as_bool).unwrap_or_default();
        let id = inspect["Id"].as_str().unwrap_or(container);
        // A line has one byte at least, so no more lines than bytes can be wanted.
        let tail = KEPT.to_string();
        let path = path(&["containers", id, "logs"], &[("stdout", "1"), ("stderr", "1"), ("tail", &tail)]);
        let response = self.wire.open(Method::GET, &path, None).await.map_err(unreadable)?;
        let (spoken, _) = self.read(response.into_body(), is_terminal, usize::MAX).await?;
        Ok(text_of(&spoken, is_terminal))
    }

    /// All that comes until the end; `None` if that is more than `limit` bytes.
    pub(super) async fn all_output(
        &self,
        body: Incoming,
        is_terminal: bool,
        limit: usize,
    ) -> Result<Option<LogText>, EngineError> {
        let (spoken, whole) = self.read(body, is_terminal, limit).await?;
        Ok(whole.then(|| text_of(&spoken, is_terminal)))
    }

    /// What comes, its end at least, and whether that is all: it stops once there is more than `limit` bytes of it.
    async fn read(&self, mut body: Incoming, is_terminal: bool, limit: usize) -> Result<(Spoken, bool), EngineError> {
        let (mut spoken, mut pieces, mut size) = (Spoken::default(), Pieces::default(), 0);
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.wire.failed("the logs", error))?;
            let Ok(data) = frame.into_data() else { continue };
            if is_terminal {
                spoken.note(&data, None);
            } else {
                pieces.take(&data).iter().for_each(|piece| spoken.note(piece, None));
            }
            size += data.len();
            if size > limit {
                return Ok((spoken, false));
            }
        }
        Ok((spoken, true))
    }
}

fn text_of(spoken: &Spoken, is_terminal: bool) -> LogText {
    let (output, lines) = spoken.text();
    if !is_terminal {
        return LogText { output, lines };
    }
    let output = output.replace("\r\n", "\n");
    let output = output.strip_suffix('\r').map(str::to_owned).unwrap_or(output);
    LogText { lines: text::lines(&output), output }
}

/// A container may log to where the engine can't read it back.
fn unreadable(error: EngineError) -> EngineError {
    match error {
        EngineError::Answer { message, .. } if message.contains("does not support reading") => {
            EngineError::Unsupported { what: Feature::Log }
        }
        other => other,
    }
}
