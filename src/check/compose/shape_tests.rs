//! Small files and what Compose says of them: `docker compose config -q` of 2.26.1, seen, and refused by 1.29.2 too
//! wherever this says `false`.

use super::super::explain::explain;
use super::super::slip::{How, slips};
use super::super::yaml::parse;

/// One setting of a service, beside a service `x`.
const SERVICE: &[(&str, bool)] = &[
    ("depends_on: x", false),
    ("depends_on: [x]", true),
    ("depends_on: {x: }", false),
    ("depends_on: {x: {}}", false),
    ("depends_on: {x: service_started}", false),
    ("depends_on:", false),
    ("depends_on: [{x: y}]", false),
    ("depends_on: {x: {condition: service_started}}", true),
    ("depends_on: {x: [a]}", false),
    ("networks: x", false),
    ("networks: [default]", true),
    ("networks: {default: }", true),
    ("networks: {default: x}", false),
    ("networks: {default: [x]}", false),
    ("networks:", false),
    ("networks: {default: {aliases: x}}", false),
    ("networks: {default: {aliases: [x]}}", true),
    ("networks: {default: {aliases: }}", false),
    ("networks: {default: {aliases: {x: y}}}", false),
    ("ports: '80:80'", false),
    ("ports: 80", false),
    ("ports: ['80:80']", true),
    ("ports: [80]", true),
    ("ports:", false),
    ("ports: [{target: 80}]", true),
    ("volumes: 'a:/b'", false),
    ("volumes: ['./a:/b']", true),
    ("volumes: {a: /b}", false),
    ("volumes:", false),
    ("volumes: [{target: /b}]", false),
    ("volumes: [{type: bind, source: ./a, target: /b}]", true),
    ("profiles: a", false),
    ("profiles: [a]", true),
    ("profiles:", false),
    ("profiles: {a: b}", false),
    ("init: true", true),
    ("init: 'true'", true),
    ("init: yes", true),
    ("init: 'yes'", true),
    ("init: on", true),
    ("init: True", true),
    ("init: y", true),
    ("init: maybe", false),
    ("init: 1", false),
    ("init: 0", false),
    ("init: '1'", false),
    ("init:", false),
    ("init: [true]", false),
    ("init: no", true),
    ("init: tini", false),
    ("init: {}", false),
    ("init: ${X:-true}", true),
    ("init: tRUe", true),
    ("init: T", false),
    ("init: ''", false),
    ("command: a", true),
    ("command: [a]", true),
    ("command: {a: b}", false),
    ("command:", true),
    ("command: 1", false),
    ("command: true", false),
    ("command: [{a: b}]", false),
    ("entrypoint: a", true),
    ("entrypoint: [a]", true),
    ("entrypoint: {a: b}", false),
    ("entrypoint: 1", false),
    ("environment: a=b", false),
    ("environment: [a=b]", true),
    ("environment: {a: b}", true),
    ("environment: {a: 1}", true),
    ("environment: {a: true}", true),
    ("environment:", false),
    ("environment: [{a: b}]", false),
    ("env_file: .env", true),
    ("env_file: [.env]", true),
    ("env_file: {path: .env}", false),
    ("env_file: [{path: .env}]", true),
    ("dns: 1.1.1.1", true),
    ("dns: [1.1.1.1]", true),
    ("dns: {a: b}", false),
    ("tmpfs: /a", true),
    ("tmpfs: [/a]", true),
    ("tmpfs: {a: b}", false),
    ("expose: 80", false),
    ("expose: [80]", true),
    ("expose: {a: b}", false),
    ("labels: a", false),
    ("labels: [a]", true),
    ("labels: {a: b}", true),
    ("links: x", false),
    ("links: [x]", true),
    ("build: .", true),
    ("build: {context: .}", true),
    ("build: [.]", false),
    ("build:", false),
    ("build: 1", false),
    ("build: true", false),
    ("healthcheck: x", false),
    ("healthcheck: [x]", false),
    ("healthcheck: {test: x}", true),
    ("healthcheck: {test: [CMD, x]}", true),
    ("healthcheck: {test: [x]}", false),
    ("healthcheck: {test: {a: b}}", false),
    ("healthcheck: {disable: yes}", true),
    ("healthcheck: {disable: maybe}", false),
    ("healthcheck:", false),
    ("healthcheck: {test: x, interval: 5}", false),
    ("healthcheck: {test: x, interval: 5s}", true),
    ("healthcheck: {test: x, retries: '3'}", true),
    ("healthcheck: {test: []}", true),
    ("container_name: a", true),
    ("container_name: [a]", false),
    ("container_name: 1", false),
    ("restart: always", true),
    ("restart: no", true),
    ("tty: maybe", false),
    ("stdin_open: maybe", false),
    ("tty: yes", true),
    ("privileged: x", false),
    ("read_only: x", false),
    ("hostname: [a]", false),
    ("working_dir: [a]", false),
    ("cap_add: x", false),
    ("cap_add: [x]", true),
    ("extra_hosts: a:1.1.1.1", false),
    ("extra_hosts: ['a:1.1.1.1']", true),
    ("extra_hosts: {a: 1.1.1.1}", true),
    ("devices: a", false),
    ("security_opt: a", false),
    ("sysctls: a", false),
    ("ulimits: a", false),
    ("secrets: a", false),
    ("configs: a", false),
    ("group_add: a", false),
    ("deploy: x", false),
    ("logging: x", false),
    ("extends: x", true),
    ("dns_search: a", true),
    ("dns_opt: a", false),
    ("external_links: x", false),
    ("stop_signal: 1", false),
    ("network_mode: [a]", false),
    ("platform: [a]", false),
    ("pull_policy: [a]", false),
    ("image: [x]", false),
    ("image: 1", false),
    ("image: {a: b}", false),
    ("image:", false),
    ("image: true", false),
];

/// One line at the top, beside a service.
const TOP: &[(&str, bool)] = &[
    ("networks: x", false),
    ("networks: [x]", false),
    ("networks:", false),
    ("networks: {n: bridge}", false),
    ("networks: {n: }", true),
    ("networks: {n: {}}", true),
    ("networks: {n: [x]}", false),
    ("networks: {n: {driver: bridge}}", true),
    ("networks: {n: {external: true}}", true),
    ("networks: {n: true}", false),
    ("networks: {n: ''}", false),
    ("volumes: x", false),
    ("volumes: [x]", false),
    ("volumes:", false),
    ("volumes: {n: x}", false),
    ("volumes: {n: }", true),
    ("volumes: {n: {}}", true),
    ("volumes: {n: [x]}", false),
    ("name: x", true),
    ("name: [x]", false),
    ("name: X", true),
    ("name: 1", false),
    ("version: 3", false),
    ("version: '3'", true),
    ("version: [3]", false),
    ("version: 3.8", false),
    ("version: latest", true),
    ("secrets: x", false),
    ("configs: x", false),
    ("x-a: 1", true),
    ("include: compose.yaml", false),
    ("name:", false),
    ("name: ''", true),
    ("version:", false),
];

/// Whole files.
const WHOLE: &[(&str, bool)] = &[
    ("services:", false),
    ("services: x", false),
    ("services: [x]", false),
    ("services: {s: }", false),
    ("services: {s: x}", false),
    ("services: {s: [x]}", false),
    ("services: {s: {}}", false),
    ("", false),
    ("services: {s: {build: }}", false),
    ("services: {s: {image: }}", false),
];

fn slip(text: &str) -> Option<String> {
    let found = slips(&parse(text).unwrap());
    found.iter().find(|slip| slip.how != How::Strange).map(|slip| format!("{slip:?}"))
}

#[test]
fn what_compose_refuses_is_a_slip_and_what_it_takes_is_none() {
    let in_service = |(line, taken): &(&str, bool)| {
        let image = if line.starts_with("image") || line.starts_with("build") { "" } else { "    image: x\n" };
        (format!("services:\n  x:\n    image: x\n  s:\n{image}    {line}\n"), *taken)
    };
    let at_top = |(line, taken): &(&str, bool)| (format!("services:\n  s:\n    image: x\n{line}\n"), *taken);
    let whole = |(text, taken): &(&str, bool)| ((*text).to_owned(), *taken);
    let all = SERVICE.iter().map(in_service).chain(TOP.iter().map(at_top)).chain(WHOLE.iter().map(whole));
    let wrong: Vec<String> = all
        .filter_map(|(text, taken)| {
            let slip = slip(&text);
            (slip.is_none() != taken).then(|| format!("{text}taken: {taken}, slip: {slip:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_anchor_is_no_shape() {
    for (text, taken) in [
        ("x-p: &p [80]\nservices:\n  s:\n    image: x\n    ports: *p\n", true),
        ("x-p: &p '80'\nservices:\n  s:\n    image: x\n    ports: *p\n", false),
        ("x-p: &p {ports: [80]}\nservices:\n  s:\n    <<: *p\n    image: x\n", true),
        ("services:\n  s:\n    image: x\n    init: ${INIT:-true}\n", true),
        ("services:\n  s:\n    image: x\n    command: echo !\n", true),
    ] {
        assert_eq!(slip(text).is_none(), taken, "{text}: {:?}", slip(text));
    }
}

/// Files of the tables above that Compose refuses, each with its words: a text and what was said to it.
const REFUSALS: [&str; 2] = [
    include_str!("../../../tests/recorded/compose-2.26/refusals.json"),
    include_str!("../../../tests/recorded/compose-1.29/refusals.json"),
];

#[test]
fn what_compose_refuses_is_recognised_by_its_own_words() {
    for recorded in REFUSALS {
        let refusals: Vec<(String, String)> = serde_json::from_str(recorded).unwrap();
        assert!(refusals.len() > 90, "{}", refusals.len());
        let unexplained: Vec<String> = refusals
            .iter()
            .filter(|(text, words)| explain(text, words).is_none())
            .map(|(text, words)| format!("{words}\n{text}"))
            .collect();
        assert!(unexplained.is_empty(), "{} of {}:\n{}", unexplained.len(), refusals.len(), unexplained.join("\n"));
    }
}
