//! How images came about, as builders and commands leave them.

use super::judging::table;
use super::kit::{alpine, id, image, outcome};
use super::world::World;
use crate::probe::ImageState;

const BUILDKIT: &str = "buildkit.dockerfile.v0";
const IMPORTED: &str = "Imported from -";

/// A world with the base image, which was imported as a stand-in is.
fn world() -> World {
    World::default().image(alpine()).steps("alpine", &[(-300, "", IMPORTED)])
}

/// `test-echo` on top of the base, by these steps.
fn built(steps: &[(i64, &str, &str)]) -> World {
    with(image("test-echo"), steps)
}

fn with(state: ImageState, steps: &[(i64, &str, &str)]) -> World {
    let all: Vec<_> = [(-300, "", IMPORTED)].into_iter().chain(steps.iter().copied()).collect();
    world().image(state).steps("test-echo", &all)
}

fn marked(host: &str, parent: &str) -> ImageState {
    image("test-echo")
        .image_with(|it| it.inspect = serde_json::json!({ "Config": { "Hostname": host, "Image": parent } }))
}

#[test]
fn a_new_image_is_the_learners_when_it_was_built() {
    let tagged = || {
        let base = alpine().image_with(|it| it.tags.push("test-echo:latest".into()));
        let base = World::default().image(base).steps("alpine", &[(-300, "", IMPORTED)]);
        base.event(&format!("6s image tag {} name=test-echo:latest", id("alpine"))).began_with(world())
    };
    let rows = |fresh: &str| {
        table(
            &format!("image = \"test-echo\"\n{fresh}"),
            &[
                ("by BuildKit", "pass", built(&[(5, "RUN /bin/sh -c ls # buildkit", BUILDKIT)])),
                ("settings alone", "pass", built(&[(-300, "CMD [\"ls\"]", BUILDKIT)])),
                ("nothing but FROM", "pass", built(&[])),
                ("by the classic builder", "pass", built(&[(5, "/bin/sh -c #(nop)  CMD [\"ls\"]", "")])),
                ("a RUN at the end", "pass", with(marked("", &id("parent")), &[(5, "/bin/sh -c ls", "")])),
                ("a RUN without a shell at the end", "pass", with(marked("", &id("parent")), &[(5, "touch /x", "")])),
                ("no steps are told", "pass", world().image(image("test-echo"))),
                ("the base by another name", "fail tagged-base", tagged()),
                ("from a container", "fail committed", built(&[(5, "sh -c echo x", "by me")])),
                (
                    "from a container that ran the shell",
                    "fail committed",
                    with(marked("8096363e945f", "alpine"), &[(5, "/bin/sh -c echo x", "")]),
                ),
                (
                    "from a container, by the history alone",
                    "fail committed",
                    built(&[(5, "/bin/sh -c echo x", "")])
                        .event(&format!("5s container commit c imageID=sha256:{}", id("test-echo"))),
                ),
            ],
        );
    };
    rows("expect.fresh = true");
    table(
        "image = \"test-echo\"\nexpect = { fresh = true, origin = \"tagged\", from = \"alpine\" }",
        &[("the check says otherwise", "pass", tagged())],
    );
    table("image = \"test-echo\"\nexpect.tags.has = [\"test-echo\"]", &[("nothing is said", "pass", tagged())]);
    table(
        "image = \"test-echo\"\nexpect.id.changed = true",
        &[("another image has to be built too", "fail tagged-base", tagged())],
    );
    table(
        "run = \"test-echo\"\nexpect.output = \"\"",
        &[("what it does", "pass", tagged().run("test-echo", &[], outcome(0, "")))],
    );
}

#[test]
fn what_stands_on_a_committed_image_is_not_built_either() {
    let cmd = (5, "CMD [\"cat\" \"/x\"]", BUILDKIT);
    let classic = (5, "/bin/sh -c #(nop)  CMD [\"cat\" \"/x\"]", "");
    let parent = |host: &str| {
        let state = image("parent").image_with(|it| {
            it.inspect = serde_json::json!({ "Config": { "Hostname": host, "Image": id("alpine") } });
        });
        built(&[(4, "touch /x", ""), classic]).image(state).ended_by("test-echo", 1, "parent")
    };
    let by_shell = || built(&[(4, "/bin/sh -c echo x > /x", ""), cmd]);
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("by BuildKit", "fail committed", built(&[(4, "sh -c echo x > /x", ""), cmd])),
            ("by the classic builder", "fail committed", parent("8096363e945f")),
            ("a RUN without a shell reads the same", "pass", parent("")),
            ("an image of the classic builder", "pass", by_shell()),
            (
                "a container that ran the shell",
                "fail committed",
                by_shell()
                    .image(image("planted"))
                    .steps("planted", &[(-300, "", IMPORTED), (4, "/bin/sh -c echo x > /x", "")])
                    .event(&format!("4s container commit c imageID=sha256:{}", id("planted"))),
            ),
            (
                "somebody's base image, however that was made",
                "pass",
                world()
                    .image(image("test-echo").image_with(|it| it.layers = vec![id("debian")]))
                    .steps("test-echo", &[(-900, "# debian.sh", "debuerreotype"), cmd]),
            ),
        ],
    );
}

#[test]
fn what_came_from_elsewhere_was_not_built() {
    let alone = |second: i64| {
        world()
            .image(image("test-echo").image_with(|it| it.layers = vec![id("rootfs")]))
            .steps("test-echo", &[(second, "", IMPORTED)])
    };
    let upon = |second: i64| alone(second).steps("test-echo", &[(second, "", IMPORTED), (5, "CMD [\"ls\"]", BUILDKIT)]);
    let loaded = |world: World| world.event(&format!("6s image load {0} name=sha256:{0}", id("test-echo")));
    let elsewhere = || built(&[(-50, "RUN /bin/sh -c ls # buildkit", BUILDKIT)]);
    let pulled = |digest: &str| {
        let digest = format!("{digest}@sha256:{}", id("manifest"));
        with(image("test-echo").image_with(|it| it.digests = vec![digest]), &[(-50, "CMD [\"ls\"]", BUILDKIT)])
            .event("6s image pull test-echo:latest name=test-echo")
    };
    // A name is given by the event of the pull alone.
    let unnamed = |mut world: World| {
        world.events.retain(|event| event.action != "tag");
        world
    };
    table(
        "image = \"test-echo\"\nexpect.fresh = true",
        &[
            ("a file system", "fail planted", alone(5)),
            ("a build upon it", "fail planted", upon(5)),
            ("a build upon one that was there", "pass", upon(-90)),
            ("an archive", "fail planted", loaded(elsewhere())),
            ("one's own build, through an archive", "pass", loaded(built(&[(5, "RUN ls # buildkit", BUILDKIT)]))),
            ("settings alone, through an archive", "pass", loaded(built(&[(-300, "CMD [\"ls\"]", BUILDKIT)]))),
            ("one that was seen before", "pass", loaded(elsewhere()).began_with(world().image(image("test-echo")))),
            ("a registry", "fail planted", unnamed(pulled("test-echo"))),
            (
                "built after a pull",
                "pass",
                pulled("test-echo").event(&format!("7s image tag {} name=test-echo:latest", id("test-echo"))),
            ),
            ("built after a pull, without a word", "pass", unnamed(pulled("other"))),
        ],
    );
    table(
        "image = \"test-echo\"\nexpect = { fresh = true, origin = \"pulled\" }",
        &[("wanted from a registry", "pass", unnamed(pulled("test-echo")))],
    );
}

#[test]
fn where_the_history_is_gone_the_image_itself_tells() {
    let blind =
        |world: World| world.blind(|probe| matches!(probe, crate::probe::Probe::History), crate::probe::Cause::Engine);
    table(
        "image = \"test-echo\"\nexpect = { origin = \"built\" }",
        &[
            ("built", "pass", blind(built(&[(5, "CMD [\"ls\"]", BUILDKIT)]))),
            ("committed", "fail committed", blind(built(&[(5, "ls", "")]))),
        ],
    );
}

/// Runs every table of this file, for the list of near misses.
#[test]
fn an_image_is_held_against_the_file_that_it_should_come_from() {
    const ONE: (i64, &str, &str) = (5, "RUN /bin/sh -c echo one > one.txt # buildkit", BUILDKIT);
    let file = |text: &str| built(&[ONE, (6, "CMD [\"ls\"]", BUILDKIT)]).file("Dockerfile", text);
    table(
        "image = \"test-echo\"\nexpect.recipe = { of = { dockerfile = { path = \"Dockerfile\", stage = \"a\" } }, property = \"recipe\" }",
        &[
            ("as the file says", "pass", file("FROM alpine AS a\nRUN echo one > one.txt\nFROM a\nRUN ls\n")),
            ("another command", "fail other-recipe", file("FROM alpine AS a\nRUN echo two > one.txt\n")),
            ("more in the file", "fail other-recipe", file("FROM alpine AS a\nRUN echo one > one.txt\nCOPY . .\n")),
            ("more in the image", "fail other-recipe", file("FROM alpine AS a\n")),
        ],
    );
}

pub(super) fn all() {
    an_image_is_held_against_the_file_that_it_should_come_from();
    a_new_image_is_the_learners_when_it_was_built();
    what_stands_on_a_committed_image_is_not_built_either();
    what_came_from_elsewhere_was_not_built();
}
