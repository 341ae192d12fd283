//! Near misses of containers: each from its precise wrong state, and none from the neighbouring ones.

use super::judging::{judge, table};
use super::kit::{alpine, at, container, id, image, on};
use super::world::World;
use crate::probe::RunState;

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn why_a_container_of_that_name_is_not_there() {
    table(
        "container = \"napper\"\nexpect = { state = \"exited\", image = \"test-echo\" }",
        &[
            ("right", "pass", world().container(container("napper"))),
            ("nothing", "fail not-found", world()),
            ("only a list", "fail not-found", world().container(container("web").old())),
            ("a slip", "fail close-name", world().container(container("naper"))),
            ("an old slip", "fail close-name", world().container(container("napper_").old())),
            ("a number more", "fail other-name", world().container(container("napper2"))),
            ("random name", "fail other-name", world().container(container("calm_otter"))),
            ("random name, by id", "fail other-name", world().container(container("otter").of(&id("test-echo")))),
            ("another image's", "fail not-found", world().container(container("otter").of("alpine"))),
            ("gone", "fail removed", world().gone("napper", "test-echo", 0)),
            ("gone, and one more", "fail removed", world().gone("napper", "test-echo", 0).container(container("x"))),
            (
                "renamed away",
                "fail other-name",
                world()
                    .container(container("lazy").old().of("alpine"))
                    .event("30s container rename lazy name=lazy oldName=/napper"),
            ),
        ],
    );
}

#[test]
fn an_id_that_begins_like_the_name_is_not_the_name() {
    let name = &id("x")[..6];
    let check = format!("container = \"{name}\"\nexpect.state = \"exited\"");
    table(
        &check,
        &[
            ("begins so", "fail not-found", world().container(container("x"))),
            ("is called so", "pass", world().container(container("x")).container(container(name))),
        ],
    );
}

#[test]
fn what_a_container_of_that_name_is_instead() {
    table(
        "container = \"napper\"\nexpect = { state = \"running\", image = \"test-echo\", fresh = true }",
        &[
            ("right", "pass", world().container(container("napper").running())),
            ("by id", "pass", world().container(container("napper").running().of(&id("test-echo")[..12]))),
            ("other image", "fail other-image", world().container(container("napper").running().of("alpine"))),
            ("older build", "fail older-build", world().container(container("napper").running().of_build("before"))),
            ("from before", "fail stale", world().container(container("napper").running().old())),
            ("created", "fail created-only", world().container(container("napper").never_started())),
            ("ended", "fail exited", world().container(container("napper"))),
            ("ended badly", "fail exited", world().container(container("napper").exited(137))),
            ("could not start", "fail exited", world().container(container("napper").never_started().exited(127))),
            ("paused", "fail paused", world().container(container("napper").in_state(RunState::Paused))),
            ("restarting", "fail restarting", world().container(container("napper").in_state(RunState::Restarting))),
            (
                "port in use",
                "fail port-taken",
                world().container(container("napper").never_started().with(|it| {
                    it.error = "Bind for 0.0.0.0:9001 failed: port is already allocated".into();
                })),
            ),
            ("a long dash", "fail long-dash", world().container(container("napper").exited(127).saying(&["—init"]))),
            ("one hyphen", "fail exited", world().container(container("napper").exited(127).saying(&["-init"]))),
        ],
    );
}

#[test]
fn what_the_engine_can_not_tell_any_more_is_no_older_build() {
    let without = World::default().image(alpine()).container(container("napper").running().of_build("x"));
    table("container = \"napper\"\nexpect = { image = \"test-echo\" }", &[("the image is gone", "fail", without)]);
}

#[test]
fn what_it_wrote_is_explained_by_another_command() {
    let said = |cmd: &[&str], output: &str| world().container(container("c").saying(cmd)).log("c", output);
    table(
        "container = { image = \"test-echo\", fresh = true, past = true }\nexpect = { exit_code = 0, output = \"hello\" }",
        &[
            ("right", "pass", said(&["/bin/sh", "-c", "echo hello"], "hello")),
            ("right, said by hand", "pass", said(&["echo", "hello"], "hello")),
            ("another command", "fail other-command", said(&["echo", "bonjour"], "bonjour")),
            ("the image says otherwise", "fail", said(&["/bin/sh", "-c", "echo hello"], "bye")),
            ("gone: nobody can tell", "unknown Gone", world().gone("c", "test-echo", 0)),
            ("gone, after an error", "fail exited", world().gone("c", "test-echo", 1)),
        ],
    );
}

#[test]
fn why_a_selector_finds_nothing() {
    let selector = "container = { image = \"test-echo\", fresh = true }\nexpect.state = \"exited\"";
    let builder = format!("sha256:{}", id("alpine"));
    table(
        selector,
        &[
            ("right", "pass", world().container(container("c"))),
            ("by id", "pass", world().container(container("c").of(&id("test-echo")))),
            ("nothing", "fail not-found", world()),
            ("no image either", "fail not-found", World::default().image(alpine())),
            ("from before", "fail stale", world().container(container("c").old())),
            ("older build", "fail older-build", world().container(container("c").of_build("before"))),
            ("another image", "fail other-image", world().container(container("c").of("alpine"))),
            ("gone", "fail removed", world().gone("c", "test-echo", 0)),
            ("only the builder's", "fail not-found", world().gone("step", &builder, 0)),
            ("created", "fail created-only", world().container(container("c").never_started())),
        ],
    );
    table(
        "container = { image = \"test-echo\", network = \"mynetwork\" }\nexpect.state = \"exited\"",
        &[
            ("right", "pass", world().container(container("c").with(|it| it.networks = vec![on("mynetwork", &[])]))),
            ("on the default one", "fail default-bridge", world().container(container("c"))),
            (
                "on another",
                "fail other-network",
                world().container(container("c").with(|it| it.networks = vec![on("x", &[])])),
            ),
        ],
    );
    table(
        "container = { name = \"c\", fresh = true }\nexpect.state = \"exited\"",
        &[
            ("right", "pass", world().container(container("c"))),
            ("from before", "fail stale", world().container(container("c").old())),
            ("gone", "fail removed", world().gone("c", "test-echo", 0)),
            ("nothing", "fail not-found", world()),
        ],
    );
}

#[test]
fn a_number_of_containers_is_explained_by_an_older_build_only() {
    let three = "container = { image = \"test-echo\" }\nexpect.count.ge = 3";
    let two = || world().container(container("a")).container(container("b"));
    table(
        three,
        &[
            ("three", "pass", two().container(container("c"))),
            ("two", "fail", two()),
            (
                "two, and one of before the build",
                "fail older-build",
                two().container(container("c").of_build("before")),
            ),
            ("two, and another image's", "fail", two().container(container("c").of("alpine"))),
            ("none", "fail not-found", world()),
        ],
    );
}

#[test]
fn a_slip_in_the_name_may_follow_a_removal() {
    let later = |name: &str, image: &str| {
        let state = container(name).of(image).with(|it| it.created = at(40));
        let (id, name) = (state.id.clone(), state.name.clone());
        world()
            .gone("web-server", "test-echo", 0)
            .event(&format!("40s container create {id} name={name} image={image}"))
            .there(state)
    };
    table(
        "container = \"web-server\"\nexpect.image = \"test-echo\"",
        &[
            ("removed", "fail removed", world().gone("web-server", "test-echo", 0)),
            ("another name", "fail other-name", later("front", "test-echo")),
            ("nearly the name", "fail close-name", later("webserver", "test-echo")),
            ("another image's", "fail removed", later("front", "alpine")),
            (
                "one of before the removal",
                "fail removed",
                world().container(container("front")).gone("web-server", "test-echo", 0),
            ),
        ],
    );
}

#[test]
fn started_again_is_not_the_same_as_created() {
    let again = "container = \"c\"\nexpect.started_fresh = true";
    table(
        again,
        &[
            ("started now", "pass", world().container(container("c").old().with(|it| it.started_at = Some(at(20))))),
            ("not started", "fail stale", world().container(container("c").old())),
            ("never started", "fail created-only", world().container(container("c").never_started())),
        ],
    );
    let another = |world: World| world.event(&format!("20s container start {} name=c image=test-echo", id("c")));
    let restarted = |state: crate::probe::ContainerState| state.old().with(|it| it.started_at = Some(at(20)));
    let waiting = || world().container(container("c").old().never_started().with(|it| it.created = at(-90)));
    table(
        "container = \"c\"\nexpect.started_again = true",
        &[
            ("one of before", "pass", world().container(restarted(container("c")))),
            ("one of before, untouched", "fail stale", world().container(container("c").old())),
            ("made now, started once", "fail", world().container(container("c"))),
            ("made now, started twice", "pass", another(world().container(container("c")))),
            ("made now, never started", "fail created-only", world().container(container("c").never_started())),
            (
                "first start of one that waited for it",
                "fail",
                another(world().container(restarted(container("c")))).began_with(waiting()),
            ),
            (
                "second start of one that waited",
                "pass",
                another(another(world().container(restarted(container("c"))))).began_with(waiting()),
            ),
            ("the engine forgot", "unknown Forgotten", world().container(container("c")).forgetful()),
        ],
    );
}

#[test]
fn what_a_container_ran_is_never_taken_for_granted() {
    let own = "container = { image = \"test-echo\", past = true }\nexpect.overridden = false";
    let other = "container = { image = \"test-echo\", past = true }\nexpect.overridden = true";
    table(
        own,
        &[
            ("its own command", "pass", world().container(container("c").of("test-echo"))),
            ("another", "fail other-command", world().container(container("c").saying(&["echo", "hello"]))),
            ("gone", "unknown Gone", world().gone("c", "test-echo", 0)),
        ],
    );
    table(other, &[("gone", "unknown Gone", world().gone("c", "test-echo", 0))]);
}

#[test]
fn of_several_the_newest_can_be_meant() {
    let rule = "container = \"named\"\nexpect.exit_code = 0\n[[check.near_miss]]\nid = \"kept\"\n\
                container = { image = \"test-echo\", fresh = true, newest = true }\nwhen.cmd.any.starts_with = \"--name\"";
    let slip = || container("slip").saying(&["--name", "named"]);
    let later = || container("later").with(|it| it.created = at(30));
    let found = |world: World| judge(&world, &format!("[[check]]\nid = \"check\"\n{rule}")).remove(0).near_miss;
    assert_eq!(found(world().container(slip())).map(|it| it.id), Some("kept".to_owned()));
    assert_eq!(found(world().container(slip()).container(later())).map(|it| it.id), Some("not-found".to_owned()));
}

/// What is shown beside it is of the newest of those that come equally close.
#[test]
fn what_an_earlier_attempt_did_wrong_explains_nothing_about_this_one() {
    let rule = "container = { fresh = true }\nexpect.image = \"test-echo\"\nexpect.exit_code = 0\n\
                [[check.near_miss]]\nid = \"another\"\nwhen.image.not = \"test-echo\"";
    let earlier = || container("earlier").of("other");
    let later = || container("later").with(|it| it.created = at(30)).exited(3);
    let world = || world().image(image("other"));
    let id =
        |world: World| judge(&world, &format!("[[check]]\nid = \"check\"\n{rule}")).remove(0).near_miss.map(|it| it.id);
    assert_eq!(id(world().container(earlier())).as_deref(), Some("another"));
    assert_eq!(id(world().container(earlier()).container(later())).as_deref(), Some("exited"));
}

#[test]
fn what_was_cleared_away_explains_nothing_about_a_newer_one() {
    let rule = "container = { image = \"test-echo\", fresh = true }\nexpect.exit_code = 0\n[[check.near_miss]]\n\
                id = \"gone\"\ncontainer = { image = \"test-echo\", fresh = true, past = true }\nwhen.state = \"removed\"";
    let id =
        |world: World| judge(&world, &format!("[[check]]\nid = \"check\"\n{rule}")).remove(0).near_miss.map(|it| it.id);
    let cleared = || world().gone("first", "test-echo", 0);
    assert_eq!(id(cleared()).as_deref(), Some("gone"));
    let later = container("later").with(|it| it.created = at(30)).exited(3);
    assert_eq!(id(cleared().container(later)).as_deref(), Some("exited"));
    let before = container("before").with(|it| it.created = at(3)).exited(3);
    assert_eq!(id(cleared().container(before)).as_deref(), Some("gone"), "it is the newer one");
}

#[test]
fn what_is_not_there_can_be_what_is_wrong() {
    let rule = "container = { image = \"test-echo\", fresh = true }\nexpect.exit_code = 0\n[[check.near_miss]]\n\
                id = \"kept\"\nimage = \"alpine\"\nabsent = true\nmissing = true";
    let found = |world: World| judge(&world, &format!("[[check]]\nid = \"check\"\n{rule}")).remove(0).near_miss;
    let id = |world| found(world).map(|it| it.id);
    let bare = || World::default().image(image("test-echo"));
    assert_eq!(id(bare()).as_deref(), Some("kept"));
    assert_eq!(id(world()).as_deref(), Some("not-found"), "the image is there");
    assert_eq!(id(bare().container(container("c").exited(1))).as_deref(), Some("exited"), "a container is there");
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    why_a_container_of_that_name_is_not_there();
    an_id_that_begins_like_the_name_is_not_the_name();
    what_a_container_of_that_name_is_instead();
    what_the_engine_can_not_tell_any_more_is_no_older_build();
    what_it_wrote_is_explained_by_another_command();
    why_a_selector_finds_nothing();
    a_number_of_containers_is_explained_by_an_older_build_only();
    started_again_is_not_the_same_as_created();
    what_a_container_ran_is_never_taken_for_granted();
}
