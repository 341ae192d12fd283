use unicode_width::UnicodeWidthChar;

use super::*;

/// As much of a terminal as the block needs: text, CR, LF, cursor up, clear to the end of line and of screen.
struct Terminal {
    size: Size,
    cells: Vec<Vec<char>>,
    history: Vec<String>,
    row: usize,
    column: usize,
}

impl Terminal {
    fn new(columns: usize, rows: usize) -> Self {
        let cells = vec![vec![' '; columns]; rows];
        Self { size: Size { columns, rows }, cells, history: Vec::new(), row: 0, column: 0 }
    }

    fn line_feed(&mut self) {
        self.row += 1;
        if self.row == self.size.rows {
            let gone: String = self.cells.remove(0).into_iter().collect();
            self.history.push(gone.trim_end().to_owned());
            self.cells.push(vec![' '; self.size.columns]);
            self.row -= 1;
        }
    }

    fn write(&mut self, text: &str) {
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            match c {
                '\r' => self.column = 0,
                '\n' => self.line_feed(),
                '\u{1b}' => {
                    assert_eq!(characters.next(), Some('['));
                    let sequence: String = characters.by_ref().take_while(char::is_ascii_digit).collect();
                    // `take_while` has taken the final byte with it; it is the one before what is left.
                    let rest = characters.as_str();
                    let end = text.len() - rest.len();
                    match &text[end - 1..end] {
                        "A" => self.row -= sequence.parse::<usize>().unwrap().min(self.row),
                        "K" => self.cells[self.row][self.column..].fill(' '),
                        "J" => {
                            self.cells[self.row][self.column..].fill(' ');
                            self.cells[self.row + 1..].iter_mut().for_each(|row| row.fill(' '));
                        }
                        other => panic!("unknown sequence {other}"),
                    }
                }
                c => {
                    if self.column + c.width().unwrap_or(0) > self.size.columns {
                        self.column = 0;
                        self.line_feed();
                    }
                    self.cells[self.row][self.column] = c;
                    self.column += c.width().unwrap_or(0);
                }
            }
        }
    }

    fn screen(&self) -> String {
        let rows: Vec<String> =
            self.cells.iter().map(|row| row.iter().collect::<String>().trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    }
}

fn page(text: &str) -> Vec<Line> {
    text.lines().map(Line::plain).collect()
}

fn draw(live: &mut Live, terminal: &mut Terminal, above: &str, block: &str) -> String {
    let bytes = live.draw(&page(above), &page(block), Palette::plain(), terminal.size);
    terminal.write(&bytes);
    bytes
}

#[test]
fn the_block_is_redrawn_in_place_and_text_goes_above_it() {
    let (mut live, mut terminal) = (Live::default(), Terminal::new(20, 10));
    draw(&mut live, &mut terminal, "lesson", "· one\n· two\nkeys");
    assert_eq!(terminal.screen(), "lesson\n· one\n· two\nkeys");
    draw(&mut live, &mut terminal, "", "✓ one\nkeys");
    assert_eq!(terminal.screen(), "lesson\n✓ one\nkeys");
    draw(&mut live, &mut terminal, "hint\n\nmore", "✓ one\n✗ two\nkeys");
    assert_eq!(terminal.screen(), "lesson\nhint\n\nmore\n✓ one\n✗ two\nkeys");
    let erased = live.erase(terminal.size);
    terminal.write(&erased);
    assert_eq!(terminal.screen(), "lesson\nhint\n\nmore");
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let (mut live, mut terminal) = (Live::default(), Terminal::new(20, 10));
    draw(&mut live, &mut terminal, "", "a\nb");
    assert_eq!(draw(&mut live, &mut terminal, "", "a\nb"), "");
}

#[test]
fn shorter_lines_leave_nothing_of_longer_ones() {
    let (mut live, mut terminal) = (Live::default(), Terminal::new(12, 6));
    draw(&mut live, &mut terminal, "", "long line\nlong line\nlong line, that wraps");
    draw(&mut live, &mut terminal, "", "a\nb");
    assert_eq!(terminal.screen(), "a\nb");
}

#[test]
fn a_terminal_made_narrower_counts_the_broken_lines() {
    let mut live = Live::default();
    live.draw(&[], &page("0123456789012345678\nend"), Palette::plain(), Size { columns: 20, rows: 10 });
    let bytes = live.draw(&[], &page("x"), Palette::plain(), Size { columns: 10, rows: 10 });
    assert!(bytes.starts_with("\r\u{1b}[2A"), "{bytes:?}");
}

#[test]
fn a_block_higher_than_the_terminal_leaves_its_end_on_the_screen() {
    let (mut live, mut terminal) = (Live::default(), Terminal::new(40, 4));
    draw(&mut live, &mut terminal, "", "1\n2\n3\n4\n5\nkeys");
    assert_eq!(terminal.screen(), "3\n4\n5\nkeys");
    draw(&mut live, &mut terminal, "", "done\nkeys");
    assert_eq!(terminal.screen(), "done\nkeys");
    draw(&mut live, &mut terminal, "said", "1\n2\n3\n4\n5\nkeys");
    assert_eq!(terminal.screen(), "3\n4\n5\nkeys");
    assert!(terminal.history.contains(&"said".to_owned()));
}

#[test]
fn the_smallest_terminals_do_not_break() {
    for (columns, rows) in [(1, 1), (2, 2), (3, 1)] {
        let mut live = Live::default();
        let size = Size { columns, rows };
        live.draw(&page("above"), &page("日本 text"), Palette::plain(), size);
        assert!(live.draw(&[], &page("x"), Palette::plain(), size).ends_with("\u{1b}[J"));
    }
}
