//! A real terminal with the program in it: what a learner would type and see.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use expectrl::Expect as _;
use expectrl::session::OsSession;

/// How long anything may take before a test fails.
const DEADLINE: Duration = Duration::from_mins(1);

/// A terminal of 80 columns and 24 rows with a program in it.
pub struct Terminal(OsSession);

impl Terminal {
    /// Runs `kesako ARGS` in `folder`, then says its exit code and how the terminal was left.
    pub fn kesako(folder: &Path, engine: &str, args: &str) -> Self {
        let mut command = Command::new("sh");
        let script = format!(
            r#"stty rows 24 cols 80; before=$(stty -g); "$KESAKO" {args}
            echo "code=$?"; [ "$before" = "$(stty -g)" ] && echo "terminal clean"; echo the-end"#
        );
        command.args(["-c", &script]).current_dir(folder).env_clear();
        for (name, value) in [
            ("KESAKO", env!("CARGO_BIN_EXE_kesako")),
            ("PATH", &std::env::var("PATH").unwrap_or_default()),
            ("HOME", &folder.display().to_string()),
            ("DOCKER_HOST", engine),
            ("TERM", "xterm"),
            ("LC_ALL", "C.UTF-8"),
            ("NO_COLOR", "1"),
            ("SHELL", "/bin/sh"),
            ("PS1", "sh> "),
        ] {
            command.env(name, value);
        }
        let mut session = OsSession::spawn(command).unwrap();
        session.set_expect_timeout(Some(DEADLINE));
        Self(session)
    }

    /// Waits for a text to appear; what came before it.
    #[track_caller]
    pub fn sees(&mut self, text: &str) -> String {
        match self.0.expect(text) {
            Ok(found) => String::from_utf8_lossy(found.before()).into_owned(),
            Err(error) => {
                let mut rest = [0; 16_384];
                let count = self.0.try_read(&mut rest).unwrap_or(0);
                panic!("`{text}` did not appear ({error}); there is:\n{}", String::from_utf8_lossy(&rest[..count]));
            }
        }
    }

    pub fn types(&mut self, keys: &str) {
        self.0.write_all(keys.as_bytes()).unwrap();
        self.0.flush().unwrap();
    }

    /// Waits for the program's end with this exit code, and looks whether the terminal is as it was.
    #[track_caller]
    pub fn ends_with(&mut self, code: u8) {
        self.sees(&format!("code={code}"));
        let left = self.sees("the-end");
        assert!(left.contains("terminal clean"), "the terminal has other modes than before: {left}");
    }
}
