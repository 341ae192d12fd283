//! Registries, the images in them, and logins: what passes, and the slips.

use super::judging::{judge, table, word};
use super::kit::{alpine, at, id, image, texts};
use super::registries::{login, manifest};
use super::world::World;
use crate::probe::{Cause, Challenge, ImageState, PlatformImage, Probe, Refusal, RegistryImage};

const HOST: &str = "localhost:5001";
const FULL: &str = "localhost:5001/docker-101/pinger:1.0";

fn local() -> ImageState {
    image(FULL)
}

fn world() -> World {
    World::default().image(alpine()).registry(HOST, Challenge::Basic, true).login(HOST, login("learner", true))
}

#[test]
fn a_registry_answers_asks_for_a_login_and_knows_an_account() {
    table(
        "registry = \"localhost:5001\"\nexpect = { auth = \"basic\", account = true }",
        &[
            ("right", "pass", world()),
            ("nobody listens", "fail down", World::default()),
            ("another server", "fail not-a-registry", World::default().other_server(HOST)),
            ("asks nobody", "fail open", World::default().registry(HOST, Challenge::None, true)),
            ("another password file", "fail other-account", World::default().registry(HOST, Challenge::Basic, false)),
            ("by token", "fail", World::default().registry(HOST, Challenge::Bearer, true)),
            ("out of reach", "unknown Registry", world().blind(Probe::is_of_registry, Cause::Registry)),
        ],
    );
    table(
        "registry = \"localhost:5001\"\nabsent = true",
        &[("gone", "pass", World::default()), ("there", "fail", world())],
    );
}

#[test]
fn what_was_pushed_is_the_image_of_the_engine() {
    let other = manifest("other", &image("older"));
    let index = |entries: &[(&str, &str)]| RegistryImage {
        digest: format!("sha256:{}", id("index")),
        config: id("config of arm"),
        platforms: entries
            .iter()
            .map(|(platform, config)| PlatformImage {
                platform: (*platform).to_owned(),
                digest: format!("sha256:{}", id(platform)),
                config: id(config),
            })
            .collect(),
    };
    let two = || index(&[("linux/arm64", "config of arm"), ("linux/amd64", FULL)]);
    let known =
        |digest: String| local().image_with(|it| it.digests = vec![format!("{HOST}/docker-101/pinger@{digest}")]);
    table(
        &format!("registry = \"{FULL}\"\nexpect.image = \"{FULL}\""),
        &[
            ("right", "pass", world().image(local()).pushed(FULL, manifest("m", &local()))),
            ("of several platforms", "pass", world().image(local()).pushed(FULL, two())),
            (
                "an engine whose ids are those of the index",
                "pass",
                world().image(local().image_with(|it| it.id = id("index"))).pushed(FULL, two()),
            ),
            (
                "an engine whose ids are those of the manifest",
                "pass",
                world().image(local().image_with(|it| it.id = id("linux/amd64"))).pushed(FULL, two()),
            ),
            (
                "known by its digest",
                "pass",
                world()
                    .image(known(other.digest.clone()).image_with(|it| it.id = id("new")))
                    .pushed(FULL, other.clone()),
            ),
            ("an older build", "fail other-digest", world().image(local()).pushed(FULL, other.clone())),
            ("removed since", "pass", world().pushed(FULL, manifest("m", &local())).began_with(world().image(local()))),
            ("nothing to compare with", "unknown ImageMissing", world().pushed(FULL, manifest("m", &local()))),
            ("not pushed", "fail not-pushed", world().image(local())),
            (
                "not pushed, and not logged in",
                "fail unauthorized",
                world().image(local()).login(HOST, login("", false)),
            ),
            (
                "not pushed, with a login that is refused",
                "fail unauthorized",
                world().image(local()).login(HOST, login("learner", false)),
            ),
            (
                "not pushed to one that asks nobody",
                "fail not-pushed",
                World::default().image(alpine()).image(local()).registry(HOST, Challenge::None, true),
            ),
            (
                "another tag",
                "fail other-tag",
                world()
                    .image(local())
                    .pushed("localhost:5001/docker-101/pinger:latest", manifest("m", &local()))
                    .event("20s image push localhost:5001/docker-101/pinger:latest"),
            ),
            (
                "another tag, pushed long ago",
                "fail not-pushed",
                world().image(local()).pushed("localhost:5001/docker-101/pinger:latest", manifest("m", &local())),
            ),
            (
                "another tag, pushed nobody knows when",
                "fail other-tag",
                world()
                    .image(local())
                    .pushed("localhost:5001/docker-101/pinger:latest", manifest("m", &local()))
                    .forgetful(),
            ),
            ("no host in front", "fail no-host", world().image(image("docker-101/pinger:1.0"))),
            ("another host", "fail other-host", world().image(image("127.0.0.1:5001/docker-101/pinger:1.0"))),
            ("no such name", "fail not-tagged", world().image(image("pinger"))),
            ("nobody listens", "fail down", world().image(local()).refused(Refusal::Down)),
            (
                "nobody let in",
                "fail unauthorized",
                world().login(HOST, login("", false)).image(local()).refused(Refusal::Unauthorized),
            ),
            ("not for this path", "fail no-access", world().image(local()).refused(Refusal::Unauthorized)),
            ("out of reach", "unknown Registry", world().image(local()).blind(Probe::is_of_registry, Cause::Registry)),
        ],
    );
}

#[test]
fn what_was_pushed_is_what_the_engine_has_now_and_was_built() {
    let newer = || local().image_with(|it| it.id = id("newer"));
    let pushed = || world().pushed(FULL, manifest("m", &local()));
    table(
        &format!("registry = \"{FULL}\"\nexpect = {{ current = true, origin = \"built\" }}"),
        &[
            ("right", "pass", pushed().image(local())),
            ("removed here since", "pass", pushed()),
            ("built again since", "fail other-digest", pushed().image(newer())),
            ("not pushed", "fail not-pushed", world().image(local())),
            ("the base by another name", "fail tagged-base", world().pushed(FULL, manifest("m", &alpine()))),
            (
                "from a container, and removed here",
                "fail committed",
                pushed().event(&format!("5s container commit c imageID=sha256:{}", id(FULL))),
            ),
            (
                "from an archive",
                "fail planted",
                pushed().event(&format!("5s image import sha256:{} name={FULL}", id(FULL))),
            ),
        ],
    );
}

#[test]
fn a_pull_gives_its_name_whenever_the_image_was_last_tagged() {
    // A pull leaves the time of the last `docker tag` alone.
    let old = || local().image_with(|it| (it.created, it.tagged) = (at(-200), Some(at(-50))));
    let pull = format!("20s image pull {FULL} name=localhost:5001/docker-101/pinger");
    let world = || World::default().image(alpine()).image(old()).began_with(World::default().image(old()));
    table(
        &format!("image = \"{FULL}\"\nexpect = {{ fresh = true, origin = {{ not = \"committed\" }} }}"),
        &[("pulled", "pass", world().event(&pull)), ("nothing happened", "fail not-rebuilt", world())],
    );
}

#[test]
fn an_image_that_is_gone_is_compared_as_it_was() {
    let world = || {
        World::default().image(alpine()).image(local()).began_with(World::default().image(image("pinger").build(FULL)))
    };
    table(
        &format!("image = \"{FULL}\"\nexpect.id = {{ of = {{ image = \"pinger\" }}, property = \"id\" }}"),
        &[
            ("the same", "pass", world()),
            ("another", "fail", World::default().image(local()).began_with(World::default().image(image("pinger")))),
            ("never there", "fail", World::default().image(local())),
        ],
    );
}

#[test]
fn a_tag_that_the_course_has_itself_is_no_slip() {
    let mut world = world()
        .image(image("localhost:5001/docker-101/pinger:1.1"))
        .image(local())
        .pushed(FULL, manifest("m", &local()));
    world.former.insert(FULL.to_owned(), [id(FULL)].into());
    let world = world.forgetful();
    table(
        "registry = \"localhost:5001/docker-101/pinger:1.1\"\nexpect.tags.has = [\"1.0\", \"1.1\"]",
        &[("only the one before", "fail not-pushed", world)],
    );
}

#[test]
fn digests_configurations_and_tags_can_be_compared() {
    let world = || world().image(local()).image(image("pinger").build(FULL)).pushed(FULL, manifest("m", &local()));
    let digest = format!("sha256:{}", id("m"));
    for (expect, expected) in [
        ("config = { of = { image = \"pinger\" }, property = \"id\" }".to_owned(), "pass"),
        ("config = { of = { image = \"alpine\" }, property = \"id\" }".to_owned(), "fail other-digest"),
        (format!("digest = \"{digest}\""), "pass"),
        (format!("digest = \"{}\"", id("m")), "pass"),
        ("tags.has = [\"1.0\"]".to_owned(), "pass"),
        ("tags.has = [\"1.1\"]".to_owned(), "fail"),
        ("auth = \"basic\"".to_owned(), "pass"),
        ("platforms.len = 1".to_owned(), "pass"),
    ] {
        let checks = format!("[[check]]\nid = \"c\"\nregistry = \"{FULL}\"\nexpect.{expect}");
        assert_eq!(word(&judge(&world(), &checks)[0]), expected, "{expect}");
    }
}

#[test]
fn that_nothing_was_pushed_is_only_said_by_a_registry_that_tells() {
    table(
        &format!("registry = \"{FULL}\"\nabsent = true"),
        &[
            ("right", "pass", world()),
            ("there", "fail", world().pushed(FULL, manifest("m", &local()))),
            ("nobody listens", "unknown Registry", world().refused(Refusal::Down)),
            ("nobody let in", "unknown Registry", world().refused(Refusal::Unauthorized)),
        ],
    );
}

#[test]
fn a_login_is_stored_and_works() {
    let here = || World::default().registry(HOST, Challenge::Basic, true);
    let with = |change: fn(&mut crate::probe::LoginState)| {
        let mut state = login("learner", false);
        change(&mut state);
        here().login(HOST, state)
    };
    table(
        "login = \"localhost:5001\"\nexpect = { works = true, user = \"learner\" }",
        &[
            ("right", "pass", here().login(HOST, login("learner", true))),
            ("kept by a helper", "pass", with(|it| (it.helper, it.works) = (true, true))),
            ("none", "fail not-logged-in", here()),
            (
                "under another name",
                "fail other-host",
                with(|it| (it.stored, it.others) = (false, texts(&["127.0.0.1:5001"]))),
            ),
            ("refused", "fail wrong-password", with(|_| {})),
            ("nobody listens", "fail down", with(|it| "down".clone_into(&mut it.failure))),
            ("somebody else", "fail", here().login(HOST, login("docker", true))),
            ("a helper fails", "unknown Credentials", here().blind(Probe::is_of_registry, Cause::Credentials)),
        ],
    );
    table(
        "login = \"localhost:5001\"\nabsent = true",
        &[("none", "pass", here()), ("one", "fail", here().login(HOST, login("learner", true)))],
    );
}

#[test]
fn a_name_without_its_registry_is_told_at_once() {
    table(
        &format!("image = \"{FULL}\""),
        &[
            ("right", "pass", world().image(local())),
            ("no host", "fail no-host", world().image(image("docker-101/pinger:1.0"))),
            ("another host", "fail other-host", world().image(image("localhost:5000/docker-101/pinger:1.0"))),
            ("another tag", "fail other-tag", world().image(image("localhost:5001/docker-101/pinger:latest"))),
            ("nothing", "fail not-found", world()),
        ],
    );
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    a_registry_answers_asks_for_a_login_and_knows_an_account();
    what_was_pushed_is_the_image_of_the_engine();
    a_login_is_stored_and_works();
    a_name_without_its_registry_is_told_at_once();
    what_was_pushed_is_what_the_engine_has_now_and_was_built();
    a_pull_gives_its_name_whenever_the_image_was_last_tagged();
    an_image_that_is_gone_is_compared_as_it_was();
}
