//! "Could not look" is never "not there"; what is certainly wrong is wrong all the same; what is gone is judged by what
//! the history tells.

use super::judging::{judge, table, word};
use super::kit::{alpine, at, container, event, id, image};
use super::world::World;
use crate::probe::{Cause, Probe};

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn could_not_look_is_never_not_there() {
    let blind = |cause| world().container(container("c")).blind(|_| true, cause);
    for check in [
        "container = \"c\"\nexpect.state = \"exited\"",
        "container = \"c\"\nabsent = true",
        "container = { image = \"test-echo\" }\nabsent = true",
        "container = { image = \"test-echo\" }\nexpect.count.ge = 1",
        "container = { fresh = true, past = true }\nexpect.exit_code = 0",
        "image = \"test-echo\"\nexpect.fresh = true",
        "image = { dangling = true }\nexpect.count = 0",
        "network = \"n\"",
        "network = \"n\"\nabsent = true",
        "volume = \"v\"\nabsent = true",
        "event = { action = \"start\" }\nabsent = true",
        "file = \"x\"",
        "file = \"x\"\nabsent = true",
        "dockerfile = \"Dockerfile\"",
        "run = \"test-echo\"\nexpect.exit_code = 0",
        "logs = \"c\"\nexpect.output = \"x\"",
        "http = \"http://localhost:1/\"\nexpect.status = 200",
    ] {
        for (cause, expected) in [(Cause::EngineGone, "unknown EngineGone"), (Cause::Permission, "unknown Permission")]
        {
            table(check, &[("blind", expected, blind(cause))]);
        }
    }
}

#[test]
fn what_must_not_be_there_fails_only_when_it_is() {
    table(
        "container = \"c\"\nabsent = true",
        &[
            ("not there", "pass", world()),
            ("there", "fail", world().container(container("c"))),
            ("gone", "pass", world().gone("c", "test-echo", 0)),
        ],
    );
    table(
        "container = { image = \"test-echo\" }\nabsent = true",
        &[
            ("none", "pass", world().container(container("c").of("alpine"))),
            ("one", "fail", world().container(container("c"))),
            ("one by id", "fail", world().container(container("c").of(&id("test-echo")))),
            ("one of an older build", "fail", world().container(container("c").of_build("before"))),
            (
                "one of a build whose image is gone",
                "fail",
                World::default().container(container("c").of_build("before")),
            ),
            (
                "one of another tag",
                "pass",
                world().image(image("test-echo:v2")).container(container("c").of("test-echo:v2")),
            ),
            (
                "one that can't be looked at",
                "unknown Timeout",
                world()
                    .container(container("c").of_build("before"))
                    .blind(|probe| matches!(probe, Probe::Container { .. }), Cause::Timeout),
            ),
        ],
    );
    table(
        "event = { kind = \"container\", action = \"kill\" }\nabsent = true",
        &[
            ("none", "pass", world()),
            ("one", "fail", world().event("5s container kill c name=c signal=9")),
            ("none that is remembered", "unknown Forgotten", world().forgetful()),
            ("one, and more forgotten", "fail", world().forgetful().event("5s container kill c name=c signal=9")),
        ],
    );
    let names = judge(
        &world().container(container("a")).container(container("b")),
        "[[check]]\nid = \"c\"\ncontainer = { image = \"test-echo\" }\nabsent = true",
    );
    assert_eq!(format!("{:?}", names[0].mismatches[0].actual), "Value(\"a, b\")");
}

#[test]
fn a_certain_failure_beats_what_could_not_be_looked_at() {
    let no_logs = |probe: &Probe| matches!(probe, Probe::Logs { .. });
    let check = "container = \"c\"\nexpect = { exit_code = 0, output = \"hello\" }";
    table(
        check,
        &[
            ("both right", "pass", world().container(container("c")).log("c", "hello")),
            ("one unseen", "unknown Timeout", world().container(container("c")).blind(no_logs, Cause::Timeout)),
            (
                "one wrong, one unseen",
                "fail exited",
                world()
                    .container(container("c").exited(1))
                    .log("c", "")
                    .blind(|probe| matches!(probe, Probe::Http { .. }), Cause::Timeout),
            ),
        ],
    );
    let one_of_two = |probe: &Probe| matches!(probe, Probe::Container { key } if *key == id("b"));
    table(
        "container = { image = \"test-echo\" }\nexpect.exit_code = 0",
        &[
            (
                "another passes",
                "pass",
                world().container(container("a")).container(container("b")).blind(one_of_two, Cause::Timeout),
            ),
            (
                "no other passes",
                "unknown Timeout",
                world().container(container("a").exited(1)).container(container("b")).blind(one_of_two, Cause::Timeout),
            ),
        ],
    );
    table(
        "container = { image = \"test-echo\" }\nexpect.count.ge = 1",
        &[(
            "enough without it",
            "pass",
            world().container(container("a")).container(container("b")).blind(one_of_two, Cause::Timeout),
        )],
    );
    table(
        "container = { image = \"test-echo\" }\nexpect.count = 1",
        &[(
            "it may be one too many",
            "unknown Timeout",
            world().container(container("a")).container(container("b")).blind(one_of_two, Cause::Timeout),
        )],
    );
}

#[test]
fn what_a_failure_is_explained_by_may_be_unseen() {
    let no_logs = |probe: &Probe| matches!(probe, Probe::Logs { .. } | Probe::History);
    let check = "container = \"c\"\nexpect.exit_code = 0";
    table(
        check,
        &[("no last line", "fail", world().container(container("c").exited(1)).blind(no_logs, Cause::Timeout))],
    );
    let ruled = "[[check]]\nid = \"c\"\ncontainer = { image = \"test-echo\", past = true }\nexpect.exit_code = 0
        [[check.near_miss]]\nid = \"unseen\"\nwhen.init = true
        [[check.near_miss]]\nid = \"ended\"\nwhen.exit_code = 1";
    assert_eq!(word(&judge(&world().gone("c", "test-echo", 1), ruled)[0]), "fail ended");
}

#[test]
fn of_what_is_gone_only_the_history_tells() {
    let past =
        |rest: &str| format!("container = {{ image = \"test-echo\", fresh = true, past = true }}\nexpect = {rest}");
    let gone = || world().gone("c", "test-echo", 0);
    table(
        &past("{ exit_code = 0 }"),
        &[("told", "pass", gone()), ("it failed", "fail exited", world().gone("c", "test-echo", 2))],
    );
    table(&past("{ exit_code = 0, output = \"x\" }"), &[("its log went with it", "unknown Gone", gone())]);
    table(
        &past("{ init = true }"),
        &[
            ("can't be told", "unknown Gone", gone()),
            ("one that is there tells", "pass", gone().container(container("d").with(|it| it.init = true))),
            (
                "one that is there and newer fails",
                "fail no-init",
                gone().container(container("d").with(|it| it.created = at(50))),
            ),
            ("one that is there and older does not count", "unknown Gone", gone().container(container("d"))),
        ],
    );
    let asked = |signals: &[i64], code: i64| {
        let mut world = world();
        let kills = signals.iter().map(|signal| ("kill", format!("signal={signal}")));
        let life = [("create", String::new()), ("start", String::new())].into_iter().chain(kills);
        for (action, with) in life.chain([("die", format!("exitCode={code}")), ("destroy", String::new())]) {
            let told = format!("20s container {action} gone-c name=c image=test-echo {with}");
            world.events.push(event(told.trim_end()));
        }
        world
    };
    table(
        &past("{ init = true }"),
        &[
            ("it heard what it was asked", "pass", asked(&[15], 143)),
            ("Ctrl+C", "pass", asked(&[2], 130)),
            ("it had to be killed", "unknown Gone", asked(&[15, 9], 137)),
            ("an end of its own", "unknown Gone", asked(&[15], 0)),
            ("nobody asked", "unknown Gone", asked(&[], 143)),
        ],
    );
    table(
        &past("{ init = true, exit_code = 0 }"),
        &[("certainly wrong", "fail exited", world().gone("c", "test-echo", 2))],
    );
    table(
        "container = { image = \"test-echo\", past = true }\nexpect.inspect.\"/HostConfig/Memory\" = 0",
        &[("a pointer", "unknown Gone", gone())],
    );
    table(
        "container = { image = \"test-echo\", past = true }\nexpect.labels.exitCode.empty = true",
        &[("no label", "pass", gone())],
    );
    table(
        "container = { image = \"test-echo\", past = true }\nexpect.count = 2",
        &[
            ("one gone, one there", "pass", gone().container(container("d"))),
            ("one gone", "fail", gone()),
            (
                "one gone of an older build",
                "fail",
                world()
                    .image(image("test-echo").build("before").old_image().untagged())
                    .gone("c", "test-echo", 0)
                    .event("30s image tag x name=test-echo:latest"),
            ),
        ],
    );
}

#[test]
fn a_forgetful_engine_is_not_a_lazy_learner() {
    table(
        "container = { image = \"test-echo\", fresh = true, past = true }\nexpect.exit_code = 0",
        &[
            ("nothing left", "unknown Forgotten", world().forgetful()),
            ("there", "pass", world().container(container("c")).forgetful()),
            ("there, and wrong", "fail exited", world().container(container("c").exited(1)).forgetful()),
        ],
    );
    table(
        "event = { action = \"kill\" }\nexpect.signals.has = [\"TERM\"]",
        &[
            ("seen", "pass", world().event("5s container kill c name=c signal=15").forgetful()),
            ("not seen", "unknown Forgotten", world().forgetful()),
            ("not done", "fail", world()),
        ],
    );
    table(
        "event = { action = \"kill\" }\nexpect.count = 1",
        &[
            ("one at least", "unknown Forgotten", world().event("5s container kill c name=c signal=15").forgetful()),
            ("one", "pass", world().event("5s container kill c name=c signal=15")),
        ],
    );
    table(
        "container = \"c\"\nexpect.execs.any.contains = \"sh\"",
        &[
            (
                "seen",
                "pass",
                world().container(container("c")).event("20s container exec_create:/bin/sh c name=c").forgetful(),
            ),
            ("not seen", "unknown Forgotten", world().container(container("c")).forgetful()),
            ("not done", "fail", world().container(container("c"))),
        ],
    );
}

#[test]
fn a_check_waits_for_those_that_it_needs() {
    let checks = "[[check]]\nid = \"a\"\ncontainer = \"c\"\n[[check]]\nid = \"b\"\nneeds = [\"a\"]\nrun = \"test-echo\"\nexpect.exit_code = 0";
    let reports = judge(&world(), checks);
    assert_eq!((word(&reports[0]), word(&reports[1])), ("fail not-found".to_owned(), "skip".to_owned()));
    assert_eq!(reports[1].waits_for.as_deref(), Some("a"));
    let reports = judge(&world().blind(|probe| matches!(probe, Probe::Container { .. }), Cause::Timeout), checks);
    assert_eq!((word(&reports[0]), word(&reports[1])), ("unknown Timeout".to_owned(), "skip".to_owned()));
}
