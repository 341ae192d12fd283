//! What the gradebooks of Moodle and Canvas import, by their own rules.
//!
//! # Moodle: *Grades → Import → CSV file*
//!
//! The first row names the columns, without spaces around, each different; every row has as many cells as the first.
//! One column is mapped to a user by user name, e-mail address or ID number: [`MOODLE_USER`], what the learner gave as
//! their name. An unknown or empty one stops the whole import, so that nobody gets another's grades. Every other column
//! can become a new grade item, whose maximum is 100, and larger numbers are refused: grades are per cent, with a point.
//! No grade would be `-`; who has done nothing has 0.
//!
//! # Canvas: *Gradebook → Import*
//!
//! The first row begins `Student, ID, SIS User ID, SIS Login ID, Section`; the columns after that are assignments. The
//! second row has `Points Possible` in its first cell and the maxima. Students are found by ID, SIS ID, login, else by
//! their whole name as Canvas has it; unknown ones are asked about. A title that ends in a number in brackets would mean
//! the assignment of that id, one with `Final Score` and the like is left out, and a student called `Points Possible`
//! would be taken for the second row: none of these is written.

use super::class::{ChapterView, Class};
use super::csv::Table;
use super::learner::LearnerView;
use crate::progress::export::{Standing, cell};

/// The column that says who it is.
pub(super) const MOODLE_USER: &str = "Username";

/// Parts of a title that Canvas takes for columns of its own.
const CANVAS_OWN: [&str; 3] = ["Current ", "Final ", "Override "];

pub(super) fn moodle(class: &Class, table: &mut Table) -> Result<(), csv::Error> {
    let mut head = vec![MOODLE_USER.to_owned(), cell(&class.title).into_owned()];
    head.extend(class.chapters.iter().map(|chapter| cell(&chapter_title(class, chapter)).into_owned()));
    table.write_record(distinct(head))?;
    let all = class.steps.iter().map(|step| u64::from(step.points)).sum();
    for learner in &class.learners {
        let mut row = vec![user(learner), per_cent(learner.points_passed, all)];
        row.extend(class.chapters.iter().map(|chapter| {
            let (passed, of) = points(class, chapter, learner);
            per_cent(passed, of)
        }));
        table.write_record(&row)?;
    }
    Ok(())
}

pub(super) fn canvas(class: &Class, table: &mut Table) -> Result<(), csv::Error> {
    let fixed = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];
    let mut head: Vec<String> = fixed.map(str::to_owned).into();
    head.extend(class.chapters.iter().map(|chapter| canvas_title(&chapter_title(class, chapter))));
    table.write_record(distinct(head))?;
    let mut maxima: Vec<String> = vec!["    Points Possible".to_owned()];
    maxima.resize(fixed.len(), String::new());
    maxima.extend(class.chapters.iter().map(|chapter| maximum(class, chapter).to_string()));
    table.write_record(&maxima)?;
    for learner in &class.learners {
        let mut row = vec![student(learner)];
        row.resize(fixed.len(), String::new());
        row.extend(class.chapters.iter().map(|chapter| points(class, chapter, learner).0.to_string()));
        table.write_record(&row)?;
    }
    Ok(())
}

/// What identifies a learner: the name as they gave it, else the record's short one, which nobody has.
fn user(learner: &LearnerView) -> String {
    cell(learner.given.as_deref().unwrap_or(&learner.name)).into_owned()
}

fn student(learner: &LearnerView) -> String {
    let name = user(learner);
    // A row that begins like this is one of Canvas' own.
    let is_own = name.to_lowercase().contains("points possible");
    let short: String = learner.record.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    if is_own { format!("({short})") } else { name }
}

/// `Docker 101 – 6 Networks`.
fn chapter_title(class: &Class, chapter: &ChapterView) -> String {
    format!("{} – {} {}", class.title, chapter.number, chapter.title)
}

fn canvas_title(title: &str) -> String {
    let mut title = cell(title).into_owned();
    for own in CANVAS_OWN {
        title = title.replace(own, &format!("{}_", own.trim()));
    }
    if title.ends_with(')') { title + "." } else { title }
}

/// The titles, each different: a number behind those that were there before.
fn distinct(titles: Vec<String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for title in titles {
        let title = title.trim().to_owned();
        let numbered = (2..).map(|number| format!("{title} #{number}"));
        let free = std::iter::once(title.clone()).chain(numbered).find(|title| !all.contains(title));
        all.push(free.unwrap_or(title));
    }
    all
}

fn maximum(class: &Class, chapter: &ChapterView) -> u64 {
    class.steps[chapter.columns.clone()].iter().map(|step| u64::from(step.points)).sum()
}

/// Points that a learner has in a chapter, and those it has.
fn points(class: &Class, chapter: &ChapterView, learner: &LearnerView) -> (u64, u64) {
    let has_passed = |column: &usize| learner.cell(*column).is_some_and(|cell| cell.state == Standing::Passed);
    let passed = chapter.columns.clone().filter(has_passed).map(|column| u64::from(class.steps[column].points)).sum();
    (passed, maximum(class, chapter))
}

/// A share as per cent with two decimals, the point as the decimal mark: `66.67`.
fn per_cent(part: u64, of: u64) -> String {
    let hundredths = (part * 20_000).checked_div(of * 2).unwrap_or(0);
    let rest = (part * 10_000).checked_rem(of).unwrap_or(0);
    let rounded = hundredths + u64::from(of > 0 && rest * 2 >= of);
    format!("{}.{:02}", rounded / 100, rounded % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_to_two_decimals() {
        for (part, of, said) in [(0, 0, "0.00"), (0, 3, "0.00"), (2, 3, "66.67"), (1, 3, "33.33"), (3, 3, "100.00")] {
            assert_eq!(per_cent(part, of), said);
        }
    }

    #[test]
    fn titles_that_canvas_would_take_for_something_else_are_changed() {
        assert_eq!(canvas_title("Docker (50)"), "Docker (50).");
        assert_eq!(canvas_title("The Final Score"), "The Final_Score");
        assert_eq!(distinct(vec!["a".into(), "a ".into(), "a".into()]), ["a", "a #2", "a #3"]);
    }
}
