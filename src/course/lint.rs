//! Everything that is wrong with a course, in every file, chapter and language at once.
//!
//! Beside what reading a chapter reports: steps that prove nothing (neither `right` nor `wrong`), variables nobody uses, files
//! nobody reads, code that differs between languages, and translations that have drifted apart.

use std::collections::BTreeMap;

use super::attempt::Attempts;
use super::diagnostic::{Diagnostic, Problems, Severity};
use super::id::{ChapterId, StepId};
use super::lesson::{RawLesson, read_lesson};
use super::lint_translations::{STAMPS, report_code, report_drift, report_labels};
use super::load::{CourseFiles, Looked, checks_path, lesson_path, read_text, unreadable};
use super::load_proof::proof_path;
use super::manifest::{MANIFEST, parse_manifest};
use super::model::{Chapter, Manifest};
use super::source::{CourseSource, TOPS};
use super::vars::{Vars, places};

/// All that is wrong with a course, and the texts it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LintReport {
    /// Sorted by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Content of each file that a diagnostic names, by path.
    pub texts: BTreeMap<String, String>,
}

impl LintReport {
    /// Whether the course can't be used as it is.
    pub fn has_errors(&self) -> bool {
        super::load::has_error(&self.diagnostics)
    }

    /// The text that a diagnostic is about; empty if the file could not be read.
    pub fn text(&self, diagnostic: &Diagnostic) -> &str {
        self.texts.get(&diagnostic.path).map(String::as_str).unwrap_or_default()
    }
}

/// Looks at every file of a course.
pub fn lint(source: &CourseSource) -> LintReport {
    let mut found = look(source);
    found.sort_by(|a, b| (&a.path, a.span.start, &a.message).cmp(&(&b.path, b.span.start, &b.message)));
    found.dedup();
    let mut texts = BTreeMap::new();
    for diagnostic in &found {
        if !texts.contains_key(&diagnostic.path)
            && let Ok(text) = read_text(source, &diagnostic.path)
        {
            texts.insert(diagnostic.path.clone(), text);
        }
    }
    LintReport { diagnostics: found, texts }
}

fn look(source: &CourseSource) -> Vec<Diagnostic> {
    let text = match read_text(source, MANIFEST) {
        Ok(text) => text,
        Err(diagnostic) => return vec![*diagnostic],
    };
    let (manifest, mut found) = parse_manifest(&text);
    let Some(manifest) = manifest else { return found };
    let course = CourseFiles { source: source.clone(), manifest };
    for id in &course.manifest.chapters {
        let looked = course.look_at(id, &Vars::new(), &course.manifest.languages);
        let proof = course.look_at_proof(id, &Vars::new(), &looked);
        found.extend(proof.found);
        if let Some(attempts) = &proof.attempts {
            found.extend(unproven(&course, &looked, id, attempts));
        }
        found.extend(looked.exercises.stray.iter().map(|path| {
            let mut diagnostic = Diagnostic::of_file(Severity::Warning, path.as_str(), "nothing reads this file");
            diagnostic.help("files stand in `start/` or in `solution/STEP/`");
            diagnostic
        }));
        if let Some(chapter) = &looked.chapter {
            found.extend(foreign_solutions(chapter, looked.exercises.solution.keys()));
        }
        found.extend(looked.found);
    }
    let lessons = all_lessons(&course);
    for lessons in lessons.values() {
        found.extend(report_code(lessons));
        found.extend(report_labels(lessons));
    }
    found.extend(report_drift(source, &lessons));
    found.extend(unused_vars(&course, &text));
    found.extend(unknown_files(&course));
    found
}

/// A lesson as it was read, for comparing languages.
pub(super) struct Translation {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) language: super::id::Language,
    pub(super) raw: RawLesson,
}

pub(super) fn all_lessons(course: &CourseFiles) -> BTreeMap<ChapterId, Vec<Translation>> {
    let mut lessons: BTreeMap<ChapterId, Vec<Translation>> = BTreeMap::new();
    for id in &course.manifest.chapters {
        for &language in &course.manifest.languages {
            let path = lesson_path(language, id);
            let Ok(text) = read_text(&course.source, &path) else { continue };
            let raw = read_lesson(&mut Problems::new(&path, &text));
            lessons.entry(id.clone()).or_default().push(Translation { path, text, language, raw });
        }
    }
    lessons
}

/// Steps that have neither a wrong attempt nor another right way.
fn unproven(
    course: &CourseFiles,
    looked: &Looked,
    id: &ChapterId,
    attempts: &BTreeMap<StepId, Attempts>,
) -> Vec<Diagnostic> {
    let path = checks_path(id);
    let text = course.text(&path);
    let mut problems = Problems::new(&path, &text);
    let is_proven = |step: &str| attempts.get(&StepId::new(id, step)).is_some_and(|attempts| !attempts.is_empty());
    for step in looked.raw.steps.iter().filter(|step| !is_proven(&step.id.value)) {
        let message = format!("step `{}` has neither `right` ways nor `wrong` attempts", step.id.value);
        problems
            .warning(step.id.span.clone(), message)
            .help(format!("add a wrong attempt to {}, which proves that the step can fail", proof_path(id)));
    }
    problems.into_found()
}

/// Folders of solution files without a step.
fn foreign_solutions<'s>(chapter: &Chapter, folders: impl Iterator<Item = &'s String>) -> Vec<Diagnostic> {
    let ids: Vec<&str> = chapter.steps.iter().map(|step| step.id.step.as_str()).collect();
    let foreign = folders.filter(|folder| !ids.contains(&folder.as_str()));
    foreign
        .map(|folder| {
            let path = format!("exercises/{}/solution/{folder}", chapter.id);
            let mut diagnostic =
                Diagnostic::of_file(Severity::Error, path, format!("the chapter has no step `{folder}`"));
            diagnostic.suggest_or_list(folder, ids.iter().copied());
            diagnostic
        })
        .collect()
}

fn unused_vars(course: &CourseFiles, text: &str) -> Vec<Diagnostic> {
    let mut used: Vec<String> = Vec::new();
    for path in TOPS.iter().filter_map(|top| course.source.list(top).ok()).flatten() {
        if let Ok(text) = read_text(&course.source, &path) {
            used.extend(places(&text).into_iter().map(|place| place.name.to_owned()));
        }
    }
    let mut problems = Problems::new(MANIFEST, text);
    for (name, span) in variable_keys(&course.manifest, text) {
        if !used.contains(&name) {
            problems
                .warning(span, format!("variable `{name}` is not used"))
                .help(format!("write `{{{{{name}}}}}` where it is meant, or remove it"));
        }
    }
    problems.into_found()
}

/// Each variable of the manifest and where it is defined.
fn variable_keys(manifest: &Manifest, text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let Some(root) = super::value::parse_toml(&mut Problems::new(MANIFEST, text)) else { return Vec::new() };
    let vars = root.as_table().into_iter().flatten().filter(|entry| entry.key == "vars");
    vars.filter_map(|entry| entry.node.as_table())
        .flatten()
        .filter(|entry| manifest.vars.iter().any(|variable| variable.name == entry.key))
        .map(|entry| (entry.key.clone(), entry.key_span.clone()))
        .collect()
}

fn unknown_files(course: &CourseFiles) -> Vec<Diagnostic> {
    let manifest = &course.manifest;
    let mut known = vec![MANIFEST.to_owned(), STAMPS.to_owned()];
    for chapter in &manifest.chapters {
        known.extend([checks_path(chapter), proof_path(chapter)]);
        known.extend(manifest.languages.iter().map(|language| lesson_path(*language, chapter)));
    }
    let mut found = Vec::new();
    for top in TOPS {
        match course.source.list(top) {
            Ok(paths) => {
                let of_chapter = |path: &String| {
                    let folder = path.split('/').nth(1).unwrap_or_default();
                    top == "exercises" && manifest.chapters.iter().any(|chapter| chapter.0 == folder)
                };
                let strangers = paths.iter().filter(|path| !known.contains(path) && !of_chapter(path));
                for path in strangers.filter(|path| !path.ends_with("README.md")) {
                    let mut diagnostic =
                        Diagnostic::of_file(Severity::Warning, path.as_str(), "nothing reads this file");
                    diagnostic.suggest(path, known.iter().map(String::as_str));
                    found.push(diagnostic);
                }
            }
            Err(error) => found.push(unreadable(&error)),
        }
    }
    found
}
