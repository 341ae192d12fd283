//! The course once more, in a new folder, while the engine still holds everything of the first time: whatever is in the way
//! is named, with the command that clears it.

use serde_json::Value;

use super::learner::{Kesako, host};
use super::shell::{Shell, alone, bring_plugins, steps};
use super::terminal::Terminal;

/// So many things may be in the way of one step.
const OBSTACLES: usize = 8;

/// What clears the way, as the checks that fail say it: the docker commands that remove something.
fn clearing(report: &Value) -> Vec<String> {
    let checks = report["checks"].as_array().unwrap();
    let said = checks.iter().filter(|check| check["verdict"] == "fail").filter_map(|check| check["says"].as_str());
    let quoted = said.flat_map(|says| says.split('`').skip(1).step_by(2));
    let clears = |command: &&str| {
        let mut words = command.split(' ');
        words.next() == Some("docker") && words.any(|word| matches!(word, "rm" | "rmi" | "down" | "prune"))
    };
    quoted.filter(clears).map(str::to_owned).collect()
}

#[test]
fn who_begins_again_in_a_new_folder_gets_through_the_course_too() {
    let _alone = alone();
    let kesako = Kesako::on(host());
    bring_plugins(kesako.folder.path());
    let workspace = |name: &str| kesako.folder.path().join(name).display().to_string();
    let (first, second) = (workspace("first"), workspace("second"));
    let earlier = Shell { kesako: &kesako, workspace: &first };
    for step in steps(&earlier.kesako(&["list"])).iter().filter(|step| step["optional"] != Value::Bool(true)) {
        let id = step["id"].as_str().unwrap();
        earlier.kesako(&["show", id]);
        earlier.does(id);
        earlier.kesako(&["check", id]);
    }

    let shell = Shell { kesako: &kesako, workspace: &second };
    std::fs::create_dir_all(&second).unwrap();
    let mut terminal = Terminal::kesako(kesako.folder.path(), &host(), &format!("--workspace {second} --lang en"));
    for (number, step) in steps(&shell.kesako(&["list"])).iter().enumerate() {
        let (id, title) = (step["id"].as_str().unwrap(), step["title"].as_str().unwrap());
        let (chapter, _) = id.split_once('/').unwrap();
        if number > 0 {
            terminal.sees(title);
        }
        shell.waits_for_begin(id);
        if step["optional"] == Value::Bool(true) {
            terminal.types("n");
            terminal.sees("This step is optional");
            terminal.types("n");
            continue;
        }
        let mut report = Value::Null;
        for _ in 0..OBSTACLES {
            shell.does(id);
            report = shell.kesako(&["check", id]);
            if report["verdict"] == "pass" {
                break;
            }
            let commands = clearing(&report);
            eprintln!("{id}: {commands:?}");
            assert!(!commands.is_empty(), "{id}: nothing says what is in the way: {report:#}");
            for command in &commands {
                shell.types(chapter, command);
            }
        }
        assert_eq!(report["verdict"], "pass", "{id}: {report:#}");
        terminal.sees("✓ Passed");
        terminal.sees("n next");
        terminal.types("n");
    }
    terminal.types("q");
    terminal.ends_with(0);
}
