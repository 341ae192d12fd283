//! The pages for people: an export as HTML or Markdown, and the page at the course's end. Templates stand in `src/pages/`
//! and escape by default. HTML has no script, takes nothing from anywhere, and says so to the browser.

use askama::Template;
use base64::Engine as _;
use sha2::{Digest, Sha256};

use super::super::model::Export;
use super::view::Page;
use crate::words::Words;

/// How pages look, on a screen, a phone and paper.
const STYLE: &str = include_str!("../../../pages/record.css");

#[derive(Template)]
#[template(path = "record.html")]
struct Html {
    page: Page,
    words: Words,
    policy: String,
    style: &'static str,
}

#[derive(Template)]
#[template(path = "end.html")]
struct End {
    page: Page,
    words: Words,
    policy: String,
    style: &'static str,
    heading: String,
    said: String,
}

#[derive(Template)]
#[template(path = "record.md")]
struct Text {
    page: Page,
    words: Words,
}

pub(super) fn html(export: &Export, words: Words) -> Result<String, askama::Error> {
    Html { page: Page::of(export, words), words, policy: policy(STYLE, None), style: STYLE }.render()
}

pub(super) fn markdown(export: &Export, words: Words) -> Result<String, askama::Error> {
    Text { page: Page::of(export, words), words }.render()
}

/// The page at the end of the course, or on the way there, as HTML.
pub fn end_page(export: &Export, words: Words) -> Result<String, askama::Error> {
    let page = Page::of(export, words);
    let key = if page.finished { "export-end-heading" } else { "export-so-far-heading" };
    let heading = words.get(key, &[("course", page.course.clone().into())]);
    let said = words.text(if page.finished { "export-end-said" } else { "export-so-far-said" });
    End { page, words, policy: policy(STYLE, None), style: STYLE, heading, said }.render()
}

/// What a browser may do with a page, in its security policy: use the one style that stands in it, and the one script if
/// it has one. Both are told by their hashes.
pub fn policy(style: &str, script: Option<&str>) -> String {
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
    let script = script.map(|text| format!(" script-src 'sha256-{}';", hash(text))).unwrap_or_default();
    format!("default-src 'none'; style-src 'sha256-{}';{script} base-uri 'none'; form-action 'none'", hash(style))
}
