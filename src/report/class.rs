//! What a report shows: steps with their figures, learners with their cells, who is stuck.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use jiff::Timestamp;

use super::kept::{Cell, Names, one_line};
use super::learner::{LearnerView, Stuck, call, learner, stuck};
use super::reason::LeftOut;
use super::roster::Collected;
use super::stats::{median, percentile_90};
use crate::course::{Language, StepId};
use crate::progress::export::{Standing, StepFacts, Titles};

/// Near misses of a step that are shown.
const SHOWN_SLIPS: usize = 3;

/// A class, computed.
#[derive(Debug)]
pub struct Class {
    /// Course id.
    pub course: String,
    /// Its title.
    pub title: String,
    /// Versions of it that the exports are of.
    pub versions: Vec<String>,
    /// When the newest export was written.
    pub now: Timestamp,
    /// Chapters in order.
    pub chapters: Vec<ChapterView>,
    /// Steps in order: the columns.
    pub steps: Vec<StepView>,
    /// Learners by name.
    pub learners: Vec<LearnerView>,
    /// Figures of all.
    pub overview: Overview,
    /// Who is stuck, longest first.
    pub stuck: Vec<Stuck>,
    /// What is not shown.
    pub left_out: Vec<LeftOut>,
    /// Files that were looked at.
    pub read: usize,
    /// Words of near misses by column and number.
    says: HashMap<(u32, u32), String>,
    names: Names,
}

/// A chapter.
#[derive(Debug)]
pub struct ChapterView {
    /// `6`, or its id.
    pub number: String,
    /// Title.
    pub title: String,
    /// Its columns.
    pub columns: Range<usize>,
}

/// A step and its figures.
#[derive(Debug, Default)]
pub struct StepView {
    /// Id.
    pub id: String,
    /// `6.4`.
    pub number: String,
    /// Title.
    pub title: String,
    /// Weight.
    pub points: u32,
    /// Whether the course can be finished without it.
    pub optional: bool,
    /// Learners who were there.
    pub reached: usize,
    /// Of those, who passed.
    pub passed: usize,
    /// Median of the active seconds until it passed.
    pub median: Option<u64>,
    /// 90th percentile of the same.
    pub p90: Option<u64>,
    /// Failed attempts of all.
    pub attempts: u64,
    /// Hints seen by all.
    pub hints: u64,
    /// Learners who saw the solution.
    pub solutions: usize,
    /// Checks that could not look.
    pub troubles: u64,
    /// Near misses, the most frequent first.
    pub slips: Vec<SlipView>,
}

/// A near miss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipView {
    /// `published/port-swapped`.
    pub id: String,
    /// It in words.
    pub says: String,
    /// How often.
    pub count: u64,
    /// How many learners.
    pub learners: usize,
}

/// Figures of all learners.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Learners.
    pub learners: usize,
    /// Who has finished.
    pub finished: usize,
    /// Median of the steps passed.
    pub median: u64,
}

impl Class {
    /// The view of what was collected, at `clock`: no export is newer than that, whatever it says. `says` gives the
    /// course's words for a near miss of a step.
    pub fn of(
        collected: Collected,
        language: Language,
        clock: Timestamp,
        says: &dyn Fn(&StepId, &str) -> Option<String>,
    ) -> Self {
        let Collected { course, learners: kept, left_out, read, names } = collected;
        let now = kept.iter().map(|kept| kept.exported_at).filter(|at| *at <= clock).max().unwrap_or(clock);
        let (mut chapters, mut steps, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for chapter in &course.chapters {
            let number = chapter.steps.first().and_then(|step| step.id.chapter.number());
            let number = number.map_or_else(|| one_line(&chapter.id), |number| number.to_string());
            let begin = steps.len();
            for (position, step) in chapter.steps.iter().enumerate() {
                ids.push(step.id.clone());
                steps.push(StepView::new(step, format!("{number}.{}", position + 1), language));
            }
            let title = title(&chapter.title, language).unwrap_or_else(|| one_line(&chapter.id));
            chapters.push(ChapterView { number, title, columns: begin..steps.len() });
        }
        let mut versions: Vec<String> = kept.iter().map(|kept| kept.version.clone()).collect();
        versions.sort();
        versions.dedup();
        let columns: HashMap<&str, u32> = (0u32..).zip(&steps).map(|(column, step)| (&*step.id, column)).collect();
        let mut learners: Vec<LearnerView> =
            kept.into_iter().map(|kept| learner(kept, &course.version, &columns, &names, &steps)).collect();
        drop(columns);
        call(&mut learners);
        let mut class = Self {
            title: title(&course.title, language).unwrap_or_else(|| course.id.clone()),
            course: course.id,
            versions,
            now,
            chapters,
            steps,
            learners,
            overview: Overview::default(),
            stuck: Vec::new(),
            left_out,
            read,
            says: HashMap::new(),
            names,
        };
        class.count(&ids, says);
        let stuck = class.learners.iter().enumerate().filter_map(|(learner, view)| stuck(learner, view, now));
        class.stuck = stuck.collect();
        class.stuck.sort_by(|one, other| other.active.cmp(&one.active).then(other.attempts.cmp(&one.attempts)));
        class
    }

    fn count(&mut self, ids: &[StepId], says: &dyn Fn(&StepId, &str) -> Option<String>) {
        let mut times: Vec<Vec<u64>> = vec![Vec::new(); self.steps.len()];
        let mut slips: Vec<BTreeMap<u32, (u64, usize)>> = vec![BTreeMap::new(); self.steps.len()];
        for cell in self.learners.iter().flat_map(|learner| &learner.cells) {
            let column = cell.step as usize;
            self.steps[column].add(cell);
            if cell.state == Standing::Passed {
                times[column].push(cell.active.into());
            }
            for (slip, count) in &cell.slips {
                let sum = slips[column].entry(*slip).or_default();
                *sum = (sum.0 + u64::from(*count), sum.1 + 1);
            }
            if let Some(slip) = cell.last_slip {
                slips[column].entry(slip).or_default();
            }
        }
        for (column, (mut times, slips)) in times.into_iter().zip(slips).enumerate() {
            times.sort_unstable();
            (self.steps[column].median, self.steps[column].p90) = (median(&times), percentile_90(&times));
            let number = u32::try_from(column).unwrap_or(u32::MAX);
            let mut shown: Vec<SlipView> = Vec::new();
            for (slip, (count, learners)) in slips {
                let id = self.names.text(slip).to_owned();
                let said = says(&ids[column], &id).unwrap_or_else(|| readable(&id));
                self.says.insert((number, slip), said.clone());
                shown.push(SlipView { id, says: said, count, learners });
            }
            shown.retain(|slip| slip.count > 0);
            shown.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.id.cmp(&other.id)));
            shown.truncate(SHOWN_SLIPS);
            self.steps[column].slips = shown;
        }
        let mut passed: Vec<u64> = self.learners.iter().map(|learner| learner.passed as u64).collect();
        passed.sort_unstable();
        self.overview = Overview {
            learners: self.learners.len(),
            finished: self.learners.iter().filter(|learner| learner.finished).count(),
            median: median(&passed).unwrap_or(0),
        };
    }

    /// A near miss's id.
    pub fn slip_id(&self, slip: u32) -> &str {
        self.names.text(slip)
    }

    /// A near miss of a column in words.
    pub fn slip_says(&self, column: usize, slip: u32) -> String {
        let known = u32::try_from(column).ok().and_then(|column| self.says.get(&(column, slip)));
        known.cloned().unwrap_or_else(|| readable(self.names.text(slip)))
    }
}

impl StepView {
    fn new(facts: &StepFacts, number: String, language: Language) -> Self {
        let id = one_line(&facts.id.to_string());
        let title = title(&facts.title, language).unwrap_or_else(|| id.clone());
        Self { id, number, title, points: facts.points, optional: facts.optional, ..Self::default() }
    }

    fn add(&mut self, cell: &Cell) {
        self.reached += 1;
        self.passed += usize::from(cell.state == Standing::Passed);
        self.attempts += u64::from(cell.attempts);
        self.hints += u64::from(cell.hints);
        self.solutions += usize::from(cell.solution);
        self.troubles += u64::from(cell.troubles);
    }
}

/// The title in a language, else in any.
fn title(titles: &Titles, language: Language) -> Option<String> {
    let found = titles.get(&language).or_else(|| titles.values().next());
    found.map(|title| one_line(title)).filter(|title| !title.is_empty())
}

/// `published/port-swapped` → `port swapped (published)`: for courses whose words are not at hand.
fn readable(id: &str) -> String {
    match id.split_once('/') {
        Some((check, slip)) => format!("{} ({check})", slip.replace('-', " ")),
        None => id.replace('-', " "),
    }
}
