//! YAML as a tree of values that know their lines. Parsing, anchors, aliases and merge keys are `serde-saphyr`'s.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

/// A value and the line it stands on, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) line: u64,
    pub(crate) value: Yaml,
}

/// A key and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) line: u64,
}

/// A value. Numbers, `true` and `false` read as texts too: Compose takes `"true"` for `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Yaml {
    Null,
    Text(String),
    /// A number, `true` or `false`, without quotes: no text where Compose insists on one.
    Plain(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// Why a text is no YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) line: u64,
    pub(crate) message: String,
}

/// Parses a text of one document.
pub(crate) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        null_as_string: true,
        with_snippet: false,
    };
    let root: Spanned<Yaml> = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line()).max(1);
        let message = error.to_string();
        // The place is told apart: only the words are wanted.
        let first = message.lines().next().unwrap_or_default();
        let words = first.split(" at line ").next().unwrap_or(first);
        let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' '));
        SyntaxError { line, message: words.trim_start_matches("error: ").to_owned() }
    })?;
    Ok(node(root))
}

fn node(spanned: Spanned<Yaml>) -> Node {
    Node { line: spanned.referenced.line(), value: spanned.value }
}

impl Node {
    pub(crate) fn map(&self) -> &[(Key, Self)] {
        if let Yaml::Map(entries) = &self.value { entries } else { &[] }
    }

    pub(crate) fn list(&self) -> &[Self] {
        if let Yaml::List(items) = &self.value { items } else { &[] }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Yaml::Text(text) | Yaml::Plain(text) = &self.value { Some(text) } else { None }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.map().iter().find(|(name, _)| name.name == key).map(|(_, node)| node)
    }

    /// The text under `key`, empty if there is none.
    pub(crate) fn text_of(&self, key: &str) -> String {
        self.get(key).and_then(Self::text).unwrap_or_default().to_owned()
    }

    pub(crate) const fn is_map(&self) -> bool {
        matches!(self.value, Yaml::Map(_))
    }

    pub(crate) const fn is_null(&self) -> bool {
        matches!(self.value, Yaml::Null)
    }
}

struct AnyYaml;

impl<'de> Visitor<'de> for AnyYaml {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_none<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Yaml, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Yaml, E> {
        Ok(Yaml::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Yaml, E> {
        Ok(Yaml::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Yaml, E> {
        Ok(Yaml::Plain(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Yaml, E> {
        Ok(Yaml::Plain(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Yaml, E> {
        Ok(Yaml::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Yaml, E> {
        Ok(Yaml::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Yaml, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Spanned<Yaml>>()? {
            list.push(node(item));
        }
        Ok(Yaml::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Yaml, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Spanned<String>, Spanned<Yaml>>()? {
            map.push((Key { line: key.referenced.line(), name: key.value }, node(value)));
        }
        Ok(Yaml::Map(map))
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyYaml)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines_and_scalars_are_texts() {
        let root = parse("a: 1\nb:\n  - yes\n  - true\n  - 1.5\n  - 007\n  -\nc: {d: \"x\"}\n").unwrap();
        assert_eq!(root.get("b").unwrap().list().len(), 5);
        let texts: Vec<_> = root.get("b").unwrap().list().iter().map(|item| (item.line, item.text())).collect();
        assert_eq!(texts, [(3, Some("yes")), (4, Some("true")), (5, Some("1.5")), (6, Some("007")), (7, None)]);
        assert_eq!(root.get("c").unwrap().text_of("d"), "x");
        assert_eq!(root.map()[2].0, Key { name: "c".into(), line: 8 });
    }

    #[test]
    fn anchors_and_merge_keys_are_followed() {
        let root = parse("x: &base\n  image: a\n  init: true\ny:\n  <<: *base\n  image: b\nz: *base\n").unwrap();
        assert_eq!(
            (root.get("y").unwrap().text_of("image"), root.get("y").unwrap().text_of("init")),
            ("b".into(), "true".into())
        );
        assert_eq!(root.get("z").unwrap().text_of("image"), "a");
    }

    #[test]
    fn what_is_no_yaml_is_an_error_with_its_line() {
        for (text, line) in [
            ("a:\n  b: 1\n c: 2\n", 3),
            ("a: [1, 2\nb: 3\n", 2),
            ("a:\n\tb: 1\n", 2),
            ("a: 1\na: 2\n", 2),
            ("a: *nobody\n", 1),
            ("a: b: c\n", 1),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text:?}: {}", error.message);
            assert!(!error.message.is_empty() && !error.message.contains('\n'), "{}", error.message);
        }
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in [
            "",
            "\n",
            "# only this\n",
            "---\n",
            "- 1\n",
            "x",
            "? [a]\n: b\n",
            "!reset a: !override [1]\n",
            "a: .nan\n",
            "\u{feff}a: 1\n",
            "a: 1\n---\nb: 2\n",
        ] {
            drop(parse(text));
        }
    }
}
