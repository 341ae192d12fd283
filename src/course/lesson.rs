//! A lesson, `lessons/LANG/CHAPTER.md`: the words of a chapter in one language. Text in, [`RawLesson`] out.
//!
//! GitHub-flavoured Markdown that reads well on its own on a code forge:
//!
//! ```text
//! ---                                        front matter: one `key: value` per line
//! title: Containers that talk
//! minutes: 25
//! ---
//!
//! Opening words of the chapter.
//!
//! ## Publish the port {#publish}             opens the step with this id of checks/CHAPTER.toml
//!
//! Prose before the task; level 3 headings, lists, tables, code and ordinary quotes as you like.
//!
//! > [!TASK]                                  what to do, once per step
//! > Run the server so that …
//!
//! > [!CHECK published]                       what the check `published` asks for, in a few words; stands where the check
//! > port 9001 leads to the server            is listed, and where an expectation has no words of its own
//!
//! > [!HINT]                                  the graduated hints in order, two or more; the last may reveal
//! > Look at `docker run --help`.
//!
//! > [!HINT published/port-swapped]           what to say when that near miss is found
//! > The numbers are swapped.
//!
//! > [!ASK why]                               the question of the check `why`; for a choice it ends with a list whose
//! > Why does nothing answer?                 items begin with the key
//! > - `localhost-is-itself` In a container, localhost is the container.
//! > - `not-started` The server is not running.
//!
//! > [!WHY]                                   the debrief shown after the step passed, once per step
//! > …
//! ```
//!
//! The role line is the first of its quote, and one quote has one role: an empty line stands between two of them.
//! GitHub's own alerts (`[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`) are prose. HTML comments
//! between blocks are the author's, and are left out. Fenced code is verbatim. `{{var}}` works everywhere.
//!
//! What needs the checker file (do the ids exist, are the hints enough) is left to `course::resolve`.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::diagnostic::{Diagnostic, Problems};
use super::lesson_blocks::{BlockKind, blocks};
use super::lesson_front::read_front_matter;
use super::lesson_quote::{RawQuestion, Role, read_quote};
use super::value::{Spanned, check_id};

/// A lesson, parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawLesson {
    /// Title; empty after a diagnostic.
    pub title: String,
    /// Minutes; 0 after a diagnostic.
    pub minutes: u32,
    /// Markdown before the first step.
    pub intro: String,
    /// Steps in order.
    pub steps: Vec<RawLessonStep>,
}

/// The words of one step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawLessonStep {
    /// Id of the heading.
    pub id: Spanned<String>,
    /// Title.
    pub title: String,
    /// The bytes of the step, heading included.
    pub span: Range<usize>,
    /// Everything outside the roles.
    pub prose: String,
    /// `[!TASK]`
    pub task: Option<Spanned<String>>,
    /// `[!CHECK check]`: id and words.
    pub labels: Vec<(Spanned<String>, Spanned<String>)>,
    /// `[!HINT]`, in order.
    pub hints: Vec<Spanned<String>>,
    /// `[!HINT check/near-miss]`: id and words.
    pub near_misses: Vec<(Spanned<String>, String)>,
    /// `[!ASK check]`
    pub questions: Vec<RawQuestion>,
    /// `[!WHY]`
    pub why: Option<Spanned<String>>,
    /// Fenced and indented code anywhere in the step.
    pub code: Vec<Spanned<String>>,
}

impl<T: Default> Default for Spanned<T> {
    fn default() -> Self {
        Self::new(T::default(), 0..0)
    }
}

/// Parses a lesson. Whatever could be read is given, with everything that is wrong.
pub fn parse_lesson(path: &str, text: &str) -> (RawLesson, Vec<Diagnostic>) {
    let mut problems = Problems::new(path, text);
    let lesson = read_lesson(&mut problems);
    (lesson, problems.into_found())
}

pub(super) fn read_lesson(problems: &mut Problems<'_>) -> RawLesson {
    let front = read_front_matter(problems);
    let mut lesson = RawLesson { title: front.title, minutes: front.minutes, ..RawLesson::default() };
    for block in blocks(problems.text, front.end) {
        match block.kind {
            BlockKind::Heading { level: HeadingLevel::H1, .. } => {
                problems
                    .error(block.span, "a heading of the first level")
                    .help("the chapter's title stands in the front matter; a step begins with `##`");
            }
            BlockKind::Heading { level: HeadingLevel::H2, id, title } => {
                finish_step(&mut lesson, block.span.start);
                open_step(&mut lesson, block.span, id, title, problems);
            }
            BlockKind::Heading { id: Some(id), .. } => {
                let span = find_in(problems.text, &block.span, &id);
                problems.error(span, "only a heading of the second level opens a step").help("write `##`");
            }
            BlockKind::Comment => {}
            BlockKind::Quote => add_quote(&mut lesson, block.span, problems),
            BlockKind::Heading { .. } | BlockKind::Prose => add_prose(&mut lesson, &problems.text[block.span]),
            BlockKind::Code(code) => {
                if let Some(step) = lesson.steps.last_mut() {
                    step.code.push(Spanned::new(code, block.span));
                }
            }
        }
    }
    finish_step(&mut lesson, problems.text.len());
    lesson
}

fn open_step(
    lesson: &mut RawLesson,
    span: Range<usize>,
    id: Option<String>,
    title: String,
    problems: &mut Problems<'_>,
) {
    let id = if let Some(id) = id {
        let place = find_in(problems.text, &span, &id);
        Spanned::new(id, place)
    } else {
        problems
            .error(span.clone(), "a step's heading without an id")
            .help("end it with the id of its step: `## Title {#step-id}`; within a step use `###`");
        Spanned::new(String::new(), span.clone())
    };
    if !id.value.is_empty() {
        check_id(&id, problems);
        if let Some(first) = lesson.steps.iter().find(|step| step.id.value == id.value) {
            let line = problems.line(first.span.start);
            let message = format!("a second step called `{}`", id.value);
            problems.error(id.span.clone(), message).label(format!("the first is on line {line}"));
        }
    }
    if title.is_empty() {
        problems.error(span.clone(), "a step's heading without a title");
    }
    lesson.steps.push(RawLessonStep { id, title, span, ..RawLessonStep::default() });
}

fn finish_step(lesson: &mut RawLesson, end: usize) {
    if let Some(step) = lesson.steps.last_mut() {
        step.span.end = end.max(step.span.end);
    }
}

fn add_prose(lesson: &mut RawLesson, source: &str) {
    let target = lesson.steps.last_mut().map_or(&mut lesson.intro, |step| &mut step.prose);
    if !target.is_empty() {
        target.push_str("\n\n");
    }
    target.push_str(source.replace("\r\n", "\n").trim_end());
}

fn add_quote(lesson: &mut RawLesson, span: Range<usize>, problems: &mut Problems<'_>) {
    let Some((role, role_span, words)) = read_quote(span.clone(), problems) else {
        return add_prose(lesson, &problems.text[span]);
    };
    let Some(step) = lesson.steps.last_mut() else {
        problems.error(role_span, "a role before the first step").help("a step begins with `## Title {#step-id}`");
        return;
    };
    let text = Spanned::new(words.text.trim().to_owned(), span);
    if text.value.is_empty() {
        problems.error(role_span, "this role has no words");
        return;
    }
    match role {
        Role::Task => fill(&mut step.task, text, role_span, "task", problems),
        Role::Why => fill(&mut step.why, text, role_span, "debrief", problems),
        Role::Hint => step.hints.push(text),
        Role::Check(check) if step.labels.iter().any(|(known, _)| known.value == check.value) => {
            problems.error(check.span, format!("a second label for `{}`", check.value));
        }
        Role::Check(check) => {
            if text.value.contains("\n\n") {
                problems.error(role_span, "a check's label is one sentence").help("say the rest in the task or a hint");
            }
            let line = text.value.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            step.labels.push((check, Spanned::new(line, text.span)));
        }
        Role::NearMiss(id) if step.near_misses.iter().any(|(known, _)| known.value == id.value) => {
            problems.error(id.span, format!("a second hint for `{}`", id.value));
        }
        Role::NearMiss(id) => step.near_misses.push((id, text.value)),
        Role::Ask(check) if step.questions.iter().any(|known| known.check.value == check.value) => {
            problems.error(check.span, format!("a second question for `{}`", check.value));
        }
        Role::Ask(check) => step.questions.push(RawQuestion::read(check, &words, problems)),
    }
}

fn fill(
    place: &mut Option<Spanned<String>>,
    text: Spanned<String>,
    role_span: Range<usize>,
    what: &str,
    problems: &mut Problems<'_>,
) {
    if let Some(first) = place {
        let line = problems.line(first.span.start);
        problems
            .error(role_span, format!("a second {what} in this step"))
            .label(format!("the first is on line {line}"))
            .help("make it one quote, or two steps");
    } else {
        *place = Some(text);
    }
}

fn find_in(text: &str, span: &Range<usize>, needle: &str) -> Range<usize> {
    text[span.clone()].rfind(needle).map_or_else(|| span.clone(), |at| span.start + at..span.start + at + needle.len())
}
