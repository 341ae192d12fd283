//! kesako: learn Docker by doing, on your own engine, checked against what is really there.
//!
//! Data goes one way; every arrow is a function from plain values to plain values, and only the bracketed ones touch
//! the world.
//!
//! ```text
//! lessons/*.md  checks/*.toml  exercises/*         [reads files: course::load]
//!    │ parse → resolve → lint            (pure)
//!    ▼
//! Course ─step─▶ Plan of Probes                    (pure: check::plan)
//!                  │ collect                       [talks to the engine: engine::collect]
//!                  ▼
//!               Snapshot ─evaluate─▶ Report ─explain─▶ Feedback      (pure)
//!                                      │                 │ render    [ui]
//!                                      ▼                 ▼
//!                                   Progress ──▶ record / export     [writes files: progress::record]
//! ```

pub mod check;
pub mod cli;
pub mod commands;
pub mod course;
pub mod engine;
pub mod error;
pub mod exit_code;
pub mod feedback;
pub mod machine;
pub mod probe;
pub mod progress;
pub mod proof;
pub mod registry;
pub mod report;
pub mod sanitize;
pub mod session;
pub mod ui;
pub mod words;
