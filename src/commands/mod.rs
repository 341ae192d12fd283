//! One file per verb: arguments and services in, outcome out.

mod answer;
mod begin;
mod check;
mod foreign;
mod hint;
mod judge;
mod jump;
mod list;
mod made;
mod names;
mod ports;
mod random;
mod reset;
mod script;
mod services;
mod show;
mod solve;
mod trust;
mod verify;

pub use services::Services;

use clap::{CommandFactory, Parser};

use crate::cli::{Cli, Command, CourseAction, CourseArgs};
use crate::course::FindStepError;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::ui::Ui;

/// Parses the command line, does what it says, says what went wrong.
pub fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            // Nothing can be said any more when standard error is closed.
            drop(error.print());
            return exit;
        }
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(_) => return Exit::Bug,
    };
    runtime.block_on(serve(cli))
}

async fn serve(cli: Cli) -> Exit {
    let mut services = match Services::open(cli.global) {
        Ok(services) => services,
        Err(failed) => {
            let (error, ui) = *failed;
            return report(&error, &ui, |_| String::new());
        }
    };
    let outcome = tokio::select! {
        outcome = dispatch(&mut services, cli.command) => outcome,
        _ = tokio::signal::ctrl_c() => Ok(Exit::Interrupted),
    };
    let exit = match outcome {
        Ok(exit) => exit,
        Err(error) => report(&error, &services.ui, |path| services.course.text(path)),
    };
    match services.ui.finish() {
        Ok(()) => exit,
        Err(_) => Exit::Bug,
    }
}

async fn dispatch(services: &mut Services, command: Option<Command>) -> Outcome {
    match command {
        None => show::run(services, &crate::cli::StepArgs::default()).await,
        Some(Command::Show(args)) => show::run(services, &args).await,
        Some(Command::Check(args)) => check::run(services, &args).await,
        Some(Command::Hint(args)) => hint::run(services, &args),
        Some(Command::Answer(args)) => answer::run(services, &args).await,
        Some(Command::Solve(args)) => solve::run(services, &args).await,
        Some(Command::Jump(args)) => jump::run(services, &args).await,
        Some(Command::Reset(args)) => reset::run(services, &args).await,
        Some(Command::List) => list::run(services),
        Some(Command::Course(CourseArgs { action: CourseAction::Verify(args) })) => verify::run(services, &args).await,
        Some(Command::Doctor(_) | Command::Images(_) | Command::Course(_)) => Ok(Exit::Usage),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "kesako", &mut script);
            services.ui.data(&script);
            Ok(Exit::Done)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
            rendered.map_err(|error| CommandError::new(Exit::Bug, error))?;
            services.ui.data(&page);
            Ok(Exit::Done)
        }
    }
}

/// Says what went wrong, and how the command ends.
fn report(error: &CommandError, ui: &Ui, text_of: impl Fn(&str) -> String) -> Exit {
    for diagnostic in &error.diagnostics {
        drop(text_of(&diagnostic.path));
        ui.warning(&format!("{diagnostic:?}"));
    }
    ui.error(error.error.as_ref(), &error.hints);
    error.exit
}

/// A step that can't be found, with what to type instead.
fn find_error(error: FindStepError) -> CommandError {
    match error {
        FindStepError::Broken(diagnostics) => diagnostics.into(),
        error => {
            let meant = match &error {
                FindStepError::NoChapter { did_you_mean, .. } | FindStepError::NoStep { did_you_mean, .. } => {
                    did_you_mean.iter().map(|meant| format!("did you mean `{meant}`?")).collect()
                }
                FindStepError::Ambiguous { candidates, .. } => candidates.iter().map(|id| format!("`{id}`")).collect(),
                _ => Vec::new(),
            };
            let mut error = CommandError::usage(error.to_string());
            error.hints.extend(meant);
            error.hint("`kesako list`")
        }
    }
}
