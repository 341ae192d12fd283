//! Chapters and steps with their states, as a list. Pure.

use super::markdown::MarkdownOptions;
use super::signs::Sign;
use super::style::Label;
use super::text::{Line, Span};
use super::wrap::wrap;

/// A chapter's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterRow {
    /// Its number or name: `6`.
    pub number: String,
    /// Title.
    pub title: String,
    /// How long it takes; zero if not known.
    pub minutes: u32,
    /// Steps in order, listed when `open`, counted always.
    pub steps: Vec<StepRow>,
    /// Whether its steps are listed.
    pub open: bool,
}

/// A step's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Its number: `6.4`.
    pub number: String,
    /// Its id within the chapter: `publish`.
    pub id: String,
    /// Title.
    pub title: String,
    /// State.
    pub state: StepState,
    /// Whether the course can be finished without it.
    pub optional: bool,
}

/// How far the learner is with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Passed.
    Passed,
    /// The learner is here.
    Current,
    /// Not begun, or begun and left.
    Open,
    /// Left out, or solved by the program.
    Skipped,
}

impl StepState {
    const fn sign(self) -> Sign {
        match self {
            Self::Passed => Sign::Pass,
            Self::Current => Sign::Current,
            Self::Open => Sign::Open,
            Self::Skipped => Sign::Skipped,
        }
    }
}

/// The lines of the list: per chapter its title and count, then its steps, the ids at the right edge.
pub fn render_list(chapters: &[ChapterRow], options: MarkdownOptions) -> Vec<Line> {
    let mut page = Vec::new();
    let number_width = chapters.iter().map(|chapter| Line::plain(&chapter.number).width()).max().unwrap_or(0);
    for (position, chapter) in chapters.iter().enumerate() {
        let follows_steps = position > 0 && chapters[position - 1].open;
        if position > 0 && (chapter.open || follows_steps) {
            page.push(Line::new());
        }
        page.extend(chapter_lines(chapter, number_width, options));
        if chapter.open {
            let width = chapter.steps.iter().map(|step| step.number.len()).max().unwrap_or(0);
            page.extend(chapter.steps.iter().flat_map(|step| step_lines(step, width, options)));
        }
    }
    page
}

fn chapter_lines(chapter: &ChapterRow, number_width: usize, options: MarkdownOptions) -> Vec<Line> {
    let passed = chapter.steps.iter().filter(|step| step.state == StepState::Passed).count();
    let all = chapter.steps.len();
    let count = options.words.get("ui-list-passed", &[("passed", passed.into()), ("all", all.into())]);
    let mut right = Line::new();
    if chapter.minutes > 0 {
        right.push(Label::Dim, &options.words.get("ui-list-minutes", &[("minutes", chapter.minutes.into())]));
        right.push_plain("  ");
    }
    right.push(if passed == all && all > 0 { Label::Pass } else { Label::Dim }, &count);
    let mut head = Line::new();
    head.pad_to(number_width - Line::plain(&chapter.number).width());
    head.push(Label::Dim, &chapter.number);
    head.push_plain("  ");
    columns(&head, &[Span::new(&chapter.title, &[Label::Heading])], right, options.width)
}

fn step_lines(step: &StepRow, number_width: usize, options: MarkdownOptions) -> Vec<Line> {
    let mut head = Line::plain("  ");
    head.push_sign(options.palette.signs(), step.state.sign());
    head.push_plain(" ");
    head.push(Label::Dim, &step.number);
    head.pad_to(options.palette.signs().pick("✓", "ok").chars().count() + 3 + number_width + 2);
    let title: &[Label] = if step.state == StepState::Current { &[Label::Current] } else { &[] };
    let mut spans = vec![Span::new(&step.title, title)];
    for (applies, key) in [(step.optional, "ui-list-optional"), (step.state == StepState::Skipped, "ui-list-skipped")] {
        if applies {
            spans.push(Span::new(&format!(" ({})", options.words.text(key)), &[Label::Dim]));
        }
    }
    columns(&head, &spans, Line::labelled(Label::Dim, &step.id), options.width)
}

/// `head`, a text that hangs under itself when it is long, and something at the right edge of its first line; below
/// the text where the line is too short for both.
fn columns(head: &Line, text: &[Span], right: Line, width: usize) -> Vec<Line> {
    let hanging = Line::plain(&" ".repeat(head.width()));
    let inner = width.saturating_sub(head.width()).max(8);
    let text_width: usize = text.iter().map(Span::width).sum();
    if text_width + 2 + right.width() <= inner {
        let mut line = Line::from(text.to_vec()).after(head);
        line.pad_to(width - right.width());
        line.extend(right);
        return vec![line];
    }
    let mut lines: Vec<Line> = wrap(text, inner).into_iter().chain([right]).map(|line| line.after(&hanging)).collect();
    if let Some(first) = lines.first_mut() {
        *first = wrap(text, inner).into_iter().next().unwrap_or_default().after(head);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::ui::{Palette, Signs};
    use crate::words::Words;

    fn step(number: &str, id: &str, title: &str, state: StepState) -> StepRow {
        StepRow { number: number.to_owned(), id: id.to_owned(), title: title.to_owned(), state, optional: false }
    }

    fn list(width: usize, signs: Signs) -> String {
        let chapter = |number: &str, title: &str, steps, open| ChapterRow {
            number: number.to_owned(),
            title: title.to_owned(),
            minutes: if open { 20 } else { 0 },
            steps,
            open,
        };
        let chapters = [
            chapter("1", "What Docker is", vec![step("1.1", "build", "Build it", StepState::Passed)], false),
            chapter(
                "2",
                "Image and container",
                vec![
                    step("2.1", "edit-is-not-build", "Editing is not building", StepState::Passed),
                    StepRow { optional: true, ..step("2.2", "rebuild", "Build again", StepState::Skipped) },
                    step("2.3", "many-from-one", "Many containers from one image", StepState::Current),
                    step("2.10", "tidy", "Tidy up", StepState::Open),
                ],
                true,
            ),
            chapter("10", "Compose", Vec::new(), false),
        ];
        let palette = Palette::new(false, signs);
        let options = MarkdownOptions { width, palette, words: Words::new(Language::En) };
        render_list(&chapters, options).iter().map(|line| palette.paint(line) + "\n").collect()
    }

    #[test]
    fn steps_show_their_state_and_chapters_their_count() {
        insta::assert_snapshot!(list(64, Signs::Unicode), @r"
     1  What Docker is                                        1 of 1

     2  Image and container                           20 min  1 of 4
      ✓ 2.1   Editing is not building              edit-is-not-build
      ↷ 2.2   Build again (optional) (skipped)               rebuild
      ● 2.3   Many containers from one image           many-from-one
      ○ 2.10  Tidy up                                           tidy

    10  Compose                                               0 of 0
    ");
    }

    #[test]
    fn narrow_and_ascii_terminals_get_the_same_list() {
        insta::assert_snapshot!(list(36, Signs::Ascii), @r"
     1  What Docker is            1 of 1

     2  Image and container
        20 min  1 of 4
      ok 2.1   Editing is not building
               edit-is-not-build
      ~  2.2   Build again (optional)
               (skipped)
               rebuild
      >  2.3   Many containers from one
               image
               many-from-one
      -  2.10  Tidy up              tidy

    10  Compose                   0 of 0
    ");
    }
}
