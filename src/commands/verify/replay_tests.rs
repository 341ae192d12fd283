//! The built-in course proves itself without an engine: what was recorded on engines is judged again, and what takes only
//! files and answers is carried out in a temporary folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::check::{Circumstances, Report, baseline_probes, evaluate};
use crate::commands::begin::give_files;
use crate::commands::script::{self, ScriptScope, Scripts};
use crate::course::{
    AnswerSource, Attempt, Attempts, Chapter, CourseFiles, CourseSource, Language, Step, StepId, Vars,
};
use crate::engine::{ConnectOptions, Engine, Scope};
use crate::probe::{FilePlace, Probe, Snapshot};
use crate::proof::{Objection, Recorded, Replay, cases, needs_engine, wrong_verdict};

/// The engines that the course was recorded on.
fn engines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded");
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|engine| folder_of(engine).is_dir()).collect()
}

fn course() -> CourseFiles {
    CourseFiles::open(CourseSource::Embedded).unwrap()
}

fn chapters(course: &CourseFiles, vars: &Vars) -> Vec<Chapter> {
    let ids = course.manifest.chapters.iter();
    ids.map(|id| course.chapter_in(id, vars, Language::En).unwrap()).collect()
}

fn folder_of(engine: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded").join(engine).join("attempts")
}

/// What is wrong with the recording of a step, in a line each.
fn complaints(course: &CourseFiles, engine: &str, step: &Step, attempts: &Attempts) -> Vec<String> {
    let path = folder_of(engine).join(&step.id.chapter.0).join(format!("{}.json.gz", step.id.step));
    let recorded = match std::fs::read(&path).map(|bytes| Recorded::unpack(&bytes)) {
        Ok(Ok(recorded)) => recorded,
        Ok(Err(error)) => return vec![format!("{}: {error}: {}", path.display(), anew(engine, &step.id))],
        Err(_) if !cases(step, attempts).iter().any(|case| needs_engine(step, case.attempt)) => return Vec::new(),
        Err(_) => return vec![format!("{}: was never recorded: {}", step.id, anew(engine, &step.id))],
    };
    let with = |vars: &BTreeMap<String, String>| -> Result<Step, _> {
        let vars: Vars = vars.clone().into_iter().collect();
        let chapter = course.chapter_in(&step.id.chapter, &vars.or(&course.default_vars()), Language::En)?;
        Ok(chapter.steps.into_iter().find(|other| other.id == step.id).unwrap())
    };
    let objections = Replay { step, attempts, with }.objections(&recorded);
    let say = |objection: &Objection| {
        let text = match objection {
            Objection::Unrecorded { at } => format!("{at}: was never recorded"),
            Objection::Unanswered { at, probes } => format!("{at}: its recording does not answer {probes:?}"),
            Objection::Misjudged { at, what } => format!("{at}: {what}"),
            Objection::Stale { key } => format!("{}: {key} is no attempt any more", step.id),
            Objection::Broken(found) => format!("{}: {found:?}", step.id),
        };
        if objection.wants_recording() { format!("{text}: {}", anew(engine, &step.id)) } else { text }
    };
    objections.iter().map(say).collect()
}

fn anew(engine: &str, id: &StepId) -> String {
    let chapter = id.chapter.number().map_or_else(|| id.chapter.0.clone(), |number| number.to_string());
    format!("record it with `kesako course verify --record tests/recorded/{engine}/attempts {chapter}/{}`", id.step)
}

#[test]
fn what_was_recorded_is_judged_as_the_course_says() {
    let course = course();
    let mut wrong = Vec::new();
    let chapters = chapters(&course, &course.default_vars());
    assert!(!engines().is_empty(), "no engine has a recording of the course's attempts");
    for engine in &engines() {
        let folder = folder_of(engine);
        std::thread::scope(|scope| {
            let all = chapters.iter().map(|chapter| {
                let steps = chapter.steps.iter();
                let course = &course;
                scope.spawn(move || {
                    let proof = course.proof(&chapter.id, &course.default_vars()).unwrap();
                    let none = Attempts::default();
                    steps
                        .flat_map(|step| complaints(course, engine, step, proof.get(&step.id).unwrap_or(&none)))
                        .collect::<Vec<_>>()
                })
            });
            let all: Vec<_> = all.collect();
            wrong.extend(all.into_iter().flat_map(|one| one.join().unwrap()));
        });
        for path in files_below(&folder) {
            let of_step = chapters
                .iter()
                .flat_map(|chapter| &chapter.steps)
                .any(|step| path == folder.join(&step.id.chapter.0).join(format!("{}.json.gz", step.id.step)));
            if !of_step && path != folder.join("seconds.json") {
                wrong.push(format!("{}: belongs to no step: remove it", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} recorded attempts:\n{}", wrong.len(), wrong.join("\n"));
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten();
    let entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn attempts_that_need_no_engine_are_judged_as_the_course_says() {
    let course = course();
    let chapters = chapters(&course, &course.default_vars());
    let (mut proven, mut wrong) = (0, Vec::new());
    for chapter in &chapters {
        let proof = course.proof(&chapter.id, &course.default_vars()).unwrap();
        let none = Attempts::default();
        for step in &chapter.steps {
            for case in cases(step, proof.get(&step.id).unwrap_or(&none))
                .iter()
                .filter(|case| !needs_engine(step, case.attempt))
            {
                let report = carry_out(&course, chapter, step, case.attempt).await;
                wrong.extend(wrong_verdict(&report, case.expected).map(|what| format!("{}: {what}", case.attempt.at)));
                proven += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {proven}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Carries an attempt out where its step begins, as far as files go, and judges it.
async fn carry_out(course: &CourseFiles, chapter: &Chapter, step: &Step, attempt: &Attempt) -> Report {
    let workspace = tempfile::tempdir().unwrap();
    let folder = workspace.path().join(&chapter.id.0);
    let options = ConnectOptions { host: Some("unix:///nowhere.sock".to_owned()), context: None };
    let engine = Engine::connect(&options).unwrap();
    let scripts = Scripts::default();
    let scope = ScriptScope { folder: &folder, engine: &engine, docker_config: None, scripts: &scripts };
    give_files(chapter, &folder).unwrap();
    for earlier in chain(chapter, step) {
        // What it does on the engine leaves the files as they are.
        let calls = needs_engine(&Step { checks: Vec::new(), setup: None, ..earlier.clone() }, &earlier.solution);
        let files_only = Attempt { run: String::new(), ..earlier.solution.clone() };
        script::attempt(if calls { &files_only } else { &earlier.solution }, &scope).await.unwrap();
    }
    let mut known = Circumstances {
        begun: Some(Timestamp::now()),
        base_images: course.manifest.images.values().map(|image| image.reference.clone()).collect(),
        ..Circumstances::default()
    };
    let looks = Scope::new(workspace.path(), Timestamp::now());
    let is_local = |probe: &Probe| matches!(probe, Probe::File(FilePlace::Workspace { .. }));
    let mut baseline = Snapshot::default();
    loop {
        let mut missing = baseline_probes(step, &baseline, &known.context());
        missing.retain(is_local);
        if missing.is_empty() {
            break;
        }
        baseline.extend(engine.collect(&missing, &looks).await);
    }
    known.baseline = Some(baseline);
    script::attempt(attempt, &scope).await.unwrap();
    for (check, source) in &attempt.answers {
        let answer = match source {
            AnswerSource::Text(text) => text.clone(),
            AnswerSource::Run(run) => script::run(run, &attempt.at, &scope).await.unwrap(),
        };
        known.answers.insert(check.clone(), answer);
    }
    let mut snapshot = Snapshot::default();
    loop {
        let evaluation = evaluate(step, &snapshot, &known.context());
        if evaluation.missing.is_empty() {
            return evaluation.report;
        }
        snapshot.extend(engine.collect(&evaluation.missing, &looks).await);
    }
}

/// The steps of the chapter that lead to where `step` begins.
fn chain<'c>(chapter: &'c Chapter, step: &'c Step) -> Vec<&'c Step> {
    let mut chain = Vec::new();
    let mut before = step;
    while let Some(earlier) = before.after.as_ref().and_then(|id| chapter.steps.iter().find(|step| step.id == *id)) {
        chain.insert(0, earlier);
        before = earlier;
    }
    chain
}
