//! The one text that a regular expression is about: what a learner may be shown of it.

/// Groups that only say what may stand around a text, and signs that stand for nothing of it.
const AROUND: [&str; 6] = [r"\b", r"\s*", r"\n?", r"\n*", r"\r?", " *"];
/// One blank or more.
const BLANK: [&str; 4] = [r"\s+", " +", r"[ \t]+", r"[[:space:]]+"];

/// The text, if all else in the expression only says what may stand around it, how wide its blanks are, or that small
/// and capital letters are the same: `alpine` of `(^|/)alpine(:|@|$)`, `echo hello` of `(?i)^\s*echo\s+hello$`.
pub(super) fn literal(regex: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = regex;
    for flags in ["(?i)", "(?s)", "(?m)", "(?is)", "(?si)", "(?im)", "(?mi)"] {
        rest = rest.strip_prefix(flags).unwrap_or(rest);
    }
    rest = rest.strip_prefix('^').unwrap_or(rest);
    rest = rest.strip_suffix('$').filter(|before| !before.ends_with('\\')).unwrap_or(rest);
    while let Some(next) = rest.chars().next() {
        if let Some(after) = BLANK.iter().find_map(|blank| rest.strip_prefix(blank)) {
            text.push(' ');
            rest = after;
            continue;
        }
        if let Some(after) = AROUND.iter().find_map(|nothing| rest.strip_prefix(nothing)) {
            rest = after;
            continue;
        }
        if next == '(' {
            let (group, after) = rest[1..].split_once(')')?;
            let optional = after.strip_prefix('?');
            if optional.is_none() && group.contains(|c: char| c.is_alphanumeric() || "?([\\".contains(c)) {
                return None;
            }
            rest = optional.unwrap_or(after);
            continue;
        }
        let escaped = rest.strip_prefix('\\').and_then(|after| after.chars().next());
        let (literal, length) = match escaped {
            Some(sign) if !sign.is_alphanumeric() => (sign, 1 + sign.len_utf8()),
            None if next.is_alphanumeric() || "-_/: ,\"'".contains(next) => (next, next.len_utf8()),
            _ => return None,
        };
        // One that may be missing belongs to nobody's text.
        if rest[length..].starts_with('?') {
            rest = &rest[length + 1..];
            continue;
        }
        text.push(literal);
        rest = &rest[length..];
    }
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_regular_expression_about_one_text_shows_that_text_and_no_other_shows_anything() {
        for (regex, shown) in [
            ("(^|/)alpine(:|@|$)", Some("alpine")),
            ("(^|/)test-echo(:latest)?$", Some("test-echo")),
            (r"^node:24\.1$", Some("node:24.1")),
            (r"^/?baz\.txt$", Some("baz.txt")),
            (r"(?i)^\s*echo\s+hello\s*$", Some("echo hello")),
            (r"\bsleep +3\b", Some("sleep 3")),
            ("^/app/?$", Some("/app")),
            ("a|b", None),
            ("ab*", None),
            ("ab+", None),
            ("a.b", None),
            ("(a|b)c", None),
            (r"(?i)hello\W+docker", None),
            ("[ab]", None),
            ("(^|/)((a))", None),
            (r"\s*", None),
            ("", None),
            ("(", None),
            ("\\", None),
        ] {
            assert_eq!(literal(regex).as_deref(), shown, "{regex}");
        }
    }
}
