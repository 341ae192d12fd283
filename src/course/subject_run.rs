//! `run`: what is run in isolation, and how. A value in a checker file → [`Run`].
//!
//! ```toml
//! run = "test-echo"                            # an image as it says itself
//! run = { image = "test-echo", args = ["hi"], entrypoint = ["cat"], within = "5s" }
//! run = { image = "{{alpine}}", args = ["/app/sleep.sh"], files = { "/app/sleep.sh" = "sleep.sh" },
//!         replace = { "{{nap}}" = "0.3" }, full = "40s" }
//! run = { image = "test-run", put = { "/baz.txt" = "{{random}}\n" } }
//! run = { dockerfile = "Dockerfile" }          # what the last stage, or the stage `target`, would run
//! run = { built = { file = "compose.yaml", service = "web" } }        # what Compose would build for a service
//! run = { health = { project = "10-compose", service = "web" } }     # a service's health check, without the service
//! run = { dockerfile = "dockerfile.checked", stage = "test", put = { "answer.txt" = "41\n" } }
//! ```
//!
//! `files`: path in the container → file or folder of the chapter's folder. `put`: path → text; with an image, a
//! relative path is below its working directory; with a Dockerfile, a relative path is one of the build's folder, whose
//! file has this content then. `replace`: literal text of the `files` → another one, never within a longer word or
//! number; if that does not end `within`, the files as they are, without `put`, get `full`. A `put` text that begins with
//! `#!` is executable. `{{random}}` in `put` and `args` is a word
//! that nobody can know; in `expect` it stands for the same word. `stage`: the stage's own COPY and RUN, and no command;
//! `exit_code` is 0 when all succeed. `built`: nothing is there to run for a service that is not built, or from another
//! folder than the chapter's. `health`: the command that tells whether the service's container is well, in a throwaway of
//! its image where nothing else runs: a check that can fail does.

use std::collections::BTreeMap;
use std::fmt;

use super::raw::RawSubject;
use super::subject::{Subject, file_in_chapter};
use super::subject_parse::Reading;
use super::value::{Fields, NodeKind, Spanned};

/// How long a run may take unless the course says otherwise.
const SECONDS: u32 = 10;

/// What is run in isolation, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What is run.
    pub of: RunOf,
    /// Arguments in place of CMD; empty: as it says itself.
    pub args: Vec<String>,
    /// What replaces ENTRYPOINT.
    pub entrypoint: Option<Vec<String>>,
    /// Seconds until it is ended.
    pub seconds: u32,
    /// Path in the container → path in the workspace.
    pub files: BTreeMap<String, String>,
    /// Path → text.
    pub put: BTreeMap<String, String>,
    /// Literal text of the files → another one.
    pub replace: BTreeMap<String, String>,
    /// Seconds for the files as they are; 0: they are not tried.
    pub full_seconds: u32,
}

/// What is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunOf {
    /// An image, by reference.
    Image(String),
    /// A Dockerfile of the workspace.
    Dockerfile {
        /// Its path.
        path: String,
        /// A stage of it, by name or number; `None`: the last one.
        stage: Option<String>,
        /// Whether the stage's own instructions are meant, and not what it would run.
        instructions_only: bool,
    },
    /// What Compose would build for a service.
    Built {
        /// The Compose file's path.
        path: String,
        /// The service.
        service: String,
    },
    /// The health check of a service that has a container.
    Health {
        /// The project.
        project: String,
        /// The service.
        service: String,
    },
}

impl Run {
    /// An image as it says itself.
    pub fn image(reference: impl Into<String>) -> Self {
        Self::of(RunOf::Image(reference.into()))
    }

    /// Anything as it says itself.
    pub fn of(of: RunOf) -> Self {
        let (files, put, replace) = Default::default();
        Self { of, args: Vec::new(), entrypoint: None, seconds: SECONDS, files, put, replace, full_seconds: 0 }
    }

    /// The image, if it is one that is run.
    pub fn reference(&self) -> Option<&str> {
        match &self.of {
            RunOf::Image(image) => Some(image),
            RunOf::Dockerfile { .. } | RunOf::Built { .. } | RunOf::Health { .. } => None,
        }
    }
}

impl fmt::Display for Run {
    /// As it is shown beside a verdict, and in words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            RunOf::Image(image) => f.write_str(image)?,
            RunOf::Dockerfile { path, stage, .. } => {
                f.write_str(file_in_chapter(path))?;
                if let Some(stage) = stage {
                    write!(f, " ({stage})")?;
                }
            }
            RunOf::Built { service, .. } | RunOf::Health { service, .. } => f.write_str(service)?,
        }
        self.args.iter().try_for_each(|arg| write!(f, " {arg}"))
    }
}

impl Reading<'_, '_> {
    pub(super) fn run(&mut self, raw: &RawSubject) -> Option<Subject> {
        if raw.node.as_table().is_none() {
            return self.own_text(raw).map(|text| Subject::Run(Box::new(Run::image(text.value))));
        }
        let mut fields = Fields::of(&raw.node, "run", self.problems)?;
        let image = fields.text("image", self.problems).map(|image| self.expand(image));
        let dockerfile = fields.text("dockerfile", self.problems).map(|path| self.expand(path));
        let of_service = self.of_service(&mut fields);
        let target = self.stage(&mut fields, "target");
        let stage = self.stage(&mut fields, "stage");
        let mut run = Run::image("");
        run.args = self.words(&mut fields, "args");
        run.entrypoint = fields.has("entrypoint").then(|| self.words(&mut fields, "entrypoint"));
        run.files = self.pairs(&mut fields, "files");
        run.put = self.pairs(&mut fields, "put");
        run.replace = self.pairs(&mut fields, "replace");
        if let Some(seconds) = self.seconds(&mut fields, "within") {
            run.seconds = seconds;
        }
        run.full_seconds = self.seconds(&mut fields, "full").unwrap_or_default();
        fields.finish("a run", self.problems);
        run.of = match (image, dockerfile) {
            (None, None) if of_service.is_some() => of_service?,
            (Some(image), None) if !image.value.trim().is_empty() => RunOf::Image(image.value),
            (None, Some(path)) => {
                let (instructions_only, path) = (stage.is_some(), self.workspace_path(&path)?);
                RunOf::Dockerfile { path, stage: stage.clone().or(target.clone()), instructions_only }
            }
            _ => {
                self.problems
                    .error(raw.node.span.clone(), "a run is of an image or of a Dockerfile")
                    .help("write `{ image = \"…\" }` or `{ dockerfile = \"Dockerfile\" }`");
                return None;
            }
        };
        self.goes_together(raw, &mut run, target.is_some())?;
        Some(Subject::Run(Box::new(run)))
    }

    /// Whether the keys go together; makes workspace paths of the files.
    fn goes_together(&mut self, raw: &RawSubject, run: &mut Run, has_target: bool) -> Option<()> {
        let of_image = run.reference().is_some();
        let of_health = matches!(run.of, RunOf::Health { .. });
        let instructions_only = matches!(run.of, RunOf::Dockerfile { instructions_only: true, .. });
        let has_command = !run.args.is_empty() || run.entrypoint.is_some();
        let refused = [
            (of_health && (has_command || !run.put.is_empty()), "the command of `health` is the service's own"),
            (of_image && has_target, "`target` goes with a Dockerfile"),
            (instructions_only && has_target, "`stage` and `target` are two things: its instructions, or its command"),
            (instructions_only && has_command, "with `stage` nothing is run but its own instructions"),
            (!of_image && !run.files.is_empty(), "a Dockerfile copies its files itself"),
            (run.files.is_empty() && !run.replace.is_empty(), "`replace` is about `files`, and there are none"),
            (
                run.replace.is_empty() && run.put.is_empty() && run.full_seconds > 0,
                "`full` is for a run with `replace` or `put`",
            ),
            (run.entrypoint.as_ref().is_some_and(Vec::is_empty), "`entrypoint` names no program"),
            (run.replace.keys().any(String::is_empty), "nothing can't be replaced"),
            (run.files.keys().any(|path| !path.starts_with('/')), "a path in the container begins with `/`"),
        ];
        if let Some((_, message)) = refused.iter().find(|(refused, _)| *refused) {
            self.problems.error(raw.node.span.clone(), *message);
            return None;
        }
        let files = std::mem::take(&mut run.files);
        for (to, path) in files {
            let path = self.workspace_path(&Spanned::new(path, raw.node.span.clone()))?;
            run.files.insert(to, path);
        }
        Some(())
    }

    /// A service whose build or health check is meant.
    fn of_service(&mut self, fields: &mut Fields<'_>) -> Option<RunOf> {
        let key = if fields.has("built") { "built" } else { "health" };
        let place = if key == "built" { "file" } else { "project" };
        let entry = fields.get(key)?;
        let mut inner = Fields::of(&entry.node, key, self.problems)?;
        let of = inner.required_text(place, "this", self.problems).map(|text| self.expand(text));
        let service = inner.required_text("service", "this", self.problems).map(|text| self.expand(text));
        inner.finish(key, self.problems);
        let (of, service) = (of?, service?.value);
        Some(match key {
            "built" => RunOf::Built { path: self.workspace_path(&of)?, service },
            _ => RunOf::Health { project: of.value, service },
        })
    }

    /// A stage by name or number.
    fn stage(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
        let entry = fields.get(key)?;
        if let NodeKind::Int(number) = entry.node.kind {
            return Some(number.to_string());
        }
        let name = entry.node.expect_text(key, self.problems)?;
        Some(self.expand(name).value)
    }

    fn pairs(&mut self, fields: &mut Fields<'_>, key: &'static str) -> BTreeMap<String, String> {
        let mut pairs = BTreeMap::new();
        let entries = fields.get(key).and_then(|entry| entry.node.expect_table(key, self.problems));
        for entry in entries.into_iter().flatten() {
            let Some(value) = entry.node.expect_text(&entry.key, self.problems) else { continue };
            pairs.insert(self.vars.expand(&entry.key).into_owned(), self.expand(value).value);
        }
        pairs
    }
}
