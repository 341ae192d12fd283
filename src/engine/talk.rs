//! Two throwaway containers that share one network of their own, which leads nowhere: one asks the other.
//!
//! The second one is of the course's first base image, and needs its shell and `nc`. `none` as a network leaves the
//! container's own addresses; all of 127.0.0.0/8 is among them, so that asking 127.0.0.2 finds who listens on every
//! address and not who listens on 127.0.0.1 alone.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future;
use hyper::Method;
use serde_json::{Value, json};

use super::run::{limited, process_trouble};
use super::throwaway::Throwaway;
use super::wire::path;
use super::{Engine, EngineError, Feature, Scope};
use crate::probe::{ServeOutcome, ServeSpec};

/// Asks until it is answered or time is up; tells the ports that somebody listens on, then the answer.
const ASK: &str = r#"command -v nc >/dev/null || exit 127
ask() {
  printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\nUser-Agent: kesako\r\nAccept: */*\r\nConnection: close\r\n\r\n' "$1" "$2" |
    nc -w "$3" "$4" "$2" >/kesako.answer 2>/kesako.error && [ -s /kesako.answer ]
}
ports() {
  echo "ports $(awk '$4 == "0A" { sub(".*:", "", $2); print $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null | tr '\n' ' ')"
}
end=$(($(date +%s) + $3))
until ask "$1" "$2" "$3" 127.0.0.2; do
  if [ "$(date +%s)" -ge "$end" ]; then
    ports
    if grep -qi refused /kesako.error; then
      ask "$1" "$2" 1 127.0.0.1 && exit 3
      exit 1
    fi
    exit 2
  fi
  sleep 0.05
done
ports
cat /kesako.answer
"#;

/// How long the asking one may still take when the other has ended, or its time is up.
const GRACE: Duration = Duration::from_millis(1500);

impl Engine {
    /// A throwaway container of an image as it says itself, without a network. An error if the engine refuses it for its
    /// process.
    pub(super) async fn talker(
        &self,
        image: &str,
        args: &[String],
        network: &str,
        scope: &Scope<'_>,
        seconds: u32,
    ) -> Result<Result<Throwaway, String>, EngineError> {
        let mut body = limited(json!({ "Image": image }));
        if !args.is_empty() {
            body["Cmd"] = json!(args);
        }
        body["HostConfig"]["NetworkMode"] = json!(network);
        match self
            .wire
            .within(scope.deadline, "creating a container", self.throwaway(body, lifetime(seconds, scope)))
            .await
        {
            Ok(it) => Ok(Ok(it)),
            Err(EngineError::Answer { status: 400, message, .. }) => Ok(Err(process_trouble(&message).to_owned())),
            Err(error) => Err(error),
        }
    }

    /// A throwaway container of the helper image that runs a script.
    pub(super) async fn scripted(
        &self,
        script: &str,
        args: &[&str],
        host: Value,
        scope: &Scope<'_>,
        seconds: u32,
    ) -> Result<Throwaway, EngineError> {
        let image = self.wire.within(scope.deadline, "an image to look with", self.helper(scope)).await?;
        let mut command = vec!["/bin/sh", "-c", script, "kesako"];
        command.extend(args);
        let mut body = limited(json!({ "Image": image, "Entrypoint": command, "User": "0", "WorkingDir": "/" }));
        for (key, value) in host.as_object().into_iter().flatten() {
            body["HostConfig"][key] = value.clone();
        }
        self.wire.within(scope.deadline, "creating a container", self.throwaway(body, lifetime(seconds, scope))).await
    }

    /// Starts a container; the exit code and the engine's words if it can't be.
    pub(super) async fn started(
        &self,
        it: &Throwaway,
        deadline: Duration,
    ) -> Result<Result<(), (Option<i64>, String)>, EngineError> {
        let start = path(&["containers", it.id(), "start"], &[]);
        match self.wire.within(deadline, "a start", self.wire.ask(Method::POST, &start, None)).await {
            Ok(_) => Ok(Ok(())),
            Err(EngineError::Answer { message, .. } | EngineError::Absent { message }) => {
                let inspect = self.wire.within(deadline, "a look", self.named("containers", it.id(), "json")).await?;
                let code = inspect.pointer("/State/ExitCode").and_then(Value::as_i64).filter(|code| *code != 0);
                Ok(Err((code, process_trouble(&message).to_owned())))
            }
            Err(error) => Err(error),
        }
    }

    /// The exit code of a container once it ends.
    pub(super) async fn ended(&self, it: &Throwaway) -> Result<Option<i64>, EngineError> {
        let wait = path(&["containers", it.id(), "wait"], &[]);
        Ok(self.wire.json(Method::POST, &wait, None).await?["StatusCode"].as_i64())
    }

    /// Starts a server and asks it.
    pub(super) async fn serve(
        &self,
        spec: &ServeSpec,
        image: &str,
        scope: &Scope<'_>,
    ) -> Result<ServeOutcome, EngineError> {
        let server = match self.talker(image, &spec.args, "none", scope, spec.seconds).await? {
            Ok(server) => server,
            Err(error) => return Ok(ServeOutcome { error, ..ServeOutcome::default() }),
        };
        let shared = json!({ "NetworkMode": format!("container:{}", server.id()) });
        let (port, seconds) = (spec.port.to_string(), spec.seconds.to_string());
        let asker = self.scripted(ASK, &[&spec.path, &port, &seconds], shared, scope, spec.seconds).await?;
        let outcome = self.ask_server(spec, &server, &asker, scope).await;
        let removed = future::join(server.remove(), asker.remove()).await;
        removed.0.and(removed.1)?;
        outcome
    }

    async fn ask_server(
        &self,
        spec: &ServeSpec,
        server: &Throwaway,
        asker: &Throwaway,
        scope: &Scope<'_>,
    ) -> Result<ServeOutcome, EngineError> {
        if let Err((exit_code, error)) = self.started(server, scope.deadline).await? {
            return Ok(ServeOutcome { exit_code, error, ..ServeOutcome::default() });
        }
        let mut outcome = ServeOutcome::default();
        // One that has ended already has no network to share.
        let sharing = self.started(asker, scope.deadline).await?;
        let limit = Duration::from_secs(spec.seconds.into()) + 2 * GRACE;
        let mut answered = None;
        if sharing.is_ok() {
            let mut end = Box::pin(self.ended(asker));
            let first = async {
                tokio::select! {
                    biased;
                    code = &mut end => Some(code),
                    code = self.ended(server) => code.err().map(Err),
                }
            };
            answered = match tokio::time::timeout(limit, first).await {
                Ok(Some(code)) => Some(code?),
                _ => tokio::time::timeout(GRACE, end).await.ok().transpose()?,
            };
        }
        let spoken = self.wire.within(scope.deadline, "the answer", self.spoken(asker.id())).await?;
        match answered.flatten() {
            Some(127) => return Err(EngineError::Unsupported { what: Feature::Helper { program: "nc".to_owned() } }),
            Some(0) => read_answer(&spoken.bytes(), &mut outcome),
            code => {
                read_answer(&spoken.bytes(), &mut outcome);
                let failure = match code {
                    Some(1) => "refused",
                    Some(3) => "loopback",
                    _ => "timeout",
                };
                failure.clone_into(&mut outcome.failure);
            }
        }
        let inspect = self.named("containers", server.id(), "json");
        let inspect = self.wire.within(scope.deadline, "a look", inspect).await?;
        if inspect.pointer("/State/Running") == Some(&json!(false)) {
            outcome.exit_code = inspect.pointer("/State/ExitCode").and_then(Value::as_i64);
            if outcome.status.is_none() {
                "ended".clone_into(&mut outcome.failure);
            }
        }
        let spoken = self.wire.within(scope.deadline, "the output", self.spoken(server.id())).await?;
        (outcome.output, outcome.lines) = spoken.text();
        Ok(outcome)
    }
}

fn lifetime(seconds: u32, scope: &Scope<'_>) -> u64 {
    u64::from(seconds) + 10 * scope.deadline.as_secs() + 10
}

/// Reads what the asking container wrote: the ports on its first line, then the answer as it came.
fn read_answer(said: &[u8], outcome: &mut ServeOutcome) {
    let text = String::from_utf8_lossy(said);
    let (ports, answer) = text.split_once('\n').unwrap_or((&text, ""));
    let ports = ports.strip_prefix("ports ").unwrap_or_default();
    outcome.listening = ports.split_whitespace().filter_map(|port| u16::from_str_radix(port, 16).ok()).collect();
    outcome.listening.sort_unstable();
    outcome.listening.dedup();
    if answer.is_empty() {
        return;
    }
    let (head, body) = answer.split_once("\r\n\r\n").or_else(|| answer.split_once("\n\n")).unwrap_or((answer, ""));
    let mut lines = head.lines();
    let status = lines.next().filter(|line| line.starts_with("HTTP/")).and_then(|line| line.split(' ').nth(1));
    outcome.status = status.and_then(|status| status.parse().ok());
    if outcome.status.is_none() {
        "protocol".clone_into(&mut outcome.failure);
    }
    let pairs = lines.filter_map(|line| line.split_once(':'));
    outcome.headers =
        pairs.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect::<BTreeMap<_, _>>();
    body.clone_into(&mut outcome.body);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_behind_the_ports() {
        let mut outcome = ServeOutcome::default();
        read_answer(b"ports 2329 0050 2329 \nHTTP/1.1 404 Not Found\r\nX-A: b\r\n\r\nnope\n\nreally\n", &mut outcome);
        assert_eq!((outcome.status, outcome.body.as_str()), (Some(404), "nope\n\nreally\n"));
        assert_eq!((outcome.listening.as_slice(), outcome.headers["x-a"].as_str()), (&[80, 9001][..], "b"));
    }

    #[test]
    fn what_is_no_web_server_has_no_status() {
        let mut outcome = ServeOutcome::default();
        read_answer(b"ports 2329 \nhello\n", &mut outcome);
        assert_eq!((outcome.status, outcome.failure.as_str()), (None, "protocol"));
        read_answer(b"ports \n", &mut outcome);
        assert!(outcome.listening.is_empty());
    }
}
