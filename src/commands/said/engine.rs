//! The engine's errors in words: one arm per variant.

use crate::commands::images;
use crate::course::Language;
use crate::engine::{AddressFault, EngineError, Feature};
use crate::words::Words;

use super::get;

pub(super) fn said(error: &EngineError, words: Words) -> String {
    let get = |key: &str, args: &[(&str, &str)]| get(words, key, args);
    match error {
        EngineError::Gone { endpoint, .. } => get("error-engine-gone", &[("endpoint", endpoint)]),
        EngineError::Permission { endpoint, .. } => get("error-engine-permission", &[("endpoint", endpoint)]),
        EngineError::Timeout { endpoint, what, after } => {
            let after = spaced(&format!("{after:?}"), words);
            get("error-engine-timeout", &[("endpoint", endpoint), ("what", what), ("after", &after)])
        }
        EngineError::Answer { what, status, message } => {
            let status = status.to_string();
            get("error-engine-answer", &[("what", what), ("status", &status), ("message", message)])
        }
        EngineError::Absent { message } => get("error-engine-absent", &[("message", message)]),
        EngineError::Garbled { what, .. } => get("error-engine-garbled", &[("what", what)]),
        EngineError::ImageMissing { reference } => get("error-engine-image-missing", &[("reference", reference)]),
        EngineError::Pull { reference, why, message } => images::why_not(reference, *why, message, words),
        EngineError::Context { name, path } => {
            get("error-engine-context", &[("name", name), ("path", &path.display().to_string())])
        }
        EngineError::HostAndContext => get("error-engine-host-and-context", &[]),
        EngineError::File { path, .. } => get("error-file", &[("path", &path.display().to_string())]),
        EngineError::Config { path, .. } => get("error-config", &[("path", &path.display().to_string())]),
        EngineError::Address { address, why } => {
            get("error-address", &[("address", address), ("why", &words.text(address_key(*why)))])
        }
        EngineError::Unsupported { what } => unsupported(what, words),
    }
}

const fn address_key(why: AddressFault) -> &'static str {
    match why {
        AddressFault::NoSocket => "error-address-no-socket",
        AddressFault::NoHost => "error-address-no-host",
        AddressFault::NoCertificates => "error-address-no-certificates",
        AddressFault::NoMachine => "error-address-no-machine",
        AddressFault::Scheme => "error-address-scheme",
    }
}

fn unsupported(what: &Feature, words: Words) -> String {
    let get = |key: &str, args: &[(&str, &str)]| get(words, key, args);
    match what {
        Feature::Links { path } => get("error-unsupported-links", &[("path", path)]),
        Feature::Tls { address } => get("error-unsupported-tls", &[("address", address)]),
        Feature::Connection { address } => get("error-unsupported-connection", &[("address", address)]),
        Feature::Request { url } => get("error-unsupported-request", &[("url", url)]),
        Feature::StandIn { reference, program, package } => {
            get("error-unsupported-stand-in", &[("reference", reference), ("program", program), ("package", package)])
        }
        Feature::Helper { program } => get("error-unsupported-helper", &[("program", program)]),
        Feature::Folder => get("error-unsupported-folder", &[]),
        Feature::Log => get("error-unsupported-log", &[]),
        Feature::Look => get("error-unsupported-look", &[]),
        Feature::RegistryLook => get("error-unsupported-registry-look", &[]),
        Feature::Runtime => get("error-unsupported-runtime", &[]),
    }
}

/// A duration; French has a space before the unit: `5 s`.
fn spaced(duration: &str, words: Words) -> String {
    let unit = duration.find(|c: char| c.is_alphabetic() || c == 'µ').unwrap_or(duration.len());
    let (number, unit) = duration.split_at(unit);
    if words.language() == Language::Fr { format!("{number}\u{a0}{unit}") } else { duration.to_owned() }
}
