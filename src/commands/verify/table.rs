//! The proof of each step, as a table or as JSON.

use std::time::{Duration, Instant};

use crate::commands::Services;
use crate::course::StepId;

use super::bench::{Bench, Outcome, Spent};
use super::mutating::Mutations;

/// What was found of one step, by the five points; an empty list is a point that holds.
#[derive(Debug)]
pub(super) struct StepProof {
    pub(super) step: StepId,
    /// 1: passes before anything is done.
    pub(super) untouched: Vec<String>,
    /// 2: wrong attempts that are not judged as they must be.
    pub(super) wrong: Vec<String>,
    /// 3: right ways that are not.
    pub(super) right: Vec<String>,
    /// 4: checks that changed something.
    pub(super) changed: Vec<String>,
    /// 5: what a reset left or touched.
    pub(super) left: Vec<String>,
    /// How many right ways, the solution included.
    pub(super) rights: usize,
    /// How many wrong attempts.
    pub(super) wrongs: usize,
    /// How many attempts were left to their recordings.
    pub(super) left_out: usize,
    /// What came of its mutants, where those were asked for.
    pub(super) mutations: Option<Mutations>,
    /// How long it all took.
    pub(super) elapsed: Duration,
}

impl StepProof {
    pub(super) const fn new(step: StepId) -> Self {
        Self {
            step,
            untouched: Vec::new(),
            wrong: Vec::new(),
            right: Vec::new(),
            changed: Vec::new(),
            left: Vec::new(),
            rights: 0,
            wrongs: 0,
            left_out: 0,
            mutations: None,
            elapsed: Duration::ZERO,
        }
    }

    /// Takes what came of an attempt in.
    pub(super) fn take(&mut self, outcome: Outcome, at: &str, right: bool) {
        let located = |texts: Vec<String>| texts.into_iter().map(move |text| format!("{at}: {text}"));
        if right {
            self.rights += 1;
            self.right.extend(located(outcome.verdict));
        } else {
            self.wrongs += 1;
            self.wrong.extend(located(outcome.verdict));
        }
        self.changed.extend(located(outcome.changed));
        self.left.extend(located(outcome.left));
    }

    pub(super) fn is_proven(&self) -> bool {
        self.problems().next().is_none()
    }

    fn problems(&self) -> impl Iterator<Item = &String> {
        let survived = self.mutations.iter().flat_map(|mutations| &mutations.survived);
        [&self.untouched, &self.wrong, &self.right, &self.changed, &self.left].into_iter().flatten().chain(survived)
    }
}

/// How far a proof is, for whoever waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    /// How many steps there are to prove.
    pub(super) steps: usize,
    /// When it began.
    pub(super) started: Instant,
}

const STEP_WIDTH: usize = 38;

pub(super) fn head(services: &Services, mutating: bool) {
    let words = services.words();
    if mutating {
        let titles = [
            words.text("commands-mutate-made"),
            words.text("commands-mutate-caught"),
            words.text("commands-mutate-declared"),
            words.text("commands-mutate-unknown"),
        ];
        let step = words.text("commands-verify-step");
        let titles = titles.map(|title| format!("{title:>9}")).concat();
        services.ui.say(&format!("{step:<STEP_WIDTH$} {titles}    s"));
        return;
    }
    for point in ["1", "2", "3", "4", "5"] {
        services.ui.say(&format!("{point}  {}", words.text(&format!("commands-verify-point-{point}"))));
    }
    services.ui.say("");
    let step = words.text("commands-verify-step");
    services.ui.say(&format!("{step:<STEP_WIDTH$}  1     2     3  4  5    s"));
}

/// One step's line, with how many there are by now and how long that took.
pub(super) fn row(services: &Services, proof: &StepProof, progress: &Progress, done: usize) {
    let signs = services.ui.palette().signs();
    let sign = |list: &[String]| {
        let sign = if list.is_empty() { crate::ui::Sign::Pass } else { crate::ui::Sign::Fail };
        signs.sign(sign).to_owned()
    };
    let since = progress.started.elapsed();
    let clock =
        format!("{:>7} {:>2}:{:02}", format!("{done}/{}", progress.steps), since.as_secs() / 60, since.as_secs() % 60);
    if let Some(mutations) = &proof.mutations {
        let seconds = proof.elapsed.as_secs_f64();
        services.ui.say(&format!(
            "{:<STEP_WIDTH$} {} {seconds:>4.0}   {clock}",
            proof.step.to_string(),
            mutations.counts()
        ));
        problems(services, proof);
        return;
    }
    let count = |bad: usize, all: usize| format!("{}/{all}", all - bad.min(all));
    services.ui.say(&format!(
        "{:<STEP_WIDTH$}  {} {:>5} {:>5}  {}  {} {:>4.0}   {clock}",
        proof.step.to_string(),
        sign(&proof.untouched),
        count(proof.wrong.len(), proof.wrongs),
        count(proof.right.len(), proof.rights),
        sign(&proof.changed),
        sign(&proof.left),
        proof.elapsed.as_secs_f64(),
    ));
    problems(services, proof);
}

fn problems(services: &Services, proof: &StepProof) {
    for problem in proof.problems() {
        services.ui.say(&format!("    {problem}"));
    }
}

/// The sum: what was proven, and how long it took, of that the course's own commands.
pub(super) fn foot(services: &Services, proofs: &[StepProof], elapsed: Duration, benches: &[Bench]) {
    let commands: Duration = benches.iter().map(|bench| bench.services.scripts.took.get()).sum();
    let spent = benches.iter().fold(Spent::default(), |sum, bench| sum.and(bench.spent));
    let proven = proofs.iter().filter(|proof| proof.is_proven()).count();
    if services.ui.is_json() {
        let steps: Vec<serde_json::Value> = proofs.iter().map(json).collect();
        services.ui.json(&serde_json::json!({
            "schema": 1,
            "proven": proven,
            "steps": steps,
            "elapsed_ms": elapsed.as_millis(),
            "commands_ms": commands.as_millis(),
            "beginning_ms": spent.beginning.as_millis(),
            "jumping_ms": spent.jumping.as_millis(),
            "jumps": spent.jumps,
            "judging_ms": spent.judging.as_millis(),
            "clearing_ms": spent.clearing.as_millis(),
        }));
        return;
    }
    recall(services, proofs);
    if proofs.iter().any(|proof| proof.mutations.is_some()) {
        chapters(services, proofs, elapsed);
        return;
    }
    let sum = |count: fn(&StepProof) -> usize| proofs.iter().map(count).sum::<usize>();
    services.ui.say("");
    services.ui.say(&services.words().get(
        "commands-verify-sum",
        &[
            ("proven", proven.into()),
            ("all", proofs.len().into()),
            ("rights", sum(|proof| proof.rights).into()),
            ("wrongs", sum(|proof| proof.wrongs).into()),
            ("seconds", format!("{:.0}", elapsed.as_secs_f64()).into()),
            ("commands", format!("{:.0}", commands.as_secs_f64()).into()),
        ],
    ));
    let seconds = |span: Duration| format!("{:.0}", span.as_secs_f64());
    services.ui.say(&services.words().get(
        "commands-verify-spent",
        &[
            ("beginning", seconds(spent.beginning).into()),
            ("jumps", spent.jumps.into()),
            ("judging", seconds(spent.judging).into()),
            ("clearing", seconds(spent.clearing).into()),
        ],
    ));
    let left_out = sum(|proof| proof.left_out);
    if left_out > 0 {
        services.ui.say(&services.words().get("commands-verify-left-out", &[("count", left_out.into())]));
    }
}

/// The mutants of each chapter, and of all.
fn chapters(services: &Services, proofs: &[StepProof], elapsed: Duration) {
    services.ui.say("");
    let mut sums: Vec<(String, Mutations)> = Vec::new();
    for (proof, mutations) in proofs.iter().filter_map(|proof| Some((proof, proof.mutations.as_ref()?))) {
        let chapter = &proof.step.chapter.0;
        if sums.last().is_none_or(|(last, _)| last != chapter) {
            sums.push((chapter.clone(), Mutations::default()));
        }
        if let Some((_, sum)) = sums.last_mut() {
            sum.add(mutations);
        }
    }
    let mut all = Mutations::default();
    for (chapter, sum) in &sums {
        services.ui.say(&format!("{chapter:<STEP_WIDTH$} {}", sum.counts()));
        all.add(sum);
    }
    let args = [
        ("made", all.made.into()),
        ("caught", all.caught.into()),
        ("declared", all.declared.into()),
        ("unknown", all.unknown.into()),
        ("survived", all.made.saturating_sub(all.caught + all.declared + all.unknown).into()),
        ("seconds", format!("{:.0}", elapsed.as_secs_f64()).into()),
    ];
    services.ui.say("");
    services.ui.say(&services.words().get("commands-mutate-sum", &args));
}

/// What is not proven, once more: in a long table a single row is easily missed.
fn recall(services: &Services, proofs: &[StepProof]) {
    let open: Vec<&StepProof> = proofs.iter().filter(|proof| !proof.is_proven()).collect();
    if open.is_empty() || proofs.len() == 1 {
        return;
    }
    services.ui.say("");
    services.ui.say(&services.words().text("commands-verify-not-proven"));
    for proof in open {
        services.ui.say(&format!("  {}", proof.step));
        problems(services, proof);
    }
}

fn json(proof: &StepProof) -> serde_json::Value {
    serde_json::json!({
        "step": proof.step,
        "proven": proof.is_proven(),
        "right_ways": proof.rights,
        "wrong_attempts": proof.wrongs,
        "left_out": proof.left_out,
        "untouched": proof.untouched,
        "wrong": proof.wrong,
        "right": proof.right,
        "changed": proof.changed,
        "left": proof.left,
        "mutations": proof.mutations.as_ref().map(|it| serde_json::json!({
            "made": it.made, "caught": it.caught, "declared": it.declared, "unknown": it.unknown, "survived": it.survived,
        })),
        "elapsed_ms": proof.elapsed.as_millis(),
    })
}
