//! Near misses of commands that want a shell, and of programs that could not be started.

use super::judging::{judge, table};
use super::kit::{alpine, container, image, outcome, texts};
use super::world::World;
use crate::probe::{ContainerState, RunOutcome};

const NOT_FOUND: &str = "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container \
                         process: exec: \"while true; do\": executable file not found in $PATH: unknown";

fn world() -> World {
    World::default().image(alpine())
}

fn failed(words: &[&str], error: &str) -> ContainerState {
    container("c").never_started().exited(127).saying(words).with(|it| error.clone_into(&mut it.error))
}

#[test]
fn a_command_without_the_shell_that_it_wants_is_named() {
    let it = |state: ContainerState, log: &str| world().image(image("test-echo")).container(state).log("c", log);
    let sign = ["ls", "/app", "&&", "cat", "x"];
    table(
        "container = \"c\"\nexpect = { state = \"exited\", exit_code = 0 }",
        &[
            ("right", "pass", it(container("c"), "")),
            ("a sentence", "fail no-shell", it(failed(&["while true; do", "x"], NOT_FOUND), "")),
            ("a sign", "fail no-shell", it(container("c").exited(1).saying(&sign), "ls: &&: No such file")),
            ("a shell's own", "fail exited", it(container("c").exited(1).saying(&["sh", "-c", "a", "&&"]), "")),
            ("another program", "fail exited", it(failed(&["lls"], "exec: \"lls\": executable file not found"), "")),
        ],
    );
    table(
        "logs = \"c\"\nexpect.output.contains = \"x\"",
        &[
            ("right", "pass", it(container("c").saying(&sign), "x")),
            ("a sign", "fail no-shell", it(container("c").saying(&sign), "ls")),
        ],
    );
    let of = |cmd: &[&str]| image("test-echo").image_with(|it| it.cmd = texts(cmd));
    let run = |cmd: &[&str], outcome: RunOutcome| world().image(of(cmd)).run("test-echo", &[], outcome);
    let told = |error: &str| RunOutcome { error: error.to_owned(), ..outcome(127, "") };
    table(
        "run = \"test-echo\"\nexpect.exit_code = 0\nexpect.output.contains = \"x\"",
        &[
            ("right", "pass", run(&["echo", "x"], outcome(0, "x"))),
            ("a word", "fail no-shell", run(&["cd", "/app"], told("exec: \"cd\": executable file not found in $PATH"))),
            ("a sign that is printed", "fail no-shell", run(&["echo", "a", "&&", "b"], outcome(0, "a && b"))),
            ("a name with a blank", "fail exited", run(&["/my app"], outcome(1, ""))),
        ],
    );
    table(
        "image = \"test-echo\"\nexpect.cmd.has = [\"hello\"]",
        &[
            ("right", "pass", world().image(of(&["echo", "hello"]))),
            ("a sentence", "fail no-shell", world().image(of(&["echo hello"]))),
            ("another", "fail", world().image(of(&["echo", "bye"]))),
        ],
    );
}

#[test]
fn a_program_that_could_not_be_started_has_not_ended() {
    let how = |state: ContainerState, log: &str| {
        let world = world().container(state).log("c", log);
        let report =
            judge(&world, "[[check]]\nid = \"check\"\ncontainer = \"c\"\nexpect.state = \"running\"").remove(0);
        let near_miss = report.near_miss.unwrap();
        let arg = |name: &str| near_miss.args.get(name).cloned().unwrap_or_default();
        [near_miss.id.clone(), arg("how"), arg("key"), arg("line")].join("|")
    };
    let program =
        failed(&["lls"], "runc create failed: unable to start container process: exec: \"lls\": not found: unknown");
    assert_eq!(how(program, ""), "exited|no-program|lls|exec: \"lls\": not found");
    let ended = container("c").exited(1);
    assert_eq!(
        how(ended.clone(), "a\nexec ./s.sh: exec format error\n"),
        "exited|no-interpreter|./s.sh|exec ./s.sh: exec format error"
    );
    assert_eq!(how(ended, "a\nbad\n"), "exited|ended||bad");
}

/// Runs every table of this file, for the list of near misses.
pub(super) fn all() {
    a_command_without_the_shell_that_it_wants_is_named();
}
