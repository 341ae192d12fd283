use super::*;
use crate::ui::Signs;

fn said(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn plain(language: Language) -> (Ui, Captured) {
    Ui::captured(language, 60, Palette::plain())
}

#[test]
fn an_error_shows_its_causes_and_then_the_hints() {
    let error = said(&["could not list images", "the engine is gone: refused", "os error 111\ntwice"]);
    let hints = ["start the engine: systemctl start docker".to_owned()];
    let (ui, captured) = plain(Language::En);
    ui.error(&error, &hints);
    assert_eq!(captured.out(), "");
    insta::assert_snapshot!(captured.err(), @r"
    error: could not list images
    caused by: the engine is gone: refused
    caused by: os error 111
      twice
    hint: start the engine: systemctl start docker
    ");
}

#[test]
fn french_labels_have_their_no_break_space() {
    let (ui, captured) = plain(Language::Fr);
    ui.error(&said(&["x", "y"]), &["z".to_owned()]);
    ui.warning("w");
    assert_eq!(captured.err(), "erreur\u{a0}: x\nà cause de\u{a0}: y\npiste\u{a0}: z\nattention\u{a0}: w\n");
}

#[test]
fn colours_are_on_the_label_and_escapes_of_the_message_are_gone() {
    let (ui, captured) = Ui::captured(Language::En, 60, Palette::new(true, Signs::Unicode));
    ui.warning("bad \u{1b}[2Jname");
    assert_eq!(captured.err(), "\u{1b}[33mwarning:\u{1b}[0m bad name\n");
}

#[test]
fn json_stands_alone_on_standard_output() {
    let (ui, captured) = plain(Language::En);
    let ui = ui.with_json(true);
    ui.say("not this");
    ui.status(Sign::Pass, "nor this");
    ui.note("on the other stream");
    ui.json(&serde_json::json!({ "schema": 1 }));
    assert_eq!(captured.out(), "{\n  \"schema\": 1\n}\n");
    assert_eq!(captured.err(), "on the other stream\n");
}

#[test]
fn status_lines_carry_a_sign_in_any_locale() {
    for (signs, printed) in [(Signs::Unicode, "✓ done\n✗ not\n"), (Signs::Ascii, "ok done\nx  not\n")] {
        let (ui, captured) = Ui::captured(Language::En, 60, Palette::new(false, signs));
        ui.status(Sign::Pass, "done");
        ui.status(Sign::Fail, "not");
        assert_eq!(captured.out(), printed);
    }
}

struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_is_gone_is_no_failure_and_a_full_disk_is() {
    for (kind, closed, fails) in [(io::ErrorKind::BrokenPipe, true, false), (io::ErrorKind::StorageFull, false, true)] {
        let (mut ui, _) = plain(Language::En);
        ui.out.writer = Mutex::new(Box::new(Broken(kind)));
        ui.say("a");
        ui.say("b");
        assert_eq!((ui.is_closed(), ui.finish().is_err()), (closed, fails), "{kind:?}");
    }
}

#[test]
fn text_is_set_between_twenty_and_eighty_columns_wide() {
    for (columns, width) in [(5, 20), (40, 40), (200, 80)] {
        let (ui, _) = Ui::captured(Language::En, columns, Palette::plain());
        assert_eq!(ui.text_width(), width);
    }
}
