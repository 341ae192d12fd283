//! A process inside a running throwaway container: what a RUN of a Dockerfile is.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::Method;
use jiff::Timestamp;
use serde_json::json;

use super::pieces::{Pieces, Spoken};
use super::wire::path;
use super::{Engine, EngineError};
use crate::probe::recipe::Setting;

/// What the engine puts in front of its words about a process that can't be started.
const NOT_STARTED: &str = "OCI runtime exec failed";

/// What came of a process.
pub(super) struct Ran {
    /// Exit code; `None` if it had not ended in time.
    pub(super) code: Option<i64>,
    /// The engine's words if it could not be started.
    pub(super) error: String,
    /// What it wrote.
    pub(super) spoken: Spoken,
    /// How long it took.
    pub(super) took: Duration,
}

impl Engine {
    /// Runs a command in a running container, for `limit` at the most. What goes on after that ends with the container.
    pub(super) async fn exec(
        &self,
        container: &str,
        command: &[String],
        setting: &Setting,
        limit: Duration,
        deadline: Duration,
    ) -> Result<Ran, EngineError> {
        let started = std::time::Instant::now();
        let body = json!({
            "AttachStdout": true,
            "AttachStderr": true,
            "Cmd": command,
            "Env": setting.env,
            "WorkingDir": setting.workdir,
            "User": if setting.user.is_empty() { "0" } else { &setting.user },
        });
        let create = path(&["containers", container, "exec"], &[]);
        let create = self.wire.json(Method::POST, &create, Some(&body));
        let made = self.wire.within(deadline, "preparing a process", create).await?;
        let id = made["Id"].as_str().unwrap_or_default().to_owned();
        let mut ran = Ran { code: None, error: String::new(), spoken: Spoken::default(), took: Duration::ZERO };
        match tokio::time::timeout(limit, self.follow(&id, &mut ran.spoken)).await {
            Err(_) => {
                ran.took = started.elapsed();
                return Ok(ran);
            }
            Ok(Err(EngineError::Answer { message, .. } | EngineError::Absent { message })) => ran.error = message,
            Ok(followed) => followed?,
        }
        ran.took = started.elapsed();
        let inspect = path(&["exec", &id, "json"], &[]);
        let inspect = self.wire.within(deadline, "a look at a process", self.wire.get(&inspect)).await?;
        ran.code = inspect["ExitCode"].as_i64();
        let (output, _) = ran.spoken.text();
        if matches!(ran.code, None | Some(126..=128)) && output.starts_with(NOT_STARTED) {
            ran.error = output;
            ran.spoken = Spoken::default();
        }
        if !ran.error.is_empty() {
            ran.code = ran.code.or(Some(if ran.error.contains("permission denied") { 126 } else { 127 }));
        }
        Ok(ran)
    }

    async fn follow(&self, id: &str, spoken: &mut Spoken) -> Result<(), EngineError> {
        let start = path(&["exec", id, "start"], &[]);
        let body = json!({ "Detach": false, "Tty": false });
        let mut body = self.wire.open(Method::POST, &start, Some(&body)).await?.into_body();
        let mut pieces = Pieces::default();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.wire.failed("what a process wrote", error))?;
            let Ok(data) = frame.into_data() else { continue };
            for piece in pieces.take(&data) {
                spoken.note(&piece, Some(Timestamp::now()));
            }
        }
        Ok(())
    }
}
