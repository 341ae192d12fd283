//! Many learners' exports in one: who is where, who is stuck, on which slip. Pure: exports in, a view, bytes out; which
//! files are read, and what the course's own words are, is somebody else's matter.
//!
//! [`Roster`] takes one export after the other and keeps of each what the report needs ([`Kept`]): events are dropped as
//! soon as they were read, so that memory follows the number of learners. [`Roster::close`] settles which course the
//! report is about and gives a [`Collected`]; [`Class::of`] computes what is shown.
//!
//! # What is never fatal
//!
//! A file that is no export, breaks off, comes from a newer kesako, is of another course, or of a record that a newer
//! file tells of, is left out and named ([`LeftOut`], [`Reason`]). One that was edited, or is of another version of the
//! course, is shown and marked ([`Mark`]). Two learners of the same name stay two.
//!
//! # Figures
//!
//! - `reached`: learners who went to the step or were checked on it; `passed`: of those, who passed it.
//! - `median`, `p90`: active seconds of those who passed, until they did; the mean of the middle two where there is no
//!   middle one, and the nearest rank.
//! - `attempts`, `hints`: sums over all learners; `solutions`: learners who saw the solution. A check that could not look
//!   is nobody's failed attempt (`troubles`).
//! - *stuck*: whoever is at a step that has not passed, after a failed attempt or ten minutes of active time; longest
//!   first, by active time. *Now* is the time of the newest export: idle time counts from there.
//!
//! # The JSON report, schema 1
//!
//! ```text
//! { "schema": 1, "report": "class", "kesako": "0.1.0", "now": time,
//!   "course": { "id", "title", "versions": [..] },
//!   "files": { "read": n, "left_out": [ { "file", "reason": "cut-short", "says" } ],
//!              "marked": [ { "file", "learner", "mark": "edited" | "other-version", "says" } ] },
//!   "overview": { "learners", "finished", "steps", "median_passed" },
//!   "steps": [ { "id", "number": "6.4", "title", "points", "optional", "reached", "passed", "median_seconds": n | null,
//!                "p90_seconds": n | null, "attempts", "hints", "solutions", "troubles",
//!                "near_misses": [ { "id", "says", "count", "learners" } ] } ],
//!   "learners": [ { "name", "named": bool, "record", "passed", "points_passed", "finished", "active_seconds",
//!                   "attempts", "hints", "solutions_seen", "last_seen": time | null, "edited": bool,
//!                   "steps": [ { "id", "state", "active_seconds", "attempts", "hints", "solution_seen", "troubles",
//!                                "near_misses": [ { "id", "count" } ] } ] } ],              the steps that were reached
//!   "stuck": [ { "learner", "record", "step", "active_seconds", "attempts", "idle_seconds",
//!                "near_miss": { "id", "says" } | null } ] }
//! ```

mod class;
mod csv;
mod gradebook;
mod html;
mod json;
mod kept;
mod learner;
mod page;
mod reason;
mod roster;
mod stats;

pub use class::{ChapterView, Class, Overview, SlipView, StepView};
pub use csv::{Layout, csv};
pub use html::html;
pub use json::json;
pub use kept::{Cell, Kept};
pub use learner::{LearnerView, Stuck};
pub use reason::{LeftOut, Mark, Reason};
pub use roster::{Collected, Roster};
pub use stats::span_words;
