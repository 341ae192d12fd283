//! One learner, one sitting, the whole course: the session in one terminal, the docker command in the other, with mistakes
//! on the way. What is right is what `kesako solve` shows; what is wrong is written here, with what the session must say.

use serde_json::Value;

use super::learner::{Kesako, host};
use super::shell::{Shell, alone, bring_plugins, steps};
use super::terminal::Terminal;

/// A mistake: the step, what is typed, what the session says, and what clears it away.
struct Mistake {
    step: &'static str,
    typed: &'static str,
    says: &'static str,
    undone: &'static str,
}

const fn mistake(step: &'static str, typed: &'static str, says: &'static str, undone: &'static str) -> Mistake {
    Mistake { step, typed, says, undone }
}

const MISTAKES: &[Mistake] = &[
    mistake("01-kesako/first-container", "docker run node:24-slim node --version", "not one of", ""),
    mistake(
        "01-kesako/dockerfile",
        "printf 'FROM alpine\\nCMD echo \"hello world\"\\n' > Dockerfile.txt",
        "Dockerfile.txt",
        "rm Dockerfile.txt",
    ),
    mistake("01-kesako/build", "docker build -t test-ehco .", "test-ehco:latest", "docker rmi test-ehco"),
    mistake("01-kesako/run", "docker run test-echo echo bonjour", "nothing after the name", ""),
    mistake("02-image-container/name-it", "docker run test-echo", "Docker made up", ""),
    mistake(
        "02-image-container/name-conflict",
        "docker rm testing-echo",
        "The name is free",
        "docker run --name testing-echo test-echo",
    ),
    mistake("03-cmd-run/override-cmd", "docker run test-run", "Write a command", ""),
    mistake(
        "04-lifecycle/image",
        "printf 'FROM alpine\\nCOPY sleep.sh /app/sleep.sh\\nCMD /app/sleep.sh\\n' > Dockerfile; \
         docker build -t test-sleep .",
        "The image has no home",
        "",
    ),
    mistake(
        "06-network/publish",
        "docker run --name test-server-node --init --rm -d server-node",
        "no way leads in",
        "docker rm -f test-server-node",
    ),
    mistake(
        "07-volumes/named-volume",
        "docker run --name writer -v \"$PWD/my-volume\":/my-data alpine sh -c 'echo test > /my-data/test.txt'",
        "What you gave is a path",
        "docker rm writer",
    ),
    mistake(
        "08-registries/tag",
        "docker tag pinger docker-101/pinger:1.0",
        "without a registry's host",
        "docker rmi docker-101/pinger:1.0",
    ),
    mistake(
        "09-multi-stage/target",
        "docker build -t test-multi:first -f dockerfile.multi .",
        "is the whole image",
        "",
    ),
    mistake(
        "10-compose/up",
        "docker compose -p mine up -d",
        "It runs, as the project",
        "docker compose -p mine down -t 1",
    ),
];

#[test]
fn a_learner_gets_through_the_course_in_one_sitting() {
    let _alone = alone();
    let kesako = Kesako::on(host());
    bring_plugins(kesako.folder.path());
    let workspace = kesako.workspace().display().to_string();
    let shell = Shell { kesako: &kesako, workspace: &workspace };
    std::fs::create_dir_all(&workspace).unwrap();
    let list = shell.kesako(&["list"]);
    let all = steps(&list);
    let required = all.iter().filter(|step| step["optional"] != Value::Bool(true)).count();
    assert!(required > 60, "{list}");
    let mut terminal = Terminal::kesako(kesako.folder.path(), &host(), &format!("--workspace {workspace} --lang en"));
    let mut made = 0;
    for step in &all {
        let (id, title) = (step["id"].as_str().unwrap(), step["title"].as_str().unwrap());
        let (chapter, _) = id.split_once('/').unwrap();
        if made > 0 {
            terminal.sees(title);
        }
        shell.waits_for_begin(id);
        if step["optional"] == Value::Bool(true) {
            terminal.types("n");
            terminal.sees("This step is optional");
            terminal.types("n");
            continue;
        }
        for mistake in MISTAKES.iter().filter(|mistake| mistake.step == id) {
            shell.types(chapter, mistake.typed);
            terminal.sees(mistake.says);
            shell.types(chapter, mistake.undone);
            made += 1;
        }
        shell.does(id);
        terminal.sees("✓ Passed");
        terminal.sees("n next");
        terminal.types("n");
    }
    assert_eq!(made, MISTAKES.len(), "a mistake names a step that there is not");
    let states = shell.kesako(&["list"]);
    let passed = steps(&states).iter().filter(|step| step["state"] == "passed").count();
    assert_eq!(passed, required, "{states}");
    terminal.types("q");
    terminal.ends_with(0);
}
