//! Which commands a solution uses: a shell script in, `docker …` commands with their options out. Pure.
//!
//! What the learner is taught stands at the beginning of a command. What a script needs for itself does not count: the
//! condition of a loop, a `$(…)`. Options are told without their values, which may be anything.

use super::model::Command;

/// Words behind which the command proper is.
const GROUPS: [&str; 11] = [
    "builder",
    "buildx",
    "compose",
    "container",
    "context",
    "image",
    "manifest",
    "network",
    "plugin",
    "system",
    "volume",
];
/// Commands whose options end at the first word that is none: what follows is the container's.
const CONTAINER_COMMANDS: [&str; 3] = ["run", "create", "exec"];
/// Options of those that stand alone; every other one takes a value.
const ALONE: [&str; 13] = [
    "--rm",
    "--init",
    "--detach",
    "--interactive",
    "--tty",
    "--privileged",
    "--read-only",
    "--publish-all",
    "--no-healthcheck",
    "--oom-kill-disable",
    "--sig-proxy",
    "--quiet",
    "--no-deps",
];
/// The same in one letter; they may stand together.
const LETTERS: &str = "ditPq";
/// Shell words that a command may stand behind.
const OPENING: [&str; 6] = ["do", "then", "else", "{", "!", "("];
/// Shell words whose command is the script's own affair.
const CONDITIONS: [&str; 4] = ["until", "while", "if", "elif"];

/// The docker commands of a script, in order, each once, with all the options that it has there.
pub(super) fn commands_of(script: &str) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    for words in simple_commands(script) {
        for command in docker_commands(&words) {
            match commands.iter_mut().find(|known| known.name == command.name) {
                Some(known) => add_new(&mut known.options, &command.options),
                None => commands.push(command),
            }
        }
    }
    commands
}

/// Adds what is not there yet.
pub(super) fn add_new(known: &mut Vec<String>, more: &[String]) {
    for word in more {
        if !known.contains(word) {
            known.push(word.clone());
        }
    }
}

/// The command that these words are; before it its group, if that has options of its own (`docker compose -p`).
fn docker_commands(words: &[String]) -> Vec<Command> {
    let words: Vec<&str> = words.iter().map(String::as_str).skip_while(|word| OPENING.contains(word)).collect();
    let ["docker", first, rest @ ..] = &words[..] else { return Vec::new() };
    if first.starts_with('-') {
        return Vec::new();
    }
    let name = format!("docker {first}");
    if !GROUPS.contains(first) {
        return vec![Command { options: options_of(first, rest), name }];
    }
    let mut of_group = Vec::new();
    let mut rest = rest;
    while let [option, after @ ..] = rest
        && option.starts_with('-')
    {
        add_new(&mut of_group, &[bare(option)]);
        // Each has a value.
        rest = after.get(usize::from(!option.contains('='))..).unwrap_or_default();
    }
    let [verb, rest @ ..] = rest else { return Vec::new() };
    let command = Command { name: format!("{name} {verb}"), options: options_of(verb, rest) };
    let group = Command { name, options: of_group };
    if group.options.is_empty() { vec![command] } else { vec![group, command] }
}

/// The options among the words of a command.
fn options_of(verb: &str, words: &[&str]) -> Vec<String> {
    let ends_early = CONTAINER_COMMANDS.contains(&verb);
    let mut options = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if *word == "--" || (ends_early && !word.starts_with('-')) {
            break;
        }
        if !word.starts_with('-') || *word == "-" {
            continue;
        }
        add_new(&mut options, &[bare(word)]);
        let letters = word.strip_prefix('-').filter(|letters| !letters.starts_with('-'));
        let stands_alone = match letters {
            Some(letters) => letters.chars().all(|letter| LETTERS.contains(letter)),
            None => ALONE.contains(word) || word.contains('='),
        };
        if ends_early && !stands_alone {
            words.next();
        }
    }
    options
}

/// An option without the value that is joined to it.
fn bare(option: &str) -> String {
    option.split_once('=').map_or(option, |(name, _)| name).to_owned()
}

/// A script's simple commands as words, without redirections; conditions left out.
fn simple_commands(script: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    let mut end_of_document: Option<String> = None;
    let joined = script.replace("\\\n", " ");
    let mut reading = Reading::default();
    for line in joined.lines() {
        if let Some(end) = &end_of_document {
            if line.trim() == end {
                end_of_document = None;
            }
            continue;
        }
        reading.line(line);
        if !reading.is_quoted() {
            end_of_document = reading.document.take();
            all.append(&mut reading.done);
        }
    }
    all.append(&mut reading.done);
    all.retain(|words: &Vec<String>| !words.first().is_some_and(|first| CONDITIONS.contains(&first.as_str())));
    all
}

/// A shell script being read, as far as it takes to find its words.
#[derive(Default)]
struct Reading {
    done: Vec<Vec<String>>,
    words: Vec<String>,
    word: String,
    quote: Option<char>,
    /// How many `$(` are open.
    depth: usize,
    /// The word at which a here-document ends.
    document: Option<String>,
}

impl Reading {
    const fn is_quoted(&self) -> bool {
        self.quote.is_some() || self.depth > 0
    }

    fn line(&mut self, line: &str) {
        let mut characters = line.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '\'' | '"' if self.quote.is_none() => self.quote = Some(c),
                _ if self.quote == Some(c) => self.quote = None,
                '$' if self.quote != Some('\'') && characters.peek() == Some(&'(') => {
                    characters.next();
                    self.depth += 1;
                    self.word.push('$');
                }
                ')' if self.depth > 0 => self.depth -= 1,
                _ if self.is_quoted() => self.word.push(c),
                '\\' => self.word.extend(characters.next()),
                '#' if self.word.is_empty() => break,
                '<' if characters.peek() == Some(&'<') => {
                    let rest: String = characters.by_ref().collect();
                    let end = rest.trim_start_matches(['<', '-']).trim_start();
                    self.document = end.split_whitespace().next().map(|end| end.replace(['\'', '"'], ""));
                }
                ';' | '|' | '&' | ')' => self.end_command(),
                c if c.is_whitespace() => self.end_word(),
                c => self.word.push(c),
            }
        }
        if !self.is_quoted() {
            self.end_command();
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.is_empty() {
            self.words.push(word);
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        let words = std::mem::take(&mut self.words);
        if !words.is_empty() {
            self.done.push(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_gives_its_commands_with_their_options() {
        for (script, expected) in [
            ("docker run --rm alpine cat -n /etc/os-release", "docker run --rm"),
            ("docker run -d --name napper test-sleep\ndocker stop -t 1 napper", "docker run -d --name; docker stop -t"),
            ("docker run --name=x --init --rm -d -p 1:2 web -p 3", "docker run --name --init --rm -d -p"),
            ("docker run -it alpine sh -c 'docker ps'", "docker run -it"),
            ("docker compose -p branch up -d --build", "docker compose -p; docker compose up -d --build"),
            ("docker image ls -q x && docker ps -aq", "docker image ls -q; docker ps -aq"),
            ("printf 'FROM a\\n' | docker build -t x -", "docker build -t"),
            (
                "docker run x &\nuntil docker top x > /dev/null; do sleep 1; done\ndocker stop x",
                "docker run; docker stop",
            ),
            ("docker stop -t 1 $(docker ps -q --filter network=x)", "docker stop -t"),
            ("while [ -n \"$(docker ps -q)\" ]; do sleep 1; done", ""),
            (
                "for c in $(docker ps -aq); do\n case $(docker inspect --format '{{.X}}' \"$c\") in\n  a) docker rm \"$c\" ;;\n esac\ndone",
                "docker rm",
            ),
            ("docker run -d --name r -p 1:2 -v \"$PWD/a:/a\" \\\n  -e A=b registry", "docker run -d --name -p -v -e"),
            ("cat > f <<'END'\ndocker push x\nEND\ndocker pull x # docker rmi", "docker pull"),
            ("docker run a\ndocker run --rm a", "docker run --rm"),
            ("docker exec notes sh -c 'echo test > test.txt'", "docker exec"),
            ("docker --version; docker; docker compose", ""),
            (
                "echo secret | docker login --username me --password-stdin host",
                "docker login --username --password-stdin",
            ),
        ] {
            let found: Vec<String> = commands_of(script)
                .iter()
                .map(|command| [&[command.name.clone()][..], &command.options].concat().join(" "))
                .collect();
            assert_eq!(found.join("; "), expected, "{script}");
        }
    }
}
