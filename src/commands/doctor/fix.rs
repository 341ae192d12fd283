//! `doctor --fix`: carries out the remedies one after the other, each after asking, and looks again after each.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::Command;

use crate::cli::{Global, Lang};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::ui::{Question, Sign, Ui};

use super::finding::Health;
use super::patient::{Look, Patient};
use super::remedy::{Remedy, Step};
use super::system::{Machine, SYSTEM_FOLDERS, System};

/// How long an engine may take to answer once it was started.
const START: Duration = Duration::from_secs(40);
/// How often it is asked meanwhile.
const AGAIN: Duration = Duration::from_millis(200);

/// Mends what can be mended; gives the last look.
pub(super) async fn carry_out(ui: &Ui, options: &Global, mut look: Look) -> Result<Look, CommandError> {
    let machine = Machine::of_process();
    let system = machine.system();
    let mut prompt = crate::ui::prompt(ui, options.yes);
    let mut tried = BTreeSet::new();
    while let Some((remedy, line)) = next(&look, &system, &mut tried) {
        let question = ui.words().get("doctor-fix-question", &[("command", line.clone().into())]);
        if !prompt.confirm(Question { text: &question, instead: "--yes" }, false)? {
            continue;
        }
        for step in &remedy.steps {
            run(step, &machine, &system, ui, options).await?;
        }
        if remedy.starts {
            wait_for_engine(options).await;
        }
        look = Patient::open(options).look(ui.words()).await;
        ui.status(Sign::Pass, &ui.words().get("doctor-fix-done", &[("command", line.into())]));
        if let Some(note) = super::note(&remedy, ui.words()) {
            ui.say(&note);
        }
    }
    Ok(look)
}

/// The first remedy that was not offered yet.
fn next(look: &Look, system: &System, tried: &mut BTreeSet<String>) -> Option<(Remedy, String)> {
    look.findings.iter().filter(|finding| finding.health != Health::Well).find_map(|finding| {
        let remedy = finding.remedy.clone().filter(Remedy::can_be_run)?;
        let line = remedy.line(system)?;
        tried.insert(line.clone()).then_some((remedy, line))
    })
}

async fn run(step: &Step, machine: &Machine, system: &System, ui: &Ui, options: &Global) -> Result<(), CommandError> {
    let words = step.started(system);
    let mut command = match words.split_first() {
        Some((program, arguments)) if program == "kesako" => own(arguments, options)?,
        Some((program, arguments)) => {
            let mut command = Command::new(program);
            command.args(arguments);
            command
        }
        None => return Ok(()),
    };
    command.env("PATH", longer_path(machine));
    if ui.is_json() {
        // Standard output is for the one JSON object.
        command.stdout(Stdio::null());
    }
    let line = words.join(" ");
    let failed = |why: String| {
        let message = ui.words().get("doctor-fix-failed", &[("command", line.clone().into()), ("why", why.into())]);
        CommandError::new(Exit::CouldNotLook, message).hint("`kesako doctor`")
    };
    let status = command.status().await.map_err(|error| failed(ui.words().io(&error)))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(status.code().map_or_else(|| "signal".to_owned(), |code| format!("code {code}"))))
    }
}

/// This very program with other arguments and the same options.
fn own(arguments: &[String], options: &Global) -> Result<Command, CommandError> {
    let program = std::env::current_exe().map_err(|error| CommandError::new(Exit::Bug, error))?;
    let mut command = Command::new(program);
    command.args(arguments);
    for (name, value) in [("--host", &options.host), ("--context", &options.context)] {
        command.args(value.iter().flat_map(|value| [name, value]));
    }
    for (name, value) in [("--workspace", &options.workspace), ("--course", &options.course)] {
        if let Some(value) = value {
            command.arg(name).arg(value);
        }
    }
    if let Some(lang) = options.lang {
        command.arg("--lang").arg(if lang == Lang::Fr { "fr" } else { "en" });
    }
    command.arg("--yes");
    Ok(command)
}

/// `PATH`, then the folders of system programs.
fn longer_path(machine: &Machine) -> std::ffi::OsString {
    let path = machine.environment.get("PATH").unwrap_or_default();
    let folders = std::env::split_paths(path).chain(SYSTEM_FOLDERS.map(|folder| machine.at(folder)));
    std::env::join_paths(folders).unwrap_or_else(|_| path.into())
}

/// Waits until the engine answers, or long enough.
async fn wait_for_engine(options: &Global) {
    let started = Instant::now();
    loop {
        let patient = Patient::open(options);
        let Some(engine) = patient.engine() else { return };
        if super::engine::ask(engine).await.is_ok() || started.elapsed() > START {
            return;
        }
        tokio::time::sleep(AGAIN).await;
    }
}
