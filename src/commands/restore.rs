//! What a step began with and a reset gives back: names of images that moved to another image since.
//!
//! An image that still exists gets its name again. What is gone for good (a deleted image, a removed container) is told,
//! with the way that brings it back.

use jiff::Timestamp;

use crate::course::StepId;
use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::{Observation, Probe, Seen, Snapshot};
use crate::progress::Begun;

use super::said::Unlooked;
use super::{Services, given};

/// What stands between now and the beginning of a step, beyond what is too much.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Restore {
    /// Names to give back, each with the id of the image that had it.
    pub(super) names: Vec<(String, String)>,
    /// Names of what was there when the step began, and is no more.
    pub(super) lost: Vec<String>,
}

/// Compares what the step began with and what is there now. Nothing for a step that never began.
pub(super) async fn plan(services: &Services, id: &StepId) -> Result<Restore, CommandError> {
    let progress = services.record.progress();
    let begun = progress.step(id).and_then(|step| step.begun.as_ref());
    let Some(baseline) = begun.and_then(Begun::baseline) else { return Ok(Restore::default()) };
    let (_, step) = services.step(id)?;
    let given = given::earlier(services, &step, &baseline);
    let of_given = given.iter().flat_map(|(name, id)| [name, id]);
    let mut wanted = probes(&baseline);
    wanted.extend(of_given.map(|reference| Probe::Image { reference: reference.clone() }));
    let now = look(services, wanted).await?;
    let mut restore = compare(&baseline, &now);
    for (name, then) in given.into_iter().filter(|(name, then)| id_of(&now, name).as_ref() != Some(then)) {
        match id_of(&now, &then) {
            Some(id) => restore.names.push((name, id)),
            None => restore.lost.push(name),
        }
    }
    Ok(restore)
}

/// The id of the image that a reference names.
fn id_of(snapshot: &Snapshot, reference: &str) -> Option<String> {
    match snapshot.get(&Probe::Image { reference: reference.to_owned() }) {
        Some(Seen::Present(Observation::Image(state))) => Some(state.id.clone()),
        _ => None,
    }
}

/// Gives the names back.
pub(super) async fn carry_out(services: &Services, restore: &Restore) -> Result<(), CommandError> {
    for (name, id) in &restore.names {
        services.engine.tag(id, name).await?;
    }
    Ok(())
}

/// A look at every named image and container of the beginning: by name, and by id for what may have lost its name.
fn probes(baseline: &Snapshot) -> std::collections::BTreeSet<Probe> {
    baseline
        .iter()
        .filter_map(|(probe, seen)| match (probe, seen) {
            (Probe::Image { .. }, Seen::Present(Observation::Image(state))) => {
                Some(vec![probe.clone(), Probe::Image { reference: state.id.clone() }])
            }
            (Probe::Container { .. }, Seen::Present(Observation::Container(state))) => {
                Some(vec![Probe::Container { key: state.id.clone() }])
            }
            _ => None,
        })
        .flatten()
        .collect()
}

async fn look(services: &Services, probes: std::collections::BTreeSet<Probe>) -> Result<Snapshot, CommandError> {
    let now = services.engine.collect(&probes, &Scope::new(&services.workspace, Timestamp::now())).await;
    let unseen = now.iter().find_map(|(_, seen)| match seen {
        Seen::Unknown(unseen) => Some(unseen.clone()),
        _ => None,
    });
    match unseen {
        Some(unseen) => Err(Unlooked::error(services, &unseen).await),
        None => Ok(now),
    }
}

fn compare(baseline: &Snapshot, now: &Snapshot) -> Restore {
    let mut restore = Restore::default();
    let image_now = |reference: &str| id_of(now, reference);
    for (probe, seen) in baseline.iter() {
        match (probe, seen) {
            (Probe::Image { reference }, Seen::Present(Observation::Image(then)))
                if !crate::probe::reference::is_id(reference) && image_now(reference).as_ref() != Some(&then.id) =>
            {
                // One name may be looked at in two spellings.
                let known = |name: &String| crate::probe::reference::same(name, reference);
                match image_now(&then.id) {
                    _ if restore.names.iter().map(|(name, _)| name).chain(&restore.lost).any(known) => {}
                    Some(id) => restore.names.push((reference.clone(), id)),
                    None => restore.lost.push(reference.clone()),
                }
            }
            (Probe::Container { key }, Seen::Present(Observation::Container(then)))
                if *key == then.name
                    && !matches!(now.get(&Probe::Container { key: then.id.clone() }), Some(Seen::Present(_))) =>
            {
                restore.lost.push(then.name.clone());
            }
            _ => {}
        }
    }
    restore
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::kit::{container, id, image};

    fn of(entries: Vec<(Probe, Option<Observation>)>) -> Snapshot {
        entries.into_iter().map(|(probe, seen)| (probe, seen.map_or(Seen::Absent, Seen::Present))).collect()
    }

    fn named(reference: &str) -> Probe {
        Probe::Image { reference: reference.to_owned() }
    }

    fn build(word: &str) -> Observation {
        Observation::Image(Box::new(image("test-echo").image_with(|it| it.id = id(word))))
    }

    #[test]
    fn a_name_that_moved_is_given_back_while_its_image_exists() {
        let baseline = of(vec![(named("test-echo"), Some(build("first")))]);
        let moved = |old| of(vec![(named("test-echo"), Some(build("second"))), (named(&id("first")), old)]);
        let names = vec![("test-echo".to_owned(), id("first"))];
        assert_eq!(compare(&baseline, &moved(Some(build("first")))), Restore { names, lost: Vec::new() });
        let lost = vec!["test-echo".to_owned()];
        assert_eq!(compare(&baseline, &moved(None)), Restore { names: Vec::new(), lost });
        let same = of(vec![(named("test-echo"), Some(build("first"))), (named(&id("first")), Some(build("first")))]);
        assert_eq!(compare(&baseline, &same), Restore::default());
    }

    #[test]
    fn a_container_that_is_gone_is_told_and_one_that_was_renamed_is_not() {
        let state = || Some(Observation::Container(Box::new(container("testing-echo"))));
        let by = |key: &str| Probe::Container { key: key.to_owned() };
        let baseline = of(vec![(by("testing-echo"), state())]);
        let gone = of(vec![(by(&id("testing-echo")), None)]);
        assert_eq!(compare(&baseline, &gone).lost, ["testing-echo"]);
        assert_eq!(compare(&baseline, &of(vec![(by(&id("testing-echo")), state())])), Restore::default());
    }
}
