//! A session that waits: what it takes of the processor and of memory.

use std::fs;
use std::time::{Duration, Instant};

use expectrl::{Eof, Expect, Session};

use super::kesako;

/// How long the session is watched.
const WATCHED: Duration = Duration::from_secs(10);
/// How long it may take to be ready.
const PATIENCE: Duration = Duration::from_secs(30);
/// A session that has used no processor time for so long has done all that a beginning takes.
const STILL: Duration = Duration::from_secs(1);
/// How often that is looked at.
const GLANCE: Duration = Duration::from_millis(50);
/// What the kernel counts processor time in: hundredths of a second on every Linux that matters here.
const TICK: Duration = Duration::from_millis(10);

/// What an idle session takes.
pub(super) struct Idle {
    /// Until it waits for the learner, the reading of the whole course for a new one included.
    pub(super) start: Duration,
    /// While it waits.
    pub(super) processor: Duration,
    pub(super) memory: u64,
}

/// Starts a session on the built-in course, waits until it is ready, and watches it doing nothing.
pub(super) fn idle(host: &str) -> Idle {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("workspace");
    let mut command = kesako();
    command.args(["--lang", "en", "--host", host, "--workspace"]).arg(workspace).env("TERM", "xterm");
    let mut session = Session::spawn(command).expect("the session must start");
    session.set_expect_timeout(Some(PATIENCE));
    session.expect("quit").expect("the session must show its keys");
    let process = session.get_process().pid().as_raw();
    let start = settled(process);
    let deadline = Instant::now() + WATCHED;
    while let Some(left) = deadline.checked_duration_since(Instant::now()) {
        std::thread::park_timeout(left);
    }
    let processor = processor_time(process).saturating_sub(start);
    let memory = resident(process);
    session.send("q").unwrap();
    session.expect(Eof).expect("q must end the session");
    Idle { start, processor, memory }
}

/// Waits until the process is still; the time that it has used until then.
fn settled(process: i32) -> Duration {
    let started = Instant::now();
    let (mut used, mut since) = (processor_time(process), Instant::now());
    while since.elapsed() < STILL {
        assert!(started.elapsed() < PATIENCE, "the session does not come to rest: {used:?}");
        std::thread::park_timeout(GLANCE);
        let now = processor_time(process);
        if now != used {
            (used, since) = (now, Instant::now());
        }
    }
    used
}

/// User and system time so far.
fn processor_time(process: i32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    let ticks: u32 = after_name.split_whitespace().skip(11).take(2).map(|field| field.parse::<u32>().unwrap()).sum();
    TICK * ticks
}

/// Bytes in memory.
fn resident(process: i32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}
