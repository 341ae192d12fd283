//! A proof file, `checks/CHAPTER.proof.toml`: the right ways and wrong attempts of a chapter's steps. Text in,
//! [`RawProof`] out. Only `course verify`, `course lint` and the tests read it.
//!
//! ```toml
//! [build]                                # one table for each step of `checks/CHAPTER.toml`
//! right = [                              # each must pass. A text is a script, `sh -eu` in the chapter's folder
//!   "docker image build --tag test-echo .",
//!   { put = { Dockerfile = ["FROM {{alpine}}", 'CMD ["echo", "hello world"]'] } },
//!   { edit = { Dockerfile = ["echo hello world", "printf 'hello world\n'"] } },
//!   { files = true, run = "docker build -t test-echo -f Dockerfile ." },
//!   { answer = { why = "cached", id = { run = "docker images -q echo" } } },
//! ]
//! wrong = [                              # each must fail: a script with the finding it must give, or a table with `gives`
//!   ["docker build -t test-ehco .", "image/close-name"],                      # "check" or "check/near-miss"
//!   { edit = { Dockerfile = ["hello", "helo"] }, gives = "prints" },
//! ]
//! good = [                               # mutations of right ways that are as good, with the reason
//!   { mutation = "drop -f", why = "a Dockerfile is found by its usual name" },       # as `course verify --mutate` calls it
//!   { mutation = "name web*", why = "any name will do" },                            # a star stands for anything
//! ]
//! ```
//!
//! **Tables**: `put` writes files: text as it is, or lines, each ended with a line feed. `edit` puts the files of the
//! solution in place with a text replaced wherever it stands in the file, `[from, to]`, or several, `[[from, to], …]`, one
//! after the other; it must stand there. A file that the solution does not have is taken as the steps before it leave it,
//! or as it was given at the start. `files = true` puts the solution's files in place as they are. After any of these the
//! solution's script runs, unless `run` is given: `run = ""` runs nothing. A wrong attempt's script may end with an error,
//! a right way's may not.
//!
//! **Answers** that a right way does not give are those of the solution.

use super::attempt_parse::{read_right, read_wrong};
use super::diagnostic::{Diagnostic, Problems};
use super::raw::{RawGood, RawProof, RawStepProof};
use super::value::{Entry, Fields, Node, Spanned, parse_toml};

/// Parses a proof file. Whatever could be read is given, with everything that is wrong.
pub fn parse_proof(path: &str, text: &str) -> (RawProof, Vec<Diagnostic>) {
    let mut problems = Problems::new(path, text);
    let proof = read_proof(&mut problems).unwrap_or_default();
    (proof, problems.into_found())
}

/// `None` after an error of syntax.
pub(super) fn read_proof(problems: &mut Problems<'_>) -> Option<RawProof> {
    let root = parse_toml(problems)?;
    let entries = root.as_table().into_iter().flatten();
    Some(RawProof { steps: entries.filter_map(|entry| read_step(entry, problems)).collect() })
}

fn read_step(entry: &Entry, problems: &mut Problems<'_>) -> Option<RawStepProof> {
    let mut fields = Fields::of(&entry.node, &entry.key, problems)?;
    let id = Spanned::new(entry.key.clone(), entry.key_span.clone());
    let right = fields.list("right", problems).iter().filter_map(|node| read_right(node, problems)).collect();
    let wrong = fields.list("wrong", problems).iter().filter_map(|node| read_wrong(node, problems)).collect();
    let good = fields.list("good", problems).iter().filter_map(|node| read_good(node, problems)).collect();
    fields.finish("a step's proof", problems);
    Some(RawStepProof { id, right, wrong, good })
}

fn read_good(node: &Node, problems: &mut Problems<'_>) -> Option<RawGood> {
    let mut fields = Fields::of(node, "good", problems)?;
    let mutation = fields.required_text("mutation", "this", problems);
    let why = fields.required_text("why", "this", problems);
    fields.finish("a good mutation", problems);
    Some(RawGood { mutation: mutation?, why: why?.value })
}
