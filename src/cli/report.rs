//! The command line of `report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `report`.
#[derive(Debug, Clone, Args)]
pub struct ReportArgs {
    /// Exports in the format json: files, folders, patterns; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What to write; `csv` with --layout, else `terminal`
    #[arg(long, short, value_enum, value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// How the table of the format csv is laid out
    #[arg(long, value_enum, value_name = "LAYOUT")]
    pub layout: Option<ReportLayout>,
    /// File to write; standard output if left out, or if it is `-`
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over whatever the file is now
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Text for this terminal
    Terminal,
    /// A table
    Csv,
    /// One JSON object
    Json,
    /// A page in HTML, in one file
    Html,
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportLayout {
    /// A row for each learner and step
    Long,
    /// A row for each learner, a column for each step
    Matrix,
    /// For the gradebook of Moodle
    Moodle,
    /// For the gradebook of Canvas
    Canvas,
}
