//! What kesako costs, measured against the plain docker command in the same run: whole processes, release build.
//!
//! Needs an engine with the course's base images: `KESAKO_TEST_HOST=unix:///… cargo bench`; `cargo bench -- report` measures
//! reports alone, and needs none. Prints a table with the bars
//! that were missed. Fails when something costs three times its bar: less may be a neighbour on the same machine, more is
//! a change for the worse. Ratios, not times: both sides of each suffer from the same machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

mod class;
mod course;
mod report;
mod session;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use course::Course;

/// Runs of each command; the two sides of a ratio take turns.
const RUNS: usize = 40;
/// As many times its bar is no accident any more.
const ALARM: f64 = 3.0;
/// Containers that have nothing to do with the course.
const CROWD: usize = 500;

fn main() -> ExitCode {
    let mut bars = report::bars();
    if !std::env::args().any(|argument| argument == "report") {
        bars.extend(with_engine());
    }
    for bar in &bars {
        println!("{bar}");
    }
    if bars.iter().all(|bar| bar.cost <= ALARM) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn with_engine() -> Vec<Bar> {
    let host =
        std::env::var("KESAKO_TEST_HOST").expect("KESAKO_TEST_HOST must name a private engine: see tests/engine");
    let course = Course::set_up(&host);
    let mut bars = Vec::new();

    let (check, inspect) = in_turns(|| course.check(), || docker(&host, &["inspect", course::CONTAINER]));
    bars.push(Bar::ratio("check of four, against one docker inspect", check, inspect, 1.0));

    let alone = median((0..RUNS).map(|_| timed(|| course.check())).collect());
    drop(course);
    let crowd = Crowd::gather(&host);
    // The step begins in the middle of them: who comes and goes meanwhile is told by the history, not by this bar.
    let course = Course::set_up(&host);
    let crowded = median((0..RUNS).map(|_| timed(|| course.check())).collect());
    drop(course);
    drop(crowd);
    bars.push(Bar::ratio("the same check among 500 containers, against alone", crowded, alone, 1.2));

    let (version, nothing) = in_turns(version, || Command::new("true"));
    bars.push(Bar::span("kesako --version, more than true", version.saturating_sub(nothing), Duration::from_millis(3)));

    let idle = session::idle(&host);
    bars.push(Bar::span("session of a new learner until it waits", idle.start, Duration::from_millis(200)));
    bars.push(Bar::span("idle session, processor time in ten seconds", idle.processor, Duration::from_millis(20)));
    bars.push(Bar::size("idle session, memory", idle.memory, 20 * 1024 * 1024));
    bars
}

fn version() -> Command {
    let mut command = kesako();
    command.arg("--version");
    command
}

/// The program under test.
fn kesako() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kesako"));
    command.env_clear().env("PATH", std::env::var("PATH").unwrap_or_default()).env("LANG", "C.UTF-8");
    command
}

fn docker(host: &str, args: &[&str]) -> Command {
    let mut command = Command::new("docker");
    command.args(args).env("DOCKER_HOST", host).env_remove("DOCKER_CONTEXT");
    command
}

/// Medians of two commands that take turns.
fn in_turns(one: impl Fn() -> Command, other: impl Fn() -> Command) -> (Duration, Duration) {
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        times.0.push(timed(&one));
        times.1.push(timed(&other));
    }
    (median(times.0), median(times.1))
}

fn timed(command: impl Fn() -> Command) -> Duration {
    let mut command = command();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let status = command.status().unwrap();
    let elapsed = started.elapsed();
    assert!(status.success(), "a measured command failed: {command:?}");
    elapsed
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Containers of other people.
struct Crowd {
    host: String,
}

impl Crowd {
    fn gather(host: &str) -> Self {
        let script =
            format!("seq {CROWD} | xargs -P 4 -I N docker create --name bench-crowd-N --label bench-crowd alpine true");
        let gathered = Command::new("sh").args(["-c", &script]).env("DOCKER_HOST", host).stdout(Stdio::null()).status();
        assert!(gathered.unwrap().success(), "the crowd could not be gathered");
        Self { host: host.to_owned() }
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        let script = "docker ps -aq --filter label=bench-crowd | xargs -r docker rm -f";
        let sent =
            Command::new("sh").args(["-c", script]).env("DOCKER_HOST", &self.host).stdout(Stdio::null()).status();
        assert!(sent.unwrap().success(), "the crowd could not be sent home");
    }
}

/// A bar, and what was measured as a multiple of it.
struct Bar {
    name: &'static str,
    measured: String,
    most: String,
    cost: f64,
}

impl Bar {
    fn ratio(name: &'static str, one: Duration, other: Duration, most: f64) -> Self {
        let ratio = one.as_secs_f64() / other.as_secs_f64();
        let measured = format!("{ratio:.2} ({} / {})", millis(one), millis(other));
        Self { name, measured, most: format!("≤ {most}"), cost: ratio / most }
    }

    fn span(name: &'static str, measured: Duration, most: Duration) -> Self {
        Self {
            name,
            measured: millis(measured),
            most: format!("≤ {}", millis(most)),
            cost: measured.as_secs_f64() / most.as_secs_f64(),
        }
    }

    fn number(name: &'static str, measured: f64, most: f64) -> Self {
        Self { name, measured: format!("{measured:.2}"), most: format!("≤ {most}"), cost: measured / most }
    }

    fn size(name: &'static str, bytes: u64, most: u64) -> Self {
        let megabytes = |bytes: u64| format!("{} MiB", bytes / (1024 * 1024));
        Self { name, measured: megabytes(bytes), most: format!("≤ {}", megabytes(most)), cost: ratio_of(bytes, most) }
    }
}

impl std::fmt::Display for Bar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.cost <= 1.0 { "ok    " } else { "MISSED" };
        write!(f, "{sign}  {:<52} {:<28} {}", self.name, self.measured, self.most)
    }
}

#[expect(clippy::cast_precision_loss, reason = "megabytes, to the percent")]
fn ratio_of(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
