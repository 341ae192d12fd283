//! Progress that comes to another machine: what is taken in, what is refused, and that nothing is lost. No engine is needed.

use super::export::{NOWHERE, exported, learner, log};
use super::learner::{Kesako, Said, write};

#[test]
fn an_import_goes_on_where_the_other_machine_was() {
    let there = learner("a", 15);
    let file = exported(&there, "json");
    let here = Kesako::on(NOWHERE);
    let file = file.to_str().unwrap();
    here.run(&["import", file]).ends_with(0).says("15 steps have passed").says("kesako jump 3/");
    let listed = |kesako: &Kesako| kesako.run(&["list", "--json"]).json()["current"].clone();
    assert_eq!(listed(&here), listed(&there));
    let totals = |kesako: &Kesako| {
        let mut export = kesako.run(&["export"]).ends_with(0).json();
        export["totals"].as_object_mut().unwrap().remove("wall_seconds");
        (export["record"].clone(), export["totals"].clone(), export["steps"].clone(), export["engine"].clone())
    };
    let (mine, theirs) = (totals(&here), totals(&there));
    // No engine was met here.
    assert_eq!((&mine.0, &mine.1), (&theirs.0, &theirs.1));
    assert!(mine.2 == theirs.2, "the steps are as they were");
    assert_eq!(mine.3, serde_json::Value::Null);

    let before = log(&here);
    here.run(&["import", file]).ends_with(0).says("Nothing new");
    assert_eq!(log(&here), before, "importing twice is harmless");
    // And back again: what came from there is not taken in as something else.
    let back = exported(&here, "json");
    let passed = here.run(&["import", "--json", file]).ends_with(0).json();
    assert_eq!((&passed["events"], &passed["passed"], &passed["jump"]), (&0.into(), &15.into(), &true.into()));
    there.run(&["import", back.to_str().unwrap()]).ends_with(0);
    // What happened there after it left, and nothing twice.
    assert_eq!(totals(&there).1, theirs.1);
    assert!(totals(&there).2 == theirs.2, "the steps are as they were");
    there.run(&["import", back.to_str().unwrap()]).ends_with(0).says("Nothing new");
}

#[test]
fn an_import_comes_through_a_pipe_too() {
    let there = learner("a", 3);
    let file = std::fs::File::open(exported(&there, "json")).unwrap();
    let here = Kesako::on(NOWHERE);
    let output = here.command(&["import", "-"]).stdin(file).output().unwrap();
    assert!(output.status.success());
    assert_eq!(here.run(&["export"]).json()["totals"]["passed"], 3);
}

#[test]
fn progress_of_two_records_is_put_together_only_when_agreed_to() {
    let (there, here) = (learner("a", 4), learner("b", 2));
    let file = exported(&there, "json");
    let file = file.to_str().unwrap();
    let before = log(&here);
    here.run(&["import", file]).ends_with(2).says("another record").says("--yes");
    assert_eq!(log(&here), before);
    here.run(&["import", file, "--yes"]).ends_with(0);
    assert!(log(&here).starts_with(&before), "nothing is lost");
    let export = here.run(&["export"]).json();
    assert_eq!((&export["totals"]["passed"], &export["totals"]["attempts"]), (&4.into(), &6.into()));
}

#[test]
fn an_edited_export_is_said_to_be_and_taken_in_only_when_agreed_to() {
    let there = learner("a", 4);
    let file = exported(&there, "json");
    let text = std::fs::read_to_string(&file).unwrap();
    let here = Kesako::on(NOWHERE);
    for (from, to, says) in [
        ("\"level\": 1", "\"level\": 3", "event 5 is not as it was"),
        ("\"passed\": 4", "\"passed\": 9", "something else"),
    ] {
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text);
        std::fs::write(&file, edited).unwrap();
        let refused = here.run(&["import", file.to_str().unwrap()]).ends_with(2).says("was edited").says(says);
        assert!(log(&here).is_empty(), "{refused}");
    }
    let told = here.run(&["import", file.to_str().unwrap(), "--yes", "--json"]).ends_with(0).json();
    assert_eq!(told["edited"], true);
}

#[test]
fn what_is_no_export_of_this_course_is_named_and_nothing_is_touched() {
    let kesako = learner("a", 4);
    let file = exported(&kesako, "json");
    let text = std::fs::read_to_string(&file).unwrap();
    let other = text.replacen("\"id\": \"docker-101\"", "\"id\": \"other-course\"", 1);
    let future = text.replacen("\"schema\": 1", "\"schema\": 9", 1);
    let broken = text.replacen("\"attempts\": 4", "\"attempts\": \"four\"", 1);
    let csv = std::fs::read_to_string(exported(&kesako, "csv")).unwrap();
    let before = log(&kesako);
    for (name, content, says) in [
        ("empty.json", "", "is empty"),
        ("cut.json", &text[..text.len() / 2], "breaks off in line"),
        ("zeros.json", &"\0".repeat(100_000), "not JSON"),
        ("table.json", &csv, "not JSON"),
        ("tests.json", "{\"tests\": 3}", "no export of kesako"),
        ("other.json", &other, "is of the course `other-course`"),
        ("future.json", &future, "newer"),
        ("broken.json", &broken, "is a broken export"),
        ("large.json", &" ".repeat(33 * 1024 * 1024), "larger than any export"),
    ] {
        write(&kesako.folder.path().join(name), content);
        kesako.run(&["import", name]).ends_with(5).says(name).says(says);
        assert_eq!(log(&kesako), before);
    }
    kesako.run(&["import", "no-such.json"]).ends_with(5).says("cannot read `no-such.json`");
    kesako.run(&["import", "."]).ends_with(5).says("cannot read");
}

#[test]
fn an_export_that_lacks_anything_is_broken_and_says_what_it_lacks() {
    let kesako = learner("a", 2);
    let export = kesako.run(&["export"]).ends_with(0).json();
    let before = log(&kesako);
    for key in export.as_object().unwrap().keys() {
        // What may be null may be missing.
        let optional = ["learner", "language", "engine"].contains(&key.as_str());
        let mut lacking = export.clone();
        lacking.as_object_mut().unwrap().remove(key);
        let mut odd = export.clone();
        odd[key] = serde_json::json!(true);
        for (name, content) in [("lacking.json", lacking), ("odd.json", odd)] {
            kesako.write(name, &content.to_string());
            let said = kesako.run(&["import", name, "--yes"]);
            match key.as_str() {
                "schema" | "kesako" => said.ends_with(5).says("no export of kesako"),
                _ if optional && name == "lacking.json" => said.ends_with(0),
                _ => said.ends_with(5).says("is a broken export").says(if name == "odd.json" { "column" } else { key }),
            };
            assert_eq!(log(&kesako), before, "{key}");
        }
    }
}

#[test]
fn hostile_texts_of_an_export_steer_no_terminal() {
    let there = learner("a", 3);
    let file = exported(&there, "json");
    let text = std::fs::read_to_string(&file).unwrap();
    let hostile = "\\u001b[2J\\u001b]0;owned\\u0007<script>alert(1)</script>";
    let text = text
        .replace("there/close-name", hostile)
        .replace("\"version\": \"1.0.0\"", &format!("\"version\": \"{hostile}\""));
    std::fs::write(&file, text).unwrap();
    let here = Kesako::on(NOWHERE);
    let said = here.run(&["import", file.to_str().unwrap(), "--yes"]).ends_with(0);
    assert!(!said.out.contains('\u{1b}') && !said.err.contains('\u{1b}'), "{said}");
    for args in [&["summary"][..], &["export", "-f", "html"], &["export", "-f", "md"], &["export"]] {
        let said: Said = here.run(args).ends_with(0);
        assert!(!said.out.contains(['\u{1b}', '\u{7}']) && !said.out.contains("\\u001b"), "{said}");
        assert!(!said.out.contains("<script>") || args == ["export"], "{said}");
    }
}
