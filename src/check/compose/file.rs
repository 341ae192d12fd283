//! A Compose file as the judge sees it: text in, properties out.

use serde::Serialize;

use super::service::{self, FileService};
use super::shape::is_tagged;
use super::slip::{How, Slip, circle, slips, undeclared};
use super::yaml::{Node, SyntaxError};

/// What a Compose file says. Serialised field names are property names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ComposeFile {
    pub(crate) file: String,
    pub(crate) project: String,
    pub(crate) version_given: bool,
    pub(crate) services: Vec<FileService>,
    pub(crate) networks: Vec<String>,
    pub(crate) volumes: Vec<String>,
    pub(crate) error: String,
    pub(crate) hash: String,
    pub(crate) text: String,
    /// What Compose would refuse, if anything.
    #[serde(skip)]
    pub(crate) slip: Option<Slip>,
    /// Whether parts of it lie where nobody can look from here.
    #[serde(skip)]
    pub(crate) reaches_beyond: bool,
}

impl ComposeFile {
    /// The properties of a tree that everything it takes from elsewhere was put into. `own` is the file by itself, `text`
    /// what was written: slips are told by its lines.
    pub(super) fn read(own: &Node, whole: &Node, text: &str, reaches_beyond: bool) -> Self {
        let names = |kind: &str| -> Vec<String> {
            whole.get(kind).map(Node::map).unwrap_or_default().iter().map(|(key, _)| key.name.clone()).collect()
        };
        let mut services: Vec<FileService> = whole
            .get("services")
            .map(Node::map)
            .unwrap_or_default()
            .iter()
            .map(|(key, node)| service::read(&key.name, node))
            .collect();
        services.sort_by(|a, b| a.name.cmp(&b.name));
        let mut file = Self {
            project: whole.text_of("name"),
            version_given: whole.get("version").is_some(),
            services,
            networks: names("networks"),
            volumes: names("volumes"),
            reaches_beyond,
            ..Self::default()
        };
        let of_whole = || undeclared(whole).into_iter().next().or_else(|| circle(whole));
        let mut slips = slips(own).into_iter();
        let first = slips.find(|slip| !(slip.how.is_of_shape() && is_tagged(text, slip.line)));
        file.refuse(first.or_else(|| if reaches_beyond { None } else { of_whole() }));
        file
    }

    /// A file that is no YAML.
    pub(super) fn unparsable(error: SyntaxError) -> Self {
        let mut file = Self::default();
        file.refuse(Some(Slip { line: error.line, how: How::Unparsable, key: error.message, other: String::new() }));
        file
    }

    /// Notes what Compose would refuse, unless something was noted before.
    pub(super) fn refuse(&mut self, slip: Option<Slip>) {
        let Some(slip) = slip.filter(|_| self.slip.is_none()) else { return };
        self.error = match slip.how {
            How::Unparsable => format!("line {}: {}", slip.line, slip.key),
            _ => format!("line {}: {}", slip.line, [slip.key.as_str(), &slip.other].join(" ").trim()),
        };
        self.slip = Some(slip);
    }

    /// With this service alone; `None` if the file does not have it.
    pub(crate) fn only(mut self, service: &str) -> Option<Self> {
        self.services.retain(|one| one.name == service);
        (!self.services.is_empty()).then_some(self)
    }
}
