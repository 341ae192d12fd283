//! What commands work with: the course, the workspace and its record, the engine, the screen. Opened when first needed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::Timestamp;

use crate::cli::{Color, Global, Lang};
use crate::course::{Attempts, Chapter, ChapterId, CourseFiles, CourseSource, Language, Step, StepId, Vars};
use crate::engine::{Cache, ConnectOptions, Engine, Recording, Witness};
use crate::error::CommandError;
use crate::exit_code::Exit;
use crate::machine::compose::ComposeMemory;
use crate::progress::{Event, FOLDER, Record};
use crate::ui::{ColorChoice, Prompt, Ui, UiOptions};
use crate::words::Words;

use super::script::Scripts;
use super::shelf::Shelf;

/// What commands work with.
pub struct Services {
    /// Where everything is printed.
    pub ui: Ui,
    /// Who answers questions.
    pub prompt: Box<dyn Prompt>,
    /// The command line's options of every command.
    pub options: Global,
    /// The course.
    pub course: CourseFiles,
    /// The learner's folder.
    pub workspace: PathBuf,
    /// The record of the workspace.
    pub record: Record,
    /// The lessons' language.
    pub language: Language,
    /// The engine; no request is made before one is needed.
    pub engine: Engine,
    /// The folder of Docker's configuration, if another than this process's: a proof logs in and out in one of its own.
    pub docker_config: Option<PathBuf>,
    /// What is remembered of images within this process.
    pub cache: Cache,
    /// What Compose has said within this process.
    pub compose: ComposeMemory,
    /// What a session has heard of the engine's events.
    pub recording: Recording,
    /// Sees containers while a solution is carried out, until what came of it is judged.
    pub(super) witness: Option<Witness>,
    /// What holds for the course's scripts in this process.
    pub scripts: Scripts,
    /// What was read of the course.
    pub(super) shelf: Shelf,
}

impl Services {
    /// Opens course, workspace and record; finds the engine without asking it anything.
    pub fn open(options: Global) -> Result<Self, Box<(CommandError, Ui)>> {
        let source = source(&options);
        let ui = |language| Ui::from_env(ui_options(&options, language));
        let early = early_language(&options);
        let fail = |error: CommandError, ui: Ui| Box::new((error, ui));
        let course = CourseFiles::open(source).map_err(|found| fail(found.into(), ui(early)))?;
        let workspace = find_workspace(options.workspace.as_deref(), &course.manifest.id);
        let record = Record::load(&workspace).map_err(|error| fail(error.into(), ui(early)))?;
        let language = choose_language(&options, record.progress().language, &course.manifest.languages);
        let connect = ConnectOptions { host: options.host.clone(), context: options.context.clone() };
        let engine = Engine::connect(&connect).map_err(|error| fail(error.into(), ui(language)))?;
        let ui = ui(language);
        let prompt = crate::ui::prompt(&ui, options.yes);
        Ok(Self {
            ui,
            prompt,
            options,
            course,
            workspace,
            record,
            language,
            engine,
            docker_config: None,
            cache: Cache::default(),
            compose: ComposeMemory::default(),
            recording: Recording::default(),
            witness: None,
            scripts: Scripts::default(),
            shelf: Shelf::default(),
        })
    }

    /// The fixed words in the language in use.
    pub fn words(&self) -> Words {
        self.ui.words()
    }

    /// A second way to the same streams, for a screen that lives beside the commands.
    pub(super) fn another_ui(&self) -> Ui {
        Ui::from_env(ui_options(&self.options, self.language))
    }

    /// Goes on in another language.
    pub(super) fn speak(&mut self, language: Language) {
        self.language = language;
        self.ui = self.another_ui();
        self.prompt = crate::ui::prompt(&self.ui, self.options.yes);
    }

    /// Goes on in another workspace.
    pub(super) fn move_to(&mut self, workspace: PathBuf) -> Result<(), CommandError> {
        self.record = Record::load(&workspace)?;
        self.workspace = workspace;
        Ok(())
    }

    /// Values of the course's variables in this workspace.
    pub fn vars(&self) -> Vars {
        let own: Vars = self.record.progress().vars.iter().collect::<BTreeMap<_, _>>().into_iter().collect();
        own.or(&self.course.default_vars())
    }

    /// One chapter with the words of the language in use.
    pub fn chapter(&self, id: &ChapterId) -> Result<Chapter, CommandError> {
        Ok(self.read_chapter(id)?.as_ref().clone())
    }

    /// A step, with its chapter.
    pub fn step(&self, id: &StepId) -> Result<(Chapter, Step), CommandError> {
        let chapter = self.read_chapter(&id.chapter)?;
        let step = chapter.steps.iter().find(|step| step.id == *id).cloned();
        if let Some(step) = step {
            return Ok((chapter.as_ref().clone(), step));
        }
        let said = self.words().get("error-no-step", &[("wanted", id.to_string().into())]);
        Err(CommandError::usage(said).hint("`kesako list`"))
    }

    /// What a step proves itself with, beside its solution.
    pub(super) fn attempts(&self, id: &StepId) -> Result<Attempts, CommandError> {
        let vars = self.vars();
        let read = || self.course.proof(&id.chapter, &vars);
        let proof = match self.course.source {
            CourseSource::Embedded => self.shelf.proof(&id.chapter, &vars, read)?,
            CourseSource::Folder(_) => Rc::new(read()?),
        };
        Ok(proof.get(id).cloned().unwrap_or_default())
    }

    fn read_chapter(&self, id: &ChapterId) -> Result<Rc<Chapter>, CommandError> {
        let vars = self.vars();
        let read = || self.course.chapter_in(id, &vars, self.language);
        Ok(match self.course.source {
            CourseSource::Embedded => self.shelf.chapter((id, self.language), &vars, read)?,
            CourseSource::Folder(_) => Rc::new(read()?),
        })
    }

    /// The step that a command means: as typed, or the current one.
    pub fn find_step(&self, typed: Option<&str>) -> Result<StepId, CommandError> {
        match typed {
            Some(typed) => Ok(self.course.find_step(typed).map_err(|error| super::find_error(error, self.words()))?),
            None => self.current(),
        }
    }

    /// Every step of the course in order.
    pub fn all_steps(&self) -> Result<Vec<StepId>, CommandError> {
        let mut all = Vec::new();
        for chapter in &self.course.manifest.chapters {
            all.extend(self.course.outline(chapter)?);
        }
        Ok(all)
    }

    /// Where the learner is.
    pub fn current(&self) -> Result<StepId, CommandError> {
        let all = self.all_steps()?;
        let current = self.record.progress().position(&all).cloned();
        current.ok_or_else(|| CommandError::new(Exit::Course, self.words().text("error-course-empty")))
    }

    /// The step after `step`, if there is one.
    pub fn next_after(&self, step: &StepId) -> Result<Option<StepId>, CommandError> {
        let all = self.all_steps()?;
        let position = all.iter().position(|candidate| candidate == step);
        Ok(position.and_then(|position| all.get(position + 1).cloned()))
    }

    /// The folder of a chapter in the workspace.
    pub fn folder(&self, chapter: &ChapterId) -> PathBuf {
        self.workspace.join(&chapter.0)
    }

    /// Makes the workspace if it is not there: record, language, ports that are free on this machine.
    pub fn ensure_started(&mut self) -> Result<(), CommandError> {
        if self.record.progress().course.is_none() {
            self.record.append(Event::Started {
                course: self.course.manifest.id.clone(),
                version: self.course.manifest.version.clone(),
                kesako: env!("CARGO_PKG_VERSION").to_owned(),
                workspace: super::random::hex(16),
            })?;
            for (name, value) in super::ports::free_ports(&self.course.manifest.vars, &mut Vec::new()) {
                self.record.append(Event::Variable { name, value })?;
            }
        }
        let recorded = self.record.progress().course.clone();
        if recorded.as_ref().is_some_and(|course| *course != self.course.manifest.id) {
            let (folder, course) = (self.workspace.display().to_string(), recorded.unwrap_or_default());
            let args = [("folder", folder.into()), ("course", course.into())];
            let message = self.words().get("error-record-course", &args);
            return Err(CommandError::new(Exit::Progress, message).hint("`--workspace DIR`"));
        }
        Ok(())
    }

    /// When the workspace was made.
    pub fn started_at(&self) -> Option<Timestamp> {
        self.record.progress().started
    }
}

/// `--course`, else the course inside the program.
pub(super) fn source(options: &Global) -> CourseSource {
    options.course.clone().map_or(CourseSource::Embedded, CourseSource::Folder)
}

/// The screen for commands that open nothing.
pub(super) fn early_ui(options: &Global) -> Ui {
    Ui::from_env(ui_options(options, early_language(options)))
}

pub(super) fn ui_options(options: &Global, language: Language) -> UiOptions {
    let color = match options.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    UiOptions { color, language, json: options.json }
}

/// `--lang`, else the locale's: for what must be said before the record is read.
fn early_language(options: &Global) -> Language {
    choose_language(options, None, &Language::ALL)
}

/// `--lang`, else what the learner chose, else the locale's, else the course's first.
pub(super) fn choose_language(options: &Global, recorded: Option<Language>, spoken: &[Language]) -> Language {
    let asked = options.lang.map(|lang| match lang {
        Lang::En => Language::En,
        Lang::Fr => Language::Fr,
    });
    let locale = || sys_locale::get_locale().and_then(|locale| Language::from_locale(&locale));
    asked
        .or(recorded)
        .or_else(locale)
        .filter(|language| spoken.contains(language))
        .unwrap_or_else(|| spoken.first().copied().unwrap_or(Language::En))
}

/// `--workspace`, else the workspace that the current folder is in, else a folder called after the course.
pub(super) fn find_workspace(asked: Option<&Path>, course: &str) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let found = match asked {
        Some(asked) => asked.to_owned(),
        None => here
            .ancestors()
            .find(|folder| folder.join(FOLDER).is_dir())
            .map_or_else(|| here.join(course), Path::to_path_buf),
    };
    std::path::absolute(&found).unwrap_or(found)
}
