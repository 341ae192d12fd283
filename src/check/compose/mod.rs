//! Compose as the judge sees it: a file, and a project as it runs.
//!
//! What a file comes to is what Compose says of it. The file's own text is read to explain, with its lines: why Compose
//! refuses it, never whether it does.

mod explain;
mod file;
mod keys;
mod load;
mod names;
mod project;
mod shape;
mod slip;
mod syntax;
mod yaml;

pub(crate) use explain::explain;
pub(crate) use file::ComposeFile;
pub(crate) use load::{candidates, load, read};
pub(crate) use project::{Project, ProjectService, health_test, project, service_of};
pub(crate) use slip::{How, Slip};
#[cfg(test)]
pub(crate) use yaml::{Node, parse};
