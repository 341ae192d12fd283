//! What a report on a class costs: whole processes, made-up classes. Python tells the memory of a process that has ended.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::class::{Subject, write_class};
use super::{Bar, median, ratio_of};

/// A course's worth of learners, and a school's.
const FEW: u64 = 200;
const MANY: u64 = 5_000;
/// How often the small one is measured; the large one once.
const RUNS: usize = 5;

/// What one report took.
#[derive(Clone, Copy)]
struct Taken {
    time: Duration,
    memory: u64,
}

pub(super) fn bars() -> Vec<Bar> {
    let folder = tempfile::tempdir().unwrap();
    let subject = Subject::built_in();
    let (few, many) = (folder.path().join("few"), folder.path().join("many"));
    write_class(&few, &subject, 1, FEW);
    write_class(&many, &subject, 1, MANY);
    let mut bars = Vec::new();
    for (format, time, memory, growth, growth_of_memory) in [
        (
            "terminal",
            "report on 200 learners, terminal",
            "the same, memory",
            "on 5000 against 25 times as long",
            "the same, memory",
        ),
        (
            "html",
            "report on 200 learners, html",
            "the same, memory",
            "on 5000 against 25 times as long",
            "the same, memory",
        ),
    ] {
        let page = folder.path().join(format!("few.{format}"));
        let small: Vec<Taken> = (0..RUNS).map(|_| report(&few, format, &page)).collect();
        let small = Taken {
            time: median(small.iter().map(|taken| taken.time).collect()),
            memory: small.iter().map(|taken| taken.memory).max().unwrap(),
        };
        let large = report(&many, format, &folder.path().join(format!("many.{format}")));
        bars.push(Bar::span(time, small.time, Duration::from_secs(1)));
        bars.push(Bar::size(memory, small.memory, 100 * 1024 * 1024));
        bars.push(Bar::ratio(growth, large.time, small.time * 25, 1.0));
        bars.push(Bar::number(growth_of_memory, ratio_of(large.memory, small.memory * 25), 1.0));
        if format == "html" {
            let size = std::fs::metadata(&page).unwrap().len();
            bars.push(Bar::size("the page on 200 learners", size, 2 * 1024 * 1024));
        }
    }
    bars
}

fn report(folder: &Path, format: &str, page: &Path) -> Taken {
    let script = "import os, resource, subprocess, sys, time\n\
                  started = time.monotonic()\n\
                  subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n\
                  took = time.monotonic() - started\n\
                  print(took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let mut command = Command::new("python3");
    command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_kesako")).arg("report").arg(folder);
    command.args(["--format", format, "--force", "--output"]).arg(page).env("LANG", "C.UTF-8");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let (took, kibibytes) = said.trim().split_once(' ').unwrap();
    Taken { time: Duration::from_secs_f64(took.parse().unwrap()), memory: kibibytes.parse::<u64>().unwrap() * 1024 }
}
