//! `kesako doctor` on made-up machines: no engine, a dead one, a silent one, a closed one; and on the real one.

use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::time::{Duration, Instant};

use super::fake_engine::{FakeEngine, Reply};
use super::kesako::{Machine, Ran, program};

const DOCKER: &str = "case $1 in --version) echo 'Docker version 20.10.24, build 1' ;; *) exit 1 ;; esac";
const INSTALL: &str = "apt-get update && apt-get install -y docker.io docker-compose";

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

/// `line` as the user of this test would type it.
fn typed(line: &str) -> String {
    let sudo = if is_root() { "" } else { "sudo " };
    line.split(" && ").map(|command| format!("{sudo}{command}")).collect::<Vec<_>>().join(" && ")
}

fn finding(ran: &Ran, id: &str) -> serde_json::Value {
    let json = ran.json();
    let found = json["findings"].as_array().unwrap().iter().find(|finding| finding["id"] == id);
    found.cloned().unwrap_or_else(|| panic!("no `{id}` in {json:#}"))
}

#[test]
fn without_docker_the_one_line_that_installs_it_is_told() {
    for (release, line) in [
        ("ID=debian\nVERSION_ID=\"12\"\n", typed(INSTALL)),
        ("ID=fedora\n", typed("dnf install -y moby-engine docker-cli docker-compose docker-buildx")),
        ("ID=alpine\n", typed("apk add docker docker-cli docker-cli-compose docker-cli-buildx")),
    ] {
        let ran = Machine::new(release).run(&["doctor"]);
        assert_eq!(ran.code, 3, "{ran:#?}");
        assert!(ran.out.starts_with("✗ Docker is not installed"), "{}", ran.out);
        assert!(ran.out.contains(&format!("\n    {line}\n")), "{}", ran.out);
    }
}

#[test]
fn fix_carries_the_remedy_out_after_a_yes_and_only_then() {
    let machine = Machine::debian();
    machine.program("apt-get", "");
    machine.program("sudo", "exec \"$@\"");
    machine.program("docker", DOCKER);
    let refused = machine.run(&["doctor", "--fix"]);
    assert_eq!((refused.code, machine.runs_of("apt-get")), (2, vec![]), "{refused:#?}");
    assert!(refused.err.contains("hint: `--yes`"), "{}", refused.err);
    let ran = machine.run(&["doctor", "--fix", "--yes"]);
    let runs = machine.runs_of("apt-get");
    assert_eq!(&runs[..2], ["update", "install -y docker.io docker-compose"], "{ran:#?}");
    assert_eq!(ran.code, 3);
}

#[test]
fn fix_starts_an_engine_that_is_installed_and_waits_for_it() {
    let machine = Machine::debian();
    std::fs::create_dir_all(machine.path("root/usr/sbin")).unwrap();
    std::fs::create_dir_all(machine.path("root/run/systemd/system")).unwrap();
    std::fs::write(machine.path("root/usr/sbin/dockerd"), "").unwrap();
    machine.program("sudo", "exec \"$@\"");
    machine.program("docker", DOCKER);
    machine.program("systemctl", "exit 5");
    let ran = machine.run(&["doctor"]);
    assert!(ran.out.contains(&format!("\n    {}\n", typed("systemctl start docker"))), "{}", ran.out);
    let ran = machine.run(&["doctor", "--fix", "--yes"]);
    assert_eq!((ran.code, machine.runs_of("systemctl")), (3, vec!["start docker".to_owned()]));
    assert!(ran.err.contains("systemctl start docker` failed: code 5"), "{}", ran.err);
}

#[test]
fn a_step_stays_readable_without_an_engine_and_the_remedy_is_told() {
    let ran = Machine::debian().run(&["show", "1.1"]);
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(ran.out.contains("To do:"), "{}", ran.out);
    assert!(ran.err.contains("warning: no engine answers") && ran.err.contains(&typed(INSTALL)), "{}", ran.err);
    let ran = Machine::debian().run(&["images"]);
    assert!(ran.code == 3 && ran.err.contains(&format!("hint: `{}`", typed(INSTALL))), "{ran:#?}");
}

#[test]
fn a_variable_that_leads_nowhere_is_to_be_unset() {
    let machine = Machine::debian().with("DOCKER_HOST", "unix:///no/such.sock");
    let ran = machine.run(&["doctor"]);
    assert!(ran.code == 3 && ran.out.contains("\n    unset DOCKER_HOST\n"), "{ran:#?}");
    let ran = Machine::debian().with("DOCKER_CONTEXT", "gone").run(&["doctor"]);
    assert!(ran.code == 3 && ran.out.contains("`gone`") && ran.out.contains("unset DOCKER_CONTEXT"), "{ran:#?}");
}

#[test]
fn an_engine_that_never_answers_is_told_soon() {
    let machine = Machine::debian();
    std::fs::create_dir_all(machine.path("root/run/systemd/system")).unwrap();
    let _silent = UnixListener::bind(machine.path("root/var/run/docker.sock")).unwrap();
    let started = Instant::now();
    let ran = machine.run(&["doctor"]);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    assert!(ran.code == 3 && ran.out.contains(&typed("systemctl restart docker")), "{ran:#?}");
    let ran = machine.run(&["show"]);
    assert!(ran.code == 3 && ran.err.contains(&typed("systemctl restart docker")), "{ran:#?}");
}

#[test]
fn a_socket_that_is_closed_to_the_user_needs_the_group() {
    let machine = Machine::debian().with("USER", "ada");
    let socket = machine.path("root/var/run/docker.sock");
    let _listener = UnixListener::bind(&socket).unwrap();
    std::fs::set_permissions(&socket, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root may open everything: as root, somebody else has to try, with a program within their reach.
    let copy = machine.path("kesako");
    std::fs::copy(program(), &copy).unwrap();
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&copy);
        command
    } else {
        Command::new(&copy)
    };
    let path = format!("/usr/bin:/bin:{}", machine.path("bin").display());
    command.env_clear().envs(machine.environment()).env("PATH", path).current_dir("/");
    let ran: Ran = command.args(["doctor", "--json"]).output().unwrap().into();
    let engine = finding(&ran, "engine");
    assert_eq!((&engine["health"], &engine["remedy"]), (&"wrong".into(), &"sudo usermod -aG docker ada".into()));
    assert!(engine["note"].as_str().unwrap().contains("log out"), "{engine}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_that_is_too_old_is_told() {
    let answer = |text: &str| Reply::Json(200, text.to_owned());
    let fake = FakeEngine::start(vec![
        ("GET /version", answer(r#"{"Version": "18.09.1", "ApiVersion": "1.39", "Os": "linux", "Arch": "amd64"}"#)),
        ("GET /info", answer(r#"{"SystemTime": "2026-11-24T22:00:00Z"}"#)),
        ("GET /images", Reply::Json(404, r#"{"message": "No such image: x"}"#.to_owned())),
        ("GET /containers", answer("[]")),
    ]);
    let host = format!("unix://{}", fake.socket().display());
    let asked = tokio::task::spawn_blocking(move || Machine::debian().run(&["--host", &host, "doctor", "--json"]));
    let ran = asked.await.unwrap();
    assert_eq!(finding(&ran, "api")["health"], "wrong");
    assert_eq!(finding(&ran, "image-alpine")["remedy"], "kesako images pull");
    assert_eq!((ran.code, ran.json()["engine"]["api"].clone()), (3, "1.39".into()));
}

#[test]
fn what_is_not_docker_is_looked_at_too() {
    let machine = Machine::debian().with("LC_ALL", "C");
    machine.program("docker", DOCKER);
    std::fs::create_dir_all(machine.path("work/.git")).unwrap();
    let ran = machine.run(&["doctor", "--json"]);
    assert_eq!(finding(&ran, "locale")["remedy"], "export LC_ALL=C.UTF-8");
    assert_eq!(finding(&ran, "git")["health"], "remark");
    assert_eq!(finding(&ran, "workspace")["health"], "well");
    assert_eq!(finding(&ran, "compose")["health"], "remark");
    assert_eq!(finding(&ran, "build")["health"], "well");
    let json = ran.json();
    assert_eq!((&json["schema"], &json["system"]["family"]), (&1.into(), &"debian12".into()));
    let french = machine.run(&["doctor", "--lang", "fr"]);
    assert!(french.out.contains("Docker n'est pas installé\u{a0}:"), "{}", french.out);
}

#[test]
fn a_live_engine_is_told_with_its_version_and_where_its_address_came_from() {
    let ran = Machine::live().run(&["doctor", "--json"]);
    let json = ran.json();
    assert_eq!((&finding(&ran, "engine")["health"], &json["endpoint"]["origin"]), (&"well".into(), &"variable".into()));
    assert!(json["engine"]["version"].as_str().is_some_and(|version| !version.is_empty()), "{json:#}");
}
