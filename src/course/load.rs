//! Opens a course and reads one chapter at a time. The only part of `course` that asks the source for files to use.
//!
//! [`CourseFiles::open`] reads the manifest alone; [`CourseFiles::chapter`] reads one chapter: its checker, its lessons,
//! its exercises. Nothing is kept: whoever needs a chapter twice keeps it.

use sha2::{Digest, Sha256};

use super::checks::{id_of, read_chapter};
use super::diagnostic::{Diagnostic, Problems, Severity};
use super::exercise_files::{ExerciseFiles, read_exercises};
use super::id::{ChapterId, Language, StepId};
use super::lesson::read_lesson;
use super::manifest::{MANIFEST, parse_manifest};
use super::model::{Chapter, Check, Manifest};
use super::raw::RawChapter;
use super::resolve::{LessonIn, ResolveIn, resolve};
use super::source::{CourseSource, SourceError, TOPS};
use super::subject_parse::Reading;
use super::value::parse_toml;
use super::vars::Vars;

/// A course whose manifest has been read.
#[derive(Debug, Clone)]
pub struct CourseFiles {
    /// Where the files come from.
    pub source: CourseSource,
    /// The manifest.
    pub manifest: Manifest,
}

/// A chapter, as far as it could be read, and all that is wrong with it.
pub(super) struct Looked {
    pub(super) raw: RawChapter,
    pub(super) chapter: Option<Chapter>,
    pub(super) exercises: ExerciseFiles,
    pub(super) found: Vec<Diagnostic>,
}

impl CourseFiles {
    /// Opens a course. Warnings are dropped: `lint` gives them.
    pub fn open(source: CourseSource) -> Result<Self, Vec<Diagnostic>> {
        let text = read_text(&source, MANIFEST).map_err(|diagnostic| vec![*diagnostic])?;
        let (manifest, found) = parse_manifest(&text);
        match manifest {
            Some(manifest) if !has_error(&found) => Ok(Self { source, manifest }),
            _ => Err(found),
        }
    }

    /// Values of all variables unless a workspace has others.
    pub fn default_vars(&self) -> Vars {
        self.manifest.default_vars()
    }

    /// Reads one chapter in every language.
    ///
    /// `vars` are the workspace's values (moved ports) and those that are planted; what is not among them has its
    /// default. A value that is yet to be planted stays as it is written, `{{secret}}`. Warnings are dropped.
    pub fn chapter(&self, id: &ChapterId, vars: &Vars) -> Result<Chapter, Vec<Diagnostic>> {
        self.usable(id, vars, &self.manifest.languages)
    }

    /// Reads one chapter with the words of one language only.
    pub fn chapter_in(&self, id: &ChapterId, vars: &Vars, language: Language) -> Result<Chapter, Vec<Diagnostic>> {
        self.usable(id, vars, &[language])
    }

    fn usable(&self, id: &ChapterId, vars: &Vars, languages: &[Language]) -> Result<Chapter, Vec<Diagnostic>> {
        let looked = self.look_at(id, vars, languages);
        match looked.chapter {
            Some(chapter) if !has_error(&looked.found) => Ok(chapter),
            _ => Err(looked.found),
        }
    }

    /// Reads one chapter and reports everything, warnings too.
    pub(super) fn look_at(&self, id: &ChapterId, vars: &Vars, languages: &[Language]) -> Looked {
        let mut looked = Looked {
            raw: RawChapter::default(),
            chapter: None,
            exercises: ExerciseFiles::default(),
            found: Vec::new(),
        };
        if !self.manifest.chapters.contains(id) {
            let mut diagnostic =
                Diagnostic::of_file(Severity::Error, MANIFEST, format!("the course has no chapter `{id}`"));
            diagnostic.suggest_or_list(&id.0, self.manifest.chapters.iter().map(|id| id.0.as_str()));
            looked.found.push(diagnostic);
            return looked;
        }
        let (defaults, path) = (self.default_vars(), checks_path(id));
        let vars = vars.or(&defaults);
        let mut texts = Vec::new();
        for language in languages {
            let path = lesson_path(*language, id);
            match read_text(&self.source, &path) {
                Ok(text) => texts.push((*language, path, text)),
                Err(diagnostic) => looked.found.push(*diagnostic),
            }
        }
        match read_exercises(&self.source, id, &vars) {
            Ok(files) => looked.exercises = files,
            Err(error) => looked.found.push(unreadable(&error)),
        }
        let text = match read_text(&self.source, &path) {
            Ok(text) => text,
            Err(diagnostic) => {
                looked.found.push(*diagnostic);
                return looked;
            }
        };
        let mut problems = Problems::new(&path, &text);
        let raw = read_chapter(&mut problems);
        let mut lessons: Vec<LessonIn<'_>> = texts
            .iter()
            .map(|(language, path, text)| {
                let mut problems = Problems::new(path, text);
                LessonIn { language: *language, raw: read_lesson(&mut problems), problems }
            })
            .collect();
        if !raw.steps.is_empty() {
            let input = ResolveIn {
                chapter: id,
                chapters: &self.manifest.chapters,
                vars: &vars,
                defaults: &defaults,
                outline: &|chapter| {
                    let steps = self.outline(chapter).ok()?;
                    Some(steps.into_iter().map(|id| id.step).collect())
                },
                checks_of: &|step| self.checks_of(step, &vars),
                start_files: looked.exercises.start.clone(),
                solution_files: looked.exercises.solution.clone(),
            };
            looked.chapter = Some(resolve(input, &raw, &mut problems, &mut lessons));
        }
        looked.raw = raw;
        looked.found.extend(problems.into_found());
        looked.found.extend(lessons.into_iter().flat_map(|lesson| lesson.problems.into_found()));
        looked
    }

    /// The checks of one step, whatever is wrong with its chapter.
    fn checks_of(&self, step: &StepId, vars: &Vars) -> Vec<Check> {
        let path = checks_path(&step.chapter);
        let Ok(text) = read_text(&self.source, &path) else { return Vec::new() };
        let mut problems = Problems::new(&path, &text);
        let raw = read_chapter(&mut problems);
        let Some(raw) = raw.steps.iter().find(|raw| raw.id.value == step.step) else { return Vec::new() };
        let mut reading = Reading { chapter: &step.chapter, vars, problems: &mut problems };
        raw.checks.iter().filter_map(|check| reading.check(check, raw)).collect()
    }

    /// The ids of a chapter's steps in order, from its checker alone.
    pub fn outline(&self, id: &ChapterId) -> Result<Vec<StepId>, Vec<Diagnostic>> {
        let path = checks_path(id);
        let text = read_text(&self.source, &path).map_err(|diagnostic| vec![*diagnostic])?;
        let mut problems = Problems::new(&path, &text);
        let root = parse_toml(&mut problems);
        let Some(root) = root else { return Err(problems.into_found()) };
        let steps = root.as_table().into_iter().flatten().filter(|entry| entry.key == "step");
        let steps = steps.filter_map(|entry| entry.node.expect_list("step", &mut problems));
        Ok(steps.flatten().filter_map(id_of).map(|step| StepId::new(id, step)).collect())
    }

    /// SHA-256 over every file of the course, names included, as hexadecimal digits.
    pub fn content_hash(&self) -> Result<String, SourceError> {
        let mut hash = Sha256::new();
        for top in TOPS {
            for path in self.source.list(top)? {
                let Some(file) = self.source.read(&path)? else { continue };
                hash.update(path.as_bytes());
                hash.update([0]);
                hash.update((file.bytes.len() as u64).to_le_bytes());
                hash.update(&file.bytes);
            }
        }
        Ok(hex(&hash.finalize()))
    }

    /// The text of a course file, for showing a diagnostic; empty if there is none.
    pub fn text(&self, path: &str) -> String {
        read_text(&self.source, path).unwrap_or_default()
    }
}

/// Where a chapter's checker stands.
pub fn checks_path(chapter: &ChapterId) -> String {
    format!("checks/{chapter}.toml")
}

/// Where a chapter's lesson in a language stands.
pub fn lesson_path(language: Language, chapter: &ChapterId) -> String {
    format!("lessons/{language}/{chapter}.md")
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn has_error(found: &[Diagnostic]) -> bool {
    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Reads a file that must be there and be text.
pub(super) fn read_text(source: &CourseSource, path: &str) -> Result<String, Box<Diagnostic>> {
    let file = source.read(path).map_err(|error| Box::new(unreadable(&error)))?;
    let Some(file) = file else {
        return Err(Box::new(Diagnostic::of_file(Severity::Error, path, "this file is missing")));
    };
    String::from_utf8(file.bytes.into_owned())
        .map_err(|_| Box::new(Diagnostic::of_file(Severity::Error, path, "this file is not UTF-8 text")))
}

pub(super) fn unreadable(error: &SourceError) -> Diagnostic {
    Diagnostic::of_file(Severity::Error, error.path.clone(), format!("can't be read: {}", error.cause))
}
