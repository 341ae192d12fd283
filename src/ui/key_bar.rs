//! The line of keys at the bottom of a session: as many as fit, the way to all of them last. Pure.

use super::style::Label;
use super::text::Line;
use crate::words::Words;

/// Keys and their words, in the order of their weight.
const KEYS: [(char, &str); 11] = [
    ('n', "session-key-next"),
    ('h', "session-key-hint"),
    ('c', "session-key-check"),
    ('a', "session-key-answer"),
    ('q', "session-key-quit"),
    ('p', "session-key-back"),
    ('s', "session-key-shell"),
    ('d', "session-key-diff"),
    ('l', "session-key-list"),
    ('r', "session-key-reset"),
    ('?', "session-key-all"),
];

/// Columns between two keys.
const GAP: &str = "   ";

/// Those of `keys` that fit in `width` columns, in this order; if some don't, `?` closes the line.
pub fn key_bar(keys: &[char], width: usize, words: Words) -> Line {
    let entry = |key: char| {
        let name = KEYS.iter().find(|(known, _)| *known == key).map(|(_, name)| words.text(name))?;
        let mut line = Line::labelled(Label::Key, &key.to_string());
        line.push(Label::Dim, &format!(" {name}"));
        Some(line)
    };
    let all: Vec<Line> = keys.iter().filter(|key| **key != '?').filter_map(|key| entry(*key)).collect();
    let more = entry('?').unwrap_or_default();
    let mut bar = Line::new();
    for line in &all {
        join(&mut bar, line);
    }
    if keys.contains(&'?') {
        join(&mut bar, &more);
    }
    if bar.width() <= width {
        return bar;
    }
    let mut bar = Line::new();
    for line in &all {
        let mut longer = bar.clone();
        join(&mut longer, line);
        if longer.width() + GAP.len() + more.width() > width {
            break;
        }
        bar = longer;
    }
    join(&mut bar, &more);
    bar
}

/// Every key with its words, one a line: what `?` shows.
pub fn key_list(words: Words) -> Vec<Line> {
    let line = |(key, name): &(char, &str)| {
        let mut line = Line::plain("  ");
        line.push(Label::Key, &key.to_string());
        line.push_plain(&format!("  {}", words.text(name)));
        line
    };
    KEYS.iter().map(line).collect()
}

fn join(bar: &mut Line, entry: &Line) {
    if !bar.is_empty() {
        bar.push_plain(GAP);
    }
    bar.extend(entry.clone());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::ui::Palette;

    #[test]
    fn keys_that_do_not_fit_are_behind_the_question_mark() {
        let all: Vec<char> = KEYS.iter().map(|(key, _)| *key).collect();
        for (keys, width, bar) in [
            (&all[..], 80, "n next   h hint   c check   a answer   q quit   p back   s shell   ? help"),
            (&all, 40, "n next   h hint   c check   ? help"),
            (&all, 5, "? help"),
            (&['n', 'q'], 15, "n next   q quit"),
            (&['n', 'q'], 14, "? help"),
        ] {
            let line = key_bar(keys, width, Words::new(Language::En));
            assert_eq!(Palette::plain().paint(&line), bar);
        }
        assert_eq!(key_list(Words::new(Language::Fr)).len(), KEYS.len());
    }
}
