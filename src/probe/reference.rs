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

/// The reference written out: `alpine` and `docker.io/library/alpine:latest` both give `alpine:latest`. An id stays as
/// it is, without `sha256:`; a digest (`name@sha256:…`) keeps it.
pub fn normalize(reference: &str) -> String {
    if is_id(reference) {
        return strip_algorithm(reference).to_owned();
    }
    let short = ["docker.io/library/", "index.docker.io/library/", "docker.io/", "library/", "localhost/"]
        .iter()
        .find_map(|prefix| reference.strip_prefix(prefix))
        .unwrap_or(reference);
    if short.contains('@') || has_tag(short) { short.to_owned() } else { format!("{short}:latest") }
}

/// Repository and tag of a reference; the tag is `latest` when there is none.
pub fn split(reference: &str) -> (String, String) {
    let full = normalize(reference);
    match full.rfind(':').filter(|_| has_tag(&full)) {
        Some(colon) => (full[..colon].to_owned(), full[colon + 1..].to_owned()),
        None => (full, String::new()),
    }
}

/// Whether two references name the same repository and tag.
pub fn same(a: &str, b: &str) -> bool {
    normalize(a) == normalize(b)
}

fn has_tag(reference: &str) -> bool {
    reference.rsplit('/').next().is_some_and(|last| last.contains(':'))
}
