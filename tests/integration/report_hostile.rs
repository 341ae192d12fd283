//! Text of learners' files is data: nothing of it runs in a page, steers a terminal, or becomes a formula or another's row.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use kesako::course::Language;
use kesako::progress::export::{Export, Finding, NearMissCount, Titles};
use sha2::Digest as _;

use super::class::Subject;
use super::kesako::Machine;
use super::report::done;

/// What would run, escape, or pretend. `PWNED` in the title of a page would tell that something ran.
const HOSTILE: [&str; 22] = [
    "<script>document.title='PWNED'</script>",
    "</script><script>document.title='PWNED'</script>",
    "</title><script>document.title='PWNED'</script>",
    "</style><script>document.title='PWNED'</script>",
    "<img src=x onerror=\"document.title='PWNED'\">",
    "\"><svg onload=\"document.title='PWNED'\">",
    "' onmouseover='document.title=\"PWNED\"' x='",
    "\" autofocus onfocus=\"document.title='PWNED'\" tabindex=0 x=\"",
    "<iframe srcdoc=\"<script>parent.document.title='PWNED'</script>\">",
    "<a href=\"javascript:document.title='PWNED'\">x</a>",
    "<meta http-equiv=refresh content=\"0;url=data:text/html,PWNED\">",
    "<base href=\"http://evil.example/\"><link rel=stylesheet href=//evil.example/x.css>",
    "<!--<script>document.title='PWNED'//-->",
    "]]><script>document.title='PWNED'</script>",
    "\\u003cscript\\u003edocument.title='PWNED'\\u003c/script\\u003e",
    "{{7*7}} {% include \"/etc/passwd\" %} ${7*7}",
    "&lt;script&gt;&#60;script&#62;",
    "\u{2028}\u{2029}\u{0}\u{b}<script\u{c}>document.title='PWNED'</script>",
    "\u{1b}]0;PWNED\u{7}\u{1b}[2J\u{1b}[31m\u{9b}31mred\u{202e}txt",
    "=HYPERLINK(\"http://evil.example\";\"PWNED\")",
    "+1+cmd|' /C calc'!A0",
    "    Points Possible, \"PWNED\"\r\nTwo,Rows",
];

/// An export whose every text is hostile.
fn hostile(number: usize, text: &str) -> Export {
    let mut export = Subject::built_in().export(9, 1);
    let titles = || Titles::from([(Language::En, text.to_owned()), (Language::Fr, text.to_owned())]);
    export.learner = Some(text.to_owned());
    export.record = format!("{number:04}{text}");
    text.clone_into(&mut export.kesako);
    "hostile".clone_into(&mut export.course.id);
    text.clone_into(&mut export.course.version);
    export.course.title = titles();
    for chapter in &mut export.chapters {
        chapter.title = titles();
    }
    for step in &mut export.steps {
        step.title = titles();
        step.near_misses = vec![NearMissCount { id: text.to_owned(), count: 3 }];
        if let Some(last) = &mut step.last {
            last.findings = vec![Finding { check: text.to_owned(), near_miss: Some(text.to_owned()) }];
        }
    }
    export
}

/// A machine with a class of hostile learners, each of whom in turn may be the one whose titles are shown.
fn machine() -> Machine {
    let machine = Machine::debian();
    let folder = machine.path("here/class");
    fs::create_dir(&folder).unwrap();
    for (number, text) in HOSTILE.iter().enumerate() {
        let export = hostile(number, text);
        fs::write(folder.join(format!("{number}.json")), serde_json::to_vec(&export).unwrap()).unwrap();
        let own = machine.path(&format!("here/{number}"));
        fs::create_dir(&own).unwrap();
        fs::write(own.join("alone.json"), serde_json::to_vec(&export).unwrap()).unwrap();
    }
    // Names of files are somebody's text, too.
    fs::write(folder.join("<img src=x onerror=alert(1)>\u{1b}[31m.json"), "[]").unwrap();
    machine
}

#[track_caller]
fn nothing_runs(page: &str) {
    assert_eq!(page.matches("<script").count(), 2, "a block of data and the page's own script");
    assert_eq!(page.matches("</script").count(), 2);
    assert_eq!((page.matches("<style").count(), page.matches("<meta").count()), (1, 4));
    let own = regex::Regex::new(r"<(/?)(img|svg|iframe|base|link|object|embed|form)\b").unwrap();
    assert!(!own.is_match(page));
    // Tags as a browser finds them: quotes and what is in them, then no attribute that would run.
    let body = &page[page.find("<body>").unwrap()..page.find("<script type").unwrap()];
    let tag = regex::Regex::new(r#"<[a-z][^>"]*(?:"[^"]*"[^>"]*)*>"#).unwrap();
    let quoted = regex::Regex::new(r#""[^"]*""#).unwrap();
    for found in tag.find_iter(body) {
        let bare = quoted.replace_all(found.as_str(), "").to_lowercase();
        assert!(!bare.contains(" on") && !bare.contains(" src="), "{}", found.as_str());
        assert!(found.as_str().split("href=\"").skip(1).all(|link| link.starts_with("#s")), "{}", found.as_str());
    }
    for (opening, closing, directive) in [("<script>", "</script>", "script-src"), ("<style>", "</style>", "style-src")]
    {
        let inner = page.split(opening).nth(1).unwrap().split(closing).next().unwrap();
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(inner.as_bytes()));
        assert!(page.contains(&format!("{directive} 'sha256-{hash}'")), "the policy allows this {opening} alone");
    }
    assert!(page.contains("default-src 'none'") && !page.contains("unsafe-inline"));
    let data = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
    serde_json::from_str::<serde_json::Value>(data).unwrap();
}

#[test]
fn nothing_runs_in_a_page() {
    let machine = machine();
    let mut folders = vec!["class".to_owned()];
    folders.extend((0..HOSTILE.len()).map(|number| number.to_string()));
    for folder in folders {
        let page = done(machine.run(&["report", &folder, "-f", "html", "--course", "/nowhere"])).out;
        nothing_runs(&page);
        if let Ok(keep) = std::env::var("KESAKO_KEEP") {
            fs::write(Path::new(&keep).join(format!("hostile-{folder}.html")), &page).unwrap();
        }
    }
}

#[test]
fn no_sequence_reaches_a_terminal() {
    let machine = machine();
    for arguments in [&["report", "class", "--color", "never"][..], &["report", "class", "--lang", "fr"]] {
        let ran = done(machine.run(arguments));
        for text in [&ran.out, &ran.err] {
            let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}'));
            assert_eq!(bad, None, "{text:?}");
        }
        assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    }
}

#[test]
fn no_cell_is_a_formula_and_nobody_gets_a_row_of_the_gradebook_s_own() {
    let machine = machine();
    for layout in ["long", "matrix", "moodle", "canvas"] {
        let table = done(machine.run(&["report", "class", "--layout", layout])).out;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
        for cell in rows.iter().flatten() {
            let first = cell.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars().next();
            assert!(!first.is_some_and(|c| "=+-@|\t\r".contains(c)), "{layout}: {cell:?}");
            assert!(!cell.contains(['\u{1b}', '\r', '\n', '\0']), "{layout}: {cell:?}");
        }
        if layout == "canvas" {
            let own = rows.iter().filter(|row| row[0].to_lowercase().contains("points possible")).count();
            assert_eq!((own, rows.len()), (1, 2 + HOSTILE.len()));
        }
    }
}

#[test]
fn colours_of_the_page_are_told_apart_by_everybody() {
    let css = include_str!("../../src/pages/report.css");
    let themes: Vec<&str> = css.split(":root {").skip(1).map(|theme| theme.split('}').next().unwrap()).collect();
    assert_eq!(themes.len(), 2, "light and dark");
    for theme in themes {
        let color = |name: &str| {
            let value = theme.split(&format!("--{name}: #")).nth(1).unwrap_or_else(|| panic!("no {name}"));
            u32::from_str_radix(&value[..6], 16).unwrap()
        };
        let mut pairs = vec![("soft", "none"), ("ink", "card"), ("soft", "card"), ("accent", "card"), ("note", "card")];
        pairs.extend(["ink", "soft", "accent", "note"].map(|name| (name, "paper")));
        pairs.extend(["h0", "h1", "h2", "h3", "h4", "none", "now"].map(|name| ("mark", name)));
        for (text, ground) in pairs {
            let contrast = contrast(color(text), color(ground));
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
        }
    }
}

/// The contrast of two colours as WCAG 2 defines it.
fn contrast(one: u32, other: u32) -> f64 {
    let luminance = |color: u32| {
        let part = |shift: u32| {
            let value = f64::from((color >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}
