//! One check of a checker file → [`Check`]: subject, expectations, near misses, and whether they go together.

use std::time::Duration;

use serde_json::Value;

use crate::probe::schema::SubjectKind;

use super::expect::{Expectation, Matcher, Property};
use super::model::{Check, NearMissRule};
use super::raw::{RawCheck, RawNearMiss, RawStep};
use super::subject::{AskKind, Subject};
use super::subject_parse::Reading;

/// An image that has to be new is the learner's once it was *built*, unless the check itself says where it is to come
/// from.
fn must_be_built(subject: &Subject, mut expect: Vec<Expectation>) -> Vec<Expectation> {
    let is = |expectation: &Expectation, name: &str| expectation.property == Property::Named(name.to_owned());
    let is_new = |expectation: &Expectation| match &expectation.matcher {
        Matcher::Equals(value) => is(expectation, "fresh") && *value == Value::Bool(true),
        Matcher::Changed(true) => is(expectation, "id"),
        _ => false,
    };
    let is_image = matches!(subject, Subject::Image(_));
    if is_image && expect.iter().any(is_new) && !expect.iter().any(|expectation| is(expectation, "origin")) {
        let property = Property::Named("origin".to_owned());
        expect.push(Expectation { property, matcher: Matcher::Equals(Value::from("built")) });
    }
    expect
}

impl Reading<'_, '_> {
    /// Reads one check; `None` after an error about its subject.
    pub(super) fn check(&mut self, raw: &RawCheck, step: &RawStep) -> Option<Check> {
        self.needs(raw, step);
        let subject = self.subject(&raw.subject, &raw.id.value)?;
        let absent = raw.absent.is_some();
        let expect = match &raw.expect {
            Some(node) => self.expectations(node, &subject, raw.subject.kind),
            None => Vec::new(),
        };
        if let Some(span) = &raw.absent {
            let of_state = matches!(subject, Subject::ComposeProject { .. } | Subject::Run(_));
            if raw.expect.is_some() && !of_state {
                self.problems.error(span.clone(), "of what must be absent nothing else can be expected");
            }
            let with_state = matches!(subject, Subject::Run(_)) && raw.expect.is_some();
            if never_absent(&subject) && !with_state {
                let message = format!("`{}` can't be expected absent", raw.subject.kind.key());
                self.problems.error(span.clone(), message);
            }
        } else if raw.expect.is_none() {
            self.bare(raw, &subject);
        }
        self.of_registry(raw, &subject, &expect);
        let expect = must_be_built(&subject, expect);
        let near_misses = raw.near_misses.iter().filter_map(|rule| self.near_miss(rule, raw, &subject)).collect();
        Some(Check {
            id: raw.id.value.clone(),
            needs: raw.needs.iter().map(|id| id.value.clone()).collect(),
            within: raw.within.map(Duration::from_millis),
            subject,
            absent,
            expect,
            near_misses,
        })
    }

    fn needs(&mut self, raw: &RawCheck, step: &RawStep) {
        let earlier: Vec<&str> =
            step.check_ids.iter().map(String::as_str).take_while(|id| *id != raw.id.value).collect();
        for need in &raw.needs {
            if earlier.contains(&need.value.as_str()) {
                continue;
            }
            let message = if need.value == raw.id.value {
                format!("check `{}` needs itself", raw.id.value)
            } else if step.check_ids.contains(&need.value) {
                format!("check `{}` comes after this one", need.value)
            } else {
                format!("this step has no check `{}`", need.value)
            };
            self.problems.error(need.span.clone(), message).suggest(&need.value, earlier.iter().copied());
        }
    }

    /// What only an image in a registry has can't be expected of the registry alone.
    fn of_registry(&mut self, raw: &RawCheck, subject: &Subject, expect: &[Expectation]) {
        let Subject::Registry(host) = subject else { return };
        let of_image = |property: &str| !["status", "auth", "account"].contains(&property);
        let names = expect.iter().map(|expectation| expectation.property.to_string());
        if let Some(name) = names.into_iter().find(|name| of_image(name)) {
            self.problems
                .error(raw.subject.key_span.clone(), format!("a registry alone has no `{name}`"))
                .help(format!("name an image in it: `registry = \"{host}/REPOSITORY:TAG\"`"));
        }
    }

    /// A check without `expect`: fine where being there says something.
    fn bare(&mut self, raw: &RawCheck, subject: &Subject) {
        let example = match subject {
            Subject::Ask(ask) if ask.kind == AskKind::Image => return,
            Subject::Ask(_) => "expect.answer = …",
            Subject::Run(_) => "expect.exit_code = 0",
            Subject::Serve(_) => "expect.status = 200",
            Subject::Calls(_) => "expect.count.ge = 1",
            Subject::DanglingImages => "expect.count = 0",
            _ => return,
        };
        self.problems
            .error(raw.subject.key_span.clone(), "this check expects nothing, so it can't fail")
            .help(format!("for example `{example}`"));
    }

    fn near_miss(&mut self, raw: &RawNearMiss, check: &RawCheck, own: &Subject) -> Option<NearMissRule> {
        let subject = match &raw.subject {
            Some(other) => Some(self.subject(other, &check.id.value)?),
            None => None,
        };
        if let Some(other) = raw.subject.as_ref().filter(|other| other.kind == SubjectKind::Ask) {
            self.problems.error(other.key_span.clone(), "a near miss asks no question of its own");
            return None;
        }
        let kind = raw.subject.as_ref().map_or(check.subject.kind, |other| other.kind);
        let when = match &raw.when {
            Some(node) => self.expectations(node, subject.as_ref().unwrap_or(own), kind),
            None => Vec::new(),
        };
        if let Some(span) = raw.absent.as_ref().filter(|_| subject.is_none()) {
            self.problems
                .error(span.clone(), "`absent` says nothing of the check's own subject")
                .help("name another subject, or write `missing = true`");
        }
        let (id, absent) = (raw.id.value.clone(), raw.absent.is_some());
        Some(NearMissRule { id, subject, missing: raw.missing, absent, when })
    }
}

/// What can't be expected absent: it is something that is done, not something that is there.
const fn never_absent(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Ask(_)
            | Subject::Run(_)
            | Subject::Serve(_)
            | Subject::Calls(_)
            | Subject::Logs(_)
            | Subject::DanglingImages
    )
}
