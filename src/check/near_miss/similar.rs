//! Names that are nearly the same.

/// The candidate that `wanted` was probably meant to be: other case, other separators, or one or two letters off.
/// Short names must be closer, so that `web` is never taken for `db`; and a number at the end is no slip: `server` and
/// `server-2` are two things.
pub(crate) fn closest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = |name: &str| name.strip_suffix(":latest").unwrap_or(name).to_lowercase();
    let plain = |name: &str| lower(name).replace(['_', '.', ' ', ':'], "-");
    let allowed = if wanted.chars().count() < 6 { 1 } else { 2 };
    candidates
        .into_iter()
        .filter(|candidate| *candidate != wanted && !differ_by_number(&lower(candidate), &lower(wanted)))
        .map(|candidate| (strsim::damerau_levenshtein(&plain(candidate), &plain(wanted)), candidate))
        .filter(|(distance, candidate)| {
            *distance <= allowed || plain(candidate).replace('-', "") == plain(wanted).replace('-', "")
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether only a number at the end sets two names apart. The number of a tag is none of the name: `:1.0`, `:1.1`.
fn differ_by_number(a: &str, b: &str) -> bool {
    let split = |name: &str| {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = name[stem.len()..].to_owned();
        (stem.trim_end_matches(['-', '_', '.']).to_owned(), number)
    };
    let ((stem_a, number_a), (stem_b, number_b)) = (split(a), split(b));
    stem_a == stem_b && number_a != number_b && !stem_a.contains(':')
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
            ("mynetwork", vec!["mynetwork2"], None),
            ("mynetwork2", vec!["mynetwrok2"], Some("mynetwrok2")),
            ("server-node-2", vec!["server-node"], None),
            ("server-node-2:latest", vec!["server-node:latest"], None),
            ("test-echo:exec", vec!["test-echo-exec:latest"], Some("test-echo-exec:latest")),
            ("test-echo:v2", vec!["test-echo:latest"], None),
            ("notes", vec!["notes-2"], None),
            ("a/pinger:1.1", vec!["a/pinger:1.0"], Some("a/pinger:1.0")),
        ] {
            assert_eq!(closest(wanted, candidates.clone()), expected, "{wanted} among {candidates:?}");
        }
    }
}
