//! A look at everything that can be looked at leaves the engine as it was, also when it is broken off.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use kesako::engine::{Cache, Scope};
use kesako::probe::{CallsSpec, ContainerFilter, FilePlace, ImageFilter, Probe, RunSpec, Seen, ServeSpec};

use super::engine_live::{Cleanup, docker, engine, image_file, throwaways, volume_file};

/// Everything that a look must leave as it was.
struct Listing {
    /// Containers of looks, this test's and other tests'.
    throwaways: BTreeSet<String>,
    /// What nobody changes meanwhile.
    rest: [String; 3],
}

impl Listing {
    fn take() -> Self {
        let dangling = docker(&["volume", "ls", "-q", "-f", "dangling=true"]);
        Self {
            throwaways: throwaways().lines().map(str::to_owned).collect(),
            rest: [
                // Images made in the same second are listed in any order.
                sorted(&docker(&["images", "-a", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}"])),
                docker(&["network", "ls", "--no-trunc", "-q", "-f", "type=builtin"]),
                dangling.lines().filter(|volume| volume.len() == 64).collect::<Vec<_>>().join("\n"),
            ],
        }
    }

    /// Waits until nothing is there that was not. Other tests' throwaway containers come and go meanwhile; what stays is
    /// this one's.
    #[track_caller]
    fn is_left_alone(&self, when: &str) {
        let deadline = Instant::now() + Duration::from_secs(20);
        let mut now = Self::take();
        while (!now.throwaways.is_subset(&self.throwaways) || now.rest != self.rest) && Instant::now() < deadline {
            now = Self::take();
        }
        let left: Vec<&String> = now.throwaways.difference(&self.throwaways).collect();
        assert!(left.is_empty(), "{when}, left: {left:?}");
        assert_eq!(now.rest, self.rest, "{when}");
    }
}

fn sorted(lines: &str) -> String {
    lines.lines().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("\n")
}

fn every_kind() -> BTreeSet<Probe> {
    [
        Probe::Container { key: "kl-all".into() },
        Probe::Containers(ContainerFilter::default()),
        Probe::Image { reference: "alpine".into() },
        Probe::Images(ImageFilter::default()),
        Probe::Network { name: "bridge".into() },
        Probe::Networks,
        Probe::Volume { name: "kl-all".into() },
        Probe::Volumes,
        Probe::History,
        Probe::File(FilePlace::Workspace { path: "x".into() }),
        Probe::File(FilePlace::Container { container: "kl-all".into(), path: "/etc/passwd".into() }),
        Probe::File(image_file("/etc/passwd")),
        Probe::File(FilePlace::Image { image: "registry:2".into(), path: "/entrypoint.sh".into() }),
        Probe::File(volume_file("kl-all", "/")),
        Probe::Run(RunSpec { args: vec!["sleep".into(), "1".into()], seconds: 5, ..RunSpec::of("alpine") }),
        Probe::Run(RunSpec { args: vec!["--version".into()], seconds: 5, ..RunSpec::of("registry:2") }),
        Probe::Run(RunSpec { recipe: Some(Box::new(super::engine_tries::copied_and_run())), ..RunSpec::of("alpine") }),
        Probe::Serve(ServeSpec {
            image: "alpine".into(),
            args: vec!["sleep".into(), "5".into()],
            port: 80,
            path: "/".into(),
            seconds: 1,
        }),
        Probe::Calls(CallsSpec {
            image: "alpine".into(),
            args: ["wget", "-qO-", "http://web:80/x"].map(String::from).into(),
            alias: "web".into(),
            port: 80,
            times: 1,
            seconds: 5,
        }),
        Probe::Logs { container: "kl-all".into() },
        Probe::Http { url: "http://localhost:1/".into() },
        Probe::Engine,
    ]
    .into()
}

#[tokio::test]
async fn a_look_at_everything_changes_nothing_even_when_it_is_broken_off() {
    let _names = super::commands::Names::take();
    let _cleanup = Cleanup::of(&[&["rm", "-f", "kl-all"], &["volume", "rm", "kl-all"]]);
    docker(&["run", "--name", "kl-all", "-v", "kl-all:/v", "alpine", "echo", "said"]);
    let before = Listing::take();
    let cache = Cache::default();
    let engine = engine();
    let alpine = || Some("alpine".to_owned());
    let scope = Scope { cache: Some(&cache), helper_image: alpine(), ..Scope::new(".", Timestamp::now()) };
    let snapshot = engine.collect(&every_kind(), &scope).await;
    for (probe, seen) in snapshot.iter() {
        assert!(
            matches!(seen, Seen::Present(_)) || matches!(probe, Probe::File(FilePlace::Workspace { .. })),
            "{probe:?}: {seen:?}"
        );
    }
    before.is_left_alone("after a whole look");
    for milliseconds in [0, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640] {
        let scope = Scope { helper_image: alpine(), ..Scope::new(".", Timestamp::now()) };
        let broken_off =
            tokio::time::timeout(Duration::from_millis(milliseconds), engine.collect(&every_kind(), &scope)).await;
        assert!(broken_off.is_err());
        engine.settle(Duration::from_secs(20)).await;
        before.is_left_alone(&format!("after {milliseconds} ms"));
    }
}
