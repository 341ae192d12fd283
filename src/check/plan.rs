//! What to look at first: everything that is certain to be wanted and cheap, all at the same time.

use std::collections::BTreeSet;

use crate::course::Step;
use crate::course::expect::{Expectation, Matcher, Property};
use crate::course::subject::Subject;
use crate::probe::{ImageFilter, Probe, Snapshot};

use super::context::{Context, Env};
use super::evaluate::compare;
use super::lookup::Lookup;
use super::near_miss::described;

/// The first round of probes for `step`. More may be named by [`super::evaluate`], never fewer.
pub fn plan(step: &Step, context: &Context<'_>) -> BTreeSet<Probe> {
    wanted(step, &Snapshot::default(), context)
}

/// What is still to be looked at so that every check of `step`, whether its turn has come or not, could later be
/// compared with the state in `snapshot`. Only what is cheap to look at.
pub fn baseline_probes(step: &Step, snapshot: &Snapshot, context: &Context<'_>) -> BTreeSet<Probe> {
    let mut probes = wanted(step, snapshot, context);
    // What was there before, with or without a name, is no slip of this step; nor is it the learner's where the name is
    // only known from an answer.
    let lists = |subject: &Subject| match subject {
        Subject::Image(_) | Subject::Serve(_) | Subject::Calls(_) => true,
        Subject::Run(run) => run.reference().is_some(),
        Subject::Ask(ask) => ask.into.is_some(),
        _ => false,
    };
    if step.checks.iter().any(|check| lists(&check.subject)) {
        let lists = [true, false].map(|dangling| ImageFilter { dangling: Some(dangling), reference: None });
        probes.extend(lists.map(Probe::Images).into_iter().filter(|probe| snapshot.get(probe).is_none()));
    }
    probes
}

/// What the checks look at, as far as that is cheap and can be known from `snapshot`.
fn wanted(step: &Step, snapshot: &Snapshot, context: &Context<'_>) -> BTreeSet<Probe> {
    let lookup = Lookup::new(snapshot);
    {
        let env = Env { lookup: &lookup, context: *context };
        for pin in &step.pins {
            drop(compare(&pin.check, env));
        }
        for check in &step.checks {
            // Only what it looks at matters here.
            drop(compare(check, env));
            for rule in &check.near_misses {
                drop(described::look(check, rule, env));
            }
            let rules = check.near_misses.iter().flat_map(|rule| &rule.when);
            for reference in check.expect.iter().chain(rules).flat_map(|expectation| images_of(expectation, context)) {
                lookup.want(Probe::Image { reference: reference.to_owned() });
            }
        }
    }
    let mut probes = lookup.into_missing();
    probes.retain(Probe::is_cheap);
    probes
}

/// Whether any check of `step` compares a whole inspect answer, or an environment, with what the step began with.
pub fn compares_all(step: &Step) -> bool {
    let rules = step.checks.iter().flat_map(|check| &check.near_misses).flat_map(|rule| &rule.when);
    step.checks.iter().flat_map(|check| &check.expect).chain(rules).any(|expectation| {
        let bulky = match &expectation.property {
            Property::Pointer(_) => true,
            Property::Named(name) => name == "env",
            _ => false,
        };
        bulky && compares(&expectation.matcher)
    })
}

fn compares(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Changed(_) => true,
        Matcher::Not(inner) => compares(inner),
        Matcher::All(all) => all.iter().any(compares),
        _ => false,
    }
}

/// The images that an expectation is about, other than its subject.
fn images_of<'e>(expectation: &'e Expectation, context: &Context<'e>) -> Vec<&'e str> {
    match (&expectation.property, &expectation.matcher) {
        (Property::Named(name), Matcher::Equals(value)) if matches!(name.as_str(), "image" | "base") => {
            let bases = context.base_images.iter().filter(|_| name == "base");
            bases.map(String::as_str).chain(value.as_str()).collect()
        }
        (Property::Named(name), _) if matches!(name.as_str(), "added_layers" | "added_size") => {
            context.base_images.iter().map(String::as_str).collect()
        }
        // An image that is compared with may be gone later.
        (_, Matcher::Of(other, _)) => match other.as_ref() {
            Subject::Image(reference) => vec![reference],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
