//! What is told of an event: a list of what may leave the machine. Whatever is not named here stays.
//!
//! Left out whole: variables (ports, planted values), base images (their references may name a mirror), inventories of
//! the engine. Left out in part: of an answer its text, of a beginning what was seen, of the start the workspace's name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::schema::VerdictName;
use crate::check::Verdict;
use crate::course::{Language, StepId};
use crate::progress::{CheckLine, Event};
use crate::sanitize::clean;

/// Longest text that is told.
const LONGEST: usize = 100;

/// What happened, as it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// The workspace was made.
    Started {
        /// Course id.
        course: String,
        /// Course version.
        version: String,
        /// Version of kesako.
        kesako: String,
    },
    /// The learner chose a language.
    Language {
        /// Which.
        #[schemars(with = "String")]
        language: Language,
    },
    /// An engine was met.
    Engine {
        /// Version.
        version: String,
        /// API version.
        api: String,
        /// `docker` or `podman`.
        flavour: String,
    },
    /// A step began.
    Begun {
        /// Which.
        #[schemars(with = "String")]
        step: StepId,
    },
    /// State from before the step was accepted as its work.
    Accepted {
        /// Which.
        #[schemars(with = "String")]
        step: StepId,
    },
    /// A step was checked, with another outcome than before.
    Checked {
        /// Which.
        #[schemars(with = "String")]
        step: StepId,
        /// Verdict.
        #[schemars(with = "VerdictName")]
        verdict: Verdict,
        /// Whether it counts as a failed attempt.
        attempt: bool,
        /// Every check.
        checks: Vec<ToldCheck>,
    },
    /// A question was answered; how is not told.
    Answered {
        /// Step.
        #[schemars(with = "String")]
        step: StepId,
        /// Check.
        check: String,
    },
    /// A hint was shown.
    Hinted {
        /// Step.
        #[schemars(with = "String")]
        step: StepId,
        /// 1 for the first.
        level: usize,
    },
    /// The solution was shown or carried out.
    Solved {
        /// Step.
        #[schemars(with = "String")]
        step: StepId,
        /// Whether it was carried out.
        run: bool,
    },
    /// A step passed for the first time.
    Passed {
        /// Which.
        #[schemars(with = "String")]
        step: StepId,
    },
    /// The learner went to a step.
    Went {
        /// Which.
        #[schemars(with = "String")]
        step: StepId,
    },
    /// Engine and workspace were brought to the beginning of a step.
    Jumped {
        /// Which.
        #[schemars(with = "String")]
        step: StepId,
    },
    /// What the tutorial made was removed.
    Reset {
        /// A step, a chapter, or `all`.
        scope: String,
    },
    /// The record was continued here from an export.
    Imported {
        /// The export's `seal.document`.
        document: String,
        /// Whether the export had been edited.
        edited: bool,
    },
}

/// One check of a [`Told::Checked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToldCheck {
    /// Check id.
    pub id: String,
    /// Verdict.
    #[schemars(with = "VerdictName")]
    pub verdict: Verdict,
    /// `published/port-swapped`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_miss: Option<String>,
}

/// What is told of an event; `None`: nothing.
pub fn tell(event: &Event) -> Option<Told> {
    let told = match event {
        Event::Started { course, version, kesako, .. } => {
            Told::Started { course: short(course), version: short(version), kesako: short(kesako) }
        }
        Event::Language { language } => Told::Language { language: *language },
        Event::Engine { version, api, flavour } => {
            Told::Engine { version: short(version), api: short(api), flavour: short(flavour) }
        }
        Event::Begun { step, .. } => Told::Begun { step: step.clone() },
        Event::Accepted { step } => Told::Accepted { step: step.clone() },
        Event::Checked { step, verdict, attempt, checks } => Told::Checked {
            step: step.clone(),
            verdict: *verdict,
            attempt: *attempt,
            checks: checks.iter().map(ToldCheck::of).collect(),
        },
        Event::Answered { step, check, .. } => Told::Answered { step: step.clone(), check: short(check) },
        Event::Hinted { step, level } => Told::Hinted { step: step.clone(), level: *level },
        Event::Solved { step, run } => Told::Solved { step: step.clone(), run: *run },
        Event::Passed { step } => Told::Passed { step: step.clone() },
        Event::Went { step } => Told::Went { step: step.clone() },
        Event::Jumped { step } => Told::Jumped { step: step.clone() },
        Event::Reset { scope } => Told::Reset { scope: short(scope) },
        Event::Imported { document, edited, .. } => Told::Imported { document: short(document), edited: *edited },
        Event::Elsewhere(told) => told.cleaned(),
        Event::Variable { .. } | Event::Image { .. } | Event::Foreign(_) | Event::Made { .. } | Event::Adopted => {
            return None;
        }
    };
    Some(told)
}

impl ToldCheck {
    fn of(line: &CheckLine) -> Self {
        Self { id: short(&line.id), verdict: line.verdict, near_miss: line.near_miss.as_deref().map(short) }
    }
}

impl Told {
    /// The same without control characters, and with no text longer than what this program tells: of a file that may come
    /// from anybody.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let mut told = self.clone();
        match &mut told {
            Self::Started { course, version, kesako } => [course, version, kesako].into_iter().for_each(shorten),
            Self::Engine { version, api, flavour } => [version, api, flavour].into_iter().for_each(shorten),
            Self::Checked { checks, .. } => {
                for check in checks {
                    shorten(&mut check.id);
                    check.near_miss.iter_mut().for_each(shorten);
                }
            }
            Self::Answered { check: text, .. }
            | Self::Reset { scope: text }
            | Self::Imported { document: text, .. } => {
                shorten(text);
            }
            _ => {}
        }
        told
    }

    /// The step that it is about.
    pub const fn step(&self) -> Option<&StepId> {
        match self {
            Self::Begun { step }
            | Self::Accepted { step }
            | Self::Checked { step, .. }
            | Self::Answered { step, .. }
            | Self::Hinted { step, .. }
            | Self::Solved { step, .. }
            | Self::Passed { step }
            | Self::Went { step }
            | Self::Jumped { step } => Some(step),
            Self::Started { .. }
            | Self::Language { .. }
            | Self::Engine { .. }
            | Self::Reset { .. }
            | Self::Imported { .. } => None,
        }
    }
}

fn shorten(text: &mut String) {
    *text = short(text);
}

/// One line of text without control characters, of bounded length.
pub(super) fn short(text: &str) -> String {
    let cleaned = clean(text);
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}
