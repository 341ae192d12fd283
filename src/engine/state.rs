//! The engine's own data, and its clock.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::{Engine, EngineError};
use crate::probe::EngineState;

/// How long an engine that is alive may take over who it is.
const ANSWER: Duration = Duration::from_secs(5);

impl Engine {
    /// Version, API, flavour, clock. Takes the engine about 10 ms: for the start of a session, not for a check.
    pub async fn state(&self) -> Result<EngineState, EngineError> {
        let both = futures_util::future::try_join(self.wire.get("/version"), self.wire.get("/info"));
        let (version, info) = self.wire.within(ANSWER, "GET /version", both).await?;
        Ok(converted(&version, &info))
    }

    /// How far the engine's clock is ahead of this machine's, in milliseconds.
    pub async fn clock_offset_ms(&self) -> Result<i64, EngineError> {
        let info = self.wire.get("/info").await?;
        // The engine reads its clock last of all, just before it answers.
        let here = Timestamp::now();
        Ok(clock(&info).map_or(0, |there| there.as_millisecond() - here.as_millisecond()))
    }
}

fn clock(info: &Value) -> Option<Timestamp> {
    info["SystemTime"].as_str()?.parse().ok()
}

fn converted(version: &Value, info: &Value) -> EngineState {
    let text = |name: &str| version[name].as_str().unwrap_or_default().to_owned();
    let podman = version["Components"]
        .as_array()
        .is_some_and(|all| all.iter().any(|one| one["Name"].as_str().is_some_and(|name| name.contains("Podman"))));
    EngineState {
        version: text("Version"),
        api: text("ApiVersion"),
        flavour: if podman { "podman" } else { "docker" }.to_owned(),
        clock: clock(info).unwrap_or_else(Timestamp::now),
        os: text("Os"),
        arch: text("Arch"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flavour_is_told_from_the_components() {
        for (engine, version, flavour) in
            [("docker-20.10", "20.10", "docker"), ("docker-26.1", "26.1", "docker"), ("podman-4.3", "4.3", "podman")]
        {
            let path = format!("{}/tests/recorded/{engine}/version.json", env!("CARGO_MANIFEST_DIR"));
            let answer = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            let info = serde_json::json!({ "SystemTime": "2026-01-02T03:04:05.5Z" });
            let state = converted(&answer, &info);
            assert!(state.version.starts_with(version) && state.os == "linux" && !state.api.is_empty(), "{state:?}");
            assert_eq!((state.flavour.as_str(), state.clock.to_string().as_str()), (flavour, "2026-01-02T03:04:05.5Z"));
        }
    }
}
