//! One learner, one sitting, the whole course: the session in one terminal, the docker command in the other, with mistakes
//! on the way. What is right is what `kesako solve` shows; what is wrong is written here, with what the session must say.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::learner::{Kesako, host};
use super::terminal::Terminal;

/// A mistake: the step, what is typed, what the session says, and what clears it away.
struct Mistake {
    step: &'static str,
    typed: &'static str,
    says: &'static str,
    undone: &'static str,
}

const fn mistake(step: &'static str, typed: &'static str, says: &'static str, undone: &'static str) -> Mistake {
    Mistake { step, typed, says, undone }
}

const MISTAKES: &[Mistake] = &[
    mistake("01-kesako/first-container", "docker run node:24-slim node --version", "not one of", ""),
    mistake(
        "01-kesako/dockerfile",
        "printf 'FROM alpine\\nCMD echo \"hello world\"\\n' > Dockerfile.txt",
        "Dockerfile.txt",
        "rm Dockerfile.txt",
    ),
    mistake("01-kesako/build", "docker build -t test-ehco .", "test-ehco:latest", "docker rmi test-ehco"),
    mistake("01-kesako/run", "docker run test-echo echo bonjour", "nothing after the name", ""),
    mistake("02-image-container/name-it", "docker run test-echo", "Docker made up", ""),
    mistake(
        "02-image-container/name-conflict",
        "docker rm testing-echo",
        "The name is free",
        "docker run --name testing-echo test-echo",
    ),
    mistake("03-cmd-run/override-cmd", "docker run test-run", "Write a command", ""),
    mistake(
        "04-lifecycle/image",
        "printf 'FROM alpine\\nCOPY sleep.sh /app/sleep.sh\\nCMD /app/sleep.sh\\n' > Dockerfile; \
         docker build -t test-sleep .",
        "The image has no home",
        "",
    ),
    mistake(
        "06-network/publish",
        "docker run --name test-server-node --init --rm -d server-node",
        "no way leads in",
        "docker rm -f test-server-node",
    ),
    mistake(
        "07-volumes/named-volume",
        "docker run --name writer -v \"$PWD/my-volume\":/my-data alpine sh -c 'echo test > /my-data/test.txt'",
        "What you gave is a path",
        "docker rm writer",
    ),
    mistake(
        "08-registries/tag",
        "docker tag pinger docker-101/pinger:1.0",
        "without a registry's host",
        "docker rmi docker-101/pinger:1.0",
    ),
    mistake(
        "09-multi-stage/target",
        "docker build -t test-multi:first -f dockerfile.multi .",
        "is the whole image",
        "",
    ),
    mistake(
        "10-compose/up",
        "docker compose -p mine up -d",
        "It runs, as the project",
        "docker compose -p mine down -t 1",
    ),
];

/// The terminal beside the session.
struct Shell<'a> {
    kesako: &'a Kesako,
    workspace: &'a str,
}

impl Shell<'_> {
    /// Types lines in a chapter's folder; what they print. That a command fails is no matter: so it is for a learner.
    fn types(&self, chapter: &str, lines: &str) -> String {
        let folder = Path::new(self.workspace).join(chapter);
        let mut shell = Command::new("sh");
        shell.args(["-c", lines]).current_dir(folder).env("DOCKER_HOST", host());
        // One home, and so one place for logins, in both terminals.
        shell.env("HOME", self.kesako.folder.path()).env_remove("DOCKER_CONFIG").env_remove("DOCKER_CONTEXT");
        let out = shell.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    }

    fn kesako(&self, args: &[&str]) -> Value {
        let args = [&["--workspace", self.workspace, "--lang", "en", "--yes", "--json"], args].concat();
        self.kesako.run(&args).json()
    }

    /// Only what is done after a step began counts, and after its setup.
    fn waits_for_begin(&self, step: &str) {
        let began = Instant::now();
        let log = Path::new(self.workspace).join(".kesako/log.jsonl");
        let line = format!("{{\"begun\":{{\"step\":\"{step}\"");
        let has_begun = || std::fs::read_to_string(&log).is_ok_and(|log| log.contains(&line));
        while !has_begun() {
            assert!(began.elapsed() < Duration::from_mins(1), "{step} does not begin");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Does what `kesako solve` shows: files, commands, answers.
    fn does(&self, step: &str) {
        let (chapter, _) = step.split_once('/').unwrap();
        let solution = self.kesako(&["solve", step]);
        for file in solution["files"].as_array().unwrap() {
            let path = Path::new(self.workspace).join(chapter).join(file["path"].as_str().unwrap());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, file["content"].as_str().unwrap()).unwrap();
            let mode = if file["executable"] == Value::Bool(true) { 0o755 } else { 0o644 };
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        self.types(chapter, solution["run"].as_str().unwrap());
        for (question, answer) in solution["answers"].as_object().unwrap() {
            let from_command = answer["run"].as_str().map(|lines| self.types(chapter, lines));
            let text = from_command.unwrap_or_else(|| answer["text"].as_str().unwrap().to_owned());
            self.kesako(&["answer", step, &text, "--question", question]);
        }
    }
}

/// Whatever happens, the engine is as before the course.
impl Drop for Shell<'_> {
    fn drop(&mut self) {
        let args = ["--workspace", self.workspace, "--yes", "reset", "--all"];
        eprintln!("{}", self.kesako.run(&args));
    }
}

/// The docker command's plugins, where it looks for them in this home.
fn bring_plugins(home: &Path) {
    let Some(config) = std::env::var_os("DOCKER_CONFIG") else { return };
    let docker = home.join(".docker");
    std::fs::create_dir_all(&docker).unwrap();
    symlink(Path::new(&config).join("cli-plugins"), docker.join("cli-plugins")).unwrap();
}

#[test]
fn a_learner_gets_through_the_course_in_one_sitting() {
    let kesako = Kesako::on(host());
    bring_plugins(kesako.folder.path());
    let workspace = kesako.workspace().display().to_string();
    let shell = Shell { kesako: &kesako, workspace: &workspace };
    std::fs::create_dir_all(&workspace).unwrap();
    let list = shell.kesako(&["list"]);
    let chapters = list["chapters"].as_array().unwrap();
    let steps = |chapters: &'_ [Value]| -> Vec<Value> {
        chapters.iter().flat_map(|chapter| chapter["steps"].as_array().unwrap().clone()).collect()
    };
    let steps_before = steps(chapters);
    let steps_list: Vec<&Value> = steps_before.iter().collect();
    let required: Vec<&&Value> = steps_list.iter().filter(|step| step["optional"] != Value::Bool(true)).collect();
    assert!(required.len() > 60, "{list}");
    let mut terminal = Terminal::kesako(kesako.folder.path(), &host(), &format!("--workspace {workspace} --lang en"));
    let mut made = 0;
    for step in &steps_list {
        let (id, title) = (step["id"].as_str().unwrap(), step["title"].as_str().unwrap());
        let (chapter, _) = id.split_once('/').unwrap();
        if made > 0 {
            terminal.sees(title);
        }
        shell.waits_for_begin(id);
        if step["optional"] == Value::Bool(true) {
            terminal.types("n");
            terminal.sees("This step is optional");
            terminal.types("n");
            continue;
        }
        for mistake in MISTAKES.iter().filter(|mistake| mistake.step == id) {
            shell.types(chapter, mistake.typed);
            terminal.sees(mistake.says);
            shell.types(chapter, mistake.undone);
            made += 1;
        }
        shell.does(id);
        terminal.sees("✓ Passed");
        terminal.sees("n next");
        terminal.types("n");
    }
    assert_eq!(made, MISTAKES.len(), "a mistake names a step that there is not");
    let states = shell.kesako(&["list"]);
    let after = steps(states["chapters"].as_array().unwrap());
    let passed = after.iter().filter(|step| step["state"] == "passed").count();
    assert_eq!(passed, required.len(), "{states}");
    terminal.types("q");
    terminal.ends_with(0);
}
