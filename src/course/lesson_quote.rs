//! Quote blocks with roles: the `> ` is taken off, the role line read, and every byte still knows where it came from.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::diagnostic::Problems;
use super::lesson_blocks::markdown_options;
use super::lesson_front::lines;
use super::value::{Spanned, check_id};

const ROLES: [&str; 5] = ["TASK", "CHECK", "HINT", "ASK", "WHY"];
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// What a quote block is for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    Task,
    Check(Spanned<String>),
    Hint,
    NearMiss(Spanned<String>),
    Ask(Spanned<String>),
    Why,
}

/// The Markdown inside a quote, without the role line.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    /// Where each line begins: here, and in the file.
    starts: Vec<(usize, usize)>,
}

impl Words {
    fn push_line(&mut self, line: &str, at: usize) {
        self.starts.push((self.text.len(), at));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn place(&self, span: &Range<usize>) -> Range<usize> {
        let index = self.starts.partition_point(|(here, _)| *here <= span.start).saturating_sub(1);
        let (here, there) = self.starts.get(index).copied().unwrap_or_default();
        let start = there + (span.start - here.min(span.start));
        start..start + span.len()
    }
}

/// The words of an `[!ASK]` quote.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawQuestion {
    /// The check that asks.
    pub check: Spanned<String>,
    /// Everything in the quote.
    pub text: String,
    /// What stands before the list of choices.
    pub before_choices: String,
    /// Key and words of each item of the last list, if they all begin with a key; else empty.
    pub choices: Vec<(Spanned<String>, String)>,
}

impl RawQuestion {
    pub(super) fn read(check: Spanned<String>, words: &Words, problems: &mut Problems<'_>) -> Self {
        let text = words.text.trim().to_owned();
        let mut question = Self { check, before_choices: text.clone(), text, choices: Vec::new() };
        let Some((list, items)) = last_list(&words.text) else { return question };
        if items.iter().any(|(key, _)| key.is_none()) {
            return question;
        }
        words.text[..list].trim().clone_into(&mut question.before_choices);
        for (key, text) in items {
            let Some((key, span)) = key else { continue };
            let key = Spanned::new(key, words.place(&span));
            if question.choices.iter().any(|(known, _)| known.value == key.value) {
                problems.error(key.span.clone(), format!("a second choice called `{}`", key.value));
            }
            if text.is_empty() {
                problems.error(key.span.clone(), format!("choice `{}` has no words", key.value));
            }
            question.choices.push((key, text));
        }
        question
    }
}

/// A key in backticks, with where it stands.
type Key = Option<(String, Range<usize>)>;

/// Where the list that ends the text begins, and its items: key and the words after it.
fn last_list(text: &str) -> Option<(usize, Vec<(Key, String)>)> {
    let (mut depth, mut list, mut items) = (0_usize, None, Vec::new());
    let mut key: Key = None;
    let mut at_start = false;
    for (event, span) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    list = matches!(tag, Tag::List(_)).then_some(span.start);
                    items.clear();
                }
                depth += 1;
                if matches!(tag, Tag::Item) && depth == 2 {
                    (key, at_start) = (None, true);
                }
            }
            Event::End(tag) => {
                if tag == TagEnd::Item && depth == 2 {
                    let item = &text[span.clone()];
                    let from = key.as_ref().map_or(0, |(key, code)| code.start - span.start + key.len() + 1);
                    let words = item.get(from..).unwrap_or_default().trim_start_matches([':', '`']);
                    let words: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                    items.push((key.take(), words.join(" ")));
                }
                depth = depth.saturating_sub(1);
            }
            Event::Code(code) => {
                if at_start {
                    key = Some((code.to_string(), span.start + 1..span.end - 1));
                }
                at_start = false;
            }
            _ => at_start = false,
        }
    }
    Some((list?, items)).filter(|(_, items)| !items.is_empty())
}

/// Reads a quote block; `None` if it is an ordinary one, or after an unknown role was reported.
pub(super) fn read_quote(span: Range<usize>, problems: &mut Problems<'_>) -> Option<(Role, Range<usize>, Words)> {
    let text = problems.text;
    let mut words = Words::default();
    let mut role = None;
    let mut fenced = false;
    for (number, (line, _)) in lines(&text[span.clone()]).enumerate() {
        let line = line.start + span.start..line.end + span.start;
        let content = unquote(text[line.clone()].trim_end_matches('\r'));
        let at = line.start + (text[line.clone()].trim_end_matches('\r').len() - content.len());
        let marker = content.trim();
        if number == 0 {
            let role_text = marker.strip_prefix("[!").and_then(|rest| rest.strip_suffix(']'));
            let inner = role_text.filter(|inner| !ALERTS.contains(inner))?;
            let start = at + (content.len() - content.trim_start().len());
            let marker_span = start..start + marker.len();
            role = Some((read_role(inner, start + 2, problems)?, marker_span));
            continue;
        }
        fenced ^= marker.starts_with("```") || marker.starts_with("~~~");
        if !fenced && ROLES.iter().any(|role| marker.strip_prefix("[!").is_some_and(|rest| rest.starts_with(role))) {
            problems
                .error(at..at + content.len(), "a second role in one quote")
                .help("put an empty line before the quote that it begins");
        }
        words.push_line(content, at);
    }
    let (role, role_span) = role?;
    Some((role, role_span, words))
}

fn unquote(line: &str) -> &str {
    let indent = line.len() - line.trim_start_matches(' ').len();
    match line[indent..].strip_prefix('>') {
        Some(rest) if indent <= 3 => rest.strip_prefix(' ').unwrap_or(rest),
        _ => line,
    }
}

fn read_role(inner: &str, at: usize, problems: &mut Problems<'_>) -> Option<Role> {
    let (name, argument) = inner.split_once(' ').map_or((inner, ""), |(name, rest)| (name, rest.trim()));
    let name_span = at..at + name.len();
    let argument_at = at + inner.len() - inner[name.len()..].trim_start().len();
    let argument = Spanned::new(argument.to_owned(), argument_at..argument_at + argument.len());
    match name {
        "TASK" | "WHY" if !argument.value.is_empty() => {
            problems.error(argument.span, format!("`{name}` takes nothing after it"));
            None
        }
        "TASK" => Some(Role::Task),
        "WHY" => Some(Role::Why),
        "HINT" if argument.value.is_empty() => Some(Role::Hint),
        "HINT" if argument.value.split_once('/').is_some_and(|(check, id)| !check.is_empty() && !id.is_empty()) => {
            Some(Role::NearMiss(argument))
        }
        "HINT" => {
            problems
                .error(argument.span, format!("`{}` is no near miss", argument.value))
                .help("write `[!HINT]` for a graduated hint, `[!HINT check/near-miss]` for a near miss");
            None
        }
        "ASK" if argument.value.is_empty() => {
            problems.error(name_span, "which check asks this?").help("write `[!ASK check]`");
            None
        }
        "CHECK" if argument.value.is_empty() => {
            problems.error(name_span, "which check is this?").help("write `[!CHECK check]`");
            None
        }
        "CHECK" => {
            check_id(&argument, problems);
            Some(Role::Check(argument))
        }
        "ASK" => {
            check_id(&argument, problems);
            Some(Role::Ask(argument))
        }
        _ => {
            let known = ROLES.into_iter().chain(ALERTS);
            problems.error(name_span, format!("no role is called `{name}`")).suggest_or_list(name, known);
            None
        }
    }
}
