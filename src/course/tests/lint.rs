//! What only linting a whole course finds.

use super::fixture::{CHECKS, ENGLISH, FRENCH, Fixture, PROOF};
use crate::course::{MANIFEST, STAMPS, Severity, restamp};

fn messages(fixture: &Fixture) -> Vec<String> {
    fixture.lint().diagnostics.iter().map(ToString::to_string).collect()
}

#[test]
fn every_file_is_looked_at_though_the_first_is_broken() {
    let fixture = Fixture::new();
    fixture.write(CHECKS, "[[step");
    fixture.replace(ENGLISH, "minutes: 10", "minutes: x");
    fixture.replace(FRENCH, "[!TASK]", "[!TACHE]");
    fixture.replace("checks/02-second.toml", "absent = true", "abesnt = true");
    fixture.write("checks/02-second.proof.toml", "[again");
    let found = messages(&fixture);
    for path in [CHECKS, ENGLISH, FRENCH, "checks/02-second.toml", "checks/02-second.proof.toml"] {
        assert!(found.iter().any(|one| one.starts_with(path)), "{path}: {found:?}");
    }
}

#[test]
fn slips_that_still_work_are_warnings() {
    let fixture = Fixture::new();
    fixture.replace(PROOF, "[run]\nright = [\"docker run --detach --name server -p {{server_port}}:80 echo\"]\n", "");
    fixture.replace(MANIFEST, "nap = \"30\"", "nap = \"30\"\nunused = \"x\"");
    fixture.write("checks/notes.txt", "");
    fixture.write("exercises/01-first/solution/loose.txt", "");
    let report = fixture.lint();
    assert!(!report.has_errors());
    assert!(report.diagnostics.iter().all(|one| one.severity == Severity::Warning));
    assert_eq!(
        messages(&fixture),
        [
            "checks/01-first.toml:24:6: warning: step `run` has neither `right` ways nor `wrong` attempts",
            "checks/notes.txt:1:1: warning: nothing reads this file",
            "exercises/01-first/solution/loose.txt:1:1: warning: nothing reads this file",
            "lessons/course.toml:13:1: warning: variable `unused` is not used",
        ]
    );
}

#[test]
fn solution_files_of_no_step_are_an_error() {
    let fixture = Fixture::new();
    fixture.write("exercises/01-first/solution/biuld/Dockerfile", "FROM alpine\n");
    let report = fixture.lint();
    assert!(report.has_errors());
    assert_eq!(report.diagnostics[0].help.as_deref(), Some("did you mean `build`?"));
}

#[test]
fn code_may_differ_between_languages_in_comments_only() {
    let fixture = Fixture::new();
    let code = |lines: &str| format!("Une image de {{{{alpine}}}}\n\n```sh\n{lines}\n```\n\nest faite une fois.");
    let english = "An image of {{alpine}} is made once.";
    fixture.replace(ENGLISH, english, &format!("{english}\n\n```sh\ndocker ps # list\n# all\n```"));
    fixture.replace(FRENCH, "Une image de {{alpine}} est faite une fois.", &code("docker ps # liste"));
    assert_eq!(messages(&fixture), <[String; 0]>::default());
    fixture.replace(FRENCH, "docker ps", "docker ps -a");
    assert_eq!(messages(&fixture), ["lessons/fr/01-first.md:12:1: warning: this code is not the same in en"]);
    fixture.replace(FRENCH, "```sh\ndocker ps -a # liste\n```", "rien");
    assert_eq!(
        messages(&fixture),
        ["lessons/fr/01-first.md:8:20: warning: step `build` has 0 pieces of code, 1 in en"]
    );
}

#[test]
fn a_label_stands_in_every_language_or_in_none() {
    let fixture = Fixture::new();
    let label = |path: &str, words: &str| {
        fixture.replace(path, "> [!WHY]", &format!("> [!CHECK image]\n> {words}\n\n> [!WHY]"));
    };
    label(ENGLISH, "the image is there");
    assert_eq!(
        messages(&fixture),
        ["lessons/fr/01-first.md:8:20: error: check `image` has a label in en, and none here"]
    );
    label(FRENCH, "l'image est là");
    assert_eq!(messages(&fixture), <[String; 0]>::default());
    fixture.replace(ENGLISH, "[!CHECK image]", "[!CHECK imgae]");
    assert!(messages(&fixture).iter().any(|one| one.ends_with("step `build` has no check `imgae`")));
}

#[test]
fn a_translation_that_lags_behind_is_noticed_until_stamped_again() {
    let fixture = Fixture::new();
    restamp(fixture.path()).unwrap();
    assert_eq!(messages(&fixture), <[String; 0]>::default());
    fixture.replace(FRENCH, "Les couches", "Toutes les couches");
    assert_eq!(messages(&fixture), ["lessons/fr/01-first.md:8:20: warning: step `build` changed in fr, not in en"]);
    fixture.replace(ENGLISH, "Layers are", "All layers are");
    assert_eq!(
        messages(&fixture),
        ["lessons/en/01-first.md:8:15: warning: step `build` changed in en, fr since the stamp"]
    );
    restamp(fixture.path()).unwrap();
    assert_eq!(messages(&fixture), <[String; 0]>::default());
    fixture.write(STAMPS, "# empty\n");
    assert_eq!(messages(&fixture).len(), 3);
}

#[test]
fn a_long_pattern_says_that_a_property_is_missing() {
    let told = |to: &str| {
        let fixture = Fixture::new();
        fixture.replace(CHECKS, "cmd.has = [\"sleep\"]", to);
        messages(&fixture)
    };
    let (short, long) = ("x".repeat(60), "x".repeat(61));
    assert_eq!(told(&format!("cmd.any.matches = '{short}'")), <[String; 0]>::default());
    assert_eq!(told(&format!("cmd.any.matches = '{long}'")).len(), 1);
    let found = told(&format!("cmd.none = {{ matches = '{long}' }}"));
    assert!(found[0].contains("checks/01-first.toml:") && found[0].ends_with("a property is missing"), "{found:?}");
    let fixture = Fixture::new();
    fixture.replace(CHECKS, "state = \"running\"", &format!("state.not.matches = '{long}'"));
    assert_eq!(messages(&fixture).len(), 1);
}
