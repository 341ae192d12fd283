//! Carrying out a course's scripts: setup and solutions. The only place where kesako runs something.

use std::cell::Cell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use thiserror::Error;
use tokio::process::Command;

use crate::course::{Attempt, CourseFile};
use crate::engine::Engine;

use super::Services;

/// Why a script could not be carried out.
#[derive(Debug, Error)]
pub(crate) enum ScriptError {
    /// It does not come to its end.
    #[error("the script at `{at}` was stopped: it was not done after {} s", after.as_secs())]
    Endless {
        /// Where it stands in the course.
        at: String,
        /// How long it had.
        after: Duration,
    },
    /// There is no shell.
    #[error("cannot run `sh`")]
    Shell(#[source] std::io::Error),
    /// A file of the course can't be put in place.
    #[error("cannot write `{path}`")]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It ended with an error.
    #[error("the script at `{at}` {}:\n{output}", ended(*code))]
    Failed {
        /// Where it stands in the course.
        at: String,
        /// Exit code; `None`: a signal ended it.
        code: Option<i32>,
        /// The last of what it wrote.
        output: String,
    },
}

fn ended(code: Option<i32>) -> String {
    code.map_or_else(|| "was ended by a signal".to_owned(), |code| format!("ended with code {code}"))
}

/// What holds for all scripts of a process.
#[derive(Debug, Default)]
pub struct Scripts {
    /// How long they have taken together.
    pub took: Cell<Duration>,
    /// How long one of them may take; a learner may wait as long as they like.
    pub limit: Option<Duration>,
    /// Whether whoever asked for them has agreed to all, whatever they are.
    pub agreed: bool,
}

/// Where scripts run, and against which engine.
pub(crate) struct ScriptScope<'a> {
    /// The chapter's folder in the workspace.
    pub(crate) folder: &'a Path,
    /// The engine that the docker command is led to.
    pub(crate) engine: &'a Engine,
    /// Docker's configuration, if another folder than this process's.
    pub(crate) docker_config: Option<&'a Path>,
    /// What holds for all of them.
    pub(crate) scripts: &'a Scripts,
}

impl<'a> ScriptScope<'a> {
    /// In this folder, with the engine and the configuration in use.
    pub(crate) fn of(services: &'a Services, folder: &'a Path) -> Self {
        let docker_config = services.docker_config.as_deref();
        Self { folder, engine: &services.engine, docker_config, scripts: &services.scripts }
    }
}

/// Carries out a shell script with `sh -eu`; gives what it wrote on standard output.
pub(crate) async fn run(script: &str, at: &str, scope: &ScriptScope<'_>) -> Result<String, ScriptError> {
    std::fs::create_dir_all(scope.folder)
        .map_err(|source| ScriptError::Write { path: scope.folder.to_owned(), source })?;
    let mut command = Command::new("sh");
    command.arg("-eu").arg("-c").arg(script).current_dir(scope.folder);
    for (name, value) in scope.engine.endpoint().variables() {
        command.env(name, value);
    }
    if let Some(folder) = scope.docker_config {
        command.env("DOCKER_CONFIG", folder);
    }
    // A script that the learner interrupts is ended with kesako.
    command.kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let started = Instant::now();
    let output = match scope.scripts.limit {
        Some(after) => tokio::time::timeout(after, command.output())
            .await
            .map_err(|_| ScriptError::Endless { at: at.to_owned(), after })?,
        None => command.output().await,
    };
    let output = output.map_err(ScriptError::Shell)?;
    let took = &scope.scripts.took;
    took.set(took.get() + started.elapsed());
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Err(ScriptError::Failed { at: at.to_owned(), code: output.status.code(), output: tail(&text) })
}

/// Puts an attempt's files in place and carries out its script.
pub(crate) async fn attempt(attempt: &Attempt, scope: &ScriptScope<'_>) -> Result<(), ScriptError> {
    for file in &attempt.files {
        put(file, scope.folder)?;
    }
    if !attempt.run.trim().is_empty() {
        match run(&attempt.run, &attempt.at, scope).await {
            Err(ScriptError::Failed { .. }) if attempt.may_fail => {}
            ran => drop(ran?),
        }
    }
    Ok(())
}

/// Writes a file of the course below `folder`.
pub(crate) fn put(file: &CourseFile, folder: &Path) -> Result<(), ScriptError> {
    let path = folder.join(&file.path);
    let write = || -> std::io::Result<()> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut written = std::fs::File::create(&path)?;
        written.write_all(&file.content)?;
        set_executable(&path, file.executable)
    };
    write().map_err(|source| ScriptError::Write { path: path.clone(), source })
}

#[cfg(unix)]
fn set_executable(path: &Path, executable: bool) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = if executable { 0o755 } else { 0o644 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_executable(_: &Path, _: bool) -> std::io::Result<()> {
    Ok(())
}

/// The last lines of a long output.
fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

/// This moment, as the name of a folder.
pub(crate) fn time_stamp() -> String {
    jiff::Timestamp::now().to_string().replace(':', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ConnectOptions;

    #[tokio::test]
    async fn a_script_that_waits_for_ever_is_stopped_where_there_is_a_limit() {
        let folder = tempfile::tempdir().unwrap();
        let options = ConnectOptions { host: Some("unix:///nowhere.sock".to_owned()), context: None };
        let engine = Engine::connect(&options).unwrap();
        let scripts = Scripts { limit: Some(Duration::from_millis(100)), ..Scripts::default() };
        let scope = ScriptScope { folder: folder.path(), engine: &engine, docker_config: None, scripts: &scripts };
        assert_eq!(run("echo done", "here", &scope).await.unwrap(), "done");
        let error = run("until false; do sleep 0.01; done", "there", &scope).await.unwrap_err();
        assert!(matches!(&error, ScriptError::Endless { at, .. } if at == "there"), "{error}");
    }
}
