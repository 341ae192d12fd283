//! A class of made-up learners who behave like real ones: some fast, some slow, some who leave, some who are stuck. The
//! same seed makes the same class. Used by the benchmark and by the tests of `kesako report`.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use kesako::check::Verdict;
use kesako::course::{Chapter, CourseFiles, CourseSource, Step};
use kesako::progress::export::{About, CourseFacts, Export, make};
use kesako::progress::{CheckLine, Entry, Event};

const FIRST: [&str; 24] = [
    "Ada", "Zoé", "Linus", "Grace", "Noël", "Anaïs", "Barbara", "Edsger", "Margaret", "Ken", "Radia", "Tim", "Fatima",
    "Jürgen", "Chloé", "Mehdi", "Inès", "Paul", "Sofia", "Hugo", "Léa", "Øyvind", "Wei", "Aïcha",
];
const LAST: [&str; 20] = [
    "Martin", "Nguyen", "Hopper", "Lefèvre", "Diallo", "García", "O'Brien", "Schmidt", "Rossi", "Benali", "Dupont",
    "Kowalski", "Moreau", "Silva", "Perlman", "Ito", "Haddad", "Novák", "Ali", "Roux",
];

/// Small numbers from a seed: splitmix64.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }

    fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[usize::try_from(self.roll(all.len() as u64)).unwrap()]
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}

/// The built-in course: what exports tell of it, and what its steps look at.
pub(crate) struct Subject {
    pub(crate) facts: CourseFacts,
    /// Each with the slips that its authors know.
    steps: Vec<(Step, Vec<String>)>,
}

impl Subject {
    pub(crate) fn built_in() -> Self {
        let course = CourseFiles::open(CourseSource::Embedded).unwrap();
        let vars = course.default_vars();
        let chapters: Vec<Chapter> =
            course.manifest.chapters.iter().map(|id| course.chapter(id, &vars).unwrap()).collect();
        let facts = CourseFacts::of(&course.manifest, course.content_hash().unwrap(), &chapters);
        let mut steps = Vec::new();
        for chapter in chapters {
            let mut proof = course.proof(&chapter.id, &vars).unwrap();
            for step in chapter.steps {
                let wrong = proof.remove(&step.id).unwrap_or_default().wrong.into_iter().map(|wrong| wrong.gives);
                steps.push((step, wrong.filter(|gives| gives.contains('/')).collect()));
            }
        }
        Self { facts, steps }
    }

    /// The export of learner number `number` of the class `seed`.
    pub(crate) fn export(&self, seed: u64, number: u64) -> Export {
        let mut dice = Dice::new(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let learner = dice.chance(92).then(|| format!("{} {}", dice.pick(&FIRST), dice.pick(&LAST)));
        let mut story = Story::new(&mut dice, number);
        let leaves = story.dice.roll(100);
        // A fifth finishes; the others are anywhere, more of them early.
        let goal = if leaves < 20 { self.steps.len() } else { self.reach(story.dice) };
        let mut has_passed = true;
        for (position, (step, slips)) in self.steps.iter().enumerate().take(goal) {
            let is_last = position + 1 == goal && goal < self.steps.len();
            has_passed = story.step(step, slips, hardness(&step.id.to_string()), is_last);
        }
        if has_passed && goal < self.steps.len() && story.dice.chance(70) {
            story.write(40, Event::Went { step: self.steps[goal].0.id.clone() });
        }
        let at = story.at + SignedDuration::from_mins(5);
        make(&story.entries, &self.facts, &About { learner, at, kesako: "0.1.0".to_owned() })
    }

    fn reach(&self, dice: &mut Dice) -> usize {
        let all = self.steps.len() as u64;
        usize::try_from(1 + dice.roll(all).min(dice.roll(all) + all / 5)).unwrap()
    }
}

/// How hard a step is, from 0 to 9: the same for everybody.
fn hardness(step: &str) -> u64 {
    step.bytes().fold(7, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 10
}

struct Story<'d> {
    dice: &'d mut Dice,
    at: Timestamp,
    /// From 1, quick, to 5, slow.
    pace: u64,
    worked: i64,
    entries: Vec<Entry>,
}

impl<'d> Story<'d> {
    fn new(dice: &'d mut Dice, number: u64) -> Self {
        let at = Timestamp::from_second(1_760_000_000 + i64::try_from(dice.roll(400_000)).unwrap()).unwrap();
        let pace = 1 + dice.roll(5);
        let mut story = Self { dice, at, pace, worked: 0, entries: Vec::new() };
        let workspace = format!("workspace {number}");
        let (course, version, kesako) = ("docker-101".to_owned(), "1.0.0".to_owned(), "0.1.0".to_owned());
        story.write(0, Event::Started { course, version, kesako, workspace });
        story.write(2, Event::Engine { version: "26.1.5".into(), api: "1.45".into(), flavour: "docker".into() });
        story
    }

    fn write(&mut self, seconds: u64, event: Event) {
        let seconds = i64::try_from(seconds).unwrap();
        self.worked += seconds;
        let mut pause = SignedDuration::from_secs(seconds);
        if self.worked > 7_000 {
            // Enough for today.
            self.worked = 0;
            pause += SignedDuration::from_hours(14);
        }
        self.at += pause;
        self.entries.push(Entry { at: self.at, event });
    }

    /// Works at a step; `false` if it has not passed, which happens at the last one only.
    fn step(&mut self, step: &Step, slips: &[String], hardness: u64, is_last: bool) -> bool {
        let id = || step.id.clone();
        let read = 20 + self.dice.roll(60) * self.pace;
        self.write(read, Event::Went { step: id() });
        let baseline = serde_json::value::RawValue::from_string("{}".to_owned()).unwrap();
        self.write(1, Event::Begun { step: id(), clock: self.at, offset_ms: 0, baseline });
        let mut failed = 0;
        while self.dice.chance(10 + hardness * 4 + self.pace * 4) && failed < 12 {
            failed += 1;
            let slip = (!slips.is_empty() && self.dice.chance(75)).then(|| {
                // The first slip that authors think of is the most frequent.
                let first = self.dice.roll(slips.len() as u64).min(self.dice.roll(slips.len() as u64));
                slips[usize::try_from(first).unwrap()].as_str()
            });
            let wait = 15 + self.dice.roll(50) * self.pace;
            self.write(wait, checked(step, Verdict::Fail, slip));
            if failed >= 2 && self.dice.chance(40) {
                self.write(20, Event::Hinted { step: id(), level: failed - 1 });
            }
            if self.dice.chance(3) {
                self.write(30, checked(step, Verdict::Unknown, None));
            }
        }
        if is_last && self.dice.chance(60) {
            return false;
        }
        if failed > 4 && self.dice.chance(50) {
            let run = self.dice.chance(50);
            self.write(60, Event::Solved { step: id(), run });
        }
        let wait = 15 + self.dice.roll(40) * self.pace;
        self.write(wait, checked(step, Verdict::Pass, None));
        self.write(0, Event::Passed { step: id() });
        true
    }
}

fn checked(step: &Step, verdict: Verdict, slip: Option<&str>) -> Event {
    let named = slip.and_then(|slip| slip.split_once('/')).map(|(check, _)| check);
    let mut is_before = true;
    let checks = step.checks.iter().map(|check| {
        let is_it = named.map_or(is_before, |named| check.id == named);
        let verdict = match verdict {
            Verdict::Fail if is_it => Verdict::Fail,
            Verdict::Fail if is_before => Verdict::Pass,
            Verdict::Fail => Verdict::Skip,
            other => other,
        };
        is_before &= !is_it;
        let near_miss = slip.filter(|_| named == Some(&*check.id)).map(str::to_owned);
        CheckLine { id: check.id.clone(), verdict, near_miss }
    });
    let checks = checks.collect();
    Event::Checked { step: step.id.clone(), verdict, attempt: verdict == Verdict::Fail, checks }
}

/// Writes a class of `count` into a folder, a file for each learner.
pub(crate) fn write_class(folder: &Path, subject: &Subject, seed: u64, count: u64) {
    std::fs::create_dir_all(folder).unwrap();
    for number in 0..count {
        let bytes = serde_json::to_vec_pretty(&subject.export(seed, number)).unwrap();
        std::fs::write(folder.join(format!("{number:05}.json")), bytes).unwrap();
    }
}
