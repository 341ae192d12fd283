//! What may be wrong with what an image does.

use super::super::lookup::Looked;
use super::super::verdict::NearMiss;
use super::{Case, image};

pub(super) fn find(case: &Case<'_, '_>, reference: &str) -> Looked<Option<NearMiss>> {
    if case.is_missing() {
        return image::missing(case, reference).map(Some);
    }
    let Some(state) = case.env.lookup.image(reference)? else { return Ok(None) };
    image::without_own_command(case, state)
}
