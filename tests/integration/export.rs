//! Progress that leaves the machine: every format read back by other people's programs, what may be written over, the page
//! at the end. No engine is needed.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use kesako::check::Verdict;
use kesako::course::StepId;
use kesako::progress::{CheckLine, Entry, Event, Record};

use super::learner::Kesako;
use super::terminal::Terminal;

pub const NOWHERE: &str = "unix:///nowhere/engine.sock";

/// Debian's own Python, whose packages `tests/run` installs; elsewhere the one in `PATH`.
fn python() -> &'static str {
    if Path::new("/usr/bin/python3").exists() { "/usr/bin/python3" } else { "python3" }
}

/// Runs a Python script with these arguments; what it prints.
#[track_caller]
pub fn py(script: &str, arguments: &[&Path]) -> String {
    let output = Command::new(python()).arg("-c").arg(script).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout).trim().to_owned()
}

pub fn steps(kesako: &Kesako) -> Vec<StepId> {
    let listed = kesako.run(&["list", "--json"]).json();
    let chapters = listed["chapters"].as_array().unwrap();
    let steps = chapters.iter().flat_map(|chapter| chapter["steps"].as_array().unwrap());
    steps.map(|step| step["id"].as_str().unwrap().to_owned().try_into().unwrap()).collect()
}

/// A learner who has passed `count` steps, each after a slip, and is at the next one, if there is any.
pub fn learner(workspace: &str, count: usize) -> Kesako {
    let kesako = Kesako::on(NOWHERE);
    // No two learners do the same thing in the same second.
    let day = workspace.len() + usize::from(workspace.as_bytes()[0] % 8);
    let begun: Timestamp = format!("2026-11-{day:02}T09:00:00Z").parse().unwrap();
    let mut entries = Vec::new();
    let mut seconds = 0;
    let mut add = |event| {
        seconds += 20;
        entries.push(Entry { at: begun + jiff::SignedDuration::from_secs(seconds), event });
    };
    add(Event::Started {
        course: "docker-101".into(),
        version: "1.0.0".into(),
        kesako: "0.1.0".into(),
        workspace: workspace.into(),
    });
    add(Event::Variable { name: "server_port".into(), value: "19001".into() });
    add(Event::Engine { version: "26.1.5".into(), api: "1.45".into(), flavour: "docker".into() });
    let steps = steps(&kesako);
    for step in steps.iter().take(count) {
        let check = |verdict, near_miss: Option<&str>| Event::Checked {
            step: step.clone(),
            verdict,
            attempt: verdict == Verdict::Fail,
            checks: vec![CheckLine { id: "there".into(), verdict, near_miss: near_miss.map(str::to_owned) }],
        };
        add(Event::Went { step: step.clone() });
        add(check(Verdict::Fail, Some("there/close-name")));
        add(Event::Hinted { step: step.clone(), level: 1 });
        add(check(Verdict::Pass, None));
        add(Event::Passed { step: step.clone() });
    }
    if let Some(step) = steps.get(count) {
        add(Event::Went { step: step.clone() });
    }
    Record::load(&kesako.workspace()).unwrap().append_all(&entries).unwrap();
    kesako
}

/// An export in a file of the learner's folder.
pub fn exported(kesako: &Kesako, format: &str) -> PathBuf {
    let file = kesako.folder.path().join(format!("mine.{format}"));
    kesako.run(&["export", "--format", format, "--output", file.to_str().unwrap()]).ends_with(0);
    file
}

pub fn log(kesako: &Kesako) -> Vec<u8> {
    std::fs::read(kesako.workspace().join(".kesako/log.jsonl")).unwrap_or_default()
}

#[test]
fn json_fits_its_schema_and_python_computes_the_same_hashes() {
    let kesako = learner("a", 7);
    let schema = kesako.folder.path().join("schema.json");
    std::fs::write(&schema, kesako.run(&["export", "--schema"]).ends_with(0).out).unwrap();
    let script = r#"
import hashlib, json, sys
import jsonschema
schema, export = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(export)
compact = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
before = "kesako:1:%s:%s" % (export["record"], export["course"]["id"])
for event in export["events"]:
    text = before + "\n" + compact({"at": event["at"], "event": event["event"]})
    before = hashlib.sha256(text.encode()).hexdigest()
    assert before == event["hash"], event
assert before == export["seal"]["events"]
said, export["seal"]["document"] = export["seal"]["document"], ""
assert hashlib.sha256(compact(export).encode()).hexdigest() == said
try:
    jsonschema.validate(dict(export, totals={}), schema)
except jsonschema.ValidationError:
    print(export["totals"]["passed"], export["totals"]["attempts"], export["course"]["title"]["fr"])
"#;
    assert_eq!(py(script, &[&schema, &exported(&kesako, "json")]), "7 7 Docker 101");
}

#[test]
fn json_lines_are_read_line_by_line() {
    let kesako = learner("a", 2);
    let script = r#"
import json, sys
head, *events = map(json.loads, open(sys.argv[1], encoding="utf-8"))
assert head["course"]["id"] == "docker-101" and head["engine"]["version"] == "26.1.5"
assert events[-1]["hash"] == head["seal"]["events"] and all(list(e) == ["at", "event", "hash"] for e in events)
print(len(events))
"#;
    assert_eq!(py(script, &[&exported(&kesako, "jsonl")]), "13");
}

#[test]
fn csv_is_a_row_a_step() {
    let kesako = learner("a", 7);
    let file = kesako.folder.path().join("mine.csv");
    let name = "=1+1, \"Zoé\"\n\u{1b}[31m";
    let args = ["export", "-f", "csv", "-o", file.to_str().unwrap(), "--name", name, "--lang", "fr"];
    kesako.run(&args).ends_with(0);
    let script = r#"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True))
assert all(None not in row and None not in row.values() for row in rows)
first = rows[0]
assert first["learner"] == "'=1+1, \"Zoé\"", first
assert (first["attempts"], first["hints"], first["near_misses"]) == ("1", "1", "there/close-name ×1"), first
assert first["title"] == "Un premier conteneur" and first["course_version"] == "1.0.0" and len(first["events_hash"]) == 64
print(len(rows), sum(row["state"] == "passed" for row in rows), rows[7]["state"], rows[8]["state"])
"#;
    let all = steps(&kesako).len();
    assert_eq!(py(script, &[&file]), format!("{all} 7 current open"));
}

#[test]
fn junit_is_read_by_a_reader_of_junit() {
    let kesako = learner("a", 7);
    let folder = kesako.workspace();
    let next = steps(&kesako)[7].clone();
    let check = CheckLine { id: "there".into(), verdict: Verdict::Fail, near_miss: None };
    let failed = Event::Checked { step: next, verdict: Verdict::Fail, attempt: true, checks: vec![check] };
    Record::load(&folder).unwrap().append(failed).unwrap();
    let script = r#"
import sys
from junitparser import JUnitXml, Failure, Skipped
report = JUnitXml.fromfile(sys.argv[1])
suites = list(report)
cases = [case for suite in suites for case in suite]
kinds = [type(case.result[0]) if case.result else None for case in cases]
assert report.tests == len(cases) and sum(s.tests for s in suites) == len(cases)
assert cases[7].result[0].message == "there", cases[7].result
assert {p.name: p.value for p in suites[0].properties()}["course"] == "docker-101"
print(len(suites), kinds.count(None), kinds.count(Failure), report.failures, kinds.count(Skipped) == report.skipped)
"#;
    assert_eq!(py(script, &[&exported(&kesako, "junit")]), "10 7 1 1 True");
}

#[test]
fn xapi_statements_fit_the_specification_s_rules() {
    let kesako = learner("a", 7);
    let file = kesako.folder.path().join("mine.xapi");
    kesako.run(&["export", "-f", "xapi", "-o", file.to_str().unwrap(), "--name", "Ada Lovelace"]).ends_with(0);
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/xapi.schema.json");
    let script = r#"
import json, sys, uuid
import jsonschema
schema, statements = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(statements)
assert len({uuid.UUID(s["id"]) for s in statements}) == len(statements)
assert "Ada" not in json.dumps(statements)
assert [s["timestamp"] for s in statements] == sorted(s["timestamp"] for s in statements)
verbs = [s["verb"]["id"].rsplit("/", 1)[1] for s in statements]
print(*(verbs.count(v) for v in ("initialized", "attempted", "failed", "passed", "completed")))
"#;
    // The first chapter has five steps, all passed.
    assert_eq!(py(script, &[&schema, &file]), "1 8 7 7 1");
}

#[test]
fn nothing_of_the_workspace_leaves_in_any_format() {
    let kesako = learner("private-name", 3);
    // What a session saw of containers stays beside the record.
    let seen = kesako.workspace().join(".kesako/witnessed.jsonl");
    std::fs::write(seen, "{\"container\":{\"cmd\":[\"private-name\"]}}\n").unwrap();
    for format in ["json", "jsonl", "csv", "md", "html", "junit", "xapi"] {
        let text = std::fs::read_to_string(exported(&kesako, format)).unwrap();
        for private in ["private-name", "19001", kesako.folder.path().to_str().unwrap()] {
            assert!(!text.contains(private), "{format} tells {private}");
        }
    }
}

#[test]
fn without_a_terminal_nobody_is_asked_and_no_name_is_told() {
    let kesako = learner("a", 1);
    let export = kesako.run(&["export"]).ends_with(0).json();
    assert_eq!(export["learner"], serde_json::Value::Null);
    assert_eq!(kesako.run(&["export", "--name", " Ada "]).ends_with(0).json()["learner"], "Ada");
}

#[test]
fn on_a_terminal_the_name_is_asked_and_enter_tells_none() {
    let kesako = learner("a", 1);
    for (typed, expected) in [("Ada\r", serde_json::json!("Ada")), ("\r", serde_json::Value::Null)] {
        let mut terminal = Terminal::kesako(kesako.folder.path(), NOWHERE, "export --lang en --output mine.json");
        terminal.sees("Your name");
        terminal.types(typed);
        terminal.sees("Written to mine.json");
        terminal.ends_with(0);
        let text = std::fs::read_to_string(kesako.folder.path().join("mine.json")).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["learner"], expected);
    }
}

#[test]
fn only_an_earlier_export_of_the_same_record_is_written_over_unasked() {
    let kesako = learner("a", 1);
    let file = kesako.folder.path().join("mine.html");
    let html = |more: &[&str]| kesako.run(&[&["export", "-f", "html", "-o", "mine.html"], more].concat());
    html(&[]).ends_with(0);
    html(&[]).ends_with(0);
    kesako.run(&["summary", "--html", "mine.html"]).ends_with(0).says("Written to mine.html");
    let other = learner("b", 1);
    let others = exported(&other, "json");
    std::fs::copy(&others, &file).unwrap();
    html(&[]).ends_with(2).says("--force");
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&others).unwrap());
    html(&["--force"]).ends_with(0);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("<!doctype html>"));
    let left: Vec<_> = std::fs::read_dir(kesako.folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".kesako-")), "{left:?}");
}

#[test]
fn what_can_t_be_exported_is_said_with_the_documented_code() {
    let nobody = Kesako::on(NOWHERE);
    nobody.run(&["export"]).ends_with(5).says("no progress");
    nobody.run(&["summary"]).ends_with(5).says("no progress");
    std::fs::create_dir_all(nobody.workspace().join(".kesako/log.jsonl")).unwrap();
    nobody.run(&["export"]).ends_with(5).says("cannot read the record");
    let kesako = learner("a", 1);
    kesako.run(&["export", "-o", "no/such/folder.json"]).ends_with(5).says("cannot write `no/such/folder.json`");
    kesako.run(&["export", "-o", "."]).ends_with(5).says("is a folder");
    kesako.run(&["export", "--format", "pdf"]).ends_with(2);
    kesako.run(&["export", "--format", "csv", "--json"]).ends_with(2).says("--output FILE");
    kesako.run(&["export", "--schema", "--name", "Ada"]).ends_with(2);
    kesako.run(&["export", "-f", "md", "--output", "-"]).ends_with(0).says("# Docker 101");
}

#[test]
fn the_summary_says_what_the_learner_knows() {
    let some = learner("a", 15);
    let said = some.run(&["summary"]).ends_with(0).says("what you know so far").says("docker run --name").says("15 of");
    assert!(said.out.lines().all(|line| line.chars().count() <= 80), "{said}");
    let all = steps(&some).len();
    let finished = learner("b", all);
    finished.run(&["summary"]).ends_with(0).says("you have made it").says("docker compose up");
    let french =
        finished.run(&["summary", "--lang", "fr"]).ends_with(0).says("tu as tout réussi").says("essais manqués");
    assert!(!french.out.contains("attempts"), "{french}");
    finished.run(&["summary", "--html", "end.html", "--name", "Ada <b>"]).ends_with(0);
    let page = std::fs::read_to_string(finished.folder.path().join("end.html")).unwrap();
    assert!(page.contains("Ada &#60;b&#62;") && page.contains("docker compose"), "{page}");
    let json = finished.run(&["summary", "--json"]).ends_with(0).json();
    assert_eq!((&json["schema"], &json["finished"]), (&1.into(), &true.into()));
}

#[test]
fn after_the_last_step_the_session_shows_the_end_part_by_part() {
    let kesako = learner("a", steps(&Kesako::on(NOWHERE)).len());
    let mut terminal = Terminal::kesako(kesako.folder.path(), NOWHERE, "--lang en");
    terminal.sees("Welcome back");
    terminal.types("n");
    terminal.sees("you have made it");
    terminal.types("n");
    terminal.types("n");
    terminal.sees("Compose");
    terminal.sees("And now?");
    terminal.types("q");
    terminal.ends_with(0);
}
