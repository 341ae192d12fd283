//! Have the languages of a lesson drifted apart? Code that differs, labels that one of them lacks, and stamps.
//!
//! `lessons/translations.toml`, written by [`restamp`] and optional, says for each step what each language's text was
//! when someone last found that they say the same:
//!
//! ```toml
//! [01-kesako]
//! build = { en = "5f1d2c0a9b3e", fr = "c1a4e2d07f66" }
//! ```
//!
//! A step whose text changed in one language only gets a warning, until the others follow and the course is stamped
//! again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::diagnostic::{Diagnostic, Problems, Severity};
use super::id::{ChapterId, Language};
use super::lesson::RawLessonStep;
use super::lint::{Translation, all_lessons};
use super::load::{CourseFiles, hex, read_text};
use super::source::{CourseSource, SourceError};
use super::value::{Entry, Node, parse_toml};

/// Where the stamps stand.
pub const STAMPS: &str = "lessons/translations.toml";

/// Lessons by chapter.
pub(super) type Lessons = BTreeMap<ChapterId, Vec<Translation>>;

/// The stamps of a course as it is now, as the text of [`STAMPS`].
pub fn stamps(course: &CourseFiles) -> String {
    let mut text =
        String::from("# What each language's text was when they last said the same: `kesako course lint --stamp`.\n");
    for (chapter, lessons) in all_lessons(course) {
        let _ = write!(text, "\n[{chapter}]\n");
        for step in lessons.first().map(|reference| &reference.raw.steps).into_iter().flatten() {
            let of = |lesson: &Translation| Some((lesson.language, hash(lesson, find(lesson, &step.id.value)?)));
            let hashes: Vec<String> =
                lessons.iter().filter_map(of).map(|(language, hash)| format!("{language} = \"{hash}\"")).collect();
            if !step.id.value.is_empty() {
                let _ = writeln!(text, "{} = {{ {} }}", step.id.value, hashes.join(", "));
            }
        }
    }
    text
}

/// Writes [`STAMPS`] into a course's folder: from now on the languages count as saying the same.
pub fn restamp(folder: &Path) -> Result<(), RestampError> {
    let course = CourseFiles::open(CourseSource::Folder(folder.to_owned())).map_err(RestampError::Broken)?;
    std::fs::write(folder.join(STAMPS), stamps(&course))
        .map_err(|cause| RestampError::Write(SourceError { path: STAMPS.to_owned(), cause }))
}

/// Why a course could not be stamped.
#[derive(Debug, thiserror::Error)]
pub enum RestampError {
    /// The manifest is broken.
    #[error("the course is broken")]
    Broken(Vec<Diagnostic>),
    /// The file could not be written.
    #[error("can't write the stamps")]
    Write(#[source] SourceError),
}

/// Steps that changed in some languages since the stamp, and not in the others.
pub(super) fn report_drift(source: &CourseSource, lessons: &Lessons) -> Vec<Diagnostic> {
    let Ok(Some(_)) = source.read(STAMPS) else { return Vec::new() };
    let text = match read_text(source, STAMPS) {
        Ok(text) => text,
        Err(diagnostic) => return vec![*diagnostic],
    };
    let mut problems = Problems::new(STAMPS, &text);
    let Some(root) = parse_toml(&mut problems) else { return problems.into_found() };
    let mut found = Vec::new();
    for (chapter, lessons) in lessons {
        let stamped = entry(Some(&root), &chapter.0);
        for step in lessons.first().map(|reference| &reference.raw.steps).into_iter().flatten() {
            let stamp = entry(stamped.map(|entry| &entry.node), &step.id.value);
            found.extend(drift(lessons, &step.id.value, stamp));
        }
    }
    found.extend(problems.into_found());
    found
}

fn entry<'n>(node: Option<&'n Node>, key: &str) -> Option<&'n Entry> {
    node?.as_table()?.iter().find(|entry| entry.key == key)
}

fn drift(lessons: &[Translation], step: &str, stamp: Option<&Entry>) -> Option<Diagnostic> {
    let (mut changed, mut same): (Vec<(&Translation, &RawLessonStep)>, Vec<Language>) = (Vec::new(), Vec::new());
    for lesson in lessons {
        let words = find(lesson, step)?;
        let before = entry(stamp.map(|stamp| &stamp.node), lesson.language.code());
        match before.and_then(|before| before.node.as_text()) {
            Some(before) if *before == hash(lesson, words) => same.push(lesson.language),
            _ => changed.push((lesson, words)),
        }
    }
    let (first, words) = changed.first()?;
    let names = |languages: &[Language]| languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let in_changed = names(&changed.iter().map(|(lesson, _)| lesson.language).collect::<Vec<_>>());
    let message = if stamp.is_none() {
        format!("step `{step}` was never stamped")
    } else if same.is_empty() {
        format!("step `{step}` changed in {in_changed} since the stamp")
    } else {
        format!("step `{step}` changed in {in_changed}, not in {}", names(&same))
    };
    let mut diagnostic = Diagnostic::at(Severity::Warning, &*first.path, &first.text, words.id.span.clone(), message);
    diagnostic.help("once all languages say the same: `kesako course lint --stamp`");
    Some(diagnostic)
}

fn find<'l>(lesson: &'l Translation, step: &str) -> Option<&'l RawLessonStep> {
    lesson.raw.steps.iter().find(|words| words.id.value == step)
}

fn hash(lesson: &Translation, step: &RawLessonStep) -> String {
    let words: Vec<&str> = lesson.text[step.span.clone()].split_whitespace().collect();
    let mut digits = hex(&Sha256::digest(words.join(" ")));
    digits.truncate(12);
    digits
}

/// Code of a step that is not the same in every language, comments aside.
pub(super) fn report_code(lessons: &[Translation]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some((reference, others)) = lessons.split_first() else { return found };
    for other in others {
        let mut problems = Problems::new(&other.path, &other.text);
        for step in &other.raw.steps {
            let Some(original) = find(reference, &step.id.value) else { continue };
            let (here, there) = (step.code.len(), original.code.len());
            if here != there {
                let message =
                    format!("step `{}` has {here} pieces of code, {there} in {}", step.id.value, reference.language);
                problems.warning(step.id.span.clone(), message);
                continue;
            }
            for (mine, theirs) in step.code.iter().zip(&original.code) {
                if without_comments(&mine.value) != without_comments(&theirs.value) {
                    let line = Problems::new(&reference.path, &reference.text).line(theirs.span.start);
                    let first_line = mine.span.start..mine.span.start + first_line(&other.text[mine.span.clone()]);
                    problems
                        .warning(first_line, format!("this code is not the same in {}", reference.language))
                        .help(format!("compare {}:{line}; comments may differ", reference.path));
                }
            }
        }
        found.extend(problems.into_found());
    }
    found
}

/// Checks that have a label in some languages only.
pub(super) fn report_labels(lessons: &[Translation]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for lesson in lessons {
        let mut problems = Problems::new(&lesson.path, &lesson.text);
        for step in &lesson.raw.steps {
            let has = |words: &RawLessonStep, check: &str| words.labels.iter().any(|(known, _)| known.value == check);
            let others = lessons.iter().filter_map(|other| Some((other, find(other, &step.id.value)?)));
            for (other, check) in others.flat_map(|(other, words)| words.labels.iter().map(move |(id, _)| (other, id)))
            {
                if !has(step, &check.value) {
                    let (id, language) = (&check.value, other.language);
                    problems
                        .error(step.id.span.clone(), format!("check `{id}` has a label in {language}, and none here"))
                        .help(format!("add a quote with `> [!CHECK {id}]`"));
                }
            }
        }
        found.extend(problems.into_found());
    }
    found
}

fn first_line(text: &str) -> usize {
    text.find(['\r', '\n']).unwrap_or(text.len())
}

/// The code's lines without comments (`# …`, `// …`) and without white space around.
fn without_comments(code: &str) -> Vec<&str> {
    let lines = code.lines().map(|line| {
        let comment = |mark: &str| line.starts_with(mark).then_some(0).or_else(|| line.find(&format!(" {mark}")));
        let end = [comment("#"), comment("// ")].into_iter().flatten().min().unwrap_or(line.len());
        line[..end].trim()
    });
    lines.filter(|line| !line.is_empty()).collect()
}
