//! Progress of transfers: a bar per layer and one for all on a terminal; elsewhere a line whenever a layer has come
//! another tenth of its way. Everything on standard error.

use std::collections::BTreeMap;
use std::time::Duration;

use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::Ui;
use super::sanitize::clean;
use super::style::Label;
use super::text::Line;

/// Columns of a bar.
const BAR: usize = 24;
/// Columns of a layer's name.
const NAME: usize = 14;
/// Below this many columns a bar has no room: lines are printed instead.
const LEAST_COLUMNS: usize = 60;
/// Bars are drawn this often while nothing new is reported, so that a stalled transfer is seen to be alive.
const TICK: Duration = Duration::from_millis(200);

/// A transfer under way.
pub struct Transfer<'a> {
    ui: &'a Ui,
    name: String,
    layers: BTreeMap<String, Layer>,
    bars: Option<Bars>,
}

struct Bars {
    all: MultiProgress,
    total: ProgressBar,
    style: ProgressStyle,
}

struct Layer {
    done: u64,
    size: u64,
    /// Tenths that were reported.
    said: Option<u64>,
    bar: Option<ProgressBar>,
}

impl<'a> Transfer<'a> {
    /// Begins a transfer called `name`: `alpine`, `docker-101.tar`.
    pub fn begin(ui: &'a Ui, name: &str) -> Self {
        let bars = (ui.can_draw_bars() && ui.size().0 >= LEAST_COLUMNS).then(|| {
            let all = MultiProgress::with_draw_target(ProgressDrawTarget::stderr());
            let chars = ui.error_palette().signs().pick("━╸─", "#>-");
            let (bar, dim) = if ui.error_palette().is_colored() { (".cyan", ".dim") } else { ("", "") };
            // The names of these fields are fixed: a template that can't be read falls back to the plain bar.
            let template =
                format!("  {{prefix:{NAME}}} {{bar:{BAR}{bar}}} {{bytes:>10}}/{{total_bytes:10}} {{wide_msg{dim}}}");
            let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
            let style = style.progress_chars(chars);
            let total = all.add(ProgressBar::new(0).with_style(style.clone()).with_prefix(short(name)));
            total.enable_steady_tick(TICK);
            Bars { all, total, style }
        });
        Self { ui, name: clean(name).into_owned(), layers: BTreeMap::new(), bars }
    }

    /// Reports that `done` of `size` bytes of a layer are there. `size` is zero while nobody knows. `what` says in a
    /// word or two what is being done with it.
    pub fn layer(&mut self, id: &str, what: &str, done: u64, size: u64) {
        let bars = self.bars.as_ref();
        let layer = self.layers.entry(id.to_owned()).or_insert_with(|| Layer {
            done: 0,
            size: 0,
            said: None,
            bar: bars.map(|bars| {
                let bar = ProgressBar::new(0).with_style(bars.style.clone()).with_prefix(short(id));
                bars.all.insert_before(&bars.total, bar)
            }),
        });
        (layer.done, layer.size) = (done, size.max(layer.size));
        if let Some(bar) = &layer.bar {
            bar.set_length(layer.size);
            bar.set_position(done);
            bar.set_message(clean(what).into_owned());
            if size > 0 && done >= size {
                bar.finish();
            }
        } else if let Some(tenth) =
            (done * 10).checked_div(layer.size).filter(|tenth| layer.said.is_none_or(|said| *tenth > said))
        {
            layer.said = Some(tenth);
            let mut line = Line::plain(&format!("{}: ", self.name));
            // What has no layers goes under the transfer's own name.
            let id = if id == self.name { String::new() } else { format!("{id} ") };
            line.push_plain(&format!("{id}{what} {} %", (tenth * 10).min(100)));
            line.push(Label::Dim, &format!(" ({})", HumanBytes(layer.size)));
            self.ui.progress_line(&line);
        }
        if let Some(bars) = &self.bars {
            bars.total.set_length(self.layers.values().map(|layer| layer.size).sum());
            bars.total.set_position(self.layers.values().map(|layer| layer.done).sum());
        }
    }

    /// Reports on something that has no layers: so many bytes of a file.
    pub fn bytes(&mut self, what: &str, done: u64, size: u64) {
        let name = self.name.clone();
        self.layer(&name, what, done, size);
    }

    /// Ends it: the bars go, what is to be said of the outcome is for the command.
    pub fn end(self) {
        drop(self);
    }
}

impl Drop for Transfer<'_> {
    fn drop(&mut self) {
        if let Some(bars) = &self.bars {
            for bar in self.layers.values().filter_map(|layer| layer.bar.as_ref()) {
                bar.finish_and_clear();
            }
            bars.total.finish_and_clear();
            // A terminal that is gone needs no clearing.
            let _ = bars.all.clear();
        }
    }
}

fn short(name: &str) -> String {
    clean(name).chars().take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;
    use crate::ui::Palette;

    #[test]
    fn without_a_terminal_a_layer_says_each_tenth_once() {
        let (ui, captured) = Ui::captured(Language::En, 80, Palette::plain());
        let mut transfer = Transfer::begin(&ui, "alpine");
        transfer.layer("a3ed", "downloading", 0, 0);
        for done in 0..=1000 {
            transfer.layer("a3ed", "downloading", done, 1000);
        }
        transfer.layer("b4fe", "extracting\u{1b}[2J", 5000, 4000);
        transfer.end();
        let lines: Vec<String> = captured.err().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 12, "{lines:#?}");
        assert_eq!(lines[1], "alpine: a3ed downloading 10 % (1000 B)");
        assert_eq!(lines[11], "alpine: b4fe extracting 100 % (3.91 KiB)");
    }
}
