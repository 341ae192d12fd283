//! The step on the team's own registry, against a registry that wants a token: what a learner is told on the way, and that
//! no secret of theirs is ever printed, recorded or exported.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::commands::Names;
use super::engine_live::{docker, host};
use super::learner::{Kesako, Said};
use super::terminal::Terminal;
use super::token_registry::TokenRegistry;

const STEP: &str = "8/your-registry";
const USER: &str = "ada";
const TOKEN: &str = "glpat-S3cretOfAda";
const OTHER: &str = "glpat-AnotherS3cret";
const FORMATS: [&str; 7] = ["json", "jsonl", "csv", "md", "html", "junit", "xapi"];

/// A learner with a Docker configuration of their own, and everything that kesako ever said to them.
struct Learner {
    kesako: Kesako,
    heard: String,
}

impl Learner {
    fn new() -> Self {
        let learner = Self { kesako: Kesako::on(host()), heard: String::new() };
        std::fs::create_dir_all(learner.folder("docker")).unwrap();
        std::fs::create_dir_all(learner.folder("bin")).unwrap();
        if let Some(config) = std::env::var_os("DOCKER_CONFIG") {
            symlink(Path::new(&config).join("cli-plugins"), learner.folder("docker/cli-plugins")).unwrap();
        }
        learner
    }

    fn folder(&self, part: &str) -> PathBuf {
        self.kesako.folder.path().join(part)
    }

    /// What both commands have around them.
    fn surroundings(&self) -> [(&'static str, String); 2] {
        let path = std::env::var("PATH").unwrap_or_default();
        let bin = self.folder("bin").display().to_string();
        [("DOCKER_CONFIG", self.folder("docker").display().to_string()), ("PATH", format!("{bin}:{path}"))]
    }

    fn kesako(&mut self, args: &[&str]) -> Said {
        let mut command = self.kesako.command(&[args, &["--yes"]].concat());
        let output = command.envs(self.surroundings()).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said =
            Said { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) };
        self.heard.push_str(&said.to_string());
        said
    }

    /// The finding of a check or an answer: `login/not-logged-in`, with what is said of it.
    #[track_caller]
    fn finds(&mut self, args: &[&str], finding: &str, says: &str) {
        let said = self.kesako(&[args, &["--json"]].concat()).ends_with(1);
        let report = said.json();
        let checks = report["checks"].as_array().unwrap();
        let found = checks.iter().find(|check| check["verdict"] == "fail").unwrap_or(&Value::Null);
        assert_eq!(found["near_miss"], finding, "{report:#}");
        assert!(found["says"].as_str().unwrap_or_default().contains(says), "{report:#}");
    }

    /// Types a docker command; whether it did what it should.
    fn docker(&self, args: &[&str]) -> bool {
        let mut command = Command::new("docker");
        command.args(args).env("DOCKER_HOST", host()).env_remove("DOCKER_CONTEXT").envs(self.surroundings());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    }

    fn logs_in(&self, registry: &TokenRegistry, token: &str) -> bool {
        std::fs::write(self.folder("token"), token).unwrap();
        let script = format!("docker login -u {USER} --password-stdin {} < token", registry.host);
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(self.folder("")).env("DOCKER_HOST", host());
        command.env_remove("DOCKER_CONTEXT").envs(self.surroundings());
        let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success();
        std::fs::remove_file(self.folder("token")).unwrap();
        done
    }

    fn configuration(&self) -> String {
        std::fs::read_to_string(self.folder("docker/config.json")).unwrap_or_default()
    }

    /// Everything that kesako printed, wrote down, and would hand on.
    fn everything(&mut self) -> String {
        let mut all = self.exports();
        for command in ["list", "summary", "show", "hint", "solve", "doctor"] {
            self.kesako(&[command]);
            self.kesako(&[command, "--json"]);
        }
        all.push_str(&self.heard);
        let mut folders = vec![self.kesako.workspace()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    all.push_str(&String::from_utf8_lossy(&std::fs::read(path).unwrap()));
                }
            }
        }
        all
    }

    fn exports(&mut self) -> String {
        FORMATS.map(|format| self.kesako(&["export", "--format", format]).ends_with(0).out).concat()
    }
}

/// Neither a secret, nor what Docker's configuration makes of it.
#[track_caller]
fn has_no_secret(text: &str) {
    use base64::Engine as _;
    let encoded = |token: &str| base64::engine::general_purpose::STANDARD.encode(format!("{USER}:{token}"));
    for secret in [TOKEN.to_owned(), OTHER.to_owned(), encoded(TOKEN), encoded(OTHER)] {
        let at = text.find(&secret);
        assert!(at.is_none(), "a secret: {}", at.map_or("", |at| &text[at.saturating_sub(200)..at]));
    }
}

/// Takes the names of the test off the engine, also when it fails.
struct Tidy(Vec<String>);

impl Drop for Tidy {
    fn drop(&mut self) {
        for name in &self.0 {
            let mut command = Command::new("docker");
            command.args(["rmi", "-f", name]).env("DOCKER_HOST", host()).stdout(Stdio::null()).stderr(Stdio::null());
            drop(command.status());
        }
    }
}

#[test]
fn a_learner_takes_an_image_to_a_registry_that_wants_a_token() {
    let _names = Names::take();
    let registry = TokenRegistry::start("kesako-test-tokens", USER, TOKEN);
    let host = registry.host.clone();
    let name = format!("{host}/group/project/pinger:1.0");
    let earlier = format!("{host}/group/project/earlier:1.0");
    let elsewhere = format!("{host}/elsewhere/pinger:1.0");
    let _tidy = Tidy(vec!["pinger".into(), name.clone(), earlier.clone(), elsewhere.clone()]);
    let mut learner = Learner::new();
    learner.docker(&["tag", "alpine", &earlier]);
    learner.kesako(&["show", STEP]).ends_with(0).says("optional");

    // Before an answer nothing is asked of anybody.
    let report = learner.kesako(&["check", "--json"]).ends_with(1).json();
    let verdicts: Vec<&Value> = report["checks"].as_array().unwrap().iter().map(|check| &check["verdict"]).collect();
    assert_eq!(verdicts, ["fail", "skip", "skip", "skip"], "{report:#}");
    for (answer, finding, says) in [
        (format!("{USER}:{TOKEN}@{name}"), "name/credential", "not written down"),
        (format!("https://{USER}:{TOKEN}@{name}"), "name/credential", "revoke"),
        (TOKEN.to_owned(), "name/no-host", "host"),
        (format!("docker login -u {USER} -p {TOKEN} {host}"), "name/format", "whole name"),
        (format!("https://{name}"), "name/scheme", "https://"),
        ("group/project/pinger:1.0".to_owned(), "name/no-host", "public hub"),
    ] {
        learner.finds(&["answer", STEP, &answer], finding, says);
    }

    // Not logged in, a wrong token, one that was revoked, one that may only read.
    learner.finds(&["answer", STEP, &name], "login/not-logged-in", "read_registry");
    assert!(!learner.logs_in(&registry, OTHER));
    learner.finds(&["check"], "login/not-logged-in", &host);
    assert!(learner.logs_in(&registry, TOKEN));
    learner.finds(&["check"], "pushed/not-tagged", "Name one so");
    registry.renew(OTHER);
    learner.finds(&["check"], "login/wrong-password", "write_registry");
    assert!(learner.logs_in(&registry, OTHER));
    assert!(learner.docker(&["tag", "pinger", &name]));
    registry.allows_writing(false);
    assert!(!learner.docker(&["push", &name]));
    learner.finds(&["check"], "pushed/not-pushed", "write_registry");
    registry.allows_writing(true);

    // A path without a project, another image, the right one.
    learner.docker(&["tag", "pinger", &elsewhere]);
    learner.finds(&["answer", STEP, &elsewhere], "pushed/no-access", "letter by letter");
    learner.finds(&["answer", STEP, &earlier], "pushed/not-pushed", "denied");
    assert!(learner.docker(&["push", &earlier]));
    learner.finds(&["check"], "pushed/other-digest", "another one");
    learner.finds(&["answer", STEP, &name], "pushed/not-pushed", &name);
    assert!(learner.docker(&["push", &name]));
    learner.kesako(&["check"]).ends_with(0).says("Passed").says("It stays there");

    has_no_secret(&learner.everything());
    let exports = learner.exports();
    assert!(!exports.contains(&host) && !exports.contains("group/project"), "{exports}");

    // A reset takes the names that were given here, and nothing else; one that was there before gets its image back.
    learner.docker(&["tag", "pinger", &earlier]);
    learner.finds(&["answer", STEP, &earlier], "pushed/other-digest", &earlier);
    let list = learner.kesako(&["reset", STEP, "--dry-run", "--json"]).ends_with(0).json();
    assert!(list["removes"].as_array().unwrap().contains(&json!(format!("image {name}"))), "{list:#}");
    learner.kesako(&["reset", STEP]).ends_with(0);
    let images = docker(&["images", "--format", "{{.Repository}}:{{.Tag}}"]);
    assert!(!images.contains(&name) && images.contains(&earlier), "{images}");
    let id = |name: &str| docker(&["image", "inspect", "-f", "{{.Id}}", name]);
    assert_eq!(id(&earlier), id("alpine"));
    assert!(learner.configuration().contains(&host), "the login is the team's");
    learner.kesako(&["answer", STEP, &name]).ends_with(0).says("Passed");
    learner.kesako(&["reset", "--all"]).ends_with(0);
    assert!(learner.configuration().contains(&host) && docker(&["images"]).contains("earlier"));
    has_no_secret(&learner.everything());
}

#[test]
fn a_credential_helper_keeps_the_token_to_itself() {
    let _names = Names::take();
    let registry = TokenRegistry::start("kesako-test-helped", USER, TOKEN);
    let name = format!("{}/group/project/pinger:1.0", registry.host);
    let _tidy = Tidy(vec!["pinger".into(), name.clone()]);
    let mut learner = Learner::new();
    let kept = learner.folder("kept").display().to_string();
    let helper = format!(
        "#!/bin/sh\ncase $1 in\nstore) cat > '{kept}' ;;\nget) read -r server; grep -q \"\\\"$server\\\"\" '{kept}' 2>/dev/null \
         && cat '{kept}' || {{ echo 'credentials not found in native keychain'; exit 1; }} ;;\n\
         erase) rm -f '{kept}' ;;\nlist) echo '{{}}' ;;\nesac\n"
    );
    let program = learner.folder("bin/docker-credential-kesako-test");
    std::fs::write(&program, helper).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::write(learner.folder("docker/config.json"), r#"{"credsStore":"kesako-test"}"#).unwrap();

    learner.kesako(&["show", STEP]).ends_with(0);
    learner.finds(&["answer", STEP, &name], "login/not-logged-in", "read_registry");
    assert!(learner.logs_in(&registry, TOKEN));
    assert!(std::fs::read_to_string(&kept).unwrap().contains(TOKEN) && !learner.configuration().contains(TOKEN));
    registry.renew(OTHER);
    learner.finds(&["check"], "login/wrong-password", "expired");
    assert!(learner.logs_in(&registry, OTHER));
    assert!(learner.docker(&["tag", "pinger", &name]) && learner.docker(&["push", &name]));
    learner.kesako(&["check"]).ends_with(0).says("Passed");
    has_no_secret(&learner.everything());
    learner.kesako(&["reset", "--all"]).ends_with(0);
    assert!(std::fs::read_to_string(&kept).unwrap().contains(OTHER), "the login is the team's");
}

#[test]
fn a_session_takes_the_answer_and_lets_go_of_an_optional_step() {
    let _names = Names::take();
    let _tidy = Tidy(vec!["pinger".into()]);
    let mut learner = Learner::new();
    learner.kesako(&["show", STEP]).ends_with(0);
    let workspace = learner.kesako.workspace().display().to_string();
    let folder = learner.folder("");
    let mut terminal = Terminal::kesako(&folder, &host(), &format!("--workspace {workspace} --lang en"));
    for (answer, says) in [
        (format!("{USER}:{TOKEN}@localhost:1/group/pinger:1.0"), "It was not written down"),
        ("localhost:1/group/pinger:1.0".to_owned(), "Docker has no login for `localhost:1`"),
        ("localhost:2/group/pinger:1.0".to_owned(), "Docker has no login for `localhost:2`"),
    ] {
        terminal.sees("a answer");
        terminal.types("a");
        terminal.sees("Your answer");
        terminal.types(&format!("{answer}\r"));
        terminal.sees(says);
    }
    terminal.types("n");
    terminal.sees("This step is optional");
    terminal.types("n");
    terminal.sees("Two stages");
    terminal.types("q");
    terminal.ends_with(0);
    learner.kesako(&["reset", "--all"]).ends_with(0);
    has_no_secret(&learner.everything());
}
