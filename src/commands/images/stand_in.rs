//! `images stand-in`: small images built from the programs of this machine, for a room without a registry.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::course::StandIn;
use crate::engine::StandInPlan;
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::ui::{Question, Sign, Transfer};
use crate::words::Words;

use super::super::Services;
use super::super::base::{Base, ImageOrigin};
use super::super::doctor::Machine;
use super::packages::{self, Packages};
use super::{note, sweep, with_progress};

/// Builds stand-ins of these images, whatever is there under their names.
pub(super) async fn build(services: &mut Services, wanted: Vec<Base>) -> Result<(), CommandError> {
    let machine = Machine::of_process();
    let packages = Packages::of(&machine);
    let mut plans = plans(&wanted, &machine, packages.as_ref());
    let missing: BTreeSet<String> =
        plans.values().flat_map(|plan| &plan.missing).map(|missing| missing.package.clone()).collect();
    if !missing.is_empty() {
        fetch(services, &machine, packages.as_ref(), &missing).await?;
        plans = self::plans(&wanted, &machine, packages.as_ref());
    }
    for base in &wanted {
        let reference = base.image.reference.as_str();
        let (Some(plan), Some(stand_in)) = (plans.remove(reference), &base.image.stand_in) else {
            let says = services.words().get("commands-stand-in-none", &[("reference", reference.into())]);
            services.ui.warning(&says);
            continue;
        };
        if let Some(missing) = plan.missing.first() {
            return Err(lacking(services, &BTreeSet::from([missing.package.clone()])));
        }
        let used = used(&plan, stand_in, services.words());
        build_one(services, plan, reference).await?;
        let says = services.words().get("commands-stand-in-built", &[("reference", reference.into())]);
        services.ui.status(Sign::Pass, &says);
        for line in used {
            services.ui.say(&format!("    {line}"));
        }
        note(services, base, ImageOrigin::StandIn);
        sweep(services, base).await;
    }
    Ok(())
}

async fn build_one(services: &Services, plan: StandInPlan, reference: &str) -> Result<(), CommandError> {
    let (sender, news) = tokio::sync::mpsc::unbounded_channel();
    let what = services.words().text("commands-stand-in-building");
    let mut transfer = Transfer::begin(&services.ui, reference);
    // Nobody reads the news any more once the bars are gone.
    let work = services.engine.build_stand_in(plan, reference, move |done| _ = sender.send((done, 0)));
    let built = with_progress(&mut transfer, &what, news, work).await;
    transfer.end();
    built?;
    Ok(())
}

/// A plan for each image that can be stood in for, by reference.
fn plans(wanted: &[Base], machine: &Machine, packages: Option<&Packages>) -> BTreeMap<String, StandInPlan> {
    let own = machine.environment.get("PATH").unwrap_or_default();
    let path = packages.map_or_else(|| own.to_owned(), |packages| packages.path_after(own));
    let plan = |base: &Base| {
        let stand_in = base.image.stand_in.as_ref()?;
        Some((base.image.reference.clone(), StandInPlan::new(&by_name_too(stand_in), &path)))
    };
    wanted.iter().filter_map(plan).collect()
}

/// Programs given by a path are also looked up by name: where packages were fetched to, their path is another.
fn by_name_too(stand_in: &StandIn) -> StandIn {
    let mut stand_in = stand_in.clone();
    for program in &mut stand_in.programs {
        let names: Vec<String> = program
            .from
            .iter()
            .filter_map(|from| Some(Path::new(from).file_name()?.to_string_lossy().into_owned()))
            .filter(|name| !program.from.contains(name))
            .collect();
        program.from.extend(names);
    }
    stand_in
}

/// What of this machine goes into an image: its programs by name, the libraries by number.
fn used(plan: &StandInPlan, stand_in: &StandIn, words: Words) -> Vec<String> {
    let is_program = |there: &str| stand_in.programs.iter().any(|program| program.to == there);
    let (programs, libraries): (Vec<_>, Vec<_>) = plan.copies().partition(|(there, _)| is_program(there));
    let mut lines: Vec<String> = programs.iter().map(|(there, here)| format!("{there} ← {}", here.display())).collect();
    if !libraries.is_empty() {
        lines.push(words.get("commands-stand-in-libraries", &[("count", libraries.len().into())]));
    }
    lines
}

/// Fetches packages after asking, where that can be done without installing anything.
async fn fetch(
    services: &mut Services,
    machine: &Machine,
    packages: Option<&Packages>,
    missing: &BTreeSet<String>,
) -> Result<(), CommandError> {
    let Some(packages) = packages else { return Err(lacking(services, missing)) };
    let list: Vec<&str> = missing.iter().map(String::as_str).collect();
    let values = [("packages", list.join(" ").into()), ("folder", packages.folder().display().to_string().into())];
    let question = services.words().get("commands-stand-in-fetch", &values);
    if !services.prompt.confirm(Question { text: &question, instead: "--yes" }, true)? {
        return Err(lacking(services, missing));
    }
    let fetched = packages::fetch(packages, &list, machine).await;
    fetched.map_err(|why| CommandError::new(Exit::CouldNotLook, why).hint(install_line(missing)))?;
    let says = services.words().get("commands-stand-in-fetched", &[("packages", list.join(" ").into())]);
    services.ui.status(Sign::Pass, &says);
    Ok(())
}

fn lacking(services: &Services, missing: &BTreeSet<String>) -> CommandError {
    let list: Vec<&str> = missing.iter().map(String::as_str).collect();
    let key = if cfg!(target_os = "linux") { "commands-stand-in-lacks" } else { "commands-stand-in-elsewhere" };
    let message = services.words().get(key, &[("packages", list.join(" ").into())]);
    let error = CommandError::new(Exit::CouldNotLook, message);
    if Machine::of_process().system().family.has_apt() { error.hint(install_line(missing)) } else { error }
}

fn install_line(missing: &BTreeSet<String>) -> String {
    let list: Vec<&str> = missing.iter().map(String::as_str).collect();
    format!("`sudo apt-get install -y {}`", list.join(" "))
}
