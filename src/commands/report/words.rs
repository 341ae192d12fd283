//! The course of a report: its order, and its words for near misses. A course that can't be read is no reason to fail:
//! exports tell of their course themselves.

use std::collections::HashMap;

use crate::course::{Chapter, CourseFiles, CourseSource, StepId};
use crate::feedback::gist;
use crate::progress::export::CourseFacts;
use crate::words::Words;

/// A course, as far as reports need it.
pub(super) struct CourseWords {
    files: CourseFiles,
    chapters: Vec<Chapter>,
    steps: HashMap<StepId, (usize, usize)>,
    words: Words,
}

impl CourseWords {
    /// Reads a course in the language of `words`; `None` if that is not possible.
    pub(super) fn open(source: &CourseSource, words: Words) -> Option<Self> {
        let files = CourseFiles::open(source.clone()).ok()?;
        let vars = files.default_vars();
        let spoken = files.manifest.languages.contains(&words.language());
        let language = if spoken { words.language() } else { *files.manifest.languages.first()? };
        let read = |id| files.chapter_in(id, &vars, language).ok();
        let chapters = files.manifest.chapters.iter().map(read).collect::<Option<Vec<Chapter>>>()?;
        let mut steps = HashMap::new();
        for (position, chapter) in chapters.iter().enumerate() {
            steps.extend(chapter.steps.iter().enumerate().map(|(at, step)| (step.id.clone(), (position, at))));
        }
        Some(Self { files, chapters, steps, words })
    }

    /// Its id.
    pub(super) fn id(&self) -> &str {
        &self.files.manifest.id
    }

    /// Its order.
    pub(super) fn facts(&self) -> CourseFacts {
        CourseFacts::of(&self.files.manifest, String::new(), &self.chapters)
    }

    /// A near miss of a step in a sentence.
    pub(super) fn says(&self, step: &StepId, near_miss: &str) -> Option<String> {
        let (chapter, at) = *self.steps.get(step)?;
        gist(self.chapters.get(chapter)?.steps.get(at)?, near_miss, self.words)
    }
}
