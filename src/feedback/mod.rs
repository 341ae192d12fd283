//! From a report to words: what was expected, what is there, which slip it is, what to try next.
//!
//! The step's lesson speaks first: words that it has for a near miss are about this very step. Else the built-in words
//! of the near miss; else the plain difference, its properties and expectations in words. Values filled in are data: the
//! screen cleans them.

mod expected;
mod explain;
mod fill;
mod gist;
mod literal;
mod property;
mod subject;
mod value;

pub use explain::{Difference, Explanation, Side, explain, short_step, unseen_words};
pub use gist::gist;
pub use property::property_words;
pub use subject::{check_note, check_words, subject_words};
