//! The program's own words in every language it speaks: labels, prompts, verdicts, near misses.
//!
//! Words stand in `LANG/AREA.ftl` ([Fluent](https://projectfluent.org) messages), one file per area, so that no area
//! is parsed before one of its words is needed. A key begins with its area: `ui-expected` is in `ui.ftl`,
//! `near-miss-port-swapped` in `near-miss.ftl`. A message may refer only to messages of its own file.
//!
//! Lessons are not here: a course brings its own words. Values filled in are data; who prints them cleans them.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::course::Language;

pub use fluent_bundle::FluentValue as Value;

mod cause;
#[cfg(test)]
mod tests;
mod units;

/// A part of the program with words of its own, and its file in each language.
struct Area {
    /// What its keys begin with, without the hyphen.
    name: &'static str,
    /// English, French: in the order of [`Language::ALL`].
    sources: [&'static str; 2],
}

/// Reads the files of one area.
macro_rules! area {
    ($name:literal) => {
        Area {
            name: $name,
            sources: [include_str!(concat!("en/", $name, ".ftl")), include_str!(concat!("fr/", $name, ".ftl"))],
        }
    };
}

const AREA_COUNT: usize = 11;

const AREAS: [Area; AREA_COUNT] = [
    area!("ui"),
    area!("check"),
    area!("near-miss"),
    area!("commands"),
    area!("doctor"),
    area!("session"),
    area!("property"),
    area!("help"),
    area!("export"),
    area!("report"),
    area!("error"),
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: [[OnceLock<Bundle>; AREA_COUNT]; 2] = [const { [const { OnceLock::new() }; AREA_COUNT] }; 2];

/// The words of one language. Costs nothing to make; an area is parsed when its first word is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The words of `language`.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The words of `key` with `args` filled in: a text, or a number that picks the plural.
    ///
    /// A key that the language lacks falls back to English, then to the key itself: words never make a command fail.
    ///
    /// ```
    /// use kesako::{course::Language, words::Words};
    ///
    /// let words = Words::new(Language::En);
    /// assert_eq!(words.get("ui-list-passed", &[("passed", 2.into()), ("all", 5.into())]), "2 of 5");
    /// ```
    pub fn get(self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// The words of a key that takes no values.
    pub fn text(self, key: &str) -> String {
        self.get(key, &[])
    }

    /// Like [`Words::get`], `None` if no language has the key: for keys that are put together.
    pub fn find(self, key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
        let area =
            AREAS.iter().position(|area| key.strip_prefix(area.name).is_some_and(|rest| rest.starts_with('-')))?;
        let own = format(bundle(self.language, area), key, args);
        own.or_else(|| format(bundle(Language::En, area), key, args))
    }
}

fn format(bundle: &Bundle, key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
    // A value that was not given shows as `{$name}`; the rest of the sentence still helps.
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
}

fn bundle(language: Language, area: usize) -> &'static Bundle {
    let position = language as usize;
    BUNDLES[position][area].get_or_init(|| {
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        // What can be read of a broken file is used; a test keeps the files whole.
        let resource = FluentResource::try_new(AREAS[area].sources[position].to_owned());
        bundle.add_resource_overriding(resource.unwrap_or_else(|(readable, _)| readable));
        bundle
    })
}
