//! The terminal in which a learner types the docker command, beside the session.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::learner::{Kesako, host};

/// Who plays has the engine alone: any other container could be taken for the learner's work.
static ENGINE: Mutex<()> = Mutex::new(());

pub fn alone() -> MutexGuard<'static, ()> {
    ENGINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The steps of what `kesako list --json` says, in order.
pub fn steps(list: &Value) -> Vec<Value> {
    let chapters = list["chapters"].as_array().unwrap();
    chapters.iter().flat_map(|chapter| chapter["steps"].as_array().unwrap().clone()).collect()
}

/// The terminal beside the session.
pub struct Shell<'a> {
    pub kesako: &'a Kesako,
    pub workspace: &'a str,
}

impl Shell<'_> {
    /// Types lines in a chapter's folder; what they print. That a command fails is no matter: so it is for a learner.
    pub fn types(&self, chapter: &str, lines: &str) -> String {
        let folder = Path::new(self.workspace).join(chapter);
        let mut shell = Command::new("sh");
        shell.args(["-c", lines]).current_dir(folder).env("DOCKER_HOST", host());
        // One home, and so one place for logins, in both terminals.
        shell.env("HOME", self.kesako.folder.path()).env_remove("DOCKER_CONFIG").env_remove("DOCKER_CONTEXT");
        let out = shell.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    }

    pub fn kesako(&self, args: &[&str]) -> Value {
        let args = [&["--workspace", self.workspace, "--lang", "en", "--yes", "--json"], args].concat();
        self.kesako.run(&args).json()
    }

    /// Only what is done after a step began counts, and after its setup.
    pub fn waits_for_begin(&self, step: &str) {
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
    pub fn does(&self, step: &str) {
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
pub fn bring_plugins(home: &Path) {
    let Some(config) = std::env::var_os("DOCKER_CONFIG") else { return };
    let docker = home.join(".docker");
    std::fs::create_dir_all(&docker).unwrap();
    symlink(Path::new(&config).join("cli-plugins"), docker.join("cli-plugins")).unwrap();
}
