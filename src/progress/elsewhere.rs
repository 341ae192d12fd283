//! What follows here from what happened on another machine: steps passed stay passed, attempts and solutions seen still
//! count. No step has begun by it, since this engine holds nothing of it. Pure.

use jiff::Timestamp;

use super::Progress;
use super::export::Told;
use crate::check::Verdict;

impl Progress {
    pub(super) fn apply_elsewhere(&mut self, at: Timestamp, told: &Told) {
        match told {
            Told::Language { language } => {
                self.language.get_or_insert(*language);
            }
            Told::Checked { step, verdict, attempt, .. } => {
                self.steps.entry(step.clone()).or_default().attempts += u32::from(*attempt);
                if *verdict == Verdict::Pass {
                    self.note_pass(step);
                }
            }
            Told::Solved { step, .. } => self.steps.entry(step.clone()).or_default().solution_seen = true,
            Told::Passed { step } => {
                let passed = &mut self.steps.entry(step.clone()).or_default().passed;
                *passed = Some(passed.map_or(at, |known| known.min(at)));
                self.note_pass(step);
            }
            Told::Went { step } | Told::Jumped { step } if self.follows_export => {
                if matches!(told, Told::Jumped { .. }) {
                    self.passed_since_jump.clear();
                }
                self.current = Some(step.clone());
                self.passed_here = false;
            }
            _ => {}
        }
    }
}
