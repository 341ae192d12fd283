//! What an image, or a stage of a Dockerfile, does when run in isolation: no network, bounded memory, processes and time,
//! no mount, and nothing left of it afterwards.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::Method;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::load::{Item, Loaded, Tree};
use super::pieces::{KEPT, Pieces, Spoken};
use super::place::Owned;
use super::throwaway::Throwaway;
use super::wire::path;
use super::{Engine, EngineError, Scope};
use crate::probe::{Content, Put, RANDOM, RunOutcome, RunSpec};

const MEMORY: u64 = 256 * 1024 * 1024;
const PROCESSES: u32 = 128;

/// One run of a spec: what goes in is ready.
pub(super) struct Job<'j> {
    pub(super) spec: &'j RunSpec,
    pub(super) image: &'j str,
    pub(super) loaded: &'j Loaded,
    /// The random word; empty if none is asked for.
    pub(super) word: &'j str,
    pub(super) limit: Duration,
    pub(super) deadline: Duration,
}

impl Job<'_> {
    /// A text of the course with the random word in it.
    pub(super) fn text(&self, text: &str) -> String {
        text.replace(RANDOM, self.word)
    }

    fn texts(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// How long a container of it may live.
    pub(super) fn lifetime(&self) -> u64 {
        2 * self.limit.as_secs() + 8 * self.deadline.as_secs() + 5
    }

    /// What is put in, with where to.
    pub(super) fn put(&self) -> Vec<(&Put, Tree)> {
        let tree = |(put, loaded): (_, &Option<Tree>)| {
            let put: &Put = put;
            let name = put.to.rsplit('/').next().unwrap_or_default();
            match (&put.what, loaded) {
                (Content::Text(text), _) => (put, Tree::text(name, &self.text(text))),
                (_, Some(tree)) => (put, tree.clone()),
                (_, None) => (put, Tree::default()),
            }
        };
        self.spec.put.iter().zip(&self.loaded.put).map(tree).collect()
    }
}

/// The settings that every container of a run has.
pub(super) fn limited(mut body: Value) -> Value {
    body["Healthcheck"] = json!({ "Test": ["NONE"] });
    body["NetworkDisabled"] = json!(false);
    body["HostConfig"] = json!({ "Memory": MEMORY, "PidsLimit": PROCESSES, "LogConfig": { "Type": "json-file" } });
    body
}

impl Engine {
    /// Runs `spec` with `image` in place of its reference, the image's id.
    pub(super) async fn run(
        &self,
        spec: &RunSpec,
        image: &str,
        loaded: &Loaded,
        scope: &Scope<'_>,
    ) -> Result<RunOutcome, EngineError> {
        let word = if asks_for_word(spec) { random_word() } else { String::new() };
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        let mut replaced = loaded.clone();
        let count = replaced.put.iter_mut().flatten().map(|tree| replace(tree, spec)).sum::<usize>();
        let mut job =
            Job { spec, image, loaded: &replaced, word: &word, limit: seconds(spec.seconds), deadline: scope.deadline };
        let full = spec.full_seconds > 0;
        let mut outcome = RunOutcome { timed_out: true, ..RunOutcome::default() };
        let helped = count > 0 || spec.put.iter().any(|put| matches!(put.what, Content::Text(_)));
        if helped || !full {
            outcome = self.carry_out(&job).await?;
        }
        // Somebody may have stopped it, as `docker stop $(docker ps -q)` does: then it is not its own end.
        if matches!(outcome.exit_code, Some(137 | 143)) {
            outcome = self.carry_out(&job).await?;
        }
        let (as_it_is, files) = as_they_are(spec, loaded);
        if full && outcome.timed_out {
            (job.spec, job.loaded, job.limit) = (&as_it_is, &files, seconds(spec.full_seconds));
            outcome = in_proportion(self.carry_out(&job).await?, spec);
        }
        Ok(RunOutcome { word, ..outcome })
    }

    async fn carry_out(&self, job: &Job<'_>) -> Result<RunOutcome, EngineError> {
        match &job.spec.recipe {
            Some(recipe) => self.follow_recipe(job, recipe).await,
            None => self.run_image(job).await,
        }
    }

    async fn run_image(&self, job: &Job<'_>) -> Result<RunOutcome, EngineError> {
        let mut body = limited(json!({ "Image": job.image }));
        if !job.spec.args.is_empty() {
            body["Cmd"] = json!(job.texts(&job.spec.args));
        }
        if let Some(entrypoint) = &job.spec.entrypoint {
            body["Entrypoint"] = json!(entrypoint);
        }
        let it = match self.created(job, body).await? {
            Ok(it) => it,
            Err(outcome) => return Ok(outcome),
        };
        let outcome = self.put_and_run(job, &it).await;
        it.remove().await?;
        outcome
    }

    /// Creates a container; an outcome if its process is plainly missing, which stops some engines already then.
    pub(super) async fn created(
        &self,
        job: &Job<'_>,
        body: Value,
    ) -> Result<Result<Throwaway, RunOutcome>, EngineError> {
        let made = self.throwaway(body, job.lifetime());
        match self.wire.within(job.deadline, "creating a container", made).await {
            Ok(it) => Ok(Ok(it)),
            Err(EngineError::Answer { status: 400, message, .. }) => Ok(Err(never_started(None, &message))),
            Err(error) => Err(error),
        }
    }

    async fn put_and_run(&self, job: &Job<'_>, it: &Throwaway) -> Result<RunOutcome, EngineError> {
        self.put_in(job, it, None).await?;
        self.run_it(it, job.limit, job.deadline).await
    }

    /// Puts in what the spec says, below the working directory where it is relative.
    pub(super) async fn put_in(&self, job: &Job<'_>, it: &Throwaway, workdir: Option<&str>) -> Result<(), EngineError> {
        let mut below = workdir.map(str::to_owned);
        for (put, tree) in job.put() {
            if !put.to.starts_with('/') && below.is_none() {
                let inspect = self.named("containers", it.id(), "json");
                let inspect = self.wire.within(job.deadline, "a look", inspect).await?;
                below = inspect.pointer("/Config/WorkingDir").and_then(Value::as_str).map(str::to_owned);
            }
            let to = match &below {
                Some(folder) if !put.to.starts_with('/') => format!("{}/{}", folder.trim_end_matches('/'), put.to),
                _ => format!("/{}", put.to.trim_start_matches('/')),
            };
            let placed = self.place(it.id(), std::slice::from_ref(&tree), &to, Owned::default());
            self.wire.within(job.deadline, "putting files in", placed).await?;
        }
        Ok(())
    }

    /// Starts a container and waits for its end.
    pub(super) async fn run_it(
        &self,
        it: &Throwaway,
        limit: Duration,
        deadline: Duration,
    ) -> Result<RunOutcome, EngineError> {
        let post = |verb: &'static str| path(&["containers", it.id(), verb], &[]);
        let look = || self.wire.within(deadline, "a look", self.named("containers", it.id(), "json"));
        let start = post("start");
        if let Err(error) = self.wire.within(deadline, "a start", self.wire.ask(Method::POST, &start, None)).await {
            let (EngineError::Answer { message, .. } | EngineError::Absent { message }) = &error else {
                return Err(error);
            };
            let code = look().await?.pointer("/State/ExitCode").and_then(Value::as_i64).filter(|code| *code != 0);
            return Ok(never_started(code, message));
        }
        let wait = post("wait");
        let ended = tokio::time::timeout(limit, self.wire.json(Method::POST, &wait, None)).await;
        let timed_out = ended.is_err();
        let mut outcome = RunOutcome { timed_out, ..RunOutcome::default() };
        if let Ok(answer) = ended {
            outcome.exit_code = answer?["StatusCode"].as_i64();
            outcome.took = lasted(&look().await?);
        } else {
            match self.wire.ask(Method::POST, &post("kill"), None).await {
                // It may have ended meanwhile: then there is nothing left to kill.
                Ok(_) | Err(EngineError::Answer { status: 409, .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let spoken = self.wire.within(deadline, "the output", self.spoken(it.id())).await?;
        (outcome.output, outcome.lines) = spoken.text();
        outcome.pause = spoken.pause();
        Ok(outcome)
    }

    /// What a container without a terminal wrote, and when.
    pub(super) async fn spoken(&self, id: &str) -> Result<Spoken, EngineError> {
        // A line has one byte at least, so no more lines than bytes can be wanted.
        let tail = KEPT.to_string();
        let query = [("stdout", "1"), ("stderr", "1"), ("timestamps", "1"), ("tail", tail.as_str())];
        let response = self.wire.open(Method::GET, &path(&["containers", id, "logs"], &query), None).await?;
        let (mut body, mut pieces, mut spoken) = (response.into_body(), Pieces::default(), Spoken::default());
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| self.wire.failed("the logs", error))?;
            let Ok(data) = frame.into_data() else { continue };
            pieces.take(&data).iter().for_each(|piece| spoken.note_stamped(piece));
        }
        Ok(spoken)
    }
}

/// A run of nothing but the files as they are: what else is put in only makes it quicker.
fn as_they_are(spec: &RunSpec, loaded: &Loaded) -> (RunSpec, Loaded) {
    let (mut spec, mut loaded) = (spec.clone(), loaded.clone());
    let of_workspace: Vec<bool> = spec.put.iter().map(|put| matches!(put.what, Content::Workspace(_))).collect();
    let mut keeps = of_workspace.iter();
    spec.put.retain(|_| keeps.next().is_some_and(|kept| *kept));
    let mut keeps = of_workspace.iter();
    loaded.put.retain(|_| keeps.next().is_some_and(|kept| *kept));
    (spec, loaded)
}

/// Milliseconds from a container's start to its end.
fn lasted(inspect: &Value) -> Option<u64> {
    let time = |pointer: &str| inspect.pointer(pointer)?.as_str()?.parse::<Timestamp>().ok();
    let lasted = time("/State/FinishedAt")?.duration_since(time("/State/StartedAt")?);
    u64::try_from(lasted.as_millis()).ok()
}

pub(super) fn never_started(code: Option<i64>, message: &str) -> RunOutcome {
    RunOutcome { exit_code: code, error: process_trouble(message).to_owned(), ..RunOutcome::default() }
}

/// Of the engine's words about a failed start, those about the process: what went before names its own parts.
pub(super) fn process_trouble(message: &str) -> &str {
    let from = message.find("exec: ").map_or(message, |at| &message[at..]);
    from.trim_end().strip_suffix(": unknown").unwrap_or(from).trim_end()
}

fn asks_for_word(spec: &RunSpec) -> bool {
    let texts = spec.put.iter().filter_map(|put| match &put.what {
        Content::Text(text) => Some(text),
        Content::Workspace(_) => None,
    });
    let instead = spec.recipe.iter().flat_map(|recipe| recipe.instead.values().chain(recipe.command.iter().flatten()));
    spec.args.iter().chain(texts).chain(instead).any(|text| text.contains(RANDOM))
}

/// A word that nobody can know.
pub(super) fn random_word() -> String {
    let number = RandomState::new().build_hasher().finish();
    format!("w{:08x}", number & 0xffff_ffff)
}

/// Puts other texts in the place of those that the spec names; how many there were.
fn replace(tree: &mut Tree, spec: &RunSpec) -> usize {
    let mut count = 0;
    for (_, item) in &mut tree.items {
        let Item::File { data, .. } = item else { continue };
        let Ok(mut text) = String::from_utf8(data.clone()) else { continue };
        for (from, to) in &spec.replace {
            let (replaced, times) = replaced(&text, from, to);
            (text, count) = (replaced, count + times);
        }
        *data = text.into_bytes();
    }
    count
}

/// `text` with `to` wherever `from` stands by itself: not within a longer word or number.
fn replaced(text: &str, from: &str, to: &str) -> (String, usize) {
    let joins = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '_');
    let (mut out, mut done, mut count) = (String::new(), 0, 0);
    for (at, _) in text.match_indices(from) {
        let (before, after) = (text[..at].chars().next_back(), text[at + from.len()..].chars().next());
        let within = before.is_some_and(joins) && from.starts_with(joins)
            || after.is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '.' | '_')) && from.ends_with(joins);
        if !within {
            out.push_str(&text[done..at]);
            out.push_str(to);
            (done, count) = (at + from.len(), count + 1);
        }
    }
    (out + &text[done..], count)
}

/// The times of a run in full as they would have been with the text replaced, where both are numbers.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn in_proportion(outcome: RunOutcome, spec: &RunSpec) -> RunOutcome {
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| *number > 0.0);
    let share = spec.replace.iter().find_map(|(from, to)| Some(number(to)? / number(from)?)).unwrap_or(1.0);
    let scaled = |ms: Option<u64>| ms.map(|ms| (ms as f64 * share).round() as u64);
    RunOutcome { took: scaled(outcome.took), pause: scaled(outcome.pause), ..outcome }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
