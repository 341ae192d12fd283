//! Why the engine does not answer, in a learner's words, with the one command that mends it where there is one.

use crate::engine::{EngineError, Origin};
use crate::probe::Cause;

use super::super::Services;

/// Markdown for the block.
pub(super) fn words(error: &EngineError, services: &Services) -> String {
    let words = services.words();
    let endpoint = services.engine.endpoint();
    let key = match error.cause() {
        Cause::Permission => "session-engine-permission",
        Cause::Timeout => "session-engine-silent",
        _ => "session-engine-gone",
    };
    let said = words.get(key, &[("endpoint", endpoint.address.to_string().into())]);
    let mends = mends(error.cause(), matches!(endpoint.origin, Origin::Default | Origin::Usual));
    let mended = words.get("session-engine-mend", &[("command", mends.into())]);
    format!("{said} {mended}\n\n{}", words.text("session-engine-waits"))
}

/// The command that is most likely to mend it.
fn mends(cause: Cause, is_local: bool) -> &'static str {
    let installed = || {
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
            .any(|folder| folder.join("dockerd").is_file() || folder.join("docker").is_file())
    };
    match cause {
        Cause::Permission if cfg!(target_os = "linux") && is_local => "sudo usermod -aG docker $USER && newgrp docker",
        Cause::EngineGone if cfg!(target_os = "macos") && is_local => "open -a Docker",
        Cause::EngineGone if cfg!(target_os = "linux") && is_local && installed() => "sudo systemctl start docker",
        _ => "kesako doctor",
    }
}
