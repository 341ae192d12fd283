//! Every matcher on every kind of value, absent ones and negations included.

use super::judging::table;
use super::kit::{alpine, at, container, image, on, port, texts};
use super::world::World;

/// A world with one container of many properties.
fn world() -> World {
    let rich = container("c").exited(3).with(|it| {
        it.env = texts(&["PATH=/bin", "PORT=8000"]);
        it.labels = [("tier".to_owned(), "front".to_owned())].into();
        it.ports = vec![port(80, 8080), port(443, 8443)];
        it.exposed = vec![8080, 8443];
        it.networks = vec![on("a", &["x", "y"]), on("b", &[])];
        it.started_at = Some(at(11));
    });
    World::default().image(alpine()).image(image("test-echo")).container(rich)
}

fn holds(expectations: &[&str]) {
    for expectation in expectations {
        table(&format!("container = \"c\"\nexpect.{expectation}"), &[("holds", "pass", world())]);
    }
}

fn fails(expectations: &[&str]) {
    for expectation in expectations {
        let check = format!("[[check]]\nid = \"check\"\ncontainer = \"c\"\nexpect.{expectation}");
        let report = super::judging::judge(&world(), &check).remove(0);
        assert_eq!(report.verdict, crate::check::Verdict::Fail, "{expectation}");
        assert_eq!(report.mismatches.len(), 1, "{expectation}");
    }
}

#[test]
fn text() {
    holds(&[
        "name = \"c\"",
        "name.not = \"d\"",
        "name.one_of = [\"b\", \"c\"]",
        "state.contains = \"xit\"",
        "state.starts_with = \"ex\"",
        "state.ends_with = \"ed\"",
        "state.matches = '^e.*d$'",
        "state.not.contains = \"run\"",
        "state = { contains = \"x\", ends_with = \"d\" }",
        "state.len = 6",
        "state.len.gt = 5",
        "error.empty = true",
        "name.empty = false",
        "inspect.\"/HostConfig/Memory\" = 0",
        "inspect.\"/*/Memory\".has = [0]",
        "inspect.\"/HostConfig/Nothing\".empty = true",
        "inspect.\"/HostConfig/Nothing\".not = 1",
        "labels.tier = \"front\"",
        "labels.missing.empty = true",
    ]);
    fails(&[
        "name = \"C\"",
        "name.not = \"c\"",
        "name.one_of = [\"a\", \"b\"]",
        "state.contains = \"Exit\"",
        "state.starts_with = \"xited\"",
        "state.ends_with = \"exite\"",
        "state.matches = '^xited'",
        "state = { contains = \"x\", ends_with = \"x\" }",
        "state.len = 5",
        "error.empty = false",
        "name.empty = true",
        "labels.tier = \"fron\"",
        "labels.missing = \"front\"",
        "labels.missing.contains = \"f\"",
        "inspect.\"/HostConfig/Memory\" = 1",
        "inspect.\"/*/Memory\".has = [1]",
        "inspect.\"/HostConfig/Nothing\" = 0",
    ]);
}

#[test]
fn numbers_times_and_flags() {
    holds(&[
        "exit_code = 3",
        "exit_code.not = 0",
        "exit_code.one_of = [0, 3]",
        "exit_code.gt = 2",
        "exit_code.ge = 3",
        "exit_code.lt = 4",
        "exit_code.le = 3",
        "exit_code = { ge = 1, lt = 10 }",
        "init = false",
        "init.not = true",
        "started_at.gt = \"1970-01-12T13:46:50Z\"",
        "started_at.le = \"1970-01-12T13:46:51Z\"",
    ]);
    fails(&[
        "exit_code = 0",
        "exit_code.one_of = [0, 1]",
        "exit_code.gt = 3",
        "exit_code.ge = 4",
        "exit_code.lt = 3",
        "exit_code.le = 2",
        "exit_code = { ge = 1, lt = 3 }",
        "init = true",
        "started_at.lt = \"1970-01-12T13:46:51Z\"",
    ]);
}

#[test]
fn lists() {
    holds(&[
        "env.has = [\"PORT=8000\"]",
        "env.lacks = [\"PORT=800\", \"PORT\"]",
        "env.exactly = [\"PATH=/bin\", \"PORT=8000\"]",
        "env.in_order = [\"PATH=/bin\", \"PORT=8000\"]",
        "env.each.contains = \"=\"",
        "env.any.starts_with = \"PORT\"",
        "env.none.contains = \"80001\"",
        "env.len = 2",
        "env.not.has = [\"X=1\"]",
        "env.empty = false",
        "entrypoint.empty = true",
        "entrypoint.lacks = [\"x\"]",
        "entrypoint.exactly = []",
        "exposed.has = [8443]",
        "exposed.exactly = [8080, 8443]",
        "ports.has = [{ host = 443 }, { container = 8080 }]",
        "ports.lacks = [{ host = 443, container = 8080 }]",
        "ports.any = { host.gt = 100, container.le = 8443 }",
        "ports.none = { host_ip.empty = false }",
        "networks.has = [{ name = \"a\", aliases.has = [\"y\"] }]",
        "networks.any = { name = \"b\", aliases.empty = true }",
    ]);
    fails(&[
        "env.has = [\"PORT=800\"]",
        "env.has = [\"PORT=8000\", \"X=1\"]",
        "env.lacks = [\"X=1\", \"PORT=8000\"]",
        "env.exactly = [\"PORT=8000\", \"PATH=/bin\"]",
        "env.exactly = [\"PORT=8000\"]",
        "env.in_order = [\"PORT=8000\", \"PATH=/bin\"]",
        "env.in_order = [\"PATH=/bin\", \"PATH=/bin\"]",
        "env.each.starts_with = \"P=\"",
        "env.any.starts_with = \"ORT\"",
        "env.none.starts_with = \"PORT\"",
        "env.len = 3",
        "env.empty = true",
        "entrypoint.has = [\"x\"]",
        "entrypoint.any.contains = \"x\"",
        "exposed.has = [80]",
        "ports.has = [{ host = 80, container = 8443 }]",
        "ports.has = [{ host = 80, random = true }]",
        "networks.has = [{ name = \"b\", aliases.has = [\"x\"] }]",
        "networks.exactly = [{ name = \"a\" }]",
    ]);
}

#[test]
fn against_another_object() {
    let of = |property: &str, other: &str, name: &str| {
        format!("{property} = {{ of = {{ {other} }}, property = \"{name}\" }}")
    };
    let not = |property: &str, other: &str, name: &str| {
        format!("{property}.not = {{ of = {{ {other} }}, property = \"{name}\" }}")
    };
    holds(&[
        &of("image_id", "image = \"test-echo\"", "id"),
        &not("image_id", "image = \"alpine\"", "id"),
        &not("image_id", "image = \"nothing\"", "id"),
        &of("cmd", "image = \"test-echo\"", "cmd"),
        &of("id", "container = { image = \"test-echo\" }", "id"),
    ]);
    let than =
        |bound: &str| format!("exit_code.{bound} = {{ of = {{ container = \"c\" }}, property = \"exit_code\" }}");
    holds(&[&than("ge"), &than("le")]);
    fails(&[&than("gt"), &than("lt"), &than("lt").replace("\"c\"", "\"nothing\"")]);
    fails(&[
        &of("image_id", "image = \"alpine\"", "id"),
        &of("image_id", "image = \"nothing\"", "id"),
        &not("image_id", "image = \"test-echo\"", "id"),
    ]);
}

#[test]
fn against_what_the_step_began_with() {
    let now = |change: fn(&mut crate::probe::ContainerState)| {
        let mut now = world();
        change(&mut now.containers[0]);
        now.began_with(world())
    };
    let without = || world().began_with(World::default().image(alpine()));
    table(
        "container = \"c\"\nexpect.id.same = true",
        &[
            ("the same", "pass", now(|_| {})),
            ("another", "fail", now(|it| it.id = "f".repeat(64))),
            ("was not there", "fail", without()),
            ("nothing was recorded", "unknown NoBaseline", world()),
        ],
    );
    table(
        "container = \"c\"\nexpect.env.changed = true",
        &[
            ("the same", "fail", now(|_| {})),
            ("another", "pass", now(|it| it.env.clear())),
            ("was not there", "pass", without()),
            ("nothing was recorded", "unknown NoBaseline", world()),
            (
                "could not be looked at",
                "unknown NoBaseline",
                world().began_with(world().blind(|_| true, crate::probe::Cause::Timeout)),
            ),
        ],
    );
    table(
        "container = { image = \"test-echo\" }\nexpect.count.changed = true",
        &[
            ("as many", "fail", now(|_| {})),
            ("one more", "pass", world().container(container("d")).began_with(world())),
        ],
    );
}

#[test]
fn a_step_that_compares_inspect_answers_or_environments_needs_them_whole() {
    use super::judging::step_of;
    use crate::check::compares_all;
    use crate::course::tests::reading::checks_of;
    for (expectation, expected) in [
        ("inspect.\"/HostConfig/Memory\".same = true", true),
        ("env.changed = true", true),
        ("env.has = [\"A=1\"]", false),
        ("inspect.\"/HostConfig/Memory\" = 0", false),
        ("id.changed = true", false),
    ] {
        let text = format!("[[check]]\nid = \"check\"\ncontainer = \"c\"\nexpect.{expectation}");
        assert_eq!(compares_all(&step_of(checks_of(&text))), expected, "{expectation}");
    }
}

#[test]
fn names_of_images() {
    holds(&[
        "image.repository = \"test-echo\"",
        "image.repository = \"docker.io/library/test-echo:v2\"",
        "image.not.repository = \"test-ech\"",
        "image = { repository = \"test-echo\", not = \"alpine\" }",
    ]);
    fails(&["image.repository = \"alpine\"", "image.not.repository = \"test-echo\""]);
}

#[test]
fn a_container_that_was_started_by_id_is_of_the_repositories_of_its_image() {
    let by_id = |of: &str| {
        let id = super::kit::id(of);
        World::default().image(alpine()).image(image("test-echo")).container(container("c").with(|it| {
            it.image.clone_from(&id);
            it.image_id = Some(id.clone());
        }))
    };
    let gone = World::default().container(container("c").with(|it| it.image = super::kit::id("test-echo")));
    table(
        "container = \"c\"\nexpect.image.repository = \"test-echo\"",
        &[
            ("its own", "pass", by_id("test-echo")),
            ("another", "fail other-image", by_id("alpine")),
            ("gone", "unknown ImageMissing", gone),
        ],
    );
}

#[test]
fn words_of_commands() {
    let run = |command: &[&str], expectation: &str| {
        let world = World::default().image(alpine()).image(image("test-echo"));
        let world = world.container(container("c").with(|it| it.command = texts(command)));
        let check = format!("[[check]]\nid = \"check\"\ncontainer = \"c\"\nexpect.command{expectation}");
        super::judging::judge(&world, &check).remove(0).verdict
    };
    for (command, expectation, passes) in [
        (&["/bin/cat", "baz.txt"][..], ".program = \"cat\"", true),
        (&["cat"], ".program = \"cat\"", true),
        (&["./cat"], ".program.one_of = [\"tac\", \"cat\"]", true),
        (&["concat"], ".program = \"cat\"", false),
        (&["echo", "cat"], ".program = \"cat\"", false),
        (&["/bin/sh", "-c", "cat baz.txt"], ".program = \"cat\"", false),
        (&["/bin/sh", "-c", "cat baz.txt"], ".program.not = \"cat\"", true),
        (&[], ".program = \"cat\"", false),
        (&["cat", "a", "b"], ".args.exactly = [\"a\", \"b\"]", true),
        (&["cat", "b", "a"], ".args.exactly = [\"a\", \"b\"]", false),
        (&["cat", "-n", "a"], ".args.has = [\"-n\"]", true),
        (&["-n", "a"], ".args.has = [\"-n\"]", false),
        (&["cat"], " = { program = \"cat\", args.empty = true }", true),
        (&["cat", "a"], " = { program = \"cat\", args.empty = true }", false),
        (&["cat", "a"], ".args.len = 1", true),
        (&["cat", "a"], ".any = \"a\"", true),
    ] {
        let verdict = run(command, expectation);
        assert_eq!(verdict == crate::check::Verdict::Pass, passes, "{command:?} {expectation}");
    }
}

#[test]
fn what_an_image_adds_is_weighed_without_its_base() {
    let of = |layers: &[String], size: u64| {
        let base = alpine().image_with(|it| it.size = 8_000_000);
        let own = image("test-echo").image_with(|it| (it.layers, it.size) = (layers.to_vec(), size));
        World::default().image(base).image(own)
    };
    let on_base = [alpine().layers, vec!["own".to_owned()]].concat();
    table(
        "image = \"test-echo\"\nexpect.added_size.lt = \"5MB\"",
        &[
            ("little", "pass", of(&on_base, 8_000_100)),
            ("much, covered or not", "fail", of(&on_base, 28_000_000)),
            ("on no base of the course", "pass", of(&["own".to_owned()], 4_000_000)),
        ],
    );
}
