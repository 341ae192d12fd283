//! A learner's record as it leaves the machine: what is told of it, how it is sealed, read back and written in each
//! format. Pure: entries and facts in, bytes out; where bytes go is somebody else's matter.
//!
//! # The JSON export, schema 1
//!
//! ```text
//! { "schema": 1,
//!   "kesako": "0.1.0",                             version of the program that wrote it
//!   "exported_at": "2026-11-24T22:47:30Z",
//!   "record": "9f…32 hex digits",                  opaque name of the record; the same after an import elsewhere
//!   "learner": "Ada" | null,                       only if the learner said so
//!   "language": "fr" | null,
//!   "course": { "id", "version", "content": "…64 hex digits", "title": {"en", "fr"} },
//!   "engine": { "version", "api", "flavour" } | null,   met last
//!   "totals": { "steps", "passed", "points", "points_passed", "finished": bool, "active_seconds", "wall_seconds",
//!               "attempts", "hints", "solutions_seen", "troubles" },
//!   "chapters": [ { "id", "title": {"en", "fr"}, "commands": [{"name": "docker run", "options": ["--rm", "-d"]}],
//!                   "instructions": ["FROM", "CMD"] } ],           of the steps that passed
//!   "steps": [ { "id": "06-network/publish", "title": {"en", "fr"}, "points", "optional",
//!                "state": "passed" | "current" | "seen" | "open",
//!                "first_seen": time | null, "passed_at": time | null,
//!                "active_seconds", "wall_seconds": n | null,
//!                "attempts", "troubles", "hints", "solution_seen": bool,
//!                "near_misses": [ { "id": "published/port-swapped", "count": 2 } ],       most frequent first
//!                "last": { "at", "verdict", "findings": [ { "check", "near_miss": id | null } ] } | null } ],
//!   "events": [ { "at": time, "event": { "passed": { "step": "06-network/publish" } }, "hash": "…64 hex digits" } ],
//!   "seal": { "algorithm": "sha-256", "events": hash of the last event, "document": hash, "note": "…no proof…" } }
//! ```
//!
//! `chapters` and `steps` are the course's, in order, whether begun or not: a matrix needs no course beside it. `title`
//! has the course's languages. Every text of the course, the learner or the engine in it is data: without control
//! characters when kesako wrote it, anything at all when somebody else did. Whoever shows it cleans it
//! ([`crate::sanitize::clean`]), escapes it, and gives cells through [`cell`].
//!
//! - `attempts`: failed checks that count as such: verdict `fail`, on a step that is not untouched. `troubles`: checks
//!   that could not look (verdict `unknown`), apart. `hints`: different ones seen.
//! - `near_misses`: of the attempts alone; a check's and the near miss's id.
//! - `last`: the last check of a step that has not passed; `findings`: the checks that failed or could not be looked at.
//! - `active_seconds`: of a step, until it first passed: the time between an event and the one before it, left out if
//!   more than five minutes. `wall_seconds`: from `first_seen` to `passed_at`, or to the step's last event. In `totals`:
//!   all active time, that after a pass included; and from the first event to the last. Taking in an export is no work.
//!
//! **What is told** is a list of what may be, never of what may not ([`Told`]): no environment, path, log, port, answer,
//! object of the engine or image reference can get in, since no field holds one.
//!
//! **The chain.** `hash` of an event is SHA-256 over the hash before it, a line feed, and the event as compact JSON
//! without `hash`; before the first stands `kesako:1:RECORD:COURSE`. `seal.document` is SHA-256 over the compact JSON of
//! the whole with an empty `document`. [`Export::read`] says [`Seal::Edited`] when they don't fit. It is no proof:
//! whoever edits can compute them again, and the file says so.
//!
//! # Reading
//!
//! What is taken in from another machine is in the record as [`Event::Elsewhere`](super::Event::Elsewhere), and told again
//! as it was; the export of a continued record has the name of the record that it continues ([`record_of`]).
//!
//! [`Export::read`] takes any bytes and gives what they are: an export, whole or edited, or an [`ExportError`] that names
//! why not. [`Export::is_of`] tells another course's.
//!
//! # Formats
//!
//! [`write`](fn@write) gives the bytes of each [`Format`].
//!
//! # Pages
//!
//! HTML comes from askama templates in `src/pages/` (they escape by default); so does every other page of the program.

mod cell;
mod chain;
mod facts;
mod known;
mod make;
mod model;
mod read;
mod schema;
mod time;
mod told;
mod write;

pub use cell::cell;
pub use facts::{ChapterFacts, CourseFacts, StepFacts};
pub use make::{About, make, record_of};
pub use model::{
    ChapterLine, Command, CourseLine, EngineLine, Export, Finding, LastCheck, Link, NearMissCount, SCHEMA, SealLine,
    Standing, StepLine, Titles, Totals,
};
pub use read::{ExportError, MAX_BYTES, Read, Seal};
pub use schema::schema;
pub use told::{Told, ToldCheck, tell};
pub use write::{ChapterView, Format, Markdown, Page, WriteError, duration, end_page, period, policy, write};

#[cfg(test)]
mod tests;
