//! The page at the end of the course, for the terminal: what was done and what is known now. Pure.

use super::markdown::{self, MarkdownOptions};
use super::style::Label;
use super::text::{Line, Span};
use super::wrap::wrap;
use crate::progress::export::{ChapterView, Page};

/// The page in parts that belong together: its head, each chapter with a step that has passed, its last words. `next`:
/// title of the step that comes next, while some are open.
pub fn render_end(page: &Page, next: Option<&str>, options: MarkdownOptions) -> Vec<Vec<Line>> {
    let words = options.words;
    let known: Vec<&ChapterView> = page.chapters.iter().filter(|chapter| chapter.is_begun()).collect();
    let heading = if page.finished { "export-end-heading" } else { "export-so-far-heading" };
    let mut head =
        vec![Line::labelled(Label::Title, &words.get(heading, &[("course", page.course.clone().into())])), Line::new()];
    if known.is_empty() {
        head.extend(markdown::render(&words.text("export-end-none"), options));
        return vec![head];
    }
    head.extend(markdown::render(
        &words.text(if page.finished { "export-end-said" } else { "export-so-far-said" }),
        options,
    ));
    head.push(Line::new());
    let [passed, all] = page.passed;
    let figures = words.get(
        "export-end-figures",
        &[
            ("passed", passed.into()),
            ("all", all.into()),
            ("time", page.time.clone().into()),
            ("attempts", page.attempts.into()),
            ("hints", page.hints.into()),
        ],
    );
    head.extend(wrap(&[Span::new(&figures, &[])], options.width));
    head.push(Line::labelled(Label::Dim, &page.period));
    head.push(Line::new());
    head.push(Line::labelled(Label::Heading, &words.text("export-end-commands")));
    let mut parts = vec![head];
    parts.extend(known.into_iter().map(|chapter| chapter_lines(chapter, options)));
    let mut last = vec![Line::new()];
    if page.finished {
        last.extend(markdown::render(&words.text("export-end-next"), options));
    } else if let Some(next) = next {
        last.extend(markdown::render(&words.get("export-so-far-next", &[("title", next.to_owned().into())]), options));
    }
    last.extend(markdown::render(&words.text("export-end-keep"), options));
    parts.push(last);
    parts
}

/// `6  Networks        11 of 11, 48 min`, and below it the commands.
fn chapter_lines(chapter: &ChapterView, options: MarkdownOptions) -> Vec<Line> {
    let mut title = Line::labelled(Label::Dim, &format!("{:>2}  ", chapter.number));
    title.push(Label::Strong, &chapter.title);
    let [passed, all] = chapter.passed;
    let counted = options.words.get("ui-list-passed", &[("passed", passed.into()), ("all", all.into())]);
    title.push(Label::Dim, &format!("   {counted}, {}", chapter.time));
    let mut lines = vec![title];
    let indent = Line::plain("    ");
    let mut spans = Vec::new();
    for command in &chapter.commands {
        let separator = if spans.is_empty() { "" } else { " · " };
        spans.push(Span::new(separator, &[Label::Dim]));
        // A command and its options stay on one line where they can.
        let text = std::iter::once(&command.name).chain(&command.options).cloned().collect::<Vec<_>>();
        spans.push(Span::new(&text.join("\u{a0}").replace(' ', "\u{a0}"), &[Label::Code]));
    }
    if !chapter.instructions.is_empty() {
        let separator = if spans.is_empty() { "" } else { " · " };
        spans.push(Span::new(separator, &[Label::Dim]));
        spans.push(Span::new(&chapter.instructions.join(" "), &[Label::Code]));
    }
    spans.retain(|span| !span.text().is_empty());
    let width = options.width.saturating_sub(indent.width()).max(1);
    lines.extend(wrap(&spans, width).into_iter().map(|line| line.after(&indent)));
    lines
}
