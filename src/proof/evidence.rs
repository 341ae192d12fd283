//! What an attempt was judged by, as little of it as gives the same report again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::check::{Circumstances, Report, evaluate};
use crate::course::Step;
use crate::course::expect::Property;
use crate::probe::{Observation, Seen, Snapshot};

/// What the judge looks up in a container's inspect answer by itself.
const ALWAYS: &str = "/State/Health/Log";

/// What an attempt was judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Values of the course's variables.
    pub vars: BTreeMap<String, String>,
    /// What the judge knew besides what was seen.
    pub circumstances: Circumstances,
    /// What was seen.
    pub snapshot: Snapshot,
}

impl Evidence {
    /// Of all that was seen and known, what it takes to come to the same report; everything, if less gives another.
    pub fn of(step: &Step, report: &Report, vars: BTreeMap<String, String>, all: (Circumstances, Snapshot)) -> Self {
        let (circumstances, snapshot) = all;
        let whole = Self { vars, circumstances, snapshot };
        let needed = whole.needed(step);
        let small = Self { snapshot: needed.clone(), ..whole.clone() }.trimmed(step);
        let medium = || Self { snapshot: needed, ..whole.clone() };
        if small.gives(step, report) {
            small
        } else {
            Some(medium()).filter(|it| it.gives(step, report)).unwrap_or(whole)
        }
    }

    fn gives(&self, step: &Step, report: &Report) -> bool {
        let evaluation = evaluate(step, &self.snapshot, &self.circumstances.context());
        evaluation.missing.is_empty() && evaluation.report == *report
    }

    /// What evaluating asks for, and nothing that was seen besides.
    fn needed(&self, step: &Step) -> Snapshot {
        let mut needed = Snapshot::default();
        loop {
            let missing = evaluate(step, &needed, &self.circumstances.context()).missing;
            let known: Snapshot = missing
                .into_iter()
                .filter_map(|probe| self.snapshot.get(&probe).map(|seen| (probe.clone(), seen.clone())))
                .collect();
            if known.iter().next().is_none() {
                return needed;
            }
            needed.extend(known);
        }
    }

    /// Without what nobody asks an inspect answer for, and without builds that are nowhere to be seen.
    fn trimmed(mut self, step: &Step) -> Self {
        let pointers = pointers(step);
        self.snapshot = without_bulk_in(&self.snapshot, &pointers);
        let baseline = self.circumstances.baseline.as_ref();
        self.circumstances.baseline = baseline.map(|snapshot| without_bulk_in(snapshot, &pointers));
        let seen = [serde_json::to_string(&self.snapshot), serde_json::to_string(&self.circumstances.baseline)];
        let seen = seen.map(Result::unwrap_or_default).concat();
        for ids in self.circumstances.former_builds.values_mut() {
            ids.retain(|id| seen.contains(id.as_str()));
        }
        self.circumstances.former_builds.retain(|_, ids| !ids.is_empty());
        self
    }
}

/// What the step's checks ask inspect answers for.
fn pointers(step: &Step) -> Vec<&str> {
    let rules = step.checks.iter().flat_map(|check| &check.near_misses).flat_map(|rule| &rule.when);
    let asked = step.checks.iter().flat_map(|check| &check.expect).chain(rules);
    asked
        .filter_map(|expectation| match &expectation.property {
            Property::Pointer(pointer) => Some(pointer.as_str()),
            _ => None,
        })
        .chain([ALWAYS])
        .collect()
}

fn without_bulk_in(snapshot: &Snapshot, pointers: &[&str]) -> Snapshot {
    snapshot.iter().map(|(probe, seen)| (probe.clone(), without_bulk(seen, pointers))).collect()
}

fn without_bulk(seen: &Seen, pointers: &[&str]) -> Seen {
    let mut seen = seen.clone();
    let inspect = match &mut seen {
        Seen::Present(Observation::Container(state)) => &mut state.inspect,
        Seen::Present(Observation::Image(state)) => &mut state.inspect,
        Seen::Present(Observation::Network(state)) => &mut state.inspect,
        Seen::Present(Observation::Volume(state)) => &mut state.inspect,
        _ => return seen,
    };
    let mut kept = Value::Null;
    for pointer in pointers {
        if let Some(value) = inspect.pointer(pointer) {
            put(&mut kept, pointer, value.clone());
        }
    }
    *inspect = kept;
    seen
}

/// Puts a value where a pointer leads, through objects only: a list is kept as a whole by who asks for it.
fn put(into: &mut Value, pointer: &str, value: Value) {
    let mut place = into;
    for name in pointer.split('/').skip(1) {
        let name = name.replace("~1", "/").replace("~0", "~");
        if !place.is_object() {
            *place = Value::Object(serde_json::Map::new());
        }
        let Some(fields) = place.as_object_mut() else { return };
        place = fields.entry(name).or_insert(Value::Null);
    }
    *place = value;
}
