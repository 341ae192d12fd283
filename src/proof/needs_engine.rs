//! Whether an attempt can be carried out and judged without an engine: its step looks at files of the workspace and at
//! answers only, and its script never calls the docker command.

use crate::course::expect::{Expectation, Item, Matcher};
use crate::course::subject::{AskKind, Subject};
use crate::course::{AnswerSource, Attempt, Step};
use crate::probe::FilePlace;

/// Whether it takes an engine to carry `attempt` out, or to judge what came of it.
pub fn needs_engine(step: &Step, attempt: &Attempt) -> bool {
    let calls = |script: &str| script.contains("docker");
    let setup = step.setup.as_ref().is_some_and(|setup| calls(&setup.run) || !setup.plant.is_empty());
    let answers = attempt.answers.values().any(|answer| matches!(answer, AnswerSource::Run(script) if calls(script)));
    let rules = || step.checks.iter().flat_map(|check| &check.near_misses);
    let subjects =
        step.checks.iter().map(|check| &check.subject).chain(rules().filter_map(|rule| rule.subject.as_ref()));
    let mut expectations =
        step.checks.iter().flat_map(|check| &check.expect).chain(rules().flat_map(|rule| &rule.when));
    setup
        || answers
        || calls(&without_file_names(&attempt.run))
        || subjects.into_iter().any(|subject| !is_local(subject))
        || expectations.any(looks_elsewhere)
}

/// A script without the words that only look like the docker command: `dockerfile.multi`, `docker-compose.yml`.
fn without_file_names(script: &str) -> String {
    ["dockerfile", "docker-compose.y", ".dockerignore", "docker.io/"]
        .iter()
        .fold(script.to_owned(), |text, name| text.replace(name, ""))
}

fn is_local(subject: &Subject) -> bool {
    match subject {
        Subject::File(place) => matches!(place, FilePlace::Workspace { .. }),
        // What a Compose file comes to is only told by Compose.
        Subject::Dockerfile { .. } => true,
        // The name of an image is held against those that are there.
        Subject::Ask(ask) => ask.kind != AskKind::Image,
        _ => false,
    }
}

/// Whether it compares with a property of something that is not local.
fn looks_elsewhere(expectation: &Expectation) -> bool {
    matcher_looks(&expectation.matcher)
}

fn matcher_looks(matcher: &Matcher) -> bool {
    let item = |item: &Item| match item {
        Item::Plain(matcher) => matcher_looks(matcher),
        Item::Fields(fields) => fields.iter().any(|(_, matcher)| matcher_looks(matcher)),
    };
    match matcher {
        Matcher::Of(subject, _) | Matcher::Than(_, subject, _) => !is_local(subject),
        Matcher::Not(inner) | Matcher::Len(inner) => matcher_looks(inner),
        Matcher::All(all) => all.iter().any(matcher_looks),
        Matcher::Has(items) | Matcher::Lacks(items) | Matcher::Exactly(items) | Matcher::InOrder(items) => {
            items.iter().any(item)
        }
        Matcher::Each(one) | Matcher::Any(one) | Matcher::None(one) => item(one),
        _ => false,
    }
}
