//! What was seen of a container while it was there, for when it is gone.

use serde::{Deserialize, Serialize};

use super::{ContainerState, LogText};

/// A container as it was made and started, and what it wrote. Its environment and labels are left out: nobody needs them,
/// and they may hold what is nobody's business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witnessed {
    /// Its state when it was looked at last.
    pub container: ContainerState,
    /// All that it wrote; `None` unless it was heard to the end.
    #[serde(default)]
    pub output: Option<LogText>,
}

impl Witnessed {
    /// What is kept of a container.
    pub fn of(mut container: ContainerState) -> Self {
        container.env.clear();
        container.labels.clear();
        container.inspect = serde_json::Value::Null;
        Self { container, output: None }
    }
}
