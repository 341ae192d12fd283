//! Seeing containers while they are there, for whoever judges later: noted in this process, and beside the record.

use crate::engine::{Engine, Witness};
use crate::probe::Witnessed;
use crate::progress::witnessed;

use super::Services;

/// From now on, for as long as this is kept.
pub(super) fn begin(services: &Services, engine: &Engine) -> Witness {
    engine.witness(&services.recording, None, tell(services))
}

/// From this moment until the end of this command; not at all when the engine does not tell its time.
pub(super) async fn begin_at_once(services: &mut Services) {
    services.witness = None;
    if let Ok(state) = services.engine.state().await {
        services.witness = Some(services.engine.witness(&services.recording, Some(state.clock), tell(services)));
    }
}

fn tell(services: &Services) -> impl Fn(&Witnessed) + Send + Sync + use<> {
    let workspace = services.workspace.clone();
    move |seen| witnessed::append(&workspace, seen)
}
