//! Recorded answers of Compose 2.26 and 1.29 to the same folder, and what they come to.

use std::path::Path;

use super::*;

const V2: &str = include_str!("../../../tests/recorded/compose-2.26/config.json");
const V1: &str = include_str!("../../../tests/recorded/compose-1.29/config.yaml");

fn folder() -> &'static Path {
    Path::new("/home/me/docker-101/10-compose")
}

fn model(output: &str, old: bool) -> ComposeModel {
    match read(output.as_bytes(), folder(), old).unwrap() {
        ComposeAnswer::Accepted(model) => model,
        refused @ ComposeAnswer::Refused { .. } => panic!("{refused:?}"),
    }
}

fn named(model: &ComposeModel, name: &str) -> ComposeService {
    model.services.iter().find(|service| service.name == name).cloned().unwrap()
}

#[test]
fn version_2_and_version_1_come_to_the_same() {
    let (new, mut old) = (model(V2, false), model(V1, true));
    assert_eq!(named(&new, "d").built_image, "10-compose-d");
    assert_eq!(named(&old, "d").built_image, "10-compose_d");
    // Names of images, and the quotes of a command that is one text, are what they differ in.
    for (old, new) in old.services.iter_mut().zip(&new.services) {
        old.built_image.clone_from(&new.built_image);
        old.command = old.command.replace('"', "");
        old.entrypoint = old.entrypoint.replace('\'', "");
    }
    assert_eq!(old, new);
}

#[test]
fn every_property_of_a_service_is_read() {
    let model = model(V2, false);
    assert_eq!((model.project.as_str(), model.networks.as_slice()), ("10-compose", ["n".to_owned()].as_slice()));
    assert_eq!(model.volumes, ["data"]);
    let texts = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        named(&model, "a"),
        ComposeService {
            name: "a".into(),
            image: "pinger".into(),
            built_image: "pinger".into(),
            build: ".".into(),
            dockerfile: "dockerfile.pinger".into(),
            command: "echo a b c".into(),
            entrypoint: String::new(),
            environment: texts(&["A=1", "B=$x", "C", "D=1e3", "Q=1"]),
            networks: vec![ComposeAttachment { name: "n".into(), aliases: texts(&["al"]) }],
            depends_on: vec![ComposeDependency { service: "b".into(), condition: "service_started".into() }],
            ports: texts(&["9001:9001", "53/udp", "127.0.0.1:80:80", "71:70"]),
            volumes: texts(&["data:/d", "./x:/y:ro", "/anon", "./z:/z"]),
            healthcheck: "curl $HOME".into(),
            init: true,
            ..ComposeService::default()
        }
    );
    let b = named(&model, "b");
    assert_eq!((b.healthcheck.as_str(), b.container_name.as_str(), b.profiles), ("", "bb", texts(&["p"])));
    assert_eq!((b.dockerfile.as_str(), b.networks[0].name.as_str()), ("Dockerfile", "default"));
    assert_eq!(named(&model, "c").networks, []);
    let d = named(&model, "d");
    assert_eq!((d.build.as_str(), d.depends_on[0].condition.as_str()), ("app", "service_healthy"));
}

#[test]
fn what_version_1_says_only_when_it_brings_the_file_up_is_a_refusal_too() {
    let text = "services: {a: {image: x, networks: {n: null}}}\nnetworks: {m: {}}\n";
    let words = "Service \"a\" uses an undefined network \"n\"".to_owned();
    assert_eq!(read(text.as_bytes(), folder(), true), Ok(ComposeAnswer::Refused { words }));
}

#[test]
fn what_is_no_answer_of_compose_is_none() {
    for (output, old) in [("", false), ("[]", false), ("{", false), ("podman", true), ("", true)] {
        let unseen = read(output.as_bytes(), folder(), old).unwrap_err();
        assert_eq!(unseen.cause, Cause::Compose, "{output}");
    }
    assert_eq!(model("{}", false).services, []);
}
