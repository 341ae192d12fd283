//! The events as JSON lines. The first line says whose they are; `{"at", "event", "hash"}` follow, in order of time.

use jiff::Timestamp;
use serde::Serialize;

use super::super::model::{CourseLine, EngineLine, Export, SealLine};

/// The first line.
#[derive(Serialize)]
struct Head<'e> {
    schema: u32,
    kesako: &'e str,
    exported_at: Timestamp,
    record: &'e str,
    learner: Option<&'e str>,
    course: &'e CourseLine,
    engine: Option<&'e EngineLine>,
    seal: &'e SealLine,
}

pub(super) fn write(export: &Export) -> Result<Vec<u8>, serde_json::Error> {
    let head = Head {
        schema: export.schema,
        kesako: &export.kesako,
        exported_at: export.exported_at,
        record: &export.record,
        learner: export.learner.as_deref(),
        course: &export.course,
        engine: export.engine.as_ref(),
        seal: &export.seal,
    };
    let mut bytes = serde_json::to_vec(&head)?;
    bytes.push(b'\n');
    for link in &export.events {
        serde_json::to_writer(&mut bytes, link)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}
