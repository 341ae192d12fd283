//! An image that another recipe has made than the Dockerfile that it should come from.

use serde_json::Value;

use crate::course::expect::{Matcher, Property};
use crate::course::subject::Subject;
use crate::probe::{FilePlace, ImageState};

use super::super::dockerfile::DockerfileState;
use super::super::layered;
use super::super::lookup::Looked;
use super::super::origin::own_steps;
use super::super::verdict::NearMiss;
use super::Case;

/// The first line that differs, where the check holds an image against a Dockerfile.
pub(super) fn find(case: &Case<'_, '_>, state: &ImageState) -> Looked<Option<NearMiss>> {
    let Some(Matcher::Of(subject, Property::Named(_))) = case.matcher("recipe") else { return Ok(None) };
    let Subject::Dockerfile { path, stage } = subject.as_ref() else { return Ok(None) };
    let Some(file) = case.env.lookup.file(FilePlace::Workspace { path: path.clone() })? else { return Ok(None) };
    let written = DockerfileState::parse_stage(&file.content, "", stage.as_deref()).recipe;
    let made = layered::of_steps(own_steps(state, case.env)?.1);
    let list = |line: Option<&String>| Value::from(line.cloned().into_iter().collect::<Vec<_>>());
    let same = |at: usize| layered::is_same(&list(made.get(at)), &list(written.get(at)));
    let at = (0..made.len().max(written.len())).find(|at| !same(*at)).unwrap_or_default();
    let how = match (made.get(at), written.get(at)) {
        (Some(_), Some(_)) => "other",
        (None, _) => "less",
        (_, None) => "more",
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    Ok(Some(
        NearMiss::new("other-recipe")
            .with("file", name)
            .with("how", how)
            .with("text", made.get(at).map_or("", String::as_str))
            .with("line", written.get(at).map_or("", String::as_str)),
    ))
}
