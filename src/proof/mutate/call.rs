//! A docker command as far as mutations care: which subcommand, its flags with their values, what else it names.

use std::ops::Range;

use super::shell::{Word, commands};

/// A docker command that does something.
#[derive(Debug)]
pub(super) struct Call {
    /// `run`, `network create`, `compose up`.
    pub(super) verb: String,
    /// Flags in order.
    pub(super) flags: Vec<Flag>,
    /// What is neither flag nor value, behind the verb; of a run, the command in the container is the end of it.
    pub(super) rest: Vec<Word>,
    /// The whole command.
    pub(super) span: Range<usize>,
}

/// A flag with its value.
#[derive(Debug)]
pub(super) struct Flag {
    /// As it is written: `-p`, `--publish`; of joined letters one.
    pub(super) written: String,
    /// By which it is known: `--publish`.
    pub(super) name: String,
    /// Its value, and where that stands.
    pub(super) value: Option<(String, Range<usize>)>,
    /// What to take out to drop it, and what to put there.
    pub(super) drop: (Range<usize>, String),
}

/// Verbs that do something worth changing, with the flags of theirs that take a value.
const VERBS: &[(&str, &[&str])] = &[
    ("run", RUN),
    ("create", RUN),
    ("build", BUILD),
    ("buildx build", BUILD),
    ("exec", &["--env", "--user", "--workdir", "--env-file"]),
    ("network create", &["--driver", "--subnet", "--gateway", "--label", "--opt", "--ip-range"]),
    ("network connect", &["--alias", "--ip", "--link"]),
    ("network disconnect", &[]),
    ("volume create", &["--name", "--driver", "--label", "--opt"]),
    ("tag", &[]),
    ("stop", &["--time", "--signal"]),
    ("restart", &["--time", "--signal"]),
    ("kill", &["--signal"]),
    ("start", &[]),
    ("rm", &[]),
    ("commit", &["--message", "--author", "--change"]),
    ("push", &[]),
    ("login", &["--username", "--password"]),
    ("compose up", &["--file", "--project-name", "--scale", "--timeout"]),
    ("compose run", &["--file", "--project-name", "--name", "--entrypoint", "--env"]),
    ("compose build", &["--file", "--project-name"]),
    ("compose down", &["--file", "--project-name", "--rmi", "--timeout"]),
    ("compose rm", &["--file", "--project-name"]),
    ("compose stop", &["--file", "--project-name", "--timeout"]),
];

const RUN: &[&str] = &[
    "--name",
    "--publish",
    "--volume",
    "--env",
    "--network",
    "--network-alias",
    "--mount",
    "--user",
    "--workdir",
    "--entrypoint",
    "--label",
    "--hostname",
    "--restart",
    "--memory",
    "--cpus",
    "--ip",
    "--stop-signal",
    "--stop-timeout",
    "--health-cmd",
    "--health-interval",
    "--add-host",
    "--env-file",
    "--volumes-from",
    "--tmpfs",
    "--platform",
    "--pull",
    "--cidfile",
    "--log-driver",
    "--cap-add",
    "--expose",
    "--dns",
    "--ulimit",
];
const BUILD: &[&str] =
    &["--tag", "--file", "--build-arg", "--target", "--label", "--platform", "--progress", "--output", "--network"];

/// One letter for a flag, by verb: `-t` of a build is a tag, of a run a terminal.
const SHORT: &[(&str, &[(char, &str)])] = &[
    (
        "run create exec compose run",
        &[
            ('p', "--publish"),
            ('v', "--volume"),
            ('e', "--env"),
            ('d', "--detach"),
            ('i', "--interactive"),
            ('t', "--tty"),
            ('u', "--user"),
            ('w', "--workdir"),
            ('l', "--label"),
            ('h', "--hostname"),
            ('m', "--memory"),
            ('P', "--publish-all"),
        ],
    ),
    ("build buildx build", &[('t', "--tag"), ('f', "--file"), ('q', "--quiet"), ('o', "--output")]),
    ("network create volume create", &[('d', "--driver"), ('o', "--opt")]),
    ("stop restart", &[('t', "--time"), ('s', "--signal")]),
    ("kill", &[('s', "--signal")]),
    ("start", &[('a', "--attach"), ('i', "--interactive")]),
    ("rm compose rm", &[('f', "--force"), ('v', "--volumes"), ('s', "--stop")]),
    ("login", &[('u', "--username"), ('p', "--password")]),
    ("compose up compose down compose stop", &[('d', "--detach"), ('t', "--timeout"), ('v', "--volumes")]),
];

/// The docker commands of a script that mutations know.
pub(super) fn calls(script: &str) -> Vec<Call> {
    commands(script, "docker").iter().filter_map(|words| read(script, words)).collect()
}

fn read(script: &str, words: &[Word]) -> Option<Call> {
    let span = words.first()?.span.start..words.last()?.span.end;
    let (verb, values, from) = verb(words)?;
    let shorts: Vec<(char, &str)> =
        SHORT.iter().filter(|(verbs, _)| of(verbs, verb)).flat_map(|(_, letters)| letters.iter().copied()).collect();
    let mut call = Call { verb: verb.to_owned(), flags: Vec::new(), rest: Vec::new(), span };
    let mut at = from;
    while let Some(word) = words.get(at) {
        at += 1;
        let has_ended = matches!(verb, "run" | "create" | "exec" | "compose run") && !call.rest.is_empty();
        if has_ended || !word.text.starts_with('-') || word.text.len() < 2 {
            call.rest.push(word.clone());
            continue;
        }
        let next = words.get(at).map(|next| (next.text.clone(), next.span.clone()));
        let names = if word.text.starts_with("--") { long(word) } else { short(script, word, &shorts, values) };
        for mut flag in names {
            if flag.value.is_none() && values.contains(&flag.name.as_str()) {
                flag.value.clone_from(&next);
                if let Some((_, span)) = &next {
                    flag.drop.0.end = span.end;
                    at += 1;
                }
            }
            call.flags.push(flag);
        }
    }
    Some(call)
}

/// Whether a list of verbs has this one; those of two words stand in it as they are.
fn of(verbs: &str, verb: &str) -> bool {
    let words: Vec<&str> = verbs.split(' ').collect();
    match verb.split_once(' ') {
        None => words.contains(&verb),
        Some((first, second)) => words.windows(2).any(|pair| pair == [first, second]),
    }
}

/// The verb of a command, its flags with values, and where what follows begins. `docker container run` is `run`.
fn verb(words: &[Word]) -> Option<(&'static str, &'static [&'static str], usize)> {
    let text = |index: usize| words.get(index).map_or("", |word| word.text.as_str());
    let skip = usize::from(matches!(text(1), "container" | "image"));
    let pair = format!("{} {}", text(1), text(2));
    let known = |name: &str| VERBS.iter().find(|(verb, _)| *verb == name).map(|(verb, values)| (*verb, *values));
    known(&pair)
        .map(|(verb, values)| (verb, values, 3))
        .or_else(|| known(text(1 + skip)).map(|(verb, values)| (verb, values, 2 + skip)))
}

fn long(word: &Word) -> Vec<Flag> {
    let (name, value) = match word.text.split_once('=') {
        Some((name, value)) => (name, Some((value.to_owned(), word.span.end - value.len()..word.span.end))),
        None => (word.text.as_str(), None),
    };
    let known = if name == "--net" { "--network" } else { name };
    vec![Flag { written: name.to_owned(), name: known.to_owned(), value, drop: (word.span.clone(), String::new()) }]
}

/// One letter or several joined; the last may have its value right behind it.
fn short(script: &str, word: &Word, shorts: &[(char, &str)], values: &[&str]) -> Vec<Flag> {
    let letters: Vec<char> = word.text.chars().skip(1).collect();
    let plain = script[word.span.clone()] == word.text;
    let mut flags = Vec::new();
    for (index, letter) in letters.iter().enumerate() {
        let name =
            shorts.iter().find(|(short, _)| short == letter).map_or_else(|| format!("-{letter}"), |it| it.1.into());
        let rest: String = letters[index + 1..].iter().collect();
        let takes = values.contains(&name.as_str());
        let attached = takes && !rest.is_empty();
        let others: String =
            letters.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, it)| *it).collect();
        let before: String = letters[..index].iter().collect();
        let left = if attached { before } else { others };
        let left = if left.is_empty() { String::new() } else { format!("-{left}") };
        let value = attached.then(|| {
            let value = rest.trim_start_matches('=').to_owned();
            (value.clone(), word.span.end - value.len()..word.span.end)
        });
        // Where quotes stand between, places are not those of the text.
        if plain || !attached {
            flags.push(Flag { written: format!("-{letter}"), name, value, drop: (word.span.clone(), left) });
        }
        if takes {
            break;
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(script: &str) -> Vec<String> {
        let show = |flag: &Flag| {
            let value = flag.value.as_ref().map_or(String::new(), |(value, _)| format!("={value}"));
            let mut dropped = script.to_owned();
            dropped.replace_range(flag.drop.0.clone(), &flag.drop.1);
            format!("{}{value} | {dropped}", flag.name)
        };
        calls(script).iter().flat_map(|call| call.flags.iter().map(show)).collect()
    }

    #[test]
    fn flags_are_read_in_every_form_and_can_be_dropped() {
        assert_eq!(
            flags("docker run -it --rm -p 80:9001 --name=x img sh -c a"),
            [
                "--interactive | docker run -t --rm -p 80:9001 --name=x img sh -c a",
                "--tty | docker run -i --rm -p 80:9001 --name=x img sh -c a",
                "--rm | docker run -it  -p 80:9001 --name=x img sh -c a",
                "--publish=80:9001 | docker run -it --rm  --name=x img sh -c a",
                "--name=x | docker run -it --rm -p 80:9001  img sh -c a",
            ]
        );
        assert_eq!(flags("docker build . -tx"), ["--tag=x | docker build . "]);
        assert_eq!(
            flags("docker image build -t x -f d ."),
            ["--tag=x | docker image build  -f d .", "--file=d | docker image build -t x  ."]
        );
        assert_eq!(flags("docker ps -a"), Vec::<String>::new());
        let call = &calls("docker container run -d img ls -l")[0];
        assert_eq!(call.rest.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["img", "ls", "-l"]);
    }
}
