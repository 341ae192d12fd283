//! Mutations: wrong attempts that nobody wrote down, made out of every right way of a step.
//!
//! | name | what is done instead |
//! |---|---|
//! | `drop --rm`, `drop -e NAME` | a flag that the solution has too is left out |
//! | `swap -p` | the halves of its value change places |
//! | `name test-echo → test-ehco` | a name that the step's checks know is off by a letter, wherever the script has it |
//! | `base alpine → node` | another base image stands behind FROM |
//! | `tag alpine as test-echo` | in place of a build, a base image gets the name |
//! | `commit test-echo` | in place of a build, the name goes to what `docker commit` makes of one |
//! | `echo at run`, `echo in Dockerfile` | the words that a check expects are only said |
//! | `before` | all of it is done before the step begins |
//! | `undo container c` | afterwards, what a check looks at is removed |
//!
//! A name freely chosen, or a flag that the solution does without, is nothing that anybody asked for: leaving it out is
//! right work. Each mutant must fail, unless the proof file declares its name good: `*` at the end of a declared one
//! stands for anything.

mod call;
mod images;
mod same;
mod shell;
mod state;
mod text;

use std::collections::BTreeSet;

use crate::course::{Attempt, Attempts, GoodMutation, Step};

use super::key;
pub use same::fingerprint;

/// When a mutant is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Once the step has begun.
    Then,
    /// Before it begins.
    Before,
}

/// A wrong attempt that was made out of a right one.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// What was changed, as it is printed and declared.
    pub name: String,
    /// What is done.
    pub attempt: Attempt,
    /// When.
    pub when: When,
}

impl Mutant {
    fn of(attempt: &Attempt, name: impl Into<String>, run: String) -> Self {
        Self { name: name.into(), attempt: Attempt { run, may_fail: true, ..attempt.clone() }, when: When::Then }
    }
}

/// The mutants of a right way; `bases` are references of the course's base images.
pub fn mutants(step: &Step, right: &Attempt, bases: &[String]) -> Vec<Mutant> {
    let mut all = text::mutants(step, right);
    all.extend(images::mutants(step, right, bases));
    all.extend(state::mutants(step, right));
    all
}

/// Those of them that nobody has made before (`known`), and that are no attempt of the step themselves.
pub fn unknown(
    (step, attempts): (&Step, &Attempts),
    mutants: Vec<Mutant>,
    known: &mut BTreeSet<(String, bool)>,
) -> Vec<Mutant> {
    let plain = |attempt: &Attempt| key(&Attempt { may_fail: false, ..attempt.clone() });
    let written: BTreeSet<String> = super::cases(step, attempts).iter().map(|case| plain(case.attempt)).collect();
    let is_new = |mutant: &Mutant| {
        let key = plain(&mutant.attempt);
        (mutant.when == When::Before || !written.contains(&key)) && known.insert((key, mutant.when == When::Before))
    };
    mutants.into_iter().filter(is_new).collect()
}

/// The declaration that says that a mutant is as good.
pub fn declared<'a>(attempts: &'a Attempts, mutant: &Mutant) -> Option<&'a GoodMutation> {
    attempts.good.iter().find(|good| match good.mutation.strip_suffix('*') {
        Some(beginning) => mutant.name.starts_with(beginning),
        None => mutant.name == good.mutation,
    })
}

#[cfg(test)]
mod tests;
