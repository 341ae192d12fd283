//! The help of the command line in the learner's language. English is what [`cli`](crate::cli) says in its doc comments;
//! another language puts its own words in their place, from `help.ftl`. Only who asks for help pays for that.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, CommandFactory, ValueEnum};

use crate::cli::{Cli, Lang};
use crate::course::{CourseFiles, CourseSource, Language};
use crate::progress::Record;
use crate::words::Words;

use super::services::find_workspace;

/// The command line, its help in `language`.
pub(super) fn command(language: Language) -> Command {
    let command = Cli::command();
    let words = Words::new(language);
    // A language without words of its own for the help has the English ones.
    if words.find("help-usage", &[]).is_none() { command } else { translated(command, "", words) }
}

/// The language for those who ask for help: as given, else as chosen in the workspace, else the locale's.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let given = |option: &str| {
        let mut words = arguments.iter().map(|word| word.to_string_lossy());
        let with = format!("{option}=");
        words
            .by_ref()
            .find_map(|word| {
                if word == option { Some(None) } else { word.strip_prefix(&with).map(|value| Some(value.to_owned())) }
            })
            .and_then(|value| value.or_else(|| words.next().map(std::borrow::Cow::into_owned)))
    };
    let asked = given("--lang").or_else(|| std::env::var("KESAKO_LANG").ok());
    let asked = asked.and_then(|name| Lang::from_str(&name, true).ok()).map(|lang| match lang {
        Lang::En => Language::En,
        Lang::Fr => Language::Fr,
    });
    let recorded = || {
        let workspace = given("--workspace").or_else(|| std::env::var("KESAKO_WORKSPACE").ok()).map(PathBuf::from);
        let course = CourseFiles::open(CourseSource::Embedded).ok()?;
        let workspace = find_workspace(workspace.as_deref(), &course.manifest.id);
        Record::load(&workspace).ok()?.progress().language
    };
    let locale = || sys_locale::get_locale().and_then(|locale| Language::from_locale(&locale));
    asked.or_else(recorded).or_else(locale).unwrap_or(Language::En)
}

/// `command` with the words of another language; `path` is what leads to it: `images-pull`.
fn translated(command: Command, path: &str, words: Words) -> Command {
    let find = |key: &str| words.find(key, &[]);
    let about = if path.is_empty() { find("help-about") } else { find(&format!("help-{path}")) };
    let usage = words.text("help-usage");
    let mut command = command
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(format!("{}\u{a0}", words.text("help-commands")))
        .subcommand_value_name(words.text("help-value-command"))
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help));
    if let Some(about) = about {
        command = command.about(about);
    }
    if path.is_empty() {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        command = command.disable_version_flag(true).arg(version).long_about(words.text("help-long"));
    }
    let everywhere = format!("{}\u{a0}", words.text("help-everywhere"));
    command = command.mut_args(|arg| translated_arg(arg, path, &everywhere, words));
    command.mut_subcommands(|sub| {
        let path = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path}-{}", sub.get_name()) };
        translated(sub, &path, words)
    })
}

fn translated_arg(arg: Arg, path: &str, everywhere: &str, words: Words) -> Arg {
    let [own, general] = arg_keys(path, arg.get_id().as_str());
    let help = words.find(&own, &[]).or_else(|| words.find(&general, &[]));
    let is_global = arg.get_help_heading().is_some();
    let takes_values = arg.get_num_args().is_none_or(|range| range.takes_values()) && arg.get_action().takes_values();
    let names: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let name = names.first().cloned().unwrap_or_else(|| arg.get_id().to_string());
    // What these say would be English: the words name defaults, values and variables themselves.
    let mut arg = arg.hide_env(true);
    if takes_values {
        arg = arg.hide_possible_values(true).hide_default_value(true);
    }
    if let Some(help) = help {
        arg = arg.help(help);
    }
    if is_global {
        arg = arg.help_heading(everywhere.to_owned());
    }
    match words.find(&value_key(&name), &[]).filter(|_| takes_values) {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

fn arg_keys(path: &str, id: &str) -> [String; 2] {
    [format!("help-arg-{path}-{id}"), format!("help-arg-{id}")]
}

/// `STEP|CHAPTER` → `help-value-step-chapter`.
fn value_key(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    format!("help-value-{}", parts.collect::<Vec<_>>().join("-").to_lowercase())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every key that the help asks for and finds, and what has no words.
    fn keys(command: &Command, path: &str, words: Words, found: &mut BTreeSet<String>, lacking: &mut Vec<String>) {
        let mut wanted: Vec<Vec<String>> = Vec::new();
        if !path.is_empty() {
            wanted.push(vec![format!("help-{path}")]);
        }
        for arg in command.get_arguments() {
            wanted.push(arg_keys(path, arg.get_id().as_str()).into());
            for name in arg.get_value_names().into_iter().flatten() {
                // A number is called the same in both languages.
                if name.len() > 1 && arg.get_action().takes_values() {
                    wanted.push(vec![value_key(name)]);
                }
            }
        }
        for keys in wanted {
            match keys.iter().find(|key| words.find(key, &[]).is_some()) {
                Some(key) => drop(found.insert(key.clone())),
                None => lacking.push(format!("{keys:?}")),
            }
        }
        for sub in command.get_subcommands() {
            let path = if path.is_empty() { sub.get_name().to_owned() } else { format!("{path}-{}", sub.get_name()) };
            keys(sub, &path, words, found, lacking);
        }
    }

    #[test]
    fn every_command_and_option_has_french_help_and_no_words_are_left_over() {
        let (mut found, mut lacking) = (BTreeSet::new(), Vec::new());
        keys(&Cli::command(), "", Words::new(Language::Fr), &mut found, &mut lacking);
        assert!(lacking.is_empty(), "{lacking:?}");
        let fixed = ["usage", "commands", "everywhere", "about", "long", "arg-help", "arg-version", "value-command"];
        found.extend(fixed.map(|key| format!("help-{key}")));
        let file = include_str!("../words/fr/help.ftl");
        let there = file.lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()));
        let unused: Vec<String> = there.filter(|key| key.starts_with("help-") && !found.contains(key)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn both_languages_are_sound_command_lines_and_english_is_what_it_was() {
        for language in Language::ALL {
            command(language).debug_assert();
        }
        let plain = Cli::command().render_long_help().to_string();
        assert_eq!(command(Language::En).render_long_help().to_string(), plain);
        let mut french = command(Language::Fr);
        french.build();
        let mut pages = vec![french.render_long_help().to_string()];
        pages.extend(french.get_subcommands_mut().map(|sub| sub.render_help().to_string()));
        for page in pages {
            for english in ["Usage", "Print", "possible values", "default", "Options everywhere", "STEP", "DIR"] {
                assert!(!page.contains(english), "`{english}` in\n{page}");
            }
        }
    }

    #[test]
    fn the_language_is_looked_for_before_the_command_line_is_understood() {
        for (line, expected) in [
            (&["kesako", "--help", "--lang", "fr"][..], Language::Fr),
            (&["kesako", "--lang=fr", "show", "-h"], Language::Fr),
            (&["kesako", "--lang", "en", "--help"], Language::En),
        ] {
            let line: Vec<OsString> = line.iter().map(Into::into).collect();
            assert_eq!(language(&line), expected, "{line:?}");
        }
    }
}
