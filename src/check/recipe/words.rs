//! Words of a Dockerfile as Docker reads them: quotes taken off, variables put in, continued lines joined.

/// A word that can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread(pub(super) String);

/// The value of a variable; `None` if it is not set.
pub(super) type Value<'v> = &'v dyn Fn(&str) -> Option<String>;

/// A command in shell form: what Docker hands to the shell. The line's continuation goes without a trace, and so do
/// comments and empty lines between.
pub(super) fn joined(text: &str, escape: char) -> String {
    let mut command = String::new();
    for (index, line) in text.lines().enumerate() {
        if index > 0 && (line.trim().is_empty() || line.trim_start().starts_with('#')) {
            continue;
        }
        match line.trim_end().strip_suffix(escape) {
            Some(continued) => command.push_str(continued),
            None => command.push_str(line),
        }
    }
    command.trim().to_owned()
}

/// Cuts a line at white space outside of quotes. Quotes and escapes stay for [`expand`].
pub(super) fn split(line: &str, escape: char) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match quote {
            None if sign.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                continue;
            }
            None if matches!(sign, '"' | '\'') => quote = Some(sign),
            Some(end) if sign == end => quote = None,
            _ => {}
        }
        word.push(sign);
        if sign == escape && quote != Some('\'') {
            word.extend(signs.next());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A word without its quotes and escapes, its variables put in.
pub(super) fn expand(word: &str, escape: char, value: Value<'_>) -> Result<String, Unread> {
    let mut reader = Reader { rest: word, escape, value };
    reader.read(None)
}

/// A text in which only variables are put in, as in a here-document.
pub(super) fn fill(text: &str, value: Value<'_>) -> Result<String, Unread> {
    let mut out = String::new();
    let mut reader = Reader { rest: text, escape: '\\', value };
    while let Some(sign) = reader.next() {
        match sign {
            '\\' if reader.rest.starts_with('$') => out.extend(reader.next()),
            '$' => out.push_str(&reader.variable()?),
            other => out.push(other),
        }
    }
    Ok(out)
}

struct Reader<'t, 'v> {
    rest: &'t str,
    escape: char,
    value: Value<'v>,
}

impl Reader<'_, '_> {
    fn next(&mut self) -> Option<char> {
        let sign = self.rest.chars().next()?;
        self.rest = &self.rest[sign.len_utf8()..];
        Some(sign)
    }

    /// Reads up to `end`, or to the end.
    fn read(&mut self, end: Option<char>) -> Result<String, Unread> {
        let mut out = String::new();
        while let Some(sign) = self.next() {
            match sign {
                _ if Some(sign) == end => return Ok(out),
                '\'' if end != Some('"') => loop {
                    match self.next() {
                        Some('\'') => break,
                        Some(other) => out.push(other),
                        None => return Err(Unread("a quote is not closed".to_owned())),
                    }
                },
                '"' => out.push_str(&self.read(Some('"'))?),
                '$' => out.push_str(&self.variable()?),
                _ if sign == self.escape => match self.next() {
                    Some(next) if end == Some('"') && !matches!(next, '"' | '$') && next != self.escape => {
                        out.extend([sign, next]);
                    }
                    Some(next) => out.push(next),
                    None => out.push(sign),
                },
                other => out.push(other),
            }
        }
        match end {
            None => Ok(out),
            Some(_) => Err(Unread("a quote or a bracket is not closed".to_owned())),
        }
    }

    /// Behind a `$`.
    fn variable(&mut self) -> Result<String, Unread> {
        let name = |text: &str| {
            let end = text.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').unwrap_or(text.len());
            text[..end].to_owned()
        };
        if !self.rest.starts_with('{') {
            let name = name(self.rest);
            if name.is_empty() {
                return Ok("$".to_owned());
            }
            self.rest = &self.rest[name.len()..];
            return Ok((self.value)(&name).unwrap_or_default());
        }
        let inner = &self.rest[1..];
        let name = name(inner);
        self.rest = &inner[name.len()..];
        let value = (self.value)(&name);
        let modifier: String = self.rest.chars().take_while(|sign| matches!(sign, ':' | '-' | '+' | '?')).collect();
        self.rest = &self.rest[modifier.len()..];
        let word = self.read(Some('}'))?;
        let set = value.clone().filter(|value| !modifier.starts_with(':') || !value.is_empty());
        match modifier.trim_start_matches(':') {
            "" if modifier.is_empty() && word.is_empty() && !name.is_empty() => Ok(value.unwrap_or_default()),
            "-" => Ok(set.unwrap_or(word)),
            "+" => Ok(set.map_or_else(String::new, |_| word)),
            "?" => set.ok_or_else(|| Unread(format!("{name}: {word}"))),
            _ => Err(Unread(format!("${{{name}{modifier}{word}}}"))),
        }
    }
}
