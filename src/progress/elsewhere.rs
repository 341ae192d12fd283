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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::StepId;
    use crate::progress::{Entry, Event};

    fn id(step: &str) -> StepId {
        StepId::try_from(format!("01-x/{step}")).unwrap()
    }

    fn steps() -> Vec<StepId> {
        ["a", "b", "c", "d"].map(id).into()
    }

    /// What follows when this has happened here, and then an export is taken in.
    fn with(here: Vec<Event>, moves: bool, there: Vec<Told>) -> Progress {
        let imported = Event::Imported { document: String::new(), edited: false, record: "other".to_owned(), moves };
        let there = there.into_iter().map(Event::Elsewhere);
        let mut progress = Progress::default();
        for (second, event) in (0..).zip(here.into_iter().chain([imported]).chain(there)) {
            progress.apply(&Entry { at: Timestamp::from_second(second).unwrap(), event });
        }
        progress
    }

    fn passed_there(step: &str) -> Vec<Told> {
        vec![Told::Went { step: id(step) }, Told::Passed { step: id(step) }]
    }

    #[test]
    fn the_learner_goes_on_from_where_they_were_there_or_stays_where_they_are() {
        let all = steps();
        let there = [passed_there("a"), passed_there("b")].concat();
        assert_eq!(with(vec![], true, there.clone()).position(&all), Some(&all[2]));
        let here = vec![Event::Went { step: id("a") }];
        assert_eq!(with(here.clone(), true, passed_there("b")).position(&all), Some(&all[2]));
        assert_eq!(with(here, false, passed_there("b")).position(&all), Some(&all[0]));
        let far = vec![Event::Went { step: id("c") }];
        assert_eq!(with(far, false, there).position(&all), Some(&all[2]));
    }

    #[test]
    fn after_a_jump_back_there_the_steps_after_it_come_again() {
        let all = steps();
        let mut there: Vec<Told> = ["a", "b", "c"].iter().flat_map(|step| passed_there(step)).collect();
        there.extend([Told::Jumped { step: id("a") }, Told::Passed { step: id("a") }]);
        assert_eq!(with(vec![], true, there).position(&all), Some(&all[1]));
    }

    #[test]
    fn attempts_and_solutions_count_and_no_step_has_begun() {
        let failed = Told::Checked { step: id("a"), verdict: Verdict::Fail, attempt: true, checks: Vec::new() };
        let there = vec![
            Told::Begun { step: id("a") },
            failed.clone(),
            failed,
            Told::Hinted { step: id("a"), level: 2 },
            Told::Solved { step: id("a"), run: true },
            Told::Accepted { step: id("a") },
            Told::Reset { scope: "all".to_owned() },
        ];
        let progress = with(vec![Event::Hinted { step: id("a"), level: 1 }], true, there);
        let step = progress.step(&id("a")).unwrap();
        assert_eq!((step.attempts, step.solution_seen, step.hints, step.accepted), (2, true, 1, false));
        assert!(step.begun.is_none() && step.passed.is_none());
    }

    #[test]
    fn a_step_passed_in_both_places_passed_when_it_first_did() {
        let here = vec![Event::Passed { step: id("a") }];
        let progress = with(here, true, passed_there("a"));
        assert_eq!(progress.step(&id("a")).unwrap().passed, Timestamp::from_second(0).ok());
    }
}
