//! What an image does when run in isolation: no network, bounded memory, processes and time, no mount, and nothing
//! left of it afterwards.

use std::time::Duration;

use hyper::Method;
use serde_json::{Value, json};

use super::throwaway::Throwaway;
use super::wire::path;
use super::{Engine, EngineError, Scope, text};
use crate::probe::{RunOutcome, RunSpec};

const MEMORY: u64 = 256 * 1024 * 1024;
const PROCESSES: u32 = 128;

impl Engine {
    /// Runs `spec` with `image` in place of its reference, the image's id.
    pub(super) async fn run(&self, spec: &RunSpec, image: &str, scope: &Scope<'_>) -> Result<RunOutcome, EngineError> {
        let mut body = json!({
            "Image": image,
            "HostConfig": { "Memory": MEMORY, "PidsLimit": PROCESSES, "LogConfig": { "Type": "json-file" } },
        });
        if !spec.args.is_empty() {
            body["Cmd"] = json!(spec.args);
        }
        let limit = Duration::from_secs(spec.seconds.into());
        let seconds = u64::from(spec.seconds) + 6 * scope.deadline.as_secs() + 5;
        let made = self.throwaway(body, seconds);
        let it = match self.wire.within(scope.deadline, "creating a container", made).await {
            Ok(it) => it,
            // A process that is plainly missing stops some engines at the creation already.
            Err(EngineError::Answer { status: 400, message, .. }) => return Ok(never_started(None, &message)),
            Err(error) => return Err(error),
        };
        let outcome = self.run_it(&it, limit, scope.deadline).await;
        it.remove().await?;
        outcome
    }

    async fn run_it(&self, it: &Throwaway, limit: Duration, deadline: Duration) -> Result<RunOutcome, EngineError> {
        let post = |verb: &'static str| path(&["containers", it.id(), verb], &[]);
        let start = post("start");
        if let Err(error) = self.wire.within(deadline, "a start", self.wire.ask(Method::POST, &start, None)).await {
            let (EngineError::Answer { message, .. } | EngineError::Absent { message }) = &error else {
                return Err(error);
            };
            let inspect = self.wire.within(deadline, "a look", self.named("containers", it.id(), "json")).await?;
            let code = inspect.pointer("/State/ExitCode").and_then(Value::as_i64).filter(|code| *code != 0);
            return Ok(never_started(code, message));
        }
        let wait = post("wait");
        let ended = tokio::time::timeout(limit, self.wire.json(Method::POST, &wait, None)).await;
        let timed_out = ended.is_err();
        let exit_code = if let Ok(answer) = ended {
            answer?["StatusCode"].as_i64()
        } else {
            match self.wire.ask(Method::POST, &post("kill"), None).await {
                // It may have ended meanwhile: then there is nothing left to kill.
                Ok(_) | Err(EngineError::Answer { status: 409, .. }) => None,
                Err(error) => return Err(error),
            }
        };
        let output = self.wire.within(deadline, "the output", self.output(it.id(), false)).await?;
        Ok(RunOutcome { exit_code, lines: text::lines(&output), output, timed_out, error: String::new() })
    }
}

fn never_started(code: Option<i64>, message: &str) -> RunOutcome {
    RunOutcome {
        exit_code: code,
        output: String::new(),
        lines: Vec::new(),
        timed_out: false,
        error: process_trouble(message).to_owned(),
    }
}

/// Of the engine's words about a failed start, those about the process: what went before names its own parts.
fn process_trouble(message: &str) -> &str {
    let from = message.find("exec: ").map_or(message, |at| &message[at..]);
    from.trim_end().strip_suffix(": unknown").unwrap_or(from).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_start_keeps_the_words_about_the_process() {
        let words = "failed to create shim task: OCI runtime create failed: runc create failed: unable to start \
                     container process: exec: \"/app/sleep.sh\": permission denied: unknown";
        assert_eq!(process_trouble(words), "exec: \"/app/sleep.sh\": permission denied");
        assert_eq!(process_trouble("no command specified"), "no command specified");
    }
}
