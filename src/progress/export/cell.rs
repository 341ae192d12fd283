//! Cells of a table that a spreadsheet may open.

use std::borrow::Cow;

/// A text as a cell that no spreadsheet takes for a formula, control characters left out.
///
/// Programs run what begins with `=`, `+`, `-` or `@` (also behind spaces, also in full width): an apostrophe in front
/// makes it text. Numbers that kesako writes are not texts: give them as they are.
pub fn cell(text: &str) -> Cow<'_, str> {
    let cleaned = crate::sanitize::clean(text);
    let first = cleaned.chars().find(|c| !c.is_whitespace() && !is_invisible(*c));
    let is_formula = first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠'));
    if is_formula || cleaned.starts_with(['\t', '\n']) { Cow::Owned(format!("'{cleaned}")) } else { cleaned }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}
