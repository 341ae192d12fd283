//! What a text brings along from where it was written or copied, and what it does not survive: another encoding, another
//! kind of file, the marks around a block of code, a prompt, signs that look like a blank or like nothing.

use crate::probe::{Encoding, FileState};

use super::super::verdict::NearMiss;

/// Who reads the file. They don't stumble over the same things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Docker,
    Compose,
    /// A program: a shell, node.
    Program,
}

/// The first thing in the file that its reader can't take for text at all.
pub(super) fn no_text(name: &str, state: &FileState, reader: Reader) -> Option<NearMiss> {
    let near_miss = |id: &str| Some(NearMiss::new(id).with("path", name));
    match state.encoding {
        // YAML knows UTF-16 by its mark.
        Encoding::Utf16Le | Encoding::Utf16Be if reader != Reader::Compose || state.decoded.is_empty() => {
            return near_miss("utf16");
        }
        Encoding::Binary => return near_miss("binary"),
        Encoding::Utf8Mark if reader == Reader::Program && state.text().starts_with("#!") => {
            return near_miss("byte-order-mark");
        }
        _ => {}
    }
    let head: String = state.text().trim_start().chars().take(200).collect::<String>().to_lowercase();
    let is_page = ["<!doctype html", "<html", "<head>", "<body"].iter().any(|tag| head.starts_with(tag));
    let ends_so = |endings: &[&str]| endings.iter().any(|ending| name.to_lowercase().ends_with(ending));
    if is_page && !ends_so(&[".html", ".htm", ".xhtml"]) {
        return near_miss("html");
    }
    if head.starts_with("{\\rtf") && !ends_so(&[".rtf"]) {
        return near_miss("rich-text");
    }
    None
}

/// Marks around a block of code, or a prompt, at the first line that says something. `words` are lines with their
/// numbers, without comments.
pub(super) fn around<'l>(name: &str, lines: impl Iterator<Item = (usize, &'l str)> + Clone) -> Option<NearMiss> {
    let at = |id: &str, (number, line): (usize, &str)| {
        Some(NearMiss::new(id).with("path", name).with("number", number.to_string()).with("line", line.trim()))
    };
    let mut said = lines.filter(|(_, line)| !line.trim().is_empty());
    let first = said.next()?;
    if is_fence(first.1) {
        return at("markdown-fence", first);
    }
    if is_prompted(first.1) {
        return at("prompt", first);
    }
    at("markdown-fence", said.last().filter(|(_, line)| is_fence(line))?)
}

/// Whether a line opens or closes a block of code in Markdown.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let rest = line.strip_prefix("```").or_else(|| line.strip_prefix("~~~"));
    rest.is_some_and(|rest| rest.chars().all(|sign| sign.is_alphanumeric() || "-_+.` ".contains(sign)))
}

/// Whether a line begins with the prompt of a shell.
pub(super) fn is_prompted(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_prompt = matches!(first, "$" | ">" | "%" | "❯" | "PS>") || (first == "PS" && line.contains("> "));
    is_prompt && words.next().is_some()
}

/// Signs that stand for a blank and are none.
pub(super) const NO_BLANKS: [char; 7] =
    ['\u{a0}', '\u{2007}', '\u{202f}', '\u{2009}', '\u{200a}', '\u{205f}', '\u{3000}'];

/// Signs that nobody sees.
pub(super) const INVISIBLE: [char; 13] = [
    '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{202d}',
    '\u{202e}', '\u{2060}', '\u{2061}', '\u{feff}',
];

/// The text without them, as it was meant.
pub(super) fn mended(text: &str) -> String {
    text.replace(NO_BLANKS, " ").replace(INVISIBLE, "")
}

/// The near miss for the first of `lines` that has such a sign.
pub(super) fn unseen<'l>(name: &str, lines: impl Iterator<Item = (usize, &'l str)>) -> Option<NearMiss> {
    let (number, line) = lines.into_iter().find(|(_, line)| mended(line) != **line)?;
    let id = if line.contains(NO_BLANKS) { "no-break-space" } else { "invisible-sign" };
    // Shown where they stand, or the line would look all right.
    let shown = line.trim().replace(NO_BLANKS, "␣").replace(INVISIBLE, "·");
    Some(NearMiss::new(id).with("path", name).with("number", number.to_string()).with("line", shown))
}
