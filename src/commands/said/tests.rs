use std::path::PathBuf;
use std::time::Duration;

use super::*;
use crate::commands::images::{FetchError, KitError, KitFault};
use crate::commands::script::ScriptError;
use crate::course::{ChapterId, FindStepError, Language, RestampError, SourceError};
use crate::engine::{AddressFault as Fault, Feature, PullTrouble};
use crate::error::InvalidCourse;
use crate::probe::{Cause, Unseen};
use crate::progress::RecordError;
use crate::ui::PromptError;

const ENGLISH: Words = Words::new(Language::En);
const FRENCH: Words = Words::new(Language::Fr);

type Case = (Box<dyn Error>, &'static [&'static str]);

fn case(error: impl Error + 'static, values: &'static [&'static str]) -> Case {
    (Box::new(error), values)
}

fn denied() -> io::Error {
    io::Error::from_raw_os_error(13)
}

fn path() -> PathBuf {
    PathBuf::from("/some/path")
}

fn no_json() -> serde_json::Error {
    serde_json::from_str::<u8>("x").unwrap_err()
}

fn engine_errors() -> Vec<Case> {
    let endpoint = || "unix:///x.sock".to_owned();
    let text = |text: &str| text.to_owned();
    let mut all = vec![
        case(EngineError::Gone { endpoint: endpoint(), source: denied().into() }, &["unix:///x.sock"]),
        case(EngineError::Permission { endpoint: endpoint(), source: denied() }, &["unix:///x.sock"]),
        case(
            EngineError::Timeout { endpoint: endpoint(), what: text("GET /info"), after: Duration::from_secs(5) },
            &["unix:///x.sock", "GET /info", "5"],
        ),
        case(EngineError::Answer { what: text("GET /info"), status: 500, message: text("oops") }, &["500", "oops"]),
        case(EngineError::Absent { message: text("No such x") }, &["No such x"]),
        case(EngineError::Garbled { what: text("GET /info"), source: denied().into() }, &["GET /info"]),
        case(EngineError::ImageMissing { reference: text("alpine") }, &["alpine"]),
        case(
            EngineError::Pull { reference: text("alpine"), why: PullTrouble::Other, message: text("oops") },
            &["alpine", "oops"],
        ),
        case(EngineError::Context { name: text("lab"), path: path() }, &["lab", "/some/path"]),
        case(EngineError::HostAndContext, &["--host", "--context"]),
        case(EngineError::File { path: path(), source: denied() }, &["/some/path"]),
        case(EngineError::Config { path: path(), source: no_json() }, &["/some/path"]),
    ];
    for why in [Fault::NoSocket, Fault::NoHost, Fault::NoCertificates, Fault::NoMachine, Fault::Scheme] {
        all.push(case(EngineError::Address { address: text("ftp://x"), why }, &["ftp://x"]));
    }
    let features: [(Feature, &'static [&'static str]); 11] = [
        (Feature::Links { path: text("/a/b") }, &["/a/b"]),
        (Feature::Tls { address: text("tcp://x:1") }, &["tcp://x:1"]),
        (Feature::Connection { address: text("npipe://x") }, &["npipe://x"]),
        (Feature::Request { url: text("https://x") }, &["https://x"]),
        (
            Feature::StandIn { reference: text("alpine"), program: text("/bin/sh"), package: text("busybox") },
            &["alpine", "/bin/sh", "busybox"],
        ),
        (Feature::Helper { program: text("nc") }, &["nc"]),
        (Feature::Folder, &[]),
        (Feature::Log, &[]),
        (Feature::Look, &[]),
        (Feature::RegistryLook, &[]),
        (Feature::Runtime, &[]),
    ];
    all.extend(features.map(|(what, values)| case(EngineError::Unsupported { what }, values)));
    all
}

fn other_errors() -> Vec<Case> {
    let text = |text: &str| text.to_owned();
    let no_kit = |why| KitError::NoKit { path: path(), why };
    vec![
        case(RecordError::Make { path: path(), source: denied() }, &["/some/path"]),
        case(RecordError::Read { path: path(), source: denied() }, &["/some/path"]),
        case(RecordError::Write { path: path(), source: denied() }, &["/some/path"]),
        case(RecordError::Busy { path: path() }, &["/some/path"]),
        case(FindStepError::NoChapter { wanted: text("99"), did_you_mean: None }, &["99"]),
        case(FindStepError::NoStep { wanted: text("99"), did_you_mean: None }, &["99"]),
        case(FindStepError::NoPosition { chapter: ChapterId(text("01-x")), wanted: 9, steps: 4 }, &["01-x", "9", "4"]),
        case(FindStepError::Ambiguous { wanted: text("build"), candidates: Vec::new() }, &["build"]),
        case(FindStepError::Broken(Vec::new()), &[]),
        case(PromptError::Refused { question: text("Go?"), instead: text("--yes") }, &["Go?"]),
        case(PromptError::Interrupted, &[]),
        case(PromptError::Terminal(denied()), &[]),
        case(ScriptError::Endless { at: text("1/x"), after: Duration::from_mins(4) }, &["1/x", "240"]),
        case(ScriptError::Shell(denied()), &["sh"]),
        case(ScriptError::Write { path: path(), source: denied() }, &["/some/path"]),
        case(
            ScriptError::Failed { at: text("1/x (setup)"), code: Some(3), output: text("a\nb") },
            &["1/x (setup)", "3", "a\nb"],
        ),
        case(ScriptError::Failed { at: text("1/x"), code: None, output: text("a") }, &["1/x", "a"]),
        case(KitError::Read { path: path(), source: denied() }, &["/some/path"]),
        case(no_kit(KitFault::NoArchive), &["/some/path"]),
        case(no_kit(KitFault::NoList), &["/some/path"]),
        case(no_kit(KitFault::BadList), &["/some/path"]),
        case(no_kit(KitFault::Refused(text("oops"))), &["/some/path", "oops"]),
        case(no_kit(KitFault::Lost(text("alpine"))), &["/some/path", "alpine"]),
        case(KitError::Others { path: path(), tags: vec![text("a:1"), text("b:2")] }, &["/some/path", "a:1, b:2"]),
        case(FetchError::Folder { path: path(), source: denied() }, &["/some/path"]),
        case(FetchError::Start { program: "dpkg", source: denied() }, &["dpkg"]),
        case(FetchError::Failed { program: "dpkg", output: text("oops") }, &["dpkg", "oops"]),
        case(SourceError { path: text("checks/x.toml"), cause: denied() }, &["checks/x.toml"]),
        case(RestampError::Broken(Vec::new()), &[]),
        case(RestampError::Write(SourceError { path: text("x"), cause: denied() }), &[]),
        case(InvalidCourse, &[]),
    ]
}

#[test]
fn every_error_is_said_in_french_with_its_values_and_in_english_as_it_says_itself() {
    for (error, values) in engine_errors().into_iter().chain(other_errors()) {
        let (own, french) = (error.to_string(), one(error.as_ref(), FRENCH));
        assert_ne!(french, own);
        assert!(!french.contains("error-") && !french.contains("{ $"), "{french}");
        for value in values {
            assert!(french.contains(value), "`{value}` in: {french}");
        }
        // These say in words of their own who says it, or why.
        let differs =
            matches!(error.downcast_ref::<EngineError>(), Some(EngineError::Absent { .. } | EngineError::Pull { .. }));
        assert!(differs || one(error.as_ref(), ENGLISH) == own, "{} / {own}", one(error.as_ref(), ENGLISH));
    }
}

#[test]
fn causes_follow_once_and_each_in_the_language() {
    let error = RecordError::Write { path: path(), source: denied() };
    assert_eq!(said(&error, FRENCH), ["impossible d'écrire dans le journal `/some/path`", "permission refusée"]);
    assert_eq!(line(&error, FRENCH), "impossible d'écrire dans le journal `/some/path`\u{a0}: permission refusée");
    assert_eq!(line(&error, ENGLISH), "cannot write to the record `/some/path`: permission denied");
}

#[test]
fn what_could_not_be_looked_at_is_told_by_its_cause() {
    let unlooked = Unlooked(Unseen::new(Cause::EngineGone, "no engine answers"));
    let expected = ["impossible de regarder ce qu'il y a sur le moteur", "Le moteur Docker est injoignable."];
    assert_eq!(said(&unlooked, FRENCH), expected);
}

#[test]
fn placeholders_in_hints_are_called_as_in_the_help() {
    assert_eq!(hint("`kesako images save FILE`", FRENCH), "`kesako images save FICHIER`");
    assert_eq!(hint("`images load FILE`, there", FRENCH), "`images load FICHIER`, there");
    assert_eq!(hint("`kesako --workspace DIR`", FRENCH), "`kesako --workspace DOSSIER`");
    assert_eq!(hint("`kesako --workspace DIR`", ENGLISH), "`kesako --workspace DIR`");
    assert_eq!(hint("`export DOCKER_HOST=X`", FRENCH), "`export DOCKER_HOST=X`");
}
