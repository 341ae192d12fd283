//! Why Compose refuses a file, by the line: Compose's words and the file's text in, the slip that they mean out. Words say
//! what is wrong, the text shows where; a slip that the words don't speak of is none.

use super::names::{circle, named, undeclared};
use super::slip::{How, Slip, slips};
use super::syntax::fault;
use super::yaml::parse;

/// The slip that `words` are about, if it is recognised.
pub(crate) fn explain(text: &str, words: &str) -> Option<Slip> {
    let root = match parse(text) {
        Ok(root) => root,
        // What is read and then refused is YAML to Compose.
        Err(_) if ["services.", "(root)", "service \""].iter().any(|mark| words.contains(mark)) => return None,
        Err(error) => return Some(fault(text, &error)),
    };
    let all = slips(&root).into_iter().chain(undeclared(&root)).chain(circle(&root)).chain(named(&root));
    let meant: Vec<Slip> = all.filter(|slip| is_meant(slip, words)).collect();
    // A key that is only unknown explains less than anything else.
    let is_strange = |slip: &&Slip| slip.how == How::Strange;
    meant.iter().find(|slip| !is_strange(slip)).or_else(|| meant.first()).cloned()
}

fn is_meant(slip: &Slip, words: &str) -> bool {
    let says = |name: &str| mentions(words, name);
    if words.contains(&format!("line {}:", slip.line)) {
        return true;
    }
    match slip.how {
        How::Condition => mentions(words, "condition"),
        How::HealthTest => mentions(words, "healthcheck") || mentions(words, "test"),
        How::Circle => words.to_lowercase().contains("circular") || words.contains("cycle"),
        How::NoMap if slip.key.is_empty() => true,
        How::File => says(slip.key.strip_prefix("./").unwrap_or(&slip.key)),
        How::Network | How::Volume | How::Service | How::Strange | How::Twice => says(&slip.key),
        How::Again => says(&slip.key) && (words.contains("unique") || words.contains("duplicate")),
        // Version 1 also says `Version` and `secret`.
        _ => says(&slip.key) || says(&slip.other) || mentions(&words.to_lowercase(), slip.key.trim_end_matches('s')),
    }
}

/// Whether a name stands in a text as a word of its own.
fn mentions(text: &str, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(is_part)
            && !text[at + name.len()..].chars().next().is_some_and(is_part)
    })
}
