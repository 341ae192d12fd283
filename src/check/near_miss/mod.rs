//! Near misses: precise wrong states, each with its own explanation.
//!
//! A near miss is named only when that very state was seen; where nothing precise is known, expected and actual speak
//! for themselves. What the course's author describes comes first, since it is about this step; then what is built in
//! for the subject; at last the one of the author's that stands for all the rest.

mod ask;
mod compose;
mod compose_file;
mod container;
pub(crate) mod described;
mod dockerfile;
mod file;
mod http;
mod image;
mod missing_container;
mod mounts;
mod network;
mod no_shell;
mod origin;
mod pasted;
mod ports;
mod recipe;
mod registry;
mod run;
mod similar;
mod start;
mod talk;

pub(crate) use similar::closest;

use crate::course::Check;
use crate::course::expect::{Matcher, Property};
use crate::course::subject::Subject;
use crate::probe::reference;

use super::context::Env;
use super::lookup::{Looked, Stop};
use super::verdict::{Mismatch, NearMiss};

/// The near miss that `mismatches` of `check` come from, if one is recognised.
pub(crate) fn find<'a>(check: &'a Check, mismatches: &[Mismatch], env: Env<'a>) -> Looked<Option<NearMiss>> {
    // Whatever else it is: nobody built it.
    if let Subject::Image(reference) = &check.subject
        && let Some(near_miss) = origin::find(&Case { check, mismatches, env }, reference)?
    {
        return Ok(Some(with_values(near_miss, mismatches)));
    }
    let is_missing = mismatches.iter().any(|mismatch| mismatch.property.is_empty());
    let precise = check.near_misses.iter().filter(|rule| !rule.is_default());
    for rule in precise.filter(|rule| is_missing || !rule.missing) {
        // What can't be seen does not apply, and hides no other.
        let applies = match described::applies(check, rule, env) {
            Err(Stop::Unknown(_)) => false,
            other => other? != rule.absent,
        };
        if applies {
            return Ok(Some(with_values(NearMiss::new(&rule.id), mismatches)));
        }
    }
    // Of what is not there nothing is said to be otherwise than it should, unless the author says so.
    let default = check.near_misses.iter().find(|rule| rule.is_default());
    let default = default.filter(|rule| check.absent || rule.missing == is_missing);
    let near_miss = if check.absent { None } else { built_in(check, mismatches, env)? };
    let near_miss = near_miss.or_else(|| default.map(|rule| NearMiss::new(&rule.id)));
    Ok(near_miss.map(|near_miss| with_values(near_miss, mismatches)))
}

/// What is built in for the check's subject.
fn built_in<'a>(check: &'a Check, mismatches: &[Mismatch], env: Env<'a>) -> Looked<Option<NearMiss>> {
    let case = Case { check, mismatches, env };
    match &check.subject {
        Subject::Container(select) => container::find(&case, select),
        Subject::Image(reference) => image::find(&case, reference),
        Subject::Network(name) => network::find_network(&case, name),
        Subject::Volume(name) => network::find_volume(&case, name),
        Subject::File(place) => file::find(&case, place),
        Subject::Dockerfile { path, .. } => dockerfile::find(&case, path),
        Subject::ComposeFile { path, service } => compose_file::find(&case, path, service.as_deref()),
        Subject::ComposeProject { project, service } => compose::find(&case, project, service.as_deref()),
        Subject::Run(run) => run::find(&case, run),
        Subject::Serve(serve) => talk::find_serve(&case, serve),
        Subject::Calls(calls) => talk::find_calls(&case, calls),
        Subject::Logs(select) => container::find_logs(&case, select),
        Subject::Http(url) => http::find(&case, url),
        Subject::Registry(host) => registry::find_registry(&case, host),
        Subject::RegistryImage(reference) => registry::find_image(&case, reference),
        Subject::Login(registry) => registry::find_login(&case, registry),
        Subject::Ask(question) => ask::find(&case, question),
        Subject::Event(_) | Subject::DanglingImages => Ok(None),
    }
}

/// A failed check with all that it takes to explain it.
#[derive(Clone, Copy)]
pub(crate) struct Case<'c, 'a> {
    pub(crate) check: &'a Check,
    pub(crate) mismatches: &'c [Mismatch],
    pub(crate) env: Env<'a>,
}

impl Case<'_, '_> {
    /// Whether the object itself is missing.
    pub(crate) fn is_missing(&self) -> bool {
        self.mismatches.iter().any(|mismatch| mismatch.property.is_empty())
    }

    /// Whether the course itself speaks of an image of this name, which is then nobody's slip.
    pub(crate) fn is_of_course(&self, name: &str) -> bool {
        let context = self.env.context;
        let mut of_course = context.former_builds.keys().chain(context.base_images);
        of_course.any(|known| reference::same(known, name))
    }

    /// Whether `property` is not as expected.
    pub(crate) fn wrong(&self, property: &str) -> bool {
        self.mismatches.iter().any(|mismatch| mismatch.property == property)
    }

    /// The matcher for a property, if the check has one.
    pub(crate) fn matcher(&self, property: &str) -> Option<&Matcher> {
        let named = |candidate: &Property| candidate.to_string() == property;
        self.check.expect.iter().find(|expectation| named(&expectation.property)).map(|e| &e.matcher)
    }

    /// The text that a property must equal, if that is what is expected.
    pub(crate) fn wanted_text(&self, property: &str) -> Option<&str> {
        match self.matcher(property) {
            Some(Matcher::Equals(value)) => value.as_str(),
            _ => None,
        }
    }
}

/// The first mismatch's values, for words that want to name them; what the near miss itself knows is kept.
fn with_values(mut near_miss: NearMiss, mismatches: &[Mismatch]) -> NearMiss {
    use super::verdict::Shown::{Before, Changed, Value};
    let text = |shown: &super::verdict::Shown| match shown {
        Value(text) | Before(text) | Changed(text) => text.clone(),
        _ => String::new(),
    };
    if let Some(first) = mismatches.first() {
        near_miss.args.entry("expected".to_owned()).or_insert_with(|| text(&first.expected));
        near_miss.args.entry("actual".to_owned()).or_insert_with(|| text(&first.actual));
    }
    near_miss
}
