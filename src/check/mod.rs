//! The judge: pure functions from a step and a snapshot to a report.

mod verdict;

pub use verdict::{CheckReport, Mismatch, NearMiss, Report, Shown, Verdict};
