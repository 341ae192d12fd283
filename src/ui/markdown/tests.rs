use super::*;
use crate::course::Language;
use crate::ui::Signs;

fn set(text: &str, width: usize, palette: Palette) -> String {
    let options = MarkdownOptions { width, palette, words: Words::new(Language::En) };
    render(text, options).iter().map(|line| palette.paint(line) + "\n").collect()
}

fn plain(text: &str, width: usize) -> String {
    set(text, width, Palette::plain())
}

fn colored(text: &str) -> String {
    set(text, 60, Palette::new(true, Signs::Unicode)).replace('\u{1b}', "^")
}

#[test]
fn plain_text_reads_well_without_any_escape() {
    insta::assert_snapshot!(plain("# What is this?\n\nAn *image* is a **template**; `docker run` makes a [container](https://x.io/c) of it.\nSee <https://x.io>.\n\n## Try\n\nHard  \nbreak.\n\n---\n\nEnd ~~not~~.", 44), @r"
    What is this?
    =============

    An image is a template; `docker run` makes a
    container (https://x.io/c) of it. See
    https://x.io.

    Try
    ---

    Hard
    break.

    ────────────────────────────────────────────

    End ~~not~~.
    ");
}

#[test]
fn colours_replace_the_marks_of_plain_text() {
    insta::assert_snapshot!(colored("# A `b`\n\n## C\n\n**d *e*** `f` [g](h)"), @r"
    ^[1m^[4mA ^[0m^[36m^[1m^[4mb^[0m

    ^[1mC^[0m

    ^[1md ^[0m^[1m^[3me^[0m ^[36mf^[0m g (^[34m^[4mh^[0m)
    ");
}

#[test]
fn lists_nest_and_their_text_hangs() {
    insta::assert_snapshot!(plain("- one\n- two, which is long enough to wrap\n  - three\n    1. four\n- [x] five\n-\n\n9. nine\n10. ten\n\n    loose\n\n    ```sh\n    code\n    ```\n", 24), @r"
    • one
    • two, which is long
      enough to wrap
      • three
        1. four
    • [x] five
    •

    9. nine

    10. ten

        loose

          code
    ");
}

#[test]
fn fenced_code_is_verbatim_and_never_broken() {
    let text = "```dockerfile\n# comment\nFROM alpine\n\n  CMD [\"echo\", \"a line that is wider than the page, and stays whole\"]\n```";
    insta::assert_snapshot!(plain(text, 30), @r#"
    # comment
    FROM alpine

      CMD ["echo", "a line that is wider than the page, and stays whole"]
    "#);
    insta::assert_snapshot!(colored("```console\n$ docker ps\nCONTAINER ID\n```\n```yaml\n# c\na: b\n```"), @r"
    ^[2m$ ^[0m^[36mdocker ps^[0m
    CONTAINER ID

    ^[2m# c^[0m
    ^[36ma: b^[0m
    ");
}

#[test]
fn quotes_keep_their_bar_and_notes_their_name() {
    insta::assert_snapshot!(plain("> one two three four\n>\n> - five\n>\n>   six\n\nafter\n\n> [!WARNING]\n> Careful.\n", 16), @r"
    │ one two three
    │ four
    │
    │ • five
    │
    │   six

    after

    │ Warning
    │ Careful.
    ");
}

#[test]
fn tables_fit_the_page_or_become_records() {
    let table = "| command | what it does | n |\n|---|---|--:|\n| `docker ps` | lists the running containers | 1 |\n| `docker rm` | removes one | 10 |\n";
    insta::assert_snapshot!(plain(table, 60), @r"
    command      what it does                   n
    ───────────  ────────────────────────────  ──
    `docker ps`  lists the running containers   1
    `docker rm`  removes one                   10
    ");
    insta::assert_snapshot!(plain(table, 34), @r"
    command      what it does        n
    ───────────  ─────────────────  ──
    `docker ps`  lists the running   1
                 containers
    `docker rm`  removes one        10
    ");
    insta::assert_snapshot!(plain(table, 20), @r"
    command: `docker ps`
    what it does: lists
    the running
    containers
    n: 1

    command: `docker rm`
    what it does:
    removes one
    n: 10
    ");
}

#[test]
fn no_break_spaces_of_french_survive_wrapping() {
    let text = plain("Une image, c’est quoi\u{a0}? Elle dit «\u{a0}bonjour\u{a0}»\u{a0}: voilà\u{a0}!", 21);
    assert!(text.lines().all(|line| !line.trim_start().starts_with(['?', '!', ':', '»'])), "{text}");
    assert!(text.contains("«\u{a0}bonjour\u{a0}»\u{a0}:"), "{text}");
}

#[test]
fn html_is_text_except_comments_and_breaks() {
    insta::assert_snapshot!(plain("<!-- a\nremark -->\n\nGive it a <name>, <kbd>Enter</kbd>,<br>then <!-- x -->go.\n\n<div>\nraw\n</div>\n", 60), @r"
    Give it a <name>, Enter,
    then go.

    <div>
    raw
    </div>
    ");
}

#[test]
fn escapes_in_a_lesson_never_reach_the_terminal() {
    let nasty = "a \u{1b}[31mred\u{1b}[0m `\u{1b}]0;t\u{7}b`\n\n```\n\u{1b}[2Jc\n```\n\n| \u{9b}1m |\n|---|\n| d |\n";
    assert!(!plain(nasty, 40).contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn any_width_gives_some_text() {
    let text =
        "# T\n\n- > a | b\n\n| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n\n> > > > > > deep quotes here";
    for width in 0..12 {
        assert!(plain(text, width).contains("deep"), "{width}");
    }
}

#[test]
fn ascii_terminals_get_ascii_marks() {
    insta::assert_snapshot!(set("- a\n\n> b\n\n---", 8, Palette::new(false, Signs::Ascii)), @r"
    - a

    | b

    --------
    ");
}
