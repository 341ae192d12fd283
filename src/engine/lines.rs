//! An answer that comes line by line, each one of JSON: pulls, loads, imports.

use std::collections::VecDeque;

use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use serde_json::Value;

use super::EngineError;
use super::wire::Wire;

/// The lines of an answer as they come.
pub(super) struct Lines<'a> {
    wire: &'a Wire,
    what: &'a str,
    body: Incoming,
    buffer: Vec<u8>,
    ready: VecDeque<Value>,
    ended: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(wire: &'a Wire, what: &'a str, body: Incoming) -> Self {
        Self { wire, what, body, buffer: Vec::new(), ready: VecDeque::new(), ended: false }
    }

    /// The next line; `None` at the end. A line that tells an error is one.
    pub(super) async fn next(&mut self) -> Result<Option<Value>, EngineError> {
        loop {
            if let Some(line) = self.ready.pop_front() {
                return match error_of(&line) {
                    Some(message) => Err(EngineError::Answer { what: self.what.to_owned(), status: 200, message }),
                    None => Ok(Some(line)),
                };
            }
            if self.ended {
                return Ok(None);
            }
            match self.body.frame().await {
                Some(frame) => {
                    let frame = frame.map_err(|error| self.wire.failed(self.what, error))?;
                    if let Ok(data) = frame.into_data() {
                        self.buffer.extend_from_slice(&data);
                    }
                }
                None => self.ended = true,
            }
            self.split()?;
        }
    }

    /// Reads to the end; what the last line with this field says.
    pub(super) async fn last(&mut self, field: &str) -> Result<Option<String>, EngineError> {
        let mut last = None;
        while let Some(line) = self.next().await? {
            last = line[field].as_str().map(str::to_owned).or(last);
        }
        Ok(last)
    }

    /// Takes the whole values out of the buffer. Engines put them on lines of their own, or just one after the other.
    fn split(&mut self) -> Result<(), EngineError> {
        let mut values = serde_json::Deserializer::from_slice(&self.buffer).into_iter::<Value>();
        let mut used = 0;
        let mut garbled = None;
        for value in values.by_ref() {
            match value {
                Ok(value) => self.ready.push_back(value),
                Err(error) if error.is_eof() && !self.ended => break,
                Err(error) => {
                    garbled = Some(error);
                    break;
                }
            }
        }
        used += values.byte_offset();
        self.buffer.drain(..used.min(self.buffer.len()));
        match garbled {
            Some(source) => Err(EngineError::Garbled { what: self.what.to_owned(), source: source.into() }),
            None => Ok(()),
        }
    }
}

fn error_of(line: &Value) -> Option<String> {
    let detail = line.pointer("/errorDetail/message").or(line.get("error"))?;
    detail.as_str().map(str::to_owned)
}
