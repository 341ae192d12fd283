//! The stages of a Dockerfile: what each stands on, and which of them another one needs.

use std::collections::{BTreeMap, BTreeSet};

use parse_dockerfile::{Dockerfile, Instruction, Stage};

use super::layered;

pub(super) fn stage_name(stage: &Stage<'_, '_>, index: usize) -> String {
    stage.from.as_.as_ref().map_or_else(|| index.to_string(), |(_, name)| name.value.to_string())
}

/// The stage that a name, or a number, means among those before `before`.
pub(super) fn place(names: &[String], name: &str, before: usize) -> Option<usize> {
    let by_name = names[..before].iter().rposition(|other| other.eq_ignore_ascii_case(name));
    by_name.or_else(|| name.parse().ok().filter(|number| *number < before))
}

/// The stage of the same file that stage `index` begins with.
fn stands_on_stage(index: usize, bases: &[String], names: &[String]) -> Option<usize> {
    names[..index].iter().rposition(|name| bases.get(index).is_some_and(|base| name.eq_ignore_ascii_case(base)))
}

/// What stage `index` stands on in the end: an image, not a stage of the same file.
pub(super) fn follow(index: usize, bases: &[String], names: &[String]) -> String {
    match stands_on_stage(index, bases, names) {
        Some(earlier) => follow(earlier, bases, names),
        None => bases.get(index).cloned().unwrap_or_default(),
    }
}

/// What makes the layers of a stage, and of the stages that it begins with.
pub(super) fn own_recipe(index: usize, stages: &[Stage<'_, '_>], bases: &[String], names: &[String]) -> Vec<String> {
    let mut made = stands_on_stage(index, bases, names)
        .map(|earlier| own_recipe(earlier, stages, bases, names))
        .unwrap_or_default();
    made.extend(layered::of_stage(stages[index].instructions));
    made
}

/// The names of the stages that stage `index` needs: what it stands on, and what is copied or mounted from.
pub(super) fn needed(index: usize, stages: &[Stage<'_, '_>], bases: &[String], names: &[String]) -> Vec<String> {
    let (mut found, mut open) = (BTreeSet::new(), vec![index]);
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
        let begins_with = stands_on_stage(index, bases, names);
        for stage in from.filter_map(|name| place(names, name, index)).chain(begins_with) {
            if found.insert(stage) {
                open.push(stage);
            }
        }
    }
    found.into_iter().map(|stage| names[stage].clone()).collect()
}

/// Every FROM of a file, build arguments with defaults filled in.
pub(super) fn bases_of(file: &Dockerfile<'_>, stages: &[Stage<'_, '_>]) -> Vec<String> {
    let arguments = global_arguments(file);
    stages.iter().map(|stage| fill(&stage.from.image.value, &arguments)).collect()
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
