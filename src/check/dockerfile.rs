//! A Dockerfile as the judge sees it: text in, properties out.
//!
//! Lines are read by `dockerfile_text`, and what they say by `parse-dockerfile`. Here stages are followed to what they
//! stand on, build arguments with defaults are filled in, and what the last stage does is put under the property names of
//! [`crate::probe::schema`].

use std::collections::{BTreeMap, BTreeSet};

use parse_dockerfile::{Command, Dockerfile, Flag, HealthcheckArguments, Instruction, Source, Stage};
use serde::Serialize;

use super::dockerfile_text;

/// What a Dockerfile says. Serialised field names are property names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct DockerfileState {
    pub(crate) instructions: Vec<String>,
    pub(crate) base: String,
    pub(crate) bases: Vec<String>,
    pub(crate) stages: Vec<String>,
    pub(crate) depends_on_stages: Vec<String>,
    pub(crate) run: Vec<String>,
    pub(crate) copies: Vec<CopyState>,
    pub(crate) cmd: String,
    pub(crate) cmd_form: Form,
    pub(crate) entrypoint: String,
    pub(crate) entrypoint_form: Form,
    pub(crate) command: String,
    pub(crate) program: String,
    pub(crate) user: String,
    pub(crate) workdir: String,
    pub(crate) healthcheck: bool,
    pub(crate) text: String,
    pub(crate) hash: String,
    pub(crate) error: String,
}

/// One COPY or ADD.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct CopyState {
    pub(crate) from: String,
    pub(crate) sources: Vec<String>,
    pub(crate) to: String,
}

/// How CMD or ENTRYPOINT is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    #[default]
    None,
    Shell,
    Exec,
}

/// The instructions of a Dockerfile in order; none if it can't be parsed.
pub fn instructions_of(text: &str) -> Vec<String> {
    DockerfileState::parse(text, "").instructions
}

impl DockerfileState {
    /// Reads a Dockerfile. What can't be parsed leaves its mark in `error`; a missing FROM alone hides nothing else.
    pub(crate) fn parse(text: &str, hash: &str) -> Self {
        let refused = |error: String| Self { error, text: text.to_owned(), hash: hash.to_owned(), ..Self::default() };
        let readable = match dockerfile_text::readable(text) {
            Ok(readable) => readable,
            Err(bad) => return refused(bad.to_string()),
        };
        let mut state = match parse_dockerfile::parse(&readable) {
            Ok(file) => Self::read(&file),
            Err(error) => {
                let with_base = format!(
                    "FROM scratch
{readable}"
                );
                let mut state = parse_dockerfile::parse(&with_base).map(|file| Self::read(&file)).unwrap_or_default();
                if state.instructions.first().is_some_and(|word| word == "FROM") {
                    state.instructions.remove(0);
                    state.bases.remove(0);
                    state.base.clear();
                }
                state.error = error.to_string();
                state
            }
        };
        text.clone_into(&mut state.text);
        hash.clone_into(&mut state.hash);
        state
    }

    fn read(file: &Dockerfile<'_>) -> Self {
        let arguments = global_arguments(file);
        let stages: Vec<Stage<'_, '_>> = file.stages().collect();
        let names: Vec<String> = stages.iter().enumerate().map(|(index, stage)| stage_name(stage, index)).collect();
        let bases: Vec<String> = stages.iter().map(|stage| fill(&stage.from.image.value, &arguments)).collect();
        let mut state = Self {
            instructions: file.instructions.iter().map(|instruction| word(instruction).to_owned()).collect(),
            base: follow(bases.len().saturating_sub(1), &bases, &names),
            depends_on_stages: needed(&stages, &bases, &names),
            bases,
            stages: names,
            ..Self::default()
        };
        if let Some(last) = stages.last() {
            state.read_stage(last);
        }
        state.command = state.started();
        state
    }

    /// What a container starts, as one line: an ENTRYPOINT in shell form takes no CMD, and one in exec form gets a CMD in
    /// shell form with the shell that was to run it.
    fn started(&self) -> String {
        match (self.entrypoint_form, self.cmd_form) {
            (Form::None, _) => self.cmd.clone(),
            (Form::Shell, _) | (_, Form::None) => self.entrypoint.clone(),
            (Form::Exec, Form::Shell) => format!("{} /bin/sh -c {}", self.entrypoint, self.cmd),
            (Form::Exec, Form::Exec) => format!("{} {}", self.entrypoint, self.cmd).trim().to_owned(),
        }
    }

    fn read_stage(&mut self, stage: &Stage<'_, '_>) {
        let (mut of_entrypoint, mut of_cmd) = (String::new(), String::new());
        for instruction in stage.instructions {
            match instruction {
                Instruction::Run(run) => {
                    let mut text = words(&run.arguments).0;
                    for document in &run.here_docs {
                        text.push('\n');
                        text.push_str(&document.value);
                    }
                    self.run.push(text);
                }
                Instruction::Cmd(cmd) => {
                    (self.cmd, self.cmd_form) = words(&cmd.arguments);
                    of_cmd = program(&cmd.arguments);
                }
                Instruction::Entrypoint(entrypoint) => {
                    (self.entrypoint, self.entrypoint_form) = words(&entrypoint.arguments);
                    of_entrypoint = program(&entrypoint.arguments);
                }
                Instruction::Copy(copy) => self.copies.push(copied(&copy.options, &copy.src, &copy.dest.value)),
                Instruction::Add(add) => self.copies.push(copied(&add.options, &add.src, &add.dest.value)),
                Instruction::User(user) => self.user = user.arguments.value.to_string(),
                Instruction::Workdir(workdir) => self.workdir = workdir.arguments.value.to_string(),
                Instruction::Healthcheck(health) => {
                    self.healthcheck = !matches!(health.arguments, HealthcheckArguments::None { .. });
                }
                _ => {}
            }
        }
        self.program = if self.entrypoint_form == Form::None { of_cmd } else { of_entrypoint };
    }
}

fn copied(options: &[Flag<'_>], sources: &[Source<'_>], to: &str) -> CopyState {
    let from = options.iter().find(|flag| flag.name.value == "from").and_then(|flag| flag.value.as_ref());
    CopyState {
        from: from.map(|value| value.value.to_string()).unwrap_or_default(),
        sources: sources
            .iter()
            .filter_map(|source| match source {
                Source::Path(path) => Some(path.value.to_string()),
                _ => None,
            })
            .collect(),
        to: to.to_owned(),
    }
}

/// The program that the exec form names; nothing in shell form.
fn program(command: &Command<'_>) -> String {
    match command {
        Command::Exec(list) => list.value.first().map_or_else(String::new, |first| first.value.to_string()),
        _ => String::new(),
    }
}

/// The words of a command and how it is written. Shell form keeps its text.
fn words(command: &Command<'_>) -> (String, Form) {
    match command {
        // A list of nothing takes away what there was.
        Command::Exec(list) if list.value.iter().all(|item| item.value.is_empty()) => (String::new(), Form::None),
        Command::Exec(list) => {
            (list.value.iter().map(|item| item.value.as_ref()).collect::<Vec<_>>().join(" "), Form::Exec)
        }
        Command::Shell(text) => (text.value.trim().to_owned(), Form::Shell),
        _ => (String::new(), Form::None),
    }
}

fn stage_name(stage: &Stage<'_, '_>, index: usize) -> String {
    stage.from.as_.as_ref().map_or_else(|| index.to_string(), |(_, name)| name.value.to_string())
}

/// What stage `index` stands on in the end: an image, not a stage of the same file.
fn follow(index: usize, bases: &[String], names: &[String]) -> String {
    let Some(base) = bases.get(index) else { return String::new() };
    match names[..index].iter().rposition(|name| name.eq_ignore_ascii_case(base)) {
        Some(earlier) => follow(earlier, bases, names),
        None => base.clone(),
    }
}

/// The names of the stages that the last one needs: what it stands on, and what is copied or mounted from.
fn needed(stages: &[Stage<'_, '_>], bases: &[String], names: &[String]) -> Vec<String> {
    let Some(last) = stages.len().checked_sub(1) else { return Vec::new() };
    let place = |name: &str, before: usize| {
        let by_name = names[..before].iter().rposition(|other| other.eq_ignore_ascii_case(name));
        by_name.or_else(|| name.parse().ok().filter(|number| *number < before))
    };
    let (mut found, mut open) = (BTreeSet::new(), vec![last]);
    while let Some(index) = open.pop() {
        let from = stages[index].instructions.iter().flat_map(|instruction| match instruction {
            Instruction::Copy(copy) => copy.options.as_slice(),
            Instruction::Add(add) => add.options.as_slice(),
            Instruction::Run(run) => run.options.as_slice(),
            _ => &[],
        });
        let from = from.filter_map(|flag| {
            let value = flag.value.as_ref()?.value.as_ref();
            match flag.name.value.as_ref() {
                "from" => Some(value),
                "mount" => value.split(',').find_map(|part| part.strip_prefix("from=")),
                _ => None,
            }
        });
        let by_name = names[..index].iter().rposition(|name| name.eq_ignore_ascii_case(&bases[index]));
        for stage in from.filter_map(|name| place(name, index)).chain(by_name) {
            if found.insert(stage) {
                open.push(stage);
            }
        }
    }
    found.into_iter().map(|stage| names[stage].clone()).collect()
}

fn global_arguments(file: &Dockerfile<'_>) -> BTreeMap<String, String> {
    file.global_args()
        .filter_map(|arg| arg.arguments.value.split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().trim_matches(['"', '\'']).to_owned()))
        .collect()
}

/// Fills `$NAME`, `${NAME}` and `${NAME:-default}` in.
fn fill(text: &str, arguments: &BTreeMap<String, String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(dollar) = rest.find('$') {
        filled.push_str(&rest[..dollar]);
        rest = &rest[dollar + 1..];
        let (name, default, after) = if let Some(inner) = rest.strip_prefix('{') {
            let end = inner.find('}').unwrap_or(inner.len());
            let (name, default) = inner[..end].split_once(":-").unwrap_or((&inner[..end], ""));
            (name, default, inner.get(end + 1..).unwrap_or_default())
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (&rest[..end], "", &rest[end..])
        };
        filled.push_str(arguments.get(name).map_or(default, String::as_str));
        rest = after;
    }
    filled + rest
}

const fn word(instruction: &Instruction<'_>) -> &'static str {
    match instruction {
        Instruction::Add(_) => "ADD",
        Instruction::Arg(_) => "ARG",
        Instruction::Cmd(_) => "CMD",
        Instruction::Copy(_) => "COPY",
        Instruction::Entrypoint(_) => "ENTRYPOINT",
        Instruction::Env(_) => "ENV",
        Instruction::Expose(_) => "EXPOSE",
        Instruction::From(_) => "FROM",
        Instruction::Healthcheck(_) => "HEALTHCHECK",
        Instruction::Label(_) => "LABEL",
        Instruction::Maintainer(_) => "MAINTAINER",
        Instruction::Onbuild(_) => "ONBUILD",
        Instruction::Run(_) => "RUN",
        Instruction::Shell(_) => "SHELL",
        Instruction::Stopsignal(_) => "STOPSIGNAL",
        Instruction::User(_) => "USER",
        Instruction::Volume(_) => "VOLUME",
        Instruction::Workdir(_) => "WORKDIR",
        _ => "OTHER",
    }
}

#[cfg(test)]
#[path = "dockerfile_tests.rs"]
mod tests;
