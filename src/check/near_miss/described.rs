//! Near misses that a course describes.

use crate::course::expect::{Expectation, Property};
use crate::course::subject::Subject;
use crate::course::{Check, NearMissRule};
use crate::probe::RunState;

use super::super::context::Env;
use super::super::evaluate::closest_to;
use super::super::lookup::Looked;
use super::super::matcher::{self, holds};
use super::super::object::{Found, Object, find_expected};
use super::super::property::value;
use super::super::select::Builds;

/// Whether a near miss that a course describes is the state that `check` fails on.
///
/// Of several containers the mismatches are about the one that comes closest. Without a subject of its own a near miss is
/// about that one or a newer one: what an earlier attempt did wrong explains nothing about this one.
pub(super) fn applies<'a>(check: &'a Check, rule: &'a NearMissRule, env: Env<'a>) -> Looked<bool> {
    let mut about = About::of(check, rule, env)?;
    if rule.subject.is_some() {
        about.forget_earlier(check, env)?;
    }
    let counts = |expectation: &Expectation| expectation.property == Property::Count;
    if about.count.is_none() || rule.subject.is_some() || check.expect.iter().chain(&rule.when).any(counts) {
        return about.any(about.objects.iter(), &rule.when, env);
    }
    // The newest comes first.
    let closest = closest_to(check, &about.objects, env)?;
    let place = closest.and_then(|closest| about.objects.iter().position(|object| std::ptr::eq(object, closest)));
    let meant = place.map_or(about.objects.len(), |place| place + 1);
    about.any(about.objects.iter().take(meant), &rule.when, env)
}

/// Looks at all that it could take to say whether the near miss applies.
pub(crate) fn look<'a>(check: &'a Check, rule: &'a NearMissRule, env: Env<'a>) -> Looked<bool> {
    let about = About::of(check, rule, env)?;
    about.any(about.objects.iter(), &rule.when, env)
}

/// What a near miss may be about.
struct About<'a> {
    subject: &'a Subject,
    objects: Vec<Object<'a>>,
    /// How many there are, where they can be counted.
    count: Option<usize>,
}

impl<'a> About<'a> {
    fn of(check: &'a Check, rule: &'a NearMissRule, env: Env<'a>) -> Looked<Self> {
        let subject = rule.subject.as_ref().unwrap_or(&check.subject);
        let (objects, can_be_counted) = match find_expected(subject, &rule.when, Builds::Current, env)? {
            Found::Nothing => (Vec::new(), false),
            Found::One(object) => (vec![object], false),
            Found::Many { objects, .. } => (objects, true),
        };
        let count = can_be_counted.then_some(objects.len());
        Ok(Self { subject, objects, count })
    }

    /// Leaves out containers that are gone where the check has a newer one to look at: an earlier attempt, cleared away.
    fn forget_earlier(&mut self, check: &'a Check, env: Env<'a>) -> Looked<()> {
        if !matches!(check.subject, Subject::Container(_)) {
            return Ok(());
        }
        let found = match find_expected(&check.subject, &check.expect, Builds::Current, env)? {
            Found::Nothing => Vec::new(),
            Found::One(object) => vec![object],
            Found::Many { objects, .. } => objects,
        };
        let container = |object: &Object<'_>| match object {
            Object::Container(state) => Some((state.created, state.state == RunState::Removed)),
            _ => None,
        };
        let there = found.iter().filter_map(container).filter(|(_, gone)| !gone).map(|(created, _)| created).max();
        self.objects.retain(|object| {
            container(object).is_none_or(|(created, gone)| !gone || there.is_none_or(|there| created > there))
        });
        Ok(())
    }

    /// Whether `expectations` all hold of one of `objects`.
    fn any<'o>(
        &self,
        objects: impl Iterator<Item = &'o Object<'a>>,
        expectations: &'a [Expectation],
        env: Env<'a>,
    ) -> Looked<bool>
    where
        'a: 'o,
    {
        'objects: for object in objects {
            for expectation in expectations {
                // A file that Compose refuses comes to nothing: no state of it is a slip of its own.
                if matches!(object, Object::ComposeFile(file) if file.hides(&expectation.property)) {
                    continue 'objects;
                }
                let held = matcher::Held { object, property: &expectation.property, subject: self.subject, env };
                let actual = match (&expectation.property, self.count) {
                    (Property::Count, Some(count)) => Some(count.into()),
                    _ => value(object, &expectation.property, env)?,
                };
                if !holds(&expectation.matcher, actual.as_ref(), held)? {
                    continue 'objects;
                }
            }
            return Ok(true);
        }
        Ok(false)
    }
}
