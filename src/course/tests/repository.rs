//! The course of this repository, as it is.

use std::path::PathBuf;

use crate::course::{CourseFiles, CourseSource, Vars, lint};

fn here() -> CourseSource {
    CourseSource::Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn the_course_of_this_repository_has_no_errors() {
    let report = lint(&here());
    let shown: Vec<String> = report.diagnostics.iter().map(|found| format!("{found} [{:?}]", found.help)).collect();
    assert!(!report.has_errors(), "{}", shown.join("\n"));
}

#[test]
fn the_embedded_course_is_the_one_of_this_repository() {
    let embedded = CourseFiles::open(CourseSource::Embedded).unwrap();
    let folder = CourseFiles::open(here()).unwrap();
    assert_eq!(embedded.manifest, folder.manifest);
    assert_eq!(embedded.content_hash().unwrap(), folder.content_hash().unwrap());
}

#[test]
fn every_chapter_of_this_repository_can_be_read() {
    let course = CourseFiles::open(here()).unwrap();
    for id in &course.manifest.chapters {
        let chapter = course.chapter(id, &Vars::new()).unwrap();
        assert_eq!(course.outline(id).unwrap(), chapter.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>());
    }
}
