//! A report about many learners, set for a terminal. Pure: the view in, lines out. Thirty learners and a course of some
//! sixty steps fit 80 columns: a sign a step; where they don't, a number a chapter.

use unicode_width::UnicodeWidthChar;

use super::markdown::MarkdownOptions;
use super::signs::Signs;
use super::style::Label;
use super::text::{Line, Span};
use super::wrap::wrap;
use crate::report::{Class, Stuck, span_words};

/// Those who are stuck that are listed.
const MOST_STUCK: usize = 5;
/// Near misses that are listed.
const MOST_SLIPS: usize = 8;

/// The lines of a report, `columns` wide; [`MarkdownOptions::width`] is that of running text.
pub fn render_class(class: &Class, columns: usize, options: MarkdownOptions) -> Vec<Line> {
    let setter = Setter { class, columns: columns.max(30), options };
    let mut page = setter.head();
    page.extend(setter.matrix());
    page.extend(setter.stuck());
    page.extend(setter.steps());
    page.extend(setter.slips());
    page
}

pub(super) struct Setter<'a> {
    pub(super) class: &'a Class,
    pub(super) columns: usize,
    pub(super) options: MarkdownOptions,
}

impl Setter<'_> {
    pub(super) fn text(&self, key: &str) -> String {
        self.options.words.text(key)
    }

    pub(super) fn signs(&self) -> Signs {
        self.options.palette.signs()
    }

    pub(super) fn span(&self, seconds: u64) -> String {
        span_words(seconds, self.options.words)
    }

    fn heading(&self, key: &str) -> [Line; 2] {
        [Line::new(), Line::labelled(Label::Heading, &self.text(key))]
    }

    pub(super) fn wrapped(&self, label: Label, text: &str) -> Vec<Line> {
        wrap(&[Span::new(text, &[label])], self.columns.min(self.options.width))
    }

    fn head(&self) -> Vec<Line> {
        let (class, overview) = (self.class, &self.class.overview);
        let headline = self.options.words.get(
            "report-headline",
            &[
                ("course", class.title.as_str().into()),
                ("learners", overview.learners.into()),
                ("finished", overview.finished.into()),
                ("median", overview.median.into()),
                ("steps", class.steps.len().into()),
            ],
        );
        let now = class.now.strftime("%Y-%m-%d %H:%M").to_string();
        let mut head = self.wrapped(Label::Title, &headline);
        head.extend(self.wrapped(Label::Dim, &self.options.words.get("report-as-of", &[("now", now.into())])));
        head.push(Line::new());
        head
    }

    fn stuck(&self) -> Vec<Line> {
        let mut page: Vec<Line> = self.heading("report-stuck").into();
        if self.class.stuck.is_empty() {
            page.push(Line::labelled(Label::Dim, &self.text("report-nobody-stuck")));
        }
        for stuck in self.class.stuck.iter().take(MOST_STUCK) {
            page.extend(self.stuck_lines(stuck));
        }
        let more = self.class.stuck.len().saturating_sub(MOST_STUCK);
        if more > 0 {
            page.push(Line::labelled(Label::Dim, &self.options.words.get("report-more", &[("count", more.into())])));
        }
        page
    }

    fn stuck_lines(&self, stuck: &Stuck) -> Vec<Line> {
        let (learner, step) = (&self.class.learners[stuck.learner], &self.class.steps[stuck.column]);
        let label = |key: &str, value: &str| {
            format!(" {} {}{} {value}", self.signs().pick("·", "|"), self.text(key).to_lowercase(), self.colon())
        };
        let mut spans = vec![
            Span::new(&learner.name, &[Label::Strong]),
            Span::new(&format!(" {} {}", step.number, step.title), &[Label::Current]),
            Span::new(&label("report-active", &self.span(stuck.active)), &[]),
            Span::new(&label("report-attempts", &stuck.attempts.to_string()), &[]),
        ];
        if let Some(idle) = stuck.idle {
            spans.push(Span::new(&label("report-idle", &self.span(idle)), &[Label::Dim]));
        }
        let mut page = wrap(&spans, self.columns);
        if let Some(slip) = stuck.slip {
            let says = self.class.slip_says(stuck.column, slip);
            let hanging = Line::plain("  ");
            let lines = wrap(&[Span::new(&says, &[Label::Fail])], self.columns.saturating_sub(2));
            page.extend(lines.into_iter().map(|line| line.after(&hanging)));
        }
        page
    }

    fn colon(&self) -> &'static str {
        if self.options.words.language() == crate::course::Language::Fr { "\u{a0}:" } else { ":" }
    }

    /// A row for each step that anybody reached: the figures that fit, the title in what is left.
    fn steps(&self) -> Vec<Line> {
        let names = ["reached", "passed", "median", "p90", "attempts", "hints", "solutions"];
        let mut rows: Vec<(String, Vec<String>)> = Vec::new();
        for step in self.class.steps.iter().filter(|step| step.reached > 0) {
            let span = |seconds: Option<u64>| seconds.map_or_else(|| "-".to_owned(), |seconds| self.span(seconds));
            let figures = vec![
                step.reached.to_string(),
                step.passed.to_string(),
                span(step.median),
                span(step.p90),
                step.attempts.to_string(),
                step.hints.to_string(),
                step.solutions.to_string(),
            ];
            rows.push((format!("{} {}", step.number, step.title), figures));
        }
        let heads: Vec<String> = names.iter().map(|name| self.text(&format!("report-{name}"))).collect();
        let width_of = |text: &str| Line::plain(text).width();
        let widths: Vec<usize> = (0..heads.len())
            .map(|at| rows.iter().map(|row| width_of(&row.1[at])).chain([width_of(&heads[at])]).max().unwrap_or(0) + 1)
            .collect();
        // The last ones go first when there is no room.
        let mut shown = heads.len();
        while shown > 2 && widths[..shown].iter().sum::<usize>() + 14 > self.columns {
            shown -= 1;
        }
        let figures: usize = widths[..shown].iter().sum();
        let longest = rows.iter().map(|row| width_of(&row.0)).max().unwrap_or(0);
        let title = self.columns.saturating_sub(figures).clamp(8, longest.max(8));
        let mut page: Vec<Line> = self.heading("report-steps").into();
        let row = |label: Label, first: &str, figures: &[String]| {
            let mut line = Line::labelled(label, &cut(first, title, self.signs()));
            line.pad_to(title);
            for (figure, width) in figures.iter().zip(&widths).take(shown) {
                line.push_plain(&" ".repeat(width.saturating_sub(width_of(figure))));
                line.push(label, figure);
            }
            line
        };
        page.push(row(Label::Dim, "", &heads));
        page.extend(rows.iter().map(|(first, figures)| row(Label::Block, first, figures)));
        page
    }

    fn slips(&self) -> Vec<Line> {
        let steps = self.class.steps.iter();
        let mut all: Vec<_> = steps.flat_map(|step| step.slips.iter().map(move |slip| (step, slip))).collect();
        all.sort_by_key(|(_, slip)| std::cmp::Reverse(slip.count));
        if all.is_empty() {
            return Vec::new();
        }
        let mut page: Vec<Line> = self.heading("report-slips").into();
        for (step, slip) in all.into_iter().take(MOST_SLIPS) {
            let mut head = Line::labelled(Label::Strong, &format!("{:>4}{} ", slip.count, self.signs().pick("×", "x")));
            head.push(Label::Dim, &format!("{:<5}", step.number));
            let hanging = Line::plain(&" ".repeat(head.width()));
            let lines = wrap(&[Span::new(&slip.says, &[])], self.columns.saturating_sub(head.width()).max(10));
            let first = std::iter::once(&head).chain(std::iter::repeat(&hanging));
            page.extend(lines.into_iter().zip(first).map(|(line, head)| line.after(head)));
        }
        page
    }
}

/// A text of at most `width` columns: longer ones end in an ellipsis.
pub(super) fn cut(text: &str, width: usize, signs: Signs) -> String {
    let cleaned: String = Line::plain(text).spans().iter().map(Span::text).collect();
    if Line::plain(&cleaned).width() <= width {
        return cleaned;
    }
    let end = signs.pick("…", "~");
    let mut used = 0;
    let fits = |character: &char| {
        used += character.width().unwrap_or(0);
        used < width
    };
    cleaned.chars().take_while(fits).collect::<String>() + end
}
