//! The engine's JSON → what probes see.
//!
//! Reads with a light hand: engines of many versions and podman leave fields out, write null for empty, or put text
//! where others have a list. What is missing is empty.

mod container;
mod event;
mod image;
mod network;

pub(super) use container::{container, summary};
pub(super) use event::event;
pub(super) use image::{build_step, image, image_summary};
pub(super) use network::{network, volume};

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use crate::probe::reference::strip_algorithm;

fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn flag(value: &Value, pointer: &str) -> bool {
    value.pointer(pointer).and_then(Value::as_bool).unwrap_or_default()
}

/// A list of texts; a text alone is a list of one.
fn texts(value: &Value, pointer: &str) -> Vec<String> {
    match value.pointer(pointer) {
        Some(Value::Array(items)) => items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
        Some(Value::String(one)) if !one.is_empty() => vec![one.clone()],
        _ => Vec::new(),
    }
}

fn map(value: &Value, pointer: &str) -> BTreeMap<String, String> {
    let Some(Value::Object(fields)) = value.pointer(pointer) else { return BTreeMap::new() };
    fields.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

/// The entries of a map in the order of their names.
fn entries<'a>(value: &'a Value, pointer: &str) -> Vec<(&'a str, &'a Value)> {
    let Some(Value::Object(fields)) = value.pointer(pointer) else { return Vec::new() };
    fields.iter().map(|(name, value)| (name.as_str(), value)).collect()
}

fn items<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A point in time; Go's zero time is none.
fn time(value: &Value, pointer: &str) -> Option<Timestamp> {
    let time: Timestamp = value.pointer(pointer)?.as_str()?.parse().ok()?;
    (time > Timestamp::UNIX_EPOCH).then_some(time)
}

fn seconds(value: &Value, pointer: &str) -> Timestamp {
    let seconds = value.pointer(pointer).and_then(Value::as_i64).unwrap_or_default();
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn id(value: &Value, pointer: &str) -> String {
    strip_algorithm(value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()).to_owned()
}

/// Ports of the keys `80/tcp` of maps, ascending.
fn ports<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<u16> {
    let mut ports: Vec<u16> = keys.into_iter().filter_map(|key| key.split('/').next()?.parse().ok()).collect();
    ports.sort_unstable();
    ports.dedup();
    ports
}

/// Whether the engine made the name of a volume up.
fn anonymous(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests;
