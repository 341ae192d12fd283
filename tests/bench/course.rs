//! A course of one step with four container and image checks that all pass.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{docker, kesako};

/// The container that the step looks at.
pub(super) const CONTAINER: &str = "bench-subject";

const MANIFEST: &str = r#"
id = "bench"
version = "1.0.0"
languages = ["en"]
title = { en = "Bench" }
chapters = ["01-bench"]

[images.alpine]
reference = "alpine"
purpose = { en = "everything" }
"#;

const LESSON: &str = "---\ntitle: Bench\nminutes: 1\n---\nIntro.\n\n## Look {#look}\n\nProse.\n\n> [!TASK]\n> Do.\n\n\
> [!HINT]\n> One.\n\n> [!HINT]\n> Two.\n\n> [!WHY]\n> Because.\n";

const CHECKS: &str = r#"
[[step]]
id = "look"
after = "none"

  [[step.check]]
  id = "ended"
  container = "bench-subject"
  expect = { state = "exited", exit_code = 0, image = "bench-image" }

  [[step.check]]
  id = "other"
  container = "bench-other"
  expect = { state = "created", image = "alpine" }

  [[step.check]]
  id = "image"
  image = "bench-image"
  expect.cmd.exactly = ["/bin/sh"]

  [[step.check]]
  id = "base"
  image = "alpine"
  expect.layers.len.ge = 1

  [step.solution]
  run = "true"
"#;

/// The course, a workspace in which its step has begun, and what it looks at on the engine.
pub(super) struct Course {
    host: String,
    folder: TempDir,
}

impl Course {
    pub(super) fn set_up(host: &str) -> Self {
        let course = Self { host: host.to_owned(), folder: tempfile::tempdir().unwrap() };
        course.clear();
        for (path, content) in
            [("lessons/course.toml", MANIFEST), ("lessons/en/01-bench.md", LESSON), ("checks/01-bench.toml", CHECKS)]
        {
            let path = course.path("course").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        assert!(course.kesako().arg("show").stdout(Stdio::null()).status().unwrap().success(), "the step must begin");
        for args in [
            &["tag", "alpine", "bench-image"][..],
            &["run", "--name", CONTAINER, "bench-image", "true"],
            &["create", "--name", "bench-other", "alpine", "true"],
        ] {
            assert!(docker(host, args).stdout(Stdio::null()).status().unwrap().success(), "docker {args:?}");
        }
        course
    }

    /// The check to measure.
    pub(super) fn check(&self) -> Command {
        let mut command = self.kesako();
        command.arg("check");
        command
    }

    fn kesako(&self) -> Command {
        let mut command = kesako();
        command.arg("--host").arg(&self.host);
        command.arg("--course").arg(self.path("course")).arg("--workspace").arg(self.path("workspace"));
        command
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn clear(&self) {
        for args in [&["rm", "-f", CONTAINER, "bench-other"][..], &["rmi", "bench-image"]] {
            // What is not there need not go.
            drop(docker(&self.host, args).stdout(Stdio::null()).stderr(Stdio::null()).status());
        }
    }
}

impl Drop for Course {
    fn drop(&mut self) {
        self.clear();
    }
}
