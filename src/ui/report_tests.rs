use super::*;
use crate::course::Language;
use crate::ui::{Palette, Signs};
use crate::words::Words;

fn options(language: Language, width: usize, palette: Palette) -> MarkdownOptions {
    MarkdownOptions { width, palette, words: Words::new(language) }
}

fn set(view: &ReportView, options: MarkdownOptions) -> String {
    render_report(view, options).iter().map(|line| options.palette.paint(line) + "\n").collect()
}

fn check(verdict: Verdict, what: &str, note: &str) -> CheckView {
    CheckView { verdict, what: what.to_owned(), note: note.to_owned(), waits_for: None, details: None }
}

fn value(text: &str) -> Side {
    Side::Value(text.to_owned())
}

fn difference(label: &str, expected: &str, actual: &str) -> Difference {
    Difference { label: label.to_owned(), expected: Some(value(expected)), actual: value(actual) }
}

fn swapped() -> ReportView {
    let details = Details {
        differences: vec![difference("ports", "8080→9001", "9001→8080")],
        says: Some("The ports are the wrong way round: `-p` takes the port of **this machine** first.".to_owned()),
        next: vec![
            "Remove it: `docker rm -f web`".to_owned(),
            "`docker run -d -p 8080:9001 --name web server`".to_owned(),
        ],
    };
    let other = Details { says: Some("`web` is gone. Never shown.".to_owned()), ..Details::default() };
    ReportView {
        checks: vec![
            check(Verdict::Pass, "it runs", "container web"),
            CheckView { details: Some(details), ..check(Verdict::Fail, "its port is published", "container web") },
            CheckView { details: Some(other), ..check(Verdict::Unknown, "the log", "logs of web") },
            CheckView { waits_for: Some("its port is published".to_owned()), ..check(Verdict::Skip, "it answers", "") },
        ],
    }
}

#[test]
fn the_first_open_check_is_explained_and_others_get_a_sentence() {
    insta::assert_snapshot!(set(&swapped(), options(Language::En, 72, Palette::plain())), @r"
    ✓ it runs                container web
    ✗ its port is published  container web

        ports
          expected  8080→9001
          there is  9001→8080

        The ports are the wrong way round: `-p` takes the port of this
        machine first.

        → Remove it: `docker rm -f web`
        → `docker run -d -p 8080:9001 --name web server`

    ? the log                logs of web
        `web` is gone.
    · it answers             waits for its port is published
    ");
}

#[test]
fn forty_columns_are_enough() {
    let page = set(&swapped(), options(Language::Fr, 40, Palette::plain()));
    assert!(page.lines().all(|line| Line::plain(line).width() <= 40), "{page}");
    insta::assert_snapshot!(page, @r"
    ✓ it runs                container web
    ✗ its port is published  container web

        ports
          attendu  8080→9001
          il y a   9001→8080

        The ports are the wrong way round:
        `-p` takes the port of this machine
        first.

        → Remove it: `docker rm -f web`
        → `docker run -d -p 8080:9001 --name
          web server`

    ? the log                logs of web
        `web` is gone.
    · it answers
      attend : its port is published
    ");
}

#[test]
fn without_colours_and_unicode_the_signs_still_tell() {
    let page = set(&swapped(), options(Language::En, 72, Palette::new(false, Signs::Ascii)));
    let starts: Vec<&str> =
        page.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).map(|line| &line[..2]).collect();
    assert_eq!(starts, ["ok", "x ", "? ", ". "]);
}

#[test]
fn values_are_whole_aligned_and_show_what_is_invisible() {
    let details = Details {
        differences: vec![
            difference("", "hello world\n", "hello  world "),
            difference("log", "one\ntwo", ""),
            difference("digest", &"0123456789".repeat(6), &"0123456789".repeat(5)),
            Difference {
                label: "name".to_owned(),
                expected: Some(value("web")),
                actual: Side::Words("rien\u{a0}!".to_owned()),
            },
        ],
        ..Details::default()
    };
    let options = options(Language::En, 40, Palette::plain());
    let page: String = details_lines(&details, options).iter().map(|line| options.palette.paint(line) + "\n").collect();
    insta::assert_snapshot!(page, @r"
    expected  hello world␊
    there is  hello  world␠

    log
      expected  one
                two
      there is  (empty)

    digest
      expected  012345678901234567890123
                456789012345678901234567
                890123456789
      there is  012345678901234567890123
                456789012345678901234567
                89

    name
      expected  web
      there is  rien !
    ");
}

#[test]
fn the_characters_that_differ_are_marked() {
    for (own, other, changed) in [
        ("APP_PORT=80001", "PORT=8000", ""),
        ("a:80", "a:8080", ""),
        ("a:8080", "a:80", "80"),
        ("8080→9001", "8081→9001", "0"),
        ("été", "êté", "é"),
        ("same", "same", ""),
        ("", "x", ""),
    ] {
        assert_eq!(&own[changed_part(own, other)], changed, "{own} {other}");
    }
    let colored = options(Language::En, 40, Palette::new(true, Signs::Unicode));
    let lines = difference_lines(&difference("", "v1.0", "v2.0"), colored);
    insta::assert_snapshot!(colored.palette.paint(&lines[1]).replace('\u{1b}', "^"), @"^[2mthere is^[0m  ^[31mv^[0m^[31m^[1m^[4m2^[0m^[31m.0^[0m");
}

#[test]
fn a_sentence_ends_where_it_ends() {
    for (text, first) in [
        ("One. Two.", "One."),
        ("`a. b` is. Two", "`a. b` is."),
        ("Version 1.2 here? Yes.", "Version 1.2 here?"),
        ("Wait… Then", "Wait… Then"),
        ("No end\n\nMore", "No end"),
        ("", ""),
    ] {
        assert_eq!(first_sentence(text), first);
    }
}
