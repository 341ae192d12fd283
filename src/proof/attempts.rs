//! The attempts of a step: its solution, its other right ways, its wrong attempts, each with what must come of it.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::course::{AnswerSource, Attempt, Attempts, Step};

use super::Expected;

/// An attempt of a step.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// What is done.
    pub attempt: &'a Attempt,
    /// What must come of it.
    pub expected: Expected<'a>,
}

/// All attempts of a step: the solution first, the other right ways, the wrong ones.
pub fn cases<'a>(step: &'a Step, attempts: &'a Attempts) -> Vec<Case<'a>> {
    let right = std::iter::once(&step.solution).chain(&attempts.right);
    let right = right.map(|attempt| Case { attempt, expected: Expected::Pass });
    let wrong = attempts.wrong.iter();
    let wrong = wrong.map(|wrong| Case { attempt: &wrong.attempt, expected: Expected::Fail(&wrong.gives) });
    right.chain(wrong).collect()
}

/// Which of these are a fair sample: every right way, and of the wrong ones the first of each finding.
pub fn sample(cases: &[Case<'_>]) -> Vec<bool> {
    let mut found = BTreeSet::new();
    let is_chosen = |case: &Case<'_>| match case.expected {
        Expected::Pass => true,
        Expected::Fail(gives) => found.insert(gives.to_owned()),
    };
    cases.iter().map(is_chosen).collect()
}

/// What an attempt is known by, wherever it stands and whatever it must give: a digest of all that it does. The attempt
/// is to be the one of a course with the variables' defaults, or the key would change with a port.
pub fn key(attempt: &Attempt) -> String {
    let mut digest = Sha256::new();
    let mut part = |kind: &str, bytes: &[u8]| {
        digest.update(kind.as_bytes());
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    for file in &attempt.files {
        part("path", file.path.as_bytes());
        part(if file.executable { "program" } else { "file" }, &file.content);
    }
    part(if attempt.may_fail { "try" } else { "run" }, attempt.run.trim().as_bytes());
    for (check, source) in &attempt.answers {
        part("check", check.as_bytes());
        match source {
            AnswerSource::Text(text) => part("text", text.as_bytes()),
            AnswerSource::Run(script) => part("script", script.as_bytes()),
        }
    }
    digest.finalize().iter().take(8).fold(String::new(), |key, byte| format!("{key}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::CourseFile;

    #[test]
    fn a_key_follows_what_an_attempt_does_and_not_where_it_stands() {
        let attempt = |run: &str, at: &str| Attempt { run: run.to_owned(), at: at.to_owned(), ..Attempt::default() };
        let one = attempt("docker build .", "a:1");
        assert_eq!(key(&one), key(&attempt("docker build .\n", "b:2")));
        assert_ne!(key(&one), key(&attempt("docker build -q .", "a:1")));
        let file = |path: &str, content: &str| CourseFile {
            path: path.to_owned(),
            content: content.as_bytes().to_vec(),
            executable: false,
        };
        let with = |files: Vec<CourseFile>| Attempt { files, ..one.clone() };
        assert_ne!(key(&one), key(&with(vec![file("a", "")])));
        assert_ne!(key(&with(vec![file("a", "bc")])), key(&with(vec![file("ab", "c")])));
        let answered = |answer| Attempt { answers: [("check".to_owned(), answer)].into(), ..one.clone() };
        assert_ne!(key(&answered(AnswerSource::Text("x".into()))), key(&answered(AnswerSource::Run("x".into()))));
        assert_eq!(key(&one).len(), 16);
    }
}
