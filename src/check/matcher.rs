//! Holding a value against a matcher.

use serde_json::Value;

use crate::course::expect::{Item, Matcher, Property};
use crate::course::subject::Subject;

use super::context::Env;
use super::lookup::{Looked, Lookup, Stop};
use super::object::{Found, Object, find};
use super::past::baseline_image;
use super::property::{equal, value};
use super::select::none_or_unseen;
use super::typed;

/// A property of an object, with what is needed to compare it.
#[derive(Clone, Copy)]
pub(crate) struct Held<'s, 'a> {
    pub(crate) object: &'s Object<'a>,
    pub(crate) property: &'s Property,
    /// The course's subject, for a look at the baseline.
    pub(crate) subject: &'a Subject,
    pub(crate) env: Env<'a>,
}

/// Whether `actual` is as `matcher` expects. A value that is not there meets nothing but a negation, `empty` and
/// `changed`.
pub(crate) fn holds(matcher: &Matcher, actual: Option<&Value>, held: Held<'_, '_>) -> Looked<bool> {
    let eq = |actual: &Value, expected: &Value| equal(held.object, held.property, actual, expected, held.env);
    match matcher {
        Matcher::Not(inner) => Ok(!holds(inner, actual, held)?),
        Matcher::All(all) => all.iter().try_fold(true, |so_far, one| Ok(so_far && holds(one, actual, held)?)),
        Matcher::Empty(wanted) => Ok(actual.is_none_or(is_empty) == *wanted),
        Matcher::Changed(wanted) => {
            let before = before(held.subject, held.property, held.env)?;
            Ok((before.as_ref() != actual) == *wanted)
        }
        Matcher::Of(other, property) => {
            let Some(actual) = actual else { return Ok(false) };
            match of(other, property, held.env)? {
                Some(expected) => eq(actual, &expected),
                None => Ok(false),
            }
        }
        Matcher::Than(bound, other, property) => {
            let Some(actual) = actual else { return Ok(false) };
            let expected = of(other, property, held.env)?;
            Ok(expected.is_some_and(|expected| plain(&bound.of(expected), actual)))
        }
        Matcher::Lacks(items) => match list(actual) {
            Some(list) => Ok(!any_pair(list, items, held)?),
            None => Ok(true),
        },
        Matcher::None(item) => match list(actual) {
            Some(list) => Ok(!any_fits(list, item, held)?),
            None => Ok(true),
        },
        _ => {
            let Some(actual) = actual else { return Ok(false) };
            match matcher {
                Matcher::Equals(expected) => eq(actual, expected),
                Matcher::OneOf(all) => {
                    all.iter().try_fold(false, |so_far, expected| Ok(so_far || eq(actual, expected)?))
                }
                Matcher::Repository(repository) => typed::is_of_repository(actual, repository, held),
                Matcher::Program(inner) => typed::is_program(actual, inner, held),
                Matcher::Args(inner) => typed::has_args(actual, inner, held),
                Matcher::Len(inner) => holds(inner, Some(&length(actual).into()), held),
                Matcher::Has(items) => has(actual, items, held),
                Matcher::Exactly(items) => exactly(actual, items, held),
                Matcher::InOrder(items) => in_order(actual, items, held),
                Matcher::Each(item) => each(actual, item, held),
                Matcher::Any(item) => any_fits(list(Some(actual)).unwrap_or_default(), item, held),
                _ => Ok(plain(matcher, actual)),
            }
        }
    }
}

/// Matchers that need nothing but the value.
fn plain(matcher: &Matcher, actual: &Value) -> bool {
    let text = actual.as_str();
    match matcher {
        Matcher::Contains(part) => text.is_some_and(|text| text.contains(part.as_str())),
        Matcher::StartsWith(part) => text.is_some_and(|text| text.starts_with(part.as_str())),
        Matcher::EndsWith(part) => text.is_some_and(|text| text.ends_with(part.as_str())),
        Matcher::Matches(regex) => text.is_some_and(|text| regex.is_match(text)),
        Matcher::Greater(bound) => compare(actual, bound).is_some_and(std::cmp::Ordering::is_gt),
        Matcher::AtLeast(bound) => compare(actual, bound).is_some_and(std::cmp::Ordering::is_ge),
        Matcher::Less(bound) => compare(actual, bound).is_some_and(std::cmp::Ordering::is_lt),
        Matcher::AtMost(bound) => compare(actual, bound).is_some_and(std::cmp::Ordering::is_le),
        _ => false,
    }
}

/// Numbers by size, times (as text) by time.
fn compare(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64()?.partial_cmp(&b.as_f64()?),
        (Value::String(a), Value::String(b)) => {
            let time = |text: &str| text.parse::<jiff::Timestamp>().ok();
            Some(time(a)?.cmp(&time(b)?))
        }
        _ => None,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(list) => list.len(),
        Value::Object(map) => map.len(),
        _ => 0,
    }
}

fn list(value: Option<&Value>) -> Option<&[Value]> {
    value.and_then(Value::as_array).map(Vec::as_slice)
}

fn fits(actual: &Value, item: &Item, held: Held<'_, '_>) -> Looked<bool> {
    match item {
        Item::Plain(matcher) => holds(matcher, Some(actual), held),
        Item::Fields(fields) => fields.iter().try_fold(true, |so_far, (name, matcher)| {
            Ok(so_far && holds(matcher, actual.get(name).filter(|value| !value.is_null()), held)?)
        }),
    }
}

fn any_fits(list: &[Value], item: &Item, held: Held<'_, '_>) -> Looked<bool> {
    list.iter().try_fold(false, |so_far, actual| Ok(so_far || fits(actual, item, held)?))
}

fn any_pair(list: &[Value], items: &[Item], held: Held<'_, '_>) -> Looked<bool> {
    items.iter().try_fold(false, |so_far, item| Ok(so_far || any_fits(list, item, held)?))
}

fn has(actual: &Value, items: &[Item], held: Held<'_, '_>) -> Looked<bool> {
    let list = list(Some(actual)).unwrap_or_default();
    items.iter().try_fold(true, |so_far, item| Ok(so_far && any_fits(list, item, held)?))
}

fn exactly(actual: &Value, items: &[Item], held: Held<'_, '_>) -> Looked<bool> {
    let list = list(Some(actual)).unwrap_or_default();
    if list.len() != items.len() {
        return Ok(false);
    }
    list.iter().zip(items).try_fold(true, |so_far, (actual, item)| Ok(so_far && fits(actual, item, held)?))
}

fn each(actual: &Value, item: &Item, held: Held<'_, '_>) -> Looked<bool> {
    let list = list(Some(actual)).unwrap_or_default();
    list.iter().try_fold(true, |so_far, actual| Ok(so_far && fits(actual, item, held)?))
}

fn in_order(actual: &Value, items: &[Item], held: Held<'_, '_>) -> Looked<bool> {
    let mut rest = list(Some(actual)).unwrap_or_default().iter();
    for item in items {
        let mut found = false;
        for actual in rest.by_ref() {
            if fits(actual, item, held)? {
                found = true;
                break;
            }
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a count is as `matcher` expects.
pub(crate) fn count_holds(matcher: &Matcher, count: usize, subject: &Subject, env: Env<'_>) -> Looked<bool> {
    let actual = Value::from(count);
    match matcher {
        Matcher::Not(inner) => Ok(!count_holds(inner, count, subject, env)?),
        Matcher::All(all) => {
            all.iter().try_fold(true, |so_far, one| Ok(so_far && count_holds(one, count, subject, env)?))
        }
        Matcher::Equals(expected) => Ok(actual == *expected),
        Matcher::OneOf(all) => Ok(all.contains(&actual)),
        Matcher::Changed(wanted) => Ok((before(subject, &Property::Count, env)?.as_ref() != Some(&actual)) == *wanted),
        _ => Ok(plain(matcher, &actual)),
    }
}

/// The value that the step began with; `None` if the object was not there.
pub(crate) fn before(subject: &Subject, property: &Property, env: Env<'_>) -> Looked<Option<Value>> {
    let no_baseline = || {
        let words = "what the step began with was not recorded";
        Stop::Unknown(crate::probe::Unseen::new(crate::probe::Cause::NoBaseline, words))
    };
    let lookup = Lookup::new(env.context.baseline.ok_or_else(no_baseline)?);
    // The past is judged by itself: nothing was before it.
    let context = super::context::Context { baseline: None, ..env.context };
    of(subject, property, Env { lookup: &lookup, context }).map_err(|_| no_baseline())
}

/// The property of another object; of several the newest's.
pub(crate) fn of<'a>(other: &'a Subject, property: &Property, env: Env<'a>) -> Looked<Option<Value>> {
    match find(other, env)? {
        // An image that is gone is still what it was when the step began.
        Found::Nothing => match other {
            Subject::Image(reference) => match baseline_image(reference, env) {
                Some(state) => value(&Object::Image { state, reference }, property, env),
                None => Ok(None),
            },
            _ => Ok(None),
        },
        Found::One(object) => value(&object, property, env),
        Found::Many { objects, unseen } if *property == Property::Count => {
            none_or_unseen(unseen).map(|()| Some(objects.len().into()))
        }
        Found::Many { objects, unseen } => match objects.first() {
            Some(object) => value(object, property, env),
            // What may be there, unseen, has a value.
            None => none_or_unseen(unseen).map(|()| None),
        },
    }
}
