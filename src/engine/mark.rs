//! The label that marks a throwaway container: who made it, and how long it may be needed. A sweep must not take away
//! what another kesako is looking at.
//!
//! `SECONDS/PLACE/PID/START`: how long it may live at most; the machine's boot and process namespace; the process and
//! when it started. `-` where the system does not tell.

use std::fs;

/// The label's value for a container that is needed for at most `seconds`.
pub(super) fn own(seconds: u64) -> String {
    let pid = std::process::id();
    let place = place().unwrap_or_else(|| "-".to_owned());
    let start = started(pid).unwrap_or_else(|| "-".to_owned());
    format!("{seconds}/{place}/{pid}/{start}")
}

/// Whether what `mark` is on, being `age` seconds old, is of no use to anybody any more.
pub(super) fn is_stale(mark: &str, age: i64) -> bool {
    let parts: Vec<&str> = mark.split('/').collect();
    let [seconds, at, pid, start] = parts[..] else { return age > 60 };
    if age > seconds.parse().unwrap_or(60) {
        return true;
    }
    let is_here = at != "-" && place().as_deref() == Some(at);
    match pid.parse() {
        Ok(pid) if is_here => started(pid).as_deref() != Some(start),
        _ => false,
    }
}

/// This boot of this machine, and this process's namespace: process numbers mean the same only within both.
fn place() -> Option<String> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let namespace = fs::read_link("/proc/self/ns/pid").ok()?;
    let number: String = namespace.to_string_lossy().chars().filter(char::is_ascii_digit).collect();
    Some(format!("{}-{number}", boot.split('-').next()?))
}

/// When a process started, in ticks since the boot; `None` if there is no such process.
fn started(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is the program's name in brackets, and may hold anything; the start is field 22.
    let (_, rest) = stat.rsplit_once(") ")?;
    if rest.starts_with('Z') {
        return None;
    }
    rest.split(' ').nth(19).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_old_is_stale_whoever_made_it() {
        assert!(is_stale("40/elsewhere/1/2", 41));
        assert!(!is_stale("40/elsewhere/1/2", 39));
        assert!(is_stale("made by hand", 61));
        assert!(!is_stale("made by hand", 5));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_living_process_made_is_left_and_what_an_ended_one_made_goes() {
        let mine = own(40);
        assert!(!is_stale(&mine, 1));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let pid = child.id();
        child.wait().unwrap();
        let ended = mine.replace(&format!("/{}/", std::process::id()), &format!("/{pid}/"));
        assert!(is_stale(&ended, 1));
    }
}
