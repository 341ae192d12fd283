//! The instructions of a stage, one after the other, as Docker combines them.

use std::collections::BTreeMap;

use parse_dockerfile::{Command, Dockerfile, HereDoc, Instruction, Stage};

use crate::probe::ImageState;
use crate::probe::recipe::{Act, Recipe, Setting};

use super::Asked;
use super::words::{self, Unread};

/// Why a stage can't be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stuck {
    /// It takes a build: the instruction.
    Needs(String),
    /// Docker refuses it, for this reason.
    Refused(String),
}

impl From<Unread> for Stuck {
    fn from(Unread(what): Unread) -> Self {
        Self::Needs(what)
    }
}

/// The build arguments above the first FROM that have a value.
pub(super) fn globals(file: &Dockerfile<'_>, escape: char) -> Result<BTreeMap<String, String>, Stuck> {
    let mut globals = BTreeMap::new();
    for arg in file.global_args() {
        for (name, value) in arguments(&arg.arguments.value, escape, &globals)? {
            globals.extend(value.map(|value| (name, value)));
        }
    }
    Ok(globals)
}

/// `NAME` and `NAME=value` of an ARG.
fn arguments(
    line: &str,
    escape: char,
    known: &BTreeMap<String, String>,
) -> Result<Vec<(String, Option<String>)>, Stuck> {
    let value = |name: &str| known.get(name).cloned();
    words::split(line, escape)
        .iter()
        .map(|word| match word.split_once('=') {
            Some((name, text)) => Ok((name.to_owned(), Some(words::expand(text, escape, &value)?))),
            None => Ok((word.clone(), None)),
        })
        .collect()
}

/// What a chain of stages begins with.
pub(super) struct Base<'b> {
    image: &'b ImageState,
    globals: &'b BTreeMap<String, String>,
    escape: char,
}

/// Where the instructions have got to.
pub(super) struct State<'b> {
    globals: &'b BTreeMap<String, String>,
    escape: char,
    env: Vec<(String, String)>,
    args: BTreeMap<String, String>,
    pub(super) workdir: String,
    user: String,
    shell: Vec<String>,
    cmd: Vec<String>,
    entrypoint: Vec<String>,
    cmd_set: bool,
    pub(super) acts: Vec<Act>,
}

impl<'b> Base<'b> {
    pub(super) fn of(
        image: &'b ImageState,
        globals: &'b BTreeMap<String, String>,
        escape: char,
    ) -> Result<Self, Stuck> {
        let triggers = image.inspect.pointer("/Config/OnBuild").and_then(serde_json::Value::as_array);
        match triggers.and_then(|list| list.first()) {
            Some(trigger) => Err(Stuck::Needs(format!("ONBUILD {}", trigger.as_str().unwrap_or_default()))),
            None => Ok(Self { image, globals, escape }),
        }
    }

    pub(super) fn begin(self) -> State<'b> {
        let shell = self.image.inspect.pointer("/Config/Shell").and_then(serde_json::Value::as_array);
        let shell: Vec<String> =
            shell.into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect();
        let pair = |line: &String| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        State {
            globals: self.globals,
            escape: self.escape,
            env: self.image.env.iter().filter_map(pair).collect(),
            args: BTreeMap::new(),
            workdir: if self.image.workdir.is_empty() { "/".to_owned() } else { self.image.workdir.clone() },
            user: self.image.user.clone(),
            shell: if shell.is_empty() { vec!["/bin/sh".to_owned(), "-c".to_owned()] } else { shell },
            cmd: self.image.cmd.clone(),
            entrypoint: self.image.entrypoint.clone(),
            cmd_set: false,
            acts: Vec::new(),
        }
    }
}

impl State<'_> {
    /// Whether anything is copied from the build's folder.
    pub(super) fn copies(&self) -> bool {
        self.acts.iter().any(|act| matches!(act, Act::Copy { .. }))
    }

    pub(super) fn finish(self, asked: Asked<'_>) -> Recipe {
        let setting = self.setting(false);
        let (mut entrypoint, mut cmd) = (self.entrypoint, self.cmd);
        if let Some(other) = asked.entrypoint {
            (entrypoint, cmd) = (other.to_vec(), Vec::new());
        }
        if !asked.args.is_empty() {
            cmd = asked.args.to_vec();
        }
        let command = (!asked.instructions_only).then(|| [entrypoint, cmd].concat());
        Recipe { acts: self.acts, command, setting, ..Recipe::default() }
    }

    /// Adds the instructions of a stage that goes on from here.
    pub(super) fn stage(&mut self, stage: &Stage<'_, '_>) -> Result<(), Stuck> {
        self.cmd_set = false;
        stage.instructions.iter().try_for_each(|instruction| self.instruction(instruction))
    }

    fn instruction(&mut self, instruction: &Instruction<'_>) -> Result<(), Stuck> {
        match instruction {
            Instruction::Run(run) => {
                let command = self.command(&run.arguments, &run.here_docs);
                let text = format!("RUN {}", shown(&run.arguments, &run.here_docs, self.escape));
                // An option that shuts the network off changes nothing here: there is none.
                if let Some(flag) = run.options.iter().find(|flag| flag.name.value != "network") {
                    return Err(Stuck::Needs(format!("RUN --{}", flag.name.value)));
                }
                self.acts.push(Act::Run { command, setting: self.setting(true), text });
            }
            Instruction::Cmd(cmd) => {
                self.cmd = self.command(&cmd.arguments, &[]);
                self.cmd_set = true;
            }
            Instruction::Entrypoint(entrypoint) => {
                self.entrypoint = self.command(&entrypoint.arguments, &[]);
                if !self.cmd_set {
                    self.cmd.clear();
                }
            }
            Instruction::Shell(shell) => {
                self.shell = shell.arguments.iter().map(|word| word.value.to_string()).collect();
            }
            Instruction::Env(env) => self.env(&env.arguments.value)?,
            Instruction::Arg(arg) => self.arg(&arg.arguments.value)?,
            Instruction::User(user) => self.user = self.expand(&user.arguments.value)?,
            Instruction::Workdir(workdir) => {
                let path = self.expand(&workdir.arguments.value)?;
                self.workdir = absolute(&self.workdir, &path);
                self.acts.push(Act::Folder { path: self.workdir.clone(), owner: self.user.clone() });
            }
            Instruction::Copy(copy) => self.copy("COPY", &copy.options, &copy.src, &copy.dest.value)?,
            Instruction::Add(add) => self.copy("ADD", &add.options, &add.src, &add.dest.value)?,
            Instruction::Onbuild(_) => return Err(Stuck::Needs("ONBUILD".to_owned())),
            _ => {}
        }
        Ok(())
    }

    /// What is around a process: an argument of the build is known to a RUN, and not any more to what runs in the end.
    fn setting(&self, build: bool) -> Setting {
        let set = |name: &String| self.env.iter().any(|(other, _)| other == name);
        let args = self.args.iter().filter(|(name, _)| build && !set(name));
        let env = self.env.iter().map(|(name, value)| (name, value)).chain(args);
        Setting {
            env: env.map(|(name, value)| format!("{name}={value}")).collect(),
            workdir: self.workdir.clone(),
            user: self.user.clone(),
        }
    }

    fn command(&self, command: &Command<'_>, documents: &[HereDoc<'_>]) -> Vec<String> {
        let shell = |text: String| [self.shell.clone(), vec![text]].concat();
        match (command, documents) {
            // A list of nothing is none at all.
            (Command::Exec(list), _) if list.value.iter().all(|item| item.value.is_empty()) => Vec::new(),
            (Command::Exec(list), _) => list.value.iter().map(|item| item.value.to_string()).collect(),
            (Command::Shell(text), []) => shell(words::joined(text.value, self.escape)),
            (Command::Shell(text), [document, ..]) if text.value.trim().is_empty() => shell(document.value.to_string()),
            (Command::Shell(text), [document, ..]) => {
                let end = if document.expand { "KESAKO" } else { "'KESAKO'" };
                shell(format!("<<{end} {}\n{}KESAKO", text.value.trim(), document.value))
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn value(&self, name: &str) -> Option<String> {
        let of_env = self.env.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
        of_env.or_else(|| self.args.get(name).cloned())
    }

    pub(super) fn expand(&self, word: &str) -> Result<String, Stuck> {
        Ok(words::expand(word, self.escape, &|name| self.value(name))?)
    }

    fn env(&mut self, line: &str) -> Result<(), Stuck> {
        let all = words::split(line, self.escape);
        let named: Vec<(String, String)> = if all.first().is_some_and(|word| word.contains('=')) {
            let pairs = all.iter().filter_map(|word| word.split_once('='));
            pairs.map(|(name, value)| Ok((name.to_owned(), self.expand(value)?))).collect::<Result<_, Stuck>>()?
        } else {
            let (name, value) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
            vec![(name.to_owned(), self.expand(value.trim())?)]
        };
        for (name, value) in named {
            match self.env.iter_mut().find(|(other, _)| *other == name) {
                Some(known) => known.1 = value,
                None => self.env.push((name, value)),
            }
        }
        Ok(())
    }

    fn arg(&mut self, line: &str) -> Result<(), Stuck> {
        let known: BTreeMap<String, String> =
            self.args.iter().chain(self.env.iter().map(|(a, b)| (a, b))).map(|(a, b)| (a.clone(), b.clone())).collect();
        for (name, value) in arguments(line, self.escape, &known)? {
            // What the builder alone knows: the platform it builds for, and the like.
            if value.is_none() && (name.starts_with("TARGET") || name.starts_with("BUILD")) {
                return Err(Stuck::Needs(format!("ARG {name}")));
            }
            if let Some(value) = value.or_else(|| self.globals.get(&name).cloned()) {
                self.args.insert(name, value);
            }
        }
        Ok(())
    }
}

/// A path without `.` and `..`, below `folder` if it is relative.
pub(super) fn absolute(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.retain(|part| !part.is_empty());
    format!("/{}", parts.join("/"))
}

/// A command as it stands there, on one line.
fn shown(command: &Command<'_>, documents: &[HereDoc<'_>], escape: char) -> String {
    match command {
        Command::Exec(list) => {
            let words: Vec<&str> = list.value.iter().map(|item| item.value.as_ref()).collect();
            serde_json::to_string(&words).unwrap_or_default()
        }
        Command::Shell(text) => {
            let text = words::joined(text.value, escape);
            let lines = documents.iter().flat_map(|document| document.value.lines()).map(str::trim);
            std::iter::once(text.trim()).chain(lines).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}
