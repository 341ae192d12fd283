//! Commands in exec form that want a shell: it alone knows `&&`, `while`, `cd`, and takes a sentence apart.

use super::super::verdict::NearMiss;

/// Words that only a shell knows. No program is called so.
const SHELL_WORDS: [&str; 17] = [
    "while", "if", "for", "until", "case", "do", "then", "{", "cd", "export", "source", "exit", "set", "unset", "eval",
    "alias", "trap",
];
/// Signs that a shell takes for itself, where they stand alone.
const SIGNS: [&str; 11] = ["&&", "||", "|", ">", ">>", "<", "2>", "2>&1", "&", "<<", "&>"];
const SHELLS: [&str; 5] = ["sh", "bash", "ash", "dash", "zsh"];

/// Where the words of a command want a shell and get none; `could_start` is whether its program is there.
pub(super) fn find(words: &[String], could_start: bool) -> Option<NearMiss> {
    let (first, rest) = words.split_first()?;
    if SHELLS.contains(&first.rsplit('/').next().unwrap_or(first)) {
        return None;
    }
    let near_miss = |how: &str, key: &str| Some(NearMiss::new("no-shell").with("how", how).with("key", key));
    if !could_start && first.trim().contains(char::is_whitespace) {
        return near_miss("sentence", first);
    }
    if !could_start && SHELL_WORDS.contains(&first.as_str()) {
        return near_miss("word", first);
    }
    let sign = rest.iter().find(|word| SIGNS.contains(&word.as_str()))?;
    near_miss("sign", sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_wants_a_shell_is_told_from_one_that_does_not() {
        for (words, could_start, how) in [
            (vec!["while true; do sleep 1; done"], false, Some("sentence")),
            (vec!["/my program/run"], true, None),
            (vec!["cd", "/app"], false, Some("word")),
            (vec!["while", "true;", "do"], false, Some("word")),
            (vec!["ls", "/app", "&&", "cat", "x"], true, Some("sign")),
            (vec!["sh", "-c", "a && b"], true, None),
            (vec!["/bin/sh", "-c", "a", "&&"], true, None),
            (vec!["find", ".", "-exec", "ls", ";"], true, None),
            (vec!["lls"], false, None),
            (vec![], false, None),
        ] {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            let found = find(&words, could_start);
            assert_eq!(found.as_ref().map(|it| it.args["how"].as_str()), how, "{words:?}");
        }
    }
}
