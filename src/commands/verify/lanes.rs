//! Which step a lane proves next. Pure: steps and weights in, the next step out.
//!
//! Steps that begin where the one before ended make a unit, and a lane that has begun a unit goes on with it: no other
//! comes to the next step so cheaply. A lane without a unit takes the heaviest that nobody has begun, and when there is
//! none, the latter half of the heaviest that another lane is at.

use std::collections::{BTreeMap, VecDeque};

use crate::course::StepId;

/// The steps that are still to be proven.
#[derive(Debug, Default)]
pub(super) struct Queue {
    units: Vec<Unit>,
    weights: BTreeMap<StepId, f64>,
}

#[derive(Debug)]
struct Unit {
    steps: VecDeque<StepId>,
    lane: Option<usize>,
}

impl Queue {
    /// Of steps in the order of the course, each with whether it begins where the one before it ended, and its weight.
    pub(super) fn new(steps: impl IntoIterator<Item = (StepId, bool, f64)>) -> Self {
        let mut queue = Self::default();
        for (step, follows, weight) in steps {
            queue.weights.insert(step.clone(), weight);
            match queue.units.last_mut() {
                Some(unit) if follows => unit.steps.push_back(step),
                _ => queue.units.push(Unit { steps: [step].into(), lane: None }),
            }
        }
        queue
    }

    /// The next step for a lane; `None` if there is nothing left to begin.
    pub(super) fn take(&mut self, lane: usize) -> Option<StepId> {
        if let Some(unit) = self.unit_of(lane) {
            return unit.steps.pop_front();
        }
        self.units.retain(|unit| !unit.steps.is_empty());
        let unit = if let Some(index) = self.heaviest(|unit| unit.lane.is_none()) {
            &mut self.units[index]
        } else {
            let index = self.heaviest(|_| true)?;
            let steps = self.latter_half(index);
            self.units.push(Unit { steps, lane: None });
            self.units.last_mut()?
        };
        unit.lane = Some(lane);
        unit.steps.pop_front()
    }

    /// The step that a lane will be given next if nobody takes it away.
    pub(super) fn peek(&self, lane: usize) -> Option<&StepId> {
        self.units.iter().find(|unit| unit.lane == Some(lane)).and_then(|unit| unit.steps.front())
    }

    fn unit_of(&mut self, lane: usize) -> Option<&mut Unit> {
        self.units.iter_mut().find(|unit| unit.lane == Some(lane) && !unit.steps.is_empty())
    }

    fn weight<'s>(&self, steps: impl IntoIterator<Item = &'s StepId>) -> f64 {
        steps.into_iter().filter_map(|step| self.weights.get(step)).sum()
    }

    fn heaviest(&self, which: impl Fn(&Unit) -> bool) -> Option<usize> {
        let of = |index: &usize| self.weight(&self.units[*index].steps);
        let fit = (0..self.units.len()).filter(|index| which(&self.units[*index]));
        fit.max_by(|a, b| of(a).total_cmp(&of(b)))
    }

    /// Takes away from a unit what makes up its latter half; at least one step.
    fn latter_half(&mut self, index: usize) -> VecDeque<StepId> {
        let half = self.weight(&self.units[index].steps) / 2.0;
        let mut taken = VecDeque::new();
        while let Some(step) = self.units[index].steps.pop_back() {
            taken.push_front(step);
            if self.weight(&taken) >= half {
                break;
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(step: &str) -> StepId {
        format!("01-a/{step}").parse().unwrap()
    }

    fn names(queue: &mut Queue, lanes: &[usize]) -> Vec<String> {
        lanes.iter().map(|lane| queue.take(*lane).map_or_else(String::new, |id| id.step)).collect()
    }

    #[test]
    fn a_lane_stays_with_its_unit_and_then_helps_where_most_is_left() {
        let steps = [("a", false, 1.0), ("b", true, 1.0), ("c", false, 4.0), ("d", true, 1.0), ("e", true, 1.0)];
        let mut queue = Queue::new(steps.map(|(step, follows, weight)| (id(step), follows, weight)));
        assert_eq!(names(&mut queue, &[0]), ["c"], "the heaviest first");
        assert_eq!(queue.peek(0), Some(&id("d")));
        assert_eq!(names(&mut queue, &[1, 1]), ["a", "b"]);
        assert_eq!(names(&mut queue, &[1, 0]), ["e", "d"], "half of what is left of the other's");
        assert_eq!(names(&mut queue, &[0, 1]), ["", ""]);
    }

    #[test]
    fn every_step_is_given_out_once_whatever_the_number_of_lanes() {
        for lanes in 1..6 {
            let steps: Vec<String> = (0..23).map(|n| format!("s{n}")).collect();
            let mut queue = Queue::new(steps.iter().zip(0_u32..).map(|(step, n)| (id(step), n % 7 != 0, f64::from(n))));
            let mut given: Vec<String> = (0..).map_while(|turn| queue.take(turn % lanes)).map(|id| id.step).collect();
            given.sort();
            let mut all = steps;
            all.sort();
            assert_eq!(given, all, "{lanes} lanes");
        }
    }
}
