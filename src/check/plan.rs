//! What to look at first: everything that is certain to be wanted and cheap, all at the same time.

use std::collections::BTreeSet;

use crate::course::Step;
use crate::course::expect::{Matcher, Property};
use crate::course::subject::Subject;
use crate::probe::{ImageFilter, Probe, Snapshot};

use super::context::{Context, Env};
use super::evaluate::compare;
use super::lookup::Lookup;

/// The first round of probes for `step`. More may be named by [`super::evaluate`], never fewer.
pub fn plan(step: &Step, context: &Context<'_>) -> BTreeSet<Probe> {
    let mut probes = baseline_probes(step, &Snapshot::default(), context);
    for expectation in step.checks.iter().flat_map(|check| &check.expect) {
        if let (Property::Named(name), Matcher::Equals(value)) = (&expectation.property, &expectation.matcher)
            && matches!(name.as_str(), "image" | "base")
            && let Some(reference) = value.as_str()
        {
            probes.insert(Probe::Image { reference: reference.to_owned() });
        }
    }
    probes
}

/// What is still to be looked at so that every check of `step`, whether its turn has come or not, could later be
/// compared with the state in `snapshot`. Only what is cheap to look at.
pub fn baseline_probes(step: &Step, snapshot: &Snapshot, context: &Context<'_>) -> BTreeSet<Probe> {
    let lookup = Lookup::new(snapshot);
    {
        let env = Env { lookup: &lookup, context: *context };
        for check in &step.checks {
            // Only what it looks at matters here.
            drop(compare(check, env));
        }
    }
    let mut probes = lookup.into_missing();
    probes.retain(Probe::is_cheap);
    // What was untagged before is no slip of this step.
    let untagged = Probe::Images(ImageFilter { dangling: Some(true), reference: None });
    let builds = step.checks.iter().any(|check| matches!(check.subject, Subject::Image(_) | Subject::Run { .. }));
    if builds && snapshot.get(&untagged).is_none() {
        probes.insert(untagged);
    }
    probes
}
