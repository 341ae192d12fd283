//! Verdicts on what may be only a part: a history that the engine has forgotten the beginning of, a list with
//! something in it that could not be looked at.

use crate::course::expect::{Matcher, Property};
use crate::probe::{Cause, RunState, Unseen};

use super::context::Env;
use super::gone::witnessed;
use super::lived::{is_lived, may_have_gaps};
use super::lookup::Looked;
use super::object::Object;

/// Why what is not in the history may have happened all the same.
pub(crate) fn forgotten() -> Unseen {
    Unseen::new(Cause::Forgotten, "the engine no longer knows all that happened since the step began")
}

/// Why the value of `property` may lack something.
pub(crate) fn why_partial(object: &Object<'_>, property: &Property) -> Unseen {
    match (object, property) {
        (Object::Container(state), Property::Named(name)) if name == "mounts" => {
            Unseen::new(Cause::Gone, state.name.clone())
        }
        _ => forgotten(),
    }
}

/// Whether the value of `property` comes from a history that may have gaps.
pub(crate) fn is_partial(object: &Object<'_>, property: &Property, env: Env<'_>) -> Looked<bool> {
    match (object, property) {
        (Object::Events { complete, .. }, _) => Ok(!complete),
        (Object::Container(_), Property::Named(name)) if name == "ends" => Ok(!env.lookup.history()?.complete),
        (Object::Container(state), Property::Named(name)) if is_lived(name) => may_have_gaps(state, name, env),
        // The history tells of its volumes, and not of its folders.
        (Object::Container(state), Property::Named(name)) if name == "mounts" => {
            Ok(state.state == RunState::Removed && witnessed(&state.id, env)?.is_none())
        }
        _ => Ok(false),
    }
}

/// Whether the verdict on a part is the verdict on the whole, whatever else there may be.
pub(crate) fn stands(matcher: &Matcher, holds: bool) -> bool {
    if holds { stays_held(matcher) } else { stays_unheld(matcher) }
}

/// Once it holds, more can't undo it.
fn stays_held(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Has(_)
        | Matcher::Any(_)
        | Matcher::InOrder(_)
        | Matcher::Contains(_)
        | Matcher::Greater(_)
        | Matcher::AtLeast(_)
        | Matcher::Empty(false) => true,
        Matcher::Len(inner) => stays_held(inner),
        Matcher::Not(inner) => stays_unheld(inner),
        Matcher::All(all) => all.iter().all(stays_held),
        _ => false,
    }
}

/// Once it does not hold, more can't mend it.
fn stays_unheld(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Lacks(_)
        | Matcher::None(_)
        | Matcher::Each(_)
        | Matcher::Less(_)
        | Matcher::AtMost(_)
        | Matcher::Empty(true) => true,
        Matcher::Len(inner) => stays_unheld(inner),
        Matcher::Not(inner) => stays_held(inner),
        Matcher::All(all) => all.iter().all(stays_unheld),
        _ => false,
    }
}
