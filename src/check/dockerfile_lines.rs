//! The lines of a Dockerfile as Docker reads them, before anything is known of instructions: the text goes in, the same
//! text with one instruction a line comes out, every instruction on the line where it begins.
//!
//! A byte order mark at the start is passed over, white space around a line too (also a no-break space), comments and
//! empty lines, within an instruction as well. A line whose last sign, blanks aside, is the escape sign goes on with the
//! next one. That sign is the backslash unless a directive at the very top says otherwise: `# escape=` and a backtick.
//! The bodies of here-documents stay as they are.

/// What Docker reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    /// The sign that lets a line go on.
    pub(crate) escape: char,
    /// Instructions, comments left out: the number of the line where each begins, and its text.
    pub(crate) lines: Vec<(usize, String)>,
    /// All of it as a Dockerfile without continued lines; instructions keep their line numbers.
    pub(crate) text: String,
}

/// Why no line of it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadDirective {
    /// `# escape=` names a sign that is neither a backslash nor a backtick.
    Sign { line: usize, sign: String },
    /// There is more than one.
    Twice { line: usize },
}

impl std::fmt::Display for BadDirective {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sign { line, sign } => write!(f, "invalid escape token `{sign}` (line {line})"),
            Self::Twice { line } => write!(f, "a second escape directive (line {line})"),
        }
    }
}

/// Reads a Dockerfile's lines.
pub(crate) fn read(text: &str) -> Result<Read, BadDirective> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let (directives, escape) = directives(&lines)?;
    // Directives only count at the top: they keep their place.
    let mut shown: Vec<String> = lines[..directives].iter().map(|line| (*line).to_owned()).collect();
    let mut found = Vec::new();
    let mut next = directives;
    while next < lines.len() {
        let start = next;
        let mut logical = String::new();
        let mut goes_on = true;
        while goes_on && next < lines.len() {
            let line = lines[next];
            next += 1;
            let bare = line.trim();
            if bare.starts_with('#') || (bare.is_empty() && !logical.is_empty()) {
                continue;
            }
            let piece = if logical.is_empty() { line.trim_start() } else { line };
            let begun = continued(piece, escape);
            goes_on = begun.is_some();
            logical.push_str(begun.unwrap_or(piece));
        }
        let logical = separated(logical.trim());
        let body = here_documents(&logical, &lines[next..]);
        if !logical.is_empty() {
            // Comments in front of it belong to nothing.
            let skipped = lines[start..next].iter().take_while(|line| says_nothing(line)).count();
            found.push((start + skipped + 1, logical.clone()));
            shown.extend(std::iter::repeat_n(String::new(), skipped));
        }
        shown.push(logical);
        shown.extend(lines[next..next + body].iter().map(|line| (*line).to_owned()));
        next += body;
        // Where lines were joined, their number stays.
        shown.resize(shown.len().max(next), String::new());
    }
    Ok(Read { escape, lines: found, text: shown.join("\n") })
}

fn says_nothing(line: &str) -> bool {
    let bare = line.trim();
    bare.is_empty() || bare.starts_with('#')
}

/// How many lines at the top are directives, and the escape sign.
fn directives(lines: &[&str]) -> Result<(usize, char), BadDirective> {
    let mut escape = None;
    let mut count = 0;
    for line in lines {
        let Some((name, value)) = directive(line) else { break };
        count += 1;
        if name != "escape" {
            continue;
        }
        match (value, escape) {
            (_, Some(_)) => return Err(BadDirective::Twice { line: count }),
            ("\\", None) => escape = Some('\\'),
            ("`", None) => escape = Some('`'),
            (sign, None) => return Err(BadDirective::Sign { line: count, sign: sign.to_owned() }),
        }
    }
    Ok((count, escape.unwrap_or('\\')))
}

/// The name and value of a directive. Without a value it is a comment, and so is any other name.
fn directive(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.trim().strip_prefix('#')?.split_once('=')?;
    let known = ["syntax", "escape", "check"].into_iter().find(|known| name.trim().eq_ignore_ascii_case(known))?;
    Some((known, value.trim())).filter(|(_, value)| !value.is_empty())
}

/// What stands before the escape sign at the end of a line, if it has one. A doubled backslash means itself.
fn continued(line: &str, escape: char) -> Option<&str> {
    let before = line.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!before.ends_with('\\') || escape != '\\').then_some(before)
}

/// The word of the instruction apart from the rest by a blank, which vertical tabs and form feeds count as.
fn separated(line: &str) -> String {
    let end = line.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(line.len());
    match line[end..].strip_prefix(['\u{b}', '\u{c}']) {
        Some(rest) => format!("{} {}", &line[..end], rest.trim_start_matches(['\u{b}', '\u{c}', '\t', ' '])),
        None => line.to_owned(),
    }
}

/// How many of `after` are the bodies of the here-documents that an instruction opens.
fn here_documents(instruction: &str, after: &[&str]) -> usize {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    if !["RUN", "COPY", "ADD"].iter().any(|known| known.eq_ignore_ascii_case(word)) {
        return 0;
    }
    let mut length = 0;
    for (dashed, name) in instruction.split_whitespace().skip(1).filter_map(here_document) {
        let ends = |line: &&str| (if dashed { line.trim_start_matches('\t') } else { line }) == name;
        match after[length..].iter().position(ends) {
            Some(end) => length += end + 1,
            None => return 0,
        }
    }
    length
}

/// The name that ends the here-document which a word opens, and whether its lines may be indented by tabs.
fn here_document(word: &str) -> Option<(bool, &str)> {
    let name = word.trim_start_matches(|sign: char| sign.is_ascii_digit()).strip_prefix("<<")?;
    let (dashed, name) = name.strip_prefix('-').map_or((false, name), |name| (true, name));
    let name = name.trim_matches(['"', '\'']);
    let fits = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.');
    (!name.is_empty() && name.chars().all(fits)).then_some((dashed, name))
}

#[cfg(test)]
#[path = "dockerfile_lines_tests.rs"]
mod tests;
