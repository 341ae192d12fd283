//! Labels and what they look like: the rest writes labelled text, and this file alone knows colours.
//!
//! Colours follow `--color`, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb` and whether a terminal is there.

use console::Style;

use super::signs::Signs;
use super::text::Line;

/// What a piece of text is. Labels nest: strong words in a heading carry both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The title of a page or chapter.
    Title,
    /// Any other heading.
    Heading,
    /// Strong words.
    Strong,
    /// Stressed words.
    Emphasis,
    /// Struck out.
    Struck,
    /// A command, file or value within a sentence.
    Code,
    /// A line of a block of code.
    Block,
    /// An address.
    Link,
    /// Beside the point: what waits, comments, prompts.
    Dim,
    /// Passed.
    Pass,
    /// Failed.
    Fail,
    /// Could not be looked at.
    Unknown,
    /// Where the learner is.
    Current,
    /// A warning.
    Warning,
    /// An error.
    Error,
    /// A hint, or what to try next.
    Hint,
    /// What was expected.
    Expected,
    /// What is there.
    Actual,
    /// Added by a change.
    Added,
    /// Removed by a change.
    Removed,
    /// The very characters that a change is about.
    Changed,
    /// A key to press.
    Key,
}

impl Label {
    fn over(self, style: Style) -> Style {
        match self {
            Self::Title | Self::Changed => style.bold().underlined(),
            Self::Heading | Self::Strong | Self::Key => style.bold(),
            Self::Emphasis => style.italic(),
            Self::Struck => style.strikethrough(),
            Self::Code | Self::Block | Self::Hint => style.cyan(),
            Self::Link => style.blue().underlined(),
            Self::Dim => style.dim(),
            Self::Pass | Self::Added | Self::Expected => style.green(),
            Self::Fail | Self::Removed | Self::Actual => style.red(),
            Self::Unknown | Self::Warning => style.yellow(),
            Self::Current => style.bold().cyan(),
            Self::Error => style.bold().red(),
        }
    }
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// Colours on a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Colours everywhere.
    Always,
    /// No colours.
    Never,
}

/// What the environment says about the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// `NO_COLOR` is set to anything but the empty text.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set to anything but `0` or the empty text.
    pub force_color: bool,
    /// `TERM` is `dumb`: no colours, no cursor moves.
    pub dumb: bool,
    /// What the locale can show.
    pub signs: Signs,
}

impl Surroundings {
    /// Reads this process's environment.
    pub fn from_env() -> Self {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Reads an environment given as a function from names to values.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        // POSIX: the first of these that is set decides.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_lowercase();
        let unicode = locale.contains("utf-8") || locale.contains("utf8") || (cfg!(windows) && locale.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            force_color: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            dumb: set("TERM").is_some_and(|value| value == "dumb"),
            signs: if unicode { Signs::Unicode } else { Signs::Ascii },
        }
    }
}

/// How labelled text is written on one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    colored: bool,
    signs: Signs,
}

impl Palette {
    /// With colours or without.
    pub const fn new(colored: bool, signs: Signs) -> Self {
        Self { colored, signs }
    }

    /// No colours, any sign.
    pub const fn plain() -> Self {
        Self::new(false, Signs::Unicode)
    }

    /// What suits a stream that is, or is not, a terminal.
    pub const fn detect(choice: ColorChoice, surroundings: &Surroundings, is_terminal: bool) -> Self {
        let colored = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if surroundings.no_color => false,
            ColorChoice::Auto => surroundings.force_color || (is_terminal && !surroundings.dumb),
        };
        Self::new(colored, surroundings.signs)
    }

    /// Whether colours are written.
    pub const fn is_colored(self) -> bool {
        self.colored
    }

    /// The signs that can be shown.
    pub const fn signs(self) -> Signs {
        self.signs
    }

    /// The line as it goes to the stream, without a line break.
    pub fn paint(self, line: &Line) -> String {
        let mut painted = String::new();
        for span in line.spans() {
            if self.colored && !span.labels().is_empty() {
                let style =
                    span.labels().iter().fold(Style::new().force_styling(true), |style, label| label.over(style));
                painted.push_str(&style.apply_to(span.text()).to_string());
            } else {
                painted.push_str(span.text());
            }
        }
        if !self.colored {
            painted.truncate(painted.trim_end_matches(' ').len());
        }
        painted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surroundings(variables: &[(&str, &str)]) -> Surroundings {
        Surroundings::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn colours_follow_the_flag_then_the_environment_then_the_terminal() {
        use ColorChoice::{Always, Auto, Never};
        for (choice, variables, is_terminal, colored) in [
            (Auto, &[][..], true, true),
            (Auto, &[], false, false),
            (Auto, &[("NO_COLOR", "1")], true, false),
            (Auto, &[("NO_COLOR", "")], true, true),
            (Auto, &[("CLICOLOR_FORCE", "1")], false, true),
            (Auto, &[("CLICOLOR_FORCE", "0")], false, false),
            (Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false),
            (Auto, &[("TERM", "dumb")], true, false),
            (Always, &[("NO_COLOR", "1"), ("TERM", "dumb")], false, true),
            (Never, &[("CLICOLOR_FORCE", "1")], true, false),
        ] {
            let palette = Palette::detect(choice, &surroundings(variables), is_terminal);
            assert_eq!(palette.is_colored(), colored, "{choice:?} {variables:?} {is_terminal}");
        }
    }

    #[test]
    fn the_locale_decides_which_signs_are_shown() {
        for (variables, signs) in [
            (&[("LANG", "fr_FR.UTF-8")][..], Signs::Unicode),
            (&[("LANG", "C")], Signs::Ascii),
            (&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")], Signs::Ascii),
            (&[("LC_CTYPE", "en_US.utf8"), ("LC_ALL", "")], Signs::Unicode),
            (&[("LANG", "de_DE.ISO-8859-1")], Signs::Ascii),
        ] {
            assert_eq!(surroundings(variables).signs, signs, "{variables:?}");
        }
    }

    #[test]
    fn nested_labels_add_up_and_a_plain_palette_writes_no_escape() {
        let mut line = Line::new();
        line.push_with("a", &[Label::Heading, Label::Code]);
        line.push_plain(" b");
        insta::assert_snapshot!(Palette::new(true, Signs::Unicode).paint(&line).replace('\u{1b}', "^"), @"^[36m^[1ma^[0m b");
        assert_eq!(Palette::plain().paint(&line), "a b");
    }
}
