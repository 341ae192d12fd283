//! A stage of a Dockerfile carried out without a build: its files are put into a throwaway container of the base image,
//! its RUNs are processes in there, one after the other, and so is what it runs in the end.

use std::time::{Duration, Instant};

use hyper::Method;
use serde_json::json;

use super::exec::Ran;
use super::place::Owned;
use super::run::{Job, limited, never_started, process_trouble};
use super::throwaway::Throwaway;
use super::wire::path;
use super::{Engine, EngineError};
use crate::probe::RunOutcome;
use crate::probe::recipe::{Act, Recipe};

impl Engine {
    pub(super) async fn follow_recipe(&self, job: &Job<'_>, recipe: &Recipe) -> Result<RunOutcome, EngineError> {
        let command: Option<Vec<String>> =
            recipe.command.as_ref().map(|words| words.iter().map(|word| job.text(word)).collect());
        if command.as_ref().is_some_and(Vec::is_empty) {
            return Ok(never_started(None, "no command specified"));
        }
        let has_runs = recipe.has_runs();
        let body = match &command {
            // What runs in the end is the container's own process where nothing has to run before.
            Some(command) if !has_runs => json!({
                "Image": job.image,
                "Entrypoint": command,
                "Env": recipe.setting.env,
                "WorkingDir": recipe.setting.workdir,
                "User": recipe.setting.user,
            }),
            // A shell that waits for words that never come.
            _ => json!({
                "Image": job.image,
                "Entrypoint": ["/bin/sh"],
                "OpenStdin": true,
                "User": "0",
                "WorkingDir": "/",
            }),
        };
        let it = match self.created(job, limited(body)).await? {
            Ok(it) => it,
            Err(outcome) => return Ok(outcome),
        };
        let outcome = self.carry_out_in(job, recipe, command.as_deref(), &it).await;
        it.remove().await?;
        outcome
    }

    async fn carry_out_in(
        &self,
        job: &Job<'_>,
        recipe: &Recipe,
        command: Option<&[String]>,
        it: &Throwaway,
    ) -> Result<RunOutcome, EngineError> {
        let until = Instant::now() + job.limit;
        let left = || until.saturating_duration_since(Instant::now());
        if recipe.has_runs()
            && let Some(outcome) = self.start_shell(job, recipe, it).await?
        {
            return Ok(outcome);
        }
        let mut copies = job.loaded.copies.iter();
        for act in &recipe.acts {
            let failed = match act {
                Act::Run { command, setting, text } => {
                    let ran = self.exec(it.id(), command, setting, left(), job.deadline).await?;
                    (ran.code != Some(0)).then(|| RunOutcome { failed: text.clone(), ..outcome(&ran) })
                }
                Act::Folder { path, owner } => {
                    let owned = self.owned(job, it, owner, None).await?.unwrap_or_default();
                    self.wire.within(job.deadline, "a folder", self.make_folder(it.id(), path, owned)).await?;
                    None
                }
                Act::Copy { to, owner, mode, text, .. } => match self.owned(job, it, owner, *mode).await? {
                    Some(owned) => {
                        let trees = copies.next().map_or(&[][..], Vec::as_slice);
                        self.wire.within(job.deadline, "a copy", self.place(it.id(), trees, to, owned)).await?;
                        None
                    }
                    None => Some(refused(text, &format!("no user or group is called `{owner}`"))),
                },
            };
            if let Some(failed) = failed {
                return Ok(failed);
            }
        }
        self.put_in(job, it, Some(&recipe.setting.workdir)).await?;
        match command {
            None => Ok(RunOutcome { exit_code: Some(0), ..RunOutcome::default() }),
            Some(_) if !recipe.has_runs() => self.run_it(it, job.limit, job.deadline).await,
            Some(command) => Ok(outcome(&self.exec(it.id(), command, &recipe.setting, left(), job.deadline).await?)),
        }
    }

    /// Starts the shell that keeps the container alive; an outcome if the image has none.
    async fn start_shell(
        &self,
        job: &Job<'_>,
        recipe: &Recipe,
        it: &Throwaway,
    ) -> Result<Option<RunOutcome>, EngineError> {
        let start = path(&["containers", it.id(), "start"], &[]);
        match self.wire.within(job.deadline, "a start", self.wire.ask(Method::POST, &start, None)).await {
            Ok(_) => Ok(None),
            Err(EngineError::Answer { message, .. } | EngineError::Absent { message }) => {
                let first = recipe.acts.iter().find_map(|act| match act {
                    Act::Run { text, .. } => Some(text.clone()),
                    _ => None,
                });
                Ok(Some(RunOutcome { failed: first.unwrap_or_default(), ..never_started(Some(127), &message) }))
            }
            Err(error) => Err(error),
        }
    }

    /// Who owns what is placed; `None` if nobody is called so.
    async fn owned(
        &self,
        job: &Job<'_>,
        it: &Throwaway,
        owner: &str,
        mode: Option<u32>,
    ) -> Result<Option<Owned>, EngineError> {
        if owner.is_empty() {
            return Ok(Some(Owned { mode, ..Owned::default() }));
        }
        let numbers = self.wire.within(job.deadline, "an owner", self.owner(it.id(), owner)).await?;
        Ok(numbers.map(|(user, group)| Owned { user, group, mode }))
    }
}

fn outcome(ran: &Ran) -> RunOutcome {
    let (output, lines) = ran.spoken.text();
    RunOutcome {
        exit_code: ran.code,
        output,
        lines,
        timed_out: ran.code.is_none(),
        error: process_trouble(&ran.error).to_owned(),
        took: ran.code.and_then(|_| milliseconds(ran.took)),
        pause: ran.spoken.pause(),
        ..RunOutcome::default()
    }
}

fn milliseconds(time: Duration) -> Option<u64> {
    u64::try_from(time.as_millis()).ok()
}

/// What Docker would refuse to build.
pub(super) fn refused(instruction: &str, why: &str) -> RunOutcome {
    RunOutcome { failed: instruction.to_owned(), error: why.to_owned(), ..RunOutcome::default() }
}
