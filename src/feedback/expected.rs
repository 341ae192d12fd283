//! What is expected, in words. A value that is expected as it is stays a value, so that it can be set beside the actual
//! one; whatever else a matcher says is said in the learner's language. A regular expression is never shown, only the text
//! that it is about; without one it says nothing here, and the lesson's label of the check speaks for it.

use serde_json::Value;

use crate::check::{record, show};
use crate::course::expect::{Bound, Item, Matcher, Property};
use crate::course::subject::Subject;
use crate::probe::schema::PropertyDef;
use crate::words::Words;

use super::explain::Side;
use super::literal::literal;
use super::property::{definition, field_words, property_words};
use super::subject::subject_words;
use super::value::value_text;

/// What a matcher expects of a property of `subject`; `None` where only a pattern says it.
pub(super) fn expected(subject: &Subject, property: &Property, matcher: &Matcher, words: Words) -> Option<Side> {
    let list = match property {
        Property::Named(name) => name.as_str(),
        _ => "",
    };
    Phrases { property, list, definition: definition(subject, property), words }.matcher(matcher)
}

struct Phrases<'a> {
    property: &'a Property,
    list: &'a str,
    definition: Option<&'static PropertyDef>,
    words: Words,
}

impl Phrases<'_> {
    fn matcher(&self, matcher: &Matcher) -> Option<Side> {
        Some(match matcher {
            Matcher::Equals(value) => Side::Value(self.value(value)),
            Matcher::Not(inner) => return self.not(inner),
            Matcher::OneOf(values) => return self.join(self.values(values), "check-or"),
            Matcher::Contains(text) => self.about("check-expected-contains", text),
            Matcher::StartsWith(text) => self.about("check-expected-starts", text),
            Matcher::EndsWith(text) => self.about("check-expected-ends", text),
            Matcher::Repository(name) => self.about("check-expected-repository", name),
            Matcher::Program(inner) => self.about("check-expected-program", self.matcher(inner)?.text()),
            Matcher::Args(inner) => self.about("check-expected-args", self.matcher(inner)?.text()),
            Matcher::Matches(regex) => Side::Value(literal(regex.as_str())?),
            Matcher::Greater(value) => self.about("check-expected-gt", &self.value(value)),
            Matcher::AtLeast(value) => self.about("check-expected-ge", &self.value(value)),
            Matcher::Less(value) => self.about("check-expected-lt", &self.value(value)),
            Matcher::AtMost(value) => self.about("check-expected-le", &self.value(value)),
            Matcher::Len(inner) => {
                let plain = Phrases { definition: None, ..*self };
                self.about("check-expected-len", plain.matcher(inner)?.text())
            }
            Matcher::Empty(true) => self.said("check-no-value"),
            Matcher::Empty(false) => self.said("check-present"),
            Matcher::Has(list) | Matcher::Exactly(list) => return self.list(list),
            Matcher::Lacks(list) => self.about("check-expected-without", self.list(list)?.text()),
            Matcher::InOrder(list) => return self.join(self.items(list), "check-then"),
            Matcher::Each(item) => self.about("check-expected-each", self.item(item)?.text()),
            Matcher::Any(item) => match self.item(item)? {
                Side::Words(text) => self.about("check-expected-any", &text),
                value @ Side::Value(_) => value,
            },
            Matcher::None(item) => self.about("check-expected-none", self.item(item)?.text()),
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
            Matcher::All(all) => return self.all(all),
        })
    }

    fn not(&self, inner: &Matcher) -> Option<Side> {
        Some(match inner {
            Matcher::Contains(text) => self.about("check-expected-not-contains", text),
            Matcher::StartsWith(text) => self.about("check-expected-not-starts", text),
            Matcher::EndsWith(text) => self.about("check-expected-not-ends", text),
            Matcher::Empty(empty) => return self.matcher(&Matcher::Empty(!empty)),
            Matcher::OneOf(values) => {
                self.about("check-expected-not", self.join(self.values(values), "check-or")?.text())
            }
            inner => self.about("check-expected-not", self.matcher(inner)?.text()),
        })
    }

    /// That something is there goes without saying once more is said of it.
    fn all(&self, all: &[Matcher]) -> Option<Side> {
        let is_bare = |matcher: &Matcher| match matcher {
            Matcher::Empty(false) => true,
            Matcher::Not(inner) => matches!(**inner, Matcher::Empty(true)),
            _ => false,
        };
        let said: Vec<Side> =
            all.iter().filter(|matcher| !is_bare(matcher)).filter_map(|one| self.matcher(one)).collect();
        if said.is_empty() { all.iter().find_map(|one| self.matcher(one)) } else { self.join(said, "check-and") }
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
    fn list(&self, items: &[Item]) -> Option<Side> {
        let sides = self.items(items);
        if !sides.is_empty() && sides.iter().all(|side| matches!(side, Side::Value(_))) {
            return Some(Side::Value(sides.iter().map(Side::text).collect::<Vec<_>>().join(", ")));
        }
        // Of an empty list it is said that there is nothing; one of patterns alone says nothing.
        if items.is_empty() { Some(self.said("check-no-value")) } else { self.join(sides, "check-and") }
    }

    fn items(&self, items: &[Item]) -> Vec<Side> {
        items.iter().filter_map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &Item) -> Option<Side> {
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
            return Some(Side::Value(docker));
        }
        let field = |(name, matcher): &(String, Matcher)| {
            let (name, value) = (field_words(self.list, name, self.words), self.matcher(matcher)?);
            Some(self.get("check-field", &[("name", &name), ("value", value.text())]).text().to_owned())
        };
        let said: Vec<String> = fields.iter().filter_map(field).collect();
        (!said.is_empty()).then(|| Side::Words(said.join(", ")))
    }

    /// `a, b or c`; nothing of nothing.
    fn join(&self, mut sides: Vec<Side>, with: &str) -> Option<Side> {
        let last = sides.pop()?;
        if sides.is_empty() {
            return Some(last);
        }
        let first = sides.iter().map(Side::text).collect::<Vec<_>>().join(", ");
        Some(self.get(with, &[("first", &first), ("last", last.text())]))
    }

    fn values(&self, values: &[Value]) -> Vec<Side> {
        values.iter().map(|value| Side::Value(self.value(value))).collect()
    }

    fn value(&self, value: &Value) -> String {
        let kind =
            self.definition.filter(|it| !value.is_string() || matches!(it.name, "state" | "health" | "attached"));
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
