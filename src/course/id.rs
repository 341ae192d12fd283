//! Names of courses' parts: chapters, steps, checks, languages. Progress is kept by these, never by positions.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A chapter, by the name of its folder: `06-network`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChapterId(pub String);

impl ChapterId {
    /// The number in front of the name, if there is one: 6 of `06-network`.
    pub fn number(&self) -> Option<u32> {
        self.0.split_once('-').and_then(|(number, _)| number.parse().ok())
    }

    /// The name without its number: `network`.
    pub fn slug(&self) -> &str {
        self.0.split_once('-').filter(|_| self.number().is_some()).map_or(self.0.as_str(), |(_, slug)| slug)
    }
}

impl fmt::Display for ChapterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A step: `06-network/publish`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StepId {
    /// Its chapter.
    pub chapter: ChapterId,
    /// Its name within the chapter.
    pub step: String,
}

impl StepId {
    /// The step called `step` of `chapter`.
    pub fn new(chapter: &ChapterId, step: impl Into<String>) -> Self {
        Self { chapter: chapter.clone(), step: step.into() }
    }
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.chapter, self.step)
    }
}

impl From<StepId> for String {
    fn from(id: StepId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for StepId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for StepId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('/') {
            Some((chapter, step)) if !chapter.is_empty() && !step.is_empty() && !step.contains('/') => {
                Ok(Self { chapter: ChapterId(chapter.to_owned()), step: step.to_owned() })
            }
            _ => Err(format!("`{text}` is not of the form `chapter/step`")),
        }
    }
}

/// A language of the lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// Every language that kesako speaks.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// `en`, `fr`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of a locale name such as `fr_CA.UTF-8`; `None` if kesako does not speak it.
    pub fn from_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
