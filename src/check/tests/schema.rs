//! The property tables name what can be had, and nothing else.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::kit::{container, file, image, network, on, outcome, port, volume, volume_at};
use crate::check::dockerfile::DockerfileState;
use crate::probe::schema::{Kind, PropertyDef, SubjectKind};
use crate::probe::{HttpAnswer, LogText};

/// The fields of a state with a value of each, and the properties that the judge computes.
fn of_subject(kind: SubjectKind) -> (Value, &'static [&'static str]) {
    let dockerfile = "FROM alpine AS a\nFROM a\nCOPY --from=a /x /y\nRUN ls\nCMD ls\nHEALTHCHECK CMD ls\n";
    match kind {
        SubjectKind::Container => {
            let state = container("c").with(|it| {
                (it.ports, it.networks) = (vec![port(1, 2)], vec![on("n", &["a"])]);
                (it.mounts, it.image_id) = (vec![volume_at("v", "/v")], Some("x".into()));
            });
            (json(&state), &["fresh", "started_fresh", "started_again", "overridden", "output", "count"])
        }
        SubjectKind::Image => (
            json(&image("i")),
            &[
                "fresh",
                "base",
                "added_layers",
                "runs",
                "kept_runs",
                "cached_runs",
                "cmd_form",
                "entrypoint_form",
                "count",
            ],
        ),
        SubjectKind::Network => (json(&network("n")), &["fresh"]),
        SubjectKind::Volume => (json(&volume("v")), &["fresh"]),
        SubjectKind::Event => (json!({}), &["count", "actions", "containers", "details", "exit_codes", "signals"]),
        SubjectKind::File => (json(&file("x")), &[]),
        SubjectKind::Dockerfile => (json(&DockerfileState::parse(dockerfile, "")), &[]),
        SubjectKind::Run => (json(&outcome(0, "x")), &[]),
        SubjectKind::Logs => (json(&LogText { output: "x".into(), lines: vec!["x".into()] }), &[]),
        SubjectKind::Http => {
            let answer = HttpAnswer { status: Some(200), body: "x".into(), headers: [].into(), failure: String::new() };
            (json(&answer), &["served_by"])
        }
        SubjectKind::Ask => (json!({}), &["answer"]),
    }
}

fn json(state: &impl serde::Serialize) -> Value {
    serde_json::to_value(state).unwrap()
}

fn check_kind(at: &str, def: &PropertyDef, value: &Value) {
    let fits = match def.kind {
        Kind::Text | Kind::ImageRef => value.is_string(),
        Kind::Bool => value.is_boolean(),
        Kind::Int | Kind::Size | Kind::Span => value.is_number(),
        Kind::Time => value.as_str().is_some_and(|time| time.parse::<jiff::Timestamp>().is_ok()),
        Kind::Texts => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        Kind::Ints => value.as_array().is_some_and(|list| list.iter().all(Value::is_number)),
        Kind::Map => value.as_object().is_some_and(|map| map.values().all(Value::is_string)),
        Kind::Json => true,
        Kind::Records(fields) => {
            let list = value.as_array().unwrap();
            assert!(!list.is_empty(), "the example of {at}.{} has no item", def.name);
            for item in list {
                let item = item.as_object().unwrap();
                let names: BTreeSet<&str> = item.keys().map(String::as_str).collect();
                assert_eq!(names, fields.iter().map(|field| field.name).collect(), "fields of {at}.{}", def.name);
                for field in fields {
                    check_kind(def.name, field, &item[field.name]);
                }
            }
            true
        }
    };
    assert!(fits, "{at}.{} is {value}, not {:?}", def.name, def.kind);
}

#[test]
fn every_property_can_be_had_and_everything_to_be_had_is_a_property() {
    for kind in SubjectKind::ALL {
        let (state, computed) = of_subject(kind);
        let fields = state.as_object().unwrap();
        let had: BTreeSet<&str> = fields.keys().map(String::as_str).chain(computed.iter().copied()).collect();
        let listed: BTreeSet<&str> = kind.properties().iter().map(|property| property.name).collect();
        assert_eq!(listed, had, "properties of `{}`", kind.key());
        assert_eq!(listed.len(), kind.properties().len(), "a property of `{}` stands twice", kind.key());
        for property in kind.properties() {
            if let Some(value) = fields.get(property.name) {
                check_kind(kind.key(), property, value);
            }
        }
    }
}
