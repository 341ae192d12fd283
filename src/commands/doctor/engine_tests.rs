//! What keeps an engine from answering, for made-up machines.

use std::path::PathBuf;

use super::*;
use crate::course::Language;
use crate::engine::Environment;

fn machine(root: &str, variables: &[(&str, &str)]) -> Machine {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let environment = Environment { variables, home: None, root: PathBuf::from(root) };
    Machine { environment, os: "linux", is_root: false }
}

fn endpoint(address: Address, origin: Origin) -> Endpoint {
    Endpoint { address, origin }
}

fn unix(path: &str) -> Address {
    Address::Unix(PathBuf::from(path))
}

#[test]
fn the_cause_and_the_endpoint_tell_the_trouble() {
    use Cause::{EngineGone, Permission, Timeout};
    let ssh = Address::Ssh { destination: "ada@box".into(), port: None, socket: None };
    let tcp = Address::Tcp { host: "box".into(), port: 2375 };
    let variable = || Origin::Variable("DOCKER_HOST");
    let own = |unit| Some(Trouble::OwnNotRunning { unit });
    let misled = |misled| Some(Trouble::Misled(misled));
    for (cause, address, origin, trouble) in [
        (EngineGone, unix("/nowhere/var/run/docker.sock"), Origin::Default, Some(Trouble::NotInstalled)),
        (Timeout, unix("/nowhere/var/run/docker.sock"), Origin::Default, Some(Trouble::Hangs)),
        (Permission, unix("/nowhere/var/run/docker.sock"), Origin::Default, Some(Trouble::NoPermission)),
        (EngineGone, unix("/run/user/7/docker.sock"), Origin::Usual, own("docker")),
        (EngineGone, unix("/run/user/7/podman/podman.sock"), Origin::Usual, own("podman.socket")),
        (EngineGone, unix("/tmp/x.sock"), variable(), misled(Misled::Variable("DOCKER_HOST"))),
        (EngineGone, unix("/tmp/x.sock"), Origin::Context("x".into()), misled(Misled::Context)),
        (EngineGone, unix("/tmp/x.sock"), Origin::Option, misled(Misled::Option)),
        (EngineGone, tcp, variable(), misled(Misled::Variable("DOCKER_HOST"))),
        (Timeout, ssh, Origin::Context("x".into()), misled(Misled::Ssh("ada@box".into()))),
        (Cause::Engine, unix("/nowhere/var/run/docker.sock"), Origin::Default, None),
    ] {
        let machine = machine("/nowhere", &[("XDG_RUNTIME_DIR", "/run/user/7")]);
        let endpoint = endpoint(address, origin);
        assert_eq!(trouble_of(cause, &endpoint, &machine), trouble, "{cause:?} {endpoint:?}");
    }
}

#[test]
fn an_engine_that_is_installed_only_has_to_be_started() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(root.path().join("usr/sbin")).unwrap();
    std::fs::write(root.path().join("usr/sbin/dockerd"), "").unwrap();
    let machine = machine(root.path().to_str().unwrap(), &[]);
    let endpoint = endpoint(Address::Unix(root.path().join("var/run/docker.sock")), Origin::Default);
    assert_eq!(trouble_of(Cause::EngineGone, &endpoint, &machine), Some(Trouble::NotRunning));
}

#[test]
fn what_answers_is_told_with_its_peculiarities() {
    let state = |api: &str, flavour: &str, os: &str| EngineState {
        version: "1".into(),
        api: api.into(),
        flavour: flavour.into(),
        clock: jiff::Timestamp::UNIX_EPOCH,
        os: os.into(),
        arch: "amd64".into(),
    };
    let socket = || endpoint(unix("/run/docker.sock"), Origin::Default);
    let remote = endpoint(Address::Tcp { host: "box".into(), port: 2375 }, Origin::Option);
    for (state, endpoint, ids) in [
        (state("1.41", "docker", "linux"), socket(), &["engine"][..]),
        (state("1.39", "docker", "linux"), socket(), &["engine", "api"]),
        (state("1.40", "podman", "linux"), socket(), &["engine", "flavour"]),
        (state("1.44", "docker", "windows"), socket(), &["engine", "containers"]),
        (state("1.44", "docker", "linux"), remote, &["engine", "remote"]),
    ] {
        let found = findings(&Ok(state), &endpoint, &machine("/nowhere", &[]), Words::new(Language::En));
        assert_eq!(found.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ids);
    }
}
