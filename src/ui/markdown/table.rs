//! Tables: columns as wide as they need; cells are wrapped when the line is too short; where even that does not fit,
//! every row becomes a short list of `heading: cell`.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::Renderer;
use crate::ui::signs::Signs;
use crate::ui::style::Label;
use crate::ui::text::{Line, Span};
use crate::ui::wrap::{longest_word, wrap};

/// Columns between two cells.
const GAP: usize = 2;

type Cell = Vec<Span>;

/// A table as read.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
}

/// Reads a table up to its end.
pub(super) fn read(renderer: &mut Renderer<'_>, alignments: Vec<Alignment>) -> Table {
    let mut table = Table { alignments, head: Vec::new(), rows: Vec::new() };
    let mut row = Vec::new();
    let mut in_head = false;
    while let Some(event) = renderer.events.next() {
        match event {
            Event::Start(Tag::TableHead) => in_head = true,
            Event::Start(Tag::TableCell) => {
                let labels: &[Label] = if in_head { &[Label::Strong] } else { &[] };
                row.push(renderer.inline(labels).concat());
            }
            Event::End(TagEnd::TableHead) => {
                table.head = std::mem::take(&mut row);
                in_head = false;
            }
            Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    table
}

fn width(cell: &Cell) -> usize {
    cell.iter().map(Span::width).sum()
}

impl Table {
    /// The table's lines within `available` columns.
    pub(super) fn lines(&self, available: usize, signs: Signs) -> Vec<Line> {
        let Some(widths) = self.widths(available) else { return self.records(available) };
        let mut lines = self.row(&self.head, &widths);
        let mut rule = Line::new();
        for (number, width) in widths.iter().enumerate() {
            if number > 0 {
                rule.push_plain(&" ".repeat(GAP));
            }
            rule.push(Label::Dim, &signs.pick("─", "-").repeat(*width));
        }
        lines.push(rule);
        lines.extend(self.rows.iter().flat_map(|row| self.row(row, &widths)));
        lines
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &Cell> {
        std::iter::once(&self.head).chain(&self.rows).filter_map(move |row| row.get(column))
    }

    /// Widths of the columns; `None` if words would have to be cut.
    fn widths(&self, available: usize) -> Option<Vec<usize>> {
        let columns = self.head.len();
        let widest = |of: &dyn Fn(&Cell) -> usize, column| self.cells(column).map(of).max().unwrap_or(0).max(1);
        let mut widths: Vec<usize> = (0..columns).map(|column| widest(&width, column)).collect();
        let room = available.checked_sub(GAP * columns.saturating_sub(1))?;
        let share = room / columns.max(1);
        let least: Vec<usize> =
            (0..columns).map(|column| widest(&|cell| longest_word(cell, share.max(12)), column)).collect();
        while widths.iter().sum::<usize>() > room {
            let slack = |column: &usize| widths[*column].saturating_sub(least[*column]);
            let column = (0..columns).filter(|column| slack(column) > 0).max_by_key(|column| widths[*column])?;
            widths[column] -= 1;
        }
        Some(widths)
    }

    fn row(&self, row: &[Cell], widths: &[usize]) -> Vec<Line> {
        let cells: Vec<Vec<Line>> = row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let mut lines = vec![Line::new(); height];
        for (number, line) in lines.iter_mut().enumerate() {
            let mut start = 0;
            for (column, width) in widths.iter().enumerate() {
                line.pad_to(start);
                if let Some(part) = cells.get(column).and_then(|cell| cell.get(number)).cloned() {
                    if self.alignments.get(column) == Some(&Alignment::Right) {
                        line.pad_to(start + width.saturating_sub(part.width()));
                    }
                    line.extend(part);
                }
                start += width + GAP;
            }
        }
        lines
    }

    fn records(&self, available: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 {
                lines.push(Line::new());
            }
            for (head, cell) in self.head.iter().zip(row) {
                let mut spans = head.clone();
                if width(head) > 0 {
                    spans.push(Span::new(": ", &[]));
                }
                spans.extend(cell.iter().cloned());
                lines.extend(wrap(&spans, available));
            }
        }
        lines
    }
}
