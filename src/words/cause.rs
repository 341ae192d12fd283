//! What the system and the reader of JSON say, in words: causes that any part of the program may come upon.

use std::io::{self, ErrorKind};

use serde_json::error::Category;

use super::Words;

impl Words {
    /// What the system says, by the kind of its error. What has words of its own keeps them.
    pub fn io(self, error: &io::Error) -> String {
        if let Some(inner) = error.get_ref() {
            // A temporary file's path around the cause is nothing to tell.
            if let Some(cause) = inner.source().and_then(|cause| cause.downcast_ref()) {
                return self.io(cause);
            }
            let own = inner.to_string();
            if !own.contains("(os error ") {
                return own;
            }
        }
        io_key(error.kind()).map_or_else(|| error.to_string(), |key| self.text(key))
    }

    /// Where JSON stops making sense, and how.
    pub fn json(self, error: &serde_json::Error) -> String {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        let place = [("line", line.as_str().into()), ("column", column.as_str().into())];
        match error.classify() {
            Category::Io => {
                error.io_error_kind().and_then(io_key).map_or_else(|| error.to_string(), |it| self.text(it))
            }
            Category::Syntax => self.get("error-json-syntax", &place),
            Category::Eof => self.get("error-json-cut-short", &place),
            Category::Data => {
                let said = error.to_string();
                let field = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
                let [line, column] = place;
                match field {
                    Some(field) => self.get("error-json-missing", &[("field", field.into()), line, column]),
                    None => self.get("error-json-value", &[line, column]),
                }
            }
        }
    }
}

const fn io_key(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "error-io-not-found",
        ErrorKind::PermissionDenied => "error-io-permission",
        ErrorKind::ConnectionRefused => "error-io-refused",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::NotConnected => "error-io-reset",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => "error-io-unreachable",
        ErrorKind::AddrInUse => "error-io-in-use",
        ErrorKind::BrokenPipe => "error-io-broken-pipe",
        ErrorKind::AlreadyExists => "error-io-exists",
        ErrorKind::NotADirectory => "error-io-not-a-folder",
        ErrorKind::IsADirectory => "error-io-is-a-folder",
        ErrorKind::DirectoryNotEmpty => "error-io-not-empty",
        ErrorKind::ReadOnlyFilesystem => "error-io-read-only",
        ErrorKind::StorageFull => "error-io-full",
        ErrorKind::QuotaExceeded => "error-io-quota",
        ErrorKind::FileTooLarge => "error-io-too-large",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "error-io-busy",
        ErrorKind::TimedOut => "error-io-timed-out",
        ErrorKind::InvalidFilename => "error-io-name",
        ErrorKind::InvalidData => "error-io-text",
        ErrorKind::UnexpectedEof => "error-io-cut-short",
        ErrorKind::Interrupted => "error-io-interrupted",
        ErrorKind::OutOfMemory => "error-io-memory",
        ErrorKind::CrossesDevices => "error-io-elsewhere",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Language;

    const FRENCH: Words = Words::new(Language::Fr);

    #[test]
    fn the_systems_words_are_said_by_their_kind_however_they_are_wrapped() {
        let plain = io::Error::from_raw_os_error(13);
        let wrapped = io::Error::new(plain.kind(), plain.to_string());
        for error in [plain, wrapped] {
            assert_eq!(FRENCH.io(&error), "permission refusée");
            assert_eq!(Words::new(Language::En).io(&error), "permission denied");
        }
        assert_eq!(FRENCH.io(&io::Error::other("mots à soi")), "mots à soi");
    }

    #[test]
    fn json_is_said_with_its_place() {
        let said =
            |text: &str| FRENCH.json(&serde_json::from_str::<std::collections::BTreeMap<u8, u8>>(text).unwrap_err());
        assert_eq!(said("x"), "ce n'est pas du JSON à partir de la ligne 1, colonne 1");
        assert_eq!(said("{"), "ça s'interrompt à la ligne 1, colonne 1");
        assert_eq!(said("{\"1\": \"x\"}"), "une autre valeur est attendue à la ligne 1, colonne 9");
    }
}
