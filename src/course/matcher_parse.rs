//! Expectations as a checker file writes them → [`Expectation`]s whose literals fit the property's kind.
//!
//! | kind of property | literal | matchers |
//! | --- | --- | --- |
//! | text | `"text"` | `not` `one_of` `contains` `starts_with` `ends_with` `matches` `len` `empty` |
//! | image reference | `"alpine"` | the same, and `repository` |
//! | whole number | `3`, `0o755`, `"{{port}}"` | `not` `one_of` `gt` `ge` `lt` `le` |
//! | size | `"20MB"`, `"1GiB"`, `512` | the same, in bytes |
//! | span of time | `"30s"`, `"500ms"` | the same, in milliseconds |
//! | point in time | `"2026-11-24T10:00:00Z"` | `not` `gt` `ge` `lt` `le` |
//! | true or false | `true` | `not` |
//! | list | never bare | `not` `len` `empty` `has` `lacks` `exactly` `in_order` `each` `any` `none` |
//! | words of a command | never bare | the same, and `program` `args` |
//! | map | | a key, then what goes with a text: `labels.tier = "front"` |
//! | JSON pointer | any | any |
//!
//! With every kind: `changed = true`, `same = true` (against what the step began with), and `{ of = { SUBJECT = … },
//! property = "…" }` (against another object; after `gt`, `ge`, `lt` and `le` too). Several matchers in one table must all hold. `has`, `lacks`, `exactly` and
//! `in_order` take a list of items, `each`, `any` and `none` one item; an item is a literal, a table of matchers, or, for
//! lists of things with fields, a table of fields.
//!
//! `image.repository = "test-echo"`: whatever its tag; a registry's host in front counts only where the name has one too.
//! `command.program = "cat"`: the first word, as `/bin/cat` too; `command.args.has = ["-n"]`: a list of the words behind
//! it. Of a command in the shell's form the program is the shell.
//!
//! A pattern (`matches`) of more than 60 characters is an error: it imitates a shell or a parser, and a property is missing.
//!
//! An expectation that can't fail (`contains = ""`, an empty `has`, `len.ge = 0`) is an error, and so is one that can't
//! hold (`len.lt = 0`, an empty `one_of`).

use crate::probe::schema::{Kind, PropertyDef, SubjectKind};

use super::expect::{Bound, Expectation, Matcher, Property};
use super::matcher_kinds::{ALL, TEXT, TYPED, describe, matchers_of};
use super::subject::Subject;
use super::subject_parse::Reading;
use super::value::{Entry, Node, NodeKind};

/// What a matcher is about.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    /// Kind of the value.
    pub(super) kind: Kind,
    /// Name of the property, for messages.
    pub(super) name: &'s str,
    /// Whose property it is; `None` for an item or a field of one.
    pub(super) subject: Option<&'s Subject>,
}

impl<'s> At<'s> {
    pub(super) const fn inside(kind: Kind, name: &'s str) -> Self {
        Self { kind, name, subject: None }
    }
}

impl Reading<'_, '_> {
    /// Reads the table of `expect` or `when`.
    pub(super) fn expectations(&mut self, node: &Node, subject: &Subject, kind: SubjectKind) -> Vec<Expectation> {
        let Some(entries) = node.expect_table("expect", self.problems) else { return Vec::new() };
        if entries.is_empty() {
            self.problems.error(node.span.clone(), "this expects nothing, so it can't fail");
        }
        entries.iter().flat_map(|entry| self.property(entry, subject, kind)).collect()
    }

    fn property(&mut self, entry: &Entry, subject: &Subject, kind: SubjectKind) -> Vec<Expectation> {
        let Some(def) = kind.property(&entry.key) else {
            self.unknown_property(entry, kind);
            return Vec::new();
        };
        if !self.goes_with(entry, def, subject) {
            return Vec::new();
        }
        match def.kind {
            Kind::Map | Kind::Json => self.keys(entry, def),
            _ => {
                let property = if def.name == "count" { Property::Count } else { Property::Named(def.name.to_owned()) };
                let at = At { kind: def.kind, name: def.name, subject: Some(subject) };
                let matcher = self.matcher(&entry.node, at);
                matcher.map(|matcher| Expectation { property, matcher }).into_iter().collect()
            }
        }
    }

    fn unknown_property(&mut self, entry: &Entry, kind: SubjectKind) {
        let names = kind.properties().iter().map(|property| property.name);
        let message = format!("`{}` has no property `{}`", kind.key(), entry.key);
        let json = kind.property("inspect").is_some();
        let found = self.problems.error(entry.key_span.clone(), message).suggest(&entry.key, names.clone());
        if found.help.is_none() {
            if json && entry.key.starts_with('/') {
                found.help(format!("write `inspect.\"{}\"`", entry.key));
            } else {
                found.help(format!("one of: {}", names.collect::<Vec<_>>().join(", ")));
            }
        }
    }

    fn goes_with(&mut self, entry: &Entry, def: &PropertyDef, subject: &Subject) -> bool {
        let refused = match subject {
            Subject::DanglingImages if !["count", "fresh"].contains(&def.name) => {
                Some("of untagged images only `count` and `fresh` can be expected")
            }
            Subject::Image(_) if def.name == "count" => Some("`count` goes with `image = { dangling = true }` only"),
            _ => None,
        };
        if let Some(refused) = refused {
            self.problems.error(entry.key_span.clone(), refused);
        }
        refused.is_none()
    }

    /// What is expected of the keys of a map, or of pointers into an inspect answer.
    fn keys(&mut self, entry: &Entry, def: &PropertyDef) -> Vec<Expectation> {
        let pointers = def.kind == Kind::Json;
        let example = if pointers { "inspect.\"/HostConfig/Memory\" = 0" } else { "labels.tier = \"front\"" };
        let Some(keys) = entry.node.as_table().filter(|keys| !keys.is_empty()) else {
            self.problems
                .error(entry.node.span.clone(), format!("`{}` needs a key", def.name))
                .help(format!("for example `{example}`"));
            return Vec::new();
        };
        let mut found = Vec::new();
        for key in keys {
            let (property, kind) = if pointers {
                if !key.key.starts_with('/') {
                    self.problems
                        .error(key.key_span.clone(), format!("`{}` is no JSON pointer", key.key))
                        .help(format!("it begins with a slash: `{example}`"));
                    continue;
                }
                (Property::Pointer(key.key.clone()), Kind::Json)
            } else {
                if def.name == "headers" && key.key.chars().any(char::is_uppercase) {
                    let lower = key.key.to_lowercase();
                    self.problems
                        .error(key.key_span.clone(), "names of headers are in lower case")
                        .help(format!("write `{lower}`"));
                }
                (Property::Key(def.name.to_owned(), self.vars.expand(&key.key).into_owned()), Kind::Text)
            };
            let matcher = self.matcher(&key.node, At::inside(kind, &key.key));
            found.extend(matcher.map(|matcher| Expectation { property, matcher }));
        }
        found
    }

    /// Reads what is expected of one value.
    pub(super) fn matcher(&mut self, node: &Node, at: At<'_>) -> Option<Matcher> {
        let listed = matches!(at.kind, Kind::Texts | Kind::Words | Kind::Ints | Kind::Records(_));
        let name = at.name;
        match &node.kind {
            NodeKind::Table(entries) => self.matchers(node, entries, at),
            NodeKind::List(_) => {
                let error = self.problems.error(node.span.clone(), "a list never stands bare");
                if listed || at.kind == Kind::Json {
                    error.help(format!("`{name}.has = […]` allows others, `{name}.exactly = […]` does not"));
                } else {
                    error.help(format!("`{name}` is {}: write `{name}.one_of = […]`", describe(at.kind)));
                }
                None
            }
            _ if listed => {
                self.problems
                    .error(node.span.clone(), format!("`{name}` is {}", describe(at.kind)))
                    .help(format!("write `{name}.has = […]` or `{name}.exactly = […]`"));
                None
            }
            _ => self.literal(node, at).map(Matcher::Equals),
        }
    }

    fn matchers(&mut self, node: &Node, entries: &[Entry], at: At<'_>) -> Option<Matcher> {
        if entries.is_empty() {
            self.problems.error(node.span.clone(), "this expects nothing, so it can't fail");
            return None;
        }
        if entries.iter().any(|entry| entry.key == "of") {
            return self.of(node, at);
        }
        let mut all: Vec<Matcher> = entries.iter().filter_map(|entry| self.one(entry, at)).collect();
        match all.len() {
            1 if entries.len() == 1 => all.pop(),
            read => (read == entries.len()).then_some(Matcher::All(all)),
        }
    }

    fn one(&mut self, entry: &Entry, at: At<'_>) -> Option<Matcher> {
        let node = &entry.node;
        if !matchers_of(at.kind).contains(&entry.key.as_str()) {
            self.unknown_matcher(entry, at);
            return None;
        }
        match entry.key.as_str() {
            "not" => self.matcher(node, at).map(|inner| Matcher::Not(Box::new(inner))),
            "one_of" => self.one_of(entry, at),
            "contains" => self.piece(entry).map(Matcher::Contains),
            "starts_with" => self.piece(entry).map(Matcher::StartsWith),
            "ends_with" => self.piece(entry).map(Matcher::EndsWith),
            "matches" => self.regex(entry).map(Matcher::Matches),
            "repository" => self.piece(entry).map(Matcher::Repository),
            "program" => self.matcher(node, At::inside(Kind::Text, "program")).map(|it| Matcher::Program(Box::new(it))),
            "args" => self.matcher(node, At::inside(Kind::Texts, "args")).map(|it| Matcher::Args(Box::new(it))),
            "gt" => self.bound(entry, at, Bound::Greater),
            "ge" => self.bound(entry, at, Bound::AtLeast),
            "lt" => self.bound(entry, at, Bound::Less),
            "le" => self.bound(entry, at, Bound::AtMost),
            "len" => self.matcher(node, At::inside(Kind::Int, "len")).map(|inner| Matcher::Len(Box::new(inner))),
            "empty" => self.flag(entry).map(Matcher::Empty),
            "changed" => self.against_before(entry, at).map(Matcher::Changed),
            "same" => self.against_before(entry, at).map(|same| Matcher::Changed(!same)),
            "has" => self.items(entry, at).map(Matcher::Has),
            "lacks" => self.items(entry, at).map(Matcher::Lacks),
            "exactly" => self.items(entry, at).map(Matcher::Exactly),
            "in_order" => self.items(entry, at).map(Matcher::InOrder),
            "each" => self.item(node, at).map(|item| Matcher::Each(Box::new(item))),
            "any" => self.item(node, at).map(|item| Matcher::Any(Box::new(item))),
            _ => self.item(node, at).map(|item| Matcher::None(Box::new(item))),
        }
    }

    fn unknown_matcher(&mut self, entry: &Entry, at: At<'_>) {
        let (key, name, known) = (entry.key.as_str(), at.name, matchers_of(at.kind));
        if !ALL.contains(&key) && !TYPED.contains(&key) {
            let message = format!("no matcher is called `{key}`");
            self.problems.error(entry.key_span.clone(), message).suggest_or_list(key, known.iter().copied());
            return;
        }
        let message = format!("`{key}` does not go with `{name}`, which is {}", describe(at.kind));
        let error = self.problems.error(entry.key_span.clone(), message);
        if known.contains(&"any") && TEXT.contains(&key) {
            error.help(format!("of its items: `{name}.any.{key} = …` or `{name}.each.{key} = …`"));
        } else {
            error.help(format!("with {} go: {}", describe(at.kind), known.join(", ")));
        }
    }
}
