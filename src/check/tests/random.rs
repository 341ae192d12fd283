//! Whatever is seen, the judge comes to an end without a panic; and what was seen can be written down and read again.

use proptest::prelude::*;

use super::judging::{judge_step, step_of};
use super::kit::{alpine, at, container, folder_at, image, network, on, outcome, port, volume, volume_at};
use super::world::World;
use crate::check::{Context, evaluate};
use crate::course::tests::reading::checks_of;
use crate::probe::{Cause, ContainerState, ImageState, Probe, RunState, Snapshot};

const NAMES: [&str; 5] = ["napper", "naper", "server", "test-echo", "x"];
const IMAGES: [&str; 4] = ["test-echo", "test-echo:v2", "alpine", "nothing"];

/// Checks of every subject, with near misses of a course beside the built-in ones.
const CHECKS: &str = r#"
[[check]]
id = "named"
container = "napper"
expect = { state = "running", image = "test-echo", fresh = true, init = true }
[[check.near_miss]]
id = "ruled"
image = "test-echo"
when.id.changed = true
[[check]]
id = "ports"
container = "server"
expect.ports.has = [{ host = 9002, container = 9001 }]
expect.networks.has = [{ name = "mynetwork", aliases.has = ["a"] }]
expect.mounts.has = [{ kind = "volume", name = "my-volume", destination = "/data" }]
[[check]]
id = "selected"
container = { image = "test-echo", fresh = true, past = true }
expect = { exit_code = 0, output = "hello", overridden = false }
[[check]]
id = "counted"
container = { image = "test-echo" }
expect.count.ge = 3
[[check]]
id = "none"
container = { image = "test-echo" }
absent = true
[[check]]
id = "image"
image = "test-echo"
expect = { fresh = true, base = "alpine", cmd_form = "exec", id.changed = true }
[[check]]
id = "dangling"
image = { dangling = true }
expect = { fresh = true, count = 0 }
[[check]]
id = "runs"
run = "test-echo"
expect.output = "hello"
[[check]]
id = "log"
logs = { image = "test-echo" }
expect.lines.has = ["hello"]
[[check]]
id = "network"
network = "mynetwork"
expect.fresh = true
[[check]]
id = "volume"
volume = "my-volume"
[[check]]
id = "event"
event = { action = "kill", container = "napper" }
expect.signals.has = ["TERM"]
[[check]]
id = "file"
file = "run.sh"
expect = { executable = true, content.contains = "sleep" }
[[check]]
id = "recipe"
dockerfile = "Dockerfile"
expect = { base = "alpine", command.contains = "hello" }
[[check]]
id = "composed"
compose = { file = "compose.yaml" }
expect = { error = "", services.has = [{ name = "web", image = "test-echo" }] }
[[check]]
id = "project"
compose = { project = "app" }
expect.services.has = [{ name = "web", state = "running", networks.has = [{ name = "front", aliases.has = ["a"] }] }]
[[check]]
id = "web"
http = "http://localhost:9002/"
expect = { status = 200, served_by = "server" }
[[check]]
id = "asked"
ask = { kind = "id" }
expect.answer = { of = { image = "test-echo" }, property = "id" }
"#;

fn containers() -> impl Strategy<Value = ContainerState> {
    let state = prop::sample::select(vec![
        RunState::Created,
        RunState::Running,
        RunState::Paused,
        RunState::Restarting,
        RunState::Exited,
        RunState::Dead,
    ]);
    let time = prop::sample::select(vec![-50i64, -1, 0, 7]);
    let code = prop::option::of(prop::sample::select(vec![0i64, 1, 127, 137]));
    let host = prop::sample::select(vec![0u16, 9001, 9002]);
    (
        prop::sample::select(NAMES.to_vec()),
        prop::sample::select(IMAGES.to_vec()),
        state,
        time,
        code,
        host,
        any::<[bool; 6]>(),
    )
        .prop_map(|(name, of, state, time, code, host, [init, published, mounted, named, networked, error])| {
            container(name).of(of).in_state(state).exited(0).with(|it| {
                (it.created, it.exit_code, it.init) = (at(time), code, init);
                it.ports = if published { vec![port(host, 9001)] } else { Vec::new() };
                let volume = if named { volume_at("my-volume", "/data") } else { folder_at("/w", "/data") };
                it.mounts = if mounted { vec![volume] } else { Vec::new() };
                it.networks = if networked { vec![on("mynetwork", &[])] } else { vec![on("bridge", &[])] };
                it.error = if error { "port is already allocated".to_owned() } else { String::new() };
            })
        })
}

fn images() -> impl Strategy<Value = ImageState> {
    (prop::sample::select(vec!["test-echo", "test-echo:v2", "testecho", "hello"]), any::<[bool; 3]>()).prop_map(
        |(name, [old, tagged, based])| {
            let it = image(name);
            let it = if old { it.old_image() } else { it };
            let it = if tagged { it } else { it.untagged() };
            it.image_with(|it| it.layers.truncate(if based { 2 } else { 0 }))
        },
    )
}

fn worlds() -> impl Strategy<Value = World> {
    let lines = prop::sample::subsequence(
        vec![
            "12s container kill napper name=napper image=test-echo signal=15",
            "13s container rename server name=older oldName=/napper",
            "14s image tag x name=testecho:latest",
            "15s image untag x name=sha256:00",
            "16s network connect n name=mynetwork container=napper",
            "17s container exec_create:sh napper name=napper image=test-echo",
            "18s image pull alpine:latest name=alpine",
        ],
        0..7,
    );
    let text = prop::sample::select(vec!["", "FROM alpine\nCMD echo hello", "CMD [“x”]\r\n", "\tRUN —x", "sleep"]);
    (
        (prop::collection::vec(containers(), 0..4), prop::collection::vec(images(), 0..3), lines, text),
        (any::<[bool; 7]>(), prop::option::of(200u16..600), prop::sample::select(vec!["", "f40e", "x", "napper"])),
    )
        .prop_map(|((containers, images, lines, text), (flags, status, answer))| {
            let [base, gone, forgetful, files, networks, blind, more_blind] = flags;
            let mut world = if base { World::default().image(alpine()) } else { World::default() };
            world = images.into_iter().fold(world, World::image);
            world = containers.into_iter().fold(world, World::container);
            world = lines.into_iter().fold(world, World::event);
            for image in world.images.clone() {
                world = world.run(&image.id, &[], outcome(0, "hello"));
            }
            world = world.http("http://localhost:9002/", status, "refused").answer("asked", answer);
            world = if gone { world.gone("napper", "test-echo", 1) } else { world };
            world = if forgetful { world.forgetful() } else { world };
            world = if files {
                world.file("run.sh", text).file("dockerfile", text)
            } else {
                world.file("Dockerfile", text)
            };
            world = if networks { world.network(network("my-network")).volume(volume("myvolume")) } else { world };
            world =
                if blind { world.blind(|probe| matches!(probe, Probe::Logs { .. }), Cause::Timeout) } else { world };
            if more_blind { world.blind(|probe| matches!(probe, Probe::History), Cause::Engine) } else { world }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_judge_always_comes_to_an_end(world in worlds(), before in prop::option::of(worlds())) {
        let world = match before {
            Some(before) => world.began_with(before),
            None => world,
        };
        let step = step_of(checks_of(CHECKS));
        let reports = judge_step(&world, &step);
        prop_assert_eq!(&reports, &judge_step(&world, &step), "a second look says the same");
        for report in reports {
            prop_assert!(report.unseen.is_some() || report.verdict != crate::check::Verdict::Unknown);
        }
    }

    #[test]
    fn any_snapshot_is_judged_and_survives_being_written_down(world in worlds(), keep in any::<u64>()) {
        let step = step_of(checks_of(CHECKS));
        let (answers, former) = Default::default();
        let bases = ["alpine".to_owned()];
        let context =
            Context { begun: Some(at(0)), baseline: None, answers: &answers, base_images: &bases, former_builds: &former };
        let mut snapshot = Snapshot::default();
        for round in 0..6u32 {
            // Some of what is missing stays so: the judge has to live with half a picture.
            let missing = evaluate(&step, &snapshot, &context).missing;
            for (index, probe) in missing.into_iter().enumerate() {
                if keep.rotate_left(round * 7 + u32::try_from(index).unwrap()) & 1 == 1 {
                    snapshot.insert(probe.clone(), world.see(&probe));
                }
            }
        }
        let text = serde_json::to_string(&snapshot).unwrap();
        prop_assert_eq!(serde_json::from_str::<Snapshot>(&text).unwrap(), snapshot);
    }
}
