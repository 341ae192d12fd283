//! `kesako course verify`: takes every step of a course through a real engine, and prints one table.
//!
//! 1. Before anything is done, the step does not pass.
//! 2. Each wrong attempt fails, with the finding that it names.
//! 3. The solution passes, and so does each other right way; a second check says the same.
//! 4. After each check the engine is as before it.
//! 5. After a reset nothing of the step is left, and nothing else was touched.

mod bench;
mod bystanders;
mod docker_config;
mod files;
mod listing;
mod table;

use std::time::{Duration, Instant};

use crate::cli::VerifyArgs;
use crate::course::{Attempts, CourseSource, Step, StepId};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::progress::Event;
use crate::ui::Question;

use super::Services;
use bench::{Bench, Expected};
use bystanders::Bystanders;
use table::StepProof;

/// How long a script of the course may take: one that waits for what never comes must not hold up the proof of the rest.
const LIMIT: Duration = Duration::from_mins(4);

/// `kesako course verify`.
pub(super) async fn run(services: &mut Services, args: &VerifyArgs) -> Outcome {
    let steps = steps(services, &args.scopes)?;
    agree(services)?;
    let folder = tempfile::tempdir().map_err(|error| CommandError::new(Exit::Progress, error))?;
    let mut bench = Bench::new(bench_services(services, folder.path())?);
    bench.services.docker_config = Some(docker_config::make(folder.path())?);
    bench.services.scripts.limit = Some(LIMIT);
    bench.services.scripts.agreed = true;
    bench.services.ensure_started()?;
    for variable in bench.services.course.manifest.vars.clone() {
        if let Some(value) = variable.verify {
            bench.services.record.append(Event::Variable { name: variable.name, value })?;
        }
    }
    super::foreign::note(&mut bench.services).await?;
    refuse_leftovers(&bench.services)?;
    let bystanders = Bystanders::place(&bench.services).await?;
    let started = Instant::now();
    table::head(services);
    let mut proofs = Vec::new();
    for (index, id) in steps.iter().enumerate() {
        let follows = steps.get(index + 1);
        let proof = prove(&mut bench, id, follows, &bystanders).await?;
        table::row(services, &proof);
        let failed = !proof.is_proven();
        proofs.push(proof);
        if failed && args.fail_fast {
            break;
        }
    }
    let doomed = super::reset::doomed(&bench.services, &super::reset::ResetScope::All, false).await?;
    super::reset::remove(&mut bench.services, &super::reset::ResetScope::All, &doomed).await?;
    bystanders.remove(&bench.services).await?;
    table::foot(services, &proofs, started.elapsed(), bench.services.scripts.took.get());
    Ok(if proofs.iter().all(StepProof::is_proven) { Exit::Done } else { Exit::Fail })
}

async fn prove(
    bench: &mut Bench,
    id: &StepId,
    follows: Option<&StepId>,
    bystanders: &Bystanders,
) -> Result<StepProof, CommandError> {
    let started = Instant::now();
    let mut proof = StepProof::new(id.clone());
    proof.untouched.extend(bench.untouched(id).await?);
    let attempts = bench.services.attempts(id)?;
    proof.take(bench.attempt(id, |step, _| Some(step.solution.clone()), Expected::Pass).await?, "solution", true);
    for (index, right) in attempts.right.iter().enumerate() {
        let outcome = bench.attempt(id, |_, attempts| attempts.right.get(index).cloned(), Expected::Pass).await?;
        proof.take(outcome, &right.at, true);
    }
    for (index, wrong) in attempts.wrong.iter().enumerate() {
        let pick = |_: &Step, attempts: &Attempts| attempts.wrong.get(index).map(|wrong| wrong.attempt.clone());
        let outcome = bench.attempt(id, pick, Expected::Fail(&wrong.gives)).await?;
        proof.take(outcome, &wrong.attempt.at, false);
    }
    proof.left.extend(bystanders.harmed(&bench.services).await?);
    if let Some(next) = follows
        && bench.services.step(next)?.1.after.as_ref() == Some(id)
    {
        bench.advance(id).await?;
    }
    proof.elapsed = started.elapsed();
    Ok(proof)
}

fn steps(services: &Services, scopes: &[String]) -> Result<Vec<StepId>, CommandError> {
    let all = services.all_steps()?;
    if scopes.is_empty() {
        return Ok(all);
    }
    let mut wanted = Vec::new();
    for scope in scopes {
        match services.course.find_chapter(scope) {
            Ok(chapter) => wanted.extend(all.iter().filter(|id| id.chapter == chapter).cloned()),
            Err(_) => wanted.push(services.find_step(Some(scope))?),
        }
    }
    Ok(all.into_iter().filter(|id| wanted.contains(id)).collect())
}

/// Scripts of a course that is not built in run only after someone agreed.
fn agree(services: &mut Services) -> Result<(), CommandError> {
    if services.course.source == CourseSource::Embedded {
        return Ok(());
    }
    let question = services.words().text("commands-verify-question");
    if services.prompt.confirm(Question { text: &question, instead: "--yes" }, false)? {
        return Ok(());
    }
    Err(CommandError::new(Exit::Interrupted, services.words().text("commands-trust-refused")))
}

/// The same course and engine on a workspace of its own, where everything asked is agreed to.
fn bench_services(services: &Services, folder: &std::path::Path) -> Result<Services, CommandError> {
    let mut options = services.options.clone();
    options.workspace = Some(folder.join("workspace"));
    options.yes = true;
    Services::open(options).map_err(|failed| failed.0)
}

/// A proof needs an engine on which nothing bears the course's names: those things are somebody's.
fn refuse_leftovers(services: &Services) -> Result<(), CommandError> {
    let Some(foreign) = services.record.progress().foreign.as_ref().filter(|foreign| !foreign.is_empty()) else {
        return Ok(());
    };
    let names: Vec<&str> = foreign.images.keys().map(String::as_str).collect();
    let ids = foreign.containers.iter().chain(&foreign.networks).map(|id| id.get(..12).unwrap_or(id));
    let all: Vec<&str> = names.into_iter().chain(ids).chain(foreign.volumes.iter().map(String::as_str)).collect();
    let words = services.words();
    let message = words.get("error-verify-leftovers", &[("names", all.join(", ").into())]);
    Err(CommandError::new(Exit::CouldNotLook, message).hint(words.text("error-verify-host")))
}
