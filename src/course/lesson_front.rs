//! A lesson's front matter: `key: value` lines between two lines of `---`.

use std::ops::Range;

use super::diagnostic::Problems;

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) minutes: u32,
    /// Where the lesson's Markdown begins.
    pub(super) end: usize,
}

pub(super) fn read_front_matter(problems: &mut Problems<'_>) -> FrontMatter {
    let text = problems.text;
    let mut front = FrontMatter::default();
    let mut lines = lines(text);
    let Some((first, end)) = lines.next().filter(|(line, _)| text[line.clone()].trim_end() == "---") else {
        problems
            .error(0..0, "a lesson begins with its front matter")
            .help("begin with a line of `---`, then `title: …` and `minutes: …`, then `---`");
        return front;
    };
    front.end = end;
    let mut keys: Vec<&str> = Vec::new();
    let mut closed = false;
    for (line, end) in lines {
        front.end = end;
        let content = text[line.clone()].trim_end();
        if content == "---" {
            closed = true;
            break;
        }
        if content.is_empty() {
            continue;
        }
        let Some((key, value)) = content.split_once(':') else {
            problems.error(line.start..line.start + content.len(), "not of the form `key: value`");
            continue;
        };
        let value_start = line.start + content.len() - value.trim_start().len();
        let value_span = value_start..value_start + value.trim().len();
        let key_span = line.start..line.start + key.len();
        if keys.contains(&key) {
            problems.error(key_span.clone(), format!("a second `{key}`"));
        }
        keys.push(key);
        read_pair((key, key_span), (value.trim(), value_span), &mut front, problems);
    }
    if !closed {
        problems.error(first.clone(), "the front matter does not end").help("end it with a line of `---`");
    }
    for key in ["title", "minutes"] {
        if !keys.contains(&key) {
            problems.error(first.clone(), format!("the front matter has no `{key}`"));
        }
    }
    front
}

fn read_pair(
    (key, key_span): (&str, Range<usize>),
    (value, value_span): (&str, Range<usize>),
    front: &mut FrontMatter,
    problems: &mut Problems<'_>,
) {
    match key {
        "title" if value.is_empty() => {
            problems.error(key_span, "the title is empty");
        }
        "title" => unquote(value).clone_into(&mut front.title),
        "minutes" => {
            if let Ok(minutes @ 1..=600) = value.parse() {
                front.minutes = minutes;
            } else {
                let message = format!("`{value}` is no number of minutes");
                problems.error(value_span, message).help("write a whole number from 1 to 600");
            }
        }
        _ => {
            let message = format!("the front matter has no key `{key}`");
            problems.error(key_span, message).suggest_or_list(key, ["title", "minutes"]);
        }
    }
}

fn unquote(value: &str) -> &str {
    let inner = |quote| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// Each line's bytes without its `\n`, and where the next one begins.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let from = start;
        start += line.len();
        (from..from + line.trim_end_matches('\n').len(), start)
    })
}
