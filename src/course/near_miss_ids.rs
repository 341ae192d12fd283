//! The near misses that are built in, by subject. Their words have defaults in every language; a lesson may say it
//! better. Ids are stable: they appear in exports.

use crate::probe::schema::SubjectKind;

const CONTAINER: &[&str] = &[
    "not-found",
    "close-name",
    "other-name",
    "other-image",
    "stale",
    "older-build",
    "created-only",
    "exited",
    "restarting",
    "paused",
    "removed",
    "port-unpublished",
    "port-exposed-only",
    "port-swapped",
    "port-other",
    "port-random",
    "port-loopback",
    "port-taken",
    "default-bridge",
    "other-network",
    "alias-missing",
    "no-init",
    "kept",
    "bind-not-volume",
    "volume-not-bind",
    "anonymous-volume",
    "other-volume",
    "other-path",
    "read-only",
    "other-command",
    "long-dash",
    "no-project",
    "no-service",
    "close-service",
    "other-project",
    "close-project",
    "no-shell",
];

const IMAGE: &[&str] = &[
    "not-found",
    "close-name",
    "other-name",
    "untagged",
    "other-tag",
    "no-host",
    "other-host",
    "not-rebuilt",
    "cmd-not-json",
    "run-not-cmd",
    "other-base",
    "tagged-base",
    "committed",
    "planted",
    "no-shell",
];

const FILE: &[&str] = &[
    "missing",
    "close-name",
    "other-case",
    "other-extension",
    "empty",
    "curly-quotes",
    "long-dash",
    "crlf",
    "not-executable",
    "tabs",
    "utf16",
    "binary",
    "html",
    "rich-text",
    "markdown-fence",
    "prompt",
    "no-break-space",
    "invisible-sign",
    "byte-order-mark",
];

const DOCKERFILE: &[&str] = &[
    "missing",
    "close-name",
    "other-case",
    "other-extension",
    "empty",
    "no-from",
    "unparsable",
    "curly-quotes",
    "long-dash",
    "cmd-not-json",
    "run-not-cmd",
    "other-base",
    "utf16",
    "binary",
    "html",
    "rich-text",
    "markdown-fence",
    "prompt",
    "no-break-space",
    "invisible-sign",
    "escape-directive",
    "only-comments",
];

const COMPOSE_FILE: &[&str] = &[
    "missing",
    "close-name",
    "other-case",
    "other-extension",
    "empty",
    "two-files",
    "tabs",
    "unparsable",
    "wrong-key",
    "wrong-value",
    "no-image",
    "undeclared",
    "curly-quotes",
    "long-dash",
    "no-service",
    "close-service",
    "utf16",
    "binary",
    "html",
    "rich-text",
    "markdown-fence",
    "prompt",
    "no-break-space",
    "invisible-sign",
];

const COMPOSE_PROJECT: &[&str] = &[
    "no-project",
    "no-service",
    "close-service",
    "other-project",
    "close-project",
    "service-exited",
    "created-only",
    "paused",
    "restarting",
    "no-healthcheck",
    "unhealthy",
    "other-network",
    "default-bridge",
    "alias-missing",
    "stale",
];

const NAMED: &[&str] = &["not-found", "close-name", "stale"];

const RUN: &[&str] = &[
    "not-found",
    "close-name",
    "other-name",
    "untagged",
    "other-tag",
    "run-not-cmd",
    "cmd-not-json",
    "exited",
    "no-shell",
];

const LOGS: &[&str] = &[
    "not-found",
    "close-name",
    "other-name",
    "other-image",
    "stale",
    "older-build",
    "created-only",
    "exited",
    "restarting",
    "paused",
    "removed",
    "default-bridge",
    "other-network",
    "no-project",
    "no-service",
    "close-service",
    "other-project",
    "close-project",
    "no-shell",
];

const HTTP: &[&str] = &["refused", "not-listening", "other-process", "other-status", "other-body"];

const REGISTRY: &[&str] = &[
    "down",
    "not-a-registry",
    "open",
    "other-account",
    "unauthorized",
    "no-access",
    "not-pushed",
    "not-tagged",
    "no-host",
    "other-host",
    "other-tag",
    "other-digest",
];

const LOGIN: &[&str] = &["not-logged-in", "other-host", "wrong-password", "down"];

const ASK: &[&str] =
    &["other-property", "other-object", "format", "credential", "scheme", "no-host", "upper-case", "digest", "no-tag"];

/// The built-in near misses of a subject.
pub const fn built_in(subject: SubjectKind) -> &'static [&'static str] {
    match subject {
        SubjectKind::Container => CONTAINER,
        SubjectKind::Image => IMAGE,
        SubjectKind::Network | SubjectKind::Volume => NAMED,
        SubjectKind::Event => &[],
        SubjectKind::File => FILE,
        SubjectKind::Dockerfile => DOCKERFILE,
        SubjectKind::ComposeFile => COMPOSE_FILE,
        SubjectKind::ComposeProject => COMPOSE_PROJECT,
        SubjectKind::Run => RUN,
        SubjectKind::Logs => LOGS,
        SubjectKind::Http => HTTP,
        SubjectKind::Registry => REGISTRY,
        SubjectKind::Login => LOGIN,
        SubjectKind::Ask => ASK,
    }
}
