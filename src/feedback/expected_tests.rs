use regex::Regex;
use serde_json::json;

use super::*;
use crate::course::Language;

fn text(it: &str) -> Matcher {
    Matcher::Equals(json!(it))
}

fn form() -> Matcher {
    Matcher::Matches(Regex::new(r"(?i)hello\W+world").unwrap())
}

fn not(inner: Matcher) -> Matcher {
    Matcher::Not(Box::new(inner))
}

fn than_size_of(subject: &Subject) -> Matcher {
    Matcher::Than(Bound::Less, Box::new(subject.clone()), Property::Named("size".to_owned()))
}

fn plain(inner: Matcher) -> Item {
    Item::Plain(inner)
}

fn fields(all: &[(&str, serde_json::Value)]) -> Item {
    Item::Fields(all.iter().map(|(name, value)| ((*name).to_owned(), Matcher::Equals(value.clone()))).collect())
}

fn said(subject: &Subject, property: &str, matcher: &Matcher, language: Language) -> String {
    let property = Property::Named(property.to_owned());
    expected(subject, &property, matcher, Words::new(language)).map_or_else(String::new, |side| side.text().to_owned())
}

#[test]
fn every_matcher_reads_as_words_in_both_languages() {
    let container = Subject::Container(crate::course::subject::ContainerSelect::named("shop"));
    let image = Subject::Image("shop".to_owned());
    let of =
        |property: &str| Matcher::Of(Box::new(Subject::Image("base".to_owned())), Property::Named(property.to_owned()));
    for (subject, property, matcher, english, french) in [
        (&container, "exit_code", than_size_of(&image), "less than image shop", "moins que image shop"),
        (&container, "init", Matcher::Equals(json!(true)), "yes", "oui"),
        (&container, "exit_code", not(Matcher::Equals(json!(0))), "anything but 0", "tout sauf 0"),
        (
            &container,
            "state",
            Matcher::OneOf(vec![json!("exited"), json!("removed")]),
            "exited or removed",
            "terminé (exited) ou supprimé",
        ),
        (&container, "output", Matcher::Contains("a".into()), "contains \"a\"", "contient «\u{a0}a\u{a0}»"),
        (&container, "output", Matcher::StartsWith("a".into()), "begins with \"a\"", "commence par «\u{a0}a\u{a0}»"),
        (&container, "output", Matcher::EndsWith("a".into()), "ends with \"a\"", "finit par «\u{a0}a\u{a0}»"),
        (
            &container,
            "output",
            not(Matcher::Contains("a".into())),
            "does not contain \"a\"",
            "ne contient pas «\u{a0}a\u{a0}»",
        ),
        (
            &container,
            "output",
            Matcher::All(vec![Matcher::Empty(false), not(Matcher::Contains("a".into()))]),
            "does not contain \"a\"",
            "ne contient pas «\u{a0}a\u{a0}»",
        ),
        (&container, "output", not(Matcher::Empty(true)), "something", "quelque chose"),
        (&container, "image", form(), "", ""),
        (&container, "image", not(form()), "", ""),
        (&image, "size", Matcher::Less(json!(20_000_000)), "less than 20 MB", "moins de 20\u{a0}Mo"),
        (&image, "size", Matcher::AtMost(json!(1500)), "1.5 kB at most", "1,5\u{a0}ko au plus"),
        (&image, "added_layers", Matcher::Greater(json!(1)), "more than 1", "plus de 1"),
        (&image, "added_layers", Matcher::AtLeast(json!(2)), "2 or more", "2 ou plus"),
        (&image, "cmd", Matcher::Len(Box::new(Matcher::Equals(json!(1)))), "how many: 1", "combien\u{a0}: 1"),
        (&image, "cmd", Matcher::Empty(true), "nothing", "rien"),
        (&image, "cmd", Matcher::Empty(false), "something", "quelque chose"),
        (&image, "cmd", Matcher::Exactly(vec![plain(text("a")), plain(text("b"))]), "a, b", "a, b"),
        (&image, "cmd", Matcher::Exactly(vec![plain(form())]), "", ""),
        (&image, "cmd", Matcher::Lacks(vec![plain(text("a"))]), "without a", "sans a"),
        (&image, "cmd", Matcher::InOrder(vec![plain(text("a")), plain(text("b"))]), "a, then b", "a, puis b"),
        (&image, "cmd", Matcher::Each(Box::new(plain(text("a")))), "each of them: a", "chacun\u{a0}: a"),
        (&image, "cmd", Matcher::Any(Box::new(plain(text("a")))), "a", "a"),
        (
            &image,
            "cmd",
            Matcher::Any(Box::new(plain(Matcher::Contains("a".into())))),
            "one of them: contains \"a\"",
            "l'un d'eux\u{a0}: contient «\u{a0}a\u{a0}»",
        ),
        (&image, "cmd", Matcher::Any(Box::new(plain(form()))), "", ""),
        (&image, "cmd", Matcher::None(Box::new(plain(text("a")))), "none of them: a", "aucun\u{a0}: a"),
        (&image, "id", Matcher::Changed(true), "a change", "un changement"),
        (&image, "id", not(of("id")), "anything but the same as image base", "tout sauf comme image base"),
        (&image, "id", of("name"), "the same as image base (name)", "comme image base (nom)"),
        (
            &container,
            "ports",
            Matcher::Has(vec![fields(&[("host", json!(8080)), ("container", json!(80))])]),
            "8080:80",
            "8080:80",
        ),
        (
            &container,
            "ports",
            Matcher::Has(vec![fields(&[("container", json!(80))])]),
            "port in the container 80",
            "port du conteneur 80",
        ),
        (
            &container,
            "mounts",
            Matcher::Any(Box::new(fields(&[("read_only", json!(true))]))),
            "one of them: read-only true",
            "l'un d'eux\u{a0}: lecture seule true",
        ),
        (
            &container,
            "output",
            Matcher::All(vec![Matcher::Contains("a".into()), not(form())]),
            "contains \"a\"",
            "contient «\u{a0}a\u{a0}»",
        ),
        (
            &container,
            "output",
            Matcher::All(vec![Matcher::Contains("a".into()), Matcher::EndsWith("b".into())]),
            "contains \"a\" and ends with \"b\"",
            "contient «\u{a0}a\u{a0}» et finit par «\u{a0}b\u{a0}»",
        ),
    ] {
        assert_eq!(said(subject, property, &matcher, Language::En), english, "{matcher:?}");
        assert_eq!(said(subject, property, &matcher, Language::Fr), french, "{matcher:?}");
    }
}

#[test]
fn a_value_stays_a_value_to_be_set_beside_the_actual_one() {
    let image = Subject::Image("shop".to_owned());
    let cmd = Property::Named("cmd".to_owned());
    let list = Matcher::Exactly(vec![plain(text("a"))]);
    assert_eq!(expected(&image, &cmd, &list, Words::new(Language::En)), Some(Side::Value("a".to_owned())));
}
