//! A Dockerfile's text for the parser: one instruction a line, as [`dockerfile_lines`] reads them, and two things that
//! Docker takes written as the parser knows them: an empty list (`CMD []`), and a here-document further back in a RUN
//! (`RUN cat <<EOF > file`). The lines stay in their order; only of a here-document there are more.

use super::dockerfile_lines::{self, BadDirective};

/// The end of a here-document that no other one has.
const END: &str = "KESAKO_END_OF_RUN";

/// The text as the parser can read it; an error where a directive at its top can't be read.
pub(super) fn readable(text: &str) -> Result<String, BadDirective> {
    Ok(known_to_the_parser(&dockerfile_lines::read(text)?.text))
}

fn known_to_the_parser(text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let count = instruction_lines(&lines[at..]);
        let whole: String = lines[at..at + count].concat();
        at += count;
        if let Some(word) = emptied(line).filter(|_| count == 1) {
            out.extend([word, " [\"\"]\n"]);
            continue;
        }
        match documents(&whole) {
            Some(documents) => {
                let body = below(&lines[at..], &documents.ends);
                match (body, documents.at_start) {
                    (Some(body), false) => {
                        let command = whole.trim_start()[3..].trim_start();
                        out.extend(["RUN <<'", END, "'\n", command]);
                        out.extend(lines[at..at + body].iter().copied());
                        if !out.ends_with('\n') {
                            out.push('\n');
                        }
                        out.extend([END, "\n"]);
                        at += body;
                    }
                    (Some(body), true) => {
                        out.push_str(&whole);
                        out.extend(lines[at..at + body].iter().copied());
                        at += body;
                    }
                    (None, _) => out.push_str(&whole),
                }
            }
            None => out.push_str(&whole),
        }
    }
    out
}

/// How many lines an instruction has, its continuation included.
fn instruction_lines(lines: &[&str]) -> usize {
    let goes_on = |line: &str| {
        let line = line.trim_end();
        line.ends_with('\\') && !line.trim_start().starts_with('#')
    };
    let is_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let mut count = 1;
    if !goes_on(lines[0]) {
        return count;
    }
    while let Some(line) = lines.get(count) {
        count += 1;
        if !is_nothing(line) && !goes_on(line) {
            break;
        }
    }
    count
}

/// CMD or ENTRYPOINT with an empty list.
fn emptied(line: &str) -> Option<&'static str> {
    let (word, rest) = line.trim().split_once(char::is_whitespace)?;
    let list = rest.trim().strip_prefix('[')?.strip_suffix(']')?;
    let word = ["CMD", "ENTRYPOINT"].into_iter().find(|known| known.eq_ignore_ascii_case(word))?;
    list.trim().is_empty().then_some(word)
}

struct Documents {
    /// Ends, in order, and whether tabs before them go.
    ends: Vec<(String, bool)>,
    /// Whether the command begins with the first.
    at_start: bool,
}

/// The here-documents of a RUN, if it has any.
fn documents(instruction: &str) -> Option<Documents> {
    let (word, command) = instruction.trim_start().split_once(char::is_whitespace)?;
    if !word.eq_ignore_ascii_case("RUN") || command.trim_start().starts_with('[') {
        return None;
    }
    let (mut ends, mut quote, mut rest) = (Vec::new(), None, command);
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match (quote, sign) {
            (Some(end), _) => quote = quote.filter(|_| sign != end),
            (None, '"' | '\'') => quote = Some(sign),
            (None, '\\') => rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default(),
            (None, '<') if rest.starts_with('<') && !rest.starts_with("<<") => {
                let after = &rest[1..];
                let (tabs, after) = after.strip_prefix('-').map_or((false, after), |after| (true, after));
                let name =
                    after.split(|c: char| c.is_whitespace() || matches!(c, ';' | '|' | '&' | '>' | '<' | ')')).next();
                let name = name.unwrap_or_default().replace(['"', '\'', '\\'], "");
                if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                    ends.push((name, tabs));
                }
                rest = after;
            }
            // A here-string.
            (None, '<') => rest = rest.trim_start_matches('<'),
            _ => {}
        }
    }
    let options_off = command.split_whitespace().find(|word| !word.starts_with("--"));
    (!ends.is_empty()).then(|| Documents { ends, at_start: options_off.is_some_and(|word| word.starts_with("<<")) })
}

/// How many lines the here-documents take, their ends included; `None` if an end is missing.
fn below(lines: &[&str], ends: &[(String, bool)]) -> Option<usize> {
    let mut count = 0;
    for (end, tabs) in ends {
        loop {
            let line = lines.get(count)?.trim_end_matches(['\n', '\r']);
            count += 1;
            if (if *tabs { line.trim_start_matches('\t') } else { line }) == end {
                break;
            }
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_reads_stays_as_it_is() {
        for text in [
            "FROM alpine\nRUN echo a\nCMD [\"ls\"]\n",
            "FROM alpine\nRUN <<EOF\nCMD []\nEOF\nCMD ls",
            "FROM alpine\nRUN echo \"<<EOF\"\n",
            "FROM alpine\nRUN cat <<EOF\nno end\n",
            "FROM alpine\nRUN cat <<< word\n",
            "FROM alpine\nCOPY <<EOF /x\na\nEOF\n",
        ] {
            assert_eq!(known_to_the_parser(text), text);
        }
    }

    #[test]
    fn what_it_does_not_know_is_written_as_it_knows_it() {
        for (text, expected) in [
            ("FROM a\nentrypoint [ ]\nCMD ls", "FROM a\nENTRYPOINT [\"\"]\nCMD ls"),
            (
                "FROM a\nRUN cat <<EOF > x\nb\nEOF\nCMD ls",
                "FROM a\nRUN <<'KESAKO_END_OF_RUN'\ncat <<EOF > x\nb\nEOF\nKESAKO_END_OF_RUN\nCMD ls",
            ),
            (
                "FROM a\nRUN true && \\\n  cat <<-'E' > x\n\tb\n\tE\n",
                "FROM a\nRUN <<'KESAKO_END_OF_RUN'\ntrue && \\\n  cat <<-'E' > x\n\tb\n\tE\nKESAKO_END_OF_RUN\n",
            ),
        ] {
            assert_eq!(known_to_the_parser(text), expected);
            assert!(parse_dockerfile::parse(&readable(text).unwrap()).is_ok(), "{text}");
        }
    }
}
