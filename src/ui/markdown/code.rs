//! Lines of fenced code: two spaces in front, comments and prompts dimmed, nothing else touched.

use crate::ui::style::Label;
use crate::ui::text::Line;

const INDENT: &str = "  ";

/// One line of code in `language`, as the fence names it.
pub(super) fn line(language: &str, text: &str) -> Line {
    let mut line = Line::plain(INDENT);
    let language = language.to_ascii_lowercase();
    let trimmed = text.trim_start();
    let comment = match language.as_str() {
        "dockerfile" | "docker" | "containerfile" | "sh" | "bash" | "shell" | "yaml" | "yml" | "toml" | "ini" => "#",
        "js" | "javascript" | "ts" | "rust" | "go" | "c" => "//",
        _ => "",
    };
    if matches!(language.as_str(), "console" | "shell-session" | "sh-session") {
        match ["$ ", "# ", "> "].into_iter().find(|prompt| text.starts_with(prompt)) {
            Some(prompt) => {
                line.push(Label::Dim, prompt);
                line.push(Label::Block, &text[prompt.len()..]);
            }
            None => line.push_plain(text),
        }
    } else if !comment.is_empty() && trimmed.starts_with(comment) {
        line.push(Label::Dim, text);
    } else {
        line.push(Label::Block, text);
    }
    line
}
