//! A checker file, `checks/CHAPTER.toml`: the facts of a chapter's steps. Text in, [`RawChapter`] out.
//! What proves them, right ways and wrong ones, stands beside it, in the file that `proof` describes.
//!
//! ```toml
//! [[step]]
//! id = "publish"                # pairs with `## … {#publish}` in the lessons
//! after = "init"                # the step whose end state this one starts from. Default: the step before, and for
//!                               # the chapter's first a clean start; "none": a clean start; "CHAPTER/STEP": of another
//!                               # chapter. Always a step that comes earlier in the course
//! points = 2                    # weight in exports, default 1
//! optional = true               # default false
//! builds_on = ["server-image"]  # earlier steps, or CHAPTER/STEP: what they asked of their images must still hold here
//! prunes = ["volumes"]          # containers, images, volumes: say before the task what a plain prune would take besides
//!
//!   [step.setup]                # before the step begins
//!   run = "docker volume create notes"
//!   plant = { secret = "word" } # word | hex | number: a new random {{secret}}, known in the whole chapter
//!
//!   [[step.check]]                # or, on few lines: check = [{ id = "running", container = …, expect.state = … }, …]
//!   id = "running"
//!   container = "test-server-node"            # exactly one subject, see below
//!   needs = ["built"]                         # earlier checks of this step that have to pass first
//!   within = "10s"                            # look again until then; default: once
//!   absent = true                             # it must not be there. Beside `expect`, of a `run` or a Compose project only:
//!                                             # nothing that meets it may be there; where nothing is, that holds
//!   expect = { state = "running" }            # property = expectation
//!
//!   near.debug.cmd.has = ["--debug"]          # a wrong state that deserves its own words: id, and when it applies.
//!   near.other-port = { ports.has = [{ container = 80 }], state = "running" }    # The first that does is named
//!   near.not-told = { of.file = "notes.txt", missing = true, absent = true, lines.len.ge = 2 }
//!                                             # `of`: another subject, where being there may be enough.
//!                                             # `missing`: only while the check's own subject is not there at all.
//!                                             # `absent`: when nothing that meets it is there, with another subject only
//!   near.not-yet = {}                         # when the check's own expectation does not hold, and nothing more precise
//!                                             # is known. One at most
//!
//!     [[step.check.near_miss]]                # the same at length, behind those of `near`
//!     id = "at-length"
//!     container = "other"
//!     missing = true
//!     when = { state = "running" }
//!
//!   [step.solution]
//!   run = "docker run …"                      # `sh -eu` in the chapter's folder, after its files are put in place:
//!                                             # those of exercises/CHAPTER/solution/STEP/
//!   answer = { why = "localhost-is-itself", id = { run = "docker image inspect …" } }
//! ```
//!
//! **Subjects**: `container = "name"`, or a selector `{ name, image, label, network, volume, project, service, fresh,
//! running, state, newest, past }`; `image = "reference"`, or `{ dangling = true }`; `network = "name"`; `volume = "name"`; `event = {
//! kind, action, container, image, network, volume, project, service }`; `file = "path"` in the chapter's folder, or `{
//! path, container | image | volume }`; `dockerfile = "path"`; `compose = { file, service }`, where one of the four usual
//! names stands for all of them, or `compose = { project, service }`, found by labels; `run = "image"`, or a table of
//! an image or a Dockerfile (see `course::subject_run`); `serve = { image, port, … }` and `calls = { image, alias, port, … }`
//! (see `course::subject_talk`); `logs = "name"`, or a selector; `http = "http://…"`; `registry = "HOST"`, or
//! `"HOST/REPOSITORY:TAG"`; `login = "HOST"`; `ask = { kind = "text" | "number" | "id" | "choice" | "path" | "image",
//! choices = […], into = "variable" }`. An answer of the kind `image` is right as soon as it is an image's whole name,
//! and becomes the value of the variable that `into` names, whose default is a placeholder. Whatever needs that check is
//! not looked at before; and what was typed and is no such name is never written down.
//!
//! **Expectations**: what properties there are, and of what kind, is in `probe::schema`; the matchers of each kind are
//! in `course::matcher_parse`. A bare scalar is equality. A list never stands bare. `labels.tier` and `headers.server`
//! reach into a map, `inspect."/HostConfig/Memory"` into whatever has no name, and a `*` on the way means every one. An image that is to be new (`fresh = true`,
//! `id.changed = true`) has to be *built*, too, unless the check says itself what `origin` it is to have.
//!
//! Unknown keys, missing ids and values of another type are reported here; what needs variables or the other checks is
//! left to `course::resolve`, and stays a [`Node`] until then.

use crate::probe::schema::SubjectKind;

use super::attempt_parse::read_solution;
use super::diagnostic::{Diagnostic, Problems};
use super::model::PlantKind;
use super::near_miss_parse::read_near_misses;
use super::prune::read_prunes;
use super::raw::{RawChapter, RawCheck, RawStep, RawSubject};
use super::units::parse_span;
use super::value::{Fields, Node, NodeKind, Spanned, check_id, parse_toml};

/// Parses a checker file. Whatever could be read is given, with everything that is wrong.
pub fn parse_checks(path: &str, text: &str) -> (RawChapter, Vec<Diagnostic>) {
    let mut problems = Problems::new(path, text);
    let chapter = read_chapter(&mut problems);
    (chapter, problems.into_found())
}

pub(super) fn read_chapter(problems: &mut Problems<'_>) -> RawChapter {
    let Some(root) = parse_toml(problems) else { return RawChapter::default() };
    let Some(mut fields) = Fields::of(&root, "a checker file", problems) else { return RawChapter::default() };
    let steps: Vec<RawStep> =
        fields.list("step", problems).iter().filter_map(|node| read_step(node, problems)).collect();
    if !fields.has("step") {
        problems.error(0..0, "the chapter has no step").help("a step begins with `[[step]]`");
    }
    fields.finish("a checker file", problems);
    report_twins(steps.iter().map(|step| &step.id), "step", problems);
    RawChapter { steps }
}

fn read_step(node: &Node, problems: &mut Problems<'_>) -> Option<RawStep> {
    let mut fields = Fields::of(node, "step", problems)?;
    let id = fields.required_text("id", "this step", problems);
    let after = fields.text("after", problems);
    let points = fields.get("points").map_or(1, |entry| read_points(&entry.node, problems));
    let optional = fields.flag("optional", problems).unwrap_or(false);
    let prunes = read_prunes(&fields.texts("prunes", problems), problems);
    let builds_on = fields.texts("builds_on", problems);
    let setup = fields.get("setup").map(|entry| read_setup(&entry.node, problems)).unwrap_or_default();
    let check_nodes = fields.list("check", problems);
    let checks: Vec<RawCheck> = check_nodes.iter().filter_map(|node| read_check(node, problems)).collect();
    let check_ids = check_nodes.iter().filter_map(id_of).collect();
    let (has_checks, has_solution) = (fields.has("check"), fields.has("solution"));
    let solution = fields.get("solution").and_then(|entry| read_solution(&entry.node, problems));
    fields.finish("a step", problems);
    let id = id?;
    check_id(&id, problems);
    if !has_checks {
        problems.error(id.span.clone(), format!("step `{}` has no check", id.value));
    }
    if !has_solution {
        problems.error(id.span.clone(), format!("step `{}` has no solution", id.value));
    }
    report_twins(checks.iter().map(|check| &check.id), "check", problems);
    let (setup_run, plant) = setup;
    Some(RawStep { id, after, points, optional, prunes, builds_on, setup_run, plant, checks, check_ids, solution })
}

/// The id of a table, if it has one.
pub(super) fn id_of(node: &Node) -> Option<String> {
    node.as_table()?.iter().find(|entry| entry.key == "id")?.node.as_text().cloned()
}

fn read_points(node: &Node, problems: &mut Problems<'_>) -> u32 {
    if let NodeKind::Int(points) = node.kind
        && let Ok(points @ 0..=100) = u32::try_from(points)
    {
        return points;
    }
    node.mismatch("points", "a whole number up to 100", problems);
    1
}

type RawSetup = (Option<Spanned<String>>, Vec<(Spanned<String>, PlantKind)>);

fn read_setup(node: &Node, problems: &mut Problems<'_>) -> RawSetup {
    let Some(mut fields) = Fields::of(node, "setup", problems) else { return RawSetup::default() };
    let run = fields.text("run", problems);
    let mut plant = Vec::new();
    let planted = fields.get("plant").and_then(|entry| entry.node.expect_table("plant", problems));
    for entry in planted.into_iter().flatten() {
        let Some(kind) = entry.node.expect_text(&entry.key, problems) else { continue };
        let name = Spanned::new(entry.key.clone(), entry.key_span.clone());
        match kind.value.as_str() {
            "word" => plant.push((name, PlantKind::Word)),
            "hex" => plant.push((name, PlantKind::Hex)),
            "number" => plant.push((name, PlantKind::Number)),
            other => {
                problems
                    .error(kind.span, format!("nothing called `{other}` can be planted"))
                    .suggest_or_list(other, ["word", "hex", "number"]);
            }
        }
    }
    if run.is_none() && plant.is_empty() {
        problems.error(node.span.clone(), "this setup does nothing").help("give it `run` or `plant`");
    }
    fields.finish("setup", problems);
    (run, plant)
}

fn read_check(node: &Node, problems: &mut Problems<'_>) -> Option<RawCheck> {
    let mut fields = Fields::of(node, "check", problems)?;
    let id = fields.required_text("id", "this check", problems);
    let subject = read_subject(&mut fields, problems);
    let expect = fields.get("expect").map(|entry| entry.node.clone());
    let needs = fields.texts("needs", problems);
    let within = fields.text("within", problems).and_then(|text| read_span(&text, problems));
    let absent_span = fields.get("absent").map(|entry| entry.key_span.clone());
    let absent = fields.flag("absent", problems).filter(|absent| *absent).and(absent_span);
    let near_misses = read_near_misses(&mut fields, problems);
    if subject.is_none() && !SubjectKind::ALL.iter().any(|kind| fields.has(kind.key())) {
        let span = id.as_ref().map_or_else(|| node.span.clone(), |id| id.span.clone());
        let mut keys: Vec<&str> = SubjectKind::ALL.iter().map(|kind| kind.key()).collect();
        keys.dedup();
        problems.error(span, "this check looks at nothing").help(format!("name one of: {}", keys.join(", ")));
    }
    fields.finish("a check", problems);
    let (id, subject) = (id?, subject?);
    check_id(&id, problems);
    Some(RawCheck { id, subject, expect, needs, within, absent, near_misses })
}

/// The one subject key of a table; several are reported, none is left to the caller.
pub(super) fn read_subject(fields: &mut Fields<'_>, problems: &mut Problems<'_>) -> Option<RawSubject> {
    let mut subject: Option<RawSubject> = None;
    for kind in SubjectKind::ALL {
        let Some(entry) = fields.get(kind.key()) else { continue };
        let has_project = || entry.node.as_table().is_some_and(|keys| keys.iter().any(|key| key.key == "project"));
        // Two kinds share one key: what stands below it tells which one is meant.
        match kind {
            SubjectKind::ComposeFile if has_project() => continue,
            SubjectKind::ComposeProject if !has_project() => continue,
            _ => {}
        }
        if let Some(first) = &subject {
            let message = format!("`{}` is a second subject beside `{}`", kind.key(), first.kind.key());
            problems.error(entry.key_span.clone(), message).help("one check looks at one thing: make it two checks");
        } else {
            subject = Some(RawSubject { kind, key_span: entry.key_span.clone(), node: entry.node.clone() });
        }
    }
    subject
}

/// Milliseconds of a span such as `10s`.
pub(super) fn read_span(text: &Spanned<String>, problems: &mut Problems<'_>) -> Option<u64> {
    let span = parse_span(&text.value).filter(|span| *span > 0);
    if span.is_none() {
        problems
            .error(text.span.clone(), format!("`{}` is no length of time", text.value))
            .help("write a number with ms, s, m or h: `10s`");
    }
    span
}

pub(super) fn report_twins<'s>(
    ids: impl Iterator<Item = &'s Spanned<String>>,
    what: &str,
    problems: &mut Problems<'_>,
) {
    let mut seen: Vec<&Spanned<String>> = Vec::new();
    for id in ids {
        if let Some(first) = seen.iter().find(|first| first.value == id.value) {
            let line = problems.line(first.span.start);
            problems
                .error(id.span.clone(), format!("a second {what} called `{}`", id.value))
                .label(format!("the first is on line {line}"));
        } else {
            seen.push(id);
        }
    }
}
