//! The session in a real terminal, on the engine that `KESAKO_TEST_HOST` names: what a learner would type and see.

use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::engine_live::{docker, host};
use super::terminal::Terminal;

/// A socket in front of the engine's that can be taken away and put back.
struct Door {
    path: PathBuf,
    engine: String,
    open: Option<Passage>,
}

/// An open door: whether it is being closed, and whoever went through.
type Passage = (Arc<AtomicBool>, Arc<Mutex<Vec<UnixStream>>>);

impl Door {
    fn closed(path: PathBuf) -> Self {
        Self { path, engine: host().trim_start_matches("unix://").to_owned(), open: None }
    }

    fn address(&self) -> String {
        format!("unix://{}", self.path.display())
    }

    fn open(&mut self) {
        let listener = UnixListener::bind(&self.path).unwrap();
        let (closing, streams) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        self.open = Some((Arc::clone(&closing), Arc::clone(&streams)));
        let engine = self.engine.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if closing.load(Ordering::SeqCst) {
                    return;
                }
                let server = UnixStream::connect(&engine).unwrap();
                for (mut from, mut to) in [
                    (client.try_clone().unwrap(), server.try_clone().unwrap()),
                    (server.try_clone().unwrap(), client.try_clone().unwrap()),
                ] {
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(std::net::Shutdown::Write);
                    });
                }
                streams.lock().unwrap().extend([client, server]);
            }
        });
    }

    fn close(&mut self) {
        let Some((closing, streams)) = self.open.take() else { return };
        closing.store(true, Ordering::SeqCst);
        drop(UnixStream::connect(&self.path));
        std::fs::remove_file(&self.path).unwrap();
        for stream in streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }
}

/// The words that a learner meets on the way to the first step passed.
struct Way {
    language: &'static str,
    folder: &'static str,
    engine: &'static str,
    title: &'static str,
    terminal: &'static str,
    bar: &'static str,
    passed: &'static str,
    next: &'static str,
    first_check: &'static str,
    bye: &'static str,
}

fn from_nothing_to_the_first_step_passed(way: &Way) {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::kesako(folder.path(), &host(), "");
    terminal.sees("Language / Langue");
    terminal.types(way.language);
    terminal.sees(way.folder);
    terminal.types("\r");
    for text in [way.engine, way.title, way.terminal, way.bar] {
        terminal.sees(text);
    }
    // Only what is done after the step began counts: the first report tells that it has.
    terminal.sees("· ");
    docker(&["run", "--rm", "alpine", "hostname"]);
    terminal.sees(way.passed);
    terminal.sees(way.next);
    terminal.types("n");
    terminal.sees(way.first_check);
    std::fs::write(folder.path().join("docker-101/01-kesako/Dockerfile"), "FROM alpine\nCMD echo \"hello world\"\n")
        .unwrap();
    terminal.sees(way.passed);
    terminal.types("q");
    terminal.sees(way.bye);
    terminal.ends_with(0);
}

#[test]
fn a_new_learner_gets_from_nothing_to_the_first_step_passed_in_english() {
    from_nothing_to_the_first_step_passed(&Way {
        language: "1",
        folder: "Folder",
        engine: "Docker engine",
        title: "A first container",
        terminal: "another terminal",
        bar: "h hint",
        passed: "Passed",
        next: "goes on",
        first_check: "· there is a",
        bye: "See you",
    });
}

#[test]
fn a_new_learner_gets_from_nothing_to_the_first_step_passed_in_french() {
    from_nothing_to_the_first_step_passed(&Way {
        language: "2",
        folder: "Dossier",
        engine: "Moteur Docker",
        title: "Docker, kesako",
        terminal: "autre",
        bar: "h indice",
        passed: "Réussi",
        next: "pour la suite",
        first_check: "· il y a un",
        bye: "À bientôt",
    });
}

#[test]
fn a_session_goes_on_when_the_engine_comes_goes_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut door = Door::closed(folder.path().join("engine.sock"));
    let mut terminal = Terminal::kesako(folder.path(), &door.address(), "--lang en --workspace work");
    terminal.sees("A first container");
    terminal.sees("does not answer");
    terminal.sees("You can go on reading");
    terminal.types("h");
    terminal.sees("Hint 1 of");
    door.open();
    terminal.sees("c check");
    door.close();
    terminal.sees("does not answer");
    door.open();
    terminal.sees("c check");
    docker(&["run", "--rm", "alpine", "hostname"]);
    terminal.sees("Passed");
    terminal.types("q");
    terminal.ends_with(0);
    door.close();
}

#[test]
fn a_second_session_is_refused_and_the_first_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let args = "--lang en --workspace work";
    let mut first = Terminal::kesako(folder.path(), &host(), args);
    first.sees("h hint");
    let mut second = Terminal::kesako(folder.path(), &host(), args);
    second.sees("another session is open");
    second.ends_with(5);
    first.types("h");
    first.sees("Hint 1 of");
    first.types("\u{4}");
    first.ends_with(0);
}

#[test]
fn ctrl_c_leaves_a_clean_terminal_and_the_next_session_resumes() {
    let folder = tempfile::tempdir().unwrap();
    let args = "--lang en --workspace work";
    let mut terminal = Terminal::kesako(folder.path(), &host(), args);
    terminal.sees("h hint");
    terminal.types("nn");
    terminal.sees("Write a recipe");
    terminal.types("\u{3}");
    terminal.ends_with(130);
    let mut terminal = Terminal::kesako(folder.path(), &host(), args);
    terminal.sees("Welcome back");
    terminal.sees("Write a recipe");
    terminal.types("q");
    terminal.ends_with(0);
}

#[test]
fn a_shell_opens_in_the_folder_of_the_step_and_exit_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::kesako(folder.path(), &host(), "--lang en --workspace work");
    terminal.sees("h hint");
    terminal.types("s");
    terminal.sees("brings you back");
    terminal.sees("sh> ");
    terminal.types("echo at-$(basename \"$PWD\")\n");
    terminal.sees("at-01-kesako");
    // Ctrl+C is the shell's, not the session's.
    terminal.sees("sh> ");
    terminal.types("\u{3}");
    terminal.sees("sh> ");
    terminal.types("exit\n");
    terminal.sees("h hint");
    terminal.types("q");
    terminal.ends_with(0);
}

#[cfg(target_os = "linux")]
#[test]
fn where_nothing_can_be_written_the_session_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::kesako(folder.path(), &host(), "--lang en --workspace /proc/kesako");
    terminal.sees("cannot make");
    terminal.sees("--workspace DIR");
    terminal.ends_with(5);
}
