//! Shows what can't be seen in text of others, and has [`clean`] beside it, which takes out what would steer a terminal.
//!
//! [`visible`] keeps everything, and gives every invisible character a shape. Every [`Span`](super::Span) is made through
//! [`clean`].

use std::fmt::Write as _;

use super::signs::Signs;
pub use crate::sanitize::clean;
use crate::sanitize::turns_direction;

/// Text in which nothing is invisible: spaces at either end of a line, tabs, carriage returns, a line feed at the
/// very end, no-break and zero-width spaces and control characters get a shape. Other line feeds stay.
pub fn visible(text: &str, signs: Signs) -> String {
    let mut shown = String::with_capacity(text.len());
    let (body, ends_with_break) = text.strip_suffix('\n').map_or((text, false), |body| (body, true));
    for (number, line) in body.split('\n').enumerate() {
        if number > 0 {
            shown.push('\n');
        }
        let start = line.len() - line.trim_start_matches(' ').len();
        let end = line.trim_end_matches(' ').len();
        for (at, c) in line.char_indices() {
            if c == ' ' && (at < start || at >= end) {
                shown.push_str(signs.pick("␠", "\\s"));
            } else {
                push_visible(c, signs, &mut shown);
            }
        }
    }
    if ends_with_break {
        shown.push_str(signs.pick("␊", "\\n"));
    }
    shown
}

/// Part of a line in which nothing is invisible but its spaces; with `at_end`, those at its end get a shape too.
pub(super) fn visible_part(text: &str, at_end: bool, signs: Signs) -> String {
    let end = if at_end { text.trim_end_matches(' ').len() } else { text.len() };
    let mut shown = String::with_capacity(text.len());
    text[..end].chars().for_each(|c| push_visible(c, signs, &mut shown));
    shown.push_str(&signs.pick("␠", "\\s").repeat(text.len() - end));
    shown
}

fn push_visible(c: char, signs: Signs, shown: &mut String) {
    match c {
        '\t' => shown.push_str(signs.pick("⇥", "\\t")),
        '\r' => shown.push_str(signs.pick("␍", "\\r")),
        '\0'..='\u{1f}' if signs == Signs::Unicode => {
            shown.extend(char::from_u32(0x2400 + u32::from(c)));
        }
        '\u{7f}' if signs == Signs::Unicode => shown.push('␡'),
        _ if c.is_control() || turns_direction(c) || hides(c) => {
            // Writing to a `String` can't fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        }
        _ => shown.push(c),
    }
}

/// Spaces that are not `U+0020`, and characters without width or shape.
fn hides(c: char) -> bool {
    (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn invisible_characters_get_a_shape() {
        for (text, unicode, ascii) in [
            ("plain text", "plain text", "plain text"),
            (" two  in  ", "␠two  in␠␠", "\\stwo  in\\s\\s"),
            ("   ", "␠␠␠", "\\s\\s\\s"),
            ("a\tb\r", "a⇥b␍", "a\\tb\\r"),
            ("one\ntwo\n", "one\ntwo␊", "one\ntwo\\n"),
            ("no\u{a0}break", "no<U+00A0>break", "no<U+00A0>break"),
            ("zero\u{200b}width\u{feff}", "zero<U+200B>width<U+FEFF>", "zero<U+200B>width<U+FEFF>"),
            ("\u{1b}[1m", "␛[1m", "<U+001B>[1m"),
            ("\u{202e}", "<U+202E>", "<U+202E>"),
            ("“curly” – dash", "“curly” – dash", "“curly” – dash"),
        ] {
            assert_eq!(visible(text, Signs::Unicode), unicode);
            assert_eq!(visible(text, Signs::Ascii), ascii);
        }
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_shown_of_any_text(text in "[\\x1b\\[\\]P;m\\x07\\\\\\r\\na-c\\u{9b}\\u{202e}]{0,40}") {
            prop_assert!(!visible(&text, Signs::Unicode).contains(|c: char| c != '\n' && clean(&c.to_string()).is_empty()));
        }
    }
}
