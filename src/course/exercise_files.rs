//! Files of `exercises/CHAPTER/`: what the learner is given, and what each solution puts in place.

use std::collections::BTreeMap;

use super::id::ChapterId;
use super::model::CourseFile;
use super::source::{CourseSource, SourceError, SourceFile};
use super::vars::Vars;

/// The files of one chapter.
#[derive(Debug, Default)]
pub(super) struct ExerciseFiles {
    /// Of `start/`.
    pub(super) start: Vec<CourseFile>,
    /// Of `solution/STEP/`, by step.
    pub(super) solution: BTreeMap<String, Vec<CourseFile>>,
    /// Paths from the course's folder that belong to neither.
    pub(super) stray: Vec<String>,
}

pub(super) fn read_exercises(
    source: &CourseSource,
    chapter: &ChapterId,
    vars: &Vars,
) -> Result<ExerciseFiles, SourceError> {
    let folder = format!("exercises/{chapter}");
    let mut files = ExerciseFiles::default();
    for path in source.list(&folder)? {
        let inside = &path[folder.len() + 1..];
        let place = match inside.split_once('/') {
            Some(("start", rest)) => Some((None, rest)),
            Some(("solution", rest)) => rest.split_once('/').map(|(step, rest)| (Some(step), rest)),
            _ => None,
        };
        let Some((step, name)) = place else {
            files.stray.push(path);
            continue;
        };
        let Some(file) = source.read(&path)? else { continue };
        let file = course_file(name, file, vars);
        match step {
            None => files.start.push(file),
            Some(step) => files.solution.entry(step.to_owned()).or_default().push(file),
        }
    }
    Ok(files)
}

/// A file with its variables put in; one that is no text is left as it is.
fn course_file(path: &str, file: SourceFile, vars: &Vars) -> CourseFile {
    let content = expand_content(file.bytes.into_owned(), vars);
    CourseFile { path: path.to_owned(), content, executable: file.executable }
}

/// The content with its variables put in, if it is text.
pub(super) fn expand_content(content: Vec<u8>, vars: &Vars) -> Vec<u8> {
    match std::str::from_utf8(&content) {
        Ok(text) if !text.contains('\0') => vars.expand(text).into_owned().into_bytes(),
        _ => content,
    }
}
