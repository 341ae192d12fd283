//! A Dockerfile as the judge sees it: text in, properties out.
//!
//! Lines are read by `dockerfile_text`, and what they say by `parse-dockerfile`. Here stages are followed to what they
//! stand on, build arguments with defaults are filled in, and what the last stage does is put under the property names of
//! [`crate::probe::schema`].

use parse_dockerfile::{Command, Dockerfile, Flag, HealthcheckArguments, Instruction, RunInstruction, Source, Stage};
use serde::Serialize;

use super::dockerfile_stages::{bases_of, follow, needed, own_recipe, place, stage_name};
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
    pub(crate) recipe: Vec<String>,
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
        Self::parse_stage(text, hash, None)
    }

    /// The same of one stage, by name or number, in place of the last one.
    pub(crate) fn parse_stage(text: &str, hash: &str, wanted: Option<&str>) -> Self {
        let refused = |error: String| Self { error, text: text.to_owned(), hash: hash.to_owned(), ..Self::default() };
        let readable = match dockerfile_text::readable(text) {
            Ok(readable) => readable,
            Err(bad) => return refused(bad.to_string()),
        };
        let mut state = match parse_dockerfile::parse(&readable) {
            Ok(file) => Self::read(&file, wanted),
            Err(error) => {
                let with_base = format!(
                    "FROM scratch
{readable}"
                );
                let mut state =
                    parse_dockerfile::parse(&with_base).map(|file| Self::read(&file, wanted)).unwrap_or_default();
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

    fn read(file: &Dockerfile<'_>, wanted: Option<&str>) -> Self {
        let stages: Vec<Stage<'_, '_>> = file.stages().collect();
        let names: Vec<String> = stages.iter().enumerate().map(|(index, stage)| stage_name(stage, index)).collect();
        let bases = bases_of(file, &stages);
        let index = match wanted {
            Some(wanted) => place(&names, wanted, names.len()),
            None => names.len().checked_sub(1),
        };
        let mut state = Self {
            instructions: file.instructions.iter().map(|instruction| word(instruction).to_owned()).collect(),
            base: index.map(|index| follow(index, &bases, &names)).unwrap_or_default(),
            recipe: index.map(|index| own_recipe(index, &stages, &bases, &names)).unwrap_or_default(),
            depends_on_stages: index.map(|index| needed(index, &stages, &bases, &names)).unwrap_or_default(),
            bases,
            stages: names,
            ..Self::default()
        };
        match (index.and_then(|index| stages.get(index)), wanted) {
            (Some(it), _) => state.read_stage(it),
            (None, Some(wanted)) => state.error = format!("no stage is called `{wanted}`"),
            (None, None) => {}
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
                Instruction::Run(run) => self.run.push(command_of(run)),
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

/// The command of a RUN with its here-documents.
pub(super) fn command_of(run: &RunInstruction<'_>) -> String {
    let mut text = words(&run.arguments).0;
    for document in &run.here_docs {
        text.push('\n');
        text.push_str(&document.value);
    }
    text
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
