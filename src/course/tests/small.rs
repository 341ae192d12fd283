//! Places, names, variables, units.

use crate::course::units::{parse_size, parse_span, parse_time};
use crate::course::vars::{is_name, places};
use crate::course::{Vars, did_you_mean, line_column};

#[test]
fn lines_and_columns_count_from_one_and_columns_count_characters() {
    for (text, offset, expected) in [
        ("", 0, (1, 1)),
        ("abc", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("a\nb", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\nb\n", 4, (3, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nbc", 4, (2, 2)),
        ("é = 1", 3, (1, 3)),
        ("é = 1", 1, (1, 1)),
        ("日本\n語x", 10, (2, 2)),
        ("last", 99, (1, 5)),
    ] {
        assert_eq!(line_column(text, offset), expected, "{text:?} at {offset}");
    }
}

#[test]
fn the_closest_name_is_offered_and_nothing_far_away() {
    let names = ["state", "started_at", "ports", "port-swapped", "HINT"];
    for (wrote, meant) in [
        ("stat", Some("state")),
        ("STATE", Some("state")),
        ("prots", Some("ports")),
        ("swapped", Some("port-swapped")),
        ("hnit", Some("HINT")),
        ("volume", None),
        ("", None),
    ] {
        assert_eq!(did_you_mean(wrote, names), meant, "{wrote}");
    }
}

#[test]
fn known_variables_are_put_in_and_everything_else_stays() {
    let vars: Vars = [("port", "9001"), ("alpine", "alpine"), ("loop", "{{port}}")].into_iter().collect();
    for (text, expected) in [
        ("no variable", "no variable"),
        ("-p {{port}}:80", "-p 9001:80"),
        ("{{port}}{{alpine}}", "9001alpine"),
        ("é{{port}}é", "é9001é"),
        ("{{secret}}", "{{secret}}"),
        ("{{.ID}} {{json .}} {{range .X}}{{end}}", "{{.ID}} {{json .}} {{range .X}}{{end}}"),
        ("{{ port }}", "{{ port }}"),
        ("{{{port}}}", "{9001}"),
        ("{{port", "{{port"),
        ("{{loop}}", "{{port}}"),
    ] {
        assert_eq!(vars.expand(text), expected, "{text}");
    }
}

#[test]
fn places_of_variables_are_the_bytes_from_brace_to_brace() {
    let found: Vec<_> = places("é {{a}} {{b_1}} {{else}} {{X}} {{}}").into_iter().map(|p| (p.name, p.span)).collect();
    assert_eq!(found, [("a", 3..8), ("b_1", 9..16)]);
}

#[test]
fn a_variable_is_named_like_a_variable() {
    for (name, fits) in [
        ("nap", true),
        ("server_port", true),
        ("a1", true),
        ("end", false),
        ("Nap", false),
        ("", false),
        ("1a", false),
        ("a-b", false),
    ] {
        assert_eq!(is_name(name), fits, "{name}");
    }
}

#[test]
fn values_that_are_given_win_over_defaults() {
    let given: Vars = [("port", "9002")].into_iter().collect();
    let defaults: Vars = [("port", "9001"), ("nap", "30")].into_iter().collect();
    let all = given.or(&defaults);
    assert_eq!(all.iter().collect::<Vec<_>>(), [("nap", "30"), ("port", "9002")]);
}

#[test]
fn sizes_are_bytes() {
    for (text, bytes) in [
        ("512", Some(512)),
        ("20MB", Some(20_000_000)),
        ("20 mb", Some(20_000_000)),
        ("1GiB", Some(1 << 30)),
        ("1.5kB", Some(1_500)),
        ("0B", Some(0)),
        ("MB", None),
        ("20XB", None),
        ("-1MB", None),
        ("1.MB", None),
        ("99999999999999TB", None),
        ("", None),
    ] {
        assert_eq!(parse_size(text), bytes, "{text}");
    }
}

#[test]
fn spans_are_milliseconds_and_say_their_unit() {
    for (text, ms) in [
        ("500ms", Some(500)),
        ("30s", Some(30_000)),
        ("2m", Some(120_000)),
        ("1.5h", Some(5_400_000)),
        ("30", None),
        ("s", None),
        ("3 weeks", None),
    ] {
        assert_eq!(parse_span(text), ms, "{text}");
    }
}

#[test]
fn times_carry_their_offset() {
    assert!(parse_time("2026-11-24T10:00:00Z").is_some());
    assert!(parse_time("2026-11-24T10:00:00+02:00").is_some());
    assert!(parse_time("2026-11-24T10:00:00").is_none());
}
