//! Names that are nearly the same.

/// The candidate that `wanted` was probably meant to be: other case, other separators, or one or two letters off.
/// Short names must be closer, so that `web` is never taken for `db`.
pub(crate) fn closest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = |name: &str| name.to_lowercase().replace(['_', '.', ' '], "-");
    let allowed = if wanted.chars().count() < 6 { 1 } else { 2 };
    candidates
        .into_iter()
        .filter(|candidate| *candidate != wanted)
        .map(|candidate| (strsim::damerau_levenshtein(&plain(candidate), &plain(wanted)), candidate))
        .filter(|(distance, candidate)| {
            *distance <= allowed || plain(candidate).replace('-', "") == plain(wanted).replace('-', "")
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn only_names_that_are_nearly_the_same_are_close() {
        for (wanted, candidates, expected) in [
            ("test-echo", vec!["test-ehco", "nginx"], Some("test-ehco")),
            ("test-echo", vec!["test_echo"], Some("test_echo")),
            ("test-echo", vec!["testecho"], Some("testecho")),
            ("test-echo", vec!["Test-Echo"], Some("Test-Echo")),
            ("test-echo", vec!["test-run"], None),
            ("test-echo", vec!["test-echo"], None),
            ("web", vec!["db"], None),
            ("mynetwork", vec!["mynetwork2"], Some("mynetwork2")),
        ] {
            assert_eq!(closest(wanted, candidates.clone()), expected, "{wanted} among {candidates:?}");
        }
    }
}
