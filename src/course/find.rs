//! Which step does someone mean? `06-network/publish`, `network/publish`, `6/publish`, `6.4`, or `publish` alone when
//! only one step of the course is called so. No more chapters are read than the form needs.

use super::diagnostic::{Diagnostic, did_you_mean};
use super::id::{ChapterId, StepId};
use super::load::CourseFiles;

/// A step that could not be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindStepError {
    /// No chapter goes by this name or number.
    #[error("the course has no chapter `{wanted}`")]
    NoChapter {
        /// What was asked for.
        wanted: String,
        /// The chapter that was most likely meant.
        did_you_mean: Option<String>,
    },
    /// No step goes by this name.
    #[error("no step is called `{wanted}`")]
    NoStep {
        /// What was asked for.
        wanted: String,
        /// The step that was most likely meant, in a form that can be found.
        did_you_mean: Option<String>,
    },
    /// The chapter has fewer steps.
    #[error("chapter `{chapter}` has {steps} steps, there is no number {wanted}")]
    NoPosition {
        /// The chapter.
        chapter: ChapterId,
        /// The position asked for, from 1.
        wanted: usize,
        /// How many steps it has.
        steps: usize,
    },
    /// Several steps are called so.
    #[error("several steps are called `{wanted}`")]
    Ambiguous {
        /// What was asked for.
        wanted: String,
        /// All of them.
        candidates: Vec<StepId>,
    },
    /// A chapter that had to be looked into is broken.
    #[error("the course is broken")]
    Broken(Vec<Diagnostic>),
}

impl CourseFiles {
    /// Finds a step by what someone typed.
    pub fn find_step(&self, query: &str) -> Result<StepId, FindStepError> {
        let query = query.trim();
        if let Some((chapter, step)) = query.split_once('/') {
            let chapter = self.find_chapter(chapter)?;
            return self.named(&chapter, step);
        }
        if let Some((chapter, position)) = query.split_once('.')
            && let Ok(position) = position.parse()
        {
            let chapter = self.find_chapter(chapter)?;
            return self.positioned(chapter, position);
        }
        self.anywhere(query)
    }

    /// Finds a chapter by id, name or number.
    pub fn find_chapter(&self, query: &str) -> Result<ChapterId, FindStepError> {
        let number: Option<u32> = query.parse().ok();
        let chapters = &self.manifest.chapters;
        let fits = |id: &&ChapterId| id.0 == query || id.slug() == query || number.is_some() && id.number() == number;
        if let Some(id) = chapters.iter().find(fits) {
            return Ok(id.clone());
        }
        let names = chapters.iter().flat_map(|id| [id.0.as_str(), id.slug()]);
        let did_you_mean = did_you_mean(query, names).map(str::to_owned);
        Err(FindStepError::NoChapter { wanted: query.to_owned(), did_you_mean })
    }

    fn steps_of(&self, chapter: &ChapterId) -> Result<Vec<StepId>, FindStepError> {
        self.outline(chapter).map_err(FindStepError::Broken)
    }

    fn named(&self, chapter: &ChapterId, step: &str) -> Result<StepId, FindStepError> {
        let steps = self.steps_of(chapter)?;
        if let Some(id) = steps.iter().find(|id| id.step == step) {
            return Ok(id.clone());
        }
        let close = did_you_mean(step, steps.iter().map(|id| id.step.as_str()));
        Err(FindStepError::NoStep {
            wanted: format!("{chapter}/{step}"),
            did_you_mean: close.map(|step| format!("{chapter}/{step}")),
        })
    }

    fn positioned(&self, chapter: ChapterId, wanted: usize) -> Result<StepId, FindStepError> {
        let steps = self.steps_of(&chapter)?;
        let found = wanted.checked_sub(1).and_then(|index| steps.get(index)).cloned();
        found.ok_or(FindStepError::NoPosition { chapter, wanted, steps: steps.len() })
    }

    fn anywhere(&self, step: &str) -> Result<StepId, FindStepError> {
        let mut all = Vec::new();
        for chapter in &self.manifest.chapters {
            all.extend(self.steps_of(chapter)?);
        }
        let mut candidates: Vec<StepId> = all.iter().filter(|id| id.step == step).cloned().collect();
        if candidates.len() > 1 {
            return Err(FindStepError::Ambiguous { wanted: step.to_owned(), candidates });
        }
        if let Some(id) = candidates.pop() {
            return Ok(id);
        }
        let close = did_you_mean(step, all.iter().map(|id| id.step.as_str()));
        let close = close.and_then(|step| all.iter().find(|id| id.step == step)).map(ToString::to_string);
        Err(FindStepError::NoStep { wanted: step.to_owned(), did_you_mean: close })
    }
}
