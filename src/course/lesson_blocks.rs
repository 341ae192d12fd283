//! The outermost blocks of a lesson's Markdown, each with its bytes, and every piece of code at any depth.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The options that lessons are read with, here and where they are shown.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// An outermost block of a lesson.
pub(super) struct Block {
    pub(super) span: Range<usize>,
    pub(super) kind: BlockKind,
}

/// What a block is.
pub(super) enum BlockKind {
    Heading {
        level: HeadingLevel,
        id: Option<String>,
        title: String,
    },
    Quote,
    Comment,
    /// Code at any depth; the block around it comes as well.
    Code(String),
    Prose,
}

/// The outermost blocks in order, and every piece of code in them.
pub(super) fn blocks(text: &str, from: usize) -> Vec<Block> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut code: Option<String> = None;
    for (event, span) in Parser::new_ext(&text[from..], markdown_options()).into_offset_iter() {
        let span = span.start + from..span.end + from;
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::CodeBlock(_)) {
                    code = Some(String::new());
                }
                depth += 1;
                if depth == 1 {
                    let kind = outermost(tag, &text[span.clone()]);
                    found.push(Block { span, kind });
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if end == TagEnd::CodeBlock
                    && let Some(code) = code.take()
                {
                    found.push(Block { span, kind: BlockKind::Code(code) });
                }
            }
            Event::Text(piece) => {
                if let Some(code) = &mut code {
                    code.push_str(&piece);
                }
            }
            _ if depth == 0 => found.push(Block { span, kind: BlockKind::Prose }),
            _ => {}
        }
    }
    found
}

fn outermost(tag: Tag<'_>, source: &str) -> BlockKind {
    match tag {
        Tag::Heading { level, id, .. } => {
            let title = source.trim_start_matches([' ', '#']).lines().next().unwrap_or_default();
            let title = id.as_ref().and_then(|_| title.rfind('{')).map_or(title, |brace| &title[..brace]);
            let title = title.trim().trim_end_matches('#').trim_end().to_owned();
            BlockKind::Heading { level, id: id.map(|id| id.to_string()), title }
        }
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::HtmlBlock if source.trim_start().starts_with("<!--") => BlockKind::Comment,
        _ => BlockKind::Prose,
    }
}
