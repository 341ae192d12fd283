//! The block at the bottom of the screen: how the checks stand, the first thing to mend, what is asked, the keys. Pure.

use crate::session::{Phase, Question, Sight, State};
use crate::ui::markdown::{self, MarkdownOptions};
use crate::ui::{CheckView, Label, Line, ReportView, Sign, key_bar, render_report};

/// Rows that the report is given at least, however low the terminal is.
const LEAST_REPORT: usize = 3;

/// What stands in the block besides the state.
#[derive(Debug, Default)]
pub(super) struct BlockView {
    /// The last report to show.
    pub(super) report: Option<ReportView>,
    /// The engine's trouble, in words, as Markdown; what mends it.
    pub(super) trouble: Option<String>,
    /// Something is being waited for: a setup, a check that may still come true.
    pub(super) waiting: Option<String>,
    /// When the learner last asked for a look.
    pub(super) looked_at: Option<String>,
    /// Whether to mention the hints.
    pub(super) stuck: bool,
    /// Whether a question of the step is open.
    pub(super) asks: bool,
    /// Whether the debrief stands above.
    pub(super) debriefed: bool,
    /// Title of the next step, once this one passed.
    pub(super) next: Option<String>,
}

/// The lines of the block, at most `rows` of them, and whether the report was cut.
pub(super) fn block(state: &State, view: &BlockView, options: MarkdownOptions, rows: usize) -> (Vec<Line>, bool) {
    let below = below(state, view, options);
    let room = rows.saturating_sub(below.len() + 2).max(LEAST_REPORT);
    let (above, cut) = above(state, view, options, room);
    let mut lines = vec![Line::new()];
    lines.extend(above);
    for part in [below, vec![key_bar(&keys(state, view), options.width, options.words)]] {
        if !part.is_empty() {
            lines.push(Line::new());
            lines.extend(part);
        }
    }
    // On a very low terminal the blank lines go first.
    while lines.len() + 1 > rows {
        let Some(blank) = lines.iter().position(Line::is_empty) else { break };
        lines.remove(blank);
    }
    (lines, cut)
}

fn above(state: &State, view: &BlockView, options: MarkdownOptions, room: usize) -> (Vec<Line>, bool) {
    if state.engine == Sight::Gone {
        let lines = view.trouble.iter().flat_map(|trouble| hanging(trouble, &sign(Sign::Unknown, options), options));
        return (lines.collect(), false);
    }
    if state.phase == Phase::Passed && view.looked_at.is_none() {
        let passed_before = !view.debriefed;
        let key = match (view.next.is_some(), passed_before) {
            (true, true) => "session-passed-before",
            (true, false) => "session-go-on",
            (false, _) => "session-last",
        };
        let text = options.words.get(key, &[("title", view.next.clone().unwrap_or_default().into())]);
        let mut sign = Line::labelled(Label::Hint, options.palette.signs().pick("→ ", "> "));
        if passed_before {
            sign = self::sign(Sign::Pass, options);
        }
        return (hanging(&text, &sign, options), false);
    }
    let Some(report) = &view.report else { return (Vec::new(), false) };
    let lines = render_report(report, options);
    if lines.len() <= room {
        return (lines, false);
    }
    let opened: Vec<CheckView> =
        report.checks.iter().filter(|check| check.details.is_some()).take(1).cloned().collect();
    let mut lines = if opened.is_empty() { lines } else { render_report(&ReportView { checks: opened }, options) };
    let cut = lines.len() > room;
    if cut {
        lines.truncate(room.saturating_sub(1));
        lines.push(Line::labelled(Label::Dim, &options.words.text("session-cut")));
    }
    (lines, cut)
}

/// What is asked of the learner, or told in passing.
fn below(state: &State, view: &BlockView, options: MarkdownOptions) -> Vec<Line> {
    let words = options.words;
    let key = if state.typing {
        Some("session-typing")
    } else if let Some(question) = state.question {
        Some(match question {
            Question::Skip => "session-skip",
            Question::Solution => "session-solution",
        })
    } else if state.phase == Phase::Passed || state.engine == Sight::Gone {
        None
    } else if state.stale {
        Some("session-stale")
    } else if view.stuck {
        Some("session-stuck")
    } else {
        None
    };
    if let Some(key) = key {
        return markdown::render(&words.text(key), options);
    }
    let dim = view.waiting.iter().chain(&view.looked_at).take(1);
    dim.map(|text| Line::labelled(Label::Dim, text)).collect()
}

/// The keys that make sense now, the likeliest first.
fn keys(state: &State, view: &BlockView) -> Vec<char> {
    if state.phase == Phase::Passed {
        return vec!['n', 'q', 'p', 'l', 's', 'm', 'd', 'r', '?'];
    }
    let mut keys = vec!['h', 'c'];
    if view.asks {
        keys.insert(0, 'a');
    }
    if state.engine == Sight::Gone {
        keys = vec!['h'];
    }
    keys.extend(['s', 'n', 'q', 'p', 'l', 'm', 'd', 'r', '?']);
    keys
}

fn sign(sign: Sign, options: MarkdownOptions) -> Line {
    let mut line = Line::new();
    line.push_sign(options.palette.signs(), sign);
    line.push_plain(" ");
    line
}

/// Markdown behind a sign, further lines below its first word.
fn hanging(text: &str, sign: &Line, options: MarkdownOptions) -> Vec<Line> {
    let width = options.width.saturating_sub(sign.width()).max(1);
    let spaces = Line::plain(&" ".repeat(sign.width()));
    let lines = markdown::render(text, MarkdownOptions { width, ..options }).into_iter().enumerate();
    let behind = |(at, line): (usize, Line)| match (at, line.is_empty()) {
        (0, _) => line.after(sign),
        (_, true) => line,
        _ => line.after(&spaces),
    };
    lines.map(behind).collect()
}
