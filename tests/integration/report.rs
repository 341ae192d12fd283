//! `kesako report`: classes of made-up learners, broken files, hostile texts, and its formats read back by others.

use std::path::PathBuf;

use super::class::{Subject, write_class};
use super::kesako::{Machine, Ran};

/// A machine with a class of `count` in `here/class`.
fn class(count: u64) -> Machine {
    let machine = Machine::debian();
    write_class(&machine.path("here/class"), &Subject::built_in(), 1, count);
    machine
}

#[track_caller]
fn done(ran: Ran) -> Ran {
    assert_eq!(ran.code, 0, "{ran:#?}");
    ran
}

#[test]
fn a_class_fits_a_terminal() {
    let machine = class(30);
    let ran = done(machine.run(&["report", "class"]));
    let widest = ran.out.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 80, "{widest} columns:\n{}", ran.out);
    if let Ok(folder) = std::env::var("KESAKO_KEEP") {
        let keep = PathBuf::from(folder);
        std::fs::write(keep.join("report.txt"), &ran.out).unwrap();
        for lang in ["en", "fr"] {
            let page = keep.join(format!("report-{lang}.html"));
            done(machine.run(&[
                "report",
                "class",
                "--lang",
                lang,
                "--output",
                page.to_str().unwrap(),
                "-f",
                "html",
                "--force",
            ]));
        }
        write_class(&keep.join("class"), &Subject::built_in(), 1, 30);
    }
    assert!(ran.err.is_empty(), "{}", ran.err);
}
