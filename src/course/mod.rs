//! The course: lessons (words, Markdown) and checkers (facts, TOML) parsed, resolved and linted.
//!
//! Text goes in, checked types come out. `load` is the only part that reads files.

pub mod expect;
mod id;
mod model;
pub mod subject;

pub use id::{ChapterId, Language, StepId};
pub use model::{
    AnswerSource, Attempt, BaseImage, Chapter, ChapterWords, Check, CourseFile, Manifest, NearMissRule, PlantKind,
    Program, Question, Setup, StandIn, Step, StepWords, Variable, WrongAttempt,
};
