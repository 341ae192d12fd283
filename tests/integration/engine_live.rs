//! The engine module against a real engine, the one that `KESAKO_TEST_HOST` names: a private one, never the user's.

use std::collections::BTreeSet;
use std::time::Instant;

use jiff::Timestamp;
use kesako::engine::{ConnectOptions, Engine, Scope};
use kesako::probe::{ContainerFilter, Probe, Seen};

/// The engine to test with.
pub fn host() -> String {
    std::env::var("KESAKO_TEST_HOST").expect("KESAKO_TEST_HOST must name a private engine: see tests/engine")
}

fn engine() -> Engine {
    Engine::connect(&ConnectOptions { host: Some(host()), context: None }).unwrap()
}

#[tokio::test]
async fn four_looks_take_little_time() {
    let folder = tempfile::tempdir().unwrap();
    let scope = Scope::new(folder.path(), Timestamp::now());
    let probes: BTreeSet<Probe> = [
        Probe::Container { key: "kesako-nobody".into() },
        Probe::Image { reference: "alpine".into() },
        Probe::Network { name: "bridge".into() },
        Probe::Volume { name: "kesako-none".into() },
        Probe::Containers(ContainerFilter { image: Some("alpine".into()), ..ContainerFilter::default() }),
        Probe::History,
    ]
    .into();
    for _ in 0..3 {
        let began = Instant::now();
        let snapshot = engine().collect(&probes, &scope).await;
        eprintln!("{:?}", began.elapsed());
        for (probe, seen) in snapshot.iter() {
            match (probe, seen) {
                (Probe::Container { .. } | Probe::Volume { .. }, Seen::Absent) => {}
                (Probe::Container { .. } | Probe::Volume { .. }, other) => panic!("{probe:?}: {other:?}"),
                (_, Seen::Present(_)) => {}
                (_, other) => panic!("{probe:?}: {other:?}"),
            }
        }
    }
}
