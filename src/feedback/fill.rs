//! Filling a near miss's values into a lesson's own words: `{$actual}`, `{$name}`.

use std::collections::BTreeMap;

/// The text with `{$name}` replaced by the value of `name`; a name without a value stays as it is.
pub(super) fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{$") {
        filled.push_str(&rest[..start]);
        let after = &rest[start + 2..];
        let known = after.find('}').and_then(|end| Some((values.get(after[..end].trim())?, end)));
        if let Some((value, end)) = known {
            filled.push_str(value);
            rest = &after[end + 1..];
        } else {
            filled.push_str("{$");
            rest = after;
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn only_known_names_are_filled_in() {
        let values = [("actual".to_owned(), "exited".to_owned())].into();
        for (text, expected) in [
            ("it is {$actual}.", "it is exited."),
            ("{$other} {$actual}", "{$other} exited"),
            ("{$", "{$"),
            ("--format '{{.ID}}'", "--format '{{.ID}}'"),
        ] {
            assert_eq!(fill(text, &values), expected);
        }
    }
}
