//! Who may import whom: the rule of the architecture, read off the `use` lines and every `crate::` path.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;

/// A module and those that it may name. What stands for itself (`error`, `exit_code`, `cli`, `words`) is below.
const RULES: [(&str, &[&str]); 17] = [
    ("probe", &[]),
    ("course", &["probe"]),
    ("words", &["course"]),
    ("check", &["course", "probe"]),
    ("engine", &["probe", "course"]),
    ("registry", &["probe"]),
    ("machine", &["probe"]),
    ("proof", &["check", "course", "probe"]),
    ("feedback", &["check", "course", "probe", "words"]),
    ("progress", &["check", "course", "probe", "sanitize", "words"]),
    ("report", &["course", "progress", "sanitize", "words"]),
    ("sanitize", &[]),
    ("session", &["check", "course", "feedback", "progress", "probe"]),
    ("ui", &["check", "course", "feedback", "progress", "probe", "report", "sanitize", "words"]),
    ("error", &["course", "engine", "exit_code", "probe", "progress", "ui"]),
    ("exit_code", &["check"]),
    ("cli", &[]),
];

/// Crates that only one module may name.
const KEPT: [(&str, &str); 7] = [
    ("bollard", "engine"),
    ("console", "ui"),
    ("dialoguer", "ui"),
    ("crossterm", "ui"),
    ("oci_client", "registry"),
    ("docker_credential", "registry"),
    ("reqwest", "registry"),
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Every source file with its top module's name.
fn sources() -> Vec<(String, PathBuf, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&top, &mut files);
    let named = |path: PathBuf| {
        let first = path.strip_prefix(&top).unwrap().components().next().unwrap();
        let module = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        (module, path, text)
    };
    files.into_iter().map(named).collect()
}

#[test]
fn modules_name_only_those_that_they_may() {
    let path = Regex::new(r"crate::(\{[^}]*\}|[a-z_]+)").unwrap();
    let mut wrong = BTreeSet::new();
    for (module, file, text) in sources() {
        let Some((_, allowed)) = RULES.iter().find(|(name, _)| *name == module) else {
            assert!(["build", "commands", "lib", "main"].contains(&module.as_str()), "`{module}` has no rule: add one");
            continue;
        };
        for found in path.captures_iter(&text) {
            for name in found[1].trim_matches(['{', '}']).split(',') {
                let name = name.trim().split("::").next().unwrap();
                let known = RULES.iter().any(|(rule, _)| *rule == name) || name == "commands";
                if known && name != module && !allowed.contains(&name) {
                    wrong.insert(format!("{}: `{module}` names `{name}`", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn some_crates_are_named_in_one_module_only() {
    for (module, file, text) in sources() {
        for (name, keeper) in KEPT {
            let named = Regex::new(&format!(r"(?m)^\s*(pub )?use {name}\b|\b{name}::")).unwrap();
            assert!(module == keeper || !named.is_match(&text), "{}: only `{keeper}` names `{name}`", file.display());
        }
    }
}

#[test]
fn only_the_screen_prints() {
    let printing = Regex::new(r"\be?print(ln)?!").unwrap();
    for (module, file, text) in sources() {
        assert!(["ui", "build"].contains(&module.as_str()) || !printing.is_match(&text), "{} prints", file.display());
    }
}

#[test]
fn files_stay_small_and_say_what_they_are() {
    for (_, file, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 330, "{} has {lines} lines: split it", file.display());
        assert!(
            text.starts_with("//!") || file.to_string_lossy().ends_with("tests.rs"),
            "{} does not say what it is",
            file.display()
        );
    }
}
