//! Near misses of images and of what they do.

use super::judging::table;
use super::kit::{alpine, at, container, id, image, outcome, texts};
use super::world::World;

fn world() -> World {
    World::default().image(alpine())
}

#[test]
fn why_an_image_of_that_name_is_not_there() {
    let built = |name: &str| world().image(image(name));
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("right", "pass", built("test-echo")),
            ("podman's name", "pass", built("localhost/test-echo")),
            ("nothing", "fail not-found", world()),
            ("a slip", "fail close-name", built("testecho")),
            ("an old slip", "fail close-name", world().image(image("testecho").old_image())),
            ("another tag", "fail other-tag", built("test-echo:1.0")),
            ("an old other tag says nothing", "fail not-found", world().image(image("test-echo:1.0").old_image())),
            ("no name", "fail untagged", world().image(image("x").untagged())),
            ("no name, long ago", "fail not-found", world().image(image("x").untagged().old_image())),
            ("another name", "fail other-name", built("hello")),
            ("a number more", "fail other-name", built("test-echo-2")),
            (
                "a name that was taken away",
                "fail not-found",
                world().event(&format!("6s image tag {} name=testecho:latest", id("t"))),
            ),
            ("an image of another registry", "fail other-name", built("localhost:5001/test-echo")),
            (
                "named, then the name moved on",
                "fail other-name",
                built("hello")
                    .image(image("y").untagged())
                    .event(&format!("4s image tag {} name=hello:latest", id("y"))),
            ),
        ],
    );
}

#[test]
fn a_build_that_leaves_no_event_is_found_by_comparing() {
    let unseen = |name: &str| {
        let mut world = world().image(image(name)).began_with(World::default().image(alpine()));
        world.events.clear();
        world
    };
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("right", "pass", unseen("test-echo")),
            ("another tag", "fail other-tag", unseen("test-echo:1.0")),
            ("a slip", "fail close-name", unseen("test-ehco")),
            ("another name", "fail other-name", unseen("hello")),
            (
                "one that lost its name",
                "fail not-found",
                world().image(image("x").untagged()).began_with(world().image(image("x"))),
            ),
        ],
    );
}

#[test]
fn the_last_thing_done_is_what_is_named() {
    let slip = || image("test-ehco");
    let stale = || world().image(slip().old_image());
    let nameless = |seconds: i64| image("x").untagged().image_with(|it| it.created = at(seconds));
    let began = |world: World| world.began_with(World::default().image(alpine()).image(slip().old_image()));
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("an old slip, then no name", "fail untagged", stale().image(nameless(5))),
            ("an old slip that was seen, then no name", "fail untagged", began(stale().image(nameless(5)))),
            ("a slip, then no name", "fail untagged", world().image(slip()).image(nameless(9))),
            ("no name, then a slip", "fail close-name", world().image(slip()).image(nameless(3))),
            ("another tag, then no name", "fail untagged", world().image(image("test-echo:1")).image(nameless(9))),
            ("another name, then no name", "fail untagged", world().image(image("hello")).image(nameless(9))),
        ],
    );
}

#[test]
fn what_the_course_made_itself_is_no_other_name() {
    let mut made = world().image(image("pinger"));
    made.former.insert("pinger".into(), [id("pinger")].into());
    table(
        "image = \"server-node\"\nexpect.fresh = true",
        &[
            ("another of the course's images", "fail not-found", made),
            (
                "the base under its own name",
                "fail not-found",
                world().event(&format!("6s image tag {} name=alpine:latest", id("alpine"))),
            ),
        ],
    );
}

#[test]
fn a_failed_build_of_the_classic_builder_is_not_a_nameless_image() {
    let left_over = world()
        .image(image("x").untagged())
        .event(&format!("6s container create builder name=calm_otter image=sha256:{}", id("x")))
        .event(&format!("7s container die builder name=calm_otter image=sha256:{} exitCode=1", id("x")));
    table("image = \"test-echo\"\nexpect.fresh = true", &[("left over", "fail not-found", left_over)]);
}

#[test]
fn an_image_that_is_still_the_old_one_is_explained_by_what_was_made_instead() {
    let old = || world().image(image("test-echo").old_image());
    let silent = || world().image(image("test-echo").old_image().image_with(|it| it.tagged = None));
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("nothing", "fail not-rebuilt", old()),
            ("nothing, or the same once more without a trace", "fail from-before", silent().began_with(silent())),
            ("without a name", "fail untagged", old().image(image("x").untagged())),
            ("another tag", "fail other-tag", old().image(image("test-echo:v2"))),
            ("a slip", "fail close-name", old().image(image("test-ehco"))),
            ("something else", "fail not-rebuilt", old().image(image("hello"))),
            (
                "the same once more, out of the cache",
                "pass",
                old().event(&format!("6s image tag {} name=test-echo:latest", id("test-echo"))),
            ),
        ],
    );
    let changed = "image = \"test-echo\"\nexpect.id.changed = true";
    table(
        changed,
        &[
            ("rebuilt", "pass", world().image(image("test-echo").build("new")).began_with(old())),
            ("not rebuilt", "fail not-rebuilt", old().began_with(old())),
        ],
    );
}

#[test]
fn forms_and_bases_are_told_apart() {
    let with_cmd = |cmd: &[&str]| world().image(image("test-echo").image_with(|it| it.cmd = texts(cmd)));
    table(
        "image = \"test-echo\"\nexpect.cmd_form = \"exec\"",
        &[
            ("right", "pass", with_cmd(&["echo", "hello"])),
            ("shell form", "fail", with_cmd(&["/bin/sh", "-c", "echo hello"])),
            ("no JSON", "fail cmd-not-json", with_cmd(&["/bin/sh", "-c", "['echo', 'hello']"])),
            ("a test command", "fail", with_cmd(&["/bin/sh", "-c", "test -f x"])),
            ("none", "fail", with_cmd(&[])),
        ],
    );
    table(
        "image = \"test-echo\"\nexpect.base = \"alpine\"",
        &[
            ("right", "pass", with_cmd(&[])),
            (
                "from nothing",
                "fail other-base",
                world().image(image("test-echo").image_with(|it| it.layers.truncate(0))),
            ),
            (
                "from another",
                "fail other-base",
                world().image(image("test-echo").image_with(|it| it.layers = texts(&["x"]))),
            ),
            ("the base is gone", "unknown ImageMissing", World::default().image(image("test-echo"))),
            ("the base is gone, and was known", "pass", World::default().image(image("test-echo")).began_with(world())),
        ],
    );
}

#[test]
fn what_an_image_does_is_explained_by_what_was_done_at_build() {
    let without_cmd = |layers: usize| {
        let built = image("test-echo").image_with(|it| {
            it.cmd = texts(&["/bin/sh"]);
            it.layers.truncate(layers);
        });
        world().image(built).run("test-echo", &[], outcome(0, ""))
    };
    let tagged = || {
        let base = alpine().image_with(|it| it.tags.push("test-echo:latest".into()));
        World::default().image(base).run("test-echo", &[], outcome(0, ""))
    };
    let no_json = || {
        let words = ["/bin/sh", "-c", "[echo, hi]"].map(str::to_owned).to_vec();
        world().image(image("test-echo").image_with(|it| it.cmd = words))
    };
    table(
        "run = \"test-echo\"\nexpect.output = \"hello\"",
        &[
            ("right", "pass", world().image(image("test-echo")).run("test-echo", &[], outcome(0, "hello"))),
            ("RUN echo", "fail run-not-cmd", without_cmd(2)),
            ("RUN echo, by the classic builder", "fail run-not-cmd", without_cmd(1)),
            ("the base under this name", "fail", tagged()),
            ("another message", "fail", world().image(image("test-echo")).run("test-echo", &[], outcome(0, "bye"))),
            ("no image", "fail not-found", world()),
            ("a slip", "fail close-name", world().image(image("testecho"))),
            ("another tag", "fail other-tag", world().image(image("test-echo:1"))),
            ("no name", "fail untagged", world().image(image("x").untagged())),
            ("another name", "fail other-name", world().image(image("hello"))),
            ("no JSON", "fail cmd-not-json", no_json().run("test-echo", &[], outcome(127, "sh: [echo,: not found"))),
        ],
    );
    let ended = |code| world().image(image("test-echo")).run("test-echo", &[], outcome(code, "one\nlast\n"));
    table(
        "run = \"test-echo\"\nexpect.exit_code = 0",
        &[
            ("well", "pass", ended(0)),
            ("badly", "fail exited", ended(127)),
            ("badly, and no JSON", "fail cmd-not-json", no_json().run("test-echo", &[], outcome(127, ""))),
            (
                "ended by kesako",
                "fail still-running",
                world().image(image("test-echo")).run(
                    "test-echo",
                    &[],
                    crate::probe::RunOutcome { timed_out: true, ..outcome(137, "") },
                ),
            ),
        ],
    );
    table("image = \"test-echo\"\nexpect.cmd.empty = true", &[("RUN echo", "fail run-not-cmd", without_cmd(2))]);
}

#[test]
fn only_fresh_untagged_images_count_where_freshness_is_asked_for() {
    let old = || world().image(image("before").untagged().old_image());
    table(
        "image = { dangling = true }\nexpect.count = 1",
        &[("an old one", "pass", old()), ("two", "fail", old().image(image("x").untagged()))],
    );
    table(
        "image = { dangling = true }\nexpect = { fresh = true, count = 1 }",
        &[
            ("an old one", "fail", old()),
            ("an old one and a new one", "pass", old().image(image("x").untagged())),
            ("a new one with a name", "fail", old().image(image("x"))),
        ],
    );
}

#[test]
fn a_container_by_the_images_id_is_of_that_image() {
    let by = |name: &str| world().image(image("test-echo")).container(container("c").of(name));
    for name in
        ["test-echo", "test-echo:latest", "docker.io/library/test-echo", &id("test-echo"), &id("test-echo")[..12]]
    {
        table("container = { image = \"test-echo\", fresh = true }\nexpect.exit_code = 0", &[(name, "pass", by(name))]);
        table(
            "container = { fresh = true }\nexpect.image.matches = '(^|/)test-echo(:|@|$)'",
            &[(name, "pass", by(name))],
        );
        table("container = \"c\"\nexpect.image = \"test-echo\"", &[(name, "pass", by(name))]);
    }
    let gone = |name: &str| world().image(image("test-echo")).gone("c", name, 0);
    for name in ["test-echo", "test-echo:latest", &format!("sha256:{}", id("test-echo")), &id("test-echo")[..12]] {
        let check = "container = { image = \"test-echo\", fresh = true, past = true }\nexpect.exit_code = 0";
        table(check, &[(name, "pass", gone(name))]);
    }
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    why_an_image_of_that_name_is_not_there();
    a_build_that_leaves_no_event_is_found_by_comparing();
    what_the_course_made_itself_is_no_other_name();
    the_last_thing_done_is_what_is_named();
    a_failed_build_of_the_classic_builder_is_not_a_nameless_image();
    an_image_that_is_still_the_old_one_is_explained_by_what_was_made_instead();
    forms_and_bases_are_told_apart();
    what_an_image_does_is_explained_by_what_was_done_at_build();
    only_fresh_untagged_images_count_where_freshness_is_asked_for();
    a_container_by_the_images_id_is_of_that_image();
}

#[test]
fn what_came_from_the_cache_is_told_by_the_time_it_was_carried_out() {
    let before =
        || world().image(image("old-build").old_image().image_with(|it| it.tags = vec!["test-run:latest".into()]));
    let before = || before().ran("old-build", &[(-60, "echo foo"), (-60, "echo bar")]);
    let now = |runs: &[(i64, &str)]| world().image(image("test-run")).ran("test-run", runs).began_with(before());
    let check = |expect: &str| format!("image = \"test-run\"\n{expect}");
    table(
        &check("expect.cached_runs.any = \"echo foo\""),
        &[
            ("the first from the cache", "pass", now(&[(-60, "echo foo"), (5, "echo again")])),
            ("the cache has another result of it", "pass", now(&[(-99, "echo foo"), (5, "echo again")])),
            ("from scratch", "fail", now(&[(5, "echo foo"), (5, "echo again")])),
            (
                "from a build of this very step",
                "pass",
                now(&[(5, "echo foo"), (9, "echo again")])
                    .image(image("first-try").untagged())
                    .ran("first-try", &[(5, "echo foo"), (5, "echo bar")]),
            ),
        ],
    );
    table(
        &check("expect.kept_runs = 1"),
        &[
            ("the second is another", "pass", now(&[(-60, "echo foo"), (5, "echo again")])),
            ("the same two", "fail", now(&[(-60, "echo foo"), (-60, "echo bar")])),
            ("a third", "fail", now(&[(-60, "echo foo"), (-60, "echo bar"), (5, "echo more")])),
            ("the first is another", "fail", now(&[(5, "echo fee"), (5, "echo bar")])),
        ],
    );
}
