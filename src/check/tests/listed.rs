//! Every built-in near miss is on the list, and every one on the list is met by a test.

use std::collections::BTreeSet;

use super::judging::met;
use super::{
    near_compose, near_compose_file, near_container, near_details, near_file, near_image, near_other, near_pasted,
    near_registry, near_run, near_start, origin,
};
use crate::course::near_miss_ids::built_in;
use crate::probe::schema::SubjectKind;

#[test]
fn the_list_of_near_misses_is_what_the_judge_finds() {
    near_compose::all();
    near_compose_file::all();
    near_container::all();
    near_details::all();
    near_image::all();
    near_file::all();
    near_other::all();
    near_pasted::all();
    near_registry::all();
    near_run::all();
    near_start::all();
    origin::all();
    let listed: BTreeSet<(&str, String)> = SubjectKind::ALL
        .iter()
        .flat_map(|kind| built_in(*kind).iter().map(|id| (kind.key(), (*id).to_owned())))
        .collect();
    let met = met();
    let untested: Vec<_> = listed.difference(&met).collect();
    let unlisted: Vec<_> = met.difference(&listed).collect();
    assert!(untested.is_empty() && unlisted.is_empty(), "without a test: {untested:?}\nnot listed: {unlisted:?}");
}
