//! Tests of what is made out of right ways.

use std::collections::BTreeSet;

use super::*;
use crate::check::tests::judging::step_of;
use crate::course::tests::reading::checks_of;

fn made(run: &str, checks: &str) -> Vec<(String, String)> {
    let solution = Attempt { run: run.to_owned(), ..Attempt::default() };
    let step = Step { solution: solution.clone(), ..step_of(checks_of(checks)) };
    let bases = ["alpine".to_owned(), "node".to_owned()];
    mutants(&step, &solution, &bases).into_iter().map(|mutant| (mutant.name, mutant.attempt.run)).collect()
}

fn pairs(list: &[(String, String)]) -> Vec<(&str, &str)> {
    list.iter().map(|(name, run)| (name.as_str(), run.as_str())).collect()
}

#[test]
fn a_run_is_changed_in_each_of_its_parts() {
    let checks = "[[check]]\nid = \"c\"\ncontainer = \"web\"\nexpect.state = \"running\"";
    let made = made("docker run -d --name web -p 80:9001 img", checks);
    assert_eq!(
        pairs(&made),
        [
            ("drop -d", "docker run  --name web -p 80:9001 img"),
            ("drop --name", "docker run -d  -p 80:9001 img"),
            ("drop -p", "docker run -d --name web  img"),
            ("swap -p", "docker run -d --name web -p 9001:80 img"),
            ("name web → wbe", "docker run -d --name wbe -p 80:9001 img"),
            ("before", "docker run -d --name web -p 80:9001 img"),
            ("undo container web", "docker run -d --name web -p 80:9001 img\ndocker rm -f 'web'"),
        ]
    );
}

#[test]
fn variables_are_told_apart_and_what_is_removed_again_is_left_alone() {
    let made = made(
        "docker run -d img; docker rm -f x; docker run -e A=1 -e B=2 img",
        "[[check]]\nid = \"c\"\ncontainer = { image = \"img\" }\nexpect.state = \"running\"",
    );
    let dropped: Vec<&str> =
        made.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("drop")).collect();
    assert_eq!(dropped, ["drop -f", "drop -e A", "drop -e B"]);
}

#[test]
fn a_build_is_faked_in_each_known_way() {
    let checks = "[[check]]\nid = \"c\"\nimage = \"test-echo\"\nexpect.fresh = true";
    let made = made("printf 'FROM alpine\\n' > Dockerfile\ndocker build -t test-echo .\n", checks);
    let recipe = "printf 'FROM alpine\\n' > Dockerfile\n";
    let expected = [
        ("drop -t", format!("{recipe}docker build  .\n")),
        ("name test-echo → test-ecoh", format!("{recipe}docker build -t test-ecoh .\n")),
        ("base alpine → node", "printf 'FROM node\\n' > Dockerfile\ndocker build -t test-echo .\n".to_owned()),
        ("tag alpine as test-echo", format!("{recipe}docker tag alpine test-echo\n")),
        ("tag node as test-echo", format!("{recipe}docker tag node test-echo\n")),
        (
            "commit test-echo",
            format!("{recipe}docker build -t test-echo . && docker commit $(docker create test-echo) test-echo\n"),
        ),
        ("before", format!("{recipe}docker build -t test-echo .\n")),
        ("undo image test-echo", format!("{recipe}docker build -t test-echo .\ndocker rmi -f 'test-echo'")),
    ];
    assert_eq!(pairs(&made), expected.iter().map(|(name, run)| (*name, run.as_str())).collect::<Vec<_>>());
}

#[test]
fn what_is_expected_is_only_said() {
    let checks =
        "[[check]]\nid = \"c\"\ncontainer = { image = \"img\", past = true }\nexpect.output.contains = \"hello\"";
    let made = made("docker run --rm img", checks);
    assert!(made.contains(&("echo at run".to_owned(), "docker run --rm img echo 'hello'".to_owned())), "{made:?}");
}

#[test]
fn what_was_made_or_written_down_already_is_no_mutant_and_stars_stand_for_anything() {
    let right = Attempt { run: "docker run -d img".to_owned(), ..Attempt::default() };
    let step = Step { solution: right.clone(), ..step_of(Vec::new()) };
    let wrong = Attempt { run: "docker run  img".to_owned(), may_fail: true, ..Attempt::default() };
    let wrong = crate::course::WrongAttempt { attempt: wrong, gives: String::new() };
    let good = |mutation: &str| GoodMutation { mutation: mutation.into(), why: String::new(), at: String::new() };
    let attempts = Attempts { wrong: vec![wrong], good: vec![good("bef*")], ..Attempts::default() };
    let mut known = BTreeSet::new();
    let names = |known: &mut BTreeSet<_>| -> Vec<String> {
        let new = unknown((&step, &attempts), mutants(&step, &right, &[]), known);
        new.into_iter().map(|mutant| mutant.name).collect()
    };
    assert_eq!(names(&mut known), ["before"]);
    assert_eq!(names(&mut known), [""; 0]);
    let before = mutants(&step, &right, &[]).into_iter().find(|mutant| mutant.name == "before").unwrap();
    assert_eq!(declared(&attempts, &before).map(|good| good.mutation.as_str()), Some("bef*"));
}
