//! Files that `kesako report` can't use: each is named with its reason, none is fatal, none makes it wait or panic.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::class::Subject;
use super::kesako::{Machine, Ran};

/// A whole export as text, the same each time.
fn whole(number: u64) -> String {
    serde_json::to_string_pretty(&Subject::built_in().export(3, number)).unwrap()
}

fn with(whole: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(whole.contains(from), "{from}");
    whole.replacen(from, to, 1).into_bytes()
}

/// Files by name, with their bytes and the reason for which they are left out.
fn broken(whole: &str) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let bytes = whole.as_bytes();
    let latin = with(whole, "docker-101", "doc\u{e9}");
    let latin: Vec<u8> =
        String::from_utf8(latin).unwrap().chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(whole.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        ("empty.json", Vec::new(), "empty"),
        ("half.json", bytes[..bytes.len() / 2].to_vec(), "cut-short"),
        ("first-byte.json", b"{".to_vec(), "cut-short"),
        ("without-its-end.json", bytes[..bytes.len() - 2].to_vec(), "cut-short"),
        ("package.json", br#"{"name": "web", "version": "1.0.0"}"#.to_vec(), "not-an-export"),
        ("other-schema.json", br#"{"schema": 1, "tests": []}"#.to_vec(), "not-an-export"),
        ("array.json", b"[1, 2, 3]".to_vec(), "not-an-export"),
        ("null.json", b"null".to_vec(), "not-an-export"),
        ("deep.json", "[".repeat(200_000).into_bytes(), "not-an-export"),
        ("zeros.json", vec![0; 1_000_000], "not-json"),
        ("text.json", b"hello\n".to_vec(), "not-json"),
        ("script.json", b"<script>alert(1)</script>".to_vec(), "not-json"),
        ("utf-16.json", wide, "not-json"),
        ("latin-1.json", latin, "broken"),
        ("twice.json", [bytes, bytes].concat(), "not-json"),
        ("comma.json", with(whole, "\"totals\"", ",\"totals\""), "not-json"),
        ("huge-number.json", with(whole, "\"points\": 1", "\"points\": 1e999"), "broken"),
        ("future.json", br#"{"schema": 9, "kesako": "9.0.0", "all": "new"}"#.to_vec(), "future-schema"),
        ("future-2.json", with(whole, "\"schema\": 1", "\"schema\": 2"), "future-schema"),
        ("older.json", with(whole, "\"schema\": 1", "\"schema\": 0"), "older-schema"),
        ("text-for-number.json", with(whole, "\"passed\": ", "\"passed\": \"all\", \"x\": "), "broken"),
        ("negative.json", with(whole, "\"attempts\": ", "\"attempts\": -1, \"x\": "), "broken"),
        ("fraction.json", with(whole, "\"hints\": ", "\"hints\": 0.5, \"x\": "), "broken"),
        ("no-steps.json", with(whole, "\"steps\": [", "\"stairs\": ["), "broken"),
        ("step-id.json", with(whole, "\"id\": \"01-kesako/", "\"id\": \"../../etc/passwd/"), "broken"),
        ("date.json", with(whole, "\"exported_at\": \"2", "\"exported_at\": \"yesterday 2"), "broken"),
        ("state.json", with(whole, "\"state\": \"passed\"", "\"state\": \"lost\""), "broken"),
        ("event.json", with(whole, "\"started\"", "\"rm -rf\""), "broken"),
        ("twice-schema.json", with(whole, "\"kesako\"", "\"schema\": 1, \"kesako\""), "not-an-export"),
    ]
}

#[track_caller]
fn left_out(ran: &Ran) -> Vec<(String, String)> {
    let json = ran.json();
    let all = json["files"]["left_out"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    all.iter().map(|one| (text(&one["file"]), text(&one["reason"]))).collect()
}

#[test]
fn broken_files_are_named_with_their_reason_and_the_others_shown() {
    let machine = Machine::debian();
    let whole = whole(1);
    let folder = machine.path("here/class");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("whole.json"), format!("\u{feff}{whole}")).unwrap();
    let mut expected = Vec::new();
    for (name, bytes, reason) in broken(&whole) {
        fs::write(folder.join(name), bytes).unwrap();
        expected.push((format!("class/{name}"), reason.to_owned()));
        let alone = machine.run(&["report", &format!("class/{name}")]);
        assert_eq!(alone.code, 5, "{name}: {alone:#?}");
        assert!(alone.err.contains(name) && alone.err.contains("kesako export"), "{name}: {alone:#?}");
        assert!(!alone.err.contains("panicked"), "{alone:#?}");
    }
    // A hundred megabytes of zeros, that take no room on this disk.
    fs::File::create(folder.join("zeros-100.json")).unwrap().set_len(100 * 1024 * 1024).unwrap();
    expected.push(("class/zeros-100.json".to_owned(), "too-large".to_owned()));
    let ran = machine.run(&["report", "class", "--json"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    expected.sort();
    assert_eq!(left_out(&ran), expected);
    assert!(expected.len() >= 30);
    assert_eq!(ran.json()["overview"]["learners"], 1, "a mark of byte order is no fault");
    assert_eq!(ran.json()["files"]["marked"].as_array().unwrap().len(), 0);
    for lang in ["en", "fr"] {
        let said = machine.run(&["report", "class", "--lang", lang]);
        assert_eq!(said.code, 0, "{said:#?}");
        for (file, _) in &expected {
            assert!(said.err.contains(file.as_str()), "{file}: {}", said.err);
        }
        assert!(!said.err.contains("report-"), "{}", said.err);
    }
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let machine = Machine::debian();
    let here = machine.path("here");
    fs::create_dir_all(here.join("class/nothing/deeper")).unwrap();
    fs::write(here.join("class/whole.json"), whole(1)).unwrap();
    let fifo = Command::new("mkfifo").arg(here.join("class/fifo.json")).status().unwrap();
    assert!(fifo.success());
    symlink("loop.json", here.join("class/loop.json")).unwrap();
    symlink("gone", here.join("class/gone.json")).unwrap();
    symlink("..", here.join("class/up")).unwrap();
    symlink("../class", here.join("class/up.json")).unwrap();
    let ran = machine.run(&[
        "report",
        "class",
        "class/nothing",
        "class/fifo.json",
        "/dev/zero",
        "none*",
        "nobody.json",
        "--json",
    ]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let mut found = left_out(&ran);
    found.dedup();
    let expected = [
        ("/dev/zero", "not-a-file"),
        ("class/fifo.json", "not-a-file"),
        ("class/gone.json", "not-found"),
        ("class/loop.json", "unreadable"),
        ("class/nothing", "empty-folder"),
        ("nobody.json", "not-found"),
        ("none*", "no-match"),
    ];
    assert_eq!(found, expected.map(|(file, reason)| (file.to_owned(), reason.to_owned())));
}

#[test]
fn a_folder_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let machine = Machine::debian();
    let folder = machine.path("here/closed");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("whole.json"), whole(1)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    let is_open = fs::read_dir(&folder).is_ok();
    let ran = machine.run(&["report", "closed"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    // The superuser may read anything.
    if is_open {
        assert_eq!(ran.code, 0, "{ran:#?}");
    } else {
        assert_eq!(ran.code, 5, "{ran:#?}");
        assert!(ran.err.contains("closed: left out"), "{ran:#?}");
    }
}

#[test]
fn the_newest_of_a_record_wins_and_edits_versions_and_other_courses_are_said() {
    let machine = Machine::debian();
    let here = machine.path("here");
    let put = |name: &str, text: &str| fs::write(here.join(name), text).unwrap();
    let whole = whole(1);
    let line = whole.lines().find(|line| line.contains("\"exported_at\"")).unwrap();
    let newer = line.replace("\"2025-", "\"2026-");
    put("a-old.json", &whole);
    put("b-new.json", &whole.replacen(line, &newer, 1));
    put("c-same.json", &whole);
    put("d-other.json", &other(&whole));
    let ran = machine.run(&["report", "a-old.json", "b-new.json", "c-same.json", "d-other.json", "--json"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let json = ran.json();
    let expected = [("a-old.json", "duplicate"), ("c-same.json", "duplicate"), ("d-other.json", "other-course")];
    assert_eq!(left_out(&ran), expected.map(|(file, reason)| (file.to_owned(), reason.to_owned())));
    assert!(json["files"]["left_out"][0]["says"].as_str().unwrap().contains("b-new.json"));
    assert_eq!(json["files"]["marked"][0]["mark"], "edited", "{json:#}");
    assert_eq!(json["learners"].as_array().unwrap().len(), 1);
    // Alone, the other course is what the report is about; asked for by a folder, that one is.
    assert_eq!(machine.run(&["report", "d-other.json", "--json"]).json()["course"]["id"], "another");
}

/// The export of somebody in another course.
fn other(whole: &str) -> String {
    whole.replace("\"docker-101\"", "\"another\"").replacen("\"record\": \"", "\"record\": \"f", 1)
}

#[test]
fn two_learners_of_one_name_stay_two() {
    let machine = Machine::debian();
    let subject = Subject::built_in();
    for number in [1, 2] {
        let mut export = subject.export(3, number);
        export.learner = Some("Ada".into());
        let text = serde_json::to_string(&export).unwrap();
        fs::write(machine.path(&format!("here/{number}.json")), text).unwrap();
    }
    let json = machine.run(&["report", ".", "--json"]).json();
    let names: Vec<&str> =
        json["learners"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert!(names[0] != names[1] && names.iter().all(|name| name.starts_with("Ada (")), "{names:?}");
}

#[test]
fn standard_input_patterns_and_the_same_file_twice() {
    let machine = Machine::debian();
    let here = machine.path("here");
    fs::create_dir(here.join("one")).unwrap();
    for number in 1..=3 {
        fs::write(here.join(format!("one/{number}.json")), whole(number)).unwrap();
    }
    let json = machine.run(&["report", "o*e/?.json", "one", "one/1.json", "--json"]).json();
    assert_eq!((&json["overview"]["learners"], &json["files"]["read"]), (&3.into(), &3.into()));
    let piped = machine.run_with_input(&["report", "-", "--json"], Path::new("one/2.json"));
    assert_eq!(piped.json()["overview"]["learners"], 1, "{piped:#?}");
}
