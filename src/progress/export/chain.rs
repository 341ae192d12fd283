//! The chain of hashes: what makes an edit evident. It proves nothing, since anybody can compute it again.

use std::fmt::Write as _;
use std::io;

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::model::{Export, Link, SCHEMA};
use super::told::Told;

/// Name of the hash.
pub(super) const ALGORITHM: &str = "sha-256";
/// What the file says about itself.
pub(super) const NOTE: &str =
    "The hashes make an edit evident. They are no proof: whoever edits the file can compute them again.";

/// An event as it is hashed.
#[derive(Serialize)]
struct Hashed<'e> {
    at: Timestamp,
    event: &'e Told,
}

/// JSON goes into the hash as it is written.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hashed(before: &[u8], value: &impl Serialize) -> String {
    let mut hashing = Hashing(Sha256::new());
    hashing.0.update(before);
    // Neither the types nor the hash can fail.
    drop(serde_json::to_writer(&mut hashing, value));
    hex(&hashing.0.finalize())
}

/// What stands before the first event.
pub(super) fn beginning(record: &str, course: &str) -> String {
    format!("kesako:{SCHEMA}:{record}:{course}")
}

/// The hash of an event after the hash before it.
pub(super) fn after(before: &str, at: Timestamp, event: &Told) -> String {
    hashed(format!("{before}\n").as_bytes(), &Hashed { at, event })
}

/// Links events to a chain; gives the last hash, too.
pub(super) fn link(beginning: String, events: Vec<(Timestamp, Told)>) -> (Vec<Link>, String) {
    let mut before = beginning;
    let linked = events.into_iter().map(|(at, event)| {
        before = after(&before, at, &event);
        Link { at, event, hash: before.clone() }
    });
    let links: Vec<Link> = linked.collect();
    (links, before)
}

/// The number, from 0, of the first event whose hash does not fit.
pub(super) fn first_edited(export: &Export) -> Option<usize> {
    let mut before = beginning(&export.record, &export.course.id);
    export.events.iter().position(|link| {
        before = after(&before, link.at, &link.event);
        before != link.hash
    })
}

/// The hash over a whole export.
pub(super) fn document(export: &mut Export) -> String {
    let said = std::mem::take(&mut export.seal.document);
    let hash = hashed(b"", export);
    export.seal.document = said;
    hash
}

/// An opaque name from a private one: nobody gets back from it.
pub(super) fn opaque(private: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"kesako record\n");
    hash.update(private.as_bytes());
    hex(&hash.finalize()[..16])
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a `String` can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
