//! The `kesako` program: parse, run, end.

use std::process::ExitCode;

fn main() -> ExitCode {
    kesako::commands::run().into()
}
