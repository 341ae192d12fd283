//! `kesako report`: classes of made-up learners, its formats read back by others. No engine is needed.

use std::path::{Path, PathBuf};

use super::class::{Subject, write_class};
use super::export::py;
use super::kesako::{Machine, Ran};

/// A machine with a class of `count` in `here/class`.
fn class(count: u64) -> Machine {
    let machine = Machine::debian();
    write_class(&machine.path("here/class"), &Subject::built_in(), 1, count);
    machine
}

#[track_caller]
pub fn done(ran: Ran) -> Ran {
    assert_eq!(ran.code, 0, "{ran:#?}");
    ran
}

/// What Python's csv makes of a layout: the header, then the rows, as JSON.
fn read_back(machine: &Machine, layout: &str) -> Vec<Vec<String>> {
    let file = machine.path(&format!("here/{layout}.csv"));
    done(machine.run(&["report", "class", "--layout", layout, "--output", file.to_str().unwrap()]));
    let script = "import csv, json, sys\n\
                  with open(sys.argv[1], newline='', encoding='utf-8') as f:\n    \
                  print(json.dumps(list(csv.reader(f, strict=True))))";
    serde_json::from_str(&py(script, &[&file])).unwrap()
}

#[track_caller]
fn is_rectangle(rows: &[Vec<String>]) {
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
    let mut head = rows[0].clone();
    head.sort();
    head.dedup();
    assert_eq!(head.len(), rows[0].len(), "a column's name stands twice");
}

#[test]
fn a_class_of_thirty_fits_any_terminal_with_colours_or_without() {
    let machine = class(30);
    let wide = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    let sequence = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    for lang in ["en", "fr"] {
        let plain = done(machine.run(&["report", "class", "--lang", lang]));
        assert!(wide(&plain.out) <= 80, "{}", plain.out);
        assert!(plain.err.is_empty(), "{}", plain.err);
        assert!(!plain.out.contains('\u{1b}') && !plain.out.contains("report-"), "{}", plain.out);
        let colored = done(machine.run(&["report", "class", "--lang", lang, "--color", "always"])).out;
        assert!(colored.contains("\u{1b}["));
        let stripped = sequence.replace_all(&colored, "").into_owned();
        let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(lines(&stripped), lines(&plain.out), "nothing is said by colour alone");
    }
    let ascii = done(class(5).with("LANG", "C").run(&["report", "class"])).out;
    assert!(!ascii.contains(['✓', '■', '·', '…', '×']), "{ascii}");
    // What was seen by eye is kept where this points to.
    if let Ok(folder) = std::env::var("KESAKO_KEEP") {
        keep(&machine, &PathBuf::from(folder));
    }
}

fn keep(machine: &Machine, folder: &Path) {
    std::fs::write(folder.join("report.txt"), machine.run(&["report", "class"]).out).unwrap();
    for lang in ["en", "fr"] {
        let page = folder.join(format!("report-{lang}.html"));
        let page = page.to_str().unwrap();
        done(machine.run(&["report", "class", "--lang", lang, "-o", page, "-f", "html", "--force"]));
    }
}

#[test]
fn figures_agree_with_python_s_statistics() {
    let machine = class(40);
    let json = machine.path("here/report.json");
    done(machine.run(&["report", "class", "--json", "-o", json.to_str().unwrap()]));
    let script = r"
import glob, json, math, statistics, sys
report = json.load(open(sys.argv[1]))
exports = [json.load(open(file)) for file in glob.glob(sys.argv[2] + '/*.json')]
assert report['schema'] == 1 and list(report)[0] == 'schema', list(report)
assert report['overview']['learners'] == len(exports) == len(report['learners'])
assert report['overview']['finished'] == sum(one['totals']['finished'] for one in exports)
assert report['overview']['median_passed'] == math.floor(statistics.median(one['totals']['passed'] for one in exports))
for step in report['steps']:
    lines = [line for one in exports for line in one['steps'] if line['id'] == step['id']]
    passed = sorted(line['active_seconds'] for line in lines if line['state'] == 'passed')
    assert step['reached'] == sum(line['state'] != 'open' for line in lines), step
    assert step['passed'] == len(passed), step
    assert step['median_seconds'] == (math.floor(statistics.median(passed)) if passed else None), step
    assert step['p90_seconds'] == (passed[math.ceil(len(passed) * 0.9) - 1] if passed else None), step
    for name in ['attempts', 'hints', 'troubles']:
        assert step[name] == sum(line[name] for line in lines), step
    assert step['solutions'] == sum(line['solution_seen'] for line in lines), step
    counts = {}
    for line in lines:
        for slip in line['near_misses']:
            counts[slip['id']] = counts.get(slip['id'], 0) + slip['count']
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    assert [(slip['id'], slip['count']) for slip in step['near_misses']] == most, (step, most)
    for slip in step['near_misses']:
        assert ' ' in slip['says'] and '{' not in slip['says'] and '`' not in slip['says'], slip
times = [one['active_seconds'] for one in report['stuck']]
assert times == sorted(times, reverse=True) and times, times
print('agreed')
";
    assert_eq!(py(script, &[&json, &machine.path("here/class")]), "agreed");
}

#[test]
fn the_long_table_has_a_row_for_each_step_that_was_reached_and_the_matrix_one_for_each_learner() {
    let machine = class(12);
    let json = done(machine.run(&["report", "class", "--json"])).json();
    let learners = json["learners"].as_array().unwrap();
    let reached: usize = learners.iter().map(|one| one["steps"].as_array().unwrap().len()).sum();
    let long = read_back(&machine, "long");
    is_rectangle(&long);
    assert_eq!(long.len(), reached + 1);
    let matrix = read_back(&machine, "matrix");
    is_rectangle(&matrix);
    assert_eq!(matrix.len(), learners.len() + 1);
    let first_step = matrix[0].iter().position(|name| name == "01-kesako/first-run").unwrap_or(8);
    for (row, learner) in matrix[1..].iter().zip(learners) {
        let passed = row[first_step..].iter().filter(|state| *state == "passed").count();
        assert_eq!(Some(passed as u64), learner["passed"].as_u64());
        assert_eq!(row[3], passed.to_string());
    }
}

/// Moodle's rules, as its documentation of the grade import and its importer have them: the first row names the columns,
/// white space around them is cut; every row has as many cells as the first; a cell of the mapped user column that is
/// empty or unknown stops the import; a grade is a number up to 100, with a point, or `-`.
#[test]
fn the_gradebook_table_of_moodle_follows_its_rules() {
    let machine = class(12);
    let rows = read_back(&machine, "moodle");
    is_rectangle(&rows);
    assert_eq!(rows[0][..2], ["Username", "Docker 101"]);
    assert_eq!(rows[0].len(), 2 + 10, "the course and each of its chapters");
    for row in &rows[1..] {
        assert!(!row[0].is_empty() && row[0] != "0", "{row:?}");
        for grade in &row[1..] {
            let (whole, hundredths) = grade.split_once('.').unwrap();
            assert!(hundredths.len() == 2 && whole.parse::<u32>().is_ok(), "{grade}");
            assert!((0.0..=100.0).contains(&grade.parse::<f64>().unwrap()), "{grade}");
        }
    }
    assert!(rows[0].iter().all(|name| name.trim() == name && !name.is_empty()));
    assert!(rows[1..].iter().any(|row| row[1] == "100.00") && rows[1..].iter().any(|row| row[1] != "100.00"));
    let ran = machine.run(&["report", "class", "--layout", "moodle"]);
    assert!(ran.err.contains("gave no name"), "who can't be found is said: {}", ran.err);
}

/// Canvas' rules, as its guide to the gradebook's CSV and its importer have them: the first cells are `Student`, `ID`,
/// then `SIS User ID`, `SIS Login ID`, and `Section`; assignments follow, none of whose titles ends in a number in
/// brackets or has the words of its own columns; the row that says `Points Possible` has the maxima; scores are points.
#[test]
fn the_gradebook_table_of_canvas_follows_its_rules() {
    let machine = class(12);
    let rows = read_back(&machine, "canvas");
    is_rectangle(&rows);
    assert_eq!(rows[0][..5], ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]);
    let own = regex::Regex::new(r"(Current|Final|Override) (Score|Points|Grade|Status)|\(\d+\)$").unwrap();
    assert!(rows[0][5..].iter().all(|title| !own.is_match(title)), "{:?}", rows[0]);
    assert!(rows[1][0].contains("Points Possible") && rows[1][1..5].iter().all(String::is_empty));
    let maxima: Vec<u32> = rows[1][5..].iter().map(|points| points.parse().unwrap()).collect();
    assert!(maxima.iter().all(|points| *points > 0));
    for row in &rows[2..] {
        assert!(!row[0].contains("Points Possible") && !row[0].is_empty(), "{row:?}");
        for (score, maximum) in row[5..].iter().zip(&maxima) {
            assert!(score.parse::<u32>().unwrap() <= *maximum, "{row:?}");
        }
    }
}

#[test]
fn a_file_of_somebody_else_is_not_written_over() {
    let machine = class(3);
    let there = machine.path("here/mine.txt");
    std::fs::write(&there, "mine").unwrap();
    for format in ["csv", "json", "html", "terminal"] {
        let ran = machine.run(&["report", "class", "-f", format, "-o", "mine.txt"]);
        assert_eq!(ran.code, 2, "{ran:#?}");
        assert!(ran.err.contains("--force"), "{ran:#?}");
        assert_eq!(std::fs::read_to_string(&there).unwrap(), "mine");
        let own = format!("own.{format}");
        done(machine.run(&["report", "class", "-f", format, "-o", &own]));
        let again = machine.run(&["report", "class", "-f", format, "-o", &own]);
        // A text for a terminal does not say what it is.
        assert_eq!(again.code, if format == "terminal" { 2 } else { 0 }, "{again:#?}");
    }
    done(machine.run(&["report", "class", "-f", "csv", "-o", "mine.txt", "--force"]));
    assert_eq!(machine.run(&["report", "class", "-o", "nowhere/at/all"]).code, 5);
    assert_eq!(machine.run(&["report", "class", "-o", "class"]).code, 5);
    let names: Vec<_> =
        std::fs::read_dir(machine.path("here")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with(".kesako-")), "{names:?}");
}

#[test]
fn a_command_line_that_makes_no_sense_is_said() {
    let machine = class(1);
    for arguments in [
        &["report"][..],
        &["report", "class", "-f", "html", "--layout", "moodle"],
        &["report", "class", "--json", "-f", "html"],
        &["report", "class", "--force"],
        &["report", "class", "-f", "pdf"],
    ] {
        let ran = machine.run(arguments);
        assert_eq!(ran.code, 2, "{ran:#?}");
    }
}
