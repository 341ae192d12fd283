//! What the doctor found of one thing: well or not, in words, and what mends it.

use super::remedy::Remedy;

/// How well something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Health {
    /// All well.
    Well,
    /// Works, and deserves a look.
    Remark,
    /// Could not be looked at.
    Unknown,
    /// Keeps the learner from going on.
    Wrong,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// A stable name.
    pub(crate) id: String,
    /// How well it is.
    pub(crate) health: Health,
    /// What was found, in the learner's language.
    pub(crate) says: String,
    /// What mends it.
    pub(crate) remedy: Option<Remedy>,
}

impl Finding {
    /// A finding without a remedy.
    pub(crate) fn new(id: impl Into<String>, health: Health, says: impl Into<String>) -> Self {
        Self { id: id.into(), health, says: says.into(), remedy: None }
    }

    /// All well.
    pub(crate) fn well(id: impl Into<String>, says: impl Into<String>) -> Self {
        Self::new(id, Health::Well, says)
    }

    /// With what mends it.
    pub(crate) fn mend(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(remedy);
        self
    }
}
