//! Expectations: a property and what is expected of it.
//!
//! In a checker file a bare scalar is equality; a table names a matcher:
//!
//! ```toml
//! expect.state = "running"                       # equal
//! expect.exit_code = { one_of = [0, 143] }
//! expect.ports.has = [{ host = 9001, container = 9001 }]
//! expect.lines = { in_order = ["foo", "bar"] }
//! expect.id = { changed = true }                 # against what the step began with
//! expect.id = { of = { image = "pinger" }, property = "id" }   # against another object
//! expect.size.lt = { of = { image = "pinger" }, property = "size" }
//! ```

use regex::Regex;
use serde_json::Value;

use super::subject::Subject;

/// One property and what is expected of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// Which property.
    pub property: Property,
    /// What is expected.
    pub matcher: Matcher,
}

/// Which property of the subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Property {
    /// A named one: `state`.
    Named(String),
    /// A key of a map: `labels.tier`, `headers.content-type`.
    Key(String, String),
    /// Something of the whole inspect answer, by JSON pointer: `/HostConfig/NetworkMode`.
    Pointer(String),
    /// How many a selector found.
    Count,
}

impl std::fmt::Display for Property {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Key(name, key) => write!(f, "{name}.{key}"),
            Self::Pointer(pointer) => f.write_str(pointer),
            Self::Count => f.write_str("count"),
        }
    }
}

/// What is expected of a value. Literals have been checked against the property's kind when the course was resolved:
/// sizes are bytes, spans are milliseconds.
#[derive(Debug, Clone)]
pub enum Matcher {
    /// Equal; for a list never (see [`Matcher::Exactly`]).
    Equals(Value),
    /// The inner matcher does not hold.
    Not(Box<Matcher>),
    /// Equal to one of these.
    OneOf(Vec<Value>),
    /// The text contains this.
    Contains(String),
    /// The text starts with this.
    StartsWith(String),
    /// The text ends with this.
    EndsWith(String),
    /// The image reference is of this repository, whatever its tag.
    Repository(String),
    /// The command's program, without its path.
    Program(Box<Matcher>),
    /// The command's words behind its program.
    Args(Box<Matcher>),
    /// The regular expression matches somewhere in the text.
    Matches(Regex),
    /// Number, size, span or time greater than.
    Greater(Value),
    /// At least.
    AtLeast(Value),
    /// Less than.
    Less(Value),
    /// At most.
    AtMost(Value),
    /// Length of a text or list.
    Len(Box<Matcher>),
    /// Whether it is empty.
    Empty(bool),
    /// The list has an item for each of these, in any order, others allowed.
    Has(Vec<Item>),
    /// The list has no item that fits any of these.
    Lacks(Vec<Item>),
    /// The list consists of these, in this order.
    Exactly(Vec<Item>),
    /// The list has these in this order, others allowed between.
    InOrder(Vec<Item>),
    /// Every item fits.
    Each(Box<Item>),
    /// At least one item fits.
    Any(Box<Item>),
    /// No item fits.
    None(Box<Item>),
    /// Whether it differs from what the step began with.
    Changed(bool),
    /// Equal to a property of another object.
    Of(Box<Subject>, Property),
    /// Greater or less than a property of another object.
    Than(Bound, Box<Subject>, Property),
    /// All of these hold.
    All(Vec<Matcher>),
}

/// On which side of another value a value is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `gt`
    Greater,
    /// `ge`
    AtLeast,
    /// `lt`
    Less,
    /// `le`
    AtMost,
}

impl Bound {
    /// The matcher that holds a value against this bound.
    pub const fn of(self, value: Value) -> Matcher {
        match self {
            Self::Greater => Matcher::Greater(value),
            Self::AtLeast => Matcher::AtLeast(value),
            Self::Less => Matcher::Less(value),
            Self::AtMost => Matcher::AtMost(value),
        }
    }
}

/// What is expected of an item of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Of a plain item.
    Plain(Matcher),
    /// Of an item with fields: all of these.
    Fields(Vec<(String, Matcher)>),
}

/// Regular expressions compare by their text.
impl PartialEq for Matcher {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}
