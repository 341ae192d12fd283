//! Whether an image calls a server: one under the name in question, on the image's own network, notes who calls.

use std::time::Duration;

use futures_util::future;
use http_body_util::BodyExt as _;
use hyper::Method;
use hyper::body::Incoming;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::pieces::Pieces;
use super::run::random_word;
use super::throwaway::Throwaway;
use super::wire::path;
use super::{Engine, EngineError, Feature, Scope};
use crate::probe::{CallsOutcome, CallsSpec};

/// A server on every address: says the word to everybody, and notes the path and the name that it was called by. `-lk` or
/// `-ll`, as the program has it, means one connection after the other.
const ANSWER: &str = r#"command -v nc >/dev/null || exit 127
if nc --help 2>&1 | grep -q -e -lk; then all=-lk; else all=-ll; fi
nc $all -p "$1" -e /bin/sh -c "$2" kesako "$3" &
until grep -qi ":$(printf %04x "$1") .* 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null; do sleep 0.01; done
echo ready
wait
"#;

/// What answers one call.
const HANDLER: &str = r#"IFS= read -r line || exit 0
end=$(printf '\r')
host=
while IFS= read -r header; do
  header=${header%"$end"}
  [ -n "$header" ] || break
  case $header in [Hh][Oo][Ss][Tt]:*) host=${header#*:} ;; esac
done
set -f
set -- "$1" $line
echo "call ${3:-/} $host" >&2
printf 'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %s\r\nConnection: close\r\n\r\n%s\n' "$((${#1} + 1))" "$1"
"#;

/// The server's address: one of the container's own that is not 127.0.0.1.
const ADDRESS: &str = "127.0.0.3";

/// How long a word that was said may take to be written, and a call to be noted.
const GRACE: Duration = Duration::from_secs(1);

impl Engine {
    /// Starts an image beside a server and sees whether it calls.
    pub(super) async fn calls(
        &self,
        spec: &CallsSpec,
        image: &str,
        scope: &Scope<'_>,
    ) -> Result<CallsOutcome, EngineError> {
        let word = random_word();
        let hosts: Vec<String> =
            (spec.alias != "localhost").then(|| format!("{}:{ADDRESS}", spec.alias)).into_iter().collect();
        let host = json!({ "NetworkMode": "none", "ExtraHosts": hosts });
        let port = spec.port.to_string();
        let server = self.scripted(ANSWER, &[&port, HANDLER, &word], host, scope, spec.seconds).await?;
        let network = format!("container:{}", server.id());
        let caller = match self.talker(image, &spec.args, &network, scope, spec.seconds).await? {
            Ok(caller) => caller,
            Err(error) => {
                server.remove().await?;
                return Ok(CallsOutcome { error, ..CallsOutcome::default() });
            }
        };
        let outcome = self.listen(spec, &server, &caller, &word, scope).await;
        let removed = future::join(caller.remove(), server.remove()).await;
        removed.0.and(removed.1)?;
        outcome
    }

    async fn listen(
        &self,
        spec: &CallsSpec,
        server: &Throwaway,
        caller: &Throwaway,
        word: &str,
        scope: &Scope<'_>,
    ) -> Result<CallsOutcome, EngineError> {
        let unable = || EngineError::Unsupported { what: Feature::Helper { program: "nc".to_owned() } };
        if self.started(server, scope.deadline).await?.is_err() {
            return Err(unable());
        }
        let mut heard = self.wire.within(scope.deadline, "a server", self.hear(server.id())).await?;
        let ready = self.wire.within(scope.deadline, "a server", heard.next()).await?;
        if ready.is_none_or(|(_, line)| line != "ready") {
            return Err(unable());
        }
        if let Err((exit_code, error)) = self.started(caller, scope.deadline).await? {
            return Ok(CallsOutcome { exit_code, error, ..CallsOutcome::default() });
        }
        let mut outcome = CallsOutcome::default();
        let limit = tokio::time::Instant::now() + Duration::from_secs(spec.seconds.into());
        let mut noted = Noted { spec, outcome: &mut outcome, first: None };
        let mut end = Box::pin(self.ended(caller));
        let listening = async {
            loop {
                tokio::select! {
                    biased;
                    call = heard.next() => match call? {
                        Some((at, line)) => if noted.note(at, &line) { return Ok(true) },
                        None => return Ok(true),
                    },
                    code = &mut end => { code?; return Ok::<bool, EngineError>(false) }
                }
            }
        };
        match tokio::time::timeout_at(limit, listening).await {
            // It has ended: what it said last may still be on its way.
            Ok(Ok(false)) => {
                let late = async {
                    while let Some((at, line)) = heard.next().await? {
                        if noted.note(at, &line) {
                            break;
                        }
                    }
                    Ok::<(), EngineError>(())
                };
                if let Ok(late) = tokio::time::timeout(GRACE / 4, late).await {
                    late?;
                }
            }
            Ok(other) => drop(other?),
            Err(_) => {}
        }
        if outcome.count > 0 {
            outcome.heard = self.writes(caller, word).await?;
        }
        self.look_at(caller, &mut outcome, scope).await?;
        Ok(outcome)
    }

    /// Whether a container writes a word, before it ends and soon.
    async fn writes(&self, it: &Throwaway, word: &str) -> Result<bool, EngineError> {
        let writes = async {
            let mut heard = self.hear(it.id()).await?;
            while let Some((_, line)) = heard.next().await? {
                if line.contains(word) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        tokio::time::timeout(GRACE, writes).await.unwrap_or(Ok(false))
    }

    async fn look_at(
        &self,
        caller: &Throwaway,
        outcome: &mut CallsOutcome,
        scope: &Scope<'_>,
    ) -> Result<(), EngineError> {
        let inspect = self.named("containers", caller.id(), "json");
        let inspect = self.wire.within(scope.deadline, "a look", inspect).await?;
        outcome.running = inspect.pointer("/State/Running") == Some(&json!(true));
        outcome.exit_code = inspect.pointer("/State/ExitCode").and_then(Value::as_i64).filter(|_| !outcome.running);
        let spoken = self.wire.within(scope.deadline, "the output", self.spoken(caller.id())).await?;
        (outcome.output, outcome.lines) = spoken.text();
        Ok(())
    }

    /// The lines that a container has written and writes.
    async fn hear(&self, id: &str) -> Result<Heard<'_>, EngineError> {
        let query = [("stdout", "1"), ("stderr", "1"), ("timestamps", "1"), ("follow", "1")];
        let response = self.wire.open(Method::GET, &path(&["containers", id, "logs"], &query), None).await?;
        Ok(Heard { engine: self, body: response.into_body(), pieces: Pieces::default(), ready: Vec::new() })
    }
}

/// What came of the calls so far.
struct Noted<'n> {
    spec: &'n CallsSpec,
    outcome: &'n mut CallsOutcome,
    first: Option<Timestamp>,
}

impl Noted<'_> {
    /// Notes a line of the server; whether enough was seen.
    fn note(&mut self, at: Option<Timestamp>, line: &str) -> bool {
        let Some(call) = line.strip_prefix("call ") else { return false };
        let (path, host) = call.split_once(' ').unwrap_or((call, ""));
        let host = host.trim().rsplit_once(':').map_or(host.trim(), |(name, _)| name);
        if !host.is_empty() && !self.outcome.hosts.iter().any(|known| known == host) {
            self.outcome.hosts.push(host.to_owned());
        }
        // Who names nobody reached the server all the same.
        if !host.is_empty() && !is_called(&self.spec.alias, host) {
            return false;
        }
        self.outcome.count += 1;
        self.outcome.paths.push(path.to_owned());
        match (self.first, at) {
            (None, _) => self.first = at,
            (Some(first), Some(at)) if self.outcome.count == 2 => {
                self.outcome.interval = u64::try_from(at.duration_since(first).as_millis()).ok();
            }
            _ => {}
        }
        self.outcome.count >= self.spec.times
    }
}

/// A log that goes on, line by line.
struct Heard<'h> {
    engine: &'h Engine,
    body: Incoming,
    pieces: Pieces,
    ready: Vec<(Option<Timestamp>, String)>,
}

impl Heard<'_> {
    /// The next line and its time; `None` at the end.
    async fn next(&mut self) -> Result<Option<(Option<Timestamp>, String)>, EngineError> {
        while self.ready.is_empty() {
            let Some(frame) = self.body.frame().await else { return Ok(None) };
            let frame = frame.map_err(|error| self.engine.wire.failed("the logs", error))?;
            let Ok(data) = frame.into_data() else { continue };
            let lines = self.pieces.take(&data).into_iter().map(|piece| {
                let text = String::from_utf8_lossy(&piece).trim_end_matches(['\n', '\r']).to_owned();
                match text.split_once(' ').map(|(stamp, rest)| (stamp.parse::<Timestamp>(), rest)) {
                    Some((Ok(at), rest)) => (Some(at), rest.to_owned()),
                    _ => (None, text),
                }
            });
            self.ready.extend(lines);
        }
        Ok(Some(self.ready.remove(0)))
    }
}

/// Whether a call that names `host` is one to `alias`. The machine itself has addresses, too, that need no name.
fn is_called(alias: &str, host: &str) -> bool {
    host.eq_ignore_ascii_case(alias) || alias == "localhost" && matches!(host, "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_calls_by_that_name_count_and_the_first_two_give_the_interval() {
        let spec = CallsSpec {
            image: String::new(),
            args: Vec::new(),
            alias: "server".to_owned(),
            port: 9001,
            times: 2,
            seconds: 5,
        };
        let mut outcome = CallsOutcome::default();
        let mut noted = Noted { spec: &spec, outcome: &mut outcome, first: None };
        let at = |ms| Some(Timestamp::from_millisecond(ms).unwrap());
        assert!(!noted.note(at(0), "nc: something"));
        assert!(!noted.note(at(0), "call / localhost:9001"));
        assert!(!noted.note(at(1000), "call /a  Server:9001"));
        assert!(noted.note(at(4000), "call /b"));
        assert_eq!((outcome.count, outcome.interval), (2, Some(3000)));
        assert_eq!(
            (outcome.paths, outcome.hosts),
            (vec!["/a".into(), "/b".into()], vec!["localhost".to_owned(), "Server".to_owned()])
        );
    }
}
