//! What is expected, in words. A value that is expected as it is stays a value, so that it can be set beside the actual
//! one; whatever else a matcher says is said in the learner's language. A regular expression is never shown: the task,
//! its hints and the near misses say what it means.

use serde_json::Value;

use crate::check::{record, show};
use crate::course::expect::{Bound, Item, Matcher, Property};
use crate::course::subject::Subject;
use crate::probe::schema::PropertyDef;
use crate::words::Words;

use super::explain::Side;
use super::property::{definition, field_words, property_words};
use super::subject::subject_words;
use super::value::value_text;

/// What a matcher expects of a property of `subject`.
pub(super) fn expected(subject: &Subject, property: &Property, matcher: &Matcher, words: Words) -> Side {
    let list = match property {
        Property::Named(name) => name.as_str(),
        _ => "",
    };
    Phrases { property, list, definition: definition(subject, property), words }.matcher(matcher)
}

/// The one text that a regular expression is about, if all else in it only says what may stand around it: `alpine` of
/// `(^|/)alpine(:|@|$)`.
fn literal(regex: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = regex.strip_prefix('^').unwrap_or(regex);
    rest = rest.strip_suffix('$').filter(|before| !before.ends_with('\\')).unwrap_or(rest);
    while let Some(next) = rest.chars().next() {
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
            None if next.is_alphanumeric() || "-_/: ".contains(next) => (next, next.len_utf8()),
            _ => return None,
        };
        text.push(literal);
        rest = &rest[length..];
    }
    Some(text).filter(|text| !text.is_empty() && !rest.starts_with(['*', '+', '?', '{']))
}

struct Phrases<'a> {
    property: &'a Property,
    list: &'a str,
    definition: Option<&'static PropertyDef>,
    words: Words,
}

impl Phrases<'_> {
    fn matcher(&self, matcher: &Matcher) -> Side {
        match matcher {
            Matcher::Equals(value) => Side::Value(self.value(value)),
            Matcher::Not(inner) => match &**inner {
                Matcher::Matches(regex) if literal(regex.as_str()).is_none() => self.said("check-expected-other-form"),
                inner => self.about("check-expected-not", self.matcher(inner).text()),
            },
            Matcher::OneOf(values) => {
                self.join(values.iter().map(|value| Side::Value(self.value(value))).collect(), "check-or")
            }
            Matcher::Contains(text) => self.about("check-expected-contains", text),
            Matcher::StartsWith(text) => self.about("check-expected-starts", text),
            Matcher::EndsWith(text) => self.about("check-expected-ends", text),
            Matcher::Matches(regex) => match literal(regex.as_str()) {
                Some(text) => Side::Value(text),
                None => self.said("check-expected-form"),
            },
            Matcher::Greater(value) => self.about("check-expected-gt", &self.value(value)),
            Matcher::AtLeast(value) => self.about("check-expected-ge", &self.value(value)),
            Matcher::Less(value) => self.about("check-expected-lt", &self.value(value)),
            Matcher::AtMost(value) => self.about("check-expected-le", &self.value(value)),
            Matcher::Len(inner) => {
                let plain = Phrases { definition: None, ..*self };
                self.about("check-expected-len", plain.matcher(inner).text())
            }
            Matcher::Empty(true) => self.said("check-no-value"),
            Matcher::Empty(false) => self.said("check-present"),
            Matcher::Has(list) | Matcher::Exactly(list) => self.list(list),
            Matcher::Lacks(list) => self.about("check-expected-without", self.list(list).text()),
            Matcher::InOrder(list) => self.join(list.iter().map(|item| self.item(item)).collect(), "check-then"),
            Matcher::Each(item) => self.about("check-expected-each", self.item(item).text()),
            Matcher::Any(item) if matches!(**item, Item::Plain(Matcher::Matches(_))) => self.item(item),
            Matcher::Any(item) => match self.item(item) {
                Side::Words(text) => self.about("check-expected-any", &text),
                value @ Side::Value(_) => value,
            },
            Matcher::None(item) => self.about("check-expected-none", self.item(item).text()),
            // What it was is filled in by who knows it.
            Matcher::Changed(true) => self.said("check-changed-any"),
            Matcher::Changed(false) => self.get("check-before", &[("value", "")]),
            Matcher::Of(subject, property) => self.same_as(subject, property),
            Matcher::Than(bound, subject, _) => {
                let key = match bound {
                    Bound::Greater => "check-expected-gt-of",
                    Bound::AtLeast => "check-expected-ge-of",
                    Bound::Less => "check-expected-lt-of",
                    Bound::AtMost => "check-expected-le-of",
                };
                self.get(key, &[("subject", &subject_words(subject, self.words))])
            }
            Matcher::All(all) => self.all(all),
        }
    }

    /// Forms say too little beside anything else.
    fn all(&self, all: &[Matcher]) -> Side {
        let is_form = |matcher: &&Matcher| match matcher {
            Matcher::Matches(regex) => literal(regex.as_str()).is_none(),
            Matcher::Not(inner) => matches!(&**inner, Matcher::Matches(regex) if literal(regex.as_str()).is_none()),
            _ => false,
        };
        let said: Vec<Side> = all.iter().filter(|matcher| !is_form(matcher)).map(|one| self.matcher(one)).collect();
        match (said.is_empty(), all.first()) {
            (true, Some(first)) => self.matcher(first),
            _ => self.join(said, "check-and"),
        }
    }

    fn same_as(&self, subject: &Subject, property: &Property) -> Side {
        let subject_words = subject_words(subject, self.words);
        if property == self.property {
            return self.get("check-expected-same-as", &[("subject", &subject_words)]);
        }
        let property = property_words(subject, property, self.words);
        self.get("check-expected-of", &[("subject", &subject_words), ("property", &property)])
    }

    /// Entries one after the other: values stay values, as the docker command lists them.
    fn list(&self, items: &[Item]) -> Side {
        let sides: Vec<Side> = items.iter().map(|item| self.item(item)).collect();
        if sides.iter().all(|side| matches!(side, Side::Value(_))) {
            return Side::Value(sides.iter().map(Side::text).collect::<Vec<_>>().join(", "));
        }
        self.join(sides, "check-and")
    }

    fn item(&self, item: &Item) -> Side {
        let fields = match item {
            Item::Plain(matcher) => return self.matcher(matcher),
            Item::Fields(fields) => fields,
        };
        let equal = |name: &str| {
            fields.iter().find_map(|(field, matcher)| match matcher {
                Matcher::Equals(value) if field == name => Some(self.value(value)),
                _ => None,
            })
        };
        if let Some(docker) = record(equal).filter(|_| fields.iter().all(|(name, _)| equal(name).is_some())) {
            return Side::Value(docker);
        }
        let field = |(name, matcher): &(String, Matcher)| {
            let (name, value) = (field_words(self.list, name, self.words), self.matcher(matcher));
            self.get("check-field", &[("name", &name), ("value", value.text())])
        };
        Side::Words(fields.iter().map(|pair| field(pair).text().to_owned()).collect::<Vec<_>>().join(", "))
    }

    /// `a, b or c`.
    fn join(&self, mut sides: Vec<Side>, with: &str) -> Side {
        let Some(last) = sides.pop() else { return self.said("check-no-value") };
        if sides.is_empty() {
            return last;
        }
        let first = sides.iter().map(Side::text).collect::<Vec<_>>().join(", ");
        self.get(with, &[("first", &first), ("last", last.text())])
    }

    fn value(&self, value: &Value) -> String {
        let kind = self.definition.filter(|_| !value.is_string());
        value_text(&show(value), kind, self.words)
    }

    fn said(&self, key: &str) -> Side {
        Side::Words(self.words.text(key))
    }

    fn about(&self, key: &str, value: &str) -> Side {
        self.get(key, &[("value", value)])
    }

    fn get(&self, key: &str, args: &[(&str, &str)]) -> Side {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, (*value).into())).collect();
        Side::Words(self.words.get(key, &args))
    }
}

#[cfg(test)]
#[path = "expected_tests.rs"]
mod tests;
