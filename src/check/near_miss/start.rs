//! Why a program was not started, from the words of the engine's runtime: which of them there are depends on the runtime
//! and its version, what they are about does not.

use super::super::verdict::NearMiss;

/// What `error` says, as the words of `exited` tell it apart, and the program that it is about.
///
/// `exec: "x": executable file not found in $PATH`, `exec: "./x": stat ./x: no such file or directory`,
/// `exec: "/x": permission denied`, ``crun: executable file `x` not found in $PATH``, `exec ./x: exec format error`.
pub(super) fn trouble(error: &str) -> (&'static str, String) {
    let low = error.to_lowercase();
    let about = program(error).unwrap_or_default();
    let how = match () {
        () if about.is_empty() => "not-started",
        () if low.contains("exec format error") => "no-interpreter",
        () if low.contains("permission denied") => "not-executable",
        () if low.contains("is a directory") => "folder",
        () if low.contains("not found") || low.contains("no such file") => "no-program",
        () => "not-started",
    };
    (how, about)
}

/// `near_miss` with what `error` says of a start that failed.
pub(super) fn told(near_miss: NearMiss, error: &str) -> NearMiss {
    let (how, program) = trouble(error);
    near_miss.with("how", how).with("key", program).with("line", plain(error))
}

/// `near_miss` with what the last line of an output says, where the program could not be carried out after all: a script
/// whose first line names a program that is not there, or that is none.
pub(super) fn ended(near_miss: NearMiss, line: &str) -> NearMiss {
    let begun = line.trim().strip_prefix("exec ").and_then(|rest| rest.rsplit_once(": "));
    match begun {
        Some((program, "exec format error" | "no such file or directory")) if !program.contains(' ') => {
            near_miss.with("how", "no-interpreter").with("key", program).with("line", line)
        }
        _ => near_miss.with("how", "ended").with("line", line),
    }
}

/// The program between the first quotes or backticks behind the word that names it.
fn program(error: &str) -> Option<String> {
    if let Some(at) = error.find("exec: \"") {
        let rest = &error[at + "exec: \"".len()..];
        return rest.rfind("\": ").map(|end| rest[..end].to_owned());
    }
    let rest = &error[error.find("executable file `")? + "executable file `".len()..];
    rest.find('`').map(|end| rest[..end].to_owned())
}

/// The engine's words without its own parts' names.
fn plain(error: &str) -> &str {
    let from = ["starting container process caused: ", "unable to start container process: "];
    let at = from.iter().find_map(|words| error.find(words).map(|at| at + words.len())).unwrap_or(0);
    let rest = error[at..].trim_start_matches("error during container init: ");
    rest.trim().trim_end_matches(": unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runtimes_words_tell_what_is_missing() {
        for (error, how, about) in [
            (
                "OCI runtime create failed: container_linux.go:380: starting container process caused: exec: \"while true; do\": \
                 executable file not found in $PATH: unknown",
                "no-program",
                "while true; do",
            ),
            ("exec: \"./x.sh\": stat ./x.sh: no such file or directory", "no-program", "./x.sh"),
            ("exec: \"echo \\\"a\\\": b\": executable file not found in $PATH", "no-program", "echo \\\"a\\\": b"),
            (
                "runc create failed: unable to start container process: exec: \"/x\": permission denied: unknown",
                "not-executable",
                "/x",
            ),
            ("exec: \"/app\": is a directory: permission denied", "not-executable", "/app"),
            ("crun: executable file `lls` not found in $PATH: No such file or directory: OCI", "no-program", "lls"),
            ("error mounting \"/a\" to rootfs at \"/b\": not a directory", "not-started", ""),
            ("", "not-started", ""),
        ] {
            assert_eq!(trouble(error), (how, about.to_owned()), "{error}");
        }
    }

    #[test]
    fn of_the_engines_words_only_the_end_is_shown() {
        let error = "OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:1: \
                     mount of /a failed: unknown";
        assert_eq!(plain(error), "process_linux.go:1: mount of /a failed");
        assert_eq!(plain("no command specified"), "no command specified");
    }
}
