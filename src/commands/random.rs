//! Random names, from the randomness that the standard library gives every process.

use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher, RandomState};

use crate::course::PlantKind;

const ADJECTIVES: [&str; 16] = [
    "calm", "brave", "quiet", "amber", "early", "gentle", "lucky", "rapid", "silver", "tidy", "warm", "young",
    "bright", "clever", "proud", "sunny",
];
const NOUNS: [&str; 16] = [
    "otter", "heron", "maple", "comet", "river", "lemon", "badger", "falcon", "harbor", "island", "meadow", "pepper",
    "rocket", "sparrow", "tulip", "walnut",
];

fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// So many hexadecimal digits.
pub(super) fn hex(digits: usize) -> String {
    let mut text = String::new();
    while text.len() < digits {
        // Writing to a string can't fail.
        let _ = write!(text, "{:016x}", number());
    }
    text.truncate(digits);
    text
}

/// A value to plant.
pub(super) fn planted(kind: PlantKind) -> String {
    let pick = |list: &[&'static str; 16]| list[usize::try_from(number() % 16).unwrap_or_default()];
    match kind {
        PlantKind::Word => format!("{}-{}-{}", pick(&ADJECTIVES), pick(&NOUNS), 10 + number() % 90),
        PlantKind::Hex => hex(8),
        PlantKind::Number => (1000 + number() % 9000).to_string(),
    }
}
