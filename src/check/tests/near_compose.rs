//! Near misses of Compose projects, each in its precise state and beside its neighbours.

use super::judging::{judge, table};
use super::kit::{container, id, image, network, on, outcome};
use super::world::World;
use crate::check::Verdict;
use crate::probe::compose::{NETWORK_LABEL, PROJECT_LABEL, SERVICE_LABEL, VERSION_LABEL};
use crate::probe::{Cause, ContainerState, Health, Probe, RunState};

const HASH: &str = "d1eef65140ee500459a2934ec50132b76bc6aff3551da31e91681a389ba0098b";

fn member(project: &str, service: &str) -> ContainerState {
    let project_name = project.to_owned();
    container(&format!("{project}-{service}")).of(service).running().with(|it| {
        let labels = [
            (PROJECT_LABEL, project),
            (SERVICE_LABEL, service),
            ("com.docker.compose.container-number", "1"),
            ("com.docker.compose.config-hash", HASH),
            ("com.docker.compose.oneoff", "False"),
            ("com.docker.compose.project.working_dir", if project == "ap-p" { "/ws/x" } else { "/ws/app" }),
        ];
        it.labels = labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        it.networks = vec![on(&format!("{project_name}_front"), &[service, "site"])];
    })
}

fn one_off(state: ContainerState) -> ContainerState {
    state.with(|it| drop(it.labels.insert("com.docker.compose.oneoff".into(), "True".into())))
}

fn front(project: &str) -> crate::probe::NetworkState {
    let mut state = network(&format!("{project}_front"));
    state.labels = [(PROJECT_LABEL, project), (NETWORK_LABEL, "front"), (VERSION_LABEL, "2.26.1")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    state
}

fn up(change: impl FnOnce(&mut ContainerState)) -> World {
    World::default()
        .network(front("app"))
        .container(member("app", "web").with(change))
        .container(member("app", "ping"))
        .log("app-web", "one\nlast words\n")
}

#[test]
fn what_is_wrong_with_a_project() {
    let project = "compose = { project = \"app\" }\n";
    table(
        &format!(
            "{project}expect.services.has = [{{ name = \"web\", state = \"running\", networks.has = [{{ name = \"front\", aliases.has = [\"site\"] }}] }}, {{ name = \"ping\" }}]"
        ),
        &[
            ("up", "pass", up(|_| {})),
            ("nothing", "fail no-project", World::default()),
            ("a network alone", "fail no-project", World::default().network(front("app"))),
            ("run from an image that compose built", "fail no-project", {
                let drop_number =
                    |it: &mut ContainerState| drop(it.labels.remove("com.docker.compose.container-number"));
                World::default().container(member("app", "web").with(drop_number))
            }),
            ("by hand, with its labels", "fail by-hand", {
                let drop_hash = |it: &mut ContainerState| drop(it.labels.remove("com.docker.compose.config-hash"));
                World::default().container(member("app", "web").with(drop_hash))
            }),
            ("one service", "fail no-service", World::default().network(front("app")).container(member("app", "web"))),
            (
                "a slip in a service",
                "fail close-service",
                World::default().network(front("app")).container(member("app", "wbe")).container(member("app", "ping")),
            ),
            ("another project of this folder", "fail other-project", World::default().container(member("mine", "web"))),
            ("a slip in the project", "fail close-project", World::default().container(member("ap-p", "web"))),
            ("another project of another folder", "fail no-project", {
                let moved = |it: &mut ContainerState| {
                    drop(it.labels.insert("com.docker.compose.project.working_dir".into(), "/ws/other".into()));
                };
                World::default().container(member("mine", "web").with(moved))
            }),
            ("only compose run", "fail no-project", World::default().container(one_off(member("app", "web")))),
            ("ended", "fail service-exited", up(|it| (it.state, it.exit_code) = (RunState::Exited, Some(1)))),
            (
                "could not start",
                "fail service-exited",
                up(|it| (it.state, it.error) = (RunState::Created, "no".into())),
            ),
            ("created", "fail created-only", up(|it| it.state = RunState::Created)),
            ("paused", "fail paused", up(|it| it.state = RunState::Paused)),
            ("again and again", "fail restarting", up(|it| it.state = RunState::Restarting)),
            ("no alias", "fail alias-missing", up(|it| it.networks = vec![on("app_front", &["web"])])),
            ("elsewhere", "fail other-network", up(|it| it.networks = vec![on("app_back", &["site"])])),
            ("default bridge", "fail default-bridge", up(|it| it.networks = vec![on("bridge", &[])])),
        ],
    );
    table(
        &format!("{project}expect.running.exactly = [\"ping\", \"web\"]"),
        &[
            ("up", "pass", up(|_| {})),
            ("ended", "fail service-exited", up(|it| (it.state, it.exit_code) = (RunState::Exited, Some(0)))),
            ("one more", "fail", up(|_| {}).container(member("app", "more"))),
            ("and compose run", "pass", up(|_| {}).container(one_off(member("app", "more")))),
        ],
    );
    table(
        "compose = { project = \"app\", service = \"web\" }\nexpect.services.has = [{ health = \"healthy\" }]",
        &[
            ("well", "pass", up(|it| it.health = Health::Healthy)),
            ("not looked", "fail no-healthcheck", up(|_| {})),
            ("not yet", "fail", up(|it| it.health = Health::Starting)),
            ("ill", "fail unhealthy", up(|it| it.health = Health::Unhealthy)),
            ("gone", "fail service-exited", up(|it| (it.state, it.exit_code) = (RunState::Exited, Some(137)))),
        ],
    );
    table(
        &format!("{project}expect.fresh = true"),
        &[("new", "pass", up(|_| {})), ("old", "fail stale", up(|it| it.created = super::kit::at(-9)))],
    );
    table(
        &format!("{project}expect.start_order.in_order = [\"web\", \"ping\"]"),
        &[
            ("right", "pass", up(|it| it.started_at = Some(super::kit::at(10)))),
            ("wrong", "fail", up(|it| it.started_at = Some(super::kit::at(20)))),
        ],
    );
    table(
        &format!("{project}absent = true"),
        &[
            ("nothing", "pass", World::default()),
            ("another", "pass", World::default().container(member("mine", "web")).network(front("mine"))),
            ("stopped", "fail", up(|it| it.state = RunState::Exited)),
            ("its network", "fail", World::default().network(front("app"))),
            ("compose run", "fail", World::default().container(one_off(member("app", "web")))),
            ("blind", "unknown Timeout", World::default().blind(|it| matches!(it, Probe::Networks), Cause::Timeout)),
        ],
    );
}

#[test]
fn containers_and_logs_are_found_by_project_and_service() {
    let old = |it: &mut ContainerState| it.created = super::kit::at(-9);
    let of_image = |it: &mut ContainerState| drop(it.labels.remove("com.docker.compose.container-number"));
    table(
        "container = { project = \"app\", service = \"web\", fresh = true }\nexpect.state = \"running\"",
        &[
            ("up", "pass", up(|_| {})),
            ("ended", "fail exited", up(|it| (it.state, it.exit_code) = (RunState::Exited, Some(1)))),
            ("old", "fail stale", up(old)),
            ("nothing", "fail no-project", World::default()),
            ("no such", "fail no-service", World::default().container(member("app", "ping"))),
            ("nearly", "fail close-service", World::default().container(member("app", "wbe"))),
            ("other", "fail other-project", World::default().container(member("mine", "web"))),
            ("a slip", "fail close-project", World::default().container(member("ap-p", "web"))),
            ("inherited", "fail no-project", World::default().container(member("app", "web").with(of_image))),
        ],
    );
    table(
        "logs = { project = \"app\", service = \"web\" }\nexpect.lines.has = [\"one\"]",
        &[
            ("up", "pass", up(|_| {})),
            ("said otherwise", "fail", up(|_| {}).log("app-web", "two")),
            ("nothing", "fail no-project", World::default()),
            ("no such", "fail no-service", World::default().container(member("app", "ping"))),
            ("nearly", "fail close-service", World::default().container(member("app", "wbe"))),
            ("other", "fail other-project", World::default().container(member("mine", "web"))),
            ("a slip", "fail close-project", World::default().container(member("ap-p", "web"))),
        ],
    );
    let absent = "[[check]]\nid = \"x\"\ncompose = { project = \"app\", service = \"web\" }\nabsent = true";
    assert_eq!(judge(&up(|_| {}), absent)[0].verdict, Verdict::Fail);
    assert_eq!(judge(&World::default().container(member("app", "ping")), absent)[0].verdict, Verdict::Pass);
}

#[test]
fn events_are_found_by_project_and_service() {
    let check = "[[check]]\nid = \"x\"\nevent = { kind = \"container\", project = \"app\", service = \"web\" }\nexpect.actions.in_order = [\"create\", \"health_status\"]\nexpect.details.has = [\"healthy\"]";
    let labels = format!("{PROJECT_LABEL}=app {SERVICE_LABEL}=");
    let world = |service: &str| {
        World::default()
            .event(&format!("10s container create x name=x {labels}{service}"))
            .event(&format!("12s container health_status:healthy x name=x {labels}{service}"))
    };
    assert_eq!(judge(&world("web"), check)[0].verdict, Verdict::Pass);
    assert_eq!(judge(&world("ping"), check)[0].verdict, Verdict::Fail);
}

#[test]
fn a_project_is_gone_when_nothing_of_it_is_left() {
    let volume = |labels: &[(&str, &str)]| {
        let mut state = super::kit::volume("app_data");
        state.labels = labels.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        World::default().volume(state)
    };
    let by_compose = || volume(&[(PROJECT_LABEL, "app"), (VERSION_LABEL, "1.29.2")]);
    table(
        "compose = { project = \"app\" }\nabsent = true",
        &[
            ("nothing", "pass", World::default()),
            ("a volume of its own", "fail", by_compose()),
            ("a volume with its label", "pass", volume(&[(PROJECT_LABEL, "app")])),
        ],
    );
    table(
        "compose = { project = \"app\" }\nabsent = true\nexpect.left.empty = false",
        &[
            ("nothing", "pass", World::default()),
            ("volumes stay", "pass", by_compose()),
            ("a network", "fail", World::default().network(front("app"))),
            ("a container", "fail", up(|it| it.state = RunState::Exited)),
            ("compose run", "fail", World::default().container(one_off(member("app", "web")))),
        ],
    );
}

#[test]
fn a_health_check_is_run_where_its_service_is_not() {
    let with = |test: serde_json::Value, code| {
        let image = image("server");
        let state = member("app", "web").with(|it| {
            it.image_id = Some(id("server"));
            it.inspect = serde_json::json!({ "Config": { "Healthcheck": { "Test": test } } });
        });
        World::default().image(image).there(state).run("server", &[], outcome(code, ""))
    };
    table(
        "run = { health = { project = \"app\", service = \"web\" } }\nexpect.exit_code.not = 0",
        &[
            ("it can fail", "pass", with(serde_json::json!(["CMD", "wget", "x"]), 1)),
            ("it can't", "fail", with(serde_json::json!(["CMD-SHELL", "true"]), 0)),
            ("switched off", "fail", with(serde_json::json!(["NONE"]), 1)),
            ("no container", "fail", World::default()),
        ],
    );
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    what_is_wrong_with_a_project();
    containers_and_logs_are_found_by_project_and_service();
}
