//! What is tried against a real engine: Dockerfiles without a build, files of the workspace, servers, and those who call.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use kesako::engine::{Cache, Scope};
use kesako::probe::recipe::{Act, CopySource, Recipe, Setting};
use kesako::probe::{
    CallsOutcome, CallsSpec, Content, Observation, Probe, Put, RANDOM, RunOutcome, RunSpec, Seen, ServeOutcome,
    ServeSpec,
};

use super::engine_live::{Cleanup, docker, engine};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn setting(workdir: &str, user: &str) -> Setting {
    Setting { env: words(&["PATH=/bin:/usr/bin", "A=b"]), workdir: workdir.to_owned(), user: user.to_owned() }
}

fn shell(text: &str) -> Act {
    let command = words(&["/bin/sh", "-c", text]);
    Act::Run { command, setting: setting("/app", ""), text: format!("RUN {text}") }
}

fn copy(from: &str, to: &str) -> Act {
    let (sources, to) = (vec![CopySource::Path(from.to_owned())], to.to_owned());
    Act::Copy { sources, to, owner: String::new(), mode: None, text: format!("COPY {from}") }
}

fn recipe(acts: Vec<Act>, command: Option<&str>) -> Recipe {
    let command = command.map(|text| words(&["/bin/sh", "-c", text]));
    Recipe { context: "c".to_owned(), acts, command, setting: setting("/app", ""), ..Recipe::default() }
}

/// One that writes, runs and is run, with nothing of the workspace.
pub fn copied_and_run() -> Recipe {
    recipe(vec![Act::Folder { path: "/app".to_owned(), owner: String::new() }, shell("echo a >a")], Some("cat a"))
}

async fn look(workspace: &Path, probe: Probe) -> Observation {
    let scope = Scope { helper_image: Some("alpine".to_owned()), ..Scope::new(workspace, Timestamp::now()) };
    match engine().collect(&[probe.clone()].into(), &scope).await.get(&probe) {
        Some(Seen::Present(observation)) => observation.clone(),
        other => panic!("{probe:?}: {other:?}"),
    }
}

async fn run(workspace: &Path, spec: RunSpec) -> RunOutcome {
    match look(workspace, Probe::Run(spec)).await {
        Observation::Run(outcome) => outcome,
        other => panic!("{other:?}"),
    }
}

async fn of(workspace: &Path, recipe: Recipe) -> RunOutcome {
    run(workspace, RunSpec { recipe: Some(Box::new(recipe)), ..RunSpec::of("alpine") }).await
}

/// A workspace with these files in the folder `c`.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join("c").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

#[tokio::test]
async fn a_recipe_is_carried_out_in_its_order() {
    let here = folder(&[("a.txt", "one\n"), ("sub/b.txt", "two\n"), ("x.log", "no\n")]);
    let acts = vec![
        Act::Folder { path: "/app".to_owned(), owner: String::new() },
        copy("a.txt", "/app/"),
        shell("echo more >>a.txt; echo $A >env"),
        copy("sub", "/app/deep/down"),
        copy("*.txt", "/app/again/"),
        shell("mv a.txt moved"),
    ];
    let outcome = of(here.path(), recipe(acts, Some("cat moved env deep/down/b.txt again/a.txt; pwd; ls"))).await;
    assert_eq!(
        outcome.lines,
        ["one", "more", "b", "two", "one", "/app", "again", "deep", "env", "moved"],
        "{outcome:?}"
    );
    assert_eq!((outcome.exit_code, outcome.failed.as_str()), (Some(0), ""));
}

#[tokio::test]
async fn a_recipe_without_a_run_is_the_containers_own_process() {
    let here = folder(&[("a.txt", "one\n"), ("b.txt", "two\n")]);
    let acts = vec![copy("", "/app")];
    let mut all = recipe(acts, Some("echo $$ $A $(id -u); cat a.txt b.txt 2>/dev/null; stat -c %u:%g a.txt"));
    all.setting.user = "1000".to_owned();
    all.ignore = words(&["b.txt"]);
    all.acts.push(Act::Copy {
        sources: vec![CopySource::Text { name: String::new(), content: "three\n".to_owned() }],
        to: "/app/a.txt".to_owned(),
        owner: "root:daemon".to_owned(),
        mode: Some(0o444),
        text: "COPY".to_owned(),
    });
    let outcome = of(here.path(), all).await;
    let group = docker(&["run", "--rm", "alpine", "sh", "-c", "grep ^daemon: /etc/group | cut -d: -f3"]);
    assert_eq!(outcome.lines, ["1 b 1000", "three", &format!("0:{group}")], "{outcome:?}");
}

#[tokio::test]
async fn a_stage_fails_where_its_run_does_on_another_input() {
    let here = folder(&[("answer.txt", "42\n")]);
    let acts = || vec![copy("answer.txt", "/app/"), shell("true"), shell("grep -x 42 answer.txt"), shell("echo never")];
    let right = of(here.path(), recipe(acts(), None)).await;
    assert_eq!((right.exit_code, right.failed.as_str()), (Some(0), ""), "{right:?}");
    let mut wrong = recipe(acts(), None);
    wrong.instead = BTreeMap::from([("answer.txt".to_owned(), "41\n".to_owned())]);
    let wrong = of(here.path(), wrong).await;
    assert_eq!((wrong.exit_code, wrong.failed.as_str()), (Some(1), "RUN grep -x 42 answer.txt"), "{wrong:?}");
    let none = of(here.path(), recipe(vec![copy("nope", "/")], None)).await;
    assert_eq!((none.exit_code, none.failed.as_str()), (None, "COPY nope"));
    assert!(none.error.contains("nope"), "{none:?}");
    let exec = Act::Run { command: words(&["/nope"]), setting: setting("/", ""), text: "RUN /nope".to_owned() };
    let exec = of(here.path(), recipe(vec![exec], None)).await;
    assert!(exec.exit_code.is_some_and(|code| code != 0) && exec.error.contains("/nope"), "{exec:?}");
}

#[tokio::test]
async fn a_pause_follows_the_number_and_a_script_that_hides_it_runs_in_full() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = folder(&[
        ("plain.sh", "#!/bin/sh\necho one\nsleep 2\necho two\n"),
        ("hidden.sh", "#!/bin/sh\necho one\nsleep $((1+1))\necho two\n"),
    ]);
    for name in ["plain.sh", "hidden.sh"] {
        let path = here.path().join("c").join(name);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    for (name, took) in [("plain.sh", 0..1500), ("hidden.sh", 0..1500)] {
        let spec = RunSpec {
            args: words(&["/app/nap.sh"]),
            put: vec![Put { to: "/app/nap.sh".to_owned(), what: Content::Workspace(format!("c/{name}")) }],
            replace: BTreeMap::from([("2".to_owned(), "0.5".to_owned())]),
            full_seconds: 10,
            ..RunSpec::of("alpine")
        };
        let outcome = run(here.path(), spec).await;
        assert_eq!((outcome.exit_code, outcome.lines.len()), (Some(0), 2), "{name}: {outcome:?}");
        assert!(outcome.pause.is_some_and(|pause| (450..1200).contains(&pause)), "{name}: {outcome:?}");
        assert!(outcome.took.is_some_and(|ms| took.contains(&ms)), "{name}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_random_word_is_another_one_each_time_and_remembered_with_the_image() {
    let here = folder(&[]);
    let put = vec![Put { to: "word".to_owned(), what: Content::Text(format!("{RANDOM}\n")) }];
    let spec = RunSpec { args: words(&["cat", "/word"]), put, ..RunSpec::of("alpine") };
    let (one, two) = (run(here.path(), spec.clone()).await, run(here.path(), spec.clone()).await);
    assert_eq!((&one.output, &two.output), (&one.word, &two.word));
    assert_ne!(one.word, two.word);
    let cache = Cache::default();
    let scope = Scope { cache: Some(&cache), ..Scope::new(here.path(), Timestamp::now()) };
    let id = docker(&["image", "inspect", "-f", "{{.Id}}", "alpine"]);
    let probe = Probe::Run(RunSpec { image: id, ..spec });
    let mut seen = Vec::new();
    for _ in 0..2 {
        seen.push(engine().collect(&[probe.clone()].into(), &scope).await.get(&probe).cloned());
    }
    assert_eq!(seen[0], seen[1]);
}

async fn serve(args: &[&str], port: u16) -> ServeOutcome {
    let here = folder(&[]);
    let spec =
        ServeSpec { image: "node:24-slim".to_owned(), args: words(args), port, path: "/a?b".to_owned(), seconds: 2 };
    match look(here.path(), Probe::Serve(spec)).await {
        Observation::Serve(outcome) => *outcome,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_server_is_asked_from_outside() {
    let server = |listen: &str| {
        let code = "require('http').createServer((q, r) => { r.statusCode = 201; r.end(q.url + '\\n') })";
        format!("{code}.listen({listen}); console.log('up')")
    };
    let fine = serve(&["node", "-e", &server("9001")], 9001).await;
    assert_eq!((fine.status, fine.body.as_str(), fine.output.as_str()), (Some(201), "/a?b\n", "up"), "{fine:?}");
    assert_eq!((fine.listening, fine.exit_code), (vec![9001], None));
    let inside = serve(&["node", "-e", &server("9001, '127.0.0.1'")], 9001).await;
    assert_eq!((inside.status, inside.failure.as_str()), (None, "loopback"), "{inside:?}");
    let other = serve(&["node", "-e", &server("9002")], 9001).await;
    assert_eq!((other.failure.as_str(), other.listening.as_slice()), ("refused", &[9002][..]), "{other:?}");
    let ended = serve(&["node", "-e", "console.log('bye'); process.exit(3)"], 9001).await;
    assert_eq!(
        (ended.failure.as_str(), ended.exit_code, ended.output.as_str()),
        ("ended", Some(3), "bye"),
        "{ended:?}"
    );
    let none = serve(&["/nope"], 9001).await;
    assert!(none.status.is_none() && !(none.error.is_empty() && none.output.is_empty()), "{none:?}");
}

async fn calls(script: &str, alias: &str, times: u32) -> CallsOutcome {
    let here = folder(&[]);
    let spec = CallsSpec {
        image: "alpine".to_owned(),
        args: words(&["sh", "-c", script]),
        alias: alias.to_owned(),
        port: 9001,
        times,
        seconds: 3,
    };
    match look(here.path(), Probe::Calls(spec)).await {
        Observation::Calls(outcome) => *outcome,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn who_calls_whom_is_seen() {
    let ping = |host: &str| format!("while true; do wget -qO- http://{host}:9001/p; sleep 1; done");
    let fine = calls(&ping("web"), "web", 2).await;
    assert_eq!((fine.count, fine.heard, fine.running), (2, true, true), "{fine:?}");
    assert!(fine.interval.is_some_and(|ms| (900..2500).contains(&ms)), "{fine:?}");
    assert_eq!((fine.paths, fine.hosts), (words(&["/p", "/p"]), words(&["web"])));
    let itself = calls(&ping("localhost"), "localhost", 1).await;
    assert_eq!((itself.count, itself.heard), (1, true), "{itself:?}");
    let other = calls(&ping("localhost"), "web", 1).await;
    assert_eq!((other.count, other.hosts), (0, words(&["localhost"])));
    let mute = calls("wget -qO /dev/null http://web:9001/; sleep 5", "web", 1).await;
    assert_eq!((mute.count, mute.heard, mute.running), (1, false, true), "{mute:?}");
    let says = calls("echo My first server", "web", 1).await;
    assert_eq!((says.count, says.heard, says.exit_code), (0, false, Some(0)), "{says:?}");
}

#[tokio::test]
async fn what_is_put_into_a_volume_of_the_image_is_there() {
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-tried"], &["rmi", "-f", "kl-tried"]]);
    docker(&["create", "--name", "kl-tried", "alpine"]);
    docker(&[
        "commit",
        "-c",
        "VOLUME /data",
        "-c",
        "HEALTHCHECK CMD false",
        "-c",
        "CMD [\"ls\", \"/data\"]",
        "kl-tried",
        "kl-tried",
    ]);
    let here = folder(&[]);
    let put = vec![Put { to: "/data/a".to_owned(), what: Content::Text("x".to_owned()) }];
    let outcome = run(here.path(), RunSpec { put, ..RunSpec::of("kl-tried") }).await;
    assert_eq!((outcome.exit_code, outcome.output.as_str()), (Some(0), "a"), "{outcome:?}");
}
