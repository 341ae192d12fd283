//! Tests of reading courses.

mod repository;
