//! What must come of an attempt, and whether it did.

use crate::check::{CheckReport, Report, Verdict};

/// What must come of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected<'a> {
    /// It passes.
    Pass,
    /// It fails with this check, or this near miss of it: `check/near-miss`.
    Fail(&'a str),
}

/// What is wrong with a report, in words; `None`: it is as expected.
pub fn wrong_verdict(report: &Report, expected: Expected<'_>) -> Option<String> {
    match expected {
        Expected::Pass if report.verdict() == Verdict::Pass => None,
        Expected::Pass => Some(format!("must pass, and does not: {}", findings(report))),
        Expected::Fail(gives) => {
            let found = report.checks.iter().any(|check| {
                check.verdict == Verdict::Fail && (check.id == gives || check.near_miss_id().as_deref() == Some(gives))
            });
            (!found).then(|| format!("must fail with `{gives}`: {}", findings(report)))
        }
    }
}

/// Every check with its verdict and near miss, in one line.
pub fn findings(report: &Report) -> String {
    let line = |check: &CheckReport| {
        let verdict = format!("{:?}", check.verdict).to_lowercase();
        match (check.near_miss_id(), &check.unseen) {
            (Some(near_miss), _) => format!("{near_miss} {verdict}"),
            (None, Some(unseen)) => format!("{} {verdict} ({:?}: {})", check.id, unseen.cause, unseen.detail),
            (None, None) => format!("{} {verdict}", check.id),
        }
    };
    report.checks.iter().map(line).collect::<Vec<_>>().join(", ")
}
