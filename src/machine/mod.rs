//! This machine, beside the engine: programs that are asked what only they can tell. Probes in, a snapshot out, as with
//! the engine; nothing is changed.

pub mod compose;
