//! Which matchers go with which kind of property, and what a kind is called in messages.

use crate::probe::schema::Kind;

pub(super) const TEXT: &[&str] =
    &["not", "one_of", "contains", "starts_with", "ends_with", "matches", "len", "empty", "changed", "same", "of"];
const IMAGE_REF: &[&str] = &[
    "not",
    "one_of",
    "repository",
    "contains",
    "starts_with",
    "ends_with",
    "matches",
    "len",
    "empty",
    "changed",
    "same",
    "of",
];
const NUMBER: &[&str] = &["not", "one_of", "gt", "ge", "lt", "le", "changed", "same", "of"];
const TIME: &[&str] = &["not", "gt", "ge", "lt", "le", "changed", "same", "of"];
const BOOL: &[&str] = &["not", "changed", "same", "of"];
const LIST: &[&str] =
    &["not", "len", "empty", "has", "lacks", "exactly", "in_order", "each", "any", "none", "changed", "same", "of"];
const WORDS: &[&str] = &[
    "not", "program", "args", "len", "empty", "has", "lacks", "exactly", "in_order", "each", "any", "none", "changed",
    "same", "of",
];
/// Of single kinds, and never of JSON, where a field may be called so.
pub(super) const TYPED: [&str; 3] = ["repository", "program", "args"];
pub(super) const ALL: &[&str] = &[
    "not",
    "one_of",
    "contains",
    "starts_with",
    "ends_with",
    "matches",
    "gt",
    "ge",
    "lt",
    "le",
    "len",
    "empty",
    "has",
    "lacks",
    "exactly",
    "in_order",
    "each",
    "any",
    "none",
    "changed",
    "same",
    "of",
];

/// The matchers that go with a kind.
pub(super) const fn matchers_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text => TEXT,
        Kind::ImageRef => IMAGE_REF,
        Kind::Words => WORDS,
        Kind::Bool => BOOL,
        Kind::Int | Kind::Size | Kind::Span => NUMBER,
        Kind::Time => TIME,
        Kind::Texts | Kind::Ints | Kind::Records(_) => LIST,
        Kind::Map => &[],
        Kind::Json => ALL,
    }
}

pub(super) const fn describe(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Bool => "true or false",
        Kind::Int => "a whole number",
        Kind::Size => "a size",
        Kind::Span => "a length of time",
        Kind::Time => "a point in time",
        Kind::ImageRef => "an image reference",
        Kind::Texts => "a list of texts",
        Kind::Words => "a list of words",
        Kind::Ints => "a list of whole numbers",
        Kind::Records(_) => "a list of things with fields",
        Kind::Map => "a map",
        Kind::Json => "anything",
    }
}
