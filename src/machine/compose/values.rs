//! Single values of what Compose writes. In its answer every `$` stands twice, since a file could be made of it again.

use serde_json::Value;

/// The text of version 1 with quotes around plain words like `1e3` and `0o7`, which are texts to it and numbers to others.
pub(super) fn with_quotes(yaml: &str) -> String {
    let is_number_elsewhere = |value: &str| {
        let mut signs = value.chars();
        signs.next().is_some_and(|c| c.is_ascii_digit())
            && value.chars().any(|c| c.is_ascii_alphabetic())
            && value.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let line = |line: &str| {
        let at = line.rfind([' ']).map_or(0, |at| at + 1);
        let (before, value) = line.split_at(at);
        if is_number_elsewhere(value) { format!("{before}'{value}'\n") } else { format!("{line}\n") }
    };
    yaml.lines().map(line).collect()
}

/// What stands below a key; nothing if there is no such key.
pub(super) fn below<'v>(node: &'v Value, key: &str) -> &'v Value {
    node.get(key).unwrap_or(&Value::Null)
}

/// A list's items.
pub(super) fn items(node: &Value) -> &[Value] {
    node.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text, number or truth value as text; empty for anything else.
pub(super) fn text(node: &Value) -> String {
    match node {
        Value::String(text) => text.replace("$$", "$"),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => String::new(),
    }
}

/// Whether it is true.
pub(super) fn truth(node: &Value) -> bool {
    node.as_bool().unwrap_or_else(|| node.as_str() == Some("true"))
}

/// A command as one line, whichever way it is written.
pub(super) fn one_line(node: &Value) -> String {
    match node {
        Value::Array(words) => words.iter().map(text).collect::<Vec<_>>().join(" "),
        _ => text(node),
    }
}
