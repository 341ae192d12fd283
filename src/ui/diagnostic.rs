//! What is wrong with a course file, as a compiler would show it: message, path:line:column, the line with a caret, and
//! what to do. Takes a diagnostic and the file's text, gives text.

use std::ops::Range;

use annotate_snippets::renderer::{DecorStyle, Renderer};
use annotate_snippets::{AnnotationKind, Level, Origin, Snippet};

use crate::course::{Diagnostic, Severity};

const COLUMNS: usize = 120;

/// Renders a diagnostic, without a line end. `source` is the text of the file it names; without it only the place is
/// shown. Control characters in the file are shown, never sent.
pub fn render_diagnostic(diagnostic: &Diagnostic, source: &str, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&*diagnostic.message);
    let mut group = if source.is_empty() {
        title.element(Origin::path(&*diagnostic.path))
    } else {
        let span = shown_span(source, &diagnostic.span);
        let annotation = AnnotationKind::Primary.span(span).label(diagnostic.label.as_deref());
        title.element(Snippet::source(source).path(&*diagnostic.path).annotation(annotation))
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(COLUMNS).render(&[group])
}

/// The part of a span to underline: no further than its first line.
fn shown_span(source: &str, span: &Range<usize>) -> Range<usize> {
    let Some(text) = source.get(span.clone()) else { return 0..0 };
    span.start..span.start + text.find(['\r', '\n']).unwrap_or(text.len())
}

#[cfg(test)]
mod tests;
