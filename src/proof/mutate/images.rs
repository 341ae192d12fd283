//! Images that are not what they are called: of another base, a base under the right name, committed, saying only what is
//! expected.

use std::collections::BTreeMap;

use crate::course::expect::{Matcher, Property};
use crate::course::{Attempt, CourseFile, Step};

use super::Mutant;
use super::call::{Call, calls};
use super::text::changed;

pub(super) fn mutants(step: &Step, right: &Attempt, bases: &[String]) -> Vec<Mutant> {
    let mut all = other_bases(right, bases);
    let known = format!("{:?}", step.checks);
    let calls = calls(&right.run);
    let is_build = |call: &&Call| call.verb.ends_with("build") && !call.verb.starts_with("compose");
    // Of several builds under a name, the last one is what stays; a name of one's own nobody looks at.
    let last: BTreeMap<&str, &Call> =
        calls.iter().filter(is_build).filter_map(|call| Some((tag_of(call)?, call))).collect();
    for (name, call) in last.into_iter().filter(|(name, _)| known.contains(&format!("\"{name}"))) {
        all.extend(in_place_of_build(right, name, call, bases));
    }
    for words in expected_words(step) {
        all.extend(saying(right, &words));
    }
    all
}

fn other_bases(right: &Attempt, bases: &[String]) -> Vec<Mutant> {
    let mut all = Vec::new();
    for from in bases {
        let Some(to) = bases.iter().find(|other| *other != from) else { continue };
        let change = |text: &str| replaced_bases(text, from, to);
        let files: Vec<CourseFile> = right
            .files
            .iter()
            .map(|file| match std::str::from_utf8(&file.content) {
                Ok(text) => CourseFile { content: change(text).into_bytes(), ..file.clone() },
                Err(_) => file.clone(),
            })
            .collect();
        let run = change(&right.run);
        if files != right.files || run != right.run {
            let mutant = Mutant::of(right, format!("base {from} → {to}"), run);
            all.push(Mutant { attempt: Attempt { files, ..mutant.attempt }, ..mutant });
        }
    }
    all
}

/// A text whose `FROM from` reads `FROM to`.
fn replaced_bases(text: &str, from: &str, to: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    let wanted = format!("FROM {from}");
    while let Some(at) = rest.find(&wanted) {
        let after = &rest[at + wanted.len()..];
        let whole = !after.starts_with(|sign: char| sign.is_ascii_alphanumeric() || "-_./".contains(sign));
        out.push_str(&rest[..at]);
        if whole {
            out.push_str("FROM ");
            out.push_str(to);
        } else {
            out.push_str(&wanted);
        }
        rest = after;
    }
    out + rest
}

/// The name that a build gives.
fn tag_of(call: &Call) -> Option<&str> {
    let tags = call.flags.iter().filter(|flag| flag.name == "--tag");
    tags.filter_map(|flag| flag.value.as_ref()).map(|(value, _)| value.as_str()).next()
}

fn in_place_of_build(right: &Attempt, name: &str, call: &Call, bases: &[String]) -> Vec<Mutant> {
    let tagged = bases.iter().map(|base| {
        let run = changed(&right.run, &call.span, &format!("docker tag {base} {name}"));
        Mutant::of(right, format!("tag {base} as {name}"), run)
    });
    let build = &right.run[call.span.clone()];
    let committed = format!("{build} && docker commit $(docker create {name}) {name}");
    let committed = Mutant::of(right, format!("commit {name}"), changed(&right.run, &call.span, &committed));
    tagged.chain([committed]).collect()
}

/// What the step's checks expect somebody to write, where it is written out.
fn expected_words(step: &Step) -> Vec<String> {
    let is_output =
        |property: &Property| matches!(property, Property::Named(name) if name == "output" || name == "body");
    let expectations = step.checks.iter().flat_map(|check| &check.expect);
    let mut words: Vec<String> = expectations
        .filter(|expectation| is_output(&expectation.property))
        .flat_map(|expectation| literals(&expectation.matcher))
        .filter(|words| !words.contains("{{") && !words.contains('\''))
        .collect();
    words.dedup();
    words
}

fn literals(matcher: &Matcher) -> Vec<String> {
    match matcher {
        Matcher::Equals(value) => value.as_str().map(str::to_owned).into_iter().collect(),
        Matcher::Contains(text) => vec![text.clone()],
        Matcher::All(all) => all.iter().flat_map(literals).collect(),
        _ => Vec::new(),
    }
}

/// The same with the words only said: as the command of a run, and as that of the image.
fn saying(right: &Attempt, words: &str) -> Vec<Mutant> {
    let mut all = Vec::new();
    let calls = calls(&right.run);
    let runs = calls.iter().filter(|call| call.verb == "run" && !call.rest.is_empty());
    for (image, end) in runs.filter_map(|call| Some((call.rest.first()?, call.rest.last()?.span.end))) {
        let said = changed(&right.run, &(image.span.end..end), &format!(" echo '{words}'"));
        all.push(Mutant::of(right, "echo at run", said));
    }
    let is_recipe = |file: &&CourseFile| file.path.to_lowercase().contains("dockerfile");
    for file in right.files.iter().filter(is_recipe) {
        let Ok(text) = std::str::from_utf8(&file.content) else { continue };
        // Where the recipe itself says the words, to say them is what is asked.
        if text.contains(words) {
            continue;
        }
        let kept = text.lines().filter(|line| !line.starts_with("CMD") && !line.starts_with("ENTRYPOINT"));
        let content = kept.collect::<Vec<_>>().join("\n") + &format!("\nENTRYPOINT []\nCMD echo '{words}'\n");
        let mut mutant = Mutant::of(right, "echo in Dockerfile", right.run.clone());
        for own in &mut mutant.attempt.files {
            if own.path == file.path {
                own.content = content.clone().into_bytes();
            }
        }
        all.push(mutant);
    }
    all
}
