//! Lessons: what they become, and what is wrong with broken ones.

use super::fixture::{ENGLISH, Fixture};
use crate::course::{RawLesson, parse_lesson};

fn sound(text: &str) -> RawLesson {
    let (lesson, found) = parse_lesson("l.md", text);
    assert_eq!(found, []);
    lesson
}

const HEAD: &str = "---\ntitle: \"A: title\"\nminutes: 5\n---\n";

#[test]
fn a_lesson_is_taken_apart() {
    let text = format!(
        "{HEAD}\nIntro **one**.\n\n- two\n\n<!-- for authors -->\n\n## Run `it` {{#run}}\n\nProse.\n\n> An ordinary quote.\n\n\
         > [!NOTE]\n> A note.\n\n### Deeper\n\n```sh\n> [!TASK]\n```\n\n> [!TASK]\n> Do\n> this:\n>\n> ```sh\n> docker ps\n> ```\n\n\
         > [!CHECK seen]\n> it\n> runs\n\n> [!HINT]\n> One.\n\n> [!HINT seen/it-is]\n> Near.\n\n> [!HINT]\n> Two.\n\n> [!WHY]\n> Because.\n\nAfter.\n"
    );
    let lesson = sound(&text);
    assert_eq!((lesson.title.as_str(), lesson.minutes), ("A: title", 5));
    assert_eq!(lesson.intro, "Intro **one**.\n\n- two");
    let step = &lesson.steps[0];
    assert_eq!((step.id.value.as_str(), step.title.as_str()), ("run", "Run `it`"));
    assert_eq!(&text[step.id.span.clone()], "run");
    assert_eq!(
        step.prose,
        "Prose.\n\n> An ordinary quote.\n\n> [!NOTE]\n> A note.\n\n### Deeper\n\n```sh\n> [!TASK]\n```\n\nAfter."
    );
    assert_eq!(step.task.as_ref().map(|task| task.value.as_str()), Some("Do\nthis:\n\n```sh\ndocker ps\n```"));
    assert_eq!(step.hints.iter().map(|hint| hint.value.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
    assert_eq!((step.labels[0].0.value.as_str(), step.labels[0].1.value.as_str()), ("seen", "it runs"));
    assert_eq!(step.near_misses[0].0.value, "seen/it-is");
    assert_eq!(step.near_misses[0].1, "Near.");
    assert_eq!(step.why.as_ref().map(|why| why.value.as_str()), Some("Because."));
    assert_eq!(step.code.iter().map(|code| code.value.as_str()).collect::<Vec<_>>(), ["> [!TASK]\n", "docker ps\n"]);
}

#[test]
fn windows_line_ends_change_nothing_but_places() {
    let text = format!(
        "{HEAD}\nIntro\nmore.\n\n## One {{#one}}\n\n> [!TASK]\n> Do\n> it.\n\n> [!ASK why]\n> So?\n>\n> - `a` Yes.\n> - `b` No.\n"
    );
    let (unix, windows) = (sound(&text), sound(&text.replace('\n', "\r\n")));
    assert_eq!((&unix.title, unix.minutes, &unix.intro), (&windows.title, windows.minutes, &windows.intro));
    let (left, right) = (&unix.steps[0], &windows.steps[0]);
    assert_eq!(left.title, right.title);
    assert_eq!(left.task.as_ref().map(|task| &task.value), right.task.as_ref().map(|task| &task.value));
    let words = |question: &crate::course::RawQuestion| {
        question.choices.iter().map(|(key, text)| (key.value.clone(), text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(words(&left.questions[0]), words(&right.questions[0]));
}

#[test]
fn choices_are_the_last_list_when_every_item_has_a_key() {
    let question = |quote: &str| {
        let text = format!("{HEAD}\n## One {{#one}}\n\n> [!ASK why]\n{quote}");
        let lesson = sound(&text);
        let question = lesson.steps[0].questions[0].clone();
        for (key, _) in &question.choices {
            assert_eq!(text[key.span.clone()], key.value);
        }
        let choices: Vec<_> = question.choices.into_iter().map(|(key, words)| (key.value, words)).collect();
        (question.before_choices, choices)
    };
    let pair = |key: &str, words: &str| (key.to_owned(), words.to_owned());
    let two = vec![pair("a-b", "Yes, `really`."), pair("c", "No, it goes on.")];
    assert_eq!(question("> So?\n> - `a-b` Yes, `really`.\n> - `c` No,\n>   it goes on.\n"), ("So?".into(), two));
    let two = vec![pair("a", "Yes."), pair("b", "No.")];
    assert_eq!(question("> - x\n>\n> So?\n>\n> 1. `a`: Yes.\n> 2. `b`: No.\n"), ("- x\n\nSo?".into(), two));
    assert_eq!(question("> So?\n> - `a` Yes.\n> - No.\n"), ("So?\n- `a` Yes.\n- No.".into(), vec![]));
    assert_eq!(question("> So?\n> - `a` Yes.\n>\n> Say.\n"), ("So?\n- `a` Yes.\n\nSay.".into(), vec![]));
}

#[test]
fn broken_lessons_say_what_and_where() {
    for (text, message, line, column) in [
        ("# No front matter", "a lesson begins with its front matter", 1, 1),
        ("---\ntitle: a\nminutes: 5\n", "the front matter does not end", 1, 1),
        ("---\ntitle: a\n---\n", "the front matter has no `minutes`", 1, 1),
        ("---\ntitle: a\nminutes: soon\n---\n", "`soon` is no number of minutes", 3, 10),
        ("---\ntitle: é\nminuts: 5\nminutes: 5\n---\n", "the front matter has no key `minuts`", 3, 1),
        ("---\ntitle: a\nx\nminutes: 5\n---\n", "not of the form `key: value`", 3, 1),
        ("---\ntitle: a\ntitle: b\nminutes: 5\n---\n", "a second `title`", 3, 1),
    ] {
        let (_, found) = parse_lesson("l.md", text);
        assert!(
            found.iter().any(|one| (one.message.as_str(), one.line, one.column) == (message, line, column)),
            "{text:?}: {found:?}"
        );
    }
    for (body, message, line, column) in [
        ("# Title", "a heading of the first level", 5, 1),
        ("## Without id", "a step's heading without an id", 5, 1),
        ("## A {#a}\n\n## B {#a}", "a second step called `a`", 7, 8),
        ("## A {#A_b}", "`A_b` can't be an id", 5, 8),
        ("### A {#a}", "only a heading of the second level opens a step", 5, 9),
        ("> [!TASK]\n> x", "a role before the first step", 5, 3),
        ("## A {#a}\n> [!TASK]", "this role has no words", 6, 3),
        ("## A {#a}\n> [!TASK now]\n> x", "`TASK` takes nothing after it", 6, 10),
        ("## A {#a}\n> [!Task]\n> x", "no role is called `Task`", 6, 5),
        ("## É {#a}\n> [!HINT published]\n> x", "`published` is no near miss", 6, 10),
        ("## A {#a}\n> [!ASK]\n> x", "which check asks this?", 6, 5),
        ("## A {#a}\n> [!CHECK]\n> x", "which check is this?", 6, 5),
        ("## A {#a}\n> [!CHECK a]\n> x\n\n> [!CHECK a]\n> y", "a second label for `a`", 9, 11),
        ("## A {#a}\n> [!CHECK a]\n> x\n>\n> y", "a check's label is one sentence", 6, 3),
        ("## A {#a}\n> [!HINT]\n> é\n> [!HINT]\n> y", "a second role in one quote", 8, 3),
        ("## A {#a}\n> [!WHY]\n> x\n\n> [!WHY]\n> y", "a second debrief in this step", 9, 3),
        ("## A {#a}\n> [!HINT a/b]\n> x\n\n> [!HINT a/b]\n> y", "a second hint for `a/b`", 9, 10),
        ("## A {#a}\n> [!ASK a]\n> x\n> - `b` x\n> - `b` y", "a second choice called `b`", 9, 6),
    ] {
        let (_, found) = parse_lesson("l.md", &format!("{HEAD}{body}"));
        assert!(
            found.iter().any(|one| (one.message.as_str(), one.line, one.column) == (message, line, column)),
            "{body:?}: {found:?}"
        );
    }
}

#[test]
fn words_must_be_there_for_everything_that_asks_for_them() {
    for (from, to, message) in [
        ("> [!TASK]\n> Run it on port {{server_port}}.\n", "", "step `run` has no task"),
        ("> [!HINT]\n> Two.\n", "", "step `run` has 1 of the two hints it needs at least"),
        ("> [!WHY]\n> It runs.\n", "", "step `run` has no debrief"),
        ("> [!HINT running/sleeps]\n> It sleeps.\n", "", "step `run` has no words for the near miss `running/sleeps`"),
        ("[!ASK why]", "[!ASK who]", "step `build` does not word the question of `why`"),
        ("[!ASK why]", "[!ASK who]", "step `build` has no question `who`"),
        ("> - `named` It has a name.\n", "", "question `why` has no words for the choice `named`"),
        ("`named`", "`name`", "question `why` has no choice `name`"),
        ("running/sleeps", "runs/sleeps", "step `run` has no check `runs`"),
        ("{{alpine}}", "{{alpin}}", "no variable is called `alpin`"),
        ("{#build}", "{#bild}", "no step is called `bild` in checks/01-first.toml"),
    ] {
        let found = Fixture::slip(ENGLISH, from, to);
        assert!(found.iter().any(|one| one.message == message), "{message}: {found:?}");
    }
}
