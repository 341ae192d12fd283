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
        let (output, lines) = self.read(response.into_body(), is_terminal).await?.text();
        if !is_terminal {
            return Ok(LogText { output, lines });
        }
        let output = output.replace("\r\n", "\n");
        let output = output.strip_suffix('\r').map(str::to_owned).unwrap_or(output);
        Ok(LogText { lines: text::lines(&output), output })
    }

    async fn read(&self, mut body: Incoming, is_terminal: bool) -> Result<Spoken, EngineError> {
        let (mut spoken, mut pieces) = (Spoken::default(), Pieces::default());
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.wire.failed("the logs", error))?;
            let Ok(data) = frame.into_data() else { continue };
            if is_terminal {
                spoken.note(&data, None);
            } else {
                pieces.take(&data).iter().for_each(|piece| spoken.note(piece, None));
            }
        }
        Ok(spoken)
    }
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
