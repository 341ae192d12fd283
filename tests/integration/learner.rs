//! The built program on the command line: a cleared environment, a folder of its own, everything it says.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The engine to test with.
pub fn host() -> String {
    std::env::var("KESAKO_TEST_HOST").expect("KESAKO_TEST_HOST must name a private engine: see tests/engine")
}

/// A learner's folder and the engine to use.
pub struct Kesako {
    pub folder: TempDir,
    host: String,
}

/// What a command said and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}------- stderr -------\n{}[exit code: {}]", self.out, self.err, self.code)
    }
}

impl Said {
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self}");
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.out.contains(text) || self.err.contains(text), "`{text}` is not said:\n{self}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("no JSON ({error}):\n{self}"))
    }
}

impl Kesako {
    pub fn on(host: impl Into<String>) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), host: host.into() }
    }

    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("docker-101")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kesako"));
        command.args(args).current_dir(self.folder.path()).env_clear().stdin(Stdio::null());
        for (name, value) in [
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", self.folder.path().display().to_string()),
            ("DOCKER_HOST", self.host.clone()),
            ("LC_ALL", "C.UTF-8".to_owned()),
        ] {
            command.env(name, value);
        }
        command
    }

    /// Runs `kesako ARGS` to its end.
    pub fn run(&self, args: &[&str]) -> Said {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        Said {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&stdout).into_owned(),
            err: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    pub fn write(&self, path: &str, content: &str) {
        write(&self.folder.path().join(path), content);
    }
}

pub fn write(path: &Path, content: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}
