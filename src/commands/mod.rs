//! One file per verb: arguments and services in, outcome out.

mod answer;
mod base;
mod begin;
mod check;
mod check_json;
mod course;
mod doctor;
mod doomed;
mod everything;
mod export;
mod foreign;
mod given;
mod help;
mod hint;
mod images;
mod import;
mod judge;
mod jump;
mod keep;
mod leftovers;
mod list;
mod logins;
mod made;
mod names;
mod output_file;
mod ports;
mod prunes;
mod random;
mod registries;
mod report;
mod reset;
mod restore;
mod said;
mod script;
mod services;
mod session;
mod shelf;
mod show;
mod solve;
mod summary;
mod trust;
mod untouched;
mod usage;
mod verify;
mod witness;

pub use services::Services;

use clap::{CommandFactory, Parser};

use crate::cli::{Cli, Command, CourseAction, CourseArgs, ExportArgs, Global};
use crate::course::{CourseSource, FindStepError, Language};
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::ui::Ui;
use crate::words::Words;

/// How long throwaway containers may take to go when a command ends.
const SETTLING: std::time::Duration = std::time::Duration::from_secs(5);

/// Parses the command line, does what it says, says what went wrong.
pub fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let (error, language) = in_their_language(error);
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            if !usage::say(&error, language) {
                // Nothing can be said any more when standard error is closed.
                drop(error.print());
            }
            return exit;
        }
    };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return Exit::Bug };
    runtime.block_on(serve(cli))
}

/// The same help or error, its names and texts in the language of who is to read it.
fn in_their_language(error: clap::Error) -> (clap::Error, Language) {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let language = help::language(&arguments);
    let command = help::command(language);
    (command.try_get_matches_from(arguments).err().unwrap_or(error), language)
}

async fn serve(cli: Cli) -> Exit {
    let source = services::source(&cli.global);
    let text_of = |path: &str| text_of(&source, path);
    let Cli { command, global } = cli;
    let command = match alone(command, &global, &source).await {
        Alone::Done(ui, outcome) => return finish(&ui, outcome, text_of),
        Alone::Not(command) => command,
    };
    let mut services = match Services::open(global) {
        Ok(services) => services,
        Err(failed) => {
            let (error, ui) = *failed;
            return report(&error, &ui, text_of);
        }
    };
    for torn in services.record.torn() {
        services.ui.warning(&services.words().get("commands-record-torn", &[("line", torn.line.into())]));
    }
    let outcome = if command.is_none() && services.ui.is_interactive() {
        // The session hears Ctrl+C itself, and lets a shell that it opened have it.
        session::run(&mut services).await
    } else {
        interruptible(&mut services, command).await
    };
    // Throwaway containers whose look was interrupted are being removed: give that a moment.
    services.engine.settle(SETTLING).await;
    let outcome = outcome.map_err(|error| doctor::with_remedy(&services, error));
    finish(&services.ui, outcome, text_of)
}

fn finish(ui: &Ui, outcome: Outcome, text_of: impl Fn(&str) -> String) -> Exit {
    let exit = match outcome {
        Ok(exit) => exit,
        Err(error) => report(&error, ui, text_of),
    };
    match ui.finish() {
        Ok(()) => exit,
        Err(_) => Exit::Bug,
    }
}

/// What came of a command that needs neither a sound course nor a workspace nor an engine; or the command, if it is
/// none of those.
enum Alone {
    Done(Box<Ui>, Outcome),
    Not(Option<Command>),
}

async fn alone(command: Option<Command>, global: &Global, source: &CourseSource) -> Alone {
    let ui = || Box::new(services::early_ui(global));
    match command {
        Some(Command::Completions { shell }) => {
            let ui = ui();
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "kesako", &mut script);
            ui.data(&script);
            Alone::Done(ui, Ok(Exit::Done))
        }
        Some(Command::Man) => {
            let ui = ui();
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
            ui.data(&page);
            Alone::Done(ui, rendered.map(|()| Exit::Done).map_err(|error| CommandError::new(Exit::Bug, error)))
        }
        Some(Command::Course(CourseArgs { action: CourseAction::Lint { stamp } })) => {
            let ui = ui();
            let outcome = course::run(&ui, source, stamp);
            Alone::Done(ui, outcome)
        }
        Some(Command::Export(ExportArgs { schema: true, .. })) => {
            let ui = ui();
            ui.json(&crate::progress::export::schema());
            Alone::Done(ui, Ok(Exit::Done))
        }
        Some(Command::Doctor(args)) => {
            let ui = ui();
            let outcome = tokio::select! {
                outcome = doctor::run(&ui, global, &args) => outcome,
                _ = tokio::signal::ctrl_c() => Ok(Exit::Interrupted),
            };
            Alone::Done(ui, outcome)
        }
        Some(Command::Report(args)) => {
            let ui = ui();
            let outcome = report::run(&ui, global, source, &args);
            Alone::Done(ui, outcome)
        }
        command => Alone::Not(command),
    }
}

/// A file of the course as text, to show what is wrong with it.
fn text_of(source: &CourseSource, path: &str) -> String {
    let file = source.read(path).ok().flatten();
    file.and_then(|file| String::from_utf8(file.bytes.into_owned()).ok()).unwrap_or_default()
}

async fn interruptible(services: &mut Services, command: Option<Command>) -> Outcome {
    tokio::select! {
        outcome = dispatch(services, command) => outcome,
        _ = tokio::signal::ctrl_c() => Ok(Exit::Interrupted),
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
        Some(Command::Export(args)) => export::run(services, &args),
        Some(Command::Import(args)) => import::run(services, &args),
        Some(Command::Summary(args)) => summary::run(services, &args),
        Some(Command::Images(args)) => images::run(services, &args).await,
        // Were carried out before anything was opened.
        Some(
            Command::Doctor(_) | Command::Report(_) | Command::Course(_) | Command::Completions { .. } | Command::Man,
        ) => Ok(Exit::Bug),
    }
}

/// Says what went wrong, and how the command ends.
fn report(error: &CommandError, ui: &Ui, text_of: impl Fn(&str) -> String) -> Exit {
    for diagnostic in &error.diagnostics {
        ui.error_diagnostic(diagnostic, &text_of(&diagnostic.path));
    }
    let hints: Vec<String> = error.hints.iter().map(|hint| said::hint(hint, ui.words())).collect();
    ui.error(&said::said(error.error.as_ref(), ui.words()), &hints);
    error.exit
}

/// A step that can't be found, with what to type instead.
fn find_error(error: FindStepError, words: Words) -> CommandError {
    match error {
        FindStepError::Broken(diagnostics) => diagnostics.into(),
        error => {
            let meant = match &error {
                FindStepError::NoChapter { did_you_mean, .. } | FindStepError::NoStep { did_you_mean, .. } => {
                    let say = |meant: &String| words.get("error-did-you-mean", &[("meant", meant.as_str().into())]);
                    did_you_mean.iter().map(say).collect()
                }
                FindStepError::Ambiguous { candidates, .. } => candidates.iter().map(|id| format!("`{id}`")).collect(),
                _ => Vec::new(),
            };
            let mut error = CommandError::new(Exit::Usage, error);
            error.hints.extend(meant);
            error.hint("`kesako list`")
        }
    }
}
