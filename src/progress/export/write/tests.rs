//! What each format holds, and that no text of anybody's does more than stand there.

use super::super::tests::{about, at, course, entries, id, record};
use super::*;
use crate::course::{Language, StepId};
use crate::progress::Event;
use crate::progress::export::{About, Titles, make};

const EN: Words = Words::new(Language::En);

/// Texts that mean something to whoever reads a format carelessly.
const HOSTILE: [&str; 20] = [
    "<script>fetch('//x')</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "</style><style>*{display:none}</style>",
    "<!-- ",
    "--><b>bold</b>",
    "{{ page.record }}{% include \"/etc/passwd\" %}",
    "&lt;script&gt;&#x3c;script&#x3e;",
    "javascript:alert(1)//http://evil.example",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "`code` **bold** _it_ ~~no~~ | cell | # head",
    "<a href=http://evil.example>x</a>",
    "=HYPERLINK(\"http://evil.example\")",
    "+1+cmd|' /C calc'!A0",
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31mred",
    "\u{202e}desrever\u{2066}",
    "]]><x/>\u{0}\u{8}\u{ffff}",
    "one\r\ntwo,\"three\";four\n|five|\n\n# six",
];

fn hostile(text: &str) -> Export {
    let mut course = course();
    let titles = Titles::from([(Language::En, text.to_owned())]);
    course.title.clone_from(&titles);
    course.version = text.to_owned();
    for chapter in &mut course.chapters {
        chapter.title.clone_from(&titles);
        for step in &mut chapter.steps {
            step.title.clone_from(&titles);
            step.instructions = vec![text.to_owned()];
            for command in &mut step.commands {
                (command.name, command.options) = (text.to_owned(), vec![text.to_owned()]);
            }
        }
    }
    make(&record(), &course, &About { learner: Some(text.to_owned()), ..about() })
}

fn text(export: &Export, format: Format) -> String {
    String::from_utf8(write(export, format, EN).unwrap()).unwrap()
}

#[test]
fn hostile_texts_change_nothing_about_a_page_but_its_text() {
    let marks = |page: &str| page.matches('<').count();
    let plain = hostile("plain");
    for hostile in HOSTILE.map(hostile) {
        for page in [text(&hostile, Format::Html), end_page(&hostile, EN).unwrap()] {
            let plain =
                if page.contains("class=\"end\"") { end_page(&plain, EN).unwrap() } else { text(&plain, Format::Html) };
            assert_eq!(marks(&page), marks(&plain), "{page}");
            assert!(!page.contains("<script") && !page.contains("onerror=alert(1)>"), "{page}");
        }
    }
}

#[test]
fn no_format_but_json_and_xml_s_own_holds_a_control_character() {
    for hostile in HOSTILE.map(hostile) {
        for format in Format::ALL {
            let text = text(&hostile, format);
            let odd = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
            assert_eq!(odd, None, "{format:?}: {text}");
        }
    }
}

#[test]
fn markdown_stays_one_table_row_a_step_and_no_markup_of_others_works() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let count = |text: &str| {
        let events: Vec<Event<'_>> =
            Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
        let odd = |event: &&Event<'_>| {
            matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Code(_)
                    | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough)
            )
        };
        let rows = events.iter().filter(|event| matches!(event, Event::Start(Tag::TableRow))).count();
        let heads = events.iter().filter(|event| matches!(event, Event::Start(Tag::Heading { .. }))).count();
        (events.iter().filter(odd).count(), rows, heads)
    };
    assert_eq!(count(&text(&hostile("plain"), Format::Md)), (0, 1 + 4, 2));
    for hostile in HOSTILE.map(hostile) {
        let text = text(&hostile, Format::Md);
        assert_eq!(count(&text), (0, 1 + 4, 2), "{text}");
    }
}

#[test]
fn a_table_has_a_row_a_step_and_no_cell_is_a_formula() {
    for hostile in HOSTILE.map(hostile) {
        let bytes = write(&hostile, Format::Csv, EN).unwrap();
        let mut table = csv::Reader::from_reader(&*bytes);
        let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])), "{rows:?}");
    }
}

#[test]
fn a_page_lets_nothing_in_but_its_own_style() {
    use base64::Engine as _;
    use sha2::{Digest, Sha256};
    let export = make(&record(), &course(), &about());
    for page in [text(&export, Format::Html), end_page(&export, EN).unwrap()] {
        let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
        // The browser has the policy as an attribute, in which `'` is written as a number.
        let policy = page.replace("&#39;", "'");
        assert!(policy.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'")), "{page}");
        assert!(!page.contains("style=\"") && !page.contains("src=") && !page.contains("href="), "{page}");
    }
}

#[test]
fn pages_speak_the_language_asked_for() {
    let export = make(&record(), &course(), &about());
    let french = String::from_utf8(write(&export, Format::Html, Words::new(Language::Fr)).unwrap()).unwrap();
    assert!(
        french.contains("<html lang=\"fr\">") && french.contains("réussie") && french.contains("X (fr)"),
        "{french}"
    );
    assert!(text(&export, Format::Html).contains("<html lang=\"en\">"));
}

#[test]
fn every_format_carries_course_engine_record_and_the_last_hash() {
    let engine = Event::Engine { version: "26.1.5".into(), api: "1.45".into(), flavour: "docker".into() };
    let export = make(&entries(vec![(1, engine), (2, Event::Passed { step: id("a") })]), &course(), &about());
    for format in Format::ALL {
        let text = text(&export, format).replace('\\', "");
        for wanted in ["c0ffee", "1.0.0", "26.1.5", &export.record, &export.seal.events] {
            assert!(text.contains(wanted), "{format:?} lacks {wanted}: {text}");
        }
    }
}

#[test]
fn lines_are_the_events() {
    let export = make(&record(), &course(), &about());
    let text = text(&export, Format::Jsonl);
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1 + export.events.len());
    assert_eq!(lines[0]["seal"]["events"], export.seal.events);
    assert_eq!(lines.last().unwrap()["hash"], export.seal.events);
}

#[test]
fn a_junit_case_tells_how_the_step_stands() {
    let export = make(&record(), &course(), &about());
    let text = text(&export, Format::Junit);
    for part in [
        r#"tests="4" skipped="2" failures="1" errors="0""#,
        r#"<failure message="there/other-name" type="fail"/>"#,
        r#"<testcase name="a" classname="01-x" time="180.000">"#,
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn statements_tell_the_story_without_a_name() {
    let about = About { learner: Some("Ada Lovelace".into()), ..about() };
    let required: Vec<StepId> = ["a", "b", "c"].map(id).into();
    let mut story: Vec<(i64, Event)> =
        record().into_iter().skip(1).map(|entry| (entry.at.as_second() - at(0).as_second(), entry.event)).collect();
    story.extend(required.into_iter().skip(1).map(|step| (5_000, Event::Passed { step })));
    let export = make(&entries(story), &course(), &about);
    let text = text(&export, Format::Xapi);
    assert!(!text.contains("Ada") && !text.contains("Lovelace"));
    let statements: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let verbs: Vec<&str> =
        statements.iter().map(|it| it["verb"]["id"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
    let count = |verb: &str| verbs.iter().filter(|it| **it == verb).count();
    assert_eq!((count("initialized"), count("attempted"), count("passed")), (1, 3, 3), "{verbs:?}");
    assert_eq!((count("failed"), count("asked"), count("experienced")), (3, 2, 1), "{verbs:?}");
    // Of the chapter and of the course: the last step is optional.
    assert_eq!(count("completed"), 2, "{verbs:?}");
    let ids: std::collections::BTreeSet<&str> = statements.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), statements.len(), "each has an id of its own");
    let longer = make(&entries(vec![(1, Event::Passed { step: id("a") })]), &course(), &about);
    let shorter = make(&entries(vec![]), &course(), &about);
    let first = |export: &Export| xapi::statements(export)[0]["id"].clone();
    assert_eq!(first(&longer), first(&shorter), "what was told before keeps its id");
}

#[test]
fn a_finished_course_ended_with_its_last_pass() {
    let day = 86_400;
    let passes = |until: i64, steps: &[&str]| {
        let mut story: Vec<(i64, Event)> = steps.iter().map(|step| (until, Event::Passed { step: id(step) })).collect();
        story.push((9 * day, Event::Went { step: id("a") }));
        period(&make(&entries(story), &course(), &about()))
    };
    assert_eq!(passes(day, &["a", "b", "c"]), "2026-09-21 – 2026-09-22");
    assert_eq!(passes(0, &["a", "b", "c"]), "2026-09-21");
    assert_eq!(passes(day, &["a", "b"]), "2026-09-21 – 2026-09-30");
}

#[test]
fn times_read_well() {
    for (seconds, words) in [
        (0, "0\u{a0}s"),
        (59, "59\u{a0}s"),
        (60, "1\u{a0}min"),
        (3_599, "59\u{a0}min"),
        (3_600, "1\u{a0}h\u{a0}00\u{a0}min"),
        (40_000, "11\u{a0}h\u{a0}06\u{a0}min"),
    ] {
        assert_eq!(duration(seconds), words);
    }
}
