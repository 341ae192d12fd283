//! The matrix of a report on a terminal: a row for each learner, a sign for each step or a number for each chapter.

use super::class::{Setter, cut};
use super::signs::Signs;
use super::style::Label;
use super::text::Line;
use crate::progress::export::Standing;
use crate::report::{Cell, LearnerView};

/// Columns that names take at most.
const WIDEST_NAME: usize = 28;
/// Nor are names ever narrower than this.
const NARROWEST_NAME: usize = 6;

impl Setter<'_> {
    /// Columns of the longest name and its mark, within bounds.
    fn longest_name(&self) -> usize {
        let longest = self.class.learners.iter().map(|learner| Line::plain(&learner.name).width() + 1).max();
        longest.unwrap_or(0).clamp(NARROWEST_NAME, WIDEST_NAME)
    }

    /// A row for each learner.
    pub(super) fn matrix(&self) -> Vec<Line> {
        let steps = self.class.steps.len();
        let count = format!("{steps}/{steps}").len();
        let room = self.columns.saturating_sub(steps + count + 2);
        if room >= NARROWEST_NAME.max(self.longest_name().min(10)) {
            self.by_step(room.min(self.longest_name()), count)
        } else {
            self.by_chapter()
        }
    }

    fn by_step(&self, width: usize, count: usize) -> Vec<Line> {
        let mut numbers = Line::plain(&" ".repeat(width + 1));
        for (index, chapter) in self.class.chapters.iter().enumerate() {
            let room = chapter.columns.len();
            let mut number: String = chapter.number.chars().take(room.saturating_sub(1).max(1)).collect();
            number.extend(std::iter::repeat_n(' ', room.saturating_sub(number.chars().count())));
            numbers.push(if index % 2 == 0 { Label::Strong } else { Label::Dim }, &number);
        }
        let mut page = vec![numbers];
        page.extend(self.class.learners.iter().map(|learner| {
            let mut line = self.name(learner, width);
            for column in 0..self.class.steps.len() {
                let (label, sign) = look(learner.cell(column), self.signs());
                line.push(label, sign);
            }
            line.push_plain(" ");
            let passed = format!("{}/{}", learner.passed, self.class.steps.len());
            line.push_plain(&" ".repeat(count.saturating_sub(passed.len())));
            line.push(if learner.finished { Label::Pass } else { Label::Dim }, &passed);
            line
        }));
        page.push(self.legend());
        page
    }

    fn legend(&self) -> Line {
        let mut line = Line::new();
        for (state, solution, key) in [
            (Standing::Passed, false, "report-key-passed"),
            (Standing::Passed, true, "report-key-solution"),
            (Standing::Current, false, "report-key-current"),
            (Standing::Seen, false, "report-key-seen"),
        ] {
            let (label, sign) = sign_of(state, solution, self.signs());
            line.push(label, sign);
            line.push(Label::Dim, &format!(" {}   ", self.text(key)));
        }
        line
    }

    fn by_chapter(&self) -> Vec<Line> {
        let (class, all) = (self.class, self.class.steps.len());
        let cells: Vec<usize> =
            class.chapters.iter().map(|chapter| chapter.columns.len().to_string().len() + 1).collect();
        let chapters: usize = cells.iter().sum();
        let figures = [self.text("report-passed"), self.text("report-active"), self.text("report-attempts")];
        let widths: Vec<usize> = figures.iter().map(|figure| Line::plain(figure).width().max(7) + 1).collect();
        // Figures go first where there is no room.
        let mut shown = figures.len();
        while shown > 0 && NARROWEST_NAME + 8 + chapters + widths[..shown].iter().sum::<usize>() > self.columns {
            shown -= 1;
        }
        let used = chapters + widths[..shown].iter().sum::<usize>() + 1;
        let width = self.columns.saturating_sub(used).clamp(NARROWEST_NAME, self.longest_name());
        let mut head = Line::plain(&" ".repeat(width + 1));
        for (chapter, room) in class.chapters.iter().zip(&cells) {
            let number: String = chapter.number.chars().take(*room).collect();
            head.push(Label::Strong, &format!("{number:>room$}"));
        }
        let right = |line: &mut Line, label: Label, text: &str, width: usize| {
            line.push_plain(&" ".repeat(width.saturating_sub(Line::plain(text).width())));
            line.push(label, text);
        };
        for (figure, width) in figures.iter().zip(&widths).take(shown) {
            right(&mut head, Label::Dim, figure, *width);
        }
        let mut page = vec![head];
        page.extend(class.learners.iter().map(|learner| {
            let mut line = self.name(learner, width);
            for (chapter, room) in class.chapters.iter().zip(&cells) {
                let (label, sign) = self.chapter_sign(learner, chapter.columns.clone());
                right(&mut line, label, &sign, *room);
            }
            let passed = if learner.finished { Label::Pass } else { Label::Block };
            let own = [
                (passed, format!("{}/{all}", learner.passed)),
                (Label::Block, self.span(learner.active)),
                (Label::Block, learner.attempts.to_string()),
            ];
            for ((label, figure), width) in own.iter().zip(&widths).take(shown) {
                right(&mut line, *label, figure, *width);
            }
            line
        }));
        page.extend(self.wrapped(Label::Dim, &self.text("report-chapters-only")));
        page
    }

    /// How many steps of a chapter have passed; a sign if none was reached.
    fn chapter_sign(&self, learner: &LearnerView, columns: std::ops::Range<usize>) -> (Label, String) {
        let cells: Vec<&Cell> = columns.clone().filter_map(|column| learner.cell(column)).collect();
        let passed = cells.iter().filter(|cell| cell.state == Standing::Passed).count();
        let is_here = cells.iter().any(|cell| cell.state == Standing::Current);
        match passed {
            _ if cells.is_empty() => (Label::Dim, self.signs().pick("·", ".").to_owned()),
            all if all == columns.len() => (Label::Pass, all.to_string()),
            some if is_here => (Label::Current, some.to_string()),
            some => (Label::Strong, some.to_string()),
        }
    }

    /// A name, cut to a width, marked if there is something to say of its file.
    fn name(&self, learner: &LearnerView, width: usize) -> Line {
        let mark = if learner.marks.is_empty() { "" } else { "*" };
        let mut line = Line::plain(&cut(&learner.name, width - mark.len(), self.signs()));
        line.push(Label::Warning, mark);
        line.pad_to(width + 1);
        line
    }
}

fn look(cell: Option<&Cell>, signs: Signs) -> (Label, &'static str) {
    cell.map_or((Label::Dim, signs.pick("·", ".")), |cell| sign_of(cell.state, cell.solution, signs))
}

const fn sign_of(state: Standing, solution: bool, signs: Signs) -> (Label, &'static str) {
    match state {
        Standing::Passed if solution => (Label::Warning, signs.pick("▣", "s")),
        Standing::Passed => (Label::Pass, signs.pick("■", "#")),
        Standing::Current => (Label::Current, signs.pick("●", ">")),
        Standing::Seen => (Label::Strong, signs.pick("○", "o")),
        Standing::Open => (Label::Dim, signs.pick("·", ".")),
    }
}
