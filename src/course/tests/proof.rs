//! Proof files: what they become, who reads them, and what is wrong with broken ones.

use super::fixture::{Fixture, PROOF};
use crate::course::{AnswerSource, Attempt, Attempts, ChapterId, StepId, Vars};

const SOLUTION: &str = "exercises/01-first/solution/build/Dockerfile";
const STARTED: &str = "exercises/01-first/start/notes.txt";

fn first() -> ChapterId {
    ChapterId("01-first".into())
}

/// The small course, whose first step has a file in its solution and one at its start, and this proof.
fn course(proof: &str) -> Fixture {
    let fixture = Fixture::new();
    fixture.write(SOLUTION, "FROM {{alpine}}\nRUN echo one > /one\nCMD echo one\n");
    fixture.write(STARTED, "port {{server_port}}\n");
    fixture.write(PROOF, proof);
    fixture
}

fn attempts(proof: &str) -> Attempts {
    let mut all = course(proof).open().proof(&first(), &Vars::new()).unwrap();
    all.remove(&StepId::new(&first(), "build")).unwrap()
}

fn right(entry: &str) -> Attempt {
    attempts(&format!("[build]\nright = [{entry}]\n")).right.remove(0)
}

fn files(attempt: &Attempt) -> Vec<(&str, &str)> {
    let text = |content| std::str::from_utf8(content).unwrap();
    attempt.files.iter().map(|file| (file.path.as_str(), text(&file.content))).collect()
}

const BUILD: &str = "docker build -t echo .";

#[test]
fn a_text_is_a_script_and_no_more() {
    let attempt = right("'docker build -t {{alpine}} .'");
    assert_eq!((attempt.run.as_str(), files(&attempt)), ("docker build -t alpine .", vec![]));
}

#[test]
fn files_are_put_in_place_before_the_solutions_script() {
    let attempt = right(r#"{ put = { Dockerfile = "FROM {{alpine}}", "a/b.txt" = ["one", 'two "2"'] } }"#);
    assert_eq!(attempt.run, BUILD);
    assert_eq!(files(&attempt), [("Dockerfile", "FROM alpine"), ("a/b.txt", "one\ntwo \"2\"\n")]);
}

#[test]
fn an_edit_changes_the_solutions_files_wherever_the_text_stands() {
    let attempt = right(r#"{ edit = { Dockerfile = ["one", "two"] } }"#);
    assert_eq!(attempt.run, BUILD);
    assert_eq!(files(&attempt), [("Dockerfile", "FROM alpine\nRUN echo two > /two\nCMD echo two\n")]);
    let attempt = right(r#"{ edit = { Dockerfile = [["RUN echo one", "RUN ls"], ["{{alpine}}", "x:{{nap}}"]] } }"#);
    assert_eq!(files(&attempt), [("Dockerfile", "FROM x:30\nRUN ls > /one\nCMD echo one\n")]);
}

#[test]
fn a_file_that_the_solution_does_not_have_is_edited_as_it_was_left() {
    let attempt = right(r#"{ edit = { "notes.txt" = ["port {{server_port}}", "none"] } }"#);
    assert_eq!(files(&attempt)[1], ("notes.txt", "none\n"));
    let fixture = course("[run]\nright = [{ edit = { Dockerfile = [\"RUN\", \"CMD\"] } }]\n");
    let all = fixture.open().proof(&first(), &Vars::new()).unwrap();
    let attempt = &all[&StepId::new(&first(), "run")].right[0];
    assert_eq!(files(attempt), [("Dockerfile", "FROM alpine\nCMD echo one > /one\nCMD echo one\n")]);
    assert_eq!(attempt.run, "docker run -d --name server -p 9001:80 echo 30");
}

#[test]
fn what_is_a_program_stays_one_when_it_is_written_anew() {
    let fixture = course("[build]\nright = [{ put = { \"run.sh\" = \"ls\" } }, { put = { \"new.sh\" = \"#!ls\" } }]\n");
    fixture.write("exercises/01-first/start/run.sh", "#!/bin/sh\n");
    let all = fixture.open().proof(&first(), &Vars::new()).unwrap();
    let of_build = &all[&StepId::new(&first(), "build")];
    assert!(of_build.right[0].files[0].executable && !of_build.right[1].files[0].executable);
}

#[test]
fn a_script_of_its_own_takes_the_place_of_the_solutions() {
    for (entry, run) in [
        ("{ files = true }", BUILD),
        ("{ files = true, run = 'ls' }", "ls"),
        ("{ files = true, run = '' }", ""),
        ("{ edit = { Dockerfile = ['one', 'two'] }, run = 'ls' }", "ls"),
    ] {
        let attempt = right(entry);
        assert_eq!((attempt.run.as_str(), attempt.files.len()), (run, 1), "{entry}");
    }
}

#[test]
fn answers_that_a_right_way_does_not_give_are_those_of_the_solution() {
    let why = |attempt: &Attempt| attempt.answers.get("why").cloned();
    assert_eq!(why(&right("'ls'")), Some(AnswerSource::Text("cached".into())));
    let attempt = right("{ answer = { why = { run = 'echo named' } } }");
    assert_eq!((why(&attempt), attempt.run.as_str()), (Some(AnswerSource::Run("echo named".into())), ""));
    let wrong = &attempts("[build]\nwrong = [['ls', 'image']]\n").wrong[0];
    assert_eq!(wrong.attempt.answers.len(), 0);
}

#[test]
fn a_wrong_attempt_may_end_with_an_error_and_says_what_it_gives() {
    let all = attempts(
        "[build]\nright = ['ls']\nwrong = [\n  ['ls', 'image/untagged'],\n  {\n    put = { x = 'y' },\n    gives = 'why',\n  },\n]\n",
    );
    let wrong: Vec<_> = all.wrong.iter().map(|wrong| (wrong.gives.as_str(), wrong.attempt.at.as_str())).collect();
    assert_eq!(wrong, [("image/untagged", "checks/01-first.proof.toml:4"), ("why", "checks/01-first.proof.toml:5")]);
    assert!(all.wrong.iter().all(|wrong| wrong.attempt.may_fail) && !all.right[0].may_fail);
    assert_eq!(all.right[0].at, "checks/01-first.proof.toml:2");
}

#[test]
fn a_mutation_that_is_as_good_is_kept_with_its_reason() {
    let all = attempts("[build]\nright = ['ls']\ngood = [{ mutation = 'no tag', why = 'latest is meant' }]\n");
    let good = &all.good[0];
    assert_eq!((good.mutation.as_str(), good.why.as_str()), ("no tag", "latest is meant"));
    assert_eq!(good.at, "checks/01-first.proof.toml:3");
}

#[test]
fn a_chapter_is_read_without_its_proof() {
    let fixture = course("[build");
    assert!(fixture.open().chapter(&first(), &Vars::new()).is_ok());
    assert!(fixture.open().proof(&first(), &Vars::new()).is_err());
    fixture.remove(PROOF);
    assert!(fixture.open().proof(&first(), &Vars::new()).unwrap().is_empty());
}

#[test]
fn slips_are_told_with_their_place_and_what_was_meant() {
    for (proof, at, message, help) in [
        ("[biuld]\nright = ['ls']", "1:2", "chapter `01-first` has no step `biuld`", "did you mean `build`?"),
        ("[build]\nrigth = ['ls']", "2:1", "a step's proof has no key `rigth`", "did you mean `right`?"),
        ("[build]\nright = [{ rnu = 'ls' }]", "2:12", "a right way has no key `rnu`", "did you mean `run`?"),
        ("[build]\nright = [{ run = 'ls', gives = 'x' }]", "2:24", "a right way has no key `gives`", ""),
        ("[build]\nright = [3]", "2:10", "`right` must be a list of scripts and tables", ""),
        ("[build]\nright = [{}]", "2:10", "this attempt does nothing", "give it files, `run` or `answer`"),
        ("[build]\nwrong = ['ls']", "2:10", "`wrong` must be a list of pairs and tables", ""),
        ("[build]\nwrong = [['ls']]", "2:10", "a wrong attempt is a script and what it gives", "write `[\"docker"),
        ("[build]\nwrong = [{ run = 'ls' }]", "2:10", "this wrong attempt has no `gives`", ""),
        ("[build]\nwrong = [['ls', 'imago']]", "2:17", "step `build` has no check `imago`", "did you mean `image`?"),
        (
            "[build]\nwrong = [['ls', 'image/untaged']]",
            "2:17",
            "check `image` (image) has no near miss `untaged`",
            "did you mean `untagged`?",
        ),
        (
            "[build]\nwrong = [{ answer = { wy = '1' }, gives = 'why' }]",
            "2:23",
            "this step has no check `wy`",
            "did you",
        ),
        (
            "[build]\nright = [{ edit = { Dockerfile = ['CMD ehco one', ''] } }]",
            "2:35",
            "this does not stand in `Dockerfile`",
            "did you mean `CMD echo one`?",
        ),
        ("[build]\nright = [{ edit = { Dockerfile = ['one', 'one'] } }]", "2:35", "this edit changes nothing", ""),
        ("[build]\nright = [{ edit = { Dockerfile = ['one'] } }]", "2:34", "a replacement is two texts", ""),
        (
            "[build]\nright = [{ edit = { Dockerfil = ['one', '1'] } }]",
            "2:21",
            "there is no file `Dockerfil` to edit",
            "did you mean `Dockerfile`?",
        ),
        (
            "[build]\nright = [{ put = { '../x' = '' } }]",
            "2:20",
            "`../x` is not a path inside the chapter's",
            "write it",
        ),
        ("[build]\nright = ['echo {{alpin}}']", "2:16", "no variable is called `alpin`", "did you mean `alpine`?"),
        ("[build]\ngood = [{ mutation = 'x' }]", "2:9", "this has no `why`", ""),
    ] {
        let found = course(proof).lint().diagnostics;
        let told = found.iter().find(|one| one.path == PROOF && one.message.contains(message));
        let told = told.unwrap_or_else(|| panic!("{proof}: {found:#?}"));
        assert_eq!(format!("{}:{}", told.line, told.column), at, "{proof}");
        assert!(told.help.clone().unwrap_or_default().starts_with(help), "{proof}: {:?}", told.help);
    }
}

#[test]
fn a_step_that_nothing_proves_is_a_warning_unless_the_whole_proof_cannot_be_read() {
    let told = |fixture: &Fixture| {
        let found = fixture.lint().diagnostics;
        found.iter().filter(|one| one.message.contains("neither")).map(|one| one.line).collect::<Vec<_>>()
    };
    assert_eq!(told(&course("[build]\nright = ['ls']\n[run]\n")), [24]);
    assert_eq!(told(&course("[build")), <[usize; 0]>::default());
    let fixture = Fixture::new();
    fixture.remove(PROOF);
    assert_eq!(told(&fixture), [2, 24]);
}
