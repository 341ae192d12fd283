//! Verdicts on what may be only a part: a history that the engine has forgotten the beginning of, a list with
//! something in it that could not be looked at.

use crate::course::expect::{Item, Matcher, Property};
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

/// Why the value of `property` may lack something that `matcher` asks for; `None` where it is whole.
pub(crate) fn partial(
    object: &Object<'_>,
    property: &Property,
    matcher: &Matcher,
    env: Env<'_>,
) -> Looked<Option<Unseen>> {
    let name = if let Property::Named(name) = property { name.as_str() } else { "" };
    let has_gaps = match object {
        Object::Events { complete, .. } => !complete,
        Object::Container(_) if name == "ends" => !env.lookup.history()?.complete,
        Object::Container(state) if is_lived(name) => may_have_gaps(state, name, env)?,
        Object::Container(state) if name == "mounts" && state.state == RunState::Removed => {
            if witnessed(&state.id, env)?.is_some() {
                return Ok(None);
            }
            // The history tells of the volumes of those that were started, and of nobody's folders.
            let is_known = state.started_at.is_some() && is_about_volumes(matcher);
            if env.lookup.history()?.complete {
                let gone = || Unseen::new(Cause::Gone, state.name.clone());
                return Ok((!is_known).then(gone));
            }
            true
        }
        _ => false,
    };
    Ok(has_gaps.then(forgotten))
}

/// Whether only volumes can be what a matcher of mounts asks for.
fn is_about_volumes(matcher: &Matcher) -> bool {
    let is_volume = |item: &Item| match item {
        Item::Fields(fields) => fields.iter().any(|(name, matcher)| match (name.as_str(), matcher) {
            ("kind", Matcher::Equals(kind)) => kind == "volume",
            ("name", Matcher::Equals(name)) => name.as_str().is_some_and(|name| !name.is_empty()),
            _ => false,
        }),
        Item::Plain(_) => false,
    };
    match matcher {
        Matcher::Has(list) | Matcher::Lacks(list) | Matcher::InOrder(list) => list.iter().all(is_volume),
        Matcher::Any(item) | Matcher::None(item) => is_volume(item),
        Matcher::Not(inner) => is_about_volumes(inner),
        Matcher::All(all) => all.iter().all(is_about_volumes),
        _ => false,
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
