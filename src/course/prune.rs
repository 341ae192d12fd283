//! What a step has the learner prune: before that, the learner is told what a plain prune would take besides.

use super::diagnostic::Problems;
use super::value::Spanned;

/// One `docker … prune`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prune {
    /// `docker container prune`: everything that does not run.
    Containers,
    /// `docker image prune`: untagged images that no container uses.
    Images,
    /// `docker volume prune`: volumes that no container uses, before version 23 of the engine those with a name, too.
    Volumes,
}

impl Prune {
    /// Every prune.
    pub const ALL: [Self; 3] = [Self::Containers, Self::Images, Self::Volumes];

    /// Its word in a checker file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Containers => "containers",
            Self::Images => "images",
            Self::Volumes => "volumes",
        }
    }

    /// The command.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Containers => "docker container prune",
            Self::Images => "docker image prune",
            Self::Volumes => "docker volume prune",
        }
    }

    /// The prune that a word names.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prune| prune.word() == word)
    }
}

/// Reads the words of `prunes`.
pub(super) fn read_prunes(words: &[Spanned<String>], problems: &mut Problems<'_>) -> Vec<Prune> {
    let mut prunes = Vec::new();
    for word in words {
        match Prune::of_word(&word.value) {
            Some(prune) => prunes.push(prune),
            None => {
                problems
                    .error(word.span.clone(), format!("nobody prunes `{}`", word.value))
                    .suggest_or_list(&word.value, Prune::ALL.map(Prune::word));
            }
        }
    }
    prunes
}
