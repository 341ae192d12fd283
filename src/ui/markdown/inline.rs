//! The text of a paragraph, heading or cell as spans: emphasis, code, links, line breaks.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Renderer, is_block};
use crate::ui::style::Label;
use crate::ui::text::Span;

impl Renderer<'_> {
    /// Reads text up to the end of its block, or up to the block that begins within (in a tight list). One list of
    /// spans for every part between hard line breaks.
    pub(super) fn inline(&mut self, labels: &[Label]) -> Vec<Vec<Span>> {
        let mut reader = Reader { segments: vec![Vec::new()], labels: labels.to_vec(), links: Vec::new() };
        let colored = self.options.palette.is_colored();
        while let Some(event) = self.events.peek() {
            match event {
                Event::Start(tag) if is_block(tag) => break,
                // An item's end is for the list.
                Event::End(TagEnd::Item) | Event::Rule => break,
                _ => {}
            }
            let Some(event) = self.events.next() else { break };
            match event {
                Event::Start(Tag::Emphasis) => reader.labels.push(Label::Emphasis),
                Event::Start(Tag::Strong) => reader.labels.push(Label::Strong),
                Event::Start(Tag::Strikethrough) => {
                    reader.mark(if colored { "" } else { "~~" });
                    reader.labels.push(Label::Struck);
                }
                Event::End(TagEnd::Emphasis | TagEnd::Strong) => drop(reader.labels.pop()),
                Event::End(TagEnd::Strikethrough) => {
                    reader.labels.pop();
                    reader.mark(if colored { "" } else { "~~" });
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    reader.links.push((dest_url.to_string(), reader.text().len()));
                }
                Event::End(TagEnd::Link | TagEnd::Image) => reader.end_link(),
                Event::Start(_) | Event::End(TagEnd::Superscript | TagEnd::Subscript) => {}
                Event::End(_) | Event::Rule => break,
                Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => reader.push(&text, None),
                Event::Code(text) if colored => reader.push(&text, Some(Label::Code)),
                Event::Code(text) => reader.push(&format!("`{text}`"), Some(Label::Code)),
                Event::InlineHtml(tag) | Event::Html(tag) => reader.html(&tag),
                Event::SoftBreak => reader.push(" ", None),
                Event::HardBreak => reader.segments.push(Vec::new()),
                Event::TaskListMarker(done) => reader.push(if done { "[x] " } else { "[ ] " }, Some(Label::Dim)),
                Event::FootnoteReference(name) => reader.push(&format!("[{name}]"), Some(Label::Dim)),
            }
        }
        reader.segments
    }
}

struct Reader {
    segments: Vec<Vec<Span>>,
    labels: Vec<Label>,
    /// Open links: their address, and how much text there was before them.
    links: Vec<(String, usize)>,
}

impl Reader {
    fn push(&mut self, text: &str, label: Option<Label>) {
        let labels: Vec<Label> = self.labels.iter().copied().chain(label).collect();
        if let Some(segment) = self.segments.last_mut() {
            segment.push(Span::new(text, &labels));
        }
    }

    fn mark(&mut self, mark: &str) {
        if !mark.is_empty() {
            self.push(mark, None);
        }
    }

    fn text(&self) -> String {
        self.segments.iter().flatten().map(Span::text).collect()
    }

    /// Adds the address after the text of a link, unless the text is the address or it leads into the same page.
    fn end_link(&mut self) {
        let Some((address, start)) = self.links.pop() else { return };
        let text = self.text();
        let same = text.get(start..).is_some_and(|text| address.strip_prefix("mailto:").unwrap_or(&address) == text);
        if same {
            if let Some(last) = self.segments.last_mut().and_then(Vec::pop) {
                self.push(last.text(), Some(Label::Link));
            }
        } else if !address.is_empty() && !address.starts_with('#') {
            self.push(" (", None);
            self.push(&address, Some(Label::Link));
            self.push(")", None);
        }
    }

    /// Breaks lines at `<br>`, drops comments and the marks of keys, and shows anything else: an author may have
    /// written `<name>` and meant it.
    fn html(&mut self, tag: &str) {
        let name = tag.trim_matches(['<', '>', '/', ' ']);
        match name {
            "br" => self.segments.push(Vec::new()),
            "kbd" => {}
            _ if tag.starts_with("<!--") => {}
            _ => self.push(tag, None),
        }
    }
}
