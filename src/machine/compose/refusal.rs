//! Why Compose refuses a file, in its own words: what it wrote in, one line out.

use std::path::Path;
use std::process::ExitStatus;

use crate::probe::{Cause, ComposeAnswer, Unseen};

/// Longer words are cut.
const LONGEST: usize = 400;

/// What Compose says to a part of a file that lies on a network, where it may not fetch it.
const REMOTE: [&str; 3] = ["remote resource is disabled", "GIT_REMOTE\" must be set", "OCI_REMOTE\" must be set"];

/// The refusal that `errors` tell of. A Compose that was ended, says nothing or may not fetch has refused nothing.
pub(super) fn read(errors: &str, status: ExitStatus, folder: &Path) -> Result<ComposeAnswer, Unseen> {
    let words = words(errors, folder);
    if REMOTE.iter().any(|remote| errors.contains(remote)) {
        return Err(Unseen::new(Cause::ComposeRemote, words));
    }
    if status.code().is_none() || words.is_empty() {
        return Err(Unseen::new(Cause::Compose, status.to_string()));
    }
    Ok(ComposeAnswer::Refused { words })
}

/// What is left of Compose's words without warnings, advice and paths of this machine.
fn words(errors: &str, folder: &Path) -> String {
    let is_noise = |line: &str| {
        let warns = ["WARNING:", "WARN[", "Warning:", "DeprecationWarning"].iter().any(|mark| line.starts_with(mark));
        warns || line.starts_with("time=") && line.contains("level=warning")
    };
    let lines: Vec<&str> = errors.lines().map(str::trim).filter(|line| !is_noise(line)).collect();
    let begin = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let lines = &lines[begin..];
    let crashed = lines.first().is_some_and(|line| line.starts_with("Traceback"));
    let said: Vec<&str> = if crashed {
        lines.iter().rev().find(|line| !line.is_empty()).copied().into_iter().collect()
    } else {
        // Version 1 gives advice after an empty line.
        lines.iter().take_while(|line| !line.is_empty()).copied().collect()
    };
    let text = said.join(" ");
    let text = text.strip_prefix("ERROR: ").unwrap_or(&text);
    let text = text.split_once("is invalid because: ").map_or(text, |(_, reason)| reason);
    let text = text
        .strip_prefix("yaml.")
        .filter(|rest| rest.contains("Error: "))
        .map_or(text, |rest| rest.split_once("Error: ").map_or(rest, |(_, words)| words));
    let here = folder.display().to_string();
    let text = text.replace(&format!("{here}/"), "").replace(&format!("{here}\\"), "").replace(&here, ".");
    // It is shown between back-quotes.
    text.chars().filter(|c| !c.is_control()).map(|c| if c == '`' { '\'' } else { c }).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_the_reason() {
        for (errors, left) in [
            ("", ""),
            (
                "time=\"2026-11-29T03:04:45Z\" level=warning msg=\"/w/c.yaml: the attribute `version` is obsolete\"\nvalidating /w/c/compose.yaml: (root) Additional property author is not allowed\n",
                "validating compose.yaml: (root) Additional property author is not allowed",
            ),
            (
                "env file /w/c/nowhere not found: stat /w/c/nowhere: no such file or directory\n",
                "env file nowhere not found: stat nowhere: no such file or directory",
            ),
            (
                "service \"a\" refers to undefined network b: invalid compose project\n",
                "service \"a\" refers to undefined network b: invalid compose project",
            ),
            (
                "The Compose file './t.yaml' is invalid because:\n'author' does not match any of the regexes: '^x-'\n\nYou might be seeing this error because you're using the wrong Compose file version.\n",
                "'author' does not match any of the regexes: '^x-'",
            ),
            (
                "yaml.scanner.ScannerError: while scanning for the next token\nfound character '\\t' that cannot start any token\n  in \"./t.yaml\", line 2, column 1\n",
                "while scanning for the next token found character '\\t' that cannot start any token in \"./t.yaml\", line 2, column 1",
            ),
            ("ERROR: Circular dependency between b and a\n", "Circular dependency between b and a"),
            ("Traceback (most recent call last):\n  File \"x\"\n\nKeyError: 'a'\n", "KeyError: 'a'"),
            ("\u{1b}[31mno\u{1b}[0m\n", "[31mno[0m"),
        ] {
            assert_eq!(words(errors, Path::new("/w/c")), left);
        }
    }
}
