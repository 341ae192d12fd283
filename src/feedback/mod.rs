//! From a report to words: what was expected, what is there, which slip it is, what to try next.
//!
//! The step's lesson speaks first: words that it has for a near miss are about this very step. Else the built-in words
//! of the near miss; else the plain difference. Values filled in are data: the screen cleans them.

mod explain;
mod fill;

pub use explain::{Difference, Explanation, Side, explain, subject_words};
