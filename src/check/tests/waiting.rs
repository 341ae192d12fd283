//! Tests of which failing checks are worth another look.

use std::time::Duration;

use super::judging::step_of;
use super::kit::{alpine, at, container, image, on};
use super::world::World;
use crate::check::{Context, Verdict, evaluate, patience};
use crate::course::tests::reading::checks_of;
use crate::probe::{Health, Probe, RunState, Snapshot};

/// How long looking again at this check may help in this world, whose history ends at second 100.
fn waits(world: &World, check: &str) -> Option<Duration> {
    let step = step_of(checks_of(&format!("[[check]]\nid = \"check\"\nwithin = \"5s\"\n{check}")));
    let bases = ["alpine".to_owned()];
    let context = Context {
        begun: Some(at(0)),
        baseline: None,
        answers: &world.answers,
        base_images: &bases,
        former_builds: &world.former,
    };
    let mut snapshot: Snapshot = [(Probe::History, world.see(&Probe::History))].into_iter().collect();
    loop {
        let evaluation = evaluate(&step, &snapshot, &context);
        if evaluation.missing.is_empty() {
            assert_eq!(evaluation.report.verdict(), Verdict::Fail, "{check}");
            return patience(&step, &evaluation.report, &snapshot, &context);
        }
        snapshot.extend(evaluation.missing.into_iter().map(|probe| (probe.clone(), world.see(&probe))).collect());
    }
}

fn world() -> World {
    World::default().image(alpine()).image(image("test-echo"))
}

#[test]
fn a_check_is_looked_at_again_only_while_it_may_come_true_by_itself() {
    let running = || world().container(container("c").running());
    let ended = || world().container(container("c").exited(1));
    let ends_now = || ended().event("100s container die c name=c image=test-echo exitCode=1");
    let project = |state: RunState, health| {
        let number = ("com.docker.compose.container-number", "1");
        let hash =
            ("com.docker.compose.config-hash", "d1eef65140ee500459a2934ec50132b76bc6aff3551da31e91681a389ba0098b");
        let labels = [("com.docker.compose.project", "p"), ("com.docker.compose.service", "s"), number, hash];
        let labels = labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        world().container(container("p-s-1").in_state(state).with(|it| (it.labels, it.health) = (labels, health)))
    };
    let rows: Vec<(&str, World, &str, bool)> = vec![
        ("it runs, and may end", running(), "container = \"c\"\nexpect.state = \"exited\"", true),
        ("it runs, of another image", running(), "container = \"c\"\nexpect.image = \"alpine\"", false),
        (
            "it may end, but stays of another image",
            running(),
            "container = \"c\"\nexpect = { state = \"exited\", image = \"alpine\" }",
            false,
        ),
        ("it may write more", running().log("c", "one"), "logs = \"c\"\nexpect.output.contains = \"two\"", true),
        (
            "what it wrote stays written",
            running().log("c", "one"),
            "logs = \"c\"\nexpect.output = { contains = \"two\", not.contains = \"one\" }",
            false,
        ),
        ("it wrote all it will", ended().log("c", "one"), "logs = \"c\"\nexpect.output.contains = \"two\"", false),
        ("it has ended", ended(), "container = \"c\"\nexpect.exit_code = 0", false),
        ("it ended this moment", ends_now(), "container = \"c\"\nexpect.exit_code = 0", false),
        ("it is not on that network", running(), "container = \"c\"\nexpect.networks.has = [{ name = \"n\" }]", false),
        ("nothing of the name", running(), "container = \"d\"\nexpect.state = \"running\"", false),
        (
            "one is coming",
            world().event("100s container create e name=e image=test-echo"),
            "container = { image = \"test-echo\", fresh = true }\nexpect.state = \"running\"",
            true,
        ),
        (
            "another is coming",
            world().event("100s container create e name=e image=alpine"),
            "container = { image = \"test-echo\", fresh = true }\nexpect.state = \"running\"",
            false,
        ),
        (
            "nobody listens, and nothing has started lately",
            running().http("http://localhost:1/", None, "refused"),
            "http = \"http://localhost:1/\"\nexpect.status = 200",
            false,
        ),
        (
            "nobody listens yet",
            running().event("99s container start c name=c image=test-echo").http(
                "http://localhost:1/",
                None,
                "refused",
            ),
            "http = \"http://localhost:1/\"\nexpect.status = 200",
            true,
        ),
        (
            "a service is not healthy yet",
            project(RunState::Running, Health::Starting),
            "compose = { project = \"p\", service = \"s\" }\nexpect.services.has = [{ health = \"healthy\" }]",
            true,
        ),
        (
            "a service has ended",
            project(RunState::Exited, Health::None),
            "compose = { project = \"p\" }\nexpect.running.has = [\"s\"]",
            false,
        ),
        (
            "a file waits for a hand, not for time",
            world(),
            "file = \"Dockerfile\"\nexpect.content.contains = \"FROM\"",
            false,
        ),
    ];
    for (what, world, check, expected) in rows {
        assert_eq!(waits(&world, check), expected.then_some(Duration::from_secs(5)), "{what}");
    }
}

#[test]
fn a_network_that_a_container_is_on_changes_nothing() {
    let there = world().container(container("c").running().with(|it| it.networks = vec![on("n", &["a"])]));
    assert_eq!(
        waits(&there, "container = \"c\"\nexpect.networks.has = [{ name = \"n\", aliases.has = [\"b\"] }]"),
        None
    );
}
