//! The simple commands of a shell script, each as its words with their places in the text: enough of a shell's grammar
//! (quotes, comments, here-documents, substitutions, operators) to change a word and leave all else as it is.

use std::ops::Range;

/// A word as the shell would hand it on, quotes taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its text. What a substitution gives is not known: it stands there as it is written.
    pub(super) text: String,
    /// Its place in the script.
    pub(super) span: Range<usize>,
}

/// Words that only introduce a command.
const INTRODUCING: [&str; 11] = ["if", "then", "else", "elif", "while", "until", "do", "!", "time", "exec", "command"];

/// Every simple command of a script that begins with `program`; those inside substitutions are not looked at.
pub(super) fn commands(script: &str, program: &str) -> Vec<Vec<Word>> {
    let mut reader = Reader { text: script.as_bytes(), at: 0, here: Vec::new() };
    let mut all = vec![Vec::new()];
    while let Some(token) = reader.next() {
        match token {
            Token::Word(span) => {
                let text = unquoted(&script[span.clone()]);
                if let Some(command) = all.last_mut() {
                    command.push(Word { text, span });
                }
            }
            Token::End => all.push(Vec::new()),
        }
    }
    let is_introduction = |word: &Word| INTRODUCING.contains(&word.text.as_str()) || is_assignment(&word.text);
    let mut found = Vec::new();
    for command in all {
        let words: Vec<Word> = command.into_iter().skip_while(is_introduction).collect();
        if words.first().is_some_and(|word| word.text == program) {
            found.push(words);
        }
    }
    found
}

fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map_or("", |(name, _)| name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

enum Token {
    Word(Range<usize>),
    End,
}

struct Reader<'s> {
    text: &'s [u8],
    at: usize,
    /// Ends of here-documents that begin at the next line.
    here: Vec<String>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Token> {
        loop {
            match *self.text.get(self.at)? {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\\' if self.text.get(self.at + 1) == Some(&b'\n') => self.at += 2,
                b'#' => self.at = self.end_of_line(),
                b'\n' => {
                    self.at += 1;
                    self.skip_here_documents();
                    return Some(Token::End);
                }
                b';' | b'&' | b'|' | b'(' | b')' => {
                    self.at += 1;
                    return Some(Token::End);
                }
                b'<' | b'>' => self.redirection(),
                _ => {
                    let span = self.word();
                    // A number right before a redirection belongs to it.
                    let is_number = self.text[span.clone()].iter().all(u8::is_ascii_digit);
                    if !(is_number && matches!(self.text.get(self.at), Some(b'<' | b'>'))) {
                        return Some(Token::Word(span));
                    }
                }
            }
        }
    }

    fn end_of_line(&self) -> usize {
        self.text[self.at..].iter().position(|byte| *byte == b'\n').map_or(self.text.len(), |more| self.at + more)
    }

    fn redirection(&mut self) {
        let is_here = self.text[self.at..].starts_with(b"<<");
        while matches!(self.text.get(self.at), Some(b'<' | b'>' | b'&' | b'-' | b'|')) {
            self.at += 1;
        }
        while matches!(self.text.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        let span = self.word();
        if is_here {
            self.here.push(unquoted(&String::from_utf8_lossy(&self.text[span])));
        }
    }

    fn skip_here_documents(&mut self) {
        for end in std::mem::take(&mut self.here) {
            while self.at < self.text.len() {
                let line_end = self.end_of_line();
                let line = String::from_utf8_lossy(&self.text[self.at..line_end]).trim_start_matches('\t').to_owned();
                self.at = (line_end + 1).min(self.text.len());
                if line == end {
                    break;
                }
            }
        }
    }

    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        while let Some(byte) = self.text.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => break,
                b'\\' => self.at += 2,
                b'\'' => self.skip_to(b'\'', false),
                b'"' => self.skip_to(b'"', true),
                b'`' => self.skip_to(b'`', true),
                b'$' if self.text.get(self.at + 1) == Some(&b'(') => self.skip_substitution(),
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.text.len()).max((start + 1).min(self.text.len()));
        start..self.at
    }

    /// From an opening quote to behind the closing one.
    fn skip_to(&mut self, quote: u8, escapes: bool) {
        self.at += 1;
        while let Some(byte) = self.text.get(self.at) {
            match byte {
                byte if *byte == quote => {
                    self.at += 1;
                    return;
                }
                b'\\' if escapes => self.at += 2,
                b'$' if escapes && self.text.get(self.at + 1) == Some(&b'(') => self.skip_substitution(),
                _ => self.at += 1,
            }
        }
    }

    fn skip_substitution(&mut self) {
        let mut depth = 0;
        while let Some(byte) = self.text.get(self.at) {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.at += 1;
                    return;
                }
                b')' => depth -= 1,
                b'\'' => {
                    self.skip_to(b'\'', false);
                    continue;
                }
                b'\\' => self.at += 1,
                _ => {}
            }
            self.at += 1;
        }
    }
}

/// A word without its quotes.
fn unquoted(word: &str) -> String {
    let (mut text, mut quote) = (String::new(), None);
    let mut signs = word.chars();
    while let Some(sign) = signs.next() {
        match (quote, sign) {
            (None, '\'' | '"') => quote = Some(sign),
            (Some(open), sign) if open == sign => quote = None,
            (None | Some('"'), '\\') => text.extend(signs.next()),
            _ => text.push(sign),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(script: &str) -> Vec<Vec<String>> {
        commands(script, "docker").into_iter().map(|words| words.into_iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn commands_are_found_among_all_that_a_shell_takes() {
        for (script, expected) in [
            ("docker run  --rm \\\n  x", vec!["docker run --rm x"]),
            ("a=1 docker ps; docker rm x && docker rm y || true", vec!["docker ps", "docker rm x", "docker rm y"]),
            ("echo docker run x # docker rm", vec![]),
            ("cat > f <<'END'\ndocker run no\nEND\ndocker run yes", vec!["docker run yes"]),
            ("docker run x sh -c 'a; b' > out 2>&1", vec!["docker run x sh -c a; b"]),
            ("docker tag \"$(docker build -q .)\" x", vec!["docker tag $(docker build -q .) x"]),
            ("if ! docker run x; then docker rm x; fi", vec!["docker run x", "docker rm x"]),
            ("(cd a && docker build .) & wait", vec!["docker build ."]),
            ("docker run \"unclosed", vec!["docker run unclosed"]),
        ] {
            let found: Vec<String> = words(script).iter().map(|words| words.join(" ")).collect();
            assert_eq!(found, expected, "{script}");
        }
    }

    #[test]
    fn a_word_knows_its_place() {
        let script = "docker run --name 'my name' x";
        let words = &commands(script, "docker")[0];
        assert_eq!((words[3].text.as_str(), &script[words[3].span.clone()]), ("my name", "'my name'"));
    }
}
