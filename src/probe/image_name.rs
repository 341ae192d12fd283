//! Whole names of images as people type them: `HOST[:PORT]/PATH:TAG`, the registry's host in front and the tag behind.
//!
//! What is no such name may be anything at all, a password included. So it is never kept as it was typed: what stays of it
//! is a note of the slip ([`Slip::note`]), which reads as the same slip again.

/// What stands before a slip's name in a note; no name of an image has it.
const NOTE: char = '!';
/// Hosts under which the public hub is known.
const HUB: [&str; 3] = ["docker.io", "index.docker.io", "registry-1.docker.io"];
/// Ends of hosts that never are anybody's (RFC 2606): a course's placeholder is one of them.
const NOBODYS: [&str; 2] = [".example", ".invalid"];

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// There is a user or a password in it.
    Credential,
    /// It begins like a web address.
    Scheme,
    /// No registry's host stands in front: it would go to the public hub.
    NoHost,
    /// There are capitals after the host.
    UpperCase,
    /// A digest names it, which nobody can choose.
    Digest,
    /// There is no tag.
    NoTag,
    /// It is no image's name.
    Format,
}

impl Slip {
    const ALL: [Self; 7] =
        [Self::Credential, Self::Scheme, Self::NoHost, Self::UpperCase, Self::Digest, Self::NoTag, Self::Format];

    /// The near miss that it is.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::Scheme => "scheme",
            Self::NoHost => "no-host",
            Self::UpperCase => "upper-case",
            Self::Digest => "digest",
            Self::NoTag => "no-tag",
            Self::Format => "format",
        }
    }

    /// What may be written down in place of what was typed.
    pub fn note(self) -> String {
        format!("{NOTE}{}", self.id())
    }
}

/// The whole name that was typed, without quotes and blanks around it.
pub fn read(typed: &str) -> Result<&str, Slip> {
    let name = typed.trim().trim_matches(['"', '\'', '`']).trim();
    if let Some(id) = name.strip_prefix(NOTE) {
        return Err(Slip::ALL.into_iter().find(|slip| slip.id() == id).unwrap_or(Slip::Format));
    }
    let without_scheme = name.split_once("://").map_or(name, |(_, rest)| rest);
    match without_scheme.split_once('@') {
        Some((_, digest)) if digest.starts_with("sha256:") && !digest.contains('@') => return Err(Slip::Digest),
        Some(_) => return Err(Slip::Credential),
        None if without_scheme != name || name.starts_with("//") => return Err(Slip::Scheme),
        None => {}
    }
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/:".contains(&byte)) {
        return Err(Slip::Format);
    }
    let Some((host, rest)) = super::reference::split_host(name).filter(|(host, _)| !HUB.contains(host)) else {
        return Err(Slip::NoHost);
    };
    let (path, tag) = rest.rsplit_once(':').map_or((rest, None), |(path, tag)| (path, Some(tag)));
    if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(Slip::UpperCase);
    }
    if !is_host(host) || !path.split('/').all(is_part) {
        return Err(Slip::Format);
    }
    match tag {
        None => Err(Slip::NoTag),
        Some(tag) if is_tag(tag) => Ok(name),
        Some(_) => Err(Slip::Format),
    }
}

/// Whether a registry's host can't be anybody's, and so is never asked anything.
pub fn is_nobodys(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or(host);
    NOBODYS.iter().any(|end| name.ends_with(end))
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.split('.').all(is_label) && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

/// One part between slashes: words, with one `.`, one or two `_`, or any number of `-` between them.
fn is_part(part: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = part.bytes().next().is_some_and(is_word) && part.bytes().next_back().is_some_and(is_word);
    ends && part
        .split(|c: char| c.is_ascii_alphanumeric())
        .all(|between| matches!(between, "" | "." | "_" | "__") || between.bytes().all(|byte| byte == b'-'))
}

fn is_tag(tag: &str) -> bool {
    tag.len() <= 128
        && !tag.starts_with(['.', '-'])
        && !tag.is_empty()
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_has_host_path_and_tag() {
        for name in [
            "registry.example/group/project/pinger:1.0",
            "registry.example:5050/group/sub.group/my_project/pinger:1.0",
            "localhost:5001/team/pinger:1.0",
            "localhost/pinger:V1.0-rc_1",
            "HOST.example/group/a--b/c__d:1",
            "10.0.0.7:5000/pinger:1.0",
        ] {
            assert_eq!(read(name), Ok(name));
            assert_eq!(read(&format!(" `{name}`\n")), Ok(name));
        }
    }

    #[test]
    fn whatever_else_is_typed_is_a_slip_and_its_note_is_the_same_slip() {
        let digest = format!("registry.example/team/pinger@sha256:{}", "0".repeat(64));
        for (typed, slip) in [
            ("learner:glpat-s3cret@registry.example/team/pinger:1.0", Slip::Credential),
            ("https://learner:glpat-s3cret@registry.example/team/pinger:1.0", Slip::Credential),
            ("glpat-s3cret@registry.example/team/pinger:1.0", Slip::Credential),
            ("learner:a@sha256:b@registry.example/team/pinger:1.0", Slip::Credential),
            ("https://registry.example/team/pinger:1.0", Slip::Scheme),
            ("docker://registry.example/team/pinger:1.0", Slip::Scheme),
            ("//registry.example/team/pinger:1.0", Slip::Scheme),
            ("pinger:1.0", Slip::NoHost),
            ("pinger", Slip::NoHost),
            ("glpat-s3cret", Slip::NoHost),
            ("team/pinger:1.0", Slip::NoHost),
            ("HOST/group/project/pinger:1.0", Slip::NoHost),
            ("docker.io/team/pinger:1.0", Slip::NoHost),
            ("registry.example/Team/pinger:1.0", Slip::UpperCase),
            (&digest, Slip::Digest),
            ("registry.example/team/pinger", Slip::NoTag),
            ("registry.example:5050/team/pinger", Slip::NoTag),
            ("registry.example/team/pinger:", Slip::Format),
            ("registry.example/team/pinger:1:0", Slip::Format),
            ("registry.example/team//pinger:1.0", Slip::Format),
            ("registry.example/:1.0", Slip::Format),
            ("registry.example:port/team/pinger:1.0", Slip::Format),
            ("registry..example/team/pinger:1.0", Slip::Format),
            ("docker push registry.example/team/pinger:1.0", Slip::Format),
            ("registry.example/team/pinger:1.0;ls", Slip::Format),
            ("registry.example/team/$(id):1.0", Slip::Format),
            ("", Slip::Format),
            ("!what", Slip::Format),
        ] {
            assert_eq!(read(typed), Err(slip), "{typed}");
            assert_eq!(read(&slip.note()), Err(slip), "{typed}");
        }
    }

    #[test]
    fn a_placeholder_is_nobodys_host() {
        for (host, expected) in [
            ("HOST.example", true),
            ("host.example:5050", true),
            ("registry.invalid", true),
            ("localhost:5001", false),
            ("registry.example.org", false),
            ("example", false),
        ] {
            assert_eq!(is_nobodys(host), expected, "{host}");
        }
    }
}
