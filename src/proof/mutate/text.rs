//! Changes of a script's words: flags left out, values swapped, names off by a letter.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::{Attempt, Step};

use super::Mutant;
use super::call::{Call, Flag, calls};

/// Flags that change only what is shown.
const SHOWN: [&str; 4] = ["--quiet", "--progress", "--tty", "--interactive"];
/// Flags whose value is two halves with a colon between.
const HALVES: [&str; 2] = ["--publish", "--volume"];
/// Flags that give a name.
const NAMING: [&str; 4] = ["--name", "--tag", "--network-alias", "--alias"];

pub(super) fn mutants(step: &Step, right: &Attempt) -> Vec<Mutant> {
    let script = right.run.as_str();
    let calls = calls(script);
    let asked = flags_of(&step.solution.run);
    let known = format!("{:?}", step.checks);
    let mut all = Vec::new();
    // What is removed again further down leaves nothing to be judged.
    let kept = calls.iter().rposition(|call| call.verb == "rm").unwrap_or_default();
    for call in &calls[kept..] {
        // Of more flags of a kind than are asked for, nobody can tell which one is.
        let alike =
            |flag: &Flag| call.flags.iter().filter(|other| asked_as(call, other) == asked_as(call, flag)).count();
        let is_asked = |flag: &&Flag| asked.get(&asked_as(call, flag)).is_some_and(|count| alike(flag) <= *count);
        for flag in call.flags.iter().filter(is_asked) {
            if !SHOWN.contains(&flag.name.as_str()) {
                all.push(Mutant::of(
                    right,
                    format!("drop {}{}", flag.written, variable(flag)),
                    changed(script, &flag.drop.0, &flag.drop.1),
                ));
            }
            let halves = flag.value.as_ref().filter(|_| HALVES.contains(&flag.name.as_str()));
            if let Some((value, span)) = halves
                && let Some((left, right_half)) = value.split_once(':')
                && left != right_half
                && script.get(span.clone()) == Some(value)
            {
                let swapped = format!("{right_half}:{left}");
                all.push(Mutant::of(right, format!("swap {}", flag.written), changed(script, span, &swapped)));
            }
        }
    }
    for name in calls.iter().flat_map(given_names).collect::<BTreeSet<_>>() {
        if let Some(slip) = slip(&name).filter(|_| known.contains(&format!("\"{name}"))) {
            all.push(Mutant::of(right, format!("name {name} → {slip}"), renamed(script, &name, &slip)));
        }
    }
    all
}

/// `docker create` with a flag is as good as `docker run` with it.
fn verb_of(call: &Call) -> String {
    match call.verb.as_str() {
        "create" => "run".to_owned(),
        "buildx build" => "build".to_owned(),
        verb => verb.to_owned(),
    }
}

/// The variable that `-e` sets, behind a blank.
fn variable(flag: &Flag) -> String {
    let value = flag.value.as_ref().filter(|_| flag.name == "--env").map(|(value, _)| value.as_str());
    value.map_or(String::new(), |value| format!(" {}", value.split('=').next().unwrap_or(value)))
}

/// A flag as something that is asked for: a name only where it is that name.
fn asked_as(call: &Call, flag: &Flag) -> (String, String, String) {
    let name = flag.value.as_ref().filter(|_| NAMING.contains(&flag.name.as_str())).map(|(value, _)| value.as_str());
    (verb_of(call), flag.name.clone(), name.unwrap_or_default().trim_end_matches(":latest").to_owned())
}

/// What a script's flags ask for, and how often.
fn flags_of(script: &str) -> BTreeMap<(String, String, String), usize> {
    let of = |call: &Call| call.flags.iter().map(|flag| asked_as(call, flag)).collect::<Vec<_>>();
    let mut counts = BTreeMap::new();
    for flag in calls(script).iter().flat_map(of) {
        *counts.entry(flag).or_insert(0) += 1;
    }
    counts
}

/// What a command gives a name to: containers, images, networks, volumes.
fn given_names(call: &Call) -> Vec<String> {
    let flags = call.flags.iter().filter(|flag| NAMING.contains(&flag.name.as_str()));
    let mut names: Vec<String> = flags.filter_map(|flag| flag.value.as_ref().map(|(value, _)| value.clone())).collect();
    let volumes = call.flags.iter().filter(|flag| flag.name == "--volume");
    let of_mounts = volumes.filter_map(|flag| flag.value.as_ref()?.0.split(':').next().map(str::to_owned));
    names.extend(of_mounts);
    if matches!(call.verb.as_str(), "tag" | "network create" | "volume create" | "commit") {
        names.extend(call.rest.last().map(|word| word.text.clone()));
    }
    names
        .into_iter()
        .map(|name| name.split(':').next().unwrap_or_default().to_owned())
        .filter(|name| is_name(name))
        .collect()
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte))
}

/// A name with two letters of it in the wrong order, as fingers do it: the last pair that differs.
fn slip(name: &str) -> Option<String> {
    let mut signs: Vec<char> = name.chars().collect();
    let differ = |pair: &[char]| pair[0] != pair[1] && pair.iter().all(char::is_ascii_alphabetic);
    let at = signs.windows(2).rposition(differ)?;
    signs.swap(at, at + 1);
    Some(signs.into_iter().collect())
}

/// The script with a name replaced wherever it stands for itself.
fn renamed(script: &str, name: &str, slip: &str) -> String {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || "-_./".contains(sign);
    let (mut out, mut from) = (String::new(), 0);
    while let Some(at) = script[from..].find(name).map(|at| from + at) {
        let end = at + name.len();
        let whole = !script[..at].ends_with(is_part) && !script[end..].starts_with(is_part);
        out.push_str(&script[from..at]);
        out.push_str(if whole { slip } else { name });
        from = end;
    }
    out + &script[from..]
}

/// A text with a part of it replaced.
pub(super) fn changed(script: &str, span: &std::ops::Range<usize>, with: &str) -> String {
    let mut script = script.to_owned();
    script.replace_range(span.clone(), with);
    script
}
