//! Images that have the right name and were not built by whoever is to build them.

use super::super::lookup::Looked;
use super::super::origin::origin;
use super::super::verdict::NearMiss;
use super::Case;

/// What the image that is called `wanted` is instead, if how it came about is what is wrong.
pub(super) fn find(case: &Case<'_, '_>, wanted: &str) -> Looked<Option<NearMiss>> {
    if !case.wrong("origin") || case.wanted_text("origin") != Some("built") {
        return Ok(None);
    }
    let Some(state) = case.env.lookup.image(wanted)? else { return Ok(None) };
    let near_miss = |id: &str| Some(NearMiss::new(id).with("image", wanted));
    Ok(match origin(state, wanted, case.env)? {
        ("tagged", from) => near_miss("tagged-base").map(|it| it.with("base", from.unwrap_or_default())),
        ("committed", _) => near_miss("committed"),
        ("imported" | "loaded" | "pulled", _) => near_miss("planted"),
        _ => None,
    })
}
