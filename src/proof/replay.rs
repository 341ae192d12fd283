//! Judging recorded attempts again: the course as it is now, what was seen as it was then.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::evaluate;
use crate::course::{Attempts, Diagnostic, Step};
use crate::probe::Probe;

use super::{Case, Recorded, cases, key, needs_engine, wrong_verdict};

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

/// A step and its attempts with the variables' defaults, and how the step reads with other values.
pub struct Replay<'a, F> {
    /// The step.
    pub step: &'a Step,
    /// Its attempts.
    pub attempts: &'a Attempts,
    /// The step with these values.
    pub with: F,
}

impl<F: Fn(&BTreeMap<String, String>) -> Result<Step, Vec<Diagnostic>>> Replay<'_, F> {
    /// Judges every attempt again; gives what is wrong, and which recordings belong to no attempt. Attempts that need no
    /// engine are proven otherwise and are not recorded.
    pub fn objections(&self, recorded: &Recorded) -> Vec<Objection> {
        let mut found: Vec<Objection> = self.by_case(recorded).into_iter().flatten().collect();
        let keys: BTreeSet<String> = cases(self.step, self.attempts).iter().map(|case| key(case.attempt)).collect();
        let stale = recorded.attempts.keys().filter(|key| !keys.contains(*key));
        found.extend(stale.map(|key| Objection::Stale { key: key.clone() }));
        found
    }

    /// For each attempt, in the order of [`cases`], whether its recording does not show that it is judged as it must be:
    /// carrying it out tells whether the recording is to blame.
    pub fn wanted(&self, recorded: &Recorded) -> Vec<bool> {
        self.by_case(recorded).iter().map(Option::is_some).collect()
    }

    fn by_case(&self, recorded: &Recorded) -> Vec<Option<Objection>> {
        let mut read = None;
        cases(self.step, self.attempts).iter().map(|case| self.objection(case, recorded, &mut read)).collect()
    }

    /// `read` is the step as it was read last: most attempts of a step have the same values.
    fn objection(
        &self,
        case: &Case<'_>,
        recorded: &Recorded,
        read: &mut Option<(BTreeMap<String, String>, Step)>,
    ) -> Option<Objection> {
        let at = case.attempt.at.clone();
        let Some(evidence) = recorded.attempts.get(&key(case.attempt)) else {
            return needs_engine(self.step, case.attempt).then_some(Objection::Unrecorded { at });
        };
        if read.as_ref().is_none_or(|(vars, _)| *vars != evidence.vars) {
            match (self.with)(&evidence.vars) {
                Ok(step) => *read = Some((evidence.vars.clone(), step)),
                Err(diagnostics) => return Some(Objection::Broken(diagnostics)),
            }
        }
        let (_, step) = read.as_ref()?;
        let evaluation = evaluate(step, &evidence.snapshot, &evidence.circumstances.context());
        if !evaluation.missing.is_empty() {
            return Some(Objection::Unanswered { at, probes: evaluation.missing });
        }
        wrong_verdict(&evaluation.report, case.expected).map(|what| Objection::Misjudged { at, what })
    }
}
