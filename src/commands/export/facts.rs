//! What exports tell of the course, gathered from its files.

use crate::check::instructions_of;
use crate::course::{Chapter, CourseFiles, Step};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::progress::export::{ChapterFacts, CourseFacts, StepFacts, commands_of};

/// Everything that exports tell of a course. Variables have the course's values, not this workspace's: its ports and
/// planted values are nobody else's affair.
pub(super) fn gather(course: &CourseFiles) -> Result<CourseFacts, CommandError> {
    let vars = course.default_vars();
    let mut chapters = Vec::new();
    for id in &course.manifest.chapters {
        chapters.push(chapter_facts(&course.chapter(id, &vars)?));
    }
    let content = course.content_hash().map_err(|error| CommandError::new(Exit::Course, error))?;
    Ok(CourseFacts {
        id: course.manifest.id.clone(),
        version: course.manifest.version.clone(),
        content,
        title: course.manifest.title.clone(),
        chapters,
    })
}

fn chapter_facts(chapter: &Chapter) -> ChapterFacts {
    ChapterFacts {
        id: chapter.id.to_string(),
        title: chapter.words.iter().map(|(language, words)| (*language, words.title.clone())).collect(),
        steps: chapter.steps.iter().map(step_facts).collect(),
    }
}

fn step_facts(step: &Step) -> StepFacts {
    let dockerfiles = step.solution.files.iter().filter(|file| is_dockerfile(&file.path));
    let mut instructions: Vec<String> = Vec::new();
    for instruction in dockerfiles.flat_map(|file| instructions_of(&String::from_utf8_lossy(&file.content))) {
        if !instructions.contains(&instruction) {
            instructions.push(instruction);
        }
    }
    StepFacts {
        id: step.id.clone(),
        title: step.words.iter().map(|(language, words)| (*language, words.title.clone())).collect(),
        points: step.points,
        optional: step.optional,
        commands: commands_of(&step.solution.run),
        instructions,
    }
}

/// `Dockerfile`, `dockerfile.slim`, `server.Dockerfile`, `Containerfile`.
fn is_dockerfile(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    ["dockerfile", "containerfile"].iter().any(|kind| name.starts_with(kind) || name.ends_with(&format!(".{kind}")))
}
