//! `.dockerignore`: what of a build's folder does not go into the build. The last line that fits a path, or a folder
//! above it, decides.

use regex::Regex;

/// Lines of a `.dockerignore`, ready to be held against paths.
pub(super) struct Ignore(Vec<(Regex, bool)>);

impl Ignore {
    /// Reads lines without comments. One that is no pattern fits nothing.
    pub(super) fn of(lines: &[String]) -> Self {
        let rule = |line: &String| {
            let (line, excluded) = match line.strip_prefix('!') {
                Some(kept) => (kept.trim(), false),
                None => (line.as_str(), true),
            };
            Some((pattern(line)?, excluded))
        };
        Self(lines.iter().filter_map(rule).collect())
    }

    /// Whether a path of the build's folder is left out.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        let above = || path.match_indices('/').map(|(at, _)| &path[..at]).chain([path]);
        self.0.iter().fold(
            false,
            |so_far, (pattern, excluded)| {
                if above().any(|path| pattern.is_match(path)) { *excluded } else { so_far }
            },
        )
    }
}

/// A pattern of paths, the whole of which must fit: `*` within a name, `**` over names, `?`.
pub(super) fn pattern(line: &str) -> Option<Regex> {
    let parts: Vec<&str> = line.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let mut pattern = String::from("^");
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len();
        if *part == "**" {
            pattern.push_str(if is_last { ".*" } else { "(?:.*/)?" });
            continue;
        }
        for sign in part.chars() {
            match sign {
                '*' => pattern.push_str("[^/]*"),
                '?' => pattern.push_str("[^/]"),
                other => pattern.push_str(&regex::escape(&other.to_string())),
            }
        }
        if !is_last {
            pattern.push('/');
        }
    }
    pattern.push('$');
    Regex::new(&pattern).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_that_fits_decides() {
        for (lines, path, left_out) in [
            (&["answer.txt"][..], "answer.txt", true),
            (&["answer.txt"], "sub/answer.txt", false),
            (&["**/answer.txt"], "sub/answer.txt", true),
            (&["**/answer.txt"], "answer.txt", true),
            (&["*.txt"], "answer.txt", true),
            (&["*", "!answer.txt"], "answer.txt", false),
            (&["*", "!answer.txt"], "sub/other", true),
            (&["node_modules"], "node_modules/a/b", true),
            (&["/sub/"], "sub/a", true),
            (&["sub/*"], "sub/a/b", true),
            (&["a?c"], "abc", true),
            (&[], "anything", false),
        ] {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(Ignore::of(&lines).leaves_out(path), left_out, "{lines:?} {path}");
        }
    }
}
