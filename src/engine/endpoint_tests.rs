//! Tables of which surroundings lead to which endpoint.

use super::*;

struct World {
    folder: tempfile::TempDir,
    environment: Environment,
}

impl World {
    fn new(variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let mut environment = Environment {
            variables: variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            home: Some(at.join("home")),
            root: at.join("root"),
        };
        environment.variables.insert("XDG_RUNTIME_DIR".into(), at.join("runtime").display().to_string());
        Self { folder, environment }
    }

    fn write(&self, path: &str, content: &str) -> &Self {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    fn context(&self, name: &str, host: &str) -> &Self {
        let id = crate::engine::text::hex(&Sha256::digest(name.as_bytes()));
        self.write(
            &format!("home/.docker/contexts/meta/{id}/meta.json"),
            &format!(r#"{{"Name":"{name}","Metadata":{{}},"Endpoints":{{"docker":{{"Host":"{host}"}}}}}}"#),
        )
    }

    fn resolve(&self, host: Option<&str>, context: Option<&str>) -> Result<Endpoint, EngineError> {
        let options = ConnectOptions { host: host.map(str::to_owned), context: context.map(str::to_owned) };
        Endpoint::resolve(&options, &self.environment)
    }

    fn found(&self) -> String {
        let endpoint = self.resolve(None, None).unwrap();
        endpoint.docker_host().replace(&self.folder.path().display().to_string(), "")
    }
}

#[test]
fn the_option_wins_over_everything() {
    let world = World::new(&[("DOCKER_HOST", "tcp://other:1"), ("DOCKER_CONTEXT", "far")]);
    let endpoint = world.resolve(Some("unix:///mine.sock"), None).unwrap();
    assert_eq!(endpoint, Endpoint { address: Address::Unix("/mine.sock".into()), origin: Origin::Option });
    assert!(matches!(world.resolve(Some("unix:///a"), Some("b")), Err(EngineError::HostAndContext)));
}

#[test]
fn docker_host_wins_over_contexts_and_empty_counts_as_unset() {
    let world = World::new(&[("DOCKER_HOST", "tcp://other:1"), ("DOCKER_CONTEXT", "far")]);
    assert_eq!(world.found(), "tcp://other:1");
    let world = World::new(&[("DOCKER_HOST", ""), ("DOCKER_CONTEXT", ""), ("DOCKER_TLS_VERIFY", "")]);
    assert_eq!(world.found(), "unix:///root/var/run/docker.sock");
}

#[test]
fn contexts_come_from_option_variable_and_configuration() {
    let world = World::new(&[("DOCKER_CONTEXT", "far")]);
    world.context("far", "ssh://me@far").context("near", "unix:///near.sock");
    assert_eq!(world.found(), "ssh://me@far");
    assert_eq!(world.resolve(None, Some("near")).unwrap().origin, Origin::Context("near".into()));

    let world = World::new(&[]);
    world.context("far", "ssh://me@far").write("home/.docker/config.json", r#"{"currentContext":"far","auths":{}}"#);
    assert_eq!(world.found(), "ssh://me@far");
    let world = World::new(&[]);
    world.write("home/.docker/config.json", r#"{"currentContext":"default"}"#);
    assert_eq!(world.found(), "unix:///root/var/run/docker.sock");
}

#[test]
fn an_unknown_context_and_a_broken_configuration_are_said() {
    let world = World::new(&[]);
    assert!(matches!(world.resolve(None, Some("nope")), Err(EngineError::Context { name, .. }) if name == "nope"));
    world.write("home/.docker/config.json", "{");
    assert!(matches!(world.resolve(None, None), Err(EngineError::Config { .. })));
}

#[test]
fn docker_config_moves_the_configuration() {
    let mut world = World::new(&[]);
    world.write("else/config.json", r#"{"currentContext":"far"}"#);
    let moved = world.folder.path().join("else").display().to_string();
    world.environment.variables.insert("DOCKER_CONFIG".into(), moved);
    assert!(matches!(world.resolve(None, None), Err(EngineError::Context { .. })));
}

#[test]
fn usual_sockets_are_tried_in_order_and_podman_last() {
    let world = World::new(&[]);
    for (path, expected) in [
        ("root/run/podman/podman.sock", "unix:///root/run/podman/podman.sock"),
        ("runtime/podman/podman.sock", "unix:///runtime/podman/podman.sock"),
        ("home/.docker/run/docker.sock", "unix:///home/.docker/run/docker.sock"),
        ("runtime/docker.sock", "unix:///runtime/docker.sock"),
        ("root/var/run/docker.sock", "unix:///root/var/run/docker.sock"),
    ] {
        world.write(path, "");
        assert_eq!(world.found(), expected);
    }
}

#[test]
fn tls_comes_from_the_environment_or_the_context() {
    let world =
        World::new(&[("DOCKER_HOST", "tcp://far:2376"), ("DOCKER_TLS_VERIFY", "1"), ("DOCKER_CERT_PATH", "/certs")]);
    let endpoint = world.resolve(None, None).unwrap();
    assert!(matches!(&endpoint.address, Address::Tls { folder, verify: true, .. } if folder == Path::new("/certs")));
    assert!(endpoint.variables().contains(&("DOCKER_CERT_PATH", "/certs".to_owned())));
}
