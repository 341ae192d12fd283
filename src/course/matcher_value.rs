//! The right-hand sides of matchers: literals, pieces of text, bounds, items of lists, properties of other objects.

use regex::Regex;
use serde_json::Value;

use crate::probe::schema::{Kind, PropertyDef, SubjectKind};

use super::checks::read_subject;
use super::expect::{Bound, Item, Matcher, Property};
use super::matcher_kinds::{ALL, describe};
use super::matcher_parse::At;
use super::subject::{Ask, AskKind, Subject};
use super::subject_parse::Reading;
use super::units::{parse_size, parse_span, parse_time};
use super::value::{Entry, Fields, Node, NodeKind, Spanned};

/// A longer pattern reads more than a text can tell.
const LONGEST_PATTERN: usize = 60;

/// The kind of a list's items.
const fn item_kind(kind: Kind) -> Kind {
    match kind {
        Kind::Texts | Kind::Words => Kind::Text,
        Kind::Ints => Kind::Int,
        other => other,
    }
}

/// A whole number; one that is yet to be planted stands for a number that nothing has.
fn whole_number(text: &str) -> Option<i64> {
    let unplanted = || text.starts_with("{{") && text.ends_with("}}");
    text.parse().ok().or_else(|| unplanted().then_some(i64::MIN))
}

impl Reading<'_, '_> {
    pub(super) fn one_of(&mut self, entry: &Entry, at: At<'_>) -> Option<Matcher> {
        let items = entry.node.expect_list("one_of", self.problems)?;
        if items.is_empty() {
            self.problems.error(entry.node.span.clone(), "an empty `one_of` can't hold");
            return None;
        }
        let read: Vec<Value> = items.iter().filter_map(|item| self.literal(item, at)).collect();
        (read.len() == items.len()).then_some(Matcher::OneOf(read))
    }

    pub(super) fn piece(&mut self, entry: &Entry) -> Option<String> {
        let text = entry.node.expect_text(&entry.key, self.problems)?;
        if text.value.is_empty() {
            self.problems.error(text.span, format!("`{} = \"\"` can't fail", entry.key));
            return None;
        }
        Some(self.vars.expand(&text.value).into_owned())
    }

    pub(super) fn regex(&mut self, entry: &Entry) -> Option<Regex> {
        let text = entry.node.expect_text("matches", self.problems)?;
        if text.value.chars().count() > LONGEST_PATTERN {
            self.problems
                .error(text.span.clone(), "this pattern imitates a shell or a parser: a property is missing")
                .label(format!("{} characters, {LONGEST_PATTERN} are enough", text.value.chars().count()))
                .help("judge what it does: run it, or ask for a property that says this");
        }
        match Regex::new(&self.vars.expand_in_regex(&text.value)) {
            Ok(regex) if ["", "\u{1}", "zq\n\u{7f}~"].iter().all(|sample| regex.is_match(sample)) => {
                self.problems
                    .error(text.span, "this regular expression matches every text, so it can't fail")
                    .help("anchor it with `^` and `$`, or ask for something that must be there");
                None
            }
            Ok(regex) => Some(regex),
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                self.problems.error(text.span, "not a regular expression").label(reason);
                None
            }
        }
    }

    /// A value, or `{ of = { SUBJECT = … }, property = "…" }`.
    pub(super) fn bound(&mut self, entry: &Entry, at: At<'_>, bound: Bound) -> Option<Matcher> {
        if entry.node.as_table().is_some() {
            return match self.of(&entry.node, at)? {
                Matcher::Of(subject, property) => Some(Matcher::Than(bound, subject, property)),
                _ => None,
            };
        }
        let value = self.literal(&entry.node, at)?;
        let least = value.as_i64().filter(|_| matches!(at.kind, Kind::Int | Kind::Size | Kind::Span));
        let outcome = match (entry.key.as_str(), least) {
            ("ge", Some(..=0)) | ("gt", Some(..0)) => "can't fail",
            ("lt", Some(..=0)) | ("le", Some(..0)) => "can't hold",
            _ => return Some(bound.of(value)),
        };
        let message = format!("`{}` of {value} {outcome}: it is never less than 0", entry.key);
        self.problems.error(entry.node.span.clone(), message);
        None
    }

    pub(super) fn flag(&mut self, entry: &Entry) -> Option<bool> {
        if let NodeKind::Bool(value) = entry.node.kind {
            return Some(value);
        }
        entry.node.mismatch(&entry.key, "true or false", self.problems);
        None
    }

    pub(super) fn against_before(&mut self, entry: &Entry, at: At<'_>) -> Option<bool> {
        if matches!(at.subject, Some(Subject::Event(_) | Subject::Ask(_))) {
            let message = format!("`{}`: nothing of this is known from before the step", entry.key);
            self.problems.error(entry.key_span.clone(), message);
            return None;
        }
        self.flag(entry)
    }

    pub(super) fn items(&mut self, entry: &Entry, at: At<'_>) -> Option<Vec<Item>> {
        let items = entry.node.expect_list(&entry.key, self.problems)?;
        if items.is_empty() && entry.key != "exactly" {
            self.problems
                .error(entry.node.span.clone(), format!("an empty `{}` can't fail", entry.key))
                .help("to expect an empty list, write `empty = true`");
            return None;
        }
        let read: Vec<Item> = items.iter().filter_map(|item| self.item(item, at)).collect();
        (read.len() == items.len()).then_some(read)
    }

    pub(super) fn item(&mut self, node: &Node, at: At<'_>) -> Option<Item> {
        match (at.kind, node.as_table()) {
            (Kind::Records(fields), Some(entries)) => self.record(node, entries, fields),
            (Kind::Records(fields), None) => {
                let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                node.mismatch("item", &format!("a table of fields ({})", names.join(", ")), self.problems);
                None
            }
            (Kind::Json, Some(entries)) if !entries.iter().all(|entry| ALL.contains(&entry.key.as_str())) => {
                let fields: Vec<(String, Matcher)> = entries
                    .iter()
                    .filter_map(|entry| {
                        let matcher = self.matcher(&entry.node, At::inside(Kind::Json, &entry.key))?;
                        Some((entry.key.clone(), matcher))
                    })
                    .collect();
                (fields.len() == entries.len()).then_some(Item::Fields(fields))
            }
            _ => self.matcher(node, At::inside(item_kind(at.kind), "item")).map(Item::Plain),
        }
    }

    fn record(&mut self, node: &Node, entries: &[Entry], fields: &'static [PropertyDef]) -> Option<Item> {
        if entries.is_empty() {
            self.problems.error(node.span.clone(), "this fits every item");
            return None;
        }
        let mut read = Vec::new();
        for entry in entries {
            let Some(def) = fields.iter().find(|field| field.name == entry.key) else {
                let message = format!("an item has no field `{}`", entry.key);
                let names = fields.iter().map(|field| field.name);
                self.problems.error(entry.key_span.clone(), message).suggest_or_list(&entry.key, names);
                continue;
            };
            let matcher = self.matcher(&entry.node, At::inside(def.kind, def.name));
            read.extend(matcher.map(|matcher| (def.name.to_owned(), matcher)));
        }
        (read.len() == entries.len()).then_some(Item::Fields(read))
    }

    /// A value as the property's kind has it; variables are put in first.
    pub(super) fn literal(&mut self, node: &Node, at: At<'_>) -> Option<Value> {
        let text = node.as_text().map(|text| self.vars.expand(text).into_owned());
        if let Some(Subject::Ask(ask)) = at.subject {
            return self.answer(node, text, ask);
        }
        let value = match (at.kind, &node.kind, text) {
            (Kind::Text | Kind::ImageRef | Kind::Json, _, Some(text)) => Some(Value::from(text)),
            (Kind::Bool | Kind::Json, NodeKind::Bool(value), _) => Some(Value::from(*value)),
            (Kind::Int | Kind::Size | Kind::Json, NodeKind::Int(number), _) => Some(Value::from(*number)),
            (Kind::Json, NodeKind::Float(number), _) => Some(Value::from(*number)),
            (Kind::Int, _, Some(text)) => whole_number(text.trim()).map(Value::from),
            (Kind::Size, _, Some(text)) => parse_size(&text).map(Value::from),
            (Kind::Span, _, Some(text)) => parse_span(&text).map(Value::from),
            (Kind::Time, NodeKind::Time(text), _) => parse_time(text).map(|time| Value::from(time.to_string())),
            (Kind::Time, _, Some(text)) => parse_time(&text).map(|time| Value::from(time.to_string())),
            _ => None,
        };
        if value.is_none() {
            let message = format!("`{}` is {}", at.name, describe(at.kind));
            let help = match at.kind {
                Kind::Size => Some("write bytes, or a number with a unit: `20MB`, `1GiB`"),
                Kind::Span => Some("write a number with ms, s, m or h: `30s`"),
                Kind::Time => Some("write it with its offset: `2026-11-24T10:00:00Z`"),
                Kind::Text if !matches!(node.kind, NodeKind::Table(_)) => Some("put it in quotes"),
                _ => None,
            };
            let error = self.problems.error(node.span.clone(), message).label(format!("this is {}", node.describe()));
            if let Some(help) = help {
                error.help(help);
            }
        }
        value
    }

    /// The answer that a question expects.
    fn answer(&mut self, node: &Node, text: Option<String>, ask: &Ask) -> Option<Value> {
        let text = match (&node.kind, text) {
            (NodeKind::Int(number), _) => number.to_string(),
            (_, Some(text)) => text,
            _ => {
                node.mismatch("answer", "text or a whole number", self.problems);
                return None;
            }
        };
        if ask.kind == AskKind::Number && whole_number(&text).is_none() {
            self.problems.error(node.span.clone(), "the answer to this question is a number");
            return None;
        }
        if ask.kind == AskKind::Choice && !ask.choices.contains(&text) {
            let message = format!("`{text}` is none of the choices");
            let choices = ask.choices.iter().map(String::as_str);
            self.problems.error(node.span.clone(), message).suggest_or_list(&text, choices);
            return None;
        }
        Some(Value::from(text))
    }

    /// `{ of = { SUBJECT = … }, property = "…" }`
    pub(super) fn of(&mut self, node: &Node, at: At<'_>) -> Option<Matcher> {
        let mut fields = Fields::of(node, at.name, self.problems)?;
        let of = fields.get("of");
        let property = fields.required_text("property", "`of`", self.problems);
        fields.finish("a matcher with `of`", self.problems);
        let of = &of?.node;
        let mut fields = Fields::of(of, "of", self.problems)?;
        let raw = read_subject(&mut fields, self.problems);
        fields.finish("`of`", self.problems);
        let Some(raw) = raw else {
            self.problems.error(of.span.clone(), "`of` names nothing").help("`of = { image = \"…\" }`");
            return None;
        };
        if raw.kind == SubjectKind::Ask {
            self.problems.error(raw.key_span, "an answer can't be compared with an answer");
            return None;
        }
        let subject = self.subject(&raw, "")?;
        let (property, kind) = self.property_of(&property?, raw.kind)?;
        self.comparable(at, kind, &property, of).then(|| Matcher::Of(Box::new(subject), property))
    }

    /// A property written as one text: `id`, `labels.tier`, `/HostConfig/Memory`.
    fn property_of(&mut self, text: &Spanned<String>, kind: SubjectKind) -> Option<(Property, Kind)> {
        let name = self.vars.expand(&text.value).into_owned();
        if name == "count" && kind.property("count").is_some() {
            return Some((Property::Count, Kind::Int));
        }
        if name.starts_with('/') && kind.property("inspect").is_some() {
            return Some((Property::Pointer(name), Kind::Json));
        }
        let key = name.split_once('.').filter(|(map, _)| kind.property(map).is_some_and(|def| def.kind == Kind::Map));
        if let Some((map, key)) = key {
            return Some((Property::Key(map.to_owned(), key.to_owned()), Kind::Text));
        }
        match kind.property(&name) {
            Some(def) if !matches!(def.kind, Kind::Map | Kind::Json) => Some((Property::Named(name), def.kind)),
            Some(def) => {
                self.problems.error(text.span.clone(), format!("`{}` needs a key", def.name));
                None
            }
            None => {
                let names = kind.properties().iter().map(|def| def.name);
                let message = format!("`{}` has no property `{name}`", kind.key());
                self.problems.error(text.span.clone(), message).suggest_or_list(&name, names);
                None
            }
        }
    }

    /// Whether two properties can ever be equal; of an answer every scalar can.
    fn comparable(&mut self, at: At<'_>, other: Kind, property: &Property, node: &Node) -> bool {
        let scalar = !matches!(other, Kind::Texts | Kind::Words | Kind::Ints | Kind::Records(_) | Kind::Map);
        let fits = match (at.kind, other) {
            _ if matches!(at.subject, Some(Subject::Ask(_))) => scalar,
            (Kind::Json, _)
            | (_, Kind::Json)
            | (Kind::Text | Kind::ImageRef, Kind::Text | Kind::ImageRef)
            | (Kind::Texts | Kind::Words, Kind::Texts | Kind::Words)
            | (Kind::Int | Kind::Size, Kind::Int | Kind::Size) => true,
            (mine, other) => mine == other,
        };
        if !fits {
            let message = format!("`{}` is {}, `{property}` is {}", at.name, describe(at.kind), describe(other));
            self.problems.error(node.span.clone(), message).label("these are never equal");
        }
        fits
    }
}
