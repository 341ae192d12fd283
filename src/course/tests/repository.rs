//! The course of this repository, as it is.

use std::path::PathBuf;

use crate::course::{CourseFiles, CourseSource};

fn here() -> CourseSource {
    CourseSource::Folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn the_embedded_course_is_the_one_of_this_repository() {
    let embedded = CourseFiles::open(CourseSource::Embedded).unwrap();
    let folder = CourseFiles::open(here()).unwrap();
    assert_eq!(embedded.manifest, folder.manifest);
    assert_eq!(embedded.content_hash().unwrap(), folder.content_hash().unwrap());
}
