//! `kesako doctor`: engine, tools, images, ports, disk, terminal: what is well, and the command that mends the rest;
//! `--fix` carries that out after asking.
//!
//! Opens everything on its own, since it is wanted exactly when something can't be opened.

mod engine;
mod finding;
mod fix;
mod ground;
mod listener;
mod patient;
mod remedy;
mod system;
mod tools;

use serde::Serialize;

use crate::cli::{DoctorArgs, Global};
use crate::engine::EngineError;
use crate::error::{CommandError, Outcome};
use crate::exit_code::Exit;
use crate::probe::Cause;
use crate::ui::{Label, Line, Sign, Ui};
use crate::words::Words;

use super::Services;
use finding::{Finding, Health};
use patient::{Look, Patient};
use remedy::Remedy;
use system::System;
pub(super) use system::{Family, Machine};

/// `kesako doctor`.
pub(super) async fn run(ui: &Ui, options: &Global, args: &DoctorArgs) -> Outcome {
    let mut look = Patient::open(options).look(ui.words()).await;
    let system = Machine::of_process().system();
    if args.fix {
        show(ui, &look.findings, &system);
        look = fix::carry_out(ui, options, look).await?;
    } else if !ui.is_json() {
        show(ui, &look.findings, &system);
    }
    if ui.is_json() {
        ui.json(&DoctorJson::of(&look, &system, ui.words()));
    } else {
        sum_up(ui, &look.findings, &system, args.fix);
    }
    Ok(exit(&look.findings))
}

/// How the command ends.
fn exit(findings: &[Finding]) -> Exit {
    let wrong: Vec<&Finding> = findings.iter().filter(|finding| finding.health == Health::Wrong).collect();
    let of = |finding: &&Finding| match finding.id.as_str() {
        "course" => Exit::Course,
        "workspace" | "record" | "disk" => Exit::Progress,
        _ => Exit::CouldNotLook,
    };
    if wrong.iter().map(of).any(|exit| exit == Exit::CouldNotLook) {
        return Exit::CouldNotLook;
    }
    wrong.first().map_or(Exit::Done, of)
}

const fn sign(health: Health) -> Sign {
    match health {
        Health::Well => Sign::Pass,
        Health::Remark => Sign::Remark,
        Health::Unknown => Sign::Unknown,
        Health::Wrong => Sign::Fail,
    }
}

fn show(ui: &Ui, findings: &[Finding], system: &System) {
    for (position, finding) in findings.iter().enumerate() {
        ui.status(sign(finding.health), &finding.says);
        // What mends several in a row is said once, below the last.
        let again = findings.get(position + 1).is_some_and(|next| next.remedy == finding.remedy);
        if finding.health == Health::Well || again {
            continue;
        }
        let Some(remedy) = &finding.remedy else { continue };
        if let Some(command) = remedy.line(system) {
            let mut line = Line::plain("    ");
            line.push(Label::Code, &command);
            ui.line(&line);
        }
        if let Some(note) = note(remedy, ui.words()) {
            ui.line(&Line::plain(&format!("    {note}")));
        }
    }
}

fn note(remedy: &Remedy, words: Words) -> Option<String> {
    remedy.note.map(|key| words.get(key, &[("manual", remedy::MANUAL.into())]))
}

fn sum_up(ui: &Ui, findings: &[Finding], system: &System, fixed: bool) {
    let words = ui.words();
    ui.say("");
    let count = |health| findings.iter().filter(|finding| finding.health == health).count();
    let (wrong, remarks) = (count(Health::Wrong), count(Health::Remark) + count(Health::Unknown));
    if wrong + remarks == 0 {
        return ui.status(Sign::Pass, &words.text("doctor-all-well"));
    }
    if wrong == 0 {
        ui.status(Sign::Pass, &words.get("doctor-well-enough", &[("count", remarks.into())]));
    } else {
        ui.status(Sign::Fail, &words.get("doctor-not-well", &[("count", wrong.into())]));
    }
    let mends = |finding: &Finding| {
        finding.remedy.as_ref().is_some_and(|remedy| remedy.can_be_run() && remedy.line(system).is_some())
    };
    if !fixed && findings.iter().any(mends) {
        ui.markdown(&words.text("doctor-offer-fix"));
    }
}

/// What mends a look at the engine that failed for `cause`: lines of Markdown, the command first.
pub(super) fn remedy(services: &Services, cause: Cause) -> Vec<String> {
    let machine = Machine::of_process();
    let system = machine.system();
    let Some(trouble) = engine::trouble_of(cause, services.engine.endpoint(), &machine) else { return Vec::new() };
    let remedy = remedy::remedy(&trouble, &system);
    let command = remedy.line(&system).map(|line| format!("`{line}`"));
    command.into_iter().chain(note(&remedy, services.words())).collect()
}

/// An error about the engine, with the command that mends it before its other hints.
pub(super) fn with_remedy(services: &Services, mut error: CommandError) -> CommandError {
    if let Some(engine) = error.error.downcast_ref::<EngineError>() {
        let mut hints = remedy(services, engine.cause());
        hints.append(&mut error.hints);
        error.hints = hints;
    }
    error
}

/// What `doctor --json` prints.
#[derive(Debug, Serialize)]
struct DoctorJson<'l> {
    schema: u32,
    well: bool,
    system: SystemJson<'l>,
    endpoint: Option<EndpointJson<'l>>,
    engine: Option<EngineJson<'l>>,
    findings: Vec<FindingJson<'l>>,
}

#[derive(Debug, Serialize)]
struct SystemJson<'l> {
    family: Family,
    init: system::Init,
    root: bool,
    manual: &'l str,
}

#[derive(Debug, Serialize)]
struct EndpointJson<'l> {
    address: &'l str,
    origin: &'l str,
}

#[derive(Debug, Serialize)]
struct EngineJson<'l> {
    version: &'l str,
    api: &'l str,
    flavour: &'l str,
    os: &'l str,
    arch: &'l str,
}

#[derive(Debug, Serialize)]
struct FindingJson<'l> {
    id: &'l str,
    health: Health,
    says: &'l str,
    remedy: Option<String>,
    note: Option<String>,
}

impl<'l> DoctorJson<'l> {
    fn of(look: &'l Look, system: &System, words: Words) -> Self {
        let finding = |finding: &'l Finding| {
            let remedy = finding.remedy.as_ref().filter(|_| finding.health != Health::Well);
            FindingJson {
                id: &finding.id,
                health: finding.health,
                says: &finding.says,
                remedy: remedy.and_then(|remedy| remedy.line(system)),
                note: remedy.and_then(|remedy| note(remedy, words)),
            }
        };
        Self {
            schema: 1,
            well: exit(&look.findings) == Exit::Done,
            system: SystemJson {
                family: system.family,
                init: system.init,
                root: system.is_root,
                manual: remedy::MANUAL,
            },
            endpoint: look.endpoint.as_ref().map(|(address, origin)| EndpointJson { address, origin }),
            engine: look.engine.as_ref().map(|state| EngineJson {
                version: &state.version,
                api: &state.api,
                flavour: &state.flavour,
                os: &state.os,
                arch: &state.arch,
            }),
            findings: look.findings.iter().map(finding).collect(),
        }
    }
}
