//! `$NAME`, `${NAME}`, `${NAME:-default}` and their kin in a Compose file, with the values of the folder's `.env`. What a
//! learner's shell has set can't be known: then a default counts, and without one the text stays as it is written.

use std::collections::BTreeMap;

/// The variables of a `.env` file.
pub(super) fn of_env_file(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.strip_prefix("export ").unwrap_or(line).split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), unquoted(value.trim()).to_owned()))
        .collect()
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote)) {
            return inner.0;
        }
    }
    value.split(" #").next().unwrap_or(value).trim_end()
}

/// The text with every variable filled in that has a value or a default.
pub(super) fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(dollar) = rest.find('$') {
        filled.push_str(&rest[..dollar]);
        let after = &rest[dollar + 1..];
        if let Some(escaped) = after.strip_prefix('$') {
            filled.push('$');
            rest = escaped;
            continue;
        }
        let (written, value) = if let Some(inner) = after.strip_prefix('{') {
            closing(inner).map_or((0, None), |end| (end + 2, braced(&inner[..end], values)))
        } else {
            let end = name_length(after);
            (end, values.get(&after[..end]).cloned())
        };
        match value {
            Some(value) => filled.push_str(&value),
            None => filled.push_str(&rest[dollar..=dollar + written]),
        }
        rest = &after[written..];
    }
    filled + rest
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Where the brace closes that stands before `text`.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn braced(inner: &str, values: &BTreeMap<String, String>) -> Option<String> {
    let (name, rest) = inner.split_at(name_length(inner));
    let value = values.get(name);
    let filled = |text: &str| Some(fill(text, values));
    let set = value.filter(|value| !value.is_empty()).cloned();
    if let Some(default) = rest.strip_prefix(":-") {
        set.or_else(|| filled(default))
    } else if let Some(default) = rest.strip_prefix('-') {
        value.cloned().or_else(|| filled(default))
    } else if let Some(instead) = rest.strip_prefix(":+") {
        if set.is_some() { filled(instead) } else { Some(String::new()) }
    } else if let Some(instead) = rest.strip_prefix('+') {
        if value.is_some() { filled(instead) } else { Some(String::new()) }
    } else {
        value.cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_value_or_a_default_is_filled_in() {
        let values = of_env_file("# no\nTAG=1.0\nexport NAME=\"pinger\" # yes\nEMPTY=\nX='a b'\nbroken\nY=z # why\n");
        for (text, expected) in [
            ("${NAME}:$TAG", "pinger:1.0"),
            ("${NONE:-alpine}", "alpine"),
            ("${NONE-}x", "x"),
            ("${EMPTY:-full}", "full"),
            ("${EMPTY-full}", ""),
            ("${NONE:-${NAME}}", "pinger"),
            ("${TAG:+tagged}${NONE+no}", "tagged"),
            ("${TAG:?must}", "1.0"),
            ("${NONE}", "${NONE}"),
            ("$NONE.", "$NONE."),
            ("echo $$HOME", "echo $HOME"),
            ("100$", "100$"),
            ("${", "${"),
            ("${é", "${é"),
            ("$X$Y", "a bz"),
        ] {
            assert_eq!(fill(text, &values), expected, "{text}");
        }
    }
}
