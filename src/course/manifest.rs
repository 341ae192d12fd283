//! `lessons/course.toml`: id, languages, chapters, base images and variables. Text in, [`Manifest`] out.
//!
//! ```toml
//! id = "docker-101"
//! version = "1.0.0"
//! languages = ["en", "fr"]           # the first is the reference
//! title = { en = "…", fr = "…" }
//! chapters = ["01-kesako", "02-image-container"]
//!
//! [images.alpine]                    # a role is the name of a variable too: {{alpine}}
//! reference = "alpine"
//! purpose = { en = "…", fr = "…" }
//!   [images.alpine.stand_in]         # how a small replacement is made offline
//!   programs = [{ to = "/bin/busybox", from = ["busybox"], package = "busybox-static", applets = true }]
//!   links = { "/bin/sh" = "busybox" }     # path in the image → target
//!   files = { "/etc/passwd" = "…" }       # text files
//!   scripts = { "/entrypoint.sh" = "…" }  # text files, executable
//!   folders = { "/tmp" = 0o1777 }
//!   owners = { "/home/node" = 1000 }
//!   config = ['CMD ["/bin/sh"]']          # as `docker import --change` takes them
//!
//! [vars]
//! colour = "blue"                    # plain
//! nap = { value = "30", verify = "5" }  # another while the course proves itself, which need not take its time
//! server_port = { port = 9001 }      # a port of this machine: moved once to a free one when taken
//!
//! [accounts."localhost:{{registry_port}}"]   # what the course gives for a registry that the learner runs
//! user = "learner"
//! password = "docker-101"
//! ```

use std::collections::BTreeMap;

use super::account::read_accounts;
use super::diagnostic::{Diagnostic, Problems};
use super::id::{ChapterId, Language};
use super::model::{BaseImage, Manifest, Program, StandIn, Variable};
use super::value::{Entry, Fields, Node, NodeKind, Spanned, check_id, parse_toml};
use super::vars::{RESERVED, Vars, is_name};

/// Where the manifest stands.
pub const MANIFEST: &str = "lessons/course.toml";

impl Manifest {
    /// Every variable's default: `[vars]`, and each image's reference by its role.
    pub fn default_vars(&self) -> Vars {
        let plain = self.vars.iter().map(|variable| (variable.name.clone(), variable.default.clone()));
        plain.chain(self.images.iter().map(|(role, image)| (role.clone(), image.reference.clone()))).collect()
    }
}

/// Parses the manifest; `None` if it lacks what nothing can do without.
pub fn parse_manifest(text: &str) -> (Option<Manifest>, Vec<Diagnostic>) {
    let mut problems = Problems::new(MANIFEST, text);
    let manifest = read_manifest(&mut problems);
    (manifest, problems.into_found())
}

fn read_manifest(problems: &mut Problems<'_>) -> Option<Manifest> {
    let root = parse_toml(problems)?;
    let mut fields = Fields::of(&root, "the course", problems)?;
    let id = fields.required_text("id", "the course", problems);
    let version = fields.required_text("version", "the course", problems);
    let languages = read_languages(&fields.texts("languages", problems), problems);
    let title = fields.get("title").map(|entry| by_language(&entry.node, "title", &languages, problems));
    let chapters = read_chapters(&fields.texts("chapters", problems), problems);
    let images = fields.get("images").map(|entry| read_images(&entry.node, &languages, problems)).unwrap_or_default();
    let vars = fields.get("vars").map(|entry| read_vars(&entry.node, &images, problems)).unwrap_or_default();
    let accounts = fields.get("accounts").map(|entry| read_accounts(&entry.node, problems)).unwrap_or_default();
    for (key, missing) in [("languages", languages.is_empty()), ("chapters", chapters.is_empty())] {
        if missing {
            problems.error(0..0, format!("the course has no `{key}`"));
        }
    }
    if title.is_none() {
        problems.error(0..0, "the course has no `title`");
    }
    fields.finish("the course", problems);
    let id = id?;
    check_id(&id, problems);
    if languages.is_empty() {
        return None;
    }
    let title = title.unwrap_or_default();
    Some(Manifest { id: id.value, version: version?.value, title, languages, chapters, images, vars, accounts })
}

fn read_languages(codes: &[Spanned<String>], problems: &mut Problems<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    for code in codes {
        match language(&code.value) {
            Some(language) if languages.contains(&language) => {
                problems.error(code.span.clone(), format!("`{language}` a second time"));
            }
            Some(language) => languages.push(language),
            None => unknown_language(code, problems),
        }
    }
    languages
}

fn language(code: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.code() == code)
}

fn unknown_language(code: &Spanned<String>, problems: &mut Problems<'_>) {
    let known = Language::ALL.iter().map(|language| language.code());
    problems
        .error(code.span.clone(), format!("kesako does not speak `{}`", code.value))
        .suggest_or_list(&code.value, known);
}

/// Words per language, in every language of the course.
fn by_language(
    node: &Node,
    what: &str,
    languages: &[Language],
    problems: &mut Problems<'_>,
) -> BTreeMap<Language, String> {
    let mut words = BTreeMap::new();
    for entry in node.expect_table(what, problems).into_iter().flatten() {
        let text = entry.node.expect_text(&entry.key, problems);
        match language(&entry.key) {
            Some(language) => words.extend(text.map(|text| (language, text.value))),
            None => unknown_language(&Spanned::new(entry.key.clone(), entry.key_span.clone()), problems),
        }
    }
    for language in languages.iter().filter(|language| !words.contains_key(language)) {
        problems.error(node.span.clone(), format!("`{what}` is not given in `{language}`"));
    }
    words
}

fn read_chapters(names: &[Spanned<String>], problems: &mut Problems<'_>) -> Vec<ChapterId> {
    let mut chapters: Vec<ChapterId> = Vec::new();
    for name in names {
        check_id(name, problems);
        let id = ChapterId(name.value.clone());
        if chapters.contains(&id) {
            problems.error(name.span.clone(), format!("chapter `{id}` a second time"));
        } else {
            chapters.push(id);
        }
    }
    chapters
}

fn read_images(node: &Node, languages: &[Language], problems: &mut Problems<'_>) -> BTreeMap<String, BaseImage> {
    let mut images = BTreeMap::new();
    for entry in node.expect_table("images", problems).into_iter().flatten() {
        check_name(entry, problems);
        let Some(mut fields) = Fields::of(&entry.node, &entry.key, problems) else { continue };
        let reference = fields.required_text("reference", "this image", problems);
        let purpose = fields.get("purpose").map(|entry| by_language(&entry.node, "purpose", languages, problems));
        let stand_in = fields.get("stand_in").and_then(|entry| read_stand_in(&entry.node, problems));
        if purpose.is_none() {
            problems.error(entry.key_span.clone(), "this image has no `purpose`");
        }
        fields.finish("an image", problems);
        let Some(reference) = reference else { continue };
        let (role, purpose) = (entry.key.clone(), purpose.unwrap_or_default());
        images.insert(role.clone(), BaseImage { role, reference: reference.value, purpose, stand_in });
    }
    images
}

fn read_stand_in(node: &Node, problems: &mut Problems<'_>) -> Option<StandIn> {
    let mut fields = Fields::of(node, "stand_in", problems)?;
    let programs = fields.list("programs", problems);
    let stand_in = StandIn {
        programs: programs.iter().filter_map(|node| read_program(node, problems)).collect(),
        links: text_map(&mut fields, "links", problems),
        files: text_map(&mut fields, "files", problems),
        scripts: text_map(&mut fields, "scripts", problems),
        folders: number_map(&mut fields, "folders", problems),
        owners: number_map(&mut fields, "owners", problems),
        config: fields.texts("config", problems).into_iter().map(|line| line.value).collect(),
    };
    fields.finish("a stand-in", problems);
    Some(stand_in)
}

fn read_program(node: &Node, problems: &mut Problems<'_>) -> Option<Program> {
    let mut fields = Fields::of(node, "program", problems)?;
    let to = fields.required_text("to", "this program", problems);
    let from: Vec<String> = fields.texts("from", problems).into_iter().map(|path| path.value).collect();
    let package = fields.text("package", problems).map(|text| text.value).unwrap_or_default();
    let applets = fields.flag("applets", problems).unwrap_or(false);
    fields.finish("a program", problems);
    if from.is_empty() {
        problems.error(node.span.clone(), "this program has no `from`");
    }
    let to = to?;
    check_absolute(&to.value, &to.span, problems);
    Some(Program { to: to.value, from, package, applets })
}

fn check_absolute(path: &str, span: &std::ops::Range<usize>, problems: &mut Problems<'_>) {
    if !path.starts_with('/') || path.split('/').any(|part| part == "..") {
        problems.error(span.clone(), format!("`{path}` is no absolute path"));
    }
}

fn text_map(fields: &mut Fields<'_>, key: &'static str, problems: &mut Problems<'_>) -> BTreeMap<String, String> {
    let entries = fields.get(key).and_then(|entry| entry.node.expect_table(key, problems));
    let mut texts = BTreeMap::new();
    for entry in entries.into_iter().flatten() {
        check_absolute(&entry.key, &entry.key_span, problems);
        texts.extend(entry.node.expect_text(&entry.key, problems).map(|text| (entry.key.clone(), text.value)));
    }
    texts
}

fn number_map<N: TryFrom<i64>>(
    fields: &mut Fields<'_>,
    key: &'static str,
    problems: &mut Problems<'_>,
) -> BTreeMap<String, N> {
    let entries = fields.get(key).and_then(|entry| entry.node.expect_table(key, problems));
    let mut numbers = BTreeMap::new();
    for entry in entries.into_iter().flatten() {
        check_absolute(&entry.key, &entry.key_span, problems);
        let number = if let NodeKind::Int(number) = entry.node.kind { N::try_from(number).ok() } else { None };
        match number {
            Some(number) => drop(numbers.insert(entry.key.clone(), number)),
            None => entry.node.mismatch(&entry.key, "a whole number", problems),
        }
    }
    numbers
}

fn read_vars(node: &Node, images: &BTreeMap<String, BaseImage>, problems: &mut Problems<'_>) -> Vec<Variable> {
    let mut vars = Vec::new();
    for entry in node.expect_table("vars", problems).into_iter().flatten() {
        check_name(entry, problems);
        if images.contains_key(&entry.key) {
            problems.error(entry.key_span.clone(), format!("`{}` is the role of an image", entry.key));
        }
        vars.extend(read_value(&entry.node, &entry.key, problems));
    }
    vars
}

fn read_value(node: &Node, name: &str, problems: &mut Problems<'_>) -> Option<Variable> {
    const FORMS: &str = "text, a whole number, `{ port = … }` or `{ value = …, verify = … }`";
    let variable = |default: String| Variable { name: name.to_owned(), default, is_port: false, verify: None };
    if let Some(plain) = plain_value(node) {
        return Some(variable(plain));
    }
    if !matches!(node.kind, NodeKind::Table(_)) {
        node.mismatch(name, FORMS, problems);
        return None;
    }
    let mut fields = Fields::of(node, name, problems)?;
    let [port, value, verify] = ["port", "value", "verify"].map(|key| fields.get(key).map(|entry| &entry.node));
    fields.finish("a variable", problems);
    match (port.map(|port| &port.kind), value.and_then(plain_value), verify.and_then(plain_value)) {
        (Some(NodeKind::Int(port @ 1..=65535)), None, None) => {
            Some(Variable { is_port: true, ..variable(port.to_string()) })
        }
        (None, Some(value), Some(verify)) => Some(Variable { verify: Some(verify), ..variable(value) }),
        _ => {
            node.mismatch(name, FORMS, problems);
            None
        }
    }
}

fn plain_value(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Text(text) => Some(text.clone()),
        NodeKind::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

fn check_name(entry: &Entry, problems: &mut Problems<'_>) {
    if !is_name(&entry.key) {
        problems
            .error(entry.key_span.clone(), format!("`{}` can't be a variable", entry.key))
            .help(format!("lower-case letters, digits and `_`, and none of: {}", RESERVED.join(", ")));
    }
}
