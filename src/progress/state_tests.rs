use super::*;

/// What a learner does, a letter and a step each: goes to it (`>`), jumps to it (`^`), passes it for the first time
/// (`+`), or once more (`=`), fails it (`-`).
fn after(story: &str) -> Progress {
    let mut progress = Progress::default();
    for word in story.split_whitespace() {
        let (what, step) = (&word[..1], id(&word[1..]));
        let checked = |verdict| Event::Checked { step: step.clone(), verdict, attempt: false, checks: Vec::new() };
        let events = match what {
            ">" => vec![Event::Went { step: step.clone() }],
            "^" => vec![Event::Jumped { step: step.clone() }],
            "+" => vec![checked(Verdict::Pass), Event::Passed { step: step.clone() }],
            "=" => vec![checked(Verdict::Pass)],
            _ => vec![checked(Verdict::Fail)],
        };
        for event in events {
            progress.apply(&Entry { at: Timestamp::UNIX_EPOCH, event });
        }
    }
    progress
}

fn id(step: &str) -> StepId {
    StepId::try_from(format!("01-x/{step}")).unwrap()
}

#[test]
fn the_learner_is_where_they_went_until_that_has_passed_there_then_at_the_next_one() {
    let all: Vec<StepId> = ["a", "b", "c", "d", "e"].map(id).into();
    for (story, here) in [
        ("", "a"),
        (">a", "a"),
        (">a -a", "a"),
        (">a +a", "b"),
        (">a +a >b +b", "c"),
        // Skipped.
        (">a >c +c", "d"),
        // Ahead of the text: what has passed is not gone to again.
        (">a +b +a", "c"),
        // Somewhere else is looked at: one stays.
        (">a +a >b =a", "b"),
        (">a +a >b +b >c +d", "c"),
        // Back to read, or to do it again.
        (">a +a >b +b >c +c >a", "a"),
        (">a +a >b +b >c +c >a =a", "d"),
        // A jump back undoes what came after: one does it again, step by step.
        (">a +a >b +b >c +c ^b", "b"),
        (">a +a >b +b >c +c ^b -b", "b"),
        (">a +a >b +b >c +c ^b =b", "c"),
        (">a +a >b +b >c +c ^b =b >c =c", "d"),
        // A jump ahead.
        (">a ^d", "d"),
        (">a ^d +d", "e"),
        // The end: what was left out, else the last one.
        (">a ^d +d >e +e", "a"),
        (">a +a >b +b >c +c >d +d >e +e", "e"),
        // A step that the course no longer has.
        (">a +a >z", "b"),
    ] {
        assert_eq!(after(story).position(&all), Some(&id(here)), "{story}");
    }
}
