//! A Dockerfile's text and what it comes to, as tables.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::context::Context;
use super::super::lookup::Lookup;
use super::super::tests::kit::{file, image};
use super::*;
use crate::probe::recipe::{Act, CopySource};
use crate::probe::{ImageState, Observation, Probe, Seen, Snapshot};

fn base(name: &str, change: impl FnOnce(&mut ImageState)) -> (Probe, Seen) {
    let mut state = image(name);
    (state.id, state.cmd) = (format!("sha256:{name}"), vec!["/bin/sh".to_owned()]);
    state.env = vec!["PATH=/bin".to_owned()];
    change(&mut state);
    (Probe::Image { reference: name.to_owned() }, Seen::Present(Observation::Image(Box::new(state))))
}

fn world(ignore: Option<&str>) -> Snapshot {
    let mut snapshot: Snapshot = [
        base("alpine", |_| {}),
        base("node", |it| {
            it.entrypoint = vec!["docker-entrypoint.sh".to_owned()];
            (it.cmd, it.workdir, it.user) = (vec!["node".to_owned()], "/home".to_owned(), "node".to_owned());
        }),
        base("triggers", |it| it.inspect = json!({ "Config": { "OnBuild": ["RUN ls"] } })),
        base("bash", |it| it.inspect = json!({ "Config": { "Shell": ["/bin/bash", "-c"] } })),
    ]
    .into_iter()
    .collect();
    let place = |path: &str| Probe::File(FilePlace::Workspace { path: path.to_owned() });
    let seen = |text| Seen::Present(Observation::File(Box::new(file(text))));
    snapshot.insert(place("01-a/Dockerfile.dockerignore"), Seen::Absent);
    snapshot.insert(place("01-a/.dockerignore"), ignore.map_or(Seen::Absent, seen));
    snapshot
}

fn ask<'s>(stage: Option<&'s str>, args: &'s [String], instead: &'s BTreeMap<String, String>) -> Asked<'s> {
    Asked { path: "01-a/Dockerfile", stage, entrypoint: None, args, instructions_only: false, instead }
}

fn planned_in(text: &str, asked: Asked<'_>, snapshot: &Snapshot) -> Looked<Planned> {
    let lookup = Lookup::new(snapshot);
    let (answers, former) = Default::default();
    let context = Context { begun: None, baseline: None, answers: &answers, base_images: &[], former_builds: &former };
    recipe(text, asked, Env { lookup: &lookup, context })
}

fn planned(text: &str) -> Looked<Planned> {
    planned_in(text, ask(None, &[], &BTreeMap::new()), &world(None))
}

fn ready(text: &str) -> (String, Recipe) {
    match planned(text) {
        Ok(Planned::Ready(image, recipe)) => (image, recipe),
        other => panic!("{text}: {other:?}"),
    }
}

fn command(text: &str) -> Vec<String> {
    ready(text).1.command.unwrap()
}

#[test]
fn what_runs_in_the_end_is_what_docker_makes_of_cmd_and_entrypoint() {
    for (text, expected) in [
        ("FROM alpine", &["/bin/sh"][..]),
        ("FROM alpine\nCMD echo hi", &["/bin/sh", "-c", "echo hi"]),
        ("FROM alpine\nCMD [\"echo\", \"hi\"]", &["echo", "hi"]),
        ("FROM alpine\nCMD ['echo', 'hi']", &["/bin/sh", "-c", "['echo', 'hi']"]),
        ("FROM alpine\nCMD echo \\\n  # a comment\n\n  hi", &["/bin/sh", "-c", "echo   hi"]),
        ("# escape=`\nFROM alpine\nCMD echo `\nhi", &["/bin/sh", "-c", "echo hi"]),
        ("FROM alpine\nENTRYPOINT [\"cat\"]", &["cat"]),
        ("FROM alpine\nCMD [\"a\"]\nENTRYPOINT [\"cat\"]", &["cat", "a"]),
        ("FROM alpine AS a\nCMD [\"a\"]\nFROM a\nENTRYPOINT [\"cat\"]", &["cat"]),
        ("FROM alpine AS a\nCMD [\"a\"]\nFROM a", &["a"]),
        ("FROM alpine\nENTRYPOINT cat\nCMD [\"a\"]", &["/bin/sh", "-c", "cat", "a"]),
        ("FROM alpine\nSHELL [\"/bin/ash\", \"-ec\"]\nCMD ls", &["/bin/ash", "-ec", "ls"]),
        ("FROM bash\nCMD ls", &["/bin/bash", "-c", "ls"]),
        ("FROM node\nCMD [\"a.js\"]", &["docker-entrypoint.sh", "a.js"]),
        ("FROM node", &["docker-entrypoint.sh", "node"]),
        ("ARG BASE=node\nFROM ${BASE}\nENTRYPOINT []", &[]),
    ] {
        assert_eq!(command(text), expected, "{text}");
    }
}

#[test]
fn another_command_replaces_cmd_and_another_entrypoint_both() {
    let args = ["b".to_owned()];
    let (snapshot, none) = (world(None), BTreeMap::new());
    let asked = ask(None, &args, &none);
    let text = "FROM alpine\nENTRYPOINT [\"cat\"]\nCMD [\"a\"]";
    let command = |asked| match planned_in(text, asked, &snapshot) {
        Ok(Planned::Ready(_, recipe)) => recipe.command,
        other => panic!("{other:?}"),
    };
    assert_eq!(command(asked).unwrap(), ["cat", "b"]);
    let ls = ["ls".to_owned()];
    assert_eq!(command(Asked { entrypoint: Some(&ls), args: &[], ..asked }).unwrap(), ["ls"]);
    assert_eq!(command(Asked { instructions_only: true, ..asked }), None);
}

#[test]
fn what_surrounds_it_is_inherited_and_variables_are_put_in() {
    let text = "ARG V=3\nFROM node\nARG V\nARG W=w\nENV A=1 B=\"two words\" C=$V\nENV LEGACY has two words\n\
                WORKDIR app\nWORKDIR ./$A\nUSER ${NOBODY:-root}\nRUN x\nCMD ls";
    let (image, recipe) = ready(text);
    assert_eq!(image, "sha256:node");
    let env = ["PATH=/bin", "A=1", "B=two words", "C=3", "LEGACY=has two words"];
    assert_eq!(recipe.setting.env, env);
    assert_eq!((recipe.setting.workdir.as_str(), recipe.setting.user.as_str()), ("/home/app/1", "root"));
    let [Act::Folder { path, owner }, _, Act::Run { setting, .. }] = &recipe.acts[..] else { panic!("{recipe:?}") };
    assert_eq!((path.as_str(), owner.as_str()), ("/home/app", "node"));
    assert_eq!(setting.env, [&env[..], &["V=3", "W=w"]].concat(), "an ARG is known to a RUN");
}

#[test]
fn runs_keep_their_form() {
    let text = "FROM alpine\nRUN [\"a\", \"b\"]\nRUN a && \\\n    b\nRUN <<EOF\na $x\nb\nEOF\nRUN <<'E' sh -e\na\nE\n";
    let runs: Vec<_> = ready(text).1.acts;
    let run = |index: usize| match &runs[index] {
        Act::Run { command, text, .. } => (command.join("|"), text.as_str()),
        other => panic!("{other:?}"),
    };
    assert_eq!(run(0), ("a|b".to_owned(), "RUN [\"a\",\"b\"]"));
    assert_eq!(run(1), ("/bin/sh|-c|a &&     b".to_owned(), "RUN a &&     b"));
    assert_eq!(run(2), ("/bin/sh|-c|a $x\nb\n".to_owned(), "RUN a $x; b"));
    assert_eq!(run(3).0, "/bin/sh|-c|<<'KESAKO' sh -e\na\nKESAKO");
}

#[test]
fn a_copy_knows_where_from_and_where_to() {
    for (line, from, to, owner, mode) in [
        ("COPY a.txt .", "a.txt", "/app/", "", None),
        ("COPY ./a.txt b.txt", "a.txt", "/app/b.txt", "", None),
        ("COPY . /srv", "", "/srv", "", None),
        ("COPY [\"a b\", \"/c d/\"]", "a b", "/c d/", "", None),
        ("COPY --chown=node:node --chmod=755 --link ../a.txt /x", "a.txt", "/x", "node:node", Some(0o755)),
        ("ADD $F.txt ${D:-/y}/", "f.txt", "/y/", "", None),
    ] {
        let (_, recipe) = ready(&format!("FROM alpine\nENV F=f\nWORKDIR /app\n{line}\nCMD ls"));
        let Act::Copy { sources, to: there, owner: whose, mode: bits, .. } = &recipe.acts[1] else { panic!("{line}") };
        assert_eq!(sources, &[CopySource::Path(from.to_owned())], "{line}");
        assert_eq!((there.as_str(), whose.as_str(), *bits), (to, owner, mode), "{line}");
    }
    let (_, recipe) = ready("FROM alpine\nENV A=1\nCOPY <<EOF /x\n$A \\$A\nEOF\nCMD ls");
    let Act::Copy { sources, .. } = &recipe.acts[0] else { panic!() };
    assert_eq!(sources, &[CopySource::Text { name: String::new(), content: "1 $A\n".to_owned() }]);
}

#[test]
fn what_takes_a_build_is_named() {
    for (text, needs) in [
        ("FROM scratch\nCOPY a /", "FROM scratch"),
        ("FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /y", "COPY --from=a /x /y"),
        ("FROM alpine\nADD https://example.org/x /", "ADD https://example.org/x /"),
        ("FROM alpine\nADD x.tar.gz /", "ADD x.tar.gz /"),
        ("FROM alpine\nRUN --mount=type=cache,target=/x ls", "RUN --mount"),
        ("FROM alpine\nONBUILD RUN ls", "ONBUILD"),
        ("FROM triggers", "ONBUILD RUN ls"),
        ("FROM alpine\nARG TARGETARCH", "ARG TARGETARCH"),
        ("FROM alpine\nCOPY ${X%y} /", "${X%y}"),
        ("FROM alpine\nCOPY a[bc] /", "COPY a[bc] /"),
    ] {
        match planned(text) {
            Err(Stop::Unknown(unseen)) => {
                assert_eq!((unseen.cause, unseen.detail.as_str()), (Cause::NeedsBuild, needs), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    let Err(Stop::Unknown(unseen)) = planned_in(
        "FROM gone",
        ask(None, &[], &BTreeMap::new()),
        &[(Probe::Image { reference: "gone".to_owned() }, Seen::Absent)].into_iter().collect(),
    ) else {
        panic!("a base image that is not there")
    };
    assert_eq!(unseen.cause, Cause::ImageMissing);
}

#[test]
fn what_docker_refuses_is_refused() {
    for text in ["CMD ls", "FROM alpine\nCDM ls", "", "FROM alpine\nCOPY a b c"] {
        assert!(matches!(planned(text), Ok(Planned::Refused(why)) if !why.is_empty()), "{text}: {:?}", planned(text));
    }
}

#[test]
fn a_stage_is_found_by_name_and_by_number() {
    let text = "FROM alpine AS first\nCMD [\"one\"]\nFROM node AS second\nCMD [\"two\"]\nFROM first";
    let snapshot = world(None);
    for (stage, expected) in [
        (Some("first"), Some(&["one"][..])),
        (Some("FIRST"), Some(&["one"])),
        (Some("1"), Some(&["docker-entrypoint.sh", "two"])),
        (None, Some(&["one"])),
        (Some("third"), None),
        (Some("3"), None),
    ] {
        let command = match planned_in(text, ask(stage, &[], &BTreeMap::new()), &snapshot) {
            Ok(Planned::Ready(_, recipe)) => recipe.command,
            Ok(Planned::Refused(_)) => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            command.as_deref(),
            expected.map(|words| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()).as_deref(),
            "{stage:?}"
        );
    }
}

#[test]
fn what_is_left_out_of_the_build_is_only_asked_for_where_something_is_copied() {
    let snapshot = world(Some("# comment\n\n*.log\n!kept.log\n"));
    let ignore = |text| match planned_in(text, ask(None, &[], &BTreeMap::new()), &snapshot) {
        Ok(Planned::Ready(_, recipe)) => recipe.ignore,
        other => panic!("{other:?}"),
    };
    assert_eq!(ignore("FROM alpine\nCOPY . /"), ["*.log", "!kept.log"]);
    assert!(ignore("FROM alpine\nCMD ls").is_empty());
}
