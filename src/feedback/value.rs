//! Values as a learner reads them: ids as short as the docker command shows them, yes and no in words, sizes with units.

use crate::probe::schema::{Kind, PropertyDef};
use crate::words::Words;

/// Digits of an id that the docker command shows.
const SHORT: usize = 12;
/// Digits of a whole id or digest.
const LONG: usize = 64;

/// The value of a property, as it stands in a report.
pub(super) fn value_text(text: &str, definition: Option<&PropertyDef>, words: Words) -> String {
    let number = || text.parse::<u64>().ok();
    let shown = match definition.map(|definition| (definition.kind, definition.name)) {
        Some((Kind::Bool, _)) if text == "true" => Some(words.text("check-yes")),
        Some((Kind::Bool, _)) if text == "false" => Some(words.text("check-no")),
        Some((Kind::Text, "origin")) => origin_key(text).map(|key| words.text(key)),
        Some((Kind::Size, _)) => number().map(|bytes| words.size(bytes)),
        Some((Kind::Span, _)) => number().map(|time| words.span(time)),
        Some((_, "state" | "health")) => words.find(&format!("check-state-{text}"), &[]),
        Some((_, "attached")) => words.find(&format!("check-attached-{text}"), &[]),
        Some((_, "ends")) => ends(text, words),
        // As chmod takes them.
        Some((Kind::Int, "mode")) => number().map(|mode| format!("{mode:o}")),
        _ => None,
    };
    shown.unwrap_or_else(|| short_ids(text))
}

/// How an image came about.
fn origin_key(origin: &str) -> Option<&'static str> {
    Some(match origin {
        "built" => "check-origin-built",
        "tagged" => "check-origin-tagged",
        "committed" => "check-origin-committed",
        "imported" => "check-origin-imported",
        "pulled" => "check-origin-pulled",
        "loaded" => "check-origin-loaded",
        _ => return None,
    })
}

/// Ends of runs, of `code=0 by=itself lasted=853` each.
fn ends(text: &str, words: Words) -> Option<String> {
    let told = text.split(", ").map(|end| {
        let field = |name: &str| end.split(' ').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let by = ["itself", "kill", "stop", "unsettled"].into_iter().find(|by| field("by") == Some(by))?;
        let by = words.text(&format!("check-end-{by}"));
        let code = field("code").filter(|code| !code.is_empty()).unwrap_or("?");
        let time = field("lasted").and_then(|time| time.parse().ok()).map(|time| words.span(time));
        let key = if time.is_some() { "check-end" } else { "check-end-timeless" };
        let args = [("by", by.into()), ("code", code.into()), ("time", time.unwrap_or_default().into())];
        Some(words.get(key, &args))
    });
    told.collect::<Option<Vec<String>>>().map(|told| told.join(", "))
}

/// The text with every whole id or digest cut to twelve digits, its `sha256:` dropped; behind an `@`, where it belongs
/// to a name, the `sha256:` stays.
pub(super) fn short_ids(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_hexdigit();
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let end = rest[start..].find(|c| !is_digit(c)).map_or(rest.len(), |length| start + length);
        shown.push_str(&rest[..start]);
        let digits = &rest[start..end];
        let in_word = shown.ends_with(char::is_alphanumeric) || rest[end..].starts_with(char::is_alphanumeric);
        if digits.len() == LONG && !in_word {
            if let Some(bare) = shown.strip_suffix("sha256:").filter(|before| !before.ends_with('@')) {
                shown.truncate(bare.len());
            }
            shown.push_str(&digits[..SHORT]);
        } else {
            shown.push_str(digits);
        }
        rest = &rest[end..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::probe::schema::SubjectKind;

    #[test]
    fn whole_ids_are_cut_and_nothing_else_is() {
        let id = "f40e76f3bac8b21247d8113d2df23a934e60f40e76f3bac8b21247d8113d2df2";
        for (text, shown) in [
            (id.to_owned(), "f40e76f3bac8"),
            (format!("sha256:{id}"), "f40e76f3bac8"),
            (format!("sha256:{id}, sha256:{id}"), "f40e76f3bac8, f40e76f3bac8"),
            (format!("shop@sha256:{id}"), "shop@sha256:f40e76f3bac8"),
            (format!("id={id}."), "id=f40e76f3bac8."),
            (id[..63].to_owned(), &id[..63]),
            (format!("x{id}"), &format!("x{id}")),
            ("hello, é: added".to_owned(), "hello, é: added"),
            (String::new(), ""),
        ] {
            assert_eq!(short_ids(&text), shown);
        }
    }

    #[test]
    fn the_kind_of_a_property_decides_how_its_value_reads() {
        let french = Words::new(Language::Fr);
        for (kind, name, text, shown) in [
            (SubjectKind::Container, "init", "true", "oui"),
            (SubjectKind::Container, "init", "false", "non"),
            (SubjectKind::Container, "output", "true", "true"),
            (SubjectKind::Image, "origin", "committed", "faite à partir d'un conteneur"),
            (SubjectKind::Image, "size", "20000000", "20\u{a0}Mo"),
            (SubjectKind::Image, "size", "7654321", "7,6\u{a0}Mo"),
            (SubjectKind::File, "size", "0", "0\u{a0}o"),
            (SubjectKind::Container, "state", "exited", "terminé (exited)"),
            (SubjectKind::Container, "state", "odd", "odd"),
            (SubjectKind::Container, "attached", "never", "personne"),
            (
                SubjectKind::Container,
                "ends",
                "code=137 by=kill lasted=853, code=0 by=itself lasted=",
                "par un signal au bout de 0,8\u{a0}s (code 137), de lui-même (code 0)",
            ),
            (SubjectKind::File, "mode", "420", "644"),
            (SubjectKind::File, "uid", "420", "420"),
        ] {
            assert_eq!(value_text(text, kind.property(name), french), shown, "{name}");
        }
    }
}
