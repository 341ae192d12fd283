//! Judging recorded attempts again: the course as it is now, what was seen as it was then.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::evaluate;
use crate::course::{Attempts, Diagnostic, Step};
use crate::probe::Probe;

use super::{Recorded, cases, key, needs_engine, wrong_verdict};

/// What is wrong with a recorded attempt.
#[derive(Debug)]
pub enum Objection {
    /// There is no recording of an attempt.
    Unrecorded {
        /// Where the attempt stands.
        at: String,
    },
    /// What is asked now was not looked at then.
    Unanswered {
        /// Where the attempt stands.
        at: String,
        /// What was not looked at.
        probes: BTreeSet<Probe>,
    },
    /// It is judged otherwise than the course says.
    Misjudged {
        /// Where the attempt stands.
        at: String,
        /// What came of it.
        what: String,
    },
    /// No attempt has this key any more.
    Stale {
        /// The key.
        key: String,
    },
    /// The course can't be read with the values that were recorded.
    Broken(Vec<Diagnostic>),
}

impl Objection {
    /// Whether recording the step anew is what mends it.
    pub const fn wants_recording(&self) -> bool {
        !matches!(self, Self::Misjudged { .. })
    }
}

/// Judges every attempt of a step again. `step` and `attempts` are those with the variables' defaults; `with` reads the
/// step with other values. Attempts that need no engine are proven otherwise and are not recorded.
pub fn objections(
    (step, attempts): (&Step, &Attempts),
    recorded: &Recorded,
    mut with: impl FnMut(&BTreeMap<String, String>) -> Result<Step, Vec<Diagnostic>>,
) -> Vec<Objection> {
    let mut found = Vec::new();
    let mut unused: BTreeSet<&String> = recorded.attempts.keys().collect();
    let mut last: Option<(&BTreeMap<String, String>, Step)> = None;
    for case in cases(step, attempts) {
        let at = case.attempt.at.clone();
        let Some((key, evidence)) = recorded.attempts.get_key_value(&key(case.attempt)) else {
            if needs_engine(step, case.attempt) {
                found.push(Objection::Unrecorded { at });
            }
            continue;
        };
        unused.remove(key);
        if last.as_ref().is_none_or(|(vars, _)| **vars != evidence.vars) {
            match with(&evidence.vars) {
                Ok(step) => last = Some((&evidence.vars, step)),
                Err(diagnostics) => {
                    found.push(Objection::Broken(diagnostics));
                    continue;
                }
            }
        }
        let Some((_, step)) = &last else { continue };
        let evaluation = evaluate(step, &evidence.snapshot, &evidence.circumstances.context());
        if !evaluation.missing.is_empty() {
            found.push(Objection::Unanswered { at, probes: evaluation.missing });
        } else if let Some(what) = wrong_verdict(&evaluation.report, case.expected) {
            found.push(Objection::Misjudged { at, what });
        }
    }
    found.extend(unused.into_iter().map(|key| Objection::Stale { key: key.clone() }));
    found
}
