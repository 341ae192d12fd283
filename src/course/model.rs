//! A course after resolving: checked types, no unresolved text. What the rest of kesako works with.

use std::collections::BTreeMap;
use std::time::Duration;

use super::account::Account;
use super::attempt::Attempt;
use super::expect::Expectation;
use super::id::{ChapterId, Language, StepId};
use super::prune::Prune;
use super::subject::Subject;

/// `lessons/course.toml`: what is known without reading any chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Course id: `docker-101`.
    pub id: String,
    /// Course version.
    pub version: String,
    /// Title per language.
    pub title: BTreeMap<Language, String>,
    /// Languages, the reference one first.
    pub languages: Vec<Language>,
    /// Chapters in order.
    pub chapters: Vec<ChapterId>,
    /// Base images by role.
    pub images: BTreeMap<String, BaseImage>,
    /// Variables in order.
    pub vars: Vec<Variable>,
    /// Accounts of registries that the course has the learner run.
    pub accounts: Vec<Account>,
}

/// A base image that the course needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseImage {
    /// Role, which is also the name of its variable: `alpine`.
    pub role: String,
    /// What learners type and Dockerfiles name: `alpine`.
    pub reference: String,
    /// What it is for, in a few words per language.
    pub purpose: BTreeMap<Language, String>,
    /// How its offline stand-in is made; `None` if there is none.
    pub stand_in: Option<StandIn>,
}

/// How to build a small replacement of a base image from what the machine has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StandIn {
    /// Programs to copy with the libraries they need: path in the image ← first of these paths that exists here.
    pub programs: Vec<Program>,
    /// Symbolic links: path in the image → target.
    pub links: BTreeMap<String, String>,
    /// Text files: path in the image → content.
    pub files: BTreeMap<String, String>,
    /// Executable text files: path in the image → content.
    pub scripts: BTreeMap<String, String>,
    /// Folders: path in the image → permission bits.
    pub folders: BTreeMap<String, u32>,
    /// Folders owned by another user than root: path in the image → user id.
    pub owners: BTreeMap<String, u64>,
    /// Dockerfile instructions for the image's configuration (`CMD`, `ENTRYPOINT`, `ENV`, `EXPOSE`, `USER`,
    /// `VOLUME`, `WORKDIR`), as `docker import --change` takes them.
    pub config: Vec<String>,
}

/// A program of a stand-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// Where it goes in the image.
    pub to: String,
    /// Where it may be on this machine: absolute paths, or names to look up in `PATH`.
    pub from: Vec<String>,
    /// The Debian package that has it, should it be missing.
    pub package: String,
    /// Whether it answers to `--list` with names to link to it, as busybox does.
    pub applets: bool,
}

/// A variable, written `{{name}}` in lessons, checks, exercises and solutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Name.
    pub name: String,
    /// Value unless the workspace has another.
    pub default: String,
    /// Whether it is a TCP port of this machine, moved once to a free one when taken.
    pub is_port: bool,
    /// Value while the course proves itself: for what would take a learner's time.
    pub verify: Option<String>,
}

/// One chapter in full.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// Its id, the name of its folder in the workspace.
    pub id: ChapterId,
    /// Title, minutes and opening words per language.
    pub words: BTreeMap<Language, ChapterWords>,
    /// Steps in order.
    pub steps: Vec<Step>,
    /// Files given to the learner when the chapter begins.
    pub start_files: Vec<CourseFile>,
}

/// A chapter's own words in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChapterWords {
    /// Title.
    pub title: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Markdown before the first step.
    pub intro: String,
}

/// A file of the course, ready to be written below the chapter's folder of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseFile {
    /// Path relative to the chapter's folder, with forward slashes.
    pub path: String,
    /// Content, variables replaced.
    pub content: Vec<u8>,
    /// Whether to make it executable.
    pub executable: bool,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// The step whose end state this one starts from; `None`: from an engine without anything of the course.
    pub after: Option<StepId>,
    /// Weight in exports.
    pub points: u32,
    /// Whether the course can be finished without it.
    pub optional: bool,
    /// What it has the learner prune.
    pub prunes: Vec<Prune>,
    /// Words per language.
    pub words: BTreeMap<Language, StepWords>,
    /// What is planted before the step begins.
    pub setup: Option<Setup>,
    /// What must still be true of the images that it builds on.
    pub pins: Vec<Pin>,
    /// What is looked at, in order.
    pub checks: Vec<Check>,
    /// The reference solution.
    pub solution: Attempt,
}

impl Step {
    /// The check with this id; those of the images that it builds on are among them.
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().chain(self.pins.iter().map(|pin| &pin.check)).find(|check| check.id == id)
    }
}

/// A step's words in one language, as Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepWords {
    /// Title.
    pub title: String,
    /// Explanation before the task.
    pub prose: String,
    /// What to do.
    pub task: String,
    /// What checks ask for, in a few words: check id → its label, as Markdown.
    pub labels: BTreeMap<String, String>,
    /// Graduated hints, the last may reveal.
    pub hints: Vec<String>,
    /// What to say of a near miss: `published/port-swapped` → words.
    pub near_misses: BTreeMap<String, String>,
    /// Questions of `ask` checks: check id → question.
    pub questions: BTreeMap<String, Question>,
    /// Debrief after the step passed.
    pub why: String,
}

/// A question's words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// The question, as Markdown.
    pub text: String,
    /// Choices in the order shown: key → words. Empty for a typed answer.
    pub choices: Vec<(String, String)>,
}

/// What is planted before a step begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setup {
    /// Shell script, run in the chapter's folder; empty if nothing is to be run.
    pub run: String,
    /// Variables that get a new random value each time: name → kind.
    pub plant: BTreeMap<String, PlantKind>,
}

/// What a planted random value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlantKind {
    /// Two words and a number: `calm-otter-42`.
    Word,
    /// Eight hexadecimal digits.
    Hex,
    /// A number from 1000 to 9999.
    Number,
}

/// What an earlier step asked of its image, and must still be true of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin {
    /// The earlier step.
    pub step: StepId,
    /// The image's name.
    pub image: String,
    /// What was asked, as far as it lasts. Its id is `pinned-STEP-CHECK`.
    pub check: Check,
}

/// One thing that a step looks at.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Id, unique in its step.
    pub id: String,
    /// Checks that must pass before this one is looked at.
    pub needs: Vec<String>,
    /// Look again for this long until it passes.
    pub within: Option<Duration>,
    /// What is looked at.
    pub subject: Subject,
    /// Whether it must not be there.
    pub absent: bool,
    /// What is expected of it; empty only with `absent` or when being there is all that is asked.
    pub expect: Vec<Expectation>,
    /// Near misses particular to this check, in order: the first that matches is named.
    pub near_misses: Vec<NearMissRule>,
}

/// A near miss that the course's author describes.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMissRule {
    /// Its id: `only-bar`.
    pub id: String,
    /// Another subject to look at; `None`: the check's own.
    pub subject: Option<Subject>,
    /// Whether it applies only while the check's own subject is not there.
    pub missing: bool,
    /// Whether it applies when nothing that meets `when` is there, rather than when something is.
    pub absent: bool,
    /// When it applies: all of these hold of the subject.
    pub when: Vec<Expectation>,
}

impl NearMissRule {
    /// Whether it stands for all that nothing more precise is known of.
    pub const fn is_default(&self) -> bool {
        self.subject.is_none() && self.when.is_empty()
    }
}
