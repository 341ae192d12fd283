//! Which line of a text that is no YAML is wrong. A parser stops where it can't go on, often a line later: the line that
//! has to be mended is found by looking at the lines themselves.

use super::keys::{ATTACHMENT_KEYS, HEALTH_KEYS, TOP_KEYS, is_service_key};
use super::slip::{How, Slip};
use super::yaml::SyntaxError;

/// One line that says something.
struct Line<'t> {
    /// Counted from 1.
    number: u64,
    indent: usize,
    text: &'t str,
}

impl Line<'_> {
    /// Whether it ends in `key: value`, so that nothing can stand below it.
    fn has_value(&self) -> bool {
        let item = self.text.trim_start_matches("- ");
        item.split_once(": ").is_some_and(|(_, value)| {
            !value.trim().is_empty() && !value.trim().starts_with(['|', '>', '&', '{', '[', '"', '\''])
        })
    }
}

/// The slip behind a syntax error, as far as the text shows it.
pub(super) fn fault(text: &str, error: &SyntaxError) -> Slip {
    let lines = lines(text);
    let slip = |line: u64, how: How, key: &str| Slip { line, how, key: key.to_owned(), other: String::new() };
    if error.message.contains("duplicate") {
        let key = lines.iter().find(|line| line.number == error.line).map_or("", |line| key_of(line.text));
        return slip(error.line, How::Twice, key);
    }
    // What is wrong stands at the parser's line or before it, or, of a key with its value, just after.
    let near = |line: &&Line<'_>| line.number <= error.line + 1;
    let found = lines.iter().enumerate().filter(|(_, line)| near(line)).rev().find_map(|(index, line)| {
        let next = lines.get(index + 1);
        no_colon(line, next)
            .map(|key| slip(line.number, How::NoColon, key))
            .or_else(|| no_space(line.text).map(|key| slip(line.number, How::NoSpace, key)))
    });
    let moved = || out_of_line(&lines, error.line).map(|line| slip(line, How::Indent, ""));
    found.or_else(moved).unwrap_or_else(|| slip(error.line, How::Unparsable, &error.message))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let all = text.lines().zip(1u64..).map(|(line, number)| {
        let text = line.trim();
        Line { number, indent: line.len() - line.trim_start().len(), text }
    });
    all.filter(|line| !line.text.is_empty() && !line.text.starts_with('#')).collect()
}

fn is_known(key: &str) -> bool {
    TOP_KEYS.contains(&key)
        || is_service_key(key)
        || HEALTH_KEYS.contains(&key)
        || ATTACHMENT_KEYS.contains(&key)
        || matches!(key, "context" | "dockerfile" | "condition" | "driver" | "external")
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn key_of(line: &str) -> &str {
    line.trim_start_matches("- ").split(':').next().unwrap_or_default().trim()
}

/// The key of a line without a colon: a name with more below it, or a known key and its value.
fn no_colon<'t>(line: &Line<'t>, next: Option<&Line<'_>>) -> Option<&'t str> {
    if is_name(line.text) && !line.text.starts_with('-') {
        return next.is_some_and(|next| next.indent > line.indent).then_some(line.text);
    }
    let (key, value) = line.text.split_once(char::is_whitespace)?;
    (is_known(key) && !value.trim().is_empty() && !value.trim_start().starts_with(':')).then_some(key)
}

/// The key of a line like `image:server`.
fn no_space(line: &str) -> Option<&str> {
    let (key, value) = line.trim_start_matches("- ").split_once(':')?;
    (is_known(key) && !value.is_empty() && !value.starts_with(char::is_whitespace)).then_some(key)
}

/// The line, at the parser's or just before it, that begins in a column of its own.
fn out_of_line(lines: &[Line<'_>], error: u64) -> Option<u64> {
    let at = lines.iter().position(|line| line.number >= error)?;
    let line = &lines[at];
    let before = lines.get(at.checked_sub(1)?)?;
    // Something below a line that has its value already: one of the two is shifted, the one in the rarer column.
    if line.indent > before.indent && before.has_value() {
        let usual = |indent: usize| lines.iter().filter(|other| other.indent == indent).count();
        let shifted = if usual(before.indent) < usual(line.indent) { before } else { line };
        return Some(shifted.number);
    }
    // Back to a column where nothing began.
    let mut open: Vec<usize> = Vec::new();
    for line in &lines[..at] {
        while open.last().is_some_and(|last| *last > line.indent) {
            open.pop();
        }
        if open.last().is_none_or(|last| *last < line.indent) {
            open.push(line.indent);
        }
    }
    (line.indent < before.indent && !open.contains(&line.indent)).then_some(line.number)
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;
    use super::*;

    #[test]
    fn the_line_that_has_to_be_mended_is_named() {
        for (text, line, how, key) in [
            ("services:\n  a\n    image: x\n", 2, How::NoColon, "a"),
            ("services\n  a:\n    image: x\n", 1, How::NoColon, "services"),
            ("services:\n  a:\n    image: x\n    networks\n      - n\n", 4, How::NoColon, "networks"),
            ("services:\n  a:\n    image x\n    init: true\n", 3, How::NoColon, "image"),
            ("services:\n  a:\n    image:x\n    init: true\n", 3, How::NoSpace, "image"),
            ("services:\n  a:\n    init: true\n    image:x\n", 4, How::NoSpace, "image"),
            ("services:\n  a:\n   image: x\n    init: true\n  b:\n    image: y\n", 3, How::Indent, ""),
            ("services:\n  a:\n    image: x\n     init: true\n  b:\n    image: y\n", 4, How::Indent, ""),
            ("services:\n  a:\n    image: x\n   init: true\n", 4, How::Indent, ""),
            ("services:\n  a:\n    image: x\n    image: y\n", 4, How::Twice, "image"),
            ("services:\n  a: {image: x\n  b: {image: y}\n", 3, How::Unparsable, ""),
        ] {
            let error = parse(text).unwrap_err();
            let slip = fault(text, &error);
            assert_eq!((slip.line, slip.how), (line, how), "{text}\n{error:?}");
            assert!(how == How::Unparsable || slip.key == key, "{text}: {}", slip.key);
        }
    }
}
