//! Properties in words: what the label of a difference says.

use crate::course::expect::Property;
use crate::course::subject::Subject;
use crate::probe::schema::{PropertyDef, SubjectKind};
use crate::words::Words;

/// What kind of subject it is.
pub(super) const fn kind_of(subject: &Subject) -> SubjectKind {
    match subject {
        Subject::Container(_) => SubjectKind::Container,
        Subject::Image(_) | Subject::DanglingImages => SubjectKind::Image,
        Subject::Network(_) => SubjectKind::Network,
        Subject::Volume(_) => SubjectKind::Volume,
        Subject::Event(_) => SubjectKind::Event,
        Subject::File(_) => SubjectKind::File,
        Subject::Dockerfile { .. } => SubjectKind::Dockerfile,
        Subject::ComposeFile { .. } => SubjectKind::ComposeFile,
        Subject::ComposeProject { .. } => SubjectKind::ComposeProject,
        Subject::Run(_) => SubjectKind::Run,
        Subject::Serve(_) => SubjectKind::Serve,
        Subject::Calls(_) => SubjectKind::Calls,
        Subject::Logs(_) => SubjectKind::Logs,
        Subject::Http(_) => SubjectKind::Http,
        Subject::Registry(_) | Subject::RegistryImage(_) => SubjectKind::Registry,
        Subject::Login(_) => SubjectKind::Login,
        Subject::Ask(_) => SubjectKind::Ask,
    }
}

/// The definition of a property of `subject`, if it is one of the table.
pub(super) fn definition(subject: &Subject, property: &Property) -> Option<&'static PropertyDef> {
    match property {
        Property::Named(name) => kind_of(subject).property(name),
        Property::Count => kind_of(subject).property("count"),
        Property::Key(..) | Property::Pointer(_) => None,
    }
}

/// A property in words: `exit code`, `created since the step began`.
pub fn property_words(subject: &Subject, property: &Property, words: Words) -> String {
    let kind = kind_of(subject);
    match property {
        Property::Named(name) => name_words(kind, name, words),
        Property::Count => name_words(kind, "count", words),
        Property::Key(name, key) => {
            let of = if name == "labels" { "check-label" } else { "check-header" };
            words.get(of, &[("key", key.as_str().into())])
        }
        // Docker's own address of it: there is no other name.
        Property::Pointer(pointer) => format!("{} {pointer}", words.text("property-inspect")),
    }
}

/// The words of a property of the table.
fn name_words(kind: SubjectKind, name: &str, words: Words) -> String {
    let own = format!("property-{}-{name}", kind.key());
    words.find(&own, &[]).or_else(|| words.find(&format!("property-{name}"), &[])).unwrap_or_else(|| name.to_owned())
}

/// The words of a field of a list's entries: `port on this machine` of `ports`.
pub(super) fn field_words(list: &str, field: &str, words: Words) -> String {
    let own = format!("property-{list}-{field}");
    words.find(&own, &[]).or_else(|| words.find(&format!("property-{field}"), &[])).unwrap_or_else(|| field.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::probe::schema::Kind;

    #[test]
    fn every_property_and_field_of_the_table_has_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::new(language);
            let has = |keys: [String; 2]| keys.iter().any(|key| words.find(key, &[]).is_some());
            for kind in SubjectKind::ALL {
                for def in kind.properties() {
                    let keys = [format!("property-{}-{}", kind.key(), def.name), format!("property-{}", def.name)];
                    assert!(has(keys), "`{}` of `{}` has no words: add them to property.ftl", def.name, kind.key());
                    let Kind::Records(fields) = def.kind else { continue };
                    for field in fields {
                        let keys =
                            [format!("property-{}-{}", def.name, field.name), format!("property-{}", field.name)];
                        assert!(has(keys), "`{}.{}` has no words: add them to property.ftl", def.name, field.name);
                    }
                }
            }
        }
    }

    #[test]
    fn the_subject_decides_where_the_same_name_means_another_thing() {
        let fresh = Property::Named("fresh".to_owned());
        let words = |language| property_words(&Subject::Image("shop".to_owned()), &fresh, Words::new(language));
        assert_eq!(words(Language::En), "built or named since the step began");
        assert_eq!(words(Language::Fr), "construite ou nommée depuis le début de l'étape");
        let subject = Subject::Network("front".to_owned());
        let pointer = Property::Pointer("/Internal".to_owned());
        assert_eq!(property_words(&subject, &pointer, Words::new(Language::En)), "docker inspect /Internal");
        let key = Property::Key("labels".to_owned(), "tier".to_owned());
        assert_eq!(property_words(&subject, &key, Words::new(Language::En)), "label tier");
    }
}
