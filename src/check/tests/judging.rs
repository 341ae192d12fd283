//! The loop that a driver makes around the judge, and tables of what it says.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::kit::at;
use super::world::World;
use crate::check::{CheckReport, Context, Verdict, baseline_probes, evaluate, plan};
use crate::course::tests::reading::checks_of;
use crate::course::{Attempt, ChapterId, Check, Step, StepId};
use crate::probe::Snapshot;
use crate::probe::schema::SubjectKind;

/// A step of these checks.
pub(crate) fn step_of(checks: Vec<Check>) -> Step {
    Step {
        id: StepId { chapter: ChapterId("test".to_owned()), step: "step".to_owned() },
        after: None,
        points: 1,
        optional: false,
        prunes: Vec::new(),
        words: BTreeMap::new(),
        setup: None,
        pins: Vec::new(),
        checks,
        solution: Attempt::default(),
    }
}

/// Judges a world as the driver does: look, judge, look at what is missing, until nothing is.
pub(crate) fn judge(world: &World, checks: &str) -> Vec<CheckReport> {
    judge_step(world, &step_of(checks_of(checks)))
}

pub(crate) fn judge_step(world: &World, step: &Step) -> Vec<CheckReport> {
    let bases = ["alpine".to_owned()];
    let context = Context {
        begun: Some(at(0)),
        baseline: None,
        answers: &world.answers,
        base_images: &bases,
        former_builds: &world.former,
    };
    let baseline = world.baseline.as_ref().map(|before| {
        let mut snapshot = Snapshot::default();
        loop {
            let missing = baseline_probes(step, &snapshot, &context);
            if missing.is_empty() {
                return snapshot;
            }
            snapshot.extend(missing.into_iter().map(|probe| (probe.clone(), before.see(&probe))).collect());
        }
    });
    let context = Context { baseline: baseline.as_ref(), ..context };
    let mut missing = plan(step, &context);
    let mut snapshot = Snapshot::default();
    for _ in 0..12 {
        for probe in std::mem::take(&mut missing) {
            assert!(snapshot.get(&probe).is_none(), "asked again: {probe:?}");
            let seen = world.see(&probe);
            snapshot.insert(probe, seen);
        }
        let evaluation = evaluate(step, &snapshot, &context);
        if evaluation.missing.is_empty() {
            return evaluation.report.checks;
        }
        missing = evaluation.missing;
    }
    panic!("the judge never has enough: {missing:?}");
}

/// What came of a check: `pass`, `skip`, `unknown CAUSE`, `fail` or `fail NEAR-MISS`.
pub(crate) fn word(report: &CheckReport) -> String {
    match (report.verdict, &report.near_miss, &report.unseen) {
        (Verdict::Fail, Some(near_miss), _) => format!("fail {}", near_miss.id),
        (Verdict::Fail, None, _) => "fail".to_owned(),
        (Verdict::Unknown, _, Some(unseen)) => format!("unknown {:?}", unseen.cause),
        (verdict, ..) => format!("{verdict:?}").to_lowercase(),
    }
}

thread_local! {
    /// Near misses met by the tables that this thread ran: subject and id.
    static MET: RefCell<BTreeSet<(&'static str, String)>> = RefCell::default();
}

/// The near misses met so far, by subject.
pub(crate) fn met() -> BTreeSet<(&'static str, String)> {
    MET.with_borrow(Clone::clone)
}

/// Judges one check, written as what follows `id`, over several worlds.
pub(crate) fn table(check: &str, rows: &[(&str, &str, World)]) {
    let checks = checks_of(&format!("[[check]]\nid = \"check\"\n{check}"));
    let subject = SubjectKind::ALL.iter().find(|kind| check.starts_with(&format!("{} =", kind.key()))).unwrap();
    let mut wrong = Vec::new();
    for (what, expected, world) in rows {
        let found = word(&judge_step(world, &step_of(checks.clone()))[0]);
        if found != *expected {
            wrong.push(format!("{what}: `{expected}` expected, `{found}` found"));
        }
        if let Some(id) = found.strip_prefix("fail ") {
            MET.with_borrow_mut(|met| met.insert((subject.key(), id.to_owned())));
        }
    }
    assert!(wrong.is_empty(), "{check}\n{}", wrong.join("\n"));
}
