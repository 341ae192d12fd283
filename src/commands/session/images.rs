//! The base images that the course needs: those that are missing are named, with the way to get them.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::engine::Scope;
use crate::error::CommandError;
use crate::probe::{Probe, Seen};
use crate::ui::Sign;

use super::super::Services;

/// Says which base images are there, and how to get the others.
pub(super) async fn offer(services: &mut Services) -> Result<(), CommandError> {
    let all = super::super::judge::base_images(services);
    let probes: BTreeSet<Probe> = all.iter().map(|reference| Probe::Image { reference: reference.clone() }).collect();
    let scope = Scope::new(&services.workspace, Timestamp::now());
    let snapshot = services.engine.collect(&probes, &scope).await;
    let is_missing = |reference: &&String| {
        matches!(snapshot.get(&Probe::Image { reference: (*reference).clone() }), Some(Seen::Absent))
    };
    let missing: Vec<&str> = all.iter().filter(is_missing).map(String::as_str).collect();
    let words = services.words();
    if missing.is_empty() {
        services.ui.status(Sign::Pass, &words.get("session-images", &[("images", all.join(", ").into())]));
    } else {
        let list = missing.join(", ");
        services.ui.status(Sign::Wait, &words.get("session-images-missing", &[("images", list.into())]));
    }
    Ok(())
}
