//! The difference of two texts, as a unified diff with the changed characters marked. Pure.

use similar::{ChangeTag, TextDiff};

use super::sanitize::visible_part;
use super::style::{Label, Palette};
use super::text::Line;
use crate::words::Words;

/// Unchanged lines around a change.
const CONTEXT: usize = 3;

/// A text and the name that stands above its diff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// Name of the file.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// What leads from `old` to `new`, or one line that says that nothing does.
pub fn render_diff(old: Named<'_>, new: Named<'_>, palette: Palette, words: Words) -> Vec<Line> {
    if old.text == new.text {
        return vec![Line::labelled(Label::Dim, &words.text("ui-diff-same"))];
    }
    let diff = TextDiff::from_lines(old.text, new.text);
    let mut page = vec![
        Line::labelled(Label::Removed, &format!("--- {}", old.name)),
        Line::labelled(Label::Added, &format!("+++ {}", new.name)),
    ];
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        page.push(Line::labelled(Label::Dim, hunk.header().to_string().trim_end()));
        for change in hunk.ops().iter().flat_map(|op| diff.iter_inline_changes(op)) {
            let (sign, label) = match change.tag() {
                ChangeTag::Equal => (" ", None),
                ChangeTag::Delete => ("-", Some(Label::Removed)),
                ChangeTag::Insert => ("+", Some(Label::Added)),
            };
            page.push(change_line(sign, label, change.values(), palette));
            if change.missing_newline() {
                let note = format!("\\ {}", words.text("ui-diff-no-newline"));
                page.push(Line::labelled(Label::Dim, &note));
            }
        }
    }
    page
}

/// In a changed line, what can't be seen gets a shape: it may be all that differs.
fn change_line(sign: &str, label: Option<Label>, values: &[(bool, &str)], palette: Palette) -> Line {
    let mut line = Line::new();
    let Some(label) = label else {
        let text: String = values.iter().map(|(_, text)| *text).collect();
        line.push_plain(&format!("{sign}{}", text.trim_end_matches(['\n', '\r'])));
        return line;
    };
    line.push(label, sign);
    let last = values.len().saturating_sub(1);
    for (number, (emphasized, text)) in values.iter().enumerate() {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let labels: &[Label] = if *emphasized { &[label, Label::Changed] } else { &[label] };
        line.push_with(&visible_part(text, number == last, palette.signs()), labels);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::ui::Signs;

    fn diff(old: &str, new: &str, palette: Palette) -> String {
        let (old, new) =
            (Named { name: "yours/Dockerfile", text: old }, Named { name: "solution/Dockerfile", text: new });
        let page = render_diff(old, new, palette, Words::new(Language::En));
        page.iter().map(|line| palette.paint(line) + "\n").collect()
    }

    #[test]
    fn a_diff_names_both_files_and_keeps_some_context() {
        let old = "FROM alpine\nRUN a\nRUN b\nRUN c\nRUN d\nRUN e\nCMD echo hello";
        insta::assert_snapshot!(diff(old, "FROM alpine\nRUN a\nRUN b\nRUN c\nRUN d\nRUN e\nCMD [\"echo\", \"hello\"]\n", Palette::plain()), @r#"
    --- yours/Dockerfile
    +++ solution/Dockerfile
    @@ -4,4 +4,4 @@
     RUN c
     RUN d
     RUN e
    -CMD echo hello
    \ no line break at the end of the file
    +CMD ["echo", "hello"]
    "#);
    }

    #[test]
    fn a_change_that_cannot_be_seen_gets_a_shape() {
        insta::assert_snapshot!(diff("CMD a \r\n\tx y\nend\n", "CMD a\n    x y\nend\n", Palette::plain()), @r"
    --- yours/Dockerfile
    +++ solution/Dockerfile
    @@ -1,3 +1,3 @@
    -CMD a ␍
    -⇥x y
    +CMD a
    +    x y
     end
    ");
    }

    #[test]
    fn colours_mark_lines_and_the_changed_part() {
        let page = diff("port 8080 here\n", "port 9001 here\n", Palette::new(true, Signs::Unicode));
        insta::assert_snapshot!(page.replace('\u{1b}', "^"), @r"
    ^[31m--- yours/Dockerfile^[0m
    ^[32m+++ solution/Dockerfile^[0m
    ^[2m@@ -1 +1 @@^[0m
    ^[31m-port ^[0m^[31m^[1m^[4m8080^[0m^[31m here^[0m
    ^[32m+port ^[0m^[32m^[1m^[4m9001^[0m^[32m here^[0m
    ");
    }

    #[test]
    fn equal_texts_have_no_difference() {
        assert_eq!(diff("a\n", "a\n", Palette::plain()), "No difference.\n");
    }

    #[test]
    fn a_new_file_is_all_additions() {
        insta::assert_snapshot!(diff("", "a\n\n\u{1b}[2Jb\n", Palette::plain()), @r"
    --- yours/Dockerfile
    +++ solution/Dockerfile
    @@ -0,0 +1,3 @@
    +a
    +
    +␛[2Jb
    ");
    }
}
