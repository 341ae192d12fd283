//! Text within a page of Markdown: whatever it holds, it is text. Templates ending in `.md` escape everything with this.

use std::fmt;

use askama::filters::Escaper;

/// Escapes what Markdown, or the extensions of code forges, would read as more than text. For text in the middle of a
/// line: what only means something at a line's beginning (`- `, `1. `) is left alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Markdown;

impl Escaper for Markdown {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        for c in string.chars() {
            match c {
                '&' => dest.write_str("&amp;")?,
                '<' => dest.write_str("&lt;")?,
                // A bare address becomes a link by its `:`, `@` or `.`; a quote ends an attribute.
                '\\' | '`' | '*' | '_' | '[' | ']' | '>' | '|' | '~' | '#' | '!' | ':' | '@' | '.' | '$' => {
                    dest.write_char('\\')?;
                    dest.write_char(c)?;
                }
                '\n' | '\r' | '\t' => dest.write_char(' ')?,
                c => dest.write_char(c)?,
            }
        }
        Ok(())
    }
}
