//! What a container wrote.

use std::collections::VecDeque;

use http_body_util::BodyExt as _;
use hyper::Method;
use hyper::body::Incoming;

use super::wire::path;
use super::{Engine, EngineError, Feature, text};
use crate::probe::LogText;

/// How much of a log is kept: its end.
const KEPT: usize = 256 * 1024;

impl Engine {
    /// The log of a container, both streams as they came.
    pub(super) async fn logs(&self, container: &str) -> Result<LogText, EngineError> {
        let inspect = self.named("containers", container, "json").await?;
        let is_terminal = inspect.pointer("/Config/Tty").and_then(serde_json::Value::as_bool).unwrap_or_default();
        let id = inspect["Id"].as_str().unwrap_or(container);
        let output = self.output(id, is_terminal).await.map_err(unreadable)?;
        Ok(LogText { lines: text::lines(&output), output })
    }

    /// Standard output and error of a container, without the last line end.
    pub(super) async fn output(&self, id: &str, is_terminal: bool) -> Result<String, EngineError> {
        // A line has one byte at least, so no more lines than bytes can be wanted.
        let tail = KEPT.to_string();
        let path = path(&["containers", id, "logs"], &[("stdout", "1"), ("stderr", "1"), ("tail", &tail)]);
        let response = self.wire.open(Method::GET, &path, None).await?;
        let bytes = self.read(response.into_body(), is_terminal).await?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let text = if is_terminal { text.replace("\r\n", "\n") } else { text };
        Ok(text.strip_suffix('\n').map(str::to_owned).unwrap_or(text))
    }

    async fn read(&self, mut body: Incoming, is_terminal: bool) -> Result<Vec<u8>, EngineError> {
        let mut tail = VecDeque::new();
        let mut frames = Frames::default();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.wire.failed("the logs", error))?;
            let Ok(data) = frame.into_data() else { continue };
            if is_terminal {
                tail.extend(data.iter());
            } else {
                frames.take(&data, &mut tail);
            }
            let excess = tail.len().saturating_sub(KEPT);
            tail.drain(..excess);
        }
        Ok(tail.into())
    }
}

/// Undoes the engine's interleaving: eight bytes in front of each piece tell the stream and, in the last four, the size.
#[derive(Default)]
struct Frames {
    head: Vec<u8>,
    left: usize,
}

impl Frames {
    fn take(&mut self, mut data: &[u8], into: &mut VecDeque<u8>) {
        while !data.is_empty() {
            if self.left > 0 {
                let (now, rest) = data.split_at(self.left.min(data.len()));
                into.extend(now);
                self.left -= now.len();
                data = rest;
                continue;
            }
            let (now, rest) = data.split_at((8 - self.head.len()).min(data.len()));
            self.head.extend_from_slice(now);
            data = rest;
            if let [_, _, _, _, a, b, c, d] = self.head[..] {
                self.left = u32::from_be_bytes([a, b, c, d]) as usize;
                self.head.clear();
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_put_together_wherever_the_pieces_are_cut() {
        let mut wire = Vec::new();
        for (stream, words) in [(1u8, "one\n"), (2, "two\n"), (1, "three\n")] {
            wire.extend([stream, 0, 0, 0, 0, 0, 0, u8::try_from(words.len()).unwrap()]);
            wire.extend(words.bytes());
        }
        for size in 1..wire.len() {
            let (mut frames, mut text) = (Frames::default(), VecDeque::new());
            for piece in wire.chunks(size) {
                frames.take(piece, &mut text);
            }
            assert_eq!(Vec::from(text), b"one\ntwo\nthree\n", "{size}");
        }
    }
}
