//! The JSON Schema of exports, and how types of other modules stand in it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::model::Export;

/// The JSON Schema (draft 2020-12) of the JSON export.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Export).to_value()
}

/// A time in UTC, as RFC 3339 writes it.
pub(super) struct Time;

impl JsonSchema for Time {
    fn schema_name() -> Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// A verdict.
pub(super) struct VerdictName;

impl JsonSchema for VerdictName {
    fn schema_name() -> Cow<'static, str> {
        "Verdict".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": ["pass", "fail", "skip", "unknown"] })
    }
}
