//! From the record's entries to an export. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::chain::{self, ALGORITHM, NOTE};
use super::facts::{ChapterFacts, CourseFacts, StepFacts};
use super::known::add_new;
use super::model::{
    ChapterLine, Command, CourseLine, EngineLine, Export, Finding, LastCheck, NearMissCount, SCHEMA, SealLine,
    Standing, StepLine, Titles, Totals,
};
use super::time::{Active, active, seconds};
use super::told::{Told, ToldCheck, short, tell};
use crate::check::Verdict;
use crate::course::StepId;
use crate::progress::{Entry, Event, Progress};
use crate::sanitize::clean;

/// What an export says besides the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The learner's name, if they gave it.
    pub learner: Option<String>,
    /// Now.
    pub at: Timestamp,
    /// Version of this program.
    pub kesako: String,
}

/// The export of a record: `entries` as they were written, of a learner of `course`.
pub fn make(entries: &[Entry], course: &CourseFacts, about: &About) -> Export {
    let mut progress = Progress::default();
    for entry in entries {
        progress.apply(entry);
    }
    // What was imported was written later than it happened.
    let mut events: Vec<(Timestamp, Told)> =
        entries.iter().filter_map(|entry| Some((entry.at, tell(&entry.event)?))).collect();
    events.sort_by_key(|(at, _)| *at);

    let all: Vec<StepId> =
        course.chapters.iter().flat_map(|chapter| &chapter.steps).map(|step| step.id.clone()).collect();
    let current = progress.position(&all).filter(|_| progress.current.is_some());
    let times = active(&events);
    let stories = stories(&events);
    let steps: Vec<StepLine> = course
        .chapters
        .iter()
        .flat_map(|chapter| &chapter.steps)
        .map(|facts| step_line(facts, stories.get(&facts.id), &times, current == Some(&facts.id)))
        .collect();
    let record = record_of(entries);
    let ends = events.first().zip(events.last()).map(|((first, _), (last, _))| (*first, *last));
    let totals = totals(&steps, &times, ends);
    let chapters = course.chapters.iter().map(|chapter| chapter_line(chapter, &stories)).collect();
    let (events, last_hash) = chain::link(chain::beginning(&record, &course.id), events);
    let mut export = Export {
        schema: SCHEMA,
        kesako: about.kesako.clone(),
        exported_at: about.at,
        record,
        learner: about.learner.as_deref().map(short).filter(|name| !name.is_empty()),
        language: progress.language,
        course: CourseLine {
            id: short(&course.id),
            version: short(&course.version),
            content: course.content.clone(),
            title: one_line(&course.title),
        },
        engine: progress.engine.as_ref().map(|(version, api, flavour)| EngineLine {
            version: short(version),
            api: short(api),
            flavour: short(flavour),
        }),
        totals,
        chapters,
        steps,
        events,
        seal: SealLine {
            algorithm: ALGORITHM.to_owned(),
            events: last_hash,
            document: String::new(),
            note: NOTE.to_owned(),
        },
    };
    export.seal.document = chain::document(&mut export);
    export
}

/// The opaque name of the record that these are: the one that it had where it began.
pub fn record_of(entries: &[Entry]) -> String {
    let imported = entries.iter().find_map(|entry| match &entry.event {
        Event::Imported { record, .. } => Some(short(record)),
        _ => None,
    });
    let own = || {
        let workspace = entries.iter().rev().find_map(|entry| match &entry.event {
            Event::Started { workspace, .. } => Some(workspace.as_str()),
            _ => None,
        });
        chain::opaque(workspace.unwrap_or_default())
    };
    imported.unwrap_or_else(own)
}

/// What the events tell of one step.
#[derive(Default)]
struct Story<'e> {
    first_seen: Option<Timestamp>,
    passed: Option<Timestamp>,
    last_event: Option<Timestamp>,
    attempts: u32,
    troubles: u32,
    hints: BTreeSet<usize>,
    solution_seen: bool,
    near_misses: BTreeMap<&'e str, u32>,
    last: Option<(Timestamp, Verdict, &'e [ToldCheck])>,
}

fn stories(events: &[(Timestamp, Told)]) -> BTreeMap<StepId, Story<'_>> {
    let mut stories: BTreeMap<StepId, Story<'_>> = BTreeMap::new();
    for (at, event) in events {
        let Some(id) = event.step() else { continue };
        stories.entry(id.clone()).or_default().take(*at, event);
    }
    stories
}

impl<'e> Story<'e> {
    fn take(&mut self, at: Timestamp, event: &'e Told) {
        // A step begins by itself when the one before passes, and is answered by a jump that passes through.
        if matches!(event, Told::Begun { .. } | Told::Answered { .. }) {
            return;
        }
        self.first_seen.get_or_insert(at);
        self.last_event = Some(at);
        match event {
            Told::Checked { verdict, attempt, checks, .. } => {
                self.last = Some((at, *verdict, checks));
                self.troubles += u32::from(*verdict == Verdict::Unknown);
                if *attempt && *verdict == Verdict::Fail {
                    self.attempts += 1;
                    for near_miss in checks.iter().filter_map(|check| check.near_miss.as_deref()) {
                        *self.near_misses.entry(near_miss).or_default() += 1;
                    }
                }
            }
            Told::Hinted { level, .. } => {
                self.hints.insert(*level);
            }
            Told::Solved { .. } => self.solution_seen = true,
            Told::Passed { .. } => {
                self.passed.get_or_insert(at);
            }
            _ => {}
        }
    }

    fn near_misses(&self) -> Vec<NearMissCount> {
        let mut counts: Vec<NearMissCount> =
            self.near_misses.iter().map(|(id, count)| NearMissCount { id: (*id).to_owned(), count: *count }).collect();
        counts.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.id.cmp(&other.id)));
        counts
    }

    fn last_check(&self) -> Option<LastCheck> {
        let (at, verdict, checks) = self.last.filter(|_| self.passed.is_none())?;
        let open = checks.iter().filter(|check| matches!(check.verdict, Verdict::Fail | Verdict::Unknown));
        let findings = open.map(|check| Finding { check: check.id.clone(), near_miss: check.near_miss.clone() });
        Some(LastCheck { at, verdict, findings: findings.collect() })
    }
}

fn step_line(facts: &StepFacts, story: Option<&Story<'_>>, times: &Active, is_current: bool) -> StepLine {
    let unseen = Story::default();
    let story = story.unwrap_or(&unseen);
    let state = match story {
        Story { passed: Some(_), .. } => Standing::Passed,
        _ if is_current => Standing::Current,
        Story { first_seen: Some(_), .. } => Standing::Seen,
        _ => Standing::Open,
    };
    let wall = story.first_seen.zip(story.passed.or(story.last_event));
    StepLine {
        id: facts.id.clone(),
        title: one_line(&facts.title),
        points: facts.points,
        optional: facts.optional,
        state,
        first_seen: story.first_seen,
        passed_at: story.passed,
        active_seconds: times.steps.get(&facts.id).copied().map_or(0, seconds),
        wall_seconds: wall.map(|(from, to)| seconds(to.duration_since(from))),
        attempts: story.attempts,
        troubles: story.troubles,
        hints: count(story.hints.len()),
        solution_seen: story.solution_seen,
        near_misses: story.near_misses(),
        last: story.last_check(),
    }
}

fn totals(steps: &[StepLine], times: &Active, ends: Option<(Timestamp, Timestamp)>) -> Totals {
    let passed = |step: &&StepLine| step.state == Standing::Passed;
    Totals {
        steps: count(steps.len()),
        passed: count(steps.iter().filter(passed).count()),
        points: steps.iter().map(|step| step.points).sum(),
        points_passed: steps.iter().filter(passed).map(|step| step.points).sum(),
        finished: !steps.is_empty() && steps.iter().all(|step| step.optional || step.state == Standing::Passed),
        active_seconds: seconds(times.total),
        wall_seconds: ends.map_or(0, |(from, to)| seconds(to.duration_since(from))),
        attempts: steps.iter().map(|step| step.attempts).sum(),
        hints: steps.iter().map(|step| step.hints).sum(),
        solutions_seen: count(steps.iter().filter(|step| step.solution_seen).count()),
        troubles: steps.iter().map(|step| step.troubles).sum(),
    }
}

fn chapter_line(facts: &ChapterFacts, stories: &BTreeMap<StepId, Story<'_>>) -> ChapterLine {
    let mut commands: Vec<Command> = Vec::new();
    let mut instructions: Vec<String> = Vec::new();
    let has_passed = |step: &&StepFacts| stories.get(&step.id).is_some_and(|story| story.passed.is_some());
    for step in facts.steps.iter().filter(has_passed) {
        for command in &step.commands {
            let known = commands.iter_mut().find(|known| known.name == command.name);
            match known {
                Some(known) => add_new(&mut known.options, &command.options),
                None => commands.push(Command {
                    name: short(&command.name),
                    options: command.options.iter().map(|option| short(option)).collect(),
                }),
            }
        }
        let words: Vec<String> = step.instructions.iter().map(|word| short(word)).collect();
        add_new(&mut instructions, &words);
    }
    ChapterLine { id: facts.id.clone(), title: one_line(&facts.title), commands, instructions }
}

/// Titles without control characters, each on one line.
fn one_line(titles: &Titles) -> Titles {
    let line = |title: &String| clean(title).split_whitespace().collect::<Vec<_>>().join(" ");
    titles.iter().map(|(language, title)| (*language, line(title))).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
