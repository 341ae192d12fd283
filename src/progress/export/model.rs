//! The JSON export as types. The order of fields is the order in the file, and what hashes are computed over.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::schema::{Time, VerdictName};
use super::told::Told;
use crate::check::Verdict;
use crate::course::{Language, StepId};

/// The schema's number. It grows when a reader of the one before would misread the new one.
pub const SCHEMA: u32 = 1;

/// A title per language.
pub type Titles = BTreeMap<Language, String>;

/// A learner's record, as it leaves the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "A kesako export", extend("$id" = "urn:kesako:export:1"))]
pub struct Export {
    /// Number of this schema.
    #[schemars(range(min = 1, max = 1))]
    pub schema: u32,
    /// Version of the program that wrote it.
    pub kesako: String,
    /// When it was written.
    #[schemars(with = "Time")]
    pub exported_at: Timestamp,
    /// Opaque name of the record. Two exports with the same one are of the same learner's same work.
    pub record: String,
    /// The learner's name, if they gave it for this export.
    pub learner: Option<String>,
    /// The learner's language.
    #[schemars(with = "Option<String>")]
    pub language: Option<Language>,
    /// The course.
    pub course: CourseLine,
    /// The engine met last.
    pub engine: Option<EngineLine>,
    /// Sums over all the steps.
    pub totals: Totals,
    /// The course's chapters in order.
    pub chapters: Vec<ChapterLine>,
    /// The course's steps in order.
    pub steps: Vec<StepLine>,
    /// What happened, in order of time.
    pub events: Vec<Link>,
    /// What makes an edit evident.
    pub seal: SealLine,
}

/// Which course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CourseLine {
    /// Id: `docker-101`.
    pub id: String,
    /// Version.
    pub version: String,
    /// SHA-256 over the course's files.
    pub content: String,
    /// Title by language code.
    #[schemars(with = "BTreeMap<String, String>")]
    pub title: Titles,
}

/// Which engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EngineLine {
    /// Version.
    pub version: String,
    /// API version.
    pub api: String,
    /// `docker` or `podman`.
    pub flavour: String,
}

/// Sums over all the steps of the course.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Steps that the course has.
    pub steps: u32,
    /// Steps that have passed.
    pub passed: u32,
    /// Points that the course has.
    pub points: u32,
    /// Points of the steps that have passed.
    pub points_passed: u32,
    /// Whether every step has passed that the course can't be finished without.
    pub finished: bool,
    /// Time with something happening at least every five minutes.
    pub active_seconds: u64,
    /// Time from the first event to the last.
    pub wall_seconds: u64,
    /// Failed attempts.
    pub attempts: u32,
    /// Different hints seen.
    pub hints: u32,
    /// Steps whose solution was seen or carried out.
    pub solutions_seen: u32,
    /// Checks that could not look at the engine: nobody's failure.
    pub troubles: u32,
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChapterLine {
    /// Its id: `06-network`.
    pub id: String,
    /// Title by language code.
    #[schemars(with = "BTreeMap<String, String>")]
    pub title: Titles,
    /// Commands in the solutions of the steps that have passed, in order.
    pub commands: Vec<Command>,
    /// Dockerfile instructions in the same, in order.
    pub instructions: Vec<String>,
}

/// A command and the options that it was met with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Command {
    /// `docker run`.
    pub name: String,
    /// `--rm`, `-d`.
    pub options: Vec<String>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StepLine {
    /// Its id: `06-network/publish`.
    #[schemars(with = "String")]
    pub id: StepId,
    /// Title by language code.
    #[schemars(with = "BTreeMap<String, String>")]
    pub title: Titles,
    /// Weight.
    pub points: u32,
    /// Whether the course can be finished without it.
    pub optional: bool,
    /// How it stands.
    pub state: Standing,
    /// When the learner first went there or was checked on it.
    #[schemars(with = "Option<Time>")]
    pub first_seen: Option<Timestamp>,
    /// When it first passed.
    #[schemars(with = "Option<Time>")]
    pub passed_at: Option<Timestamp>,
    /// Active time until it first passed.
    pub active_seconds: u64,
    /// Time from `first_seen` to `passed_at`, or to the step's last event.
    pub wall_seconds: Option<u64>,
    /// Failed attempts.
    pub attempts: u32,
    /// Checks that could not look.
    pub troubles: u32,
    /// Different hints seen.
    pub hints: u32,
    /// Whether the solution was seen or carried out.
    pub solution_seen: bool,
    /// Near misses of the failed attempts, the most frequent first.
    pub near_misses: Vec<NearMissCount>,
    /// The last check, of a step that has not passed.
    pub last: Option<LastCheck>,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It has passed.
    Passed,
    /// The learner is there.
    Current,
    /// The learner was there.
    Seen,
    /// Not yet.
    Open,
}

impl Standing {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Current => "current",
            Self::Seen => "seen",
            Self::Open => "open",
        }
    }
}

/// How often a near miss was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearMissCount {
    /// `published/port-swapped`: the check's id and the near miss's.
    pub id: String,
    /// How often.
    pub count: u32,
}

/// How the last check of a step came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LastCheck {
    /// When.
    #[schemars(with = "Time")]
    pub at: Timestamp,
    /// Verdict.
    #[schemars(with = "VerdictName")]
    pub verdict: Verdict,
    /// The checks that failed or could not be looked at, in order.
    pub findings: Vec<Finding>,
}

/// A check that did not pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Its id: `published`.
    pub check: String,
    /// `published/port-swapped`, if it was one.
    pub near_miss: Option<String>,
}

/// One event and its link in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// When, on the learner's machine.
    #[schemars(with = "Time")]
    pub at: Timestamp,
    /// What.
    pub event: Told,
    /// SHA-256 over the hash before, a line feed, and this link as compact JSON without `hash`.
    pub hash: String,
}

/// What makes an edit evident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SealLine {
    /// `sha-256`.
    pub algorithm: String,
    /// Hash of the last event; what the chain begins with if there is none.
    pub events: String,
    /// Hash over the whole as compact JSON with this field empty.
    pub document: String,
    /// That this is no proof.
    pub note: String,
}
