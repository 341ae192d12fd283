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
    let mut entries: Vec<String> = chapter
        .commands
        .iter()
        .map(|command| [std::slice::from_ref(&command.name), &command.options].concat().join(" "))
        .collect();
    if !chapter.instructions.is_empty() {
        entries.push(chapter.instructions.join(" "));
    }
    let indent = Line::plain("    ");
    let width = options.width.saturating_sub(indent.width()).max(1);
    lines.extend(filled(&entries, width).into_iter().map(|line| line.after(&indent)));
    lines
}

/// Entries side by side, each whole on one line if it fits on any. Their spaces stay spaces: who copies a command gets one.
fn filled(entries: &[String], width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for entry in entries {
        let code = Span::new(entry, &[Label::Code]);
        match lines.last_mut() {
            Some(line) if line.width() + SEPARATOR.chars().count() + code.width() <= width => {
                line.push(Label::Dim, SEPARATOR);
                line.push_span(code);
            }
            _ => lines.extend(wrap(&[code], width)),
        }
    }
    lines
}

/// Between two entries.
const SEPARATOR: &str = " · ";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::progress::export::Command;
    use crate::ui::Palette;
    use crate::words::Words;

    const OPTIONS: MarkdownOptions =
        MarkdownOptions { width: 30, palette: Palette::plain(), words: Words::new(Language::En) };

    fn chapter(commands: &[&str]) -> ChapterView {
        let command = |name: &&str| Command { name: (*name).to_owned(), options: vec!["--rm".to_owned()] };
        ChapterView {
            number: "6".to_owned(),
            title: "Networks".to_owned(),
            passed: [1, 2],
            time: "5 min".to_owned(),
            attempts: 0,
            commands: commands.iter().map(command).collect(),
            instructions: vec!["FROM".to_owned()],
            steps: Vec::new(),
        }
    }

    #[test]
    fn commands_stay_whole_and_copyable() {
        let lines = chapter_lines(&chapter(&["docker run", "docker b", "docker network create"]), OPTIONS);
        let text: Vec<String> = lines.iter().map(|line| Palette::plain().paint(line)).collect();
        assert_eq!(
            text,
            [
                " 6  Networks   1 of 2, 5 min",
                "    docker run --rm",
                "    docker b --rm",
                "    docker network create --rm",
                "    FROM"
            ]
        );
        assert!(!text.concat().contains('\u{a0}'));
    }
}
