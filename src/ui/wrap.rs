//! Breaks labelled text into lines of a width. Breaks only at plain spaces: no-break spaces hold, a short piece of
//! code stays in one piece, and a word longer than the line keeps its whole length.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::style::Label;
use super::text::{Line, Span};

/// Code of up to this many columns is not broken.
const WHOLE_CODE: usize = 40;

/// What stays together on a line, and the labels that the space before it shares with what went before.
#[derive(Debug, Default)]
struct Word {
    spans: Vec<Span>,
    space: Vec<Label>,
    width: usize,
}

impl Word {
    fn push(&mut self, text: &str, labels: &[Label]) {
        let span = Span::new(text, labels);
        self.width += span.width();
        self.spans.push(span);
    }
}

#[expect(clippy::cast_precision_loss, reason = "no line is so wide")]
impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        1.0
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn words(spans: &[Span], width: usize) -> Vec<Word> {
    let mut words: Vec<Word> = vec![Word::default()];
    for span in spans {
        let is_code = span.labels().contains(&Label::Code);
        let pieces: Vec<&str> = if is_code && span.width() <= WHOLE_CODE.min(width) {
            vec![span.text()]
        } else {
            span.text().split(' ').collect()
        };
        for (number, piece) in pieces.into_iter().enumerate() {
            if number > 0 {
                // At the edge of a span the space belongs to what surrounds it.
                let space =
                    if words.last().is_some_and(|word| word.width > 0) { span.labels().to_vec() } else { Vec::new() };
                words.push(Word { space, ..Word::default() });
            }
            if let Some(word) = words.last_mut().filter(|_| !piece.is_empty()) {
                word.push(piece, span.labels());
            }
        }
    }
    words.retain(|word| word.width > 0);
    words
}

/// The lines of `spans`, each at most `width` columns wide unless a single word is wider.
pub fn wrap(spans: &[Span], width: usize) -> Vec<Line> {
    let width = width.max(1);
    let words = words(spans, width);
    #[expect(clippy::cast_precision_loss, reason = "no line is so wide")]
    let lines = wrap_first_fit(&words, &[width as f64]);
    let join = |words: &[Word]| {
        let mut line = Line::new();
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                line.push_with(" ", &word.space);
            }
            word.spans.iter().cloned().for_each(|span| line.push_span(span));
        }
        line
    };
    lines.into_iter().map(join).filter(|line| !line.is_empty()).collect()
}

/// The width of the longest word, when lines may be `width` wide.
pub(super) fn longest_word(spans: &[Span], width: usize) -> usize {
    words(spans, width).iter().map(|word| word.width).max().unwrap_or(0)
}

/// Breaks lines anywhere so that none is wider than `width`: for what is redrawn in place and must not spill over.
pub fn chop(line: &Line, width: usize) -> Vec<Line> {
    let width = width.max(2);
    let mut pieces = vec![Line::new()];
    let mut used = 0;
    for span in line.spans() {
        let mut start = 0;
        for (at, character) in span.text().char_indices() {
            let taken = unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
            if used + taken > width {
                if let Some(piece) = pieces.last_mut() {
                    piece.push_with(&span.text()[start..at], span.labels());
                }
                pieces.push(Line::new());
                (start, used) = (at, 0);
            }
            used += taken;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_with(&span.text()[start..], span.labels());
        }
    }
    pieces
}

/// Breaks a value into lines of at most `width`: behind a blank, a comma or a slash where one is near the end, so that
/// names stay whole; else anywhere.
pub(super) fn fold(line: &Line, width: usize) -> Vec<Line> {
    let width = width.max(2);
    let text: String = line.spans().iter().map(Span::text).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let (mut used, mut end, mut soft) = (0, start, None);
        for (at, character) in text[start..].char_indices() {
            used += unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
            if used > width {
                break;
            }
            end = start + at + character.len_utf8();
            if matches!(character, ' ' | ',' | '/' | '␠') {
                soft = Some(end);
            }
        }
        let is_rest = end == text.len();
        // A word that is longer than a line is cut all the same.
        let least = start + text[start..].chars().next().map_or(1, char::len_utf8);
        let cut = if is_rest { end } else { soft.unwrap_or(end).max(least) };
        pieces.push(part(line, start..cut));
        start = cut;
    }
    if pieces.is_empty() { vec![Line::new()] } else { pieces }
}

/// The bytes of a line's text in this range, with their labels.
fn part(line: &Line, range: std::ops::Range<usize>) -> Line {
    let mut part = Line::new();
    let mut at = 0;
    for span in line.spans() {
        let text = span.text();
        let cut = |place: usize| place.clamp(at, at + text.len()) - at;
        part.push_with(&text[cut(range.start)..cut(range.end)], span.labels());
        at += text.len();
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Palette;

    fn wrapped(spans: &[(&str, &[Label])], width: usize) -> Vec<String> {
        let spans: Vec<Span> = spans.iter().map(|(text, labels)| Span::new(text, labels)).collect();
        wrap(&spans, width).iter().map(|line| Palette::plain().paint(line)).collect()
    }

    #[test]
    fn lines_break_at_spaces_and_nowhere_else() {
        for (text, width, lines) in [
            ("one two three", 7, &["one two", "three"][..]),
            ("a  b   c", 80, &["a b c"]),
            ("", 10, &[]),
            ("averyveryverylongword x", 5, &["averyveryverylongword", "x"]),
            ("Que dit\u{a0}: «\u{a0}oui\u{a0}»\u{a0}?", 12, &["Que dit\u{a0}:", "«\u{a0}oui\u{a0}»\u{a0}?"]),
            ("日本 日本 日本", 9, &["日本 日本", "日本"]),
        ] {
            assert_eq!(wrapped(&[(text, &[])], width), lines, "{text:?}");
        }
    }

    #[test]
    fn short_code_stays_whole_and_punctuation_stays_with_it() {
        let spans: &[(&str, &[Label])] = &[("Then type ", &[]), ("docker run x", &[Label::Code]), (", and look.", &[])];
        assert_eq!(wrapped(spans, 20), ["Then type", "docker run x, and", "look."]);
    }

    #[test]
    fn code_wider_than_the_line_breaks_at_its_spaces() {
        assert_eq!(wrapped(&[("docker run --rm alpine", &[Label::Code])], 12), ["docker run", "--rm alpine"]);
    }

    #[test]
    fn chopped_lines_never_spill_over_and_lose_nothing() {
        let mut line = Line::labelled(Label::Pass, "abcdef");
        line.push_plain("日本g");
        let pieces = chop(&line, 4);
        let texts: Vec<String> = pieces.iter().map(|piece| Palette::plain().paint(piece)).collect();
        assert_eq!(texts, ["abcd", "ef日", "本g"]);
        assert_eq!(chop(&Line::new(), 4).len(), 1);
    }

    #[test]
    fn a_value_is_folded_behind_blanks_commas_and_slashes() {
        for (text, width, lines) in [
            ("sleep 3", 9, vec!["sleep 3"]),
            ("a/b, xenodochial_wright", 20, vec!["a/b, ", "xenodochial_wright"]),
            ("while sleep 3", 7, vec!["while ", "sleep 3"]),
            ("0123456789", 4, vec!["0123", "4567", "89"]),
            ("/my-data/é/file", 10, vec!["/my-data/", "é/file"]),
            ("", 4, vec![""]),
        ] {
            let line = Line::plain(text);
            let folded: Vec<String> =
                fold(&line, width).iter().map(|line| line.spans().iter().map(Span::text).collect()).collect();
            assert_eq!(folded, lines, "{text}");
        }
    }
}
