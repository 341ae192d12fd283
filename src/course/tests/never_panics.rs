//! Whatever stands in a course file, reading it ends with diagnostics, and they point into the file.

use proptest::prelude::*;

use super::fixture::{CHECKS, ENGLISH, Fixture, PROOF};
use crate::course::{Diagnostic, parse_checks, parse_lesson, parse_manifest, parse_proof};

/// A sound text with a piece cut out and another put in.
fn broken(path: &'static str) -> impl Strategy<Value = String> {
    let text = Fixture::new().open().text(path);
    let piece = prop_oneof![
        "[\\[\\]{}#>`!\"'=\\-\n\r .a-z0-9é]{0,12}",
        "\\PC{0,8}",
        Just("> [!".to_owned()),
        Just("{{".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("[[step.check]]\n".to_owned()),
    ];
    (0..=text.len(), 0..40_usize, piece).prop_map(move |(at, length, piece)| {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (boundary(at), boundary(at + length));
        format!("{}{piece}{}", &text[..start], &text[end..])
    })
}

fn all_inside(text: &str, found: &[Diagnostic]) {
    for one in found {
        assert!(text.get(one.span.clone()).is_some(), "{one} {:?}", one.span);
        assert!(one.line >= 1 && one.column >= 1);
        assert!(one.line <= text.lines().count() + 1);
    }
}

proptest! {
    #[test]
    fn no_lesson_makes_the_parser_panic(text in prop_oneof!["\\PC{0,200}", broken(ENGLISH)]) {
        let (_, found) = parse_lesson("l.md", &text);
        all_inside(&text, &found);
    }

    #[test]
    fn no_checker_makes_the_parser_panic(text in prop_oneof!["\\PC{0,200}", broken(CHECKS)]) {
        let (_, found) = parse_checks("c.toml", &text);
        all_inside(&text, &found);
    }

    #[test]
    fn no_proof_makes_the_parser_panic(text in prop_oneof!["\\PC{0,200}", broken(PROOF)]) {
        let (_, found) = parse_proof("c.proof.toml", &text);
        all_inside(&text, &found);
    }

    #[test]
    fn no_manifest_makes_the_parser_panic(text in prop_oneof!["\\PC{0,200}", broken(crate::course::MANIFEST)]) {
        let (_, found) = parse_manifest(&text);
        all_inside(&text, &found);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_course_makes_lint_panic(checks in broken(CHECKS), proof in broken(PROOF), lesson in broken(ENGLISH)) {
        let fixture = Fixture::new();
        fixture.write(CHECKS, &checks);
        fixture.write(PROOF, &proof);
        fixture.write(ENGLISH, &lesson);
        let report = fixture.lint();
        for one in &report.diagnostics {
            all_inside(report.text(one), std::slice::from_ref(one));
        }
    }
}
