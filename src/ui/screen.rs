//! What the session shows: text that scrolls away as in any terminal, and below it a live block (checks, what is open,
//! the line of keys) that is redrawn in place. Owns raw mode, and gives the terminal back on every way out.

use std::io;

use super::keys::Keys;
use super::live::{Live, Size};
use super::output::Ui;
use super::raw_mode::RawMode;
use super::text::Line;

/// The terminal of a session.
pub struct Screen<'a> {
    ui: &'a Ui,
    raw: Option<RawMode>,
    live: Live,
    block: Vec<Line>,
    scripted: bool,
}

impl<'a> Screen<'a> {
    /// Takes the terminal: raw mode, no cursor. Dropping the screen gives it back.
    pub fn open(ui: &'a Ui) -> io::Result<Self> {
        let raw = Some(RawMode::enter(ui.can_move_cursor())?);
        Ok(Self { ui, raw, live: Live::default(), block: Vec::new(), scripted: false })
    }

    /// Without a terminal, for tests: everything is printed one after the other.
    pub fn scripted(ui: &'a Ui) -> Self {
        Self { ui, raw: None, live: Live::default(), block: Vec::new(), scripted: true }
    }

    /// Where it prints.
    pub fn ui(&self) -> &'a Ui {
        self.ui
    }

    /// Prints lines above the live block; they stay. While the screen is open this is the way for all text, warnings
    /// ([`warning_page`](super::warning_page)) included: what [`Ui`] prints by itself would land in the block.
    pub fn print(&mut self, page: &[Line]) {
        self.draw(page);
    }

    /// Prints lines above and shows another block below them, in one go.
    pub fn update(&mut self, page: &[Line], block: Vec<Line>) {
        if page.is_empty() {
            return self.show(block);
        }
        let changed = block != self.block;
        self.block = block;
        self.draw(page);
        if changed && !self.ui.can_move_cursor() {
            self.draw(&[]);
        }
    }

    /// Shows another live block, its last line being the line of keys.
    pub fn show(&mut self, block: Vec<Line>) {
        if block != self.block {
            self.block = block;
            self.draw(&[]);
        }
    }

    /// Draws the block again: after [`Key::Resize`](super::Key::Resize) or Ctrl+L. The caller may
    /// [`show`](Self::show) one set for the new width first.
    pub fn redraw(&mut self) {
        if let Some(raw) = &self.raw
            && let Err(error) = raw.renew()
        {
            self.ui.keep(error);
        }
        if self.ui.can_move_cursor() {
            let erased = self.live.erase(self.size());
            let drawn = self.live.draw(&[], &self.block, self.ui.palette(), self.size());
            self.ui.raw(&(erased + &drawn));
        }
    }

    /// Prints the block once and for all, and goes on below it with none.
    pub fn settle(&mut self) {
        let left = self.live.leave();
        self.ui.raw(&left);
        self.block.clear();
    }

    /// Gives the terminal to a prompt or a shell: no raw mode, no block, no reading of keys.
    pub fn suspend(&mut self, keys: &mut Keys) {
        keys.suspend();
        if self.ui.can_move_cursor() {
            let erased = self.live.erase(self.size());
            self.ui.raw(&erased);
        }
        self.raw = None;
    }

    /// Takes the terminal back and draws the block again, below whatever was printed meanwhile.
    pub fn resume(&mut self, keys: &mut Keys) -> io::Result<()> {
        if !self.scripted {
            self.raw = Some(RawMode::enter(self.ui.can_move_cursor())?);
        }
        keys.resume();
        self.draw(&[]);
        Ok(())
    }

    fn size(&self) -> Size {
        let (columns, rows) = self.ui.size();
        Size { columns, rows }
    }

    fn draw(&mut self, above: &[Line]) {
        if self.ui.can_move_cursor() {
            let drawn = self.live.draw(above, &self.block, self.ui.palette(), self.size());
            self.ui.raw(&drawn);
        } else if above.is_empty() {
            // A terminal that can't go back gets every state below the last.
            self.ui.page(&self.block);
        } else {
            self.ui.page(above);
        }
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        if self.raw.is_some() && self.ui.can_move_cursor() {
            let left = self.live.leave();
            self.ui.raw(&left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::ui::{Key, Palette};

    #[tokio::test]
    async fn without_cursor_moves_every_state_is_printed_once() {
        let (ui, captured) = Ui::captured(Language::En, 40, Palette::plain());
        let mut screen = Screen::scripted(&ui);
        let mut keys = Keys::scripted([Key::Enter]);
        screen.print(&[Line::plain("lesson")]);
        screen.show(vec![Line::plain("· one")]);
        screen.show(vec![Line::plain("· one")]);
        screen.update(&[Line::plain("said")], vec![Line::plain("✓ one")]);
        screen.update(&[], vec![Line::plain("✓ one")]);
        screen.suspend(&mut keys);
        screen.resume(&mut keys).unwrap();
        assert_eq!(keys.next().await, Some(Key::Enter));
        assert_eq!(captured.out(), "lesson\n· one\nsaid\n✓ one\n✓ one\n");
        assert!(!captured.out().contains('\u{1b}'));
    }
}
