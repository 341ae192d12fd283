//! The block at the bottom of the screen: how the checks stand, the first thing to mend, what is asked, the keys. Pure.

use crate::session::{Phase, Question, Sight, State};
use crate::ui::markdown::{self, MarkdownOptions};
use crate::ui::{CheckView, Label, Line, ReportView, Sign, key_bar, render_report};

/// Rows that the report is given at least, however low the terminal is.
const LEAST_REPORT: usize = 3;
/// Rows from which on it is worth opening one.
const LEAST_DETAILS: usize = 7;

/// How far the learner is with the end of the course.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// Steps are open.
    #[default]
    Open,
    /// All have passed.
    Ready,
    /// A part of the last page is shown.
    More,
    /// All of it was shown.
    Shown,
}

/// What stands in the block besides the state.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each shown in its own place")]
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
    /// Whether the course can be finished without the step.
    pub(super) optional: bool,
    /// Whether a question of the step is open.
    pub(super) asks: bool,
    /// Lines told just above, which are to stay in sight.
    pub(super) told: usize,
    /// Whether the debrief stands above.
    pub(super) debriefed: bool,
    /// Title of the next step, once this one passed.
    pub(super) next: Option<String>,
    /// How far the learner is with the end of the course.
    pub(super) end: Ending,
}

/// The lines of the block, at most `rows` of them, and whether the report was cut.
pub(super) fn block(state: &State, view: &BlockView, options: MarkdownOptions, rows: usize) -> (Vec<Line>, bool) {
    let below = below(state, view, options);
    let room = rows.saturating_sub(below.len() + 4 + view.told).max(LEAST_REPORT);
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
            (false, _) => match view.end {
                Ending::Open => "session-last",
                Ending::Ready => "session-end",
                Ending::More => "session-end-more",
                Ending::Shown => "session-finished",
            },
        };
        let text = options.words.get(key, &[("title", view.next.clone().unwrap_or_default().into())]);
        let mut sign = Line::labelled(Label::Hint, options.palette.signs().pick("→ ", "> "));
        if passed_before && matches!(view.end, Ending::Open | Ending::Ready) {
            sign = self::sign(Sign::Pass, options);
        }
        return (hanging(&text, &sign, options), false);
    }
    let Some(report) = &view.report else { return (Vec::new(), false) };
    let lines = render_report(report, options);
    if lines.len() <= room {
        return (lines, false);
    }
    if room < LEAST_DETAILS {
        // What was told above stays in sight.
        let closed = report.checks.iter().map(|check| CheckView { details: None, ..check.clone() }).collect();
        let mut lines = render_report(&ReportView { checks: closed }, options);
        lines.truncate(room);
        return (lines, true);
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
            Question::Skip if view.optional => "session-skip-optional",
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
        return vec!['n', 'q', 'p', 'l', 's', 'd', 'r', '?'];
    }
    let mut keys = vec!['h', 'c'];
    if view.asks {
        keys.insert(0, 'a');
    }
    if state.engine == Sight::Gone {
        keys = vec!['h'];
    }
    keys.extend(['s', 'n', 'q', 'p', 'l', 'd', 'r', '?']);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Verdict;
    use crate::course::Language;
    use crate::ui::{Details, Palette};
    use crate::words::Words;

    const OPTIONS: MarkdownOptions =
        MarkdownOptions { width: 60, palette: Palette::plain(), words: Words::new(Language::En) };

    fn view() -> BlockView {
        let check = |verdict, note: &str, says: Option<&str>| CheckView {
            verdict,
            what: "container shop".to_owned(),
            note: note.to_owned(),
            waits_for: None,
            details: says.map(|says| Details { says: Some(says.to_owned()), ..Details::default() }),
        };
        let says = "It ended at once.\n\nLook at its log.\n\nThen try again.";
        let checks = vec![check(Verdict::Pass, "made", None), check(Verdict::Fail, "runs", Some(says))];
        BlockView { report: Some(ReportView { checks }), ..BlockView::default() }
    }

    fn text(state: &State, view: &BlockView, rows: usize) -> String {
        let (lines, _) = block(state, view, OPTIONS, rows);
        assert!(lines.len() < rows, "{} lines in {rows} rows", lines.len());
        lines.iter().map(|line| Palette::plain().paint(line) + "\n").collect()
    }

    fn at_work() -> State {
        State { engine: Sight::There, begun: true, ..State::default() }
    }

    #[test]
    fn the_first_thing_to_mend_is_open_and_the_keys_stand_below() {
        insta::assert_snapshot!(text(&at_work(), &view(), 24), @r"

        ✓ container shop  made
        ✗ container shop  runs

            It ended at once.

            Look at its log.

            Then try again.

        h hint   c check   s shell   n next   q quit   ? help
        ");
    }

    #[test]
    fn a_low_terminal_keeps_the_keys_and_what_was_told_in_sight() {
        for rows in 8..24 {
            let cut = text(&at_work(), &view(), rows);
            assert!(cut.contains("? help"), "{rows}: {cut}");
        }
        let told = text(&at_work(), &BlockView { told: 14, ..view() }, 24);
        assert!(told.contains("runs") && !told.contains("It ended"), "{told}");
    }

    #[test]
    fn without_an_engine_the_way_to_mend_it_takes_the_place_of_the_report() {
        let state = State { engine: Sight::Gone, ..at_work() };
        let view = BlockView { trouble: Some("It does not answer.\n\nRead on.".to_owned()), ..view() };
        insta::assert_snapshot!(text(&state, &view, 24), @r"

        ? It does not answer.

          Read on.

        h hint   s shell   n next   q quit   p back   ? help
        ");
    }

    #[test]
    fn a_passed_step_says_what_comes_next() {
        let state = State { phase: Phase::Passed, ..at_work() };
        let view = BlockView { debriefed: true, next: Some("Build".to_owned()), ..view() };
        assert!(text(&state, &view, 24).contains("→ `n` goes on: Build"));
        let view = BlockView { debriefed: false, ..view };
        assert!(text(&state, &view, 24).contains("✓ You have passed this step."));
    }

    #[test]
    fn a_question_is_asked_above_the_keys() {
        let state = State { question: Some(Question::Skip), ..at_work() };
        assert!(text(&state, &view(), 24).contains("`n` again skips this step"));
        let optional = BlockView { optional: true, ..view() };
        assert!(text(&state, &optional, 24).contains("This step is optional"));
        let state = State { stale: true, ..at_work() };
        assert!(text(&state, &view(), 24).contains("`r` clears it away"));
    }
}
