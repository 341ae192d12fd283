//! The near misses that an author describes, as they are written: `near.ID = …` and `[[step.check.near_miss]]`. The form
//! is described at `checks`.

use super::checks::{read_subject, report_twins};
use super::diagnostic::Problems;
use super::raw::RawNearMiss;
use super::value::{Entry, Fields, Node, NodeKind, Spanned, check_id};

/// Keys of a near miss in `near` that are no properties.
const OWN: [&str; 3] = ["of", "missing", "absent"];

/// All near misses of a check in order: the short ones, then those at length.
pub(super) fn read_near_misses(fields: &mut Fields<'_>, problems: &mut Problems<'_>) -> Vec<RawNearMiss> {
    let mut all: Vec<RawNearMiss> = Vec::new();
    if let Some(entry) = fields.get("near") {
        let entries = entry.node.expect_table("near", problems).into_iter().flatten();
        all.extend(entries.filter_map(|entry| read_short(entry, problems)));
    }
    all.extend(fields.list("near_miss", problems).iter().filter_map(|node| read_long(node, problems)));
    report_twins(all.iter().map(|rule| &rule.id), "near miss", problems);
    let mut without = all.iter().filter(|rule| rule.when.is_none() && rule.subject.is_none());
    if let (Some(first), Some(second)) = (without.next(), without.next()) {
        problems
            .error(second.id.span.clone(), format!("near miss `{}` does not say when it applies", second.id.value))
            .label(format!("and neither does `{}`", first.id.value))
            .help("only one of a check may stand for all that nothing more precise is known of");
    }
    all
}

fn read_short(entry: &Entry, problems: &mut Problems<'_>) -> Option<RawNearMiss> {
    let entries = entry.node.expect_table(&entry.key, problems)?;
    let id = Spanned::new(entry.key.clone(), entry.key_span.clone());
    check_id(&id, problems);
    let (own, when): (Vec<Entry>, Vec<Entry>) = entries.iter().cloned().partition(|one| OWN.contains(&&*one.key));
    let table = |entries| Node { span: entry.node.span.clone(), kind: NodeKind::Table(entries) };
    let own = table(own);
    let mut fields = Fields::of(&own, &entry.key, problems)?;
    let subject = fields.get("of").and_then(|of| {
        let mut fields = Fields::of(&of.node, "of", problems)?;
        let subject = read_subject(&mut fields, problems);
        if subject.is_none() {
            problems.error(of.key_span.clone(), "`of` names nothing");
        }
        fields.finish("the subject of a near miss", problems);
        subject
    });
    let (missing, absent) = flags(&mut fields, problems);
    Some(RawNearMiss { id, subject, missing, absent, when: (!when.is_empty()).then(|| table(when)) })
}

fn read_long(node: &Node, problems: &mut Problems<'_>) -> Option<RawNearMiss> {
    let mut fields = Fields::of(node, "near_miss", problems)?;
    let id = fields.required_text("id", "this near miss", problems);
    let subject = read_subject(&mut fields, problems);
    let (missing, absent) = flags(&mut fields, problems);
    let when = fields.get("when").map(|entry| entry.node.clone());
    fields.finish("a near miss", problems);
    let id = id?;
    check_id(&id, problems);
    Some(RawNearMiss { id, subject, missing, absent, when })
}

/// `missing`, and where `absent` stands.
fn flags(fields: &mut Fields<'_>, problems: &mut Problems<'_>) -> (bool, Option<std::ops::Range<usize>>) {
    let missing = fields.flag("missing", problems).unwrap_or(false);
    let absent = fields.get("absent").map(|entry| entry.key_span.clone());
    (missing, absent.filter(|_| fields.flag("absent", problems) == Some(true)))
}
