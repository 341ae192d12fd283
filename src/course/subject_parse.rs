//! A subject key and its value → [`Subject`].

use crate::probe::schema::SubjectKind;
use crate::probe::{FilePlace, reference};

use super::diagnostic::Problems;
use super::id::ChapterId;
use super::raw::RawSubject;
use super::subject::{EventSelect, Subject};
use super::value::{Entry, Fields, Node, NodeKind, Spanned};
use super::vars::Vars;

const EVENT_KINDS: [&str; 4] = ["container", "image", "network", "volume"];

/// What the values of one chapter are read with.
pub(super) struct Reading<'r, 't> {
    pub(super) chapter: &'r ChapterId,
    pub(super) vars: &'r Vars,
    pub(super) problems: &'r mut Problems<'t>,
}

impl Reading<'_, '_> {
    pub(super) fn expand(&self, text: Spanned<String>) -> Spanned<String> {
        Spanned::new(self.vars.expand(&text.value).into_owned(), text.span)
    }

    /// The text under `key`, variables put in, an error when it is empty.
    fn text(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<String>> {
        let text = fields.text(key, self.problems)?;
        let text = self.expand(text);
        if text.value.trim().is_empty() {
            self.problems.error(text.span, format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    pub(super) fn value(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
        self.text(fields, key).map(|text| text.value)
    }

    pub(super) fn own_text(&mut self, raw: &RawSubject) -> Option<Spanned<String>> {
        let entry = Entry { key: raw.kind.key().into(), key_span: raw.key_span.clone(), node: raw.node.clone() };
        let mut node = Node { span: raw.node.span.clone(), kind: NodeKind::Table(vec![entry]) };
        node.span.clone_from(&raw.node.span);
        let mut fields = Fields::of(&node, raw.kind.key(), self.problems)?;
        self.text(&mut fields, raw.kind.key())
    }

    /// Reads a subject. `check` is the id of the check that it belongs to.
    pub(super) fn subject(&mut self, raw: &RawSubject, check: &str) -> Option<Subject> {
        let is_table = raw.node.as_table().is_some();
        match raw.kind {
            SubjectKind::Container => self.container(raw).map(Subject::Container),
            SubjectKind::Logs => self.container(raw).map(Subject::Logs),
            SubjectKind::Image if is_table => self.dangling(raw),
            SubjectKind::Image => self.own_text(raw).map(|text| Subject::Image(text.value)),
            SubjectKind::Network => self.own_text(raw).map(|text| Subject::Network(text.value)),
            SubjectKind::Volume => self.own_text(raw).map(|text| Subject::Volume(text.value)),
            SubjectKind::Event => self.event(raw).map(Subject::Event),
            SubjectKind::File => self.file(raw).map(Subject::File),
            SubjectKind::Dockerfile => self.dockerfile(raw),
            SubjectKind::ComposeFile | SubjectKind::ComposeProject => self.compose(raw),
            SubjectKind::Run => self.run(raw),
            SubjectKind::Serve => self.serve(raw).map(Subject::Serve),
            SubjectKind::Calls => self.calls(raw).map(Subject::Calls),
            SubjectKind::Http => self.url(raw).map(Subject::Http),
            SubjectKind::Registry => self.registry(raw),
            SubjectKind::Login => self.login(raw).map(Subject::Login),
            SubjectKind::Ask => self.ask(raw, check).map(Subject::Ask),
        }
    }

    fn compose(&mut self, raw: &RawSubject) -> Option<Subject> {
        let mut fields = Fields::of(&raw.node, "compose", self.problems)?;
        let file = self.text(&mut fields, "file");
        let project = self.value(&mut fields, "project");
        let service = self.value(&mut fields, "service");
        fields.finish("a Compose subject", self.problems);
        match (file, project) {
            (Some(file), None) => self.workspace_path(&file).map(|path| Subject::ComposeFile { path, service }),
            (None, Some(project)) => Some(Subject::ComposeProject { project, service }),
            (file, _) => {
                let both = file.is_some();
                let message =
                    if both { "a file and a project are two things" } else { "this is about no file and no project" };
                self.problems
                    .error(raw.node.span.clone(), message)
                    .help("write `{ file = \"compose.yaml\" }` or `{ project = \"10-compose\" }`");
                None
            }
        }
    }

    fn dangling(&mut self, raw: &RawSubject) -> Option<Subject> {
        let mut fields = Fields::of(&raw.node, "image", self.problems)?;
        let dangling = fields.flag("dangling", self.problems);
        let fresh = fields.has("fresh");
        if fresh {
            let span = fields.get("fresh").map_or(0..0, |entry| entry.key_span.clone());
            self.problems.error(span, "`fresh` is expected, not selected").help("write `expect.fresh = true`");
        }
        fields.finish("a selector of images", self.problems);
        if dangling != Some(true) {
            self.problems
                .error(raw.node.span.clone(), "this selects no image")
                .help("write a reference as text, or `{ dangling = true }` for untagged images");
            return None;
        }
        Some(Subject::DanglingImages)
    }

    fn event(&mut self, raw: &RawSubject) -> Option<EventSelect> {
        let mut fields = Fields::of(&raw.node, "event", self.problems)?;
        let kind = self.text(&mut fields, "kind");
        let select = EventSelect {
            action: self.value(&mut fields, "action"),
            container: self.value(&mut fields, "container"),
            image: self.value(&mut fields, "image"),
            network: self.value(&mut fields, "network"),
            volume: self.value(&mut fields, "volume"),
            project: self.value(&mut fields, "project"),
            service: self.value(&mut fields, "service"),
            kind: kind.as_ref().map(|kind| kind.value.clone()),
        };
        fields.finish("an event", self.problems);
        if let Some(kind) = kind.filter(|kind| !EVENT_KINDS.contains(&kind.value.as_str())) {
            self.problems
                .error(kind.span, format!("no event is of the kind `{}`", kind.value))
                .suggest_or_list(&kind.value, EVENT_KINDS);
        }
        if select == EventSelect::default() {
            self.problems.error(raw.node.span.clone(), "this selects every event");
            return None;
        }
        Some(select)
    }

    fn file(&mut self, raw: &RawSubject) -> Option<FilePlace> {
        if raw.node.as_table().is_none() {
            let path = self.own_text(raw)?;
            return self.workspace_path(&path).map(|path| FilePlace::Workspace { path });
        }
        let mut fields = Fields::of(&raw.node, "file", self.problems)?;
        let path = fields.required_text("path", "this file", self.problems).map(|path| self.expand(path));
        let container = self.text(&mut fields, "container");
        let image = self.text(&mut fields, "image");
        let volume = self.text(&mut fields, "volume");
        fields.finish("a file", self.problems);
        let path = path?;
        let mut places = [("container", container), ("image", image), ("volume", volume)]
            .into_iter()
            .filter_map(|(key, place)| Some((key, place?)));
        let Some((key, place)) = places.next() else {
            return self.workspace_path(&path).map(|path| FilePlace::Workspace { path });
        };
        if let Some((second, text)) = places.next() {
            self.problems.error(text.span, format!("`{second}` beside `{key}`: a file is in one place"));
            return None;
        }
        if !path.value.starts_with('/') || path.value.split('/').any(|part| part == "..") {
            let message = format!("`{}` is no absolute path", path.value);
            self.problems.error(path.span, message).help(format!("a path in a {key} begins with `/`, and has no `..`"));
            return None;
        }
        let (place, path) = (place.value, path.value);
        Some(match key {
            "container" => FilePlace::Container { container: place, path },
            "image" => FilePlace::Image { image: place, path },
            _ => FilePlace::Volume { volume: place, path },
        })
    }

    /// A path, or `{ path, stage }`.
    fn dockerfile(&mut self, raw: &RawSubject) -> Option<Subject> {
        let (path, stage) = if raw.node.as_table().is_some() {
            let mut fields = Fields::of(&raw.node, "dockerfile", self.problems)?;
            let path = fields.required_text("path", "this Dockerfile", self.problems).map(|path| self.expand(path));
            let stage = self.value(&mut fields, "stage");
            fields.finish("a Dockerfile", self.problems);
            (path?, stage)
        } else {
            (self.own_text(raw)?, None)
        };
        self.workspace_path(&path).map(|path| Subject::Dockerfile { path, stage })
    }

    /// The path from the workspace of a path in the chapter's folder.
    pub(super) fn workspace_path(&mut self, path: &Spanned<String>) -> Option<String> {
        (!report_outside(path, self.problems)).then(|| format!("{}/{}", self.chapter, path.value))
    }

    fn url(&mut self, raw: &RawSubject) -> Option<String> {
        let url = self.own_text(raw)?;
        let host = url.value.strip_prefix("http://").unwrap_or_default();
        if host.is_empty() || host.starts_with('/') || url.value.contains(char::is_whitespace) {
            self.problems
                .error(url.span, format!("`{}` is no web address", url.value))
                .help("write `http://localhost:PORT/…`");
            return None;
        }
        Some(url.value)
    }

    /// `HOST`, or `HOST/REPOSITORY:TAG`.
    fn registry(&mut self, raw: &RawSubject) -> Option<Subject> {
        let name = self.own_text(raw)?;
        if !name.value.contains('/') {
            return self.host(&name, &name.value).then(|| Subject::Registry(name.value.clone()));
        }
        if reference::split_host(&name.value).is_none() {
            self.problems
                .error(name.span, format!("`{}` names no registry: it would be the public hub's", name.value))
                .help("put the registry's host in front: `localhost:5001/…`");
            return None;
        }
        Some(Subject::RegistryImage(name.value))
    }

    /// `HOST`, or `HOST/REPOSITORY` where a login is for one repository only.
    fn login(&mut self, raw: &RawSubject) -> Option<String> {
        let name = self.own_text(raw)?;
        let host = name.value.split('/').next().unwrap_or_default().to_owned();
        self.host(&name, &host).then_some(name.value)
    }

    /// Whether this can be a registry's host; an error if not. What a variable holds is not known here, and may be empty.
    fn host(&mut self, whole: &Spanned<String>, host: &str) -> bool {
        let fits = host == "localhost" || host.contains(['.', ':']);
        let clean = !host.contains(char::is_whitespace) && !host.contains("//");
        if !fits || !clean || host.starts_with(':') || host.ends_with(':') {
            self.problems
                .error(whole.span.clone(), format!("`{}` is no registry's host", whole.value))
                .help("write it as `docker login` takes it: `localhost:5001`, without `http://`");
            return false;
        }
        true
    }
}

/// Whether a path leaves the chapter's folder, which is reported.
pub(super) fn report_outside(path: &Spanned<String>, problems: &mut Problems<'_>) -> bool {
    let inside = path.value.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.value.contains(['\\', ':']);
    if !inside {
        problems
            .error(path.span.clone(), format!("`{}` is not a path inside the chapter's folder", path.value))
            .help("write it relative to the chapter's folder, with forward slashes, without `.` and `..`");
    }
    !inside
}
