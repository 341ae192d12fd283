//! Collecting exports, one at a time: the newest of each record, by course.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::Timestamp;

use super::kept::{Kept, Names, one_line};
use super::reason::{LeftOut, Reason};
use crate::progress::export::{ChapterFacts, CourseFacts, Export, Read, Seal, StepFacts, Titles};

/// Steps of the longest course that is shown.
const MOST_STEPS: usize = 2_000;

/// Exports as they come.
#[derive(Debug, Default)]
pub struct Roster {
    names: Names,
    courses: BTreeMap<String, Group>,
    left_out: Vec<LeftOut>,
    read: usize,
}

/// The exports of one course.
#[derive(Debug, Default)]
struct Group {
    records: BTreeMap<String, Kept>,
    /// What the best export says of the course: a whole one before an edited one, then the newest.
    outline: Option<((bool, Timestamp), CourseFacts)>,
}

/// The exports of the course that a report is about.
#[derive(Debug)]
pub struct Collected {
    /// The course, as its own files tell, else as the best export does.
    pub course: CourseFacts,
    /// One per record.
    pub learners: Vec<Kept>,
    /// What is not among them.
    pub left_out: Vec<LeftOut>,
    /// Files that were looked at.
    pub read: usize,
    pub(super) names: Names,
}

impl Roster {
    /// Takes what came of reading a file.
    pub fn add(&mut self, file: &str, read: Result<Read, Reason>) {
        self.read += 1;
        match read {
            Ok(read) if read.export.steps.len() > MOST_STEPS => self.leave_out(file, Reason::TooManySteps),
            Ok(read) => self.take(file, &read),
            Err(reason) => self.leave_out(file, reason),
        }
    }

    /// Names something that is not read.
    pub fn leave_out(&mut self, file: &str, reason: Reason) {
        self.left_out.push(LeftOut { file: file.to_owned(), reason });
    }

    fn take(&mut self, file: &str, read: &Read) {
        let group = self.courses.entry(one_line(&read.export.course.id)).or_default();
        let rank = (read.seal == Seal::Whole, read.export.exported_at);
        if group.outline.as_ref().is_none_or(|(known, _)| rank > *known) {
            group.outline = Some((rank, outline(&read.export)));
        }
        let kept = Kept::of(file, read, &mut self.names);
        let (loser, shown) = match group.records.entry(kept.record.clone()) {
            Entry::Vacant(place) => {
                place.insert(kept);
                return;
            }
            Entry::Occupied(mut place) if kept.exported_at > place.get().exported_at => {
                let before = place.insert(kept);
                (before.file, file.to_owned())
            }
            Entry::Occupied(place) => (kept.file, place.get().file.clone()),
        };
        self.left_out.push(LeftOut { file: loser, reason: Reason::Duplicate { shown } });
    }

    /// The course that the report is about: `asked`, else `own` if there is any export of it, else that of most learners.
    pub fn course(&self, asked: Option<&str>, own: &str) -> Option<String> {
        if let Some(asked) = asked {
            return Some(asked.to_owned());
        }
        if self.courses.contains_key(own) {
            return Some(own.to_owned());
        }
        let most = self.courses.iter().rev().max_by_key(|(_, group)| group.records.len());
        most.map(|(id, _)| id.clone())
    }

    /// Ends collecting for the course `id`; `facts`: what its files tell of it, if they are at hand.
    pub fn close(mut self, id: &str, facts: Option<CourseFacts>) -> Collected {
        let group = self.courses.remove(id).unwrap_or_default();
        for (found, others) in self.courses {
            self.left_out.extend(others.records.into_values().map(|kept| LeftOut {
                file: kept.file,
                reason: Reason::OtherCourse { found: found.clone(), expected: id.to_owned() },
            }));
        }
        self.left_out.sort_by(|one, other| one.file.cmp(&other.file));
        let told = group.outline.map(|(_, outline)| outline).unwrap_or_default();
        Collected {
            course: facts.filter(|facts| facts.id == id).unwrap_or(told),
            learners: group.records.into_values().collect(),
            left_out: self.left_out,
            read: self.read,
            names: self.names,
        }
    }
}

/// What an export tells of the course's order.
fn outline(export: &Export) -> CourseFacts {
    let titles = |titles: &Titles| titles.iter().map(|(language, title)| (*language, one_line(title))).collect();
    let mut chapters: Vec<ChapterFacts> = Vec::new();
    for step in &export.steps {
        let id = &step.id.chapter.0;
        if chapters.last().is_none_or(|chapter| chapter.id != *id) {
            let told = export.chapters.iter().find(|chapter| chapter.id == *id);
            chapters.push(ChapterFacts {
                id: id.clone(),
                title: told.map(|chapter| titles(&chapter.title)).unwrap_or_default(),
                steps: Vec::new(),
            });
        }
        let facts = StepFacts {
            id: step.id.clone(),
            title: titles(&step.title),
            points: step.points,
            optional: step.optional,
            commands: Vec::new(),
            instructions: Vec::new(),
        };
        if let Some(chapter) = chapters.last_mut() {
            chapter.steps.push(facts);
        }
    }
    CourseFacts {
        id: one_line(&export.course.id),
        version: one_line(&export.course.version),
        content: String::new(),
        title: titles(&export.course.title),
        chapters,
    }
}
