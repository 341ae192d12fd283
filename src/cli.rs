//! The command line: clap types only. The doc comments are the help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod export;
mod report;

pub use export::{ExportArgs, ExportFormat, ImportArgs, SummaryArgs};
pub use report::{ReportArgs, ReportFormat, ReportLayout};

/// Learn Docker by doing, on your own engine, checked against what is really there
///
/// Without a command, the interactive session starts where you left it.
#[derive(Debug, Parser)]
#[command(name = "kesako", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; nothing: the interactive session
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Folder of your work and your progress
    #[arg(long, global = true, value_name = "DIR", env = "KESAKO_WORKSPACE", help_heading = "Options everywhere")]
    pub workspace: Option<PathBuf>,
    /// Folder of another course than the built-in one
    #[arg(long, global = true, value_name = "DIR", env = "KESAKO_COURSE", help_heading = "Options everywhere")]
    pub course: Option<PathBuf>,
    /// Language
    #[arg(long, global = true, value_enum, env = "KESAKO_LANG", help_heading = "Options everywhere")]
    pub lang: Option<Lang>,
    /// One JSON object on standard output, and nothing else
    #[arg(long, global = true, help_heading = "Options everywhere")]
    pub json: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value = "auto", help_heading = "Options everywhere")]
    pub color: Color,
    /// Engine to use, as `DOCKER_HOST` names it
    #[arg(long, global = true, value_name = "ENDPOINT", help_heading = "Options everywhere")]
    pub host: Option<String>,
    /// Docker context to use
    #[arg(long, global = true, value_name = "NAME", help_heading = "Options everywhere")]
    pub context: Option<String>,
    /// Agree to whatever would be asked
    #[arg(long, short = 'y', global = true, help_heading = "Options everywhere")]
    pub yes: bool,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English
    En,
    /// French
    Fr,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When standard output is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a step's text, and begin it
    Show(StepArgs),
    /// Look once at your work, and say what is there
    Check(CheckArgs),
    /// Show the next hint
    Hint(StepArgs),
    /// Answer a step's question
    Answer(AnswerArgs),
    /// Show the solution beside your files
    Solve(SolveArgs),
    /// Bring engine and workspace to where a step begins
    Jump(JumpArgs),
    /// Remove what the tutorial made, after listing it
    Reset(ResetArgs),
    /// List chapters and steps
    List,
    /// Look at engine, tools, images, ports; say what is well, and how to mend the rest
    Doctor(DoctorArgs),
    /// Show the base images, and get them
    Images(ImagesArgs),
    /// Write your record as a file that can leave this machine: no path, environment or log is in it
    Export(ExportArgs),
    /// Continue an export of another machine here
    Import(ImportArgs),
    /// Show what you know now: commands by chapter, time, attempts
    Summary(SummaryArgs),
    /// Show many learners' exports in one: who is where, who is stuck, on which slip
    Report(ReportArgs),
    /// For authors: check courses
    Course(CourseArgs),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Man,
}

/// A step.
#[derive(Debug, Clone, Default, Args)]
pub struct StepArgs {
    /// `6/publish`, `06-network/publish` or `6.4`; the current step if left out
    #[arg(value_name = "STEP")]
    pub step: Option<String>,
}

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// `6/publish`, `06-network/publish` or `6.4`; the current step if left out
    #[arg(value_name = "STEP", conflicts_with_all = ["all", "chapter"])]
    pub step: Option<String>,
    /// Check every step that was begun
    #[arg(long, conflicts_with = "chapter")]
    pub all: bool,
    /// Check the steps of one chapter that were begun
    #[arg(long, value_name = "N")]
    pub chapter: Option<String>,
    /// Count state from before the step as its work
    #[arg(long, conflicts_with_all = ["all", "chapter"])]
    pub accept: bool,
}

/// Arguments of `answer`.
#[derive(Debug, Clone, Args)]
pub struct AnswerArgs {
    /// The step, if it is not the current one, and the answer
    #[arg(value_name = "[STEP] VALUE", required = true, num_args = 1.., allow_negative_numbers = true)]
    pub words: Vec<String>,
    /// Which question, when the step has several
    #[arg(long, value_name = "CHECK")]
    pub question: Option<String>,
}

/// Arguments of `solve`.
#[derive(Debug, Clone, Args)]
pub struct SolveArgs {
    /// `6/publish`, `06-network/publish` or `6.4`; the current step if left out
    #[arg(value_name = "STEP")]
    pub step: Option<String>,
    /// Carry it out
    #[arg(long)]
    pub run: bool,
}

/// Arguments of `jump`.
#[derive(Debug, Clone, Args)]
pub struct JumpArgs {
    /// `6/publish`, `06-network/publish` or `6.4`
    #[arg(value_name = "STEP")]
    pub step: String,
}

/// Arguments of `reset`.
#[derive(Debug, Clone, Args)]
pub struct ResetArgs {
    /// A step (`6/publish`), a chapter (`6`); the current step if left out
    #[arg(value_name = "STEP|CHAPTER", conflicts_with = "all")]
    pub scope: Option<String>,
    /// Everything that the tutorial made
    #[arg(long)]
    pub all: bool,
    /// Also what bore the tutorial's names before this workspace was made
    #[arg(long)]
    pub adopt: bool,
    /// Only list
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `doctor`.
#[derive(Debug, Clone, Args)]
pub struct DoctorArgs {
    /// Carry out what mends it, after asking
    #[arg(long)]
    pub fix: bool,
}

/// Arguments of `images`.
#[derive(Debug, Clone, Args)]
pub struct ImagesArgs {
    /// What to do; nothing: show which are there
    #[command(subcommand)]
    pub action: Option<ImagesAction>,
}

/// What to do with the base images.
#[derive(Debug, Clone, Subcommand)]
pub enum ImagesAction {
    /// Pull those that are missing
    Pull {
        /// Registry to pull from instead, for example of the room: `mirror.local:5000`
        #[arg(long, value_name = "PREFIX", env = "KESAKO_MIRROR")]
        mirror: Option<String>,
    },
    /// Save them as an offline kit
    Save {
        /// File to write
        #[arg(value_name = "FILE", default_value = "kesako-images.tar")]
        file: PathBuf,
    },
    /// Load an offline kit
    Load {
        /// File to read
        #[arg(value_name = "FILE", default_value = "kesako-images.tar")]
        file: PathBuf,
    },
    /// Build small stand-ins from what this machine has
    StandIn {
        /// Also where the image is there already
        #[arg(long)]
        force: bool,
    },
}

/// Arguments of `course`.
#[derive(Debug, Clone, Args)]
pub struct CourseArgs {
    /// What to do
    #[command(subcommand)]
    pub action: CourseAction,
}

/// What to do with a course.
#[derive(Debug, Clone, Subcommand)]
pub enum CourseAction {
    /// Say everything that is wrong with its files
    Lint {
        /// Note that all languages say the same now
        #[arg(long)]
        stamp: bool,
    },
    /// Prove every step on a real engine
    Verify(VerifyArgs),
}

/// Arguments of `course verify`.
#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub struct VerifyArgs {
    /// Steps or chapters to prove; all if left out
    #[arg(value_name = "STEP|CHAPTER")]
    pub scopes: Vec<String>,
    /// Stop at the first step that fails
    #[arg(long)]
    pub fail_fast: bool,
    /// Of the wrong attempts only the first of each finding; the others are left to recordings
    #[arg(long)]
    pub sample: bool,
    /// Make wrong attempts out of the right ways instead; each must fail, or be declared as good
    #[arg(long, conflicts_with_all = ["sample", "record"])]
    pub mutate: bool,
    /// Write what each attempt was judged by to this folder, to be judged again without an engine
    #[arg(long, value_name = "DIR")]
    pub record: Option<PathBuf>,
    /// With `--record`: only attempts without a recording by which they are judged as they must be
    #[arg(long, requires = "record", conflicts_with = "sample")]
    pub missing: bool,
    /// Another engine to share the steps with; may be given several times
    #[arg(long, value_name = "ENDPOINT")]
    pub also_host: Vec<String>,
    /// Measured times to share the steps out by: `seconds.json` of an earlier recording
    #[arg(long, value_name = "FILE", requires = "also_host")]
    pub times: Option<PathBuf>,
}
