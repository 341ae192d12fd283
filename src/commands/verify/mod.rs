//! `kesako course verify`: takes every step of a course through a real engine, and prints one table.
//!
//! 1. Before anything is done, the step does not pass.
//! 2. Each wrong attempt fails, with the finding that it names.
//! 3. The solution passes, and so does each other right way; a second check says the same.
//! 4. After each check the engine is as before it.
//! 5. After a reset nothing of the step is left, and nothing else was touched.
//!
//! With `--mutate` wrong attempts are made out of the right ways instead, see `proof::mutate`.
//!
//! The second check and the points 4 and 5 are looked at for every right way, and for the first wrong attempt of each
//! finding: what a check does to the engine hangs on what it looks at, and that is the same for the others.

mod bench;
mod bystanders;
mod clearing;
mod docker_config;
mod files;
mod lanes;
mod listing;
mod mutating;
mod proving;
mod recorder;
#[cfg(test)]
mod replay_tests;
mod table;

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use futures_util::future;

use crate::cli::VerifyArgs;
use crate::course::{CourseSource, StepId};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::ui::Question;

use super::Services;
use crate::proof::{cases, sample};
use lanes::Queue;
use proving::{Choice, Lane};
use recorder::{Recorder, read_seconds};
use table::{Progress, StepProof};

/// How long a script of the course may take: one that waits for what never comes must not hold up the proof of the rest.
const LIMIT: Duration = Duration::from_mins(4);
/// Seconds that an attempt takes of whose step nobody has measured any.
const UNMEASURED: f64 = 1.5;

/// `kesako course verify`.
pub(super) async fn run(services: &mut Services, args: &VerifyArgs) -> Outcome {
    let steps = steps(services, &args.scopes)?;
    agree(services)?;
    let choice = match () {
        () if args.missing => Choice::Missing,
        () if args.sample => Choice::Sample,
        () => Choice::All,
    };
    let recorder = args.record.clone().map(Recorder::in_folder);
    let folder = tempfile::tempdir().map_err(|error| CommandError::new(Exit::Progress, error))?;
    let hosts = std::iter::once(None).chain(args.also_host.iter().map(Some));
    let mut lanes = Vec::new();
    // Several engines share this machine's ports, also with whoever uses the course's own meanwhile.
    let mut taken = if args.also_host.is_empty() { Vec::new() } else { super::ports::own_ports(&services.course) };
    for (number, host) in hosts.enumerate() {
        let folder = folder.path().join(number.to_string());
        std::fs::create_dir_all(&folder).map_err(|error| CommandError::new(Exit::Progress, error))?;
        lanes.push(Lane::open(services, host, &folder, &mut taken).await?);
    }
    let started = Instant::now();
    table::head(services, args.mutate);
    let proving = Proving {
        services,
        queue: RefCell::new(queue(services, &steps, choice, args)?),
        proofs: RefCell::default(),
        stopped: Cell::new(false),
        progress: Progress { steps: steps.len(), started },
        choice,
        recorder,
        mutating: args.mutate,
        fail_fast: args.fail_fast,
    };
    let lanes = lanes.into_iter().enumerate().map(|(number, lane)| proving.lane(number, lane));
    let benches = future::join_all(lanes).await.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut proofs = proving.proofs.into_inner();
    proofs.sort_by_key(|proof| steps.iter().position(|step| *step == proof.step));
    table::foot(services, &proofs, started.elapsed(), &benches);
    Ok(if proofs.iter().all(StepProof::is_proven) { Exit::Done } else { Exit::Fail })
}

/// What all lanes share.
struct Proving<'a> {
    services: &'a Services,
    queue: RefCell<Queue>,
    proofs: RefCell<Vec<StepProof>>,
    /// Whether nothing more is to be begun.
    stopped: Cell<bool>,
    progress: Progress,
    choice: Choice,
    recorder: Option<Recorder>,
    mutating: bool,
    fail_fast: bool,
}

impl Proving<'_> {
    /// Proves on one lane whatever the queue has for it.
    async fn lane(&self, number: usize, mut lane: Lane) -> Result<bench::Bench, CommandError> {
        while let Some(id) = self.next(number) {
            let proof = if self.mutating {
                lane.bench.mutate(&id).await
            } else {
                lane.prove(&id, self.choice, self.recorder.as_ref()).await
            };
            let proven = match proof {
                Ok(proof) => {
                    self.note(proof);
                    let next = self.queue.borrow().peek(number).cloned();
                    if self.stopped.get() { Ok(()) } else { lane.go_on(&id, next.as_ref()).await }
                }
                Err(error) => Err(error),
            };
            if let Err(error) = proven {
                self.stopped.set(true);
                return Err(error);
            }
        }
        lane.close().await
    }

    fn next(&self, lane: usize) -> Option<StepId> {
        if self.stopped.get() { None } else { self.queue.borrow_mut().take(lane) }
    }

    fn note(&self, proof: StepProof) {
        let mut proofs = self.proofs.borrow_mut();
        table::row(self.services, &proof, &self.progress, proofs.len() + 1);
        if self.fail_fast && !proof.is_proven() {
            self.stopped.set(true);
        }
        proofs.push(proof);
    }
}

/// The steps with their weights, by what was measured of their attempts.
fn queue(services: &Services, steps: &[StepId], choice: Choice, args: &VerifyArgs) -> Result<Queue, CommandError> {
    let seconds = args.times.as_deref().map(read_seconds).unwrap_or_default();
    let mut all = Vec::new();
    let mut last: Option<&StepId> = None;
    for id in steps {
        let (_, step) = services.step(id)?;
        let attempts = services.attempts(id)?;
        let cases = cases(&step, &attempts);
        let count = match choice {
            Choice::All | Choice::Missing => cases.len(),
            Choice::Sample => sample(&cases).into_iter().filter(|chosen| *chosen).count(),
        };
        let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let follows = step.after.is_some() && step.after.as_ref() == last;
        all.push((id.clone(), follows, count * seconds.get(id).copied().unwrap_or(UNMEASURED)));
        last = Some(id);
    }
    Ok(Queue::new(all))
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
