//! Whether two attempts left the same state, as far as the judge looked: ids, times and made-up names apart.

use std::sync::LazyLock;

use regex::Regex;

use crate::probe::Snapshot;

/// What differs each time, with what stands for it.
static CHANCE: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let patterns = [
        (r"[0-9a-f]{64}|[0-9a-f]{12}\b", "ID"),
        (r"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)", "TIME"),
        // Two words, as Docker makes them up for a container that nobody named.
        (r#""[a-z]{2,}_[a-z]{2,}\d?""#, "NAME"),
        (r"(?i)\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b", "MAC"),
    ];
    patterns.into_iter().filter_map(|(pattern, word)| Some((Regex::new(pattern).ok()?, word))).collect()
});

/// A text that is the same for snapshots of the same state.
pub fn fingerprint(snapshot: &Snapshot) -> String {
    let normal =
        |text: String| CHANCE.iter().fold(text, |text, (chance, word)| chance.replace_all(&text, *word).into_owned());
    let mut lines: Vec<String> =
        snapshot.iter().map(|entry| normal(serde_json::to_string(&entry).unwrap_or_default())).collect();
    lines.sort();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::kit::{container, id};
    use crate::probe::{Observation, Probe, Seen};

    fn of(key: &str, change: impl FnOnce(&mut crate::probe::ContainerState)) -> String {
        let state = container("calm_otter").with(|it| it.id = id(key)).with(change);
        let seen = Seen::Present(Observation::Container(Box::new(state)));
        fingerprint(&[(Probe::Container { key: id(key) }, seen)].into_iter().collect())
    }

    #[test]
    fn a_state_is_the_same_whatever_its_ids_and_times_and_another_with_another_flag() {
        let plain = of("a", |_| {});
        let other = |it: &mut crate::probe::ContainerState| {
            (it.name, it.created) = ("busy_bohr3".to_owned(), crate::check::tests::kit::at(99));
        };
        assert_eq!(plain, of("b", other));
        assert_ne!(plain, of("a", |it| it.auto_remove = true));
    }
}
