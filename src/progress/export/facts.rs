//! What an export needs to know of the course.

use super::known::{add_new, commands_of};
use super::model::{Command, Titles};
use crate::check::instructions_of;
use crate::course::{Chapter, Manifest, Step, StepId};

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

impl CourseFacts {
    /// Of a course with these chapters; `content` is the hash of its files.
    pub fn of(manifest: &Manifest, content: String, chapters: &[Chapter]) -> Self {
        Self {
            id: manifest.id.clone(),
            version: manifest.version.clone(),
            content,
            title: manifest.title.clone(),
            chapters: chapters.iter().map(ChapterFacts::of).collect(),
        }
    }
}

impl ChapterFacts {
    fn of(chapter: &Chapter) -> Self {
        Self {
            id: chapter.id.to_string(),
            title: chapter.words.iter().map(|(language, words)| (*language, words.title.clone())).collect(),
            steps: chapter.steps.iter().map(StepFacts::of).collect(),
        }
    }
}

impl StepFacts {
    fn of(step: &Step) -> Self {
        let mut instructions = Vec::new();
        for file in step.solution.files.iter().filter(|file| is_dockerfile(&file.path)) {
            add_new(&mut instructions, &instructions_of(&String::from_utf8_lossy(&file.content)));
        }
        Self {
            id: step.id.clone(),
            title: step.words.iter().map(|(language, words)| (*language, words.title.clone())).collect(),
            points: step.points,
            optional: step.optional,
            commands: commands_of(&step.solution.run),
            instructions,
        }
    }
}

/// `Dockerfile`, `dockerfile.slim`, `server.Dockerfile`, `Containerfile`.
fn is_dockerfile(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    ["dockerfile", "containerfile"].iter().any(|kind| name.starts_with(kind) || name.ends_with(&format!(".{kind}")))
}
