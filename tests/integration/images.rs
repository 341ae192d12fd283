//! `kesako images` against a real engine, with a small course whose images have names of their own: the base images of
//! the built-in course are left alone.

use std::path::PathBuf;

use super::engine_live::{Cleanup, docker, host};
use super::kesako::{Machine, Ran};

/// A course with one base image, whose stand-in is made of one program.
fn course(machine: &Machine, reference: &str, program: &str) -> PathBuf {
    let course = machine.path("course");
    for folder in ["lessons/en", "checks", "exercises"] {
        std::fs::create_dir_all(course.join(folder)).unwrap();
    }
    let manifest = format!(
        r#"id = "small"
version = "1.0.0"
languages = ["en"]
title = {{ en = "Small" }}
chapters = ["01-first"]

[images.one]
reference = "{reference}"
purpose = {{ en = "to be there" }}

[images.one.stand_in]
programs = [{{ to = "/bin/one", from = ["{program}"], package = "one-package" }}]
config = ['CMD ["/bin/one"]']
"#
    );
    let checks = r#"[[step]]
id = "begin"

  [[step.check]]
  id = "there"
  container = "small-container"

  [step.solution]
  run = "docker run --name small-container {{one}}"
"#;
    let lesson = "---\ntitle: First\nminutes: 1\n---\n\nHello.\n\n## Begin {#begin}\n\n> [!TASK]\n> Begin.\n\n> [!HINT]\n> One.\n\n> [!HINT]\n> Two.\n\n> [!WHY]\n> So.\n";
    std::fs::write(course.join("lessons/course.toml"), manifest).unwrap();
    std::fs::write(course.join("checks/01-first.toml"), checks).unwrap();
    std::fs::write(course.join("lessons/en/01-first.md"), lesson).unwrap();
    course
}

fn image(ran: &Ran) -> serde_json::Value {
    ran.json()["images"][0].clone()
}

fn id(image: &serde_json::Value) -> String {
    image["id"].as_str().unwrap().to_owned()
}

fn log(machine: &Machine) -> String {
    std::fs::read_to_string(machine.path("work/.kesako/log.jsonl")).unwrap_or_default()
}

#[test]
fn a_stand_in_is_built_said_recorded_and_never_put_over_an_image() {
    let (machine, reference) = (Machine::live(), "kesako-test-stand-in:1");
    let _cleanup = Cleanup::of(&[&["rmi", "-f", reference]]);
    let course = course(&machine, reference, "true");
    let run = |arguments: &[&str]| machine.run_on(&course, arguments);
    let before = run(&["images", "--json"]);
    assert_eq!((&image(&before)["present"], &image(&before)["origin"]), (&false.into(), &serde_json::Value::Null));
    let built = run(&["images", "stand-in"]);
    assert!(built.code == 0 && built.out.contains("/bin/one ← /"), "{built:#?}");
    assert!(log(&machine).contains(r#""origin":"stand-in""#));
    let after = image(&run(&["images", "--json"]));
    assert_eq!(after["origin"], "stand-in");
    run(&["images", "stand-in"]);
    assert_eq!(image(&run(&["images", "--json"]))["id"], after["id"]);
    // One that is replaced does not stay behind without a name.
    let again = image(&run(&["images", "stand-in", "--force", "--json"]));
    assert_eq!(
        docker(&["images", "-aq", "--no-trunc", "--filter", "dangling=true"]).contains(&id(&after)),
        id(&after) == id(&again)
    );
    docker(&["rmi", reference]);
    // A real one under the name stays, unless it is forced.
    docker(&["tag", "alpine", reference]);
    let real = docker(&["inspect", "--format", "{{.Id}}", "alpine"]);
    run(&["images", "stand-in"]);
    assert_eq!(docker(&["inspect", "--format", "{{.Id}}", reference]), real);
    assert_eq!(image(&run(&["images", "stand-in", "--force", "--json"]))["origin"], "stand-in");
}

/// An image that is no stand-in, whatever `alpine` is here.
fn make_real(reference: &str) {
    let container = docker(&["create", "alpine"]);
    let script = format!("docker export {container} | docker import - {reference}");
    let made = std::process::Command::new("sh").args(["-c", &script]).env("DOCKER_HOST", host()).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    docker(&["rm", &container]);
}

#[test]
fn a_kit_takes_the_images_elsewhere_and_other_files_are_refused() {
    let (machine, reference) = (Machine::live(), "kesako-test-kit:1");
    let _cleanup = Cleanup::of(&[&["rmi", "-f", reference]]);
    let course = course(&machine, reference, "true");
    let run = |arguments: &[&str]| machine.run_on(&course, arguments);
    let nothing = run(&["images", "save", "kit.tar"]);
    assert!(nothing.code == 3 && nothing.err.contains(reference) && !machine.path("here/kit.tar").exists());
    make_real(reference);
    let saved = run(&["images", "save", "kit.tar"]);
    assert!(saved.code == 0 && saved.out.contains("The kit is in kit.tar"), "{saved:#?}");
    docker(&["rmi", reference]);
    let loaded = run(&["images", "load", "kit.tar"]);
    assert_eq!(loaded.code, 0, "{loaded:#?}");
    assert!(log(&machine).contains(r#""origin":"kit""#));
    assert_eq!(image(&run(&["images", "--json"]))["origin"], "kit");

    let kit = std::fs::read(machine.path("here/kit.tar")).unwrap();
    std::fs::write(machine.path("here/cut.tar"), &kit[..kit.len() / 2]).unwrap();
    std::fs::write(machine.path("here/no.tar"), "hello").unwrap();
    docker(&["save", "-o", machine.path("here/other.tar").to_str().unwrap(), "alpine"]);
    for (file, why) in [
        ("cut.tar", "is no kit of images"),
        ("no.tar", "is no kit of images"),
        ("other.tar", "holds other images than the course's: alpine:latest"),
        ("none.tar", "can't be read"),
    ] {
        let ran = run(&["images", "load", file]);
        assert!(ran.code == 3 && ran.err.contains(why), "{file}: {ran:#?}");
    }
}

#[test]
fn a_mirror_gives_images_under_their_plain_names() {
    let (machine, name) = (Machine::live(), "kesako-test-mirror");
    let _cleanup = Cleanup::of(&[&["rm", "-fv", "kesako-test-registry"], &["rmi", "-f", name]]);
    docker(&["run", "-d", "--name", "kesako-test-registry", "-p", "127.0.0.1::5000", "registry:2"]);
    let port = docker(&["port", "kesako-test-registry", "5000"]);
    let mirror = format!("localhost:{}", port.lines().next().unwrap().rsplit(':').next().unwrap());
    // As a mirror of the hub has it.
    let there = format!("{mirror}/library/{name}:latest");
    make_real(&there);
    let started = std::time::Instant::now();
    while !docker(&["push", &there]).contains("digest:") {
        assert!(started.elapsed() < std::time::Duration::from_secs(20), "the registry does not come up");
    }
    docker(&["rmi", &there]);
    let course = course(&machine, name, "true");
    let ran = machine.run_on(&course, &["images", "pull", "--mirror", &mirror, "--json"]);
    assert_eq!((ran.code, &image(&ran)["origin"]), (0, &"registry".into()), "{ran:#?}");
    assert!(!docker(&["image", "ls"]).contains(&mirror));
}

#[test]
fn an_image_that_cannot_be_pulled_has_its_reason_in_one_line_and_other_ways() {
    let (machine, reference) = (Machine::live(), "localhost:1/kesako-test-pull:1");
    let course = course(&machine, reference, "true");
    let ran = machine.run_on(&course, &["images", "pull"]);
    assert_eq!(ran.code, 3);
    insta::assert_snapshot!(ran.err, @r"
    error: localhost:1/kesako-test-pull:1 can't be pulled: the registry refuses the connection.
    hint: `kesako images load FILE`
    hint: `kesako images pull --mirror PREFIX`
    hint: `kesako images stand-in`
    ");
}

#[test]
fn with_yes_stand_ins_are_built_where_no_registry_answers() {
    let (machine, reference) = (Machine::live(), "localhost:1/kesako-test-offer:1");
    let _cleanup = Cleanup::of(&[&["rmi", "-f", reference]]);
    let course = course(&machine, reference, "true");
    let told = machine.run_on(&course, &["show"]);
    assert!(told.code == 0 && told.err.contains(reference) && told.err.contains("images pull"), "{told:#?}");
    // Once a step has begun, nobody is told again.
    assert!(!machine.run_on(&course, &["show"]).err.contains(reference));
    let machine = Machine::live();
    let ran = machine.run_on(&course, &["show", "--yes"]);
    assert!(ran.code == 0 && ran.err.contains("refuses the connection"), "{ran:#?}");
    assert!(ran.out.contains("is a stand-in built from this machine"), "{ran:#?}");
}

#[test]
fn programs_that_are_missing_are_fetched_as_packages_and_not_installed() {
    let reference = "kesako-test-fetch:1";
    let _cleanup = Cleanup::of(&[&["rmi", "-f", reference]]);
    let machine = Machine::debian().with("DOCKER_HOST", &host());
    machine.program("apt-get", "case $1 in download) : >one_1_all.deb ;; esac");
    let here = std::env::current_exe().unwrap();
    machine
        .program("dpkg", &format!("/bin/mkdir -p \"$3/usr/bin\" && /bin/cp '{}' \"$3/usr/bin/one\"", here.display()));
    let course = course(&machine, reference, "/opt/bin/one");
    let refused = machine.run_on(&course, &["images", "stand-in"]);
    assert!(refused.code == 2 && machine.runs_of("apt-get").is_empty(), "{refused:#?}");
    let ran = machine.run_on(&course, &["images", "stand-in", "--yes"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(machine.runs_of("apt-get")[0], "download one-package");
    assert!(
        machine.runs_of("apt-get").iter().all(|run| !run.starts_with("install") || run.contains("--download-only"))
    );
    let elsewhere = Machine::new("ID=fedora\n").with("DOCKER_HOST", &host());
    let told = elsewhere.run_on(&course, &["images", "stand-in", "--force"]);
    assert!(told.code == 3 && told.err.contains("one-package"), "{told:#?}");
}
