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
    Ok(by_origin(origin(state, wanted, case.env)?, wanted))
}

/// What an image that came about like this is instead of a built one.
pub(super) fn by_origin((origin, from): (&str, Option<&str>), wanted: &str) -> Option<NearMiss> {
    let near_miss = |id: &str| Some(NearMiss::new(id).with("image", wanted));
    match origin {
        "tagged" => near_miss("tagged-base").map(|it| it.with("base", from.unwrap_or_default())),
        "committed" => near_miss("committed"),
        "imported" | "loaded" | "pulled" => near_miss("planted"),
        _ => None,
    }
}
