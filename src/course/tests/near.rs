//! Near misses in short and at length: the same.

use super::fixture::{CHECKS, Fixture};
use super::reading::checks_of;
use crate::course::NearMissRule;

const CHECK: &str = "[[check]]\nid = \"c\"\ncontainer = \"server\"\nexpect.state = \"running\"\n";

fn rules(lines: &str) -> Vec<NearMissRule> {
    checks_of(&format!("{CHECK}{lines}\n")).remove(0).near_misses
}

#[test]
fn the_short_form_says_the_same_as_the_long_one() {
    for (short, long) in [
        ("near.debug.cmd.has = ['--debug']", "id = 'debug'\nwhen.cmd.has = ['--debug']"),
        (
            "near.twice = { state = 'exited', exit_code.gt = 0 }",
            "id = 'twice'\nwhen = { state = 'exited', exit_code.gt = 0 }",
        ),
        (
            "near.older = { of.container = { image = 'echo', newest = true }, missing = true, state = 'running' }",
            "id = 'older'\ncontainer = { image = 'echo', newest = true }\nmissing = true\nwhen.state = 'running'",
        ),
        ("near.no-image = { of.image = 'echo', absent = true }", "id = 'no-image'\nimage = 'echo'\nabsent = true"),
        ("near.else = {}", "id = 'else'"),
    ] {
        assert_eq!(rules(short), rules(&format!("[[check.near_miss]]\n{long}")), "{short}");
    }
}

#[test]
fn the_order_is_that_of_the_file_and_the_short_ones_come_first() {
    let lines = "near.z.state = 'exited'\nnear.a = { state = 'paused' }\n";
    let all = rules(&format!("{lines}[[check.near_miss]]\nid = 'b'\nwhen.state = 'dead'"));
    assert_eq!(all.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["z", "a", "b"]);
    let all = rules("near = {\n  z.state = 'exited',\n  a = {},\n}");
    assert_eq!(
        all.iter().map(|rule| (rule.id.as_str(), rule.is_default())).collect::<Vec<_>>(),
        [("z", false), ("a", true)]
    );
}

#[test]
fn slips_in_near_misses_are_told() {
    let long = "[[step.check.near_miss]]\n    id = \"sleeps\"\n    when = ";
    for (from, to, message) in [
        (
            "when = { cmd.has = [\"sleep\"] }",
            "[[step.check.near_miss]]\nid = \"all\"",
            "near miss `all` does not say when it applies",
        ),
        (long, "near.Sleeps = ", "`Sleeps` can't be an id"),
        (long, "near.sleeps.of = ", "`of` names nothing"),
        (long, "near.sleeps.cmdd = ", "`container` has no property `cmdd`"),
        (long, "near.sleeps = { missing = 1 }\nneeds = ", "`missing` must be true or false"),
        (long, "near.sleeps = 3\nneeds = ", "`sleeps` must be a table"),
        (long, "near.sleeps = { absent = true }\nneeds = ", "`absent` says nothing of the check's own subject"),
    ] {
        let found = Fixture::slip(CHECKS, from, to);
        assert!(found.iter().any(|one| one.message == message), "{to}: {found:?}");
    }
}
