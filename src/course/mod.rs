//! The course: lessons (words, Markdown) and checkers (facts, TOML) parsed, resolved and linted.
//!
//! Text goes in, checked types come out. [`CourseFiles`] reads a course, lazily; [`CourseSource`] is where its files
//! come from. The formats are described at `lesson`, `checks`, `proof`, `matcher_parse` and `manifest`.

mod account;
mod attempt;
mod attempt_parse;
mod checks;
mod diagnostic;
mod exercise_files;
pub mod expect;
mod find;
mod id;
mod lesson;
mod lesson_blocks;
mod lesson_front;
mod lesson_quote;
mod lint;
mod lint_translations;
mod load;
mod load_proof;
mod manifest;
mod matcher_kinds;
mod matcher_parse;
mod matcher_value;
mod model;
pub mod near_miss_ids;
mod near_miss_parse;
pub(crate) mod pins;
mod proof;
mod prune;
pub mod raw;
mod resolve;
mod resolve_check;
mod resolve_proof;
mod resolve_words;
pub mod source;
pub mod subject;
mod subject_ask;
mod subject_container;
mod subject_parse;
mod subject_run;
mod subject_talk;
pub mod units;
mod value;
pub mod vars;

pub use account::Account;
pub use attempt::{AnswerSource, Attempt, Attempts, GoodMutation, WrongAttempt};
pub use checks::parse_checks;
pub use diagnostic::{Diagnostic, Severity, did_you_mean, line_column};
pub use find::FindStepError;
pub use id::{ChapterId, Language, StepId};
pub use lesson::{RawLesson, RawLessonStep, parse_lesson};
pub use lesson_blocks::markdown_options;
pub use lesson_quote::RawQuestion;
pub use lint::{LintReport, lint};
pub use lint_translations::{RestampError, STAMPS, restamp, stamps};
pub use load::{CourseFiles, checks_path, lesson_path};
pub use load_proof::proof_path;
pub use manifest::{MANIFEST, parse_manifest};
pub use model::{
    BaseImage, Chapter, ChapterWords, Check, CourseFile, Manifest, NearMissRule, Pin, PlantKind, Program, Question,
    Setup, StandIn, Step, StepWords, Variable,
};
pub use proof::parse_proof;
pub use prune::Prune;
pub use source::{CourseSource, SourceError, SourceFile};
pub use value::{Entry, Node, NodeKind, Spanned};
pub use vars::Vars;

#[cfg(test)]
pub(crate) mod tests;
