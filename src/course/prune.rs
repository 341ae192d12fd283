//! What a step has the learner prune: before that, the learner is told what a plain prune would take besides.

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
