//! A block of lines at the bottom of the terminal that is drawn again in place. Pure: gives the bytes to write, all at
//! once, so that nothing flickers. No alternate screen: what was printed above stays in the terminal's history.
//!
//! The cursor rests at the end of the block's last line. How many rows to go up is counted from the widths of what was
//! drawn and the size of the terminal now: a terminal that was made narrower has broken those lines meanwhile. A block
//! higher than the terminal runs off its top, where nothing can be redrawn: only then are lines written twice.

use super::style::Palette;
use super::text::Line;
use super::wrap::chop;

/// Columns and rows of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    /// Columns, at least 1.
    pub(super) columns: usize,
    /// Rows, at least 1.
    pub(super) rows: usize,
}

/// What is drawn at the moment.
#[derive(Debug, Default)]
pub(super) struct Live {
    /// Width of every drawn line.
    widths: Vec<usize>,
    /// The lines as drawn, to know whether anything changed.
    painted: Vec<String>,
}

impl Live {
    /// Prints `above` over the block and draws `block` in its place. Nothing to write if nothing changes.
    pub(super) fn draw(&mut self, above: &[Line], block: &[Line], palette: Palette, size: Size) -> String {
        // One column stays free: a line that fills the last one leaves the cursor in between on some terminals.
        let rows: Vec<Line> = block.iter().flat_map(|line| chop(line, size.columns.saturating_sub(1))).collect();
        let widths: Vec<usize> = rows.iter().map(Line::width).collect();
        let painted: Vec<String> = rows.iter().map(|line| palette.paint(line)).collect();
        if above.is_empty() && painted == self.painted && widths == self.widths {
            return String::new();
        }
        let mut out = self.to_top(size);
        if above.is_empty() {
            // Written over, each line cleared behind its text: less to see than clearing first.
            let lines: Vec<String> = painted.iter().map(|line| format!("{line}\x1b[K")).collect();
            out.push_str(&lines.join("\r\n"));
            out.push_str("\x1b[J");
        } else {
            out.push_str("\x1b[J");
            for line in above {
                out.push_str(&palette.paint(line));
                out.push_str("\r\n");
            }
            out.push_str(&painted.join("\r\n"));
        }
        (self.widths, self.painted) = (widths, painted);
        out
    }

    /// Takes the block away.
    pub(super) fn erase(&mut self, size: Size) -> String {
        if self.painted.is_empty() {
            return String::new();
        }
        let out = self.to_top(size) + "\x1b[J";
        *self = Self::default();
        out
    }

    /// Leaves the block where it is, and the cursor on a line of its own.
    pub(super) fn leave(&mut self) -> String {
        let line_break = if self.painted.is_empty() { "" } else { "\r\n" };
        *self = Self::default();
        line_break.to_owned()
    }

    /// Moves the cursor to the first cell of the block, or of the screen if it begins above.
    fn to_top(&self, size: Size) -> String {
        let columns = size.columns.max(1);
        let rows: usize = self.widths.iter().map(|width| width.div_ceil(columns).max(1)).sum();
        match rows.saturating_sub(1).min(size.rows.saturating_sub(1)) {
            0 => "\r".to_owned(),
            up => format!("\r\x1b[{up}A"),
        }
    }
}

#[cfg(test)]
#[path = "live_tests.rs"]
mod tests;
