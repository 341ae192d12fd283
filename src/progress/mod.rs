//! What the learner has done: an append-only record, and what follows from it.

mod elsewhere;
mod event;
pub mod export;
mod record;
mod state;
pub mod witnessed;

pub use event::{CheckLine, Entry, Event, Inventory};
pub use record::{FOLDER, Record, RecordError, SessionLock, Torn};
pub use state::{Begun, Progress, StepProgress, StepState};
