//! The built program on a made-up machine: an empty environment, a home, a workspace, a `PATH` and a system of its own,
//! all in temporary folders.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// What a command came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// A made-up machine.
pub struct Machine {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Machine {
    /// One with this `os-release`, no programs but a shell's, and no engine.
    pub fn new(release: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let machine = Self { folder, variables: Vec::new() };
        for part in ["home", "bin", "root/etc", "root/var/run", "here"] {
            std::fs::create_dir_all(machine.path(part)).unwrap();
        }
        std::fs::write(machine.path("root/etc/os-release"), release).unwrap();
        machine
    }

    pub fn debian() -> Self {
        Self::new("ID=debian\nVERSION_ID=\"12\"\n")
    }

    /// One with the engine to test with, and this machine's own programs.
    pub fn live() -> Self {
        let host = super::engine_live::host();
        let path = std::env::var("PATH").unwrap();
        Self::debian().with("DOCKER_HOST", &host).with("PATH", &path)
    }

    /// With a variable.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn path(&self, part: &str) -> PathBuf {
        self.folder.path().join(part)
    }

    /// A program in `PATH` that notes its arguments before it runs `script`.
    pub fn program(&self, name: &str, script: &str) {
        let log = self.path(&format!("{name}.log"));
        let text = format!("#!/bin/sh\necho \"$*\" >>'{}'\n{script}\n", log.display());
        let path = self.path("bin").join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// The arguments that a program was run with, a line each.
    pub fn runs_of(&self, name: &str) -> Vec<String> {
        let log = std::fs::read_to_string(self.path(&format!("{name}.log"))).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Variables of every command.
    pub fn environment(&self) -> Vec<(String, String)> {
        let text = |path: PathBuf| path.display().to_string();
        let own = [
            ("HOME", text(self.path("home"))),
            ("PATH", text(self.path("bin"))),
            ("LANG", "C.UTF-8".to_owned()),
            ("COLUMNS", "80".to_owned()),
            ("KESAKO_SYSTEM_ROOT", text(self.path("root"))),
            ("KESAKO_WORKSPACE", text(self.path("work"))),
        ];
        own.map(|(name, value)| (name.to_owned(), value)).into_iter().chain(self.variables.iter().cloned()).collect()
    }

    /// Runs kesako.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(program());
        command.env_clear().envs(self.environment()).current_dir(self.path("here")).args(arguments);
        command.timeout(std::time::Duration::from_mins(1));
        command.output().unwrap().into()
    }

    /// Runs kesako with a file below `here` as its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &Path) -> Ran {
        let mut command = Command::new(program());
        command.env_clear().envs(self.environment()).current_dir(self.path("here")).args(arguments);
        command.pipe_stdin(self.path("here").join(input)).unwrap();
        command.output().unwrap().into()
    }

    /// Runs kesako against a folder's course.
    pub fn run_on(&self, course: &Path, arguments: &[&str]) -> Ran {
        let mut all = vec!["--course", course.to_str().unwrap()];
        all.extend(arguments);
        self.run(&all)
    }
}

/// The built program.
pub fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin!("kesako").to_owned()
}
