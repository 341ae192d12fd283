//! Chapters that were read and are wanted again: reading one takes longer than most of what is done with it. Only of the
//! course inside the program, whose files stay what they are while it runs; a folder's may be edited at any time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::course::{Attempts, Chapter, ChapterId, Diagnostic, Language, StepId, Vars};

/// A chapter's right ways and wrong attempts, by step.
type Proof = BTreeMap<StepId, Attempts>;
/// What was read, with the values that it was read with.
type Read<T> = (Vars, Rc<T>);

/// What was read last of each chapter, with the values that it was read with.
#[derive(Default)]
pub(super) struct Shelf {
    chapters: RefCell<BTreeMap<(ChapterId, Language), Read<Chapter>>>,
    proofs: RefCell<BTreeMap<ChapterId, Read<Proof>>>,
}

impl Shelf {
    /// A chapter with these values, read by `read` if it was not before.
    pub(super) fn chapter(
        &self,
        key: (&ChapterId, Language),
        vars: &Vars,
        read: impl FnOnce() -> Result<Chapter, Vec<Diagnostic>>,
    ) -> Result<Rc<Chapter>, Vec<Diagnostic>> {
        kept(&self.chapters, (key.0.clone(), key.1), vars, read)
    }

    /// A chapter's attempts with these values.
    pub(super) fn proof(
        &self,
        id: &ChapterId,
        vars: &Vars,
        read: impl FnOnce() -> Result<BTreeMap<StepId, Attempts>, Vec<Diagnostic>>,
    ) -> Result<Rc<BTreeMap<StepId, Attempts>>, Vec<Diagnostic>> {
        kept(&self.proofs, id.clone(), vars, read)
    }
}

fn kept<K: Ord, T>(
    shelf: &RefCell<BTreeMap<K, (Vars, Rc<T>)>>,
    key: K,
    vars: &Vars,
    read: impl FnOnce() -> Result<T, Vec<Diagnostic>>,
) -> Result<Rc<T>, Vec<Diagnostic>> {
    if let Some((known, kept)) = shelf.borrow().get(&key)
        && known == vars
    {
        return Ok(Rc::clone(kept));
    }
    let read = Rc::new(read()?);
    shelf.borrow_mut().insert(key, (vars.clone(), Rc::clone(&read)));
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_read_once_for_the_same_values_and_anew_for_others() {
        let shelf = RefCell::default();
        let reads = std::cell::Cell::new(0);
        let get = |value: &str| {
            let vars: Vars = [("port".to_owned(), value.to_owned())].into_iter().collect();
            let read = || {
                reads.set(reads.get() + 1);
                Ok(reads.get())
            };
            *kept(&shelf, "chapter", &vars, read).unwrap()
        };
        assert_eq!([get("1"), get("1"), get("2"), get("2"), get("1")], [1, 1, 2, 2, 3]);
    }
}
