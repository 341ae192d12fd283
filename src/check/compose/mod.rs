//! Compose as the judge sees it: a file, and a project as it runs.
//!
//! A file is read as text, never by running anything. What it takes from elsewhere in the workspace (`.env`, override
//! files, `include`, `extends`) is followed; what lies beyond is not held against the learner: the running state is the
//! proof, the file a help.

mod file;
mod keys;
mod load;
mod merge;
mod project;
mod service;
mod shape;
mod slip;
mod variables;
mod yaml;

pub(crate) use file::ComposeFile;
pub(crate) use load::{candidates, load, read};
pub(crate) use project::{Project, ProjectService, project, service_of};
pub(crate) use slip::{How, Slip};
