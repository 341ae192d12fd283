//! Markdown as lines for a terminal: headings, paragraphs, emphasis, code, nested lists, tables, quotes, links, rules.
//!
//! Takes text and a width, gives lines; pure. Fenced code is set off by two spaces and never broken. Without colours
//! the text reads well on its own: code keeps its backticks, headings are underlined with characters. Raw HTML is
//! shown as it stands, comments are not.

mod code;
mod inline;
mod table;

use std::iter::Peekable;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::style::{Label, Palette};
use super::text::{Line, Span};
use super::wrap::wrap;
use crate::words::Words;

/// How Markdown is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// Columns of text.
    pub width: usize,
    /// Colours and signs.
    pub palette: Palette,
    /// Words for the labels of notes.
    pub words: Words,
}

/// The lines of a Markdown text, blank ones between blocks, none at either end.
pub fn render(text: &str, options: MarkdownOptions) -> Vec<Line> {
    let flags = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(text, flags).peekable();
    let mut renderer = Renderer { events, options, out: Vec::new(), prefixes: Vec::new(), blank_due: false };
    renderer.blocks(None, false);
    renderer.out
}

/// What stands before every line of a container: once the marker, then as many spaces.
struct Prefix {
    first: Option<Line>,
    rest: Line,
}

struct Renderer<'a> {
    events: Peekable<Parser<'a>>,
    options: MarkdownOptions,
    out: Vec<Line>,
    prefixes: Vec<Prefix>,
    blank_due: bool,
}

impl<'a> Renderer<'a> {
    /// Sets blocks up to the end of the container. In a tight list nothing separates a text from the list below it.
    fn blocks(&mut self, end: Option<TagEnd>, tight: bool) {
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(tag) if Some(*tag) == end => {
                    self.events.next();
                    return;
                }
                Event::End(_) => {
                    self.events.next();
                }
                Event::Start(tag) if is_block(tag) => {
                    if tight && matches!(tag, Tag::List(_)) {
                        self.blank_due = false;
                    }
                    if let Some(Event::Start(tag)) = self.events.next() {
                        self.block(tag);
                    }
                }
                Event::Rule => {
                    self.events.next();
                    self.begin_block();
                    let rule = self.options.palette.signs().pick("─", "-").repeat(self.width());
                    self.emit(Line::labelled(Label::Dim, &rule));
                    self.blank_due = true;
                }
                _ => self.paragraph(),
            }
        }
    }

    fn block(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Heading { level, .. } => self.heading(level),
            Tag::BlockQuote(kind) => self.quote(kind),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(first) => self.list(first),
            Tag::Table(alignments) => {
                let table = table::read(self, alignments);
                self.begin_block();
                for line in table.lines(self.width(), self.options.palette.signs()) {
                    self.emit(line);
                }
                self.blank_due = true;
            }
            Tag::HtmlBlock => self.html_block(),
            _ => self.paragraph(),
        }
    }

    fn paragraph(&mut self) {
        let segments = self.inline(&[]);
        if segments.iter().all(Vec::is_empty) {
            return;
        }
        self.begin_block();
        for segment in segments {
            for line in wrap(&segment, self.width()) {
                self.emit(line);
            }
        }
        self.blank_due = true;
    }

    fn heading(&mut self, level: HeadingLevel) {
        let label = if level == HeadingLevel::H1 { Label::Title } else { Label::Heading };
        let segments = self.inline(&[label]);
        self.begin_block();
        let lines: Vec<Line> = segments.iter().flat_map(|segment| wrap(segment, self.width())).collect();
        let widest = lines.iter().map(Line::width).max().unwrap_or(0);
        for line in lines {
            self.emit(line);
        }
        let mark = match level {
            HeadingLevel::H1 => "=",
            HeadingLevel::H2 => "-",
            _ => "",
        };
        if !self.options.palette.is_colored() && !mark.is_empty() {
            self.emit(Line::plain(&mark.repeat(widest)));
        }
        self.blank_due = true;
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.begin_block();
        let bar = Line::labelled(Label::Dim, self.options.palette.signs().pick("│ ", "| "));
        self.prefixes.push(Prefix { first: None, rest: bar });
        if let Some(kind) = kind {
            let key = match kind {
                BlockQuoteKind::Note => "ui-alert-note",
                BlockQuoteKind::Tip => "ui-alert-tip",
                BlockQuoteKind::Important => "ui-alert-important",
                BlockQuoteKind::Warning => "ui-alert-warning",
                BlockQuoteKind::Caution => "ui-alert-caution",
            };
            self.emit(Line::labelled(Label::Strong, &self.options.words.text(key)));
        }
        self.blocks(Some(TagEnd::BlockQuote(kind)), false);
        self.prefixes.pop();
        self.blank_due = true;
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        self.begin_block();
        for line in text.lines() {
            self.emit(if line.is_empty() { Line::new() } else { code::line(language, line) });
        }
        self.blank_due = true;
    }

    fn list(&mut self, first: Option<u64>) {
        self.begin_block();
        let mut number = first;
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let loose = matches!(self.events.peek(), Some(Event::Start(Tag::Paragraph)));
                    if loose {
                        self.begin_block();
                    }
                    self.blank_due = false;
                    let bullet = self.options.palette.signs().pick("• ", "- ").to_owned();
                    let marker = number.map_or(bullet, |number| format!("{number}. "));
                    self.item(&marker, !loose);
                    number = number.map(|number| number + 1);
                    self.blank_due = loose;
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.blank_due = true;
    }

    fn item(&mut self, marker: &str, tight: bool) {
        let first = Line::labelled(Label::Dim, marker);
        let rest = Line::plain(&" ".repeat(first.width()));
        self.prefixes.push(Prefix { first: Some(first), rest });
        self.blocks(Some(TagEnd::Item), tight);
        if self.prefixes.last().is_some_and(|prefix| prefix.first.is_some()) {
            self.emit(Line::new());
        }
        self.prefixes.pop();
    }

    fn html_block(&mut self) {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Html(part) | Event::Text(part) => text.push_str(&part),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        if text.trim_start().starts_with("<!--") {
            return;
        }
        self.begin_block();
        for line in text.lines() {
            for line in wrap(&[Span::new(line, &[Label::Dim])], self.width()) {
                self.emit(line);
            }
        }
        self.blank_due = true;
    }

    /// Columns that are left beside the prefixes.
    fn width(&self) -> usize {
        let taken: usize = self.prefixes.iter().map(|prefix| prefix.rest.width()).sum();
        self.options.width.saturating_sub(taken).max(8)
    }

    /// Writes the blank line that is due between two blocks.
    fn begin_block(&mut self) {
        if std::mem::take(&mut self.blank_due) && !self.out.is_empty() {
            self.emit(Line::new());
        }
    }

    fn emit(&mut self, line: Line) {
        let mut whole = Line::new();
        for prefix in &mut self.prefixes {
            whole.extend(prefix.first.take().unwrap_or_else(|| prefix.rest.clone()));
        }
        whole.extend(line);
        self.out.push(whole);
    }
}

/// Whether the tag opens a block; everything else is text within one.
fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

#[cfg(test)]
mod tests;
