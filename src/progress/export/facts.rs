//! What an export needs to know of the course.

use super::model::{Command, Titles};
use crate::course::StepId;

/// The course, as far as exports tell of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseFacts {
    /// Id.
    pub id: String,
    /// Version.
    pub version: String,
    /// SHA-256 over its files.
    pub content: String,
    /// Titles.
    pub title: Titles,
    /// Chapters in order.
    pub chapters: Vec<ChapterFacts>,
}

/// A chapter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChapterFacts {
    /// Id.
    pub id: String,
    /// Titles.
    pub title: Titles,
    /// Steps in order.
    pub steps: Vec<StepFacts>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFacts {
    /// Id.
    pub id: StepId,
    /// Titles.
    pub title: Titles,
    /// Weight.
    pub points: u32,
    /// Whether the course can be finished without it.
    pub optional: bool,
    /// Commands in its solution.
    pub commands: Vec<Command>,
    /// Dockerfile instructions in its solution.
    pub instructions: Vec<String>,
}
