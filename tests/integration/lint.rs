//! `kesako course lint`, and errors about a course in any other command.

use std::path::Path;

use super::kesako::Machine;

/// A copy of the built-in course.
fn course(machine: &Machine) -> std::path::PathBuf {
    let to = machine.path("course");
    for top in ["lessons", "checks", "exercises"] {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(top), &to.join(top));
    }
    to
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: {from}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_built_in_course_has_no_errors() {
    let ran = Machine::debian().run(&["course", "lint"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
}

#[test]
fn all_slips_of_all_files_are_told_at_once_with_their_places() {
    let machine = Machine::debian();
    let course = course(&machine);
    replace(&course.join("checks/01-kesako.toml"), "\ncheck = [", "\nchek = [");
    replace(&course.join("checks/02-image-container.toml"), "[[step]]", "[[stepp]]");
    let ran = machine.run_on(&course, &["course", "lint"]);
    assert_eq!(ran.code, 4, "{ran:#?}");
    assert!(ran.out.contains("--> checks/01-kesako.toml:"), "{}", ran.out);
    assert!(ran.out.contains("did you mean `check`?"), "{}", ran.out);
    assert!(ran.out.contains("--> checks/02-image-container.toml:"), "{}", ran.out);
    let sum = ran.out.lines().last().unwrap();
    assert!(sum.starts_with("✗ ") && sum.contains(" errors, "), "{sum}");
    let json = machine.run_on(&course, &["course", "lint", "--json"]).json();
    assert_eq!(json["schema"], 1);
    assert_eq!(
        json["errors"],
        json["diagnostics"].as_array().unwrap().iter().filter(|d| d["severity"] == "error").count()
    );
    assert!(json["diagnostics"][0]["line"].is_u64());
}

#[test]
fn a_stamp_makes_the_languages_count_as_saying_the_same() {
    let machine = Machine::debian();
    let course = course(&machine);
    let stamps = course.join("lessons/translations.toml");
    let ran = machine.run_on(&course, &["course", "lint", "--stamp"]);
    assert_eq!((ran.code, stamps.is_file()), (0, true), "{ran:#?}");
    replace(&course.join("lessons/en/01-kesako.md"), "> [!TASK]\n> ", "> [!TASK]\n> Also: ");
    let ran = machine.run_on(&course, &["course", "lint"]);
    assert!(ran.code == 0 && ran.out.contains("changed in en, not in fr"), "{ran:#?}");
}

#[test]
fn the_course_inside_the_program_cannot_be_stamped() {
    let ran = Machine::debian().run(&["course", "lint", "--stamp"]);
    assert!(ran.code == 2 && ran.err.contains("can't be stamped"), "{ran:#?}");
}

#[test]
fn a_broken_manifest_is_shown_with_its_place_by_every_command() {
    let machine = Machine::debian();
    let course = course(&machine);
    replace(&course.join("lessons/course.toml"), "version = ", "versoin = ");
    for arguments in [&["list"][..], &["show"], &["course", "lint"]] {
        let ran = machine.run_on(&course, arguments);
        assert_eq!(ran.code, 4, "{ran:#?}");
        let said = ran.out + &ran.err;
        assert!(said.contains("--> lessons/course.toml:") && said.contains("did you mean `version`?"), "{said}");
    }
    let ran = machine.run_on(&course, &["list"]);
    assert!(ran.out.is_empty() && ran.err.contains("hint: `kesako course lint`"), "{ran:#?}");
}

#[test]
fn completions_and_manual_need_nothing_else_to_be_well() {
    let machine = Machine::debian().with("DOCKER_CONTEXT", "no-such-context");
    for (arguments, begins) in [
        (&["completions", "bash"][..], "_kesako()"),
        (&["completions", "zsh"], "#compdef kesako"),
        (&["completions", "fish"], "#"),
        (&["man"], ".ie"),
    ] {
        let ran = machine.run_on(Path::new("/no/such/course"), arguments);
        assert!(ran.code == 0 && ran.out.starts_with(begins), "{arguments:?}: {} {}", ran.code, ran.err);
    }
}
