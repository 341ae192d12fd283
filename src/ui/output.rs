//! Standard output and standard error, as one value that commands are given: how wide, which colours, which language,
//! interactive or not. Takes lines and values, gives nothing back.
//!
//! What is printed can't fail a command. When the reader of a pipe is gone, everything after is dropped and
//! [`Ui::is_closed`] says so; any other failure to write is kept for [`Ui::finish`].

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use console::Term;
use serde::Serialize;

use super::captured::{Buffer, Captured};
use super::diagnostic::render_diagnostic;
use super::markdown::{self, MarkdownOptions};
use super::message::{error_page, warning_page};
use super::raw_mode::is_raw;
use super::signs::Sign;
use super::style::{ColorChoice, Label, Palette, Surroundings};
use super::text::{Line, lines};
use crate::course::{Diagnostic, Language};
use crate::words::Words;

/// Columns where there is no terminal to ask.
const DEFAULT_COLUMNS: usize = 80;
/// Text is never set wider than this.
const MAX_TEXT_WIDTH: usize = 80;
/// Nor narrower: below, the terminal itself breaks the lines.
const MIN_TEXT_WIDTH: usize = 20;

/// What the command line says about output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UiOptions {
    /// `--color`.
    pub color: ColorChoice,
    /// Language of the fixed words.
    pub language: Language,
    /// `--json`: one object on standard output and nothing else.
    pub json: bool,
}

struct Stream {
    writer: Mutex<Box<dyn Write + Send>>,
    palette: Palette,
    is_terminal: bool,
}

/// Where everything is printed.
pub struct Ui {
    out: Stream,
    err: Stream,
    words: Words,
    columns: Option<usize>,
    interactive: bool,
    dumb: bool,
    json: bool,
    closed: AtomicBool,
    failure: Mutex<Option<io::Error>>,
}

impl Ui {
    /// This process's own streams. Interactive: both ends are terminals, and `--json` is not wanted.
    pub fn from_env(options: UiOptions) -> Self {
        let surroundings = Surroundings::from_env();
        let stream = |writer: Box<dyn Write + Send>, is_terminal: bool| Stream {
            writer: Mutex::new(writer),
            palette: Palette::detect(options.color, &surroundings, is_terminal),
            is_terminal,
        };
        let (out, err) = (io::stdout(), io::stderr());
        let (out_terminal, err_terminal) = (out.is_terminal(), err.is_terminal());
        Self {
            out: stream(Box::new(out), out_terminal),
            err: stream(Box::new(err), err_terminal),
            words: Words::new(options.language),
            columns: None,
            interactive: io::stdin().is_terminal() && out_terminal && !options.json,
            dumb: surroundings.dumb,
            json: options.json,
            closed: AtomicBool::new(false),
            failure: Mutex::new(None),
        }
    }

    /// Streams kept in memory, for tests: `columns` wide, with this palette, not interactive.
    pub fn captured(language: Language, columns: usize, palette: Palette) -> (Self, Captured) {
        let captured = Captured::default();
        let stream =
            |buffer: &Buffer| Stream { writer: Mutex::new(Box::new(buffer.clone())), palette, is_terminal: false };
        let ui = Self {
            out: stream(&captured.out),
            err: stream(&captured.err),
            words: Words::new(language),
            columns: Some(columns),
            interactive: false,
            dumb: true,
            json: false,
            closed: AtomicBool::new(false),
            failure: Mutex::new(None),
        };
        (ui, captured)
    }

    /// The same with `--json` on or off.
    #[must_use]
    pub fn with_json(self, json: bool) -> Self {
        Self { json, interactive: self.interactive && !json, ..self }
    }

    /// The fixed words in the language in use.
    pub fn words(&self) -> Words {
        self.words
    }

    /// The palette of standard output.
    pub fn palette(&self) -> Palette {
        self.out.palette
    }

    /// The palette of standard error.
    pub fn error_palette(&self) -> Palette {
        self.err.palette
    }

    /// Whether someone is there to answer.
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Whether `--json` is on.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Whether standard output understands cursor moves.
    pub fn can_move_cursor(&self) -> bool {
        self.out.is_terminal && !self.dumb
    }

    /// Whether standard error understands cursor moves: transfers draw their bars there.
    pub fn can_draw_bars(&self) -> bool {
        self.err.is_terminal && !self.dumb && !self.json
    }

    /// Columns and rows at this moment, never zero.
    pub fn size(&self) -> (usize, usize) {
        let asked = Term::stdout().size_checked().filter(|_| self.out.is_terminal);
        let (rows, columns) = asked.map_or((24, DEFAULT_COLUMNS), |(rows, columns)| (rows.into(), columns.into()));
        let known = |value: usize, default: usize| if value == 0 { default } else { value };
        (self.columns.unwrap_or(known(columns, DEFAULT_COLUMNS)), known(rows, 24))
    }

    /// Columns to set text in.
    pub fn text_width(&self) -> usize {
        self.size().0.clamp(MIN_TEXT_WIDTH, MAX_TEXT_WIDTH)
    }

    /// How Markdown is set on standard output.
    pub fn markdown_options(&self) -> MarkdownOptions {
        MarkdownOptions { width: self.text_width(), palette: self.out.palette, words: self.words }
    }

    /// Prints lines on standard output. Nothing with `--json`.
    pub fn page(&self, page: &[Line]) {
        if !self.json {
            self.write_lines(&self.out, page);
        }
    }

    /// Prints one line on standard output. Nothing with `--json`.
    pub fn line(&self, line: &Line) {
        self.page(std::slice::from_ref(line));
    }

    /// Prints a text without labels, line by line as it is. Nothing with `--json`.
    pub fn say(&self, text: &str) {
        let page: Vec<Line> = if text.is_empty() { vec![Line::new()] } else { text.lines().map(Line::plain).collect() };
        self.page(&page);
    }

    /// Prints Markdown. Nothing with `--json`.
    pub fn markdown(&self, text: &str) {
        self.page(&markdown::render(text, self.markdown_options()));
    }

    /// Prints a sign and what it is about. Nothing with `--json`.
    pub fn status(&self, sign: Sign, text: &str) {
        let mut line = Line::new();
        line.push_sign(self.out.palette.signs(), sign);
        line.push_plain(" ");
        line.push_plain(text);
        self.line(&line);
    }

    /// Prints a remark on standard error: what goes on, beside the result.
    pub fn note(&self, text: &str) {
        self.write_lines(&self.err, &lines(Label::Dim, text));
    }

    /// Prints `warning: …` on standard error.
    pub fn warning(&self, text: &str) {
        self.write_lines(&self.err, &warning_page(text, self.words));
    }

    /// Prints `error: …` on standard error, then `caused by:` for every further line of `said`, then `hint:` lines.
    pub fn error(&self, said: &[String], hints: &[String]) {
        let page = error_page(said, hints, self.words);
        self.write_lines(&self.err, &page);
    }

    /// Prints what is wrong with a course file on standard output; `text` is the file's. Nothing with `--json`.
    pub fn diagnostic(&self, diagnostic: &Diagnostic, text: &str) {
        if !self.json {
            let shown = render_diagnostic(diagnostic, text, self.out.palette.is_colored());
            self.write(&self.out, &format!("{shown}\n\n"));
        }
    }

    /// Prints what is wrong with a course file on standard error.
    pub fn error_diagnostic(&self, diagnostic: &Diagnostic, text: &str) {
        let shown = render_diagnostic(diagnostic, text, self.err.palette.is_colored());
        self.write(&self.err, &format!("{shown}\n\n"));
    }

    /// Prints one JSON object, indented, on standard output.
    pub fn json(&self, value: &impl Serialize) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.write(&self.out, &format!("{text}\n")),
            Err(error) => self.keep(io::Error::other(error)),
        }
    }

    /// Writes data on standard output as it is; cleaned when that is a terminal.
    pub fn data(&self, data: &[u8]) {
        if self.out.is_terminal {
            self.write(&self.out, &super::sanitize::clean(&String::from_utf8_lossy(data)));
        } else {
            self.write_bytes(&self.out, data);
        }
    }

    /// Writes to standard output what only this module may: text that moves the cursor.
    pub(super) fn raw(&self, text: &str) {
        self.write(&self.out, text);
    }

    /// Whether the reader of a stream is gone: the command may stop, and ends with exit code 0.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// What went wrong while printing, if anything did. A reader that is gone is no failure.
    pub fn finish(&self) -> io::Result<()> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
        failure.map_or(Ok(()), Err)
    }

    /// Prints a line on standard error: the plain form of a transfer's bars.
    pub(super) fn progress_line(&self, line: &Line) {
        self.write_lines(&self.err, std::slice::from_ref(line));
    }

    fn write_lines(&self, stream: &Stream, page: &[Line]) {
        let painted: String = page.iter().map(|line| stream.palette.paint(line) + "\n").collect();
        self.write(stream, &painted);
    }

    fn write(&self, stream: &Stream, text: &str) {
        if stream.is_terminal && is_raw() {
            // Nobody adds the carriage returns in raw mode; those already there stay single.
            self.write_bytes(stream, text.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes());
        } else {
            self.write_bytes(stream, text.as_bytes());
        }
    }

    fn write_bytes(&self, stream: &Stream, bytes: &[u8]) {
        if self.is_closed() {
            return;
        }
        let mut writer = stream.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = writer.write_all(bytes).and_then(|()| writer.flush()) {
            self.keep(error);
        }
    }

    pub(super) fn keep(&self, error: io::Error) {
        if error.kind() == io::ErrorKind::BrokenPipe {
            self.closed.store(true, Ordering::Relaxed);
        } else {
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }
}

#[cfg(test)]
#[path = "output_tests.rs"]
mod tests;
