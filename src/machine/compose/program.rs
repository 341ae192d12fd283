//! Running Compose: which one there is, and what it answers. A folder in, a typed answer out. What runs longer than the
//! caller waits is ended with the future.

use std::path::Path;
use std::process::{ExitStatus, Stdio};

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::Command;

use super::{ComposeScope, model, refusal};
use crate::probe::{Cause, ComposeAnswer, Unseen};

/// A longer answer is no answer.
const LONGEST: u64 = 1024 * 1024;

/// Variables of this process that would lead Compose to other files than the folder's. Its `.env` may name them.
const MISLEADING: [&str; 5] =
    ["COMPOSE_FILE", "COMPOSE_PROJECT_NAME", "COMPOSE_PATH_SEPARATOR", "COMPOSE_ENV_FILES", "COMPOSE_DISABLE_ENV_FILE"];

/// What keeps Compose from fetching parts of a file. Git is told so as well, whatever Compose thinks of its own switches.
const OFFLINE: [(&str, &str); 3] = [
    ("COMPOSE_EXPERIMENTAL_GIT_REMOTE", "false"),
    ("COMPOSE_EXPERIMENTAL_OCI_REMOTE", "false"),
    ("GIT_ALLOW_PROTOCOL", "none"),
];

/// A Compose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    /// `docker compose`, version 2 and later.
    Plugin,
    /// `docker compose`, behind which is one that knows no JSON: version 1 and its like.
    OldPlugin,
    /// `docker-compose`, a program of its own.
    Standalone,
}

impl Program {
    /// The command and what comes before `config`.
    const fn words(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Plugin | Self::OldPlugin => ("docker", &["compose"]),
            Self::Standalone => ("docker-compose", &[]),
        }
    }
}

/// What a run came to.
struct Said {
    status: ExitStatus,
    output: Vec<u8>,
    errors: String,
}

/// Asks the Compose that is there what it makes of a folder, or of one file of it. `known`: which one answered before.
pub(super) async fn ask(
    folder: &Path,
    file: Option<&str>,
    known: Option<Program>,
    scope: &ComposeScope,
) -> Result<(Program, ComposeAnswer), Unseen> {
    let mut candidates = known.map_or_else(|| vec![Program::Plugin, Program::Standalone], |known| vec![known]);
    candidates.reverse();
    while let Some(program) = candidates.pop() {
        let Some(said) = config(program, folder, file, scope).await? else { continue };
        if said.status.success() {
            let answer = model::read(&said.output, folder, program != Program::Plugin)?;
            return Ok((program, answer));
        }
        // It may be the docker command that does not know `compose`, or an old Compose that does not know JSON.
        match (known, version(program, folder, scope).await?) {
            (None, None) => {}
            (None, Some(version)) if program == Program::Plugin && is_old(&version) => {
                candidates.push(Program::OldPlugin);
            }
            _ => return Ok((program, refusal::read(&said.errors, said.status, folder)?)),
        }
    }
    Err(Unseen::new(Cause::NoCompose, "docker compose"))
}

fn is_old(version: &str) -> bool {
    let number = version.trim().trim_start_matches('v');
    number.starts_with("0.") || number.starts_with("1.")
}

async fn config(
    program: Program,
    folder: &Path,
    file: Option<&str>,
    scope: &ComposeScope,
) -> Result<Option<Said>, Unseen> {
    let mut arguments: Vec<&str> = Vec::new();
    if let Some(file) = file {
        arguments.extend(["-f", file]);
    }
    arguments.push("config");
    if program == Program::Plugin {
        arguments.extend(["--format", "json"]);
    }
    run(program, &arguments, folder, scope).await
}

/// What a Compose calls its version; `None` if it is not there.
async fn version(program: Program, folder: &Path, scope: &ComposeScope) -> Result<Option<String>, Unseen> {
    let said = run(program, &["version", "--short"], folder, scope).await?.filter(|said| said.status.success());
    let text = said.map(|said| String::from_utf8_lossy(&said.output).trim().to_owned());
    Ok(text.filter(|text| text.contains(|c: char| c.is_ascii_digit())))
}

/// Runs a Compose; `None` if there is no such program.
async fn run(
    program: Program,
    arguments: &[&str],
    folder: &Path,
    scope: &ComposeScope,
) -> Result<Option<Said>, Unseen> {
    let trouble = |error: std::io::Error| Unseen::new(Cause::Compose, error.to_string());
    let (name, before) = program.words();
    let mut command = Command::new(name);
    command.args(before).args(arguments).current_dir(folder).env("PWD", folder).env("COMPOSE_PROFILES", "*");
    for name in MISLEADING {
        command.env_remove(name);
    }
    command.envs(OFFLINE).envs(scope.variables.iter().map(|(name, value)| (name, value)));
    command.kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(trouble(error)),
    };
    let (output, errors) = tokio::try_join!(all(child.stdout.take()), all(child.stderr.take())).map_err(trouble)?;
    if output.len() as u64 > LONGEST {
        return Err(Unseen::new(Cause::Compose, "more than 1 MiB"));
    }
    let status = child.wait().await.map_err(trouble)?;
    Ok(Some(Said { status, output, errors: String::from_utf8_lossy(&errors).into_owned() }))
}

async fn all(stream: Option<impl AsyncRead + Unpin>) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    if let Some(stream) = stream {
        // Once more than the limit has come, what is left is not waited for.
        stream.take(LONGEST + 1).read_to_end(&mut text).await?;
    }
    Ok(text)
}
