//! A course proves itself: what its attempts are, what must come of them, and what came of them before.
//!
//! Pure: who carries attempts out on an engine gives what was seen, and files are read and written elsewhere.

mod attempts;
mod evidence;
mod finding;
pub mod mutate;
mod needs_engine;
mod packed;
mod replay;

pub use attempts::{Case, cases, key, sample};
pub use evidence::Evidence;
pub use finding::{Expected, findings, wrong_verdict};
pub use needs_engine::needs_engine;
pub use packed::{PackedError, Recorded};
pub use replay::{Objection, Replay};
