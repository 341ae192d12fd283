//! Tests of reading courses.

mod checks;
pub(crate) mod fixture;
mod lesson;
mod lint;
mod load;
mod near;
mod never_panics;
mod proof;
pub(crate) mod reading;
mod repository;
mod small;
mod tries;
mod typed;
