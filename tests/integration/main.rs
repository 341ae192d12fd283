//! Everything that needs more than one module: engines (real and fake), the command line, the built-in course.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, unreachable_pub)]

mod architecture;
#[cfg(unix)]
#[path = "../bench/class.rs"]
mod class;
#[cfg(unix)]
mod commands;
#[cfg(unix)]
mod display;
#[cfg(unix)]
mod doctor;
#[cfg(unix)]
mod engine_faults;
#[cfg(unix)]
mod engine_live;
#[cfg(unix)]
mod engine_tries;
#[cfg(unix)]
mod export;
#[cfg(unix)]
mod fake_engine;
#[cfg(unix)]
mod french_errors;
#[cfg(unix)]
mod images;
#[cfg(unix)]
mod import;
#[cfg(unix)]
mod kesako;
#[cfg(unix)]
mod learner;
#[cfg(unix)]
mod left_alone;
#[cfg(unix)]
mod lint;
#[cfg(unix)]
mod report;
#[cfg(unix)]
mod report_broken;
#[cfg(unix)]
mod report_hostile;
#[cfg(unix)]
mod session_pty;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod token_registry;
#[cfg(unix)]
mod witness_live;
#[cfg(unix)]
mod your_registry;
