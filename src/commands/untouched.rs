//! Whether a step still is as it began.
//!
//! A check that compares with the beginning fails until something was done; that is no mistake of anybody's. So as long
//! as a step is untouched its checks are shown as still to come, and looking at them is no attempt. The verdict stays
//! what it is.
//!
//! A step is untouched if it was seen to begin, and since then
//!
//! - the learner has answered nothing, and let nothing of before count;
//! - the engine tells of no event (after a reset of the step: none since then), and has forgotten none, but for the end of what was already going then: a
//!   container that came to its end by itself, and what Docker does in its wake;
//! - whatever was looked at then and now is the same, for what an engine does without telling (builds without a name,
//!   any build on an old engine);
//! - nothing in the chapter's folder has changed.
//!
//! In doubt it is not: after an attempt nothing is held back.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::course::Step;
use crate::course::subject::Subject;
use crate::probe::{Event, EventKind, FilePlace, History, ImageFilter, Observation, Probe, Seen, Snapshot};

use super::Services;
use super::session::may_build_silently;

/// For so long after the beginning Docker may still tidy up after what came before.
const WAKE: SignedDuration = SignedDuration::from_secs(3);
/// Files looked at before a folder is taken for a busy one.
const MANY: usize = 2000;

/// Whether nothing was done for `step` since it began, by what `snapshot` shows.
pub(super) fn is_untouched(services: &Services, step: &Step, snapshot: &Snapshot) -> bool {
    // A login that is refused leaves no trace anywhere.
    if step.checks.iter().any(|check| matches!(check.subject, Subject::Login(_))) {
        return false;
    }
    let progress = services.record.progress();
    let Some(recorded) = progress.step(&step.id) else { return false };
    let Some(begun) = recorded.begun.as_ref().filter(|_| !recorded.accepted && recorded.answers.is_empty()) else {
        return false;
    };
    let version = progress.engine.as_ref().map(|(version, ..)| version.as_str());
    let offset = SignedDuration::from_millis(begun.offset_ms);
    // A reset gives names back as its last act.
    let since = recorded.reset.map_or(begun.clock, |reset| begun.clock.max(reset + offset + WAKE));
    let Some(before) = begun.baseline().filter(|_| is_quiet(snapshot, since)) else { return false };
    let is_seen = |probe: &Probe| before.get(probe).is_some() && snapshot.get(probe).is_some();
    if may_build_silently(step, version) && !image_lists().iter().all(is_seen) {
        return false;
    }
    let here = begun.clock - offset;
    is_same(&before, snapshot, since) && !has_changed(&services.folder(&step.id.chapter), here, &mut 0)
}

/// What shows builds of which no event tells.
pub(super) fn image_lists() -> [Probe; 2] {
    [true, false].map(|dangling| Probe::Images(ImageFilter { dangling: Some(dangling), reference: None }))
}

/// Whether the history tells of nothing that anybody did after `since`.
fn is_quiet(snapshot: &Snapshot, since: Timestamp) -> bool {
    match snapshot.get(&Probe::History) {
        Some(Seen::Present(Observation::History(history))) => {
            history.complete && {
                let mut later = history.events.iter().filter(|event| event.at > since);
                later.all(|event| is_wake(event, history, since))
            }
        }
        _ => false,
    }
}

/// Whether an event only ends what was going before the beginning.
fn is_wake(event: &Event, history: &History, begun: Timestamp) -> bool {
    let soon = event.at.duration_since(begun) < WAKE;
    let container = match event.kind {
        EventKind::Container => event.id.as_str(),
        _ => event.attribute("container"),
    };
    let of_it = |action: &str| {
        let same = |other: &&Event| other.kind == EventKind::Container && other.id == container;
        history.events.iter().filter(same).any(|other| other.action == action)
    };
    let ended_by_itself = of_it("die") && !["kill", "stop", "start", "create"].iter().any(|action| of_it(action));
    match event.action.as_str() {
        "die" | "oom" => ended_by_itself,
        "health_status" => true,
        "destroy" | "disconnect" | "unmount" => ended_by_itself || soon,
        _ => false,
    }
}

/// Whether everything that was looked at both times is the same.
fn is_same(before: &Snapshot, now: &Snapshot, since: Timestamp) -> bool {
    now.iter().all(|(probe, seen)| {
        if let Seen::Present(Observation::Image(image)) = seen
            && image.tagged.is_some_and(|tagged| tagged > since)
        {
            return false;
        }
        let compared = match probe {
            Probe::Container { .. }
            | Probe::Image { .. }
            | Probe::Images(_)
            | Probe::Network { .. }
            | Probe::Volume { .. } => true,
            Probe::File(place) => matches!(place, FilePlace::Workspace { .. }),
            _ => false,
        };
        !compared || before.get(probe).is_none_or(|was| traits(was) == traits(seen))
    })
}

/// What tells whether somebody has done something to a thing; containers may end by themselves.
fn traits(seen: &Seen) -> Option<BTreeSet<String>> {
    let Seen::Present(observation) = seen else {
        return matches!(seen, Seen::Unknown(_)).then(BTreeSet::new);
    };
    let of_image = |id: &String, tags: &[String]| {
        let mut tags = tags.to_vec();
        tags.sort();
        format!("{id} {}", tags.join(" "))
    };
    Some(match observation {
        Observation::Container(state) => [state.id.clone(), state.name.clone()].into(),
        Observation::Image(state) => [of_image(&state.id, &state.tags)].into(),
        Observation::Images(list) => list.iter().map(|image| of_image(&image.id, &image.tags)).collect(),
        Observation::Network(state) => [state.id.clone()].into(),
        Observation::Volume(state) => [format!("{} {:?}", state.name, state.created)].into(),
        Observation::File(state) => {
            [format!("{:?} {} {} {:?}", state.kind, state.hash, state.mode, state.entries)].into()
        }
        _ => BTreeSet::new(),
    })
}

/// Whether anything in a folder was changed, made or removed after `since`.
fn has_changed(folder: &Path, since: Timestamp, looked_at: &mut usize) -> bool {
    let Ok(entries) = folder.read_dir() else { return true };
    if folder.metadata().is_ok_and(|folder| changed_at(&folder).is_none_or(|at| at > since)) {
        return true;
    }
    entries.flatten().any(|entry| {
        *looked_at += 1;
        let Ok(metadata) = entry.metadata() else { return true };
        *looked_at > MANY
            || changed_at(&metadata).is_none_or(|at| at > since)
            || metadata.is_dir() && has_changed(&entry.path(), since, looked_at)
    })
}

/// When a file was last changed, its name and permissions included where the system keeps that.
fn changed_at(metadata: &std::fs::Metadata) -> Option<Timestamp> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Timestamp::new(metadata.ctime(), i32::try_from(metadata.ctime_nsec()).ok()?).ok()
    }
    #[cfg(not(unix))]
    {
        Timestamp::try_from(metadata.modified().ok()?).ok()
    }
}

#[cfg(test)]
#[path = "untouched_tests.rs"]
mod tests;
