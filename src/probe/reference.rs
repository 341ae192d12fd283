//! Image references: the few rules that decide whether two of them name the same thing.

/// Whether this is an image or container id rather than a name: `sha256:…`, or 64 hexadecimal digits.
pub fn is_id(reference: &str) -> bool {
    let digits = strip_algorithm(reference);
    digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The id without the `sha256:` in front.
pub fn strip_algorithm(id: &str) -> &str {
    id.strip_prefix("sha256:").unwrap_or(id)
}

/// Whether `reference` is this id or begins it, as `docker run f40e76f3bac8` takes it. Four digits are the least.
pub fn names_id(reference: &str, id: &str) -> bool {
    let digits = strip_algorithm(reference);
    digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_hexdigit()) && id.starts_with(digits)
}

/// The reference written out: `alpine` and `docker.io/library/alpine:latest` both give `alpine:latest`. An id stays as
/// it is, without `sha256:`; a digest (`name@sha256:…`) keeps it, and makes a tag beside it void.
pub fn normalize(reference: &str) -> String {
    if is_id(reference) {
        return strip_algorithm(reference).to_owned();
    }
    let short = ["docker.io/library/", "index.docker.io/library/", "docker.io/", "library/", "localhost/"]
        .iter()
        .find_map(|prefix| reference.strip_prefix(prefix))
        .unwrap_or(reference);
    match short.split_once('@') {
        Some((name, digest)) => format!("{}@{digest}", &name[..tag_colon(name).unwrap_or(name.len())]),
        None if tag_colon(short).is_some() => short.to_owned(),
        None => format!("{short}:latest"),
    }
}

/// Repository and tag of a reference; the tag is `latest` when there is none, and empty beside a digest or for an id.
pub fn split(reference: &str) -> (String, String) {
    let full = normalize(reference);
    if let Some((name, _)) = full.split_once('@') {
        return (name.to_owned(), String::new());
    }
    match tag_colon(&full) {
        Some(colon) => (full[..colon].to_owned(), full[colon + 1..].to_owned()),
        None => (full, String::new()),
    }
}

/// The registry's host in front of a reference, and the rest; `None` where there is none, so that the public hub is
/// meant. A host has a dot or a port, or is `localhost`.
pub fn split_host(reference: &str) -> Option<(&str, &str)> {
    let (first, rest) = reference.split_once('/')?;
    (first == "localhost" || first.contains(['.', ':'])).then_some((first, rest))
}

/// Whether a registry's host is this very machine, whatever it is called.
pub fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    name == "localhost" || name == "::1" || name.starts_with("127.")
}

/// A reference without tag or digest, as it is written.
pub fn repository_of(reference: &str) -> String {
    let whole = reference.split('@').next().unwrap_or(reference);
    whole[..tag_colon(whole).unwrap_or(whole.len())].to_owned()
}

/// Whether two references name the same repository and tag.
pub fn same(a: &str, b: &str) -> bool {
    normalize(a) == normalize(b)
}

/// Whether a reference is of a repository, whatever its tag or digest. A registry's host in front of it counts only where
/// the repository has one too: a mirror's `alpine` is `alpine`.
pub fn is_of_repository(reference: &str, repository: &str) -> bool {
    let (actual, wanted) = (split(reference).0, split(repository).0);
    let without_host =
        |name: &str| split_host(name).map(|(_, rest)| rest.strip_prefix("library/").unwrap_or(rest).to_owned());
    actual == wanted || split_host(&wanted).is_none() && without_host(&actual).is_some_and(|name| name == wanted)
}

/// Where the colon before the tag is: after the last slash, since a registry's port has one too.
fn tag_colon(reference: &str) -> Option<usize> {
    let last = reference.rfind('/').map_or(0, |slash| slash + 1);
    reference[last..].find(':').map(|colon| last + colon)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "f40e76f3bac8b21247d8113d2df23a934e60f40e76f3bac8b21247d8113d2df2";

    #[test]
    fn references_of_the_same_repository_and_tag_are_the_same() {
        for (a, b, expected) in [
            ("alpine", "alpine:latest", true),
            ("docker.io/library/alpine", "alpine", true),
            ("docker.io/library/alpine:3.22", "alpine:3.22", true),
            ("index.docker.io/library/alpine", "alpine", true),
            ("library/alpine", "alpine", true),
            ("docker.io/team/tool", "team/tool:latest", true),
            ("localhost/test-echo:latest", "test-echo", true),
            ("localhost:5001/a/b", "localhost:5001/a/b:latest", true),
            ("alpine", "alpine:3.22", false),
            ("localhost:5001/a/b:1", "a/b:1", false),
            ("localhost:5001/a/b:1", "localhost:5002/a/b:1", false),
            ("registry.example/library/alpine", "alpine", false),
            ("test-echo:v2", "test-echo", false),
            ("test-echo-2", "test-echo", false),
            ("alpine:3@sha256:1f", "alpine@sha256:1f", true),
            ("alpine@sha256:1f", "alpine@sha256:2f", false),
            ("alpine@sha256:1f", "alpine", false),
            (&format!("sha256:{ID}"), ID, true),
            (ID, "f40e", false),
        ] {
            assert_eq!(same(a, b), expected, "{a} and {b}");
        }
    }

    #[test]
    fn a_reference_splits_into_repository_and_tag() {
        for (reference, repository, tag) in [
            ("alpine", "alpine", "latest"),
            ("localhost:5001/a/b", "localhost:5001/a/b", "latest"),
            ("localhost:5001/a/b:1", "localhost:5001/a/b", "1"),
            ("docker.io/library/alpine:3", "alpine", "3"),
            ("alpine:3@sha256:1f", "alpine", ""),
            (ID, ID, ""),
        ] {
            assert_eq!(split(reference), (repository.to_owned(), tag.to_owned()), "{reference}");
        }
    }

    #[test]
    fn a_reference_is_of_a_repository_whatever_its_tag_and_mirror() {
        for (reference, repository, expected) in [
            ("test-echo", "test-echo", true),
            ("test-echo:v2", "test-echo", true),
            ("test-echo@sha256:1f", "test-echo", true),
            ("docker.io/library/alpine:3", "alpine", true),
            ("mirror.example/library/alpine", "alpine:3.22", true),
            ("mirror.example:5000/alpine", "alpine", true),
            ("localhost/test-echo", "test-echo", true),
            ("someone/alpine", "alpine", false),
            ("mirror.example/someone/alpine", "alpine", false),
            ("alpine", "mirror.example/alpine", false),
            ("test-echo-2", "test-echo", false),
            ("test-ech", "test-echo", false),
            ("localhost:5001/team/tool:1", "localhost:5001/team/tool", true),
            ("localhost:5002/team/tool:1", "localhost:5001/team/tool", false),
            (ID, "test-echo", false),
        ] {
            assert_eq!(is_of_repository(reference, repository), expected, "{reference} {repository}");
        }
    }

    #[test]
    fn a_repository_has_neither_tag_nor_digest() {
        for (reference, expected) in [
            ("localhost:5001/a/b:1.0", "localhost:5001/a/b"),
            ("localhost:5001/a/b", "localhost:5001/a/b"),
            ("r.example/a@sha256:1f", "r.example/a"),
            ("alpine:3", "alpine"),
        ] {
            assert_eq!(repository_of(reference), expected, "{reference}");
        }
    }

    #[test]
    fn a_host_stands_before_the_first_slash_and_has_a_dot_or_a_port() {
        for (reference, expected) in [
            ("localhost:5001/docker-101/pinger:1.0", Some(("localhost:5001", "docker-101/pinger:1.0"))),
            ("localhost/pinger", Some(("localhost", "pinger"))),
            ("registry.example/team/tool", Some(("registry.example", "team/tool"))),
            ("docker-101/pinger:1.0", None),
            ("localhost:5001", None),
            ("pinger", None),
        ] {
            assert_eq!(split_host(reference), expected, "{reference}");
        }
        for (host, expected) in [
            ("localhost", true),
            ("localhost:5001", true),
            ("127.0.0.1:5001", true),
            ("[::1]:5001", true),
            ("registry.example:5001", false),
            ("localhost.example", false),
        ] {
            assert_eq!(is_this_machine(host), expected, "{host}");
        }
    }

    #[test]
    fn an_id_is_named_by_four_digits_or_more_of_it() {
        for (reference, expected) in [
            ("f40e", true),
            ("f40e76f3bac8", true),
            ("sha256:f40e76f3bac8", true),
            (ID, true),
            ("f40", false),
            ("f40f", false),
            ("node", false),
            ("", false),
        ] {
            assert_eq!(names_id(reference, ID), expected, "{reference}");
        }
    }
}
