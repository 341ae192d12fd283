//! A small sound course in a temporary folder, to be broken one slip at a time.

use tempfile::TempDir;

use crate::course::{CourseFiles, CourseSource, Diagnostic, LintReport, MANIFEST, lint};

pub(crate) const CHECKS: &str = "checks/01-first.toml";
pub(crate) const PROOF: &str = "checks/01-first.proof.toml";
pub(crate) const ENGLISH: &str = "lessons/en/01-first.md";
pub(crate) const FRENCH: &str = "lessons/fr/01-first.md";

const MANIFEST_TEXT: &str = r#"id = "small"
version = "1.0.0"
languages = ["en", "fr"]
title = { en = "Small", fr = "Petit" }
chapters = ["01-first", "02-second"]

[images.alpine]
reference = "alpine"
purpose = { en = "a small Linux", fr = "un petit Linux" }

[vars]
nap = "30"
server_port = { port = 9001 }
"#;

const CHECKS_TEXT: &str = r#"[[step]]
id = "build"

  [step.setup]
  run = "echo {{secret}} > secret.txt"
  plant = { secret = "word" }

  [[step.check]]
  id = "image"
  image = "echo"
  expect = { fresh = true, size.lt = "20MB", cmd.has = ["echo"] }

  [[step.check]]
  id = "why"
  needs = ["image"]
  ask = { kind = "choice", choices = ["cached", "named"] }
  expect.answer = "cached"

  [step.solution]
  run = "docker build -t echo ."
  answer = { why = "cached" }

[[step]]
id = "run"
points = 2

  [[step.check]]
  id = "running"
  container = "server"
  within = "10s"
  expect = { state = "running", ports.has = [{ host = "{{server_port}}", container = 80 }] }

    [[step.check.near_miss]]
    id = "sleeps"
    when = { cmd.has = ["sleep"] }

  [step.solution]
  run = "docker run -d --name server -p {{server_port}}:80 echo {{nap}}"
"#;

const PROOF_TEXT: &str = r#"[build]
right = ["docker buildx build -t echo ."]
wrong = [
  ["docker build .", "image/untagged"],
  { put = { Dockerfile = ["FROM {{alpine}}", 'CMD ["echo"]'] }, run = "true", gives = "image" },
]

[run]
right = ["docker run --detach --name server -p {{server_port}}:80 echo"]
"#;

const ENGLISH_TEXT: &str = r"---
title: First
minutes: 10
---

Welcome.

## Build it {#build}

An image of {{alpine}} is made once.

> [!TASK]
> Build `echo`.

> [!ASK why]
> Why was the second build so fast?
>
> - `cached` Every layer was there.
> - `named` It has a name.

> [!HINT]
> Look at `docker build --help`.

> [!HINT]
> `docker build -t echo .`

> [!WHY]
> Layers are kept.

## Run it {#run}

> [!TASK]
> Run it on port {{server_port}}.

> [!HINT]
> One.

> [!HINT]
> Two.

> [!HINT running/sleeps]
> It sleeps.

> [!WHY]
> It runs.
";

const FRENCH_TEXT: &str = r"---
title: Premier
minutes: 10
---

Bienvenue.

## La construire {#build}

Une image de {{alpine}} est faite une fois.

> [!TASK]
> Construis `echo`.

> [!ASK why]
> Pourquoi la deuxième construction est-elle si rapide ?
>
> - `cached` Chaque couche était là.
> - `named` Elle a un nom.

> [!HINT]
> Regarde `docker build --help`.

> [!HINT]
> `docker build -t echo .`

> [!WHY]
> Les couches sont gardées.

## La lancer {#run}

> [!TASK]
> Lance-la sur le port {{server_port}}.

> [!HINT]
> Un.

> [!HINT]
> Deux.

> [!HINT running/sleeps]
> Il dort.

> [!WHY]
> Il tourne.
";

const SECOND_CHECKS: &str = r#"[[step]]
id = "again"
after = "01-first/run"

  [[step.check]]
  id = "gone"
  container = "server"
  absent = true

  [step.solution]
  run = "docker rm -f server"
"#;

const SECOND_PROOF: &str = r#"[again]
wrong = [["docker stop server", "gone"]]
"#;

const SECOND_LESSON: &str = r"---
title: Again
minutes: 5
---

## Once more {#again}

> [!TASK]
> Do.

> [!HINT]
> One.

> [!HINT]
> Two.

> [!WHY]
> Because.
";

/// The course's folder, removed when dropped.
pub(crate) struct Fixture(TempDir);

impl Fixture {
    pub(crate) fn new() -> Self {
        let fixture = Self(TempDir::new().unwrap());
        for (path, text) in [
            (MANIFEST, MANIFEST_TEXT),
            (CHECKS, CHECKS_TEXT),
            (ENGLISH, ENGLISH_TEXT),
            (FRENCH, FRENCH_TEXT),
            (PROOF, PROOF_TEXT),
            ("checks/02-second.toml", SECOND_CHECKS),
            ("checks/02-second.proof.toml", SECOND_PROOF),
            ("lessons/en/02-second.md", SECOND_LESSON),
            ("lessons/fr/02-second.md", SECOND_LESSON),
        ] {
            fixture.write(path, text);
        }
        fixture
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Replaces a piece of a file, which must be there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.0.path().join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, text.replacen(from, to, 1));
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.0.path().join(path)).unwrap();
    }

    pub(crate) fn path(&self) -> &std::path::Path {
        self.0.path()
    }

    pub(crate) fn source(&self) -> CourseSource {
        CourseSource::Folder(self.0.path().to_owned())
    }

    pub(crate) fn open(&self) -> CourseFiles {
        CourseFiles::open(self.source()).unwrap()
    }

    pub(crate) fn lint(&self) -> LintReport {
        lint(&self.source())
    }

    /// Everything that is wrong after one replacement.
    pub(crate) fn slip(path: &str, from: &str, to: &str) -> Vec<Diagnostic> {
        let fixture = Self::new();
        fixture.replace(path, from, to);
        fixture.lint().diagnostics
    }
}
