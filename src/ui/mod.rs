//! The terminal: the only module that prints, and the only one that names the crates behind it.
//!
//! Everything shown goes one way: data → labelled [`Line`]s (pure) → [`Ui`] or [`Screen`], which paint and write them.
//! Text of others is cleaned where lines are made ([`sanitize`]); looks stand in one file, for [`Label`]s.

mod captured;
mod class;
mod class_matrix;
mod diagnostic;
mod diff;
mod end;
mod key_bar;
mod keys;
mod list;
mod live;
pub mod markdown;
mod message;
mod output;
mod progress_bar;
mod prompt;
mod raw_mode;
mod report;
pub mod sanitize;
mod screen;
mod signs;
mod style;
mod text;
mod wrap;

pub use captured::Captured;
pub use class::render_class;
pub use diagnostic::render_diagnostic;
pub use diff::{Named, render_diff};
pub use end::render_end;
pub use key_bar::{key_bar, key_list};
pub use keys::{Key, Keys};
pub use list::{ChapterRow, StepRow, StepState, render_list};
pub use message::{error_page, warning_page};
pub use output::{Ui, UiOptions};
pub use progress_bar::Transfer;
pub use prompt::{Agreeing, Answer, Prompt, PromptError, Question, Refusing, Scripted, TerminalPrompt, prompt};
pub use report::{CheckView, Details, Difference, ReportView, Side, details_lines, render_report};
pub use screen::Screen;
pub use signs::{Sign, Signs};
pub use style::{ColorChoice, Label, Palette, Surroundings};
pub use text::{Line, Span, lines};
pub use wrap::{chop, wrap};
