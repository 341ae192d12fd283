//! One attempt as it is written → [`RawAttempt`]: a script, a pair of a script and a finding, or a table. `course::proof`
//! describes the forms.

use super::diagnostic::Problems;
use super::raw::{RawAttempt, RawEdit};
use super::value::{Entry, Fields, Node, NodeKind, Spanned};

/// `[step.solution]`: a script and answers; its files are those of its folder.
pub(super) fn read_solution(node: &Node, problems: &mut Problems<'_>) -> Option<RawAttempt> {
    let mut fields = Fields::of(node, "solution", problems)?;
    let mut attempt = RawAttempt { files: true, ..RawAttempt::new(node) };
    attempt.run = fields.text("run", problems).map(|text| text.value);
    attempt.answers = fields.get("answer").map(|entry| read_answers(&entry.node, problems)).unwrap_or_default();
    fields.finish("a solution", problems);
    Some(attempt)
}

/// An entry of `right`.
pub(super) fn read_right(node: &Node, problems: &mut Problems<'_>) -> Option<RawAttempt> {
    match &node.kind {
        NodeKind::Text(run) => Some(RawAttempt { run: Some(run.clone()), ..RawAttempt::new(node) }),
        NodeKind::Table(_) => {
            let mut fields = Fields::of(node, "right", problems)?;
            let attempt = read_table(node, &mut fields, problems);
            fields.finish("a right way", problems);
            Some(attempt)
        }
        _ => {
            node.mismatch("right", "a list of scripts and tables", problems);
            None
        }
    }
}

/// An entry of `wrong`, with what it gives.
pub(super) fn read_wrong(node: &Node, problems: &mut Problems<'_>) -> Option<(RawAttempt, Spanned<String>)> {
    match &node.kind {
        NodeKind::List(items) => {
            let [run, gives] = items.as_slice() else {
                problems
                    .error(node.span.clone(), "a wrong attempt is a script and what it gives")
                    .help("write `[\"docker …\", \"check/near-miss\"]`, or a table with `gives`");
                return None;
            };
            let run = run.expect_text("the script", problems)?;
            let gives = gives.expect_text("what it gives", problems)?;
            Some((RawAttempt { run: Some(run.value), ..RawAttempt::new(node) }, gives))
        }
        NodeKind::Table(_) => {
            let mut fields = Fields::of(node, "wrong", problems)?;
            let attempt = read_table(node, &mut fields, problems);
            let gives = fields.required_text("gives", "this wrong attempt", problems);
            fields.finish("a wrong attempt", problems);
            Some((attempt, gives?))
        }
        _ => {
            node.mismatch("wrong", "a list of pairs and tables", problems);
            None
        }
    }
}

fn read_table(node: &Node, fields: &mut Fields<'_>, problems: &mut Problems<'_>) -> RawAttempt {
    RawAttempt {
        run: fields.text("run", problems).map(|text| text.value),
        answers: fields.get("answer").map(|entry| read_answers(&entry.node, problems)).unwrap_or_default(),
        files: fields.flag("files", problems).unwrap_or(false),
        put: fields.get("put").map(|entry| read_put(&entry.node, problems)).unwrap_or_default(),
        edit: fields.get("edit").map(|entry| read_edits(&entry.node, problems)).unwrap_or_default(),
        ..RawAttempt::new(node)
    }
}

fn name_of(entry: &Entry) -> Spanned<String> {
    Spanned::new(entry.key.clone(), entry.key_span.clone())
}

/// Files with their content: text as it is, or a list of lines.
fn read_put(node: &Node, problems: &mut Problems<'_>) -> Vec<(Spanned<String>, String)> {
    let mut put = Vec::new();
    for entry in node.expect_table("put", problems).into_iter().flatten() {
        match &entry.node.kind {
            NodeKind::Text(text) => put.push((name_of(entry), text.clone())),
            NodeKind::List(lines) => {
                let lines = lines.iter().filter_map(|line| line.expect_text("a line", problems));
                put.push((name_of(entry), lines.map(|line| line.value + "\n").collect()));
            }
            _ => entry.node.mismatch(&entry.key, "text or a list of lines", problems),
        }
    }
    put
}

/// Files with one replacement or several.
fn read_edits(node: &Node, problems: &mut Problems<'_>) -> Vec<RawEdit> {
    let mut edits = Vec::new();
    for entry in node.expect_table("edit", problems).into_iter().flatten() {
        let Some(items) = entry.node.expect_list(&entry.key, problems) else { continue };
        let one = std::slice::from_ref(&entry.node);
        let pairs = if items.iter().any(|item| item.as_text().is_some()) { one } else { items };
        for pair in pairs {
            let texts = pair.expect_list("a replacement", problems).unwrap_or_default();
            let texts: Vec<_> = texts.iter().filter_map(|text| text.expect_text("a replacement", problems)).collect();
            if let [from, to] = texts.as_slice() {
                edits.push(RawEdit { path: name_of(entry), from: from.clone(), to: to.value.clone() });
            } else {
                problems.error(pair.span.clone(), "a replacement is two texts: what stands there, and what shall");
            }
        }
    }
    edits
}

fn read_answers(node: &Node, problems: &mut Problems<'_>) -> Vec<(Spanned<String>, String, bool)> {
    let mut answers = Vec::new();
    for entry in node.expect_table("answer", problems).into_iter().flatten() {
        match &entry.node.kind {
            NodeKind::Text(text) => answers.push((name_of(entry), text.clone(), false)),
            NodeKind::Int(number) => answers.push((name_of(entry), number.to_string(), false)),
            NodeKind::Table(_) => {
                let Some(mut fields) = Fields::of(&entry.node, "answer", problems) else { continue };
                if let Some(run) = fields.required_text("run", "this answer", problems) {
                    answers.push((name_of(entry), run.value, true));
                }
                fields.finish("an answer", problems);
            }
            _ => entry.node.mismatch(&entry.key, "text or `{ run = … }`", problems),
        }
    }
    answers
}
