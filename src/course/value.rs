//! TOML as a tree of values that know where they stand, and a reader of tables that reports what it does not know.
//!
//! Takes text, gives [`Node`]s in the order of the file. Every syntax error of the file becomes a diagnostic.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::diagnostic::Problems;

/// A value and the bytes it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The bytes.
    pub span: Range<usize>,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub const fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}

/// A value of a TOML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; of a table written with dots or headers, its key.
    pub span: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a [`Node`] is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// A string.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// A date, a time or both, as text.
    Time(String),
    /// An array.
    List(Vec<Node>),
    /// A table, however it was written.
    Table(Vec<Entry>),
}

/// A key of a table with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// What it is, for messages.
    pub(super) const fn describe(&self) -> &'static str {
        match self.kind {
            NodeKind::Text(_) => "text",
            NodeKind::Int(_) => "a whole number",
            NodeKind::Float(_) => "a number with a fraction",
            NodeKind::Bool(_) => "true or false",
            NodeKind::Time(_) => "a time",
            NodeKind::List(_) => "a list",
            NodeKind::Table(_) => "a table",
        }
    }

    pub(super) const fn as_text(&self) -> Option<&String> {
        if let NodeKind::Text(text) = &self.kind { Some(text) } else { None }
    }

    pub(super) const fn as_table(&self) -> Option<&Vec<Entry>> {
        if let NodeKind::Table(entries) = &self.kind { Some(entries) } else { None }
    }

    /// The text, or an error that says what else stands here.
    pub(super) fn expect_text(&self, what: &str, problems: &mut Problems<'_>) -> Option<Spanned<String>> {
        let text = self.as_text().map(|text| Spanned::new(text.clone(), self.span.clone()));
        if text.is_none() {
            self.mismatch(what, "text", problems);
        }
        text
    }

    pub(super) fn expect_table(&self, what: &str, problems: &mut Problems<'_>) -> Option<&Vec<Entry>> {
        if self.as_table().is_none() {
            self.mismatch(what, "a table", problems);
        }
        self.as_table()
    }

    pub(super) fn expect_list(&self, what: &str, problems: &mut Problems<'_>) -> Option<&[Node]> {
        if let NodeKind::List(items) = &self.kind {
            return Some(items);
        }
        self.mismatch(what, "a list", problems);
        None
    }

    pub(super) fn mismatch(&self, what: &str, wanted: &str, problems: &mut Problems<'_>) {
        let message = format!("`{what}` must be {wanted}");
        problems.error(self.span.clone(), message).label(format!("this is {}", self.describe()));
    }
}

/// Parses a TOML file; `None` after syntax errors, all of which are reported.
pub(super) fn parse_toml(problems: &mut Problems<'_>) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(problems.text);
    if errors.is_empty() {
        let span = table.span();
        return Some(Node { span, kind: convert_table(table.get_ref()) });
    }
    for error in errors {
        let end = problems.text.len();
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        problems.error(error.span().unwrap_or(end..end), message);
    }
    None
}

fn convert_table(table: &DeTable<'_>) -> NodeKind {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| {
            let (key, key_span) = (key.get_ref().to_string(), key.span());
            Entry { key, node: convert(value.get_ref(), value.span(), &key_span), key_span }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    NodeKind::Table(entries)
}

fn convert(value: &DeValue<'_>, span: Range<usize>, key_span: &Range<usize>) -> Node {
    let kind = match value {
        DeValue::String(text) => NodeKind::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| NodeKind::Float(f64::INFINITY), NodeKind::Int),
        DeValue::Float(number) => NodeKind::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => NodeKind::Bool(*value),
        DeValue::Datetime(time) => NodeKind::Time(time.to_string()),
        DeValue::Array(items) => {
            NodeKind::List(items.iter().map(|item| convert(item.get_ref(), item.span(), key_span)).collect())
        }
        DeValue::Table(table) => convert_table(table),
    };
    let span = if span.is_empty() { key_span.clone() } else { span };
    Node { span, kind }
}

/// Reads a table key by key; [`Fields::finish`] reports the keys that nobody asked for.
pub(super) struct Fields<'n> {
    entries: &'n [Entry],
    span: Range<usize>,
    known: BTreeSet<&'static str>,
}

impl<'n> Fields<'n> {
    /// `what` names the table in messages.
    pub(super) fn of(node: &'n Node, what: &str, problems: &mut Problems<'_>) -> Option<Self> {
        let entries = node.expect_table(what, problems)?;
        Some(Self { entries, span: node.span.clone(), known: BTreeSet::new() })
    }

    pub(super) fn get(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.known.insert(key);
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(super) fn text(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Spanned<String>> {
        self.get(key)?.node.expect_text(key, problems)
    }

    /// The text under `key`, or an error at the table if it is missing or empty.
    pub(super) fn required_text(
        &mut self,
        key: &'static str,
        what: &str,
        problems: &mut Problems<'_>,
    ) -> Option<Spanned<String>> {
        let Some(entry) = self.get(key) else {
            problems.error(self.span.clone(), format!("{what} has no `{key}`"));
            return None;
        };
        let text = entry.node.expect_text(key, problems)?;
        if text.value.trim().is_empty() {
            problems.error(text.span, format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    pub(super) fn flag(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<bool> {
        let node = &self.get(key)?.node;
        if let NodeKind::Bool(value) = node.kind {
            return Some(value);
        }
        node.mismatch(key, "true or false", problems);
        None
    }

    /// Texts of a list, or of one text standing for a list of one.
    pub(super) fn texts(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Vec<Spanned<String>> {
        let Some(entry) = self.get(key) else { return Vec::new() };
        if entry.node.as_text().is_some() {
            return entry.node.expect_text(key, problems).into_iter().collect();
        }
        let items = entry.node.expect_list(key, problems).unwrap_or_default();
        items.iter().filter_map(|item| item.expect_text(key, problems)).collect()
    }

    pub(super) fn list(&mut self, key: &'static str, problems: &mut Problems<'_>) -> &'n [Node] {
        self.get(key).and_then(|entry| entry.node.expect_list(key, problems)).unwrap_or_default()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// Reports every key that was not asked for.
    pub(super) fn finish(self, what: &str, problems: &mut Problems<'_>) {
        for entry in self.entries.iter().filter(|entry| !self.known.contains(entry.key.as_str())) {
            let message = format!("{what} has no key `{}`", entry.key);
            problems.error(entry.key_span.clone(), message).suggest_or_list(&entry.key, self.known.iter().copied());
        }
    }
}

/// Whether a name can be an id: lower-case letters, digits and single hyphens between them.
pub(super) fn is_id(name: &str) -> bool {
    !name.is_empty()
        && name
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// Reports an id of another form.
pub(super) fn check_id(id: &Spanned<String>, problems: &mut Problems<'_>) {
    if !is_id(&id.value) {
        problems
            .error(id.span.clone(), format!("`{}` can't be an id", id.value))
            .help("an id is made of lower-case letters, digits and single hyphens");
    }
}
