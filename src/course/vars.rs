//! Variables: `{{name}}` in lessons, checkers, exercises and solutions.
//!
//! A name is made of `a`–`z`, `0`–`9` and `_`, and stands between the braces without a space. Everything else between
//! double braces is left as it is, which keeps Go templates whole: `{{.ID}}`, `{{json .}}`, and the words of that
//! language that look like a name, and the random word of a run ([`RESERVED`]).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Names that can't be variables: those of Go templates (`docker inspect --format`), and the random word of a run.
pub const RESERVED: [&str; 5] = ["break", "continue", "else", "end", "random"];

/// Values of variables by name, in the order of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vars(BTreeMap<String, String>);

impl Vars {
    /// No variable at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Sets a value.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Every name with its value, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.keys().map(String::as_str)
    }

    /// These, and those of `others` that are not among them.
    #[must_use]
    pub fn or(&self, others: &Self) -> Self {
        let mut all = others.clone();
        all.0.extend(self.0.clone());
        all
    }

    /// The text with the values of all known variables put in; unknown ones stay as they are written.
    pub fn expand<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = String::new();
        let mut done = 0;
        for place in places(text) {
            if let Some(value) = self.get(place.name) {
                out.push_str(&text[done..place.span.start]);
                out.push_str(value);
                done = place.span.end;
            }
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[done..]);
        Cow::Owned(out)
    }
}

impl Vars {
    /// The same for a regular expression: a name without a value yet, such as one that a setup plants, stands for
    /// itself and is no repetition.
    pub fn expand_in_regex(&self, pattern: &str) -> String {
        let pattern = self.expand(pattern);
        let mut out = String::new();
        let mut done = 0;
        for place in places(&pattern) {
            out.push_str(&pattern[done..place.span.start]);
            out.push_str(&regex::escape(&pattern[place.span.clone()]));
            done = place.span.end;
        }
        out.push_str(&pattern[done..]);
        out
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Vars {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// Where a text names a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'t> {
    /// The bytes from `{{` to `}}`.
    pub span: Range<usize>,
    /// The name between them.
    pub name: &'t str,
}

/// Every `{{name}}` of a text, known or not, in order.
pub fn places(text: &str) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| at + from) {
        let inner = &text[open + 2..];
        let length = inner.bytes().take_while(|byte| is_name_byte(*byte)).count();
        let name = &inner[..length];
        if is_name(name) && inner[length..].starts_with("}}") {
            found.push(Place { span: open..open + length + 4, name });
            from = open + length + 4;
        } else {
            from = open + 1;
        }
    }
    found
}

/// Whether a variable can have this name.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(is_name_byte)
        && !RESERVED.contains(&name)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_regular_expression_a_name_without_value_is_no_repetition() {
        let vars: Vars = [("known", "x+")].into_iter().collect();
        assert_eq!(vars.expand_in_regex("^{{known}}{{planted}}{2}$"), r"^x+\{\{planted\}\}{2}$");
    }
}
