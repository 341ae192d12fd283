//! Opening courses, reading one chapter, finding steps.

use super::fixture::{CHECKS, FRENCH, Fixture};
use crate::course::{ChapterId, CourseFiles, CourseSource, FindStepError, Language, StepId, Vars};

fn first() -> ChapterId {
    ChapterId("01-first".into())
}

#[test]
fn a_chapter_is_read_with_its_variables_put_in() {
    let course = Fixture::new();
    let course = course.open();
    let vars: Vars = [("server_port", "9100")].into_iter().collect();
    let chapter = course.chapter(&first(), &vars).unwrap();
    assert_eq!(chapter.steps.len(), 2);
    let run = &chapter.steps[1];
    assert_eq!(run.id.to_string(), "01-first/run");
    assert_eq!(run.after, Some(chapter.steps[0].id.clone()));
    assert_eq!(chapter.steps[0].after, None);
    assert_eq!(run.solution.run, "docker run -d --name server -p 9100:80 echo 30");
    assert_eq!(run.solution.at, "checks/01-first.toml:37");
    assert_eq!(run.words[&Language::En].task, "Run it on port 9100.");
    assert_eq!(chapter.words[&Language::Fr].title, "Premier");
    assert_eq!(chapter.steps[0].words[&Language::En].questions["why"].text, "Why was the second build so fast?");
}

#[test]
fn a_value_that_is_planted_stands_in_everything_of_its_chapter() {
    let fixture = Fixture::new();
    let course = fixture.open();
    let run = |vars: &Vars| course.chapter(&first(), vars).unwrap().steps[0].setup.clone().unwrap().run;
    assert_eq!(run(&Vars::new()), "echo {{secret}} > secret.txt");
    let planted: Vars = [("secret", "calm-otter-42")].into_iter().collect();
    assert_eq!(run(&planted), "echo calm-otter-42 > secret.txt");
}

#[test]
fn a_broken_chapter_does_not_keep_another_from_being_read() {
    let fixture = Fixture::new();
    fixture.write("checks/02-second.toml", "[[step");
    let course = fixture.open();
    assert!(course.chapter(&first(), &Vars::new()).is_ok());
    assert!(course.chapter(&ChapterId("02-second".into()), &Vars::new()).is_err());
}

#[test]
fn one_language_can_be_read_without_the_other() {
    let fixture = Fixture::new();
    fixture.remove(FRENCH);
    let course = fixture.open();
    assert!(course.chapter(&first(), &Vars::new()).is_err());
    let chapter = course.chapter_in(&first(), &Vars::new(), Language::En).unwrap();
    assert_eq!(chapter.words.keys().collect::<Vec<_>>(), [&Language::En]);
}

#[test]
fn exercise_files_keep_bytes_and_say_what_is_a_program() {
    let fixture = Fixture::new();
    fixture.write("exercises/01-first/start/site/index.html", "port {{server_port}} {{other}}");
    fixture.write("exercises/01-first/start/logo.png", [0x89, 0, b'{', b'{', b'n', b'a', b'p', b'}', b'}', 0xff]);
    fixture.write("exercises/01-first/solution/build/run.sh", "#!/bin/sh\nsleep {{nap}}\n");
    let chapter = fixture.open().chapter(&first(), &Vars::new()).unwrap();
    let files: Vec<_> = chapter.start_files.iter().map(|file| (file.path.as_str(), file.executable)).collect();
    assert_eq!(files, [("logo.png", false), ("site/index.html", false)]);
    assert_eq!(chapter.start_files[0].content.len(), 10);
    assert_eq!(chapter.start_files[1].content, b"port 9001 {{other}}");
    let script = &chapter.steps[0].solution.files[0];
    assert_eq!((script.path.as_str(), script.executable), ("run.sh", true));
    assert_eq!(script.content, b"#!/bin/sh\nsleep 30\n");
}

#[test]
fn the_content_hash_changes_with_any_file() {
    let fixture = Fixture::new();
    let before = fixture.open().content_hash().unwrap();
    assert_eq!(before.len(), 64);
    assert_eq!(fixture.open().content_hash().unwrap(), before);
    fixture.write("exercises/01-first/start/x", "");
    assert_ne!(fixture.open().content_hash().unwrap(), before);
}

#[test]
fn a_course_without_its_manifest_says_which_file_is_missing() {
    let found = CourseFiles::open(CourseSource::Folder("/nonexistent".into())).unwrap_err();
    assert_eq!(found[0].to_string(), "lessons/course.toml:1:1: error: this file is missing");
}

#[test]
fn nothing_outside_the_course_is_read() {
    let fixture = Fixture::new();
    fixture.write("secret", "x");
    for path in ["secret", "../secret", "lessons/../secret", "/etc/passwd", "lessons//course.toml", "checks/."] {
        assert_eq!(fixture.source().read(path).unwrap(), None, "{path}");
        assert_eq!(CourseSource::Embedded.read(path).unwrap(), None, "{path}");
    }
}

#[test]
fn steps_are_found_by_every_form_of_their_name() {
    let fixture = Fixture::new();
    let course = fixture.open();
    let run = StepId::new(&first(), "run");
    for query in ["01-first/run", "first/run", "1/run", "1.2", "first.2", "run", " run "] {
        assert_eq!(course.find_step(query), Ok(run.clone()), "{query}");
    }
    assert_eq!(course.outline(&first()).unwrap(), [StepId::new(&first(), "build"), run]);
}

#[test]
fn steps_that_are_not_there_are_answered_with_the_closest() {
    let fixture = Fixture::new();
    let course = fixture.open();
    let no_step = |wanted: &str, meant: &str| FindStepError::NoStep {
        wanted: wanted.to_owned(),
        did_you_mean: Some(meant.to_owned()),
    };
    assert_eq!(course.find_step("1/biuld"), Err(no_step("01-first/biuld", "01-first/build")));
    assert_eq!(course.find_step("agian"), Err(no_step("agian", "02-second/again")));
    assert_eq!(
        course.find_step("fist/run"),
        Err(FindStepError::NoChapter { wanted: "fist".into(), did_you_mean: Some("first".into()) })
    );
    assert_eq!(course.find_step("1.3"), Err(FindStepError::NoPosition { chapter: first(), wanted: 3, steps: 2 }));
    fixture.replace("checks/02-second.toml", "id = \"again\"", "id = \"run\"");
    assert!(
        matches!(course.find_step("run"), Err(FindStepError::Ambiguous { candidates, .. }) if candidates.len() == 2)
    );
}

#[test]
fn a_step_named_with_its_chapter_is_found_though_another_chapter_is_broken() {
    let fixture = Fixture::new();
    fixture.write("checks/02-second.toml", "[[step");
    let course = fixture.open();
    assert!(course.find_step("1/run").is_ok());
    assert!(course.find_step("1.1").is_ok());
    assert!(matches!(course.find_step("run"), Err(FindStepError::Broken(_))));
}

#[test]
fn a_step_that_builds_on_an_image_has_what_was_asked_of_it() {
    let fixture = Fixture::new();
    fixture.replace(CHECKS, "points = 2", "points = 2\nbuilds_on = [\"build\"]");
    fixture.replace("checks/02-second.toml", "id = \"again\"", "id = \"again\"\nbuilds_on = [\"01-first/build\"]");
    let course = fixture.open();
    for (chapter, at) in [("01-first", 1), ("02-second", 0)] {
        let step = &course.chapter(&ChapterId(chapter.into()), &Vars::new()).unwrap().steps[at];
        let pins: Vec<_> = step.pins.iter().map(|pin| (pin.step.to_string(), pin.image.as_str())).collect();
        assert_eq!(pins, [("01-first/build".to_owned(), "echo")], "{chapter}");
        let asked: Vec<String> = step.pins[0].check.expect.iter().map(|it| it.property.to_string()).collect();
        assert_eq!(asked, ["size", "cmd", "origin"], "what lasts, and how it came about");
    }
    for (named, said) in [
        ("nope", "this chapter has no step `nope`"),
        ("run", "step `run` starts from itself"),
        ("02-second/again", "chapter `02-second` comes after this one"),
    ] {
        let found = Fixture::slip(CHECKS, "points = 2", &format!("points = 2\nbuilds_on = [\"{named}\"]"));
        assert_eq!(found.iter().map(|it| it.message.as_str()).collect::<Vec<_>>(), [said]);
    }
    let found =
        Fixture::slip("checks/02-second.toml", "id = \"again\"", "id = \"again\"\nbuilds_on = [\"01-first/run\"]");
    assert!(found[0].message.contains("asks nothing of an image"), "{found:#?}");
}
