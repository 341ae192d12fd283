//! COPY and ADD of files of the build's folder.

use parse_dockerfile::{Flag, Source};

use crate::probe::recipe::{Act, CopySource};

use super::stage::{State, Stuck, absolute};
use super::words;

/// Ends of names that ADD unpacks.
const PACKED: [&str; 8] = [".tar", ".tgz", ".gz", ".xz", ".bz2", ".zst", ".txz", ".tbz"];

impl State<'_> {
    /// Adds one instruction: `word` is COPY or ADD.
    pub(super) fn copy(
        &mut self,
        word: &str,
        options: &[Flag<'_>],
        from: &[Source<'_>],
        to: &str,
    ) -> Result<(), Stuck> {
        let text = copy_text(word, options, from, to);
        let needs = || Stuck::Needs(text.clone());
        let (mut owner, mut mode) = (String::new(), None);
        for flag in options {
            let value = flag.value.as_ref().map_or("", |value| value.value.as_ref());
            match flag.name.value.as_ref() {
                "chown" => owner = self.expand(value)?,
                "chmod" => mode = Some(u32::from_str_radix(&self.expand(value)?, 8).map_err(|_| needs())?),
                "link" => {}
                _ => return Err(needs()),
            }
        }
        let to = self.expand(to)?;
        let is_folder = to.ends_with('/') || to == "." || to.ends_with("/.");
        if from.len() > 1 && !is_folder {
            return Err(Stuck::Refused(format!("{text}: with several sources the destination must end with `/`")));
        }
        let mut sources = Vec::new();
        for source in from {
            sources.push(match source {
                Source::Path(path) => {
                    let path = self.expand(&path.value)?;
                    let is_address = path.contains("://") || path.starts_with("git@");
                    let unpacks = word == "ADD" && PACKED.iter().any(|ending| path.ends_with(ending));
                    if is_address || unpacks || path.contains('[') {
                        return Err(needs());
                    }
                    CopySource::Path(absolute("/", &path).trim_start_matches('/').to_owned())
                }
                Source::HereDoc(_) if is_folder => return Err(needs()),
                Source::HereDoc(document) => {
                    let content = if document.expand {
                        words::fill(&document.value, &|name| self.value(name))?
                    } else {
                        document.value.to_string()
                    };
                    CopySource::Text { name: String::new(), content }
                }
                _ => return Err(needs()),
            });
        }
        let mut path = absolute(&self.workdir, &to);
        if is_folder && !path.ends_with('/') {
            path.push('/');
        }
        self.acts.push(Act::Copy { sources, to: path, owner, mode, text });
        Ok(())
    }
}

/// The instruction as it stands there.
fn copy_text(word: &str, options: &[Flag<'_>], from: &[Source<'_>], to: &str) -> String {
    let options = options.iter().map(|flag| match &flag.value {
        Some(value) => format!("--{}={}", flag.name.value, value.value),
        None => format!("--{}", flag.name.value),
    });
    let sources = from.iter().map(|source| match source {
        Source::Path(path) => path.value.to_string(),
        _ => "<<".to_owned(),
    });
    std::iter::once(word.to_owned()).chain(options).chain(sources).chain([to.to_owned()]).collect::<Vec<_>>().join(" ")
}
