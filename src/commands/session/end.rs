//! After the last step: the page with what the learner knows now, a screenful at a time. `n` brings it, and its next part.

use std::collections::VecDeque;

use crate::error::CommandError;
use crate::progress::export::Page;
use crate::ui::Line;

use super::super::{export, summary};
use super::Session;
use super::block::Ending;

/// Rows that the block below needs, and a blank one above it.
const BLOCK: usize = 7;

impl Session<'_> {
    /// Whether every step has passed that the course can't be finished without.
    pub(super) fn ending(&self) -> Result<Ending, CommandError> {
        Ok(if summary::is_finished(self.services)? { Ending::Ready } else { Ending::Open })
    }

    /// Goes on where no step follows.
    pub(super) fn go_on_at_the_end(&mut self) -> Result<(), CommandError> {
        if self.view.end == Ending::Open {
            self.view.end = self.ending()?;
        }
        if self.view.end == Ending::Open {
            let text = self.services.words().text("session-steps-open");
            self.tell(&text);
            return Ok(());
        }
        if self.end.is_empty() {
            let page = Page::of(&export::make(self.services, None)?, self.services.words());
            let rows = self.screen.ui().size().1;
            self.end = screenfuls(summary::parts(self.services, &page), rows.saturating_sub(BLOCK));
        }
        if let Some(part) = self.end.pop_front() {
            let mut lines = vec![Line::new()];
            lines.extend(part);
            self.print(&lines);
        }
        self.view.end = if self.end.is_empty() { Ending::Shown } else { Ending::More };
        Ok(())
    }
}

/// Parts put together as long as they fit in so many rows.
fn screenfuls(parts: Vec<Vec<Line>>, rows: usize) -> VecDeque<Vec<Line>> {
    let mut screens: VecDeque<Vec<Line>> = VecDeque::new();
    for part in parts {
        match screens.back_mut() {
            Some(screen) if screen.len() + part.len() <= rows => screen.extend(part),
            _ => screens.push_back(part),
        }
    }
    screens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_share_a_screen_as_long_as_they_fit() {
        let part = |lines: usize| vec![Line::plain("x"); lines];
        let sizes = |rows| -> Vec<usize> {
            let parts = vec![part(8), part(3), part(3), part(20), part(1)];
            screenfuls(parts, rows).iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(40), [35]);
        assert_eq!(sizes(17), [14, 20, 1]);
        assert_eq!(sizes(5), [8, 3, 3, 20, 1]);
        assert_eq!(sizes(0), [8, 3, 3, 20, 1]);
    }
}
