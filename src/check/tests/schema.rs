//! The property tables name what can be had, and nothing else.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::kit::{at, container, file, image, network, on, outcome, port, volume, volume_at};
use super::registries::{login, manifest};
use crate::check::compose::{ComposeFile, ProjectService};
use crate::check::dockerfile::DockerfileState;
use crate::check::lookup::Lookup;
use crate::probe::schema::{Kind, PropertyDef, SubjectKind};
use crate::probe::{
    CallsOutcome, Challenge, ComposeAnswer, Health, HttpAnswer, LogText, Observation, Probe, RegistryState, RunState,
    Seen, ServeOutcome, Snapshot,
};

/// The fields of a state with a value of each, and the properties that the judge computes.
fn of_subject(kind: SubjectKind) -> (Value, &'static [&'static str]) {
    let dockerfile = "FROM alpine AS a\nFROM a\nCOPY --from=a /x /y\nRUN ls\nCMD ls\nHEALTHCHECK CMD ls\n";
    match kind {
        SubjectKind::Container => {
            let state = container("c").with(|it| {
                (it.ports, it.networks) = (vec![port(1, 2)], vec![on("n", &["a"])]);
                (it.mounts, it.image_id) = (vec![volume_at("v", "/v")], Some("x".into()));
            });
            let computed = &[
                "fresh",
                "started_fresh",
                "started_again",
                "overridden",
                "output",
                "ends",
                "attached",
                "executed",
                "joined",
                "left",
                "count",
            ];
            (json(&state), computed)
        }
        SubjectKind::Image => (
            json(&image("i")),
            &[
                "fresh",
                "origin",
                "from",
                "base",
                "added_layers",
                "added_size",
                "recipe",
                "runs",
                "dropped",
                "kept_runs",
                "cached_runs",
                "command",
                "cmd_form",
                "entrypoint_form",
                "count",
            ],
        ),
        SubjectKind::Network => (json(&network("n")), &["fresh"]),
        SubjectKind::Volume => (json(&volume("v")), &["fresh", "kept", "made_by"]),
        SubjectKind::Event => (json!({}), &["count", "actions", "containers", "details", "exit_codes", "signals"]),
        SubjectKind::File => (json(&file("x")), &[]),
        SubjectKind::Dockerfile => (json(&DockerfileState::parse(dockerfile, "")), &[]),
        SubjectKind::ComposeFile => (json(&a_file()), &[]),
        SubjectKind::ComposeProject => {
            let service = ProjectService {
                name: "web".into(),
                state: RunState::Exited,
                exit_code: Some(1),
                health: Health::None,
                healthcheck: "true".into(),
                image: "server".into(),
                networks: vec![on("n", &["a"])],
                count: 1,
                created: at(0),
            };
            let computed =
                &["name", "running", "start_order", "left", "networks", "volumes", "count", "fresh", "started_fresh"];
            (json!({ "services": [service] }), computed)
        }
        SubjectKind::Run => (json(&outcome(0, "x")), &[]),
        SubjectKind::Serve => {
            let headers = [("a".to_owned(), "b".to_owned())].into();
            let (status, exit_code) = (Some(200), Some(0));
            (json(&ServeOutcome { status, headers, exit_code, ..ServeOutcome::default() }), &[])
        }
        SubjectKind::Calls => {
            let outcome = CallsOutcome { interval: Some(1), exit_code: Some(0), ..CallsOutcome::default() };
            (json(&outcome), &[])
        }
        SubjectKind::Logs => (json(&LogText { output: "x".into(), lines: vec!["x".into()] }), &[]),
        SubjectKind::Http => {
            let answer = HttpAnswer { status: Some(200), body: "x".into(), headers: [].into(), failure: String::new() };
            (json(&answer), &["served_by"])
        }
        SubjectKind::Registry => {
            let mut fields = json(&RegistryState { status: 401, auth: Challenge::Basic, account: Some(true) });
            let of_image = json(&manifest("m", &image("i")));
            fields.as_object_mut().unwrap().extend(of_image.as_object().unwrap().clone());
            (fields, &["image", "tags", "current", "origin"])
        }
        SubjectKind::Login => (json(&login("learner", true)), &[]),
        SubjectKind::Ask => (json!({}), &["answer"]),
    }
}

/// A Compose file with something in every list.
fn a_file() -> ComposeFile {
    let text = "services: {a: {image: b, networks: [n], depends_on: [c]}}";
    let answer = ComposeAnswer::Accepted(super::composed::model(text));
    let probe = Probe::Compose { folder: String::new(), file: Some("compose.yaml".to_owned()) };
    let mut snapshot = Snapshot::default();
    snapshot.insert(probe, Seen::Present(Observation::Compose(Box::new(answer))));
    crate::check::compose::read("compose.yaml", &file(text), &Lookup::new(&snapshot)).unwrap().unwrap()
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
        Kind::Texts | Kind::Words => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
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
