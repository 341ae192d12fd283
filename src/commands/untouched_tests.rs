use std::collections::BTreeMap;

use super::*;
use crate::probe::ImageSummary;

fn at(second: i64) -> Timestamp {
    Timestamp::new(1000 + second, 0).unwrap()
}

fn event(second: i64, action: &str, id: &str) -> Event {
    let (kind, action) = action.split_once(' ').unwrap_or(("container", action));
    let (kind, id, attributes) = match kind {
        "container" => (EventKind::Container, id, BTreeMap::new()),
        "network" => (EventKind::Network, "n", [("container".to_owned(), id.to_owned())].into()),
        _ => (EventKind::Image, id, BTreeMap::new()),
    };
    Event { at: at(second), kind, action: action.into(), detail: String::new(), id: id.into(), attributes }
}

fn is_quiet_after(events: &[(i64, &str, &str)]) -> bool {
    let events = events.iter().map(|(second, action, id)| event(*second, action, id)).collect();
    let history = Observation::History(History { events, complete: true, ..History::default() });
    is_quiet(&Snapshot::from_iter([(Probe::History, Seen::Present(history))]), at(0))
}

#[test]
fn what_ends_by_itself_is_nobody_s_doing() {
    for (events, quiet) in [
        (&[][..], true),
        (&[(9, "die", "a"), (9, "network disconnect", "a"), (10, "destroy", "a")], true),
        (&[(1, "destroy", "a"), (1, "network disconnect", "a")], true),
        (&[(60, "health_status", "a")], true),
        (&[(60, "destroy", "a")], false),
        (&[(60, "network disconnect", "a")], false),
        (&[(9, "kill", "a"), (9, "die", "a"), (9, "destroy", "a")], false),
        (&[(1, "create", "a"), (1, "start", "a"), (1, "die", "a")], false),
        (&[(1, "image tag", "i")], false),
        (&[(1, "network create", "a")], false),
    ] {
        assert_eq!(is_quiet_after(events), quiet, "{events:?}");
    }
}

#[test]
fn a_history_with_gaps_proves_nothing() {
    let history = Observation::History(History::default());
    assert!(!is_quiet(&Snapshot::from_iter([(Probe::History, Seen::Present(history))]), at(0)));
    assert!(!is_quiet(&Snapshot::default(), at(0)));
}

#[test]
fn an_image_that_came_without_a_word_is_seen() {
    let images = |ids: &[&str]| {
        let image = |id: &&str| ImageSummary {
            id: (*id).to_owned(),
            tags: Vec::new(),
            created: at(0),
            size: 1,
            labels: BTreeMap::new(),
        };
        let [untagged, _] = image_lists();
        let list = Observation::Images(ids.iter().map(image).collect());
        Snapshot::from_iter([(untagged, Seen::Present(list))])
    };
    assert!(is_same(&images(&["a"]), &images(&["a"]), at(0)));
    assert!(!is_same(&images(&["a"]), &images(&["a", "b"]), at(0)));
    assert!(is_same(&images(&["a"]), &Snapshot::default(), at(0)), "what was not looked at again tells nothing");
}

#[test]
fn a_change_anywhere_in_the_folder_counts() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    std::fs::write(folder.path().join("src/a"), "a").unwrap();
    let later = Timestamp::now() + SignedDuration::from_secs(1);
    assert!(!has_changed(folder.path(), later, &mut 0));
    assert!(has_changed(folder.path(), at(0), &mut 0));
    assert!(has_changed(&folder.path().join("nowhere"), later, &mut 0), "a folder that is gone is a change");
}
