//! The report as one HTML file: nothing from the network, one script and one style, both allowed by their hashes alone.
//! The template escapes every text; what the script needs stands in a JSON block in which no tag can begin or end.

use askama::Template;
use serde_json::json;

use super::class::Class;
use super::kept::Cell;
use super::page::{ChapterPart, Row, StuckRow, chapter_parts, files, heat_key, rows, stuck_rows};
use super::stats::span_words;
use crate::progress::export::{Standing, policy};
use crate::words::Words;

const STYLE: &str = include_str!("../pages/report.css");
const SCRIPT: &str = include_str!("../pages/report.js");
/// Those who are stuck that are listed.
const MOST_STUCK: usize = 20;
/// Columns before the steps.
const FIRST: usize = 7;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    words: Words,
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    policy: String,
    title: String,
    subtitle: String,
    colon: &'static str,
    figures: [(String, String); 4],
    files: Vec<(&'a str, String)>,
    stuck: Vec<StuckRow<'a>>,
    more_stuck: usize,
    more_words: String,
    chapters: Vec<ChapterPart<'a>>,
    heat_key: [(&'static str, String); 6],
    state_key: [(&'static str, &'static str, String); 5],
    columns: [String; FIRST - 1],
    step_columns: [String; 7],
    rows: Vec<Row<'a>>,
    data: String,
    generator: String,
}

impl Page<'_> {
    fn t(&self, key: &str) -> String {
        self.words.text(key)
    }
}

/// The report as one HTML file.
pub fn html(class: &Class, words: Words) -> Result<String, askama::Error> {
    let text = |key: &str| words.text(key);
    let now = class.now.strftime("%Y-%m-%d %H:%M").to_string();
    let overview = &class.overview;
    let of = |key: &str, part: String, all: usize| words.get(key, &[("part", part.into()), ("all", all.into())]);
    let more_stuck = class.stuck.len().saturating_sub(MOST_STUCK);
    let page = Page {
        words,
        lang: words.language().code(),
        style: STYLE,
        script: SCRIPT,
        policy: policy(STYLE, Some(SCRIPT)),
        title: words.get("report-title", &[("course", class.title.as_str().into())]),
        subtitle: words.get(
            "report-subtitle",
            &[("now", now.into()), ("files", class.read.into()), ("versions", class.versions.join(", ").into())],
        ),
        colon: if words.language().code() == "fr" { "\u{a0}:" } else { ":" },
        figures: [
            (
                overview.learners.to_string(),
                words.get("report-figure-learners", &[("count", overview.learners.into())]),
            ),
            (of("report-of", overview.finished.to_string(), overview.learners), text("report-figure-finished")),
            (of("report-of", overview.median.to_string(), class.steps.len()), text("report-figure-median")),
            (class.stuck.len().to_string(), text("report-figure-stuck")),
        ],
        files: files(class, words),
        stuck: stuck_rows(class, words, MOST_STUCK),
        more_stuck,
        more_words: words.get("report-more", &[("count", more_stuck.into())]),
        chapters: chapter_parts(class, words),
        heat_key: heat_key(words),
        state_key: [
            ("h0", "✓", text("report-key-passed")),
            ("h2", "◐", text("report-key-solution")),
            ("now", "●", text("report-key-current")),
            ("none", "○", text("report-key-seen")),
            ("none", "", text("report-key-open")),
        ],
        columns: ["passed", "active", "attempts", "hints", "solutions", "last"]
            .map(|name| text(&format!("report-{name}"))),
        step_columns: ["reached", "passed", "median", "p90", "attempts", "hints", "solutions"]
            .map(|name| text(&format!("report-{name}"))),
        rows: rows(class, words),
        data: data(class, words),
        generator: words.get("report-generator", &[("version", env!("CARGO_PKG_VERSION").into())]),
    };
    page.render()
}

/// What the script shows: cells of every learner, and words.
fn data(class: &Class, words: Words) -> String {
    let mut slips: Vec<String> = Vec::new();
    let mut known = std::collections::HashMap::new();
    let mut number = |column: u32, slip: u32| {
        *known.entry((column, slip)).or_insert_with(|| {
            slips.push(class.slip_says(column as usize, slip));
            slips.len() - 1
        })
    };
    let mut cell = |cell: &Cell| {
        let state = match cell.state {
            Standing::Passed => 0,
            Standing::Current => 1,
            Standing::Seen | Standing::Open => 2,
        };
        let slips: Vec<_> = cell.slips.iter().map(|(slip, count)| json!([number(cell.step, *slip), count])).collect();
        json!([cell.step, state, cell.active, cell.attempts, cell.hints, u8::from(cell.solution), slips])
    };
    let mut learners = String::from("[");
    for (index, learner) in class.learners.iter().enumerate() {
        let cells: Vec<_> = learner.cells.iter().map(&mut cell).collect();
        learners.push_str(if index == 0 { "" } else { "," });
        learners.push_str(&serde_json::Value::from(cells).to_string());
    }
    learners.push(']');
    let steps: Vec<_> = class.steps.iter().map(|step| json!([step.number, step.title])).collect();
    let named = |key: &str| words.get(key, &[("count", "{count}".into()), ("minutes", "{minutes}".into())]);
    let said = json!({
        "seconds": named("report-seconds"),
        "minutes": named("report-minutes"),
        "hours": named("report-hours"),
        "attempts": words.get("report-detail-attempts", &[("count", "{count}".into())]),
        "hints": words.get("report-detail-hints", &[("count", "{count}".into())]),
        "solution": words.text("report-key-solution-seen"),
        "open": words.text("report-key-open"),
        "shown": words.get("report-shown", &[("shown", "{shown}".into()), ("all", "{all}".into())]),
        "states": [words.text("report-key-passed"), words.text("report-key-current"), words.text("report-key-seen")],
    });
    let rest = json!({ "first": FIRST, "steps": steps, "slips": slips, "words": said }).to_string();
    let rest = rest.trim_end_matches('}');
    inert(&format!("{rest}}},\"learners\":{learners}}}"))
}

/// JSON in which no tag, comment or entity can begin: these characters stand in texts only, where they can be escaped.
fn inert(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}

/// Seconds in words, a dash if there are none.
pub(super) fn span_or_dash(seconds: Option<u64>, words: Words) -> String {
    seconds.map_or_else(|| "–".to_owned(), |seconds| span_words(seconds, words))
}
