//! The command lines of `export`, `import` and `summary`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `export`.
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    /// What to write
    #[arg(long, short, value_enum, default_value = "json", value_name = "FORMAT")]
    pub format: ExportFormat,
    /// File to write; standard output if left out, or if it is `-`
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Your name, to stand in it
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Write over whatever the file is now
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Print the JSON Schema of the format json instead
    #[arg(long, conflicts_with_all = ["format", "output", "name", "force"])]
    pub schema: bool,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The whole record; what `import` continues
    Json,
    /// The events, a line each
    Jsonl,
    /// A table with a row for each step
    Csv,
    /// A page in Markdown
    Md,
    /// A page in HTML, in one file
    Html,
    /// A JUnit report
    Junit,
    /// Statements of xAPI, without any name
    Xapi,
}

/// Arguments of `import`.
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// An export in the format json; `-` for standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Arguments of `summary`.
#[derive(Debug, Clone, Args)]
pub struct SummaryArgs {
    /// Write it as a page in HTML, to keep
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Your name, to stand on the page
    #[arg(long, value_name = "NAME", requires = "html")]
    pub name: Option<String>,
    /// Write over whatever the file is now
    #[arg(long, requires = "html")]
    pub force: bool,
}
