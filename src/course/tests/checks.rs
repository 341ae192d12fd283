//! Checker files: what they become, and what is wrong with broken ones.

use serde_json::json;

use super::fixture::{CHECKS, Fixture};
use crate::course::expect::{Bound, Expectation, Item, Matcher, Property};
use crate::course::subject::{AskKind, ContainerSelect, Run, Subject};
use crate::course::{AnswerSource, Check, Vars};
use crate::probe::FilePlace;

/// The first check of a course whose only check's subject and expectation are these lines.
pub(super) fn check(lines: &str) -> Result<Check, String> {
    let fixture = Fixture::new();
    fixture.replace(
        CHECKS,
        "image = \"echo\"\n  expect = { fresh = true, size.lt = \"20MB\", cmd.has = [\"echo\"] }",
        lines,
    );
    let chapter = fixture.open().chapter(&crate::course::ChapterId("01-first".into()), &Vars::new());
    let chapter = chapter.map_err(|found| found.into_iter().map(|one| one.message).collect::<Vec<_>>().join("\n"))?;
    Ok(chapter.steps[0].checks[0].clone())
}

fn expected(lines: &str) -> Vec<Expectation> {
    check(lines).unwrap().expect
}

fn one(lines: &str) -> Matcher {
    expected(lines).remove(0).matcher
}

#[test]
fn every_subject_is_read() {
    let named = ContainerSelect::named("server");
    let selected = ContainerSelect {
        image: Some("alpine".into()),
        labels: vec!["a=b".into()],
        fresh: Some(true),
        past: true,
        ..ContainerSelect::default()
    };
    let file = |place| Subject::File(place);
    for (lines, subject) in [
        ("container = \"server\"", Subject::Container(named.clone())),
        (
            "container = { image = \"{{alpine}}\", label = \"a=b\", fresh = true, past = true }",
            Subject::Container(selected),
        ),
        ("image = \"echo\"", Subject::Image("echo".into())),
        ("image = { dangling = true }\nexpect.count = 0", Subject::DanglingImages),
        ("network = \"n\"", Subject::Network("n".into())),
        ("volume = \"v\"", Subject::Volume("v".into())),
        ("logs = \"server\"", Subject::Logs(named)),
        ("http = \"http://localhost:{{server_port}}/\"", Subject::Http("http://localhost:9001/".into())),
        ("registry = \"localhost:{{server_port}}\"", Subject::Registry("localhost:9001".into())),
        ("registry = \"r.example/a/b:1\"", Subject::RegistryImage("r.example/a/b:1".into())),
        ("login = \"localhost:5001\"", Subject::Login("localhost:5001".into())),
        ("dockerfile = \"Dockerfile\"", Subject::Dockerfile { path: "01-first/Dockerfile".into(), stage: None }),
        (
            "compose = { file = \"compose.yaml\" }",
            Subject::ComposeFile { path: "01-first/compose.yaml".into(), service: None },
        ),
        (
            "compose = { project = \"p\", service = \"s\" }",
            Subject::ComposeProject { project: "p".into(), service: Some("s".into()) },
        ),
        ("file = \"a/b.sh\"", file(FilePlace::Workspace { path: "01-first/a/b.sh".into() })),
        ("file = { path = \"b.sh\" }", file(FilePlace::Workspace { path: "01-first/b.sh".into() })),
        ("file = { path = \"/b\", volume = \"v\" }", file(FilePlace::Volume { volume: "v".into(), path: "/b".into() })),
        (
            "run = { image = \"echo\", args = [\"x\"], within = \"1500ms\" }\nexpect.exit_code = 0",
            Subject::Run(Box::new(Run { args: vec!["x".into()], seconds: 2, ..Run::image("echo") })),
        ),
    ] {
        assert_eq!(check(lines).unwrap().subject, subject, "{lines}");
    }
}

#[test]
fn literals_take_the_kind_of_their_property() {
    for (lines, value) in [
        ("container = \"s\"\nexpect.state = \"running\"", json!("running")),
        ("container = \"s\"\nexpect.exit_code = 3", json!(3)),
        ("container = \"s\"\nexpect.exit_code = \"{{nap}}\"", json!(30)),
        ("container = \"s\"\nexpect.init = true", json!(true)),
        ("file = \"a\"\nexpect.mode = 0o755", json!(493)),
        ("file = \"a\"\nexpect.size = \"1KiB\"", json!(1024)),
        ("container = \"s\"\nexpect.created = 2026-11-24T10:00:00Z", json!("2026-11-24T10:00:00Z")),
        ("container = \"s\"\nexpect.inspect.\"/HostConfig/Memory\" = 0", json!(0)),
        ("container = \"s\"\nexpect.inspect.\"/HostConfig/CpuPeriod\" = \"1\"", json!("1")),
    ] {
        assert_eq!(one(lines), Matcher::Equals(value), "{lines}");
    }
}

#[test]
fn properties_reach_into_maps_and_pointers() {
    let found = expected(
        "container = { label = \"a\" }\nexpect = { count = 2, labels.tier = \"front\", inspect.\"/A/B\" = true, state = \"running\" }",
    );
    let properties: Vec<Property> = found.into_iter().map(|expectation| expectation.property).collect();
    assert_eq!(
        properties,
        [
            Property::Count,
            Property::Key("labels".into(), "tier".into()),
            Property::Pointer("/A/B".into()),
            Property::Named("state".into()),
        ]
    );
}

#[test]
fn a_bound_may_be_a_property_of_another_object() {
    let other = Box::new(Subject::Container(ContainerSelect::named("other")));
    assert_eq!(
        one("container = \"s\"\nexpect.exit_code.lt = { of = { container = \"other\" }, property = \"exit_code\" }"),
        Matcher::Than(Bound::Less, other, Property::Named("exit_code".into()))
    );
}

#[test]
fn matchers_are_read_with_their_items() {
    let equals = |value| Matcher::Equals(value);
    let container = "container = \"s\"\nexpect.";
    for (lines, matcher) in [
        ("state.one_of = [\"a\", \"b\"]", Matcher::OneOf(vec![json!("a"), json!("b")])),
        ("state = { not = \"a\" }", Matcher::Not(Box::new(equals(json!("a"))))),
        ("state.not.contains = \"a\"", Matcher::Not(Box::new(Matcher::Contains("a".into())))),
        ("exit_code = { gt = 1, le = 5 }", Matcher::All(vec![Matcher::Greater(json!(1)), Matcher::AtMost(json!(5))])),
        ("ports.empty = true", Matcher::Empty(true)),
        ("env.len = 3", Matcher::Len(Box::new(equals(json!(3))))),
        ("env.len.ge = 3", Matcher::Len(Box::new(Matcher::AtLeast(json!(3))))),
        ("id.changed = true", Matcher::Changed(true)),
        ("id.same = true", Matcher::Changed(false)),
        ("cmd.exactly = []", Matcher::Exactly(vec![])),
        (
            "cmd.has = [\"a\", { ends_with = \"b\" }]",
            Matcher::Has(vec![Item::Plain(equals(json!("a"))), Item::Plain(Matcher::EndsWith("b".into()))]),
        ),
        ("exposed.each.gt = 1024", Matcher::Each(Box::new(Item::Plain(Matcher::Greater(json!(1024)))))),
        (
            "ports.has = [{ host = \"{{server_port}}\", protocol.not = \"udp\" }]",
            Matcher::Has(vec![Item::Fields(vec![
                ("host".into(), equals(json!(9001))),
                ("protocol".into(), Matcher::Not(Box::new(equals(json!("udp"))))),
            ])]),
        ),
        (
            "id = { of = { image = \"echo\" }, property = \"id\" }",
            Matcher::Of(Box::new(Subject::Image("echo".into())), Property::Named("id".into())),
        ),
    ] {
        assert_eq!(one(&format!("{container}{lines}")), matcher, "{lines}");
    }
}

#[test]
fn what_does_not_fit_is_reported() {
    for (lines, message) in [
        ("container = { past = true }", "this selects any container at all"),
        ("container = { nam = \"a\" }", "a container selector has no key `nam`"),
        ("container = \"\"", "`container` is empty"),
        ("container = 3", "`container` must be text"),
        ("image = { dangling = true }", "this check expects nothing, so it can't fail"),
        (
            "image = { dangling = true }\nexpect.id = \"a\"",
            "of untagged images only `count` and `fresh` can be expected",
        ),
        ("image = \"a\"\nexpect.count = 1", "`count` goes with `image = { dangling = true }` only"),
        ("file = \"../secret\"", "`../secret` is not a path inside the chapter's folder"),
        ("file = \"/etc/passwd\"", "`/etc/passwd` is not a path inside the chapter's folder"),
        ("file = \"C:\\\\x\"", "is not a path inside the chapter's folder"),
        ("file = { path = \"x\", image = \"a\" }", "`x` is no absolute path"),
        ("file = { path = \"/x\", image = \"a\", volume = \"b\" }", "`volume` beside `image`: a file is in one place"),
        ("http = \"localhost\"", "`localhost` is no web address"),
        ("registry = \"team/tool:1\"", "`team/tool:1` names no registry: it would be the public hub's"),
        ("registry = \"tool\"", "`tool` is no registry's host"),
        ("registry = \"localhost:5001\"\nexpect.digest = \"x\"", "a registry alone has no `digest`"),
        ("login = \"http://localhost:5001\"", "`http://localhost:5001` is no registry's host"),
        ("event = { kind = \"contaner\" }", "no event is of the kind `contaner`"),
        ("event = {}", "this selects every event"),
        ("run = \"echo\"", "this check expects nothing, so it can't fail"),
        ("run = \"echo\"\nabsent = true", "`run` can't be expected absent"),
        ("image = { dangling = true }\nabsent = true", "`image` can't be expected absent"),
        ("image = \"a\"\nabsent = true\nexpect.fresh = true", "of what must be absent nothing else can be expected"),
        ("image = \"a\"\nexpect = {}", "this expects nothing, so it can't fail"),
        ("image = \"a\"\nexpect.id = {}", "this expects nothing, so it can't fail"),
        ("image = \"a\"\nexpect.id.contains = \"\"", "`contains = \"\"` can't fail"),
        ("image = \"a\"\nexpect.id.matches = \"a*\"", "matches every text, so it can't fail"),
        ("image = \"a\"\nexpect.id.matches = \"(\"", "not a regular expression"),
        ("image = \"a\"\nexpect.tags.has = []", "an empty `has` can't fail"),
        ("image = \"a\"\nexpect.tags.len.ge = 0", "can't fail"),
        ("image = \"a\"\nexpect.tags.len.lt = 0", "can't hold"),
        ("image = \"a\"\nexpect.id.one_of = []", "an empty `one_of` can't hold"),
        ("image = \"a\"\nexpect.tags = \"a\"", "`tags` is a list of texts"),
        ("image = \"a\"\nexpect.tags.contains = \"a\"", "`contains` does not go with `tags`, which is a list of texts"),
        ("image = \"a\"\nexpect.id.contians = \"a\"", "no matcher is called `contians`"),
        ("image = \"a\"\nexpect.fresh = \"yes\"", "`fresh` is true or false"),
        ("image = \"a\"\nexpect.id = 3", "`id` is text"),
        ("image = \"a\"\nexpect.labels = \"x\"", "`labels` needs a key"),
        ("image = \"a\"\nexpect.inspect.\"Config\" = 1", "`Config` is no JSON pointer"),
        ("image = \"a\"\nexpect.\"/Config\" = 1", "`image` has no property `/Config`"),
        ("container = \"a\"\nexpect.ports.has = [9001]", "`item` must be a table of fields"),
        ("container = \"a\"\nexpect.ports.has = [{ hots = 1 }]", "an item has no field `hots`"),
        ("container = \"a\"\nexpect.ports.has = [{}]", "this fits every item"),
        ("http = \"http://x/\"\nexpect.headers.Server = \"x\"", "names of headers are in lower case"),
        ("event = { action = \"die\" }\nexpect.count.changed = true", "nothing of this is known from before the step"),
        ("image = \"a\"\nexpect.id = { of = {}, property = \"id\" }", "`of` names nothing"),
        ("image = \"a\"\nexpect.id = { of = { image = \"b\" } }", "`of` has no `property`"),
        ("image = \"a\"\nexpect.id = { of = { image = \"b\" }, property = \"ids\" }", "`image` has no property `ids`"),
        ("image = \"a\"\nexpect.id = { of = { image = \"b\" }, property = \"tags\" }", "`tags` is a list of texts"),
        ("image = \"a\"\nwithin = \"10\"", "`10` is no length of time"),
        ("image = \"a\"\nneeds = [\"later\"]", "this step has no check `later`"),
        ("image = \"a\"\nneeds = [\"why\"]", "check `why` comes after this one"),
    ] {
        let found = check(lines).expect_err(lines);
        assert!(found.contains(message), "{lines}: {found}");
    }
}

#[test]
fn questions_know_their_choices_and_answers() {
    let fixture = Fixture::new();
    let chapter = fixture.open().chapter(&crate::course::ChapterId("01-first".into()), &Vars::new()).unwrap();
    let step = &chapter.steps[0];
    let Subject::Ask(ask) = &step.checks[1].subject else { panic!("no question") };
    assert_eq!((ask.check.as_str(), ask.kind, ask.choices.len()), ("why", AskKind::Choice, 2));
    assert_eq!(step.solution.answers["why"], AnswerSource::Text("cached".into()));
    for (from, to, message) in [
        ("expect.answer = \"cached\"", "expect.answer = \"cache\"", "`cache` is none of the choices"),
        ("[\"cached\", \"named\"]", "[\"cached\"]", "a choice needs two `choices` or more"),
        ("kind = \"choice\"", "kind = \"choise\"", "no question is of the kind `choise`"),
        (
            "kind = \"choice\", choices = [\"cached\", \"named\"]",
            "kind = \"number\"",
            "the answer to this question is a number",
        ),
        ("answer = { why = \"cached\" }", "", "the solution does not answer `why`"),
        ("answer = { why = \"cached\" }", "answer = { wy = \"a\", why = \"b\" }", "this step has no check `wy`"),
        ("answer = { why = \"cached\" }", "answer = { image = \"a\", why = \"b\" }", "check `image` asks nothing"),
        ("expect.answer = \"cached\"", "", "this check expects nothing, so it can't fail"),
        ("kind = \"choice\"", "into = \"x\", kind = \"choice\"", "only a question of the kind `image` has `into`"),
        (
            "kind = \"choice\", choices = [\"cached\", \"named\"]",
            "kind = \"image\", into = \"nobody\"",
            "no variable is called `nobody`",
        ),
    ] {
        let found = Fixture::slip(CHECKS, from, to);
        assert!(found.iter().any(|one| one.message == message), "{to}: {found:?}");
    }
}

#[test]
fn steps_refer_to_earlier_steps_only() {
    for (after, message) in [
        ("run", "step `run` starts from itself"),
        ("01-first/run", "step `run` starts from itself"),
        ("later", "this chapter has no step `later`"),
        ("02-second/again", "chapter `02-second` comes after this one"),
        ("00-none/again", "the course has no chapter `00-none`"),
    ] {
        let found = Fixture::slip(CHECKS, "points = 2", &format!("after = \"{after}\""));
        assert!(found.iter().any(|one| one.message == message), "{after}: {found:?}");
    }
    let found = Fixture::slip(CHECKS, "id = \"build\"", "id = \"build\"\nafter = \"run\"");
    assert_eq!(found[0].message, "step `run` comes after this one");
    let found = Fixture::slip("checks/02-second.toml", "01-first/run", "01-first/ran");
    assert_eq!(found[0].message, "chapter `01-first` has no step `ran`");
    assert_eq!(found[0].help.as_deref(), Some("did you mean `run`?"));
}

#[test]
fn ids_are_unique_and_well_formed() {
    for (from, to, message) in [
        ("id = \"run\"", "id = \"build\"", "a second step called `build`"),
        ("id = \"why\"", "id = \"image\"", "a second check called `image`"),
        ("id = \"run\"", "", "this step has no `id`"),
        ("id = \"run\"", "id = \"Run it\"", "`Run it` can't be an id"),
        ("id = \"running\"", "", "this check has no `id`"),
        ("container = \"server\"", "", "this check looks at nothing"),
        ("plant = { secret = \"word\" }", "plant = { nap = \"word\" }", "`nap` is a variable of the course already"),
        ("plant = { secret = \"word\" }", "plant = { secret = \"wird\" }", "nothing called `wird` can be planted"),
        ("run = \"docker build -t echo .\"\n  answer = { why = \"cached\" }", "", "this attempt does nothing"),
        ("points = 2", "points = -1", "`points` must be a whole number up to 100"),
        ("points = 2", "optional = 1", "`optional` must be true or false"),
    ] {
        let found = Fixture::slip(CHECKS, from, to);
        assert!(found.iter().any(|one| one.message == message), "{to}: {found:?}");
    }
}
