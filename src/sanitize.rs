//! Cleans text that others wrote: takes out what would steer a terminal. Takes text and gives text.
//!
//! Text of containers, images, files, courses and exports is data. A sequence is removed whole only when it is complete.
//! An unfinished `ESC ]` takes with it nothing but itself: parsers made for terminals swallow everything up to a
//! terminator, and would let a file hide the rest of its own text. (The terminal library's own function leaves device
//! control strings; `strip-ansi-escapes` also removes tabs.)

use std::borrow::Cow;

const ESC: char = '\u{1b}';

/// Text without control sequences and control characters: of those, line feeds and tabs stay. A carriage return
/// before a line feed goes, any other becomes a line feed; marks that turn the direction of writing go.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_unsafe) {
        safe.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\r') {
            safe.push_str(if after.starts_with('\n') { "" } else { "\n" });
            rest = after;
        } else {
            rest = &rest[sequence_length(rest)..];
        }
    }
    safe.push_str(rest);
    Cow::Owned(safe)
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || turns_direction(c)
}

/// Whether a character turns the direction of writing.
pub(crate) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many bytes the control sequence takes that `text` begins with; of an unfinished one, its first character.
fn sequence_length(text: &str) -> usize {
    let mut characters = text.chars();
    let first = characters.next().map_or(0, char::len_utf8);
    let (introducer, body) = match characters.clone().next() {
        // ESC and a byte of 0x40–0x5F stand for one control character of 0x80–0x9F.
        Some(second @ '@'..='_') if text.starts_with(ESC) => {
            (char::from(second as u8 + 0x40), &text[first + second.len_utf8()..])
        }
        _ if text.starts_with(ESC) => return first + escape_length(&text[first..]).unwrap_or(0),
        _ => (text.chars().next().unwrap_or_default(), &text[first..]),
    };
    let head = text.len() - body.len();
    let tail = match introducer {
        '\u{9b}' => control_length(body),
        '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => string_length(body),
        _ => Some(0),
    };
    tail.map_or(first, |tail| head + tail)
}

/// After ESC: intermediate bytes and a final one (`ESC ( B`, `ESC c`).
fn escape_length(text: &str) -> Option<usize> {
    let end = text.find(|c| !matches!(c, ' '..='/'))?;
    text[end..].starts_with(|c| matches!(c, '0'..='~')).then_some(end + 1)
}

/// After CSI: parameters, intermediate bytes, a final one.
fn control_length(text: &str) -> Option<usize> {
    let end = text.find(|c| !matches!(c, ' '..='?'))?;
    text[end..].starts_with(|c| matches!(c, '@'..='~')).then_some(end + 1)
}

/// After OSC, DCS, SOS, PM, APC: anything on the same line up to BEL or ST.
fn string_length(text: &str) -> Option<usize> {
    let end = text.find(['\u{7}', ESC, '\u{9c}', '\n'])?;
    let rest = &text[end..];
    ["\u{7}", "\u{1b}\\", "\u{9c}"].into_iter().find(|mark| rest.starts_with(mark)).map(|mark| end + mark.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nasty_strings_lose_their_power_and_keep_their_text() {
        for (nasty, harmless) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("\u{1b}[38;2;1;2;3mx\u{1b}[m", "x"),
            ("\u{1b}[2J\u{1b}[Hgone", "gone"),
            ("\u{1b}[?1049hfull screen", "full screen"),
            ("\u{1b}]0;title\u{7}text", "text"),
            ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}]52;c;cm0gLXJm\u{7}clipboard", "clipboard"),
            ("\u{1b}P+q544e\u{1b}\\after", "after"),
            ("\u{1b}_private\u{1b}\\after", "after"),
            ("\u{1b}^message\u{9c}after", "after"),
            ("\u{1b}(0lqk\u{1b}(B", "lqk"),
            ("\u{1b}creset", "reset"),
            ("\u{9b}31mred", "red"),
            ("\u{9d}0;title\u{7}text", "text"),
            ("one\rtwo", "one\ntwo"),
            ("dos\r\nlines\r\n", "dos\nlines\n"),
            ("a\u{8}b\u{7}c\0d\u{7f}e\u{85}f", "abcdef"),
            ("\u{1b}]never finished\nnext", "]never finished\nnext"),
            ("\u{1b}[31", "[31"),
            ("end\u{1b}", "end"),
            ("\u{1b}\u{1b}[1mbold", "bold"),
            ("abc\u{202e}txt.exe\u{202c}", "abctxt.exe"),
            ("\u{2066}isolated\u{2069}", "isolated"),
            ("\u{1b}[\u{1b}[31mnested", "[nested"),
            ("tab\tand\nline, é, 日本, 🐳", "tab\tand\nline, é, 日本, 🐳"),
        ] {
            assert_eq!(clean(nasty), harmless, "{nasty:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left_of_any_text(text in "[\\x1b\\[\\]P;m\\x07\\\\\\r\\na-c\\u{9b}\\u{202e}]{0,40}") {
            let once = clean(&text).into_owned();
            prop_assert!(!once.contains(is_unsafe), "{once:?}");
            prop_assert_eq!(clean(&once), once.as_str());
        }
    }
}
