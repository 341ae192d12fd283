//! What exports tell, and how they read back.

use super::*;
use crate::check::Verdict;
use crate::course::{Language, StepId};
use crate::progress::{CheckLine, Entry, Event, Inventory};

pub(super) fn id(step: &str) -> StepId {
    StepId::try_from(format!("01-x/{step}")).unwrap()
}

/// A course of four steps, the last one optional.
pub(super) fn course() -> CourseFacts {
    let title = |text: &str| Titles::from([(Language::En, text.to_owned()), (Language::Fr, format!("{text} (fr)"))]);
    let step = |name: &str| StepFacts {
        id: id(name),
        title: title(name),
        points: 2,
        optional: name == "d",
        commands: vec![Command { name: "docker run".into(), options: vec![format!("--{name}")] }],
        instructions: vec!["FROM".into()],
    };
    CourseFacts {
        id: "x".into(),
        version: "1.0.0".into(),
        content: "c0ffee".into(),
        title: title("X"),
        chapters: vec![ChapterFacts {
            id: "01-x".into(),
            title: title("One"),
            steps: ["a", "b", "c", "d"].map(step).into(),
        }],
    }
}

pub(super) fn at(seconds: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

pub(super) fn about() -> About {
    About { learner: None, at: at(100_000), kesako: "0.1.0".into() }
}

fn checked(step: &str, verdict: Verdict, attempt: bool, near_miss: Option<&str>) -> Event {
    let line = CheckLine { id: "there".into(), verdict, near_miss: near_miss.map(str::to_owned) };
    Event::Checked { step: id(step), verdict, attempt, checks: vec![line] }
}

pub(super) fn entries(story: Vec<(i64, Event)>) -> Vec<Entry> {
    let started = Event::Started {
        course: "x".into(),
        version: "1.0.0".into(),
        kesako: "0.1.0".into(),
        workspace: "private-name".into(),
    };
    let all = std::iter::once((0, started)).chain(story);
    all.map(|(seconds, event)| Entry { at: at(seconds), event }).collect()
}

/// One step passed after two slips and some trouble, one tried, one passed by.
pub(super) fn record() -> Vec<Entry> {
    entries(vec![
        (10, Event::Engine { version: "26.1.0".into(), api: "1.45".into(), flavour: "docker".into() }),
        (10, Event::Went { step: id("a") }),
        (70, checked("a", Verdict::Fail, true, Some("there/close-name"))),
        (80, checked("a", Verdict::Unknown, false, None)),
        (90, Event::Hinted { step: id("a"), level: 1 }),
        (95, Event::Hinted { step: id("a"), level: 1 }),
        (100, checked("a", Verdict::Fail, true, Some("there/close-name"))),
        (130, checked("a", Verdict::Fail, false, Some("there/stale"))),
        (190, checked("a", Verdict::Pass, false, None)),
        (190, Event::Passed { step: id("a") }),
        // The debrief is read, then lunch.
        (250, Event::Went { step: id("b") }),
        (4_000, Event::Solved { step: id("b"), run: false }),
        (4_300, checked("b", Verdict::Fail, true, Some("there/other-name"))),
        (4_301, Event::Went { step: id("c") }),
    ])
}

#[test]
fn a_step_s_line_tells_what_happened_there() {
    let export = make(&record(), &course(), &about());
    let [a, b, c, d] = &export.steps[..] else { panic!("{:?}", export.steps) };
    assert_eq!(
        (a.state, b.state, c.state, d.state),
        (Standing::Passed, Standing::Seen, Standing::Current, Standing::Open)
    );
    assert_eq!((a.attempts, a.troubles, a.hints, a.solution_seen), (2, 1, 1, false));
    assert_eq!(a.near_misses, [NearMissCount { id: "there/close-name".into(), count: 2 }]);
    assert_eq!((a.active_seconds, a.wall_seconds), (180, Some(180)));
    // More than an hour of silence counts for nothing, five minutes do.
    assert_eq!((b.active_seconds, b.wall_seconds), (301, Some(4_050)));
    assert!(b.solution_seen);
    assert_eq!(b.last.as_ref().unwrap().findings[0].near_miss.as_deref(), Some("there/other-name"));
    assert_eq!((d.first_seen, d.wall_seconds), (None, None));
    assert_eq!(export.totals.active_seconds, 250 + 301);
    assert_eq!(export.totals.wall_seconds, 4_301);
    assert_eq!((export.totals.passed, export.totals.points_passed, export.totals.finished), (1, 2, false));
    assert_eq!(export.chapters[0].commands[0].options, ["--a"], "of what has passed");
}

#[test]
fn an_export_reads_back_whole() {
    let export = make(&record(), &course(), &about());
    let bytes = serde_json::to_vec_pretty(&export).unwrap();
    let read = Export::read(&bytes).unwrap();
    assert_eq!(read, Read { export, seal: Seal::Whole });
}

#[test]
fn every_edit_is_evident() {
    let export = make(&record(), &course(), &about());
    let text = serde_json::to_string(&export).unwrap();
    for (from, to, event) in [
        (r#""level":1"#, r#""level":2"#, Some(5)),
        (r#""attempt":true"#, r#""attempt":false"#, Some(3)),
        (r#""active_seconds":180"#, r#""active_seconds":18"#, None),
        (r#""learner":null"#, r#""learner":"Eve""#, None),
        (r#""state":"open""#, r#""state":"passed""#, None),
    ] {
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text, "{from}");
        assert_eq!(Export::read(edited.as_bytes()).unwrap().seal, Seal::Edited { event }, "{from}");
    }
}

#[test]
fn nothing_private_is_told() {
    let secret = "s3cr3t";
    let inventory = Inventory { volumes: [secret.to_owned()].into(), ..Inventory::default() };
    let raw = serde_json::value::RawValue::from_string(format!(r#"{{"path":"/home/{secret}"}}"#)).unwrap();
    let story = vec![
        (1, Event::Variable { name: "password".into(), value: secret.into() }),
        (
            2,
            Event::Image {
                role: "alpine".into(),
                reference: format!("{secret}.local/alpine"),
                origin: "registry".into(),
            },
        ),
        (3, Event::Foreign(inventory.clone())),
        (4, Event::Made { step: id("a"), made: inventory }),
        (5, Event::Begun { step: id("a"), clock: at(5), offset_ms: 0, baseline: raw }),
        (6, Event::Answered { step: id("a"), check: "q".into(), answer: secret.into() }),
        (7, Event::Engine { version: "26\u{1b}[31m\n.1".into(), api: "1".into(), flavour: "docker".into() }),
    ];
    let export = make(&entries(story), &course(), &about());
    let text = serde_json::to_string(&export).unwrap();
    for private in [secret, "private-name", "/home", "\\u001b", "password"] {
        assert!(!text.contains(private), "`{private}` is told: {text}");
    }
    assert_eq!(export.engine.unwrap().version, "26 .1");
}

#[test]
fn what_is_no_export_is_said_to_be_what_it_is() {
    let whole = serde_json::to_string_pretty(&make(&record(), &course(), &about())).unwrap();
    let half = &whole[..whole.len() / 2];
    let other_type = whole.replacen("\"steps\": 4", "\"steps\": \"four\"", 1);
    let said = |bytes: &[u8]| Export::read(bytes).unwrap_err();
    assert!(matches!(said(b""), ExportError::Empty));
    assert!(matches!(said(half.as_bytes()), ExportError::CutShort { .. }));
    assert!(matches!(said(&[0; 1000]), ExportError::NotJson(_)));
    assert!(matches!(said(b"hello"), ExportError::NotJson(_)));
    assert!(matches!(said(b"\xff\xfe{}"), ExportError::NotJson(_)));
    assert!(matches!(said(br#"{"tests": 3}"#), ExportError::NotAnExport));
    assert!(matches!(said(b"[1, 2]"), ExportError::NotAnExport));
    assert!(matches!(said(br#"{"schema": 1, "name": "other"}"#), ExportError::NotAnExport));
    assert!(matches!(said(br#"{"schema": 7, "kesako": "9", "new": []}"#), ExportError::FutureSchema { schema: 7 }));
    assert!(matches!(said(br#"{"schema": 0, "kesako": "0"}"#), ExportError::OlderSchema { schema: 0 }));
    assert!(matches!(said(other_type.as_bytes()), ExportError::Broken(_)), "{:?}", said(other_type.as_bytes()));
    assert!(matches!(said("[".repeat(100_000).as_bytes()), ExportError::NotAnExport));
    let read = Export::read(whole.as_bytes()).unwrap().export;
    assert!(matches!(read.is_of("y"), Err(ExportError::OtherCourse { .. })));
    assert!(read.is_of("x").is_ok());
}

#[test]
fn cells_are_no_formulas() {
    for (text, safe) in [
        ("Ada", "Ada"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("\u{feff}=1", "'\u{feff}=1"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ("\u{1b}[31mred", "red"),
    ] {
        assert_eq!(cell(text), safe, "{text:?}");
    }
}
