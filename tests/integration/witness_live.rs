//! Containers that are gone in a moment are seen while they are there, on a real engine.

use jiff::Timestamp;
use kesako::engine::{Recording, Scope};
use kesako::probe::{History, Observation, Probe, Seen};

use super::engine_live::{Cleanup, docker, engine};

/// How many containers one test runs; another number to measure with.
fn number() -> usize {
    std::env::var("KESAKO_TEST_CONTAINERS").ok().and_then(|number| number.parse().ok()).unwrap_or(10)
}

async fn history(since: Timestamp, recording: &Recording) -> History {
    let folder = tempfile::tempdir().unwrap();
    let scope = Scope { recording: Some(recording), ..Scope::new(folder.path(), since) };
    let snapshot = engine().collect(&[Probe::History].into(), &scope).await;
    match snapshot.get(&Probe::History) {
        Some(Seen::Present(Observation::History(history))) => history.clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_container_that_is_gone_at_once_was_seen_and_heard() {
    let all = number();
    let (mut seen, mut heard) = (0, 0);
    let recording = Recording::default();
    let since = engine().state().await.unwrap().clock;
    let told = std::sync::Arc::new(std::sync::Mutex::new(0));
    let count = told.clone();
    let _witness = engine().witness(&recording, Some(since), move |_| *count.lock().unwrap() += 1);
    for number in 0..all {
        let (name, word) = (format!("kt-witness-{number}"), format!("word-{number}"));
        let _cleanup = Cleanup::of(&[&["rm", "-f", &name]]);
        docker(&["run", "--rm", "--name", &name, "alpine", "echo", &word]);
        let history = history(since, &recording).await;
        let one = history.witnessed.iter().find(|one| one.container.name == name);
        let Some(one) = one else { continue };
        seen += 1;
        assert_eq!(one.container.cmd, ["echo", &word], "what is seen is true");
        assert!(one.container.auto_remove && one.container.image_id.is_some());
        if let Some(output) = &one.output {
            heard += 1;
            assert_eq!(output.output, word, "what is heard is all of it");
        }
    }
    assert!(*told.lock().unwrap() >= seen, "what is seen is told");
    eprintln!("of {all} containers {seen} were seen, {heard} heard");
    assert!(seen * 10 >= all * 9 && heard * 10 >= all * 8, "of {all} containers {seen} were seen, {heard} heard");
}

#[tokio::test]
async fn without_a_witness_nothing_is_claimed_of_what_is_gone() {
    let since = engine().state().await.unwrap().clock;
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kt-unseen"]]);
    docker(&["run", "--rm", "--name", "kt-unseen", "alpine", "true"]);
    let history = history(since, &Recording::default()).await;
    assert!(history.events.iter().any(|event| event.attribute("name") == "kt-unseen" && event.action == "destroy"));
    assert!(history.witnessed.is_empty());
}
